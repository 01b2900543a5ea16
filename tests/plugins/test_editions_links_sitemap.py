"""editions, link_check and site_map under stock Pelican, with nothing else of ours but what they stand on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
NEWS = "{{ article.document.title }}|{{ article.structured_data }}"
SETTINGS = """
import sys
sys.path.insert(0, {project!r})
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
PLUGINS = ["plugins.documents", {plugins}]
DOCUMENTS = {{"kinds": "plugins.newsroom.kinds:KINDS", "folder_kinds": "plugins.newsroom.kinds:FOLDER_KINDS"}}
JINJA_ENVIRONMENT = {{"autoescape": True}}
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
TIMEZONE = "Asia/Shanghai"
"""
ARTICLE = "---\ntitle: {title}\ndate: 2024-09-02\n{more}---\n\n{body}\n"


@pytest.fixture
def pelican(tmp_path):
    """Runs stock Pelican with the named plugins over files; returns the exit code, what it said, and the output."""

    def run(*plugins: str, **files: str) -> tuple[int, str, dict[str, str]]:
        everything = {
            "content/site.yaml": "name: 测试站\nurl: https://example.com\n",
            "theme/templates/news.html": NEWS,
            "theme/templates/page.html": "{{ page.document.title }}",
            "pelicanconf.py": SETTINGS.format(
                project=str(PROJECT), plugins=", ".join(f'"plugins.{name}"' for name in plugins)
            ),
            **{f"content/news/{name}.md": text for name, text in files.items()},
        }
        for name, text in everything.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        output = tmp_path / "output"
        texts = {p.relative_to(output).as_posix(): p.read_text() for p in output.rglob("*") if p.is_file()}
        return done.returncode, done.stdout + done.stderr, texts

    return run


def test_editions_write_feeds_and_describe_articles(pelican):
    code, said, output = pelican("editions", a=ARTICLE.format(title="甲 </script>", more="column: 要闻\n", body="正文"))
    assert code == 1, "a tag in a title is an error"
    code, said, output = pelican("editions", a=ARTICLE.format(title="甲", more="column: 要闻\n", body="正文"))
    assert code == 0, said
    assert {"feeds/all.atom.xml", "feeds/all.json", "feeds/column/要闻.atom.xml", "subscribe/index.html"} <= set(output)
    title, _, block = output["news/a/index.html"].partition("|")
    assert title == "甲"
    data = json.loads(block.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    assert data["@graph"][0]["headline"] == "甲"
    assert "/feeds/column/%E8%A6%81%E9%97%BB.atom.xml" in output["subscribe/index.html"]


def test_link_check_stops_the_run_before_anything_is_written(pelican):
    code, _, output = pelican("link_check", a=ARTICLE.format(title="甲", more="", body="[乙](b.md)"))
    assert code == 1
    assert output == {}
    code, said, output = pelican("link_check", a=ARTICLE.format(title="甲", more="", body="[自己](a.md)"))
    assert code == 0, said
    assert "news/a/index.html" in output


def test_site_map_lists_what_is_public(pelican):
    draft = ARTICLE.format(title="草", more="status: draft\n", body="正文")
    code, said, output = pelican("site_map", a=ARTICLE.format(title="甲", more="", body="正文"), draft=draft)
    assert code == 0, said
    assert "<loc>https://example.com/news/a/</loc><lastmod>2024-09-02</lastmod>" in output["sitemap.xml"]
    assert "draft" not in output["sitemap.xml"]
    assert output["robots.txt"].endswith("Sitemap: https://example.com/sitemap.xml\n")
    assert 'href="/sitemap/"' in output["sitemap/index.html"]
