"""The sitemap holds every public page once, with the day an editor gave it."""

from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from plugins.documents.fields import SHANGHAI
from plugins.documents.library import Library, read_library
from plugins.documents.site import SiteSettings
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS
from plugins.site_map.pages import Page, pages, site_index
from plugins.site_map.sitemap_files import robots, sitemaps

SITE = SiteSettings(url="https://yugong.example")
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
LISTED = (("/news/", "新闻", "总览"), ("/columns/gonghui/", "工会要闻", "栏目"), ("/tags/a/", "标签甲", "标签"))
SERVICES = (("/subscribe/", "订阅"), ("/search/", "搜索"))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    files = {
        "news/a.md": "---\ntitle: 甲\ndate: 2024-09-02\nupdated: 2024-09-05\n---\n文字\n",
        "news/b & c.md": "---\ntitle: 乙\ndate: 2024-09-03\n---\n文字\n",
        "news/draft.md": "---\ntitle: 草\ndate: 2024-09-03\nstatus: draft\n---\n文字\n",
        "news/later.md": "---\ntitle: 后\ndate: 2025-09-03\n---\n文字\n",
        "pages/about.md": "---\ntitle: 关于\ndate: 2024-09-01\n---\n文字\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return read_library(tmp_path, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=datetime(2024, 9, 10, tzinfo=SHANGHAI))


def test_every_public_page_is_there_once_and_nothing_else(library: Library) -> None:
    found = list(pages(library, [*LISTED, *LISTED], SERVICES))
    assert [page.url for page in found] == [
        *("/", "/news/", "/columns/gonghui/", "/tags/a/", "/subscribe/", "/news/b%20%26%20c/", "/news/a/", "/about/"),
    ]
    assert {page.url: page.changed for page in found if page.changed} == {
        "/": date(2024, 9, 3),
        "/news/a/": date(2024, 9, 5),
        "/news/b%20%26%20c/": date(2024, 9, 3),
        "/about/": date(2024, 9, 1),
    }


def test_the_file_is_a_sitemap(library: Library) -> None:
    [(name, data)] = sitemaps(pages(library, LISTED, SERVICES), SITE)
    root = ET.fromstring(data)  # noqa: S314 - our own bytes
    assert name == "sitemap.xml"
    assert [loc.text for loc in root.iterfind("s:url/s:loc", NAMES)][:2] == [
        "https://yugong.example/",
        "https://yugong.example/news/",
    ]
    assert [mod.text for mod in root.iterfind("s:url/s:lastmod", NAMES)] == [
        "2024-09-03",
        "2024-09-03",
        "2024-09-05",
        "2024-09-01",
    ]


def test_without_an_address_there_is_no_sitemap() -> None:
    assert list(sitemaps([Page("/")], SiteSettings())) == []


def test_too_many_pages_make_an_index() -> None:
    found = dict(sitemaps([Page(f"/{number}/") for number in range(5)], SITE, most=2))
    assert list(found) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    index = ET.fromstring(found["sitemap.xml"])  # noqa: S314 - our own bytes
    assert [loc.text for loc in index.iterfind("s:sitemap/s:loc", NAMES)] == [
        f"https://yugong.example/sitemap-{n}.xml" for n in (1, 2, 3)
    ]
    locs = [loc.text for name in list(found)[1:] for loc in ET.fromstring(found[name]).iterfind("s:url/s:loc", NAMES)]  # noqa: S314
    assert locs == [f"https://yugong.example/{number}/" for number in range(5)]


def test_robots_may_read_what_readers_may_read() -> None:
    assert robots(SITE, drafts=False) == b"User-agent: *\nDisallow:\nSitemap: https://yugong.example/sitemap.xml\n"
    assert robots(SiteSettings(), drafts=False) == b"User-agent: *\nDisallow:\n"
    assert robots(SITE, drafts=True) == b"User-agent: *\nDisallow: /\n"


def test_people_find_pages_in_groups(library: Library) -> None:
    assert site_index(library, LISTED, SERVICES) == (
        ("总览", (("首页", "/"), ("新闻", "/news/"))),
        ("栏目", (("工会要闻", "/columns/gonghui/"),)),
        ("关于", (("关于", "/about/"),)),
        ("服务", (("订阅", "/subscribe/"), ("搜索", "/search/"))),
    )
    assert site_index(library, (), ())[0] == ("总览", (("首页", "/"),))
