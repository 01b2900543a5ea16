"""Search in anybody's site: stock Pelican, documents, this plugin, and a theme of a few lines."""

import html
import json
import subprocess
import sys
import zlib
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plugins.documents.library import read_library
from plugins.fulltext_search.contribution import ranks_of
from plugins.fulltext_search.folding import traditional
from plugins.fulltext_search.passages import passages_of
from plugins.fulltext_search.records import record_in
from plugins.fulltext_search.terms import Normaliser, pairs_of
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

PROJECT = Path(__file__).resolve().parents[2]
NOW = datetime.fromisoformat("2026-12-01T08:00:00+08:00")
SETTINGS = """
import sys
sys.path.insert(0, {project!r})
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
PLUGINS = ["plugins.documents", "plugins.fulltext_search"]
DOCUMENTS = {{"kinds": "plugins.newsroom.kinds:KINDS", "folder_kinds": "plugins.newsroom.kinds:FOLDER_KINDS"}}
JINJA_ENVIRONMENT = {{"autoescape": True}}
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
TIMEZONE = "Asia/Shanghai"
{more}
"""
BRIEF = """---
kind: brief
title: 一周动态
date: 2024-09-02
column: 动态
people: [傅国涛]
---

◆8月28日，互助保障启动。

◆8月29日，量子工会成立。
"""
DRAFT = "---\ntitle: 秘密草稿\ndate: 2024-09-03\nstatus: draft\n---\n\n尚未公开的秘闻。\n"
FUTURE = "---\ntitle: 将来之事\ndate: 2024-09-03\npublish_at: 2999-01-01\n---\n\n来日方长。\n"


@pytest.fixture
def pelican(tmp_path):
    """Runs stock Pelican over files; returns the exit code, what it said, and the output."""

    def run(more="", **files):
        everything = {
            "content/site.yaml": "name: 测试站\n",
            "theme/templates/base.html": "<title>{% block title %}{% endblock %}</title>{% block content %}{% endblock %}",
            "theme/templates/brief.html": "{{ article.document.title }}",
            "theme/templates/news.html": "{{ article.document.title }}",
            "pelicanconf.py": SETTINGS.format(project=str(PROJECT), more=more),
            **{f"content/news/{name}.md": text for name, text in files.items()},
        }
        for name, text in everything.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
        root = tmp_path / "output"
        output = {
            p.relative_to(root).as_posix(): p.read_bytes() if "search/index/" in str(p) else p.read_text("utf-8")
            for p in sorted(root.rglob("*"))
            if p.is_file()
        }
        return done.returncode, done.stdout + done.stderr, output

    return run


def test_the_page_and_the_index_are_written(pelican):
    code, said, output = pelican(a=BRIEF)
    assert code == 0, said
    head = json.loads(output["search/index/index.json"])
    assert head["documents"] == 1
    (volume,) = head["volumes"]
    assert volume == {"name": "2024", "start": 0, "shards": 1}
    assert {name.split("/")[2] for name in output if name.startswith("search/index/")} == {
        "index.json",
        "records",
        "shards",
        "words",
    }
    page = output["search/index.html"]
    assert 'data-index="index/index.json"' in page
    assert 'src="search.js"' in page
    assert f'data-head="{html.escape(output["search/index/index.json"].decode()).replace("&quot;", "&#34;")}"' in page
    assert "search/search.js" in output
    assert 'href="/archive/2024/"' in page


def test_a_hit_inside_an_item_leads_to_the_item(pelican):
    _, _, output = pelican(a=BRIEF)
    record = record_in(output["search/index/records/2024/0"])
    assert record["url"] == "/news/a/"
    assert record["labels"] == ["一周动态", "动态"]
    (item,) = [passage for passage in record["passages"] if "量子" in passage[0]]
    assert item[2].startswith("item-")


def test_what_is_not_public_is_in_no_byte(pelican):
    _, _, output = pelican(a=BRIEF, draft=DRAFT, future=FUTURE)
    packed = [zlib.decompress(data).decode("gbk").encode() for name, data in output.items() if "/records/" in name]
    everything = b"".join([*packed, *(d if isinstance(d, bytes) else d.encode() for d in output.values())])
    assert not [word for word in ("秘密", "秘闻", "将来", "来日") if word.encode() in everything]


def test_the_output_is_the_same_each_time(pelican):
    first = pelican(a=BRIEF)[2]
    assert pelican(a=BRIEF)[2] == first


def test_the_theme_s_template_wins(pelican, tmp_path):
    (tmp_path / "theme/templates").mkdir(parents=True)
    (tmp_path / "theme/templates/search.html").write_text("OURS {% include 'search_panel.html' %}", encoding="utf-8")
    page = pelican(a=BRIEF)[2]["search/index.html"]
    assert page.startswith("OURS")
    assert 'id="search-form"' in page


def test_a_site_without_articles_has_a_page_that_finds_nothing(pelican):
    code, said, output = pelican()
    assert code == 0, said
    assert json.loads(output["search/index/index.json"])["documents"] == 0


@pytest.mark.parametrize("more", ['FULLTEXT_SEARCH = {"kindnames": {}}', 'FULLTEXT_SEARCH = {"years": "no"}'])
def test_an_unknown_setting_is_refused_in_words(pelican, more):
    code, said, output = pelican(more, a=BRIEF)
    assert code != 0
    assert "FULLTEXT_SEARCH" in said
    assert output == {}


def test_an_index_without_terms_stops_the_build(pelican):
    breaks = "import plugins.fulltext_search.contribution as c\nc.passages_of = lambda *_: ()"
    code, said, output = pelican(breaks, a=BRIEF)
    assert code != 0
    assert "搜索索引是空的" in said.replace("\n", "")
    assert "search/index/index.json" not in output


def test_a_title_without_a_word_is_named(site):
    problems = site(
        """
        -- content/news/a.md --
        ---
        title: ……
        date: 2024-09-02
        ---
        正文。
        """
    ).check()
    assert [(problem.code, problem.place.line) for problem in problems if problem.code == "W601"] == [("W601", 2)]


class Words(HTMLParser):
    """The text of each block of an article, as a reader sees it."""

    BLOCKS = frozenset(["p", "li", "h2", "h3", "h4", "td", "th", "blockquote", "dd", "dt", "figcaption"])

    def __init__(self):
        super().__init__()
        self.blocks = [""]

    def handle_starttag(self, tag, _attrs):
        if tag in self.BLOCKS:
            self.blocks.append("")

    handle_endtag = lambda self, tag: self.handle_starttag(tag, ())  # noqa: E731

    def handle_data(self, data):
        self.blocks[-1] += data


@pytest.fixture(scope="module")
def real_library():
    return read_library(PROJECT / "content", kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)


def test_every_run_of_two_to_eight_characters_of_the_real_content_is_found(real_library):
    """The set of documents that hold all pairs of a run, over every article's title and every block of its text."""
    normalise = Normaliser(traditional())
    holding = {}
    for document in real_library.public:
        for term in ranks_of(passages_of(document), normalise):
            holding.setdefault(term, set()).add(document.url)
    asked = 0
    for document in real_library.public:
        words = Words()
        words.feed(document.body.html)
        for text in (document.title, document.meta.subtitle or "", *words.blocks):
            for start in range(len(text) - 1):
                for length in range(2, 9):
                    for run in normalise(text[start : start + length]).split():
                        terms = list(pairs_of(run)) if len(run) > 1 else [run]
                        assert all(document.url in holding.get(term, ()) for term in terms), (document.url, run)
                        asked += 1
    assert asked > 10_000


def test_names_and_honours_in_the_front_matter_are_found(real_library):
    for document in real_library.public:
        text = "\n".join(passage.text for passage in passages_of(document))
        for name in (*document.meta.people, *document.meta.organisations, *document.meta.tags, *document.meta.topics):
            assert name in text
        for honour in getattr(document.meta, "honours", ()):
            assert honour.name in text
