"""A small site with a theme of its own, so that these tests say what the engine does and not what the theme reads."""

import shutil
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).resolve().parent))
PLUGINS = ["plugins.documents", "plugins.newsroom", "plugins.incremental"]

EVERYTHING = [
    "plugins.documents",
    "plugins.newsroom",
    "plugins.event_calendar",
    "plugins.link_check",
    "plugins.editions",
    "plugins.fulltext_search",
    "plugins.site_map",
    "plugins.incremental",
]

TEMPLATES = {
    "base.html": """
        {% import "words.html" as words %}
        <!doctype html><html lang="zh-CN"><title>{% block title %}{% endblock %} {{ site.name }}</title>
        <nav>{% for item in nav %}<a href="{{ item.url }}">{{ item.title }}</a>{% endfor %}</nav>
        <main>{% block main %}{% endblock %}</main>{% include "foot.html" %}
        """,
    "words.html": '{% macro card(c) %}<a href="{{ c.url }}">{{ c.title }}</a> {{ c.summary }}{% endmacro %}',
    "foot.html": "<footer>{{ page_url is defined }}{% if MOTTO is defined %}{{ MOTTO }}{% endif %}</footer>",
    "news.html": """
        {% extends "base.html" %}{% block title %}{{ article.document.title }}{% endblock %}
        {% block main %}<h1>{{ article.document.title }}</h1>{{ article.document.body.html }}
        {% for p in article.document.photos %}{{ p.path }} {{ p.width }}{% endfor %}
        {% for c in article.connections.related %}{{ words.card(c) }}{% endfor %}
        {% for t in article.connections.tags %}<a href="{{ t.url }}">{{ t.name }}</a>{% endfor %}{% endblock %}
        """,
    "brief.html": '{% extends "news.html" %}',
    "page.html": '{% extends "base.html" %}{% block main %}{{ page.document.body.html }}{% endblock %}',
    "index.html": """
        {% extends "base.html" %}{% block main %}
        {% for c in latest %}{{ words.card(c) }}{% endfor %}{% endblock %}
        """,
    "listing.html": """
        {% extends "base.html" %}{% block main %}{{ listing.title }}
        {% for c in listing.cards %}{{ words.card(c) }}{% endfor %}{% endblock %}
        """,
    "directory.html": """
        {% extends "base.html" %}{% block main %}{{ directory.title }}
        {% for e in directory.entries %}<a href="{{ e.url }}">{{ e.name }} {{ e.count }}</a>{% endfor %}{% endblock %}
        """,
    "showcase.html": '{% extends "base.html" %}{% block main %}{{ showcase.profiles | length }}{% endblock %}',
    "404.html": '{% extends "base.html" %}',
    "offline.html": '{% extends "base.html" %}',
    "withdrawn.html": '{% extends "base.html" %}{% block main %}已撤稿 {{ output_file }}{% endblock %}',
}


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """A project with our plugins and a small theme; nobody changes it."""
    return make_base(tmp_path_factory.mktemp("base"))


@pytest.fixture
def own_base(tmp_path):
    """The same project, for a test that changes the theme or the settings."""
    return make_base(tmp_path / "base")


def make_base(folder, plugins=PLUGINS):
    templates = folder / "theme" / "templates"
    templates.mkdir(parents=True)
    (folder / "theme" / "static").mkdir()
    for name, text in TEMPLATES.items():
        (templates / name).write_text(textwrap.dedent(text).strip() + "\n", "utf-8")
    settings = (PROJECT / "pelicanconf.py").read_text("utf-8")
    (folder / "pelicanconf.py").write_text(f"{settings}\nPLUGINS = {plugins!r}\n", "utf-8")
    (folder / "plugins").symlink_to(PROJECT / "plugins")
    return folder


@pytest.fixture(autouse=True)
def _same_path():
    """``build`` puts its project on the import path, as ``build.py`` does."""
    before = sys.path[:]
    yield
    sys.path[:] = before


@pytest.fixture(scope="session")
def workshop_of():
    """A maker of a workshop from a site and a project, for a fixture that outlives one test."""
    return Workshop


@pytest.fixture
def workshop(site, base):
    """A maker of sites on the small theme."""

    def make(text="-- content/site.yaml --\nname: 测试站\nurl: https://example.com\n", project=None):
        return Workshop(site(text), project or base)

    return make


@pytest.fixture
def workshop_at(site_at):
    """A maker of a workshop with a project of its own, for one that changes all of it again and again."""
    return lambda folder, plugins=PLUGINS: Workshop(site_at(folder / "site"), make_base(folder / "base", plugins))


@pytest.fixture
def workshop_with(site, tmp_path):
    """A maker of a workshop with more plugins: ``workshop_with(text, "plugins.fulltext_search")``."""
    return lambda text, *more: Workshop(site(text), make_base(tmp_path / "base", [*PLUGINS, *more]))


class Workshop:
    """A site whose builds know what they rendered."""

    def __init__(self, site, base):
        self.site = site
        self.base = base
        self.ready = None

    def options(self, **changes):
        options = self.site.options()
        return replace(options, folders=replace(options.folders, base=self.base), **changes)

    def build(self, **changes):
        from plugins.command_line.build import run_build

        return run_build(self.options(**changes))

    def preview(self, **changes):
        """A build for somebody who waits, with what was found out after the one before."""
        from plugins.command_line.build import run_build
        from plugins.command_line.readiness import Waiting, ready

        options = self.options(**changes)
        told = []
        report = run_build(options, waiting=Waiting(told.append, self.ready))
        assert bool(told) == (report.published and not report.up_to_date)
        assert all(early.rendered == report.rendered for early in told)
        self.ready = ready(options.folders)
        return report

    def rendered(self, **changes):
        """The pages that a build renders."""
        return set(self.build(**changes).rendered)

    def outputs(self):
        return self.site.outputs()

    def clean_outputs(self, **changes):
        """What a build from nothing publishes, beside the site itself."""
        from plugins.command_line.build import run_build

        apart = self.site.folder / "apart"
        shutil.rmtree(apart, ignore_errors=True)
        options = self.options(**changes)
        folders = replace(options.folders, output=apart / "output", cache=apart / "cache")
        run_build(replace(options, folders=folders))
        root = apart / "output"
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
