"""Feeds parse, say what the articles say, and never depend on a clock."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from PIL import Image

from plugins.documents.fields import SHANGHAI
from plugins.documents.library import Library, read_library
from plugins.editions.entries import entry_of
from plugins.editions.feeds import MOST_ENTRIES, as_atom, as_json, feeds, outputs
from plugins.editions.subscriptions import subscriptions
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

NOW = datetime(2024, 9, 10, 12, tzinfo=SHANGHAI)
SITE = "name: 渝工\nurl: https://yugong.example\norganiser: 测试主办\n"
BRIEF = """---
kind: brief
title: 一周动态 <b> & 其他
date: 2024-09-02
updated: 2024-09-05
column: 一周动态
topics: [求学圆梦行动]
districts: [南岸区]
credits: {记者: 陈军}
---

导语，见[关于](../pages/about.md)、[下文](#小标题)和[外面](https://example.org/)。

### 小标题

◆8月27日，南岸区总工会……

![工人在车间检修机床](a.jpg "图注 & 说明")
"""


def library_of(folder: Path, files: dict[str, str], site: str = SITE) -> Library:
    everything = files | {"site.yaml": site, "vocabulary/districts.yaml": "- name: 南岸区\n  slug: nanan\n"}
    for path, text in everything.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    Image.new("RGB", (600, 400)).save(folder / "news" / "a.jpg") if (folder / "news").is_dir() else None
    library = read_library(folder, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)
    assert [p for p in library.problems if p.is_error and p.code != "E703"] == []
    return library


def news(number: int) -> str:
    return f"---\ntitle: 第 {number} 篇\ndate: 2024-08-{1 + number % 28:02}\n---\n\n文字\n"


@pytest.fixture
def written(tmp_path: Path) -> dict[str, bytes]:
    about = "---\ntitle: 关于\ndate: 2024-09-01\n---\n\n文字\n"
    draft = "---\ntitle: 草稿秘密\ndate: 2024-09-01\nstatus: draft\n---\n\n文字\n"
    files = {"news/brief.md": BRIEF, "news/b.md": news(3), "news/draft.md": draft, "pages/about.md": about}
    return dict(outputs(library_of(tmp_path, files)))


def test_there_is_a_feed_for_everything_and_for_each_list(written: dict[str, bytes]) -> None:
    assert list(written) == [
        "feeds/all.atom.xml",
        "feeds/all.json",
        "feeds/column/一周动态.atom.xml",
        "feeds/column/一周动态.json",
        "feeds/district/nanan.atom.xml",
        "feeds/district/nanan.json",
        "feeds/topic/求学圆梦行动.atom.xml",
        "feeds/topic/求学圆梦行动.json",
    ]


def test_the_atom_feed_says_what_the_article_says(written: dict[str, bytes]) -> None:
    found = feedparser.parse(written["feeds/all.atom.xml"])
    assert not found.bozo
    assert found.feed.title == "渝工"
    assert found.feed.updated == "2024-09-05T00:00:00+08:00"
    assert [link.href for link in found.feed.links] == [
        "https://yugong.example/feeds/all.atom.xml",
        "https://yugong.example/",
    ]
    brief, _ = found.entries
    assert brief.id == brief.link == "https://yugong.example/news/brief/"
    assert "一周动态" in brief.title
    assert brief.published == "2024-09-02T00:00:00+08:00"
    assert brief.updated == "2024-09-05T00:00:00+08:00"
    assert brief.author == "陈军"
    assert [tag.term for tag in brief.tags] == ["一周动态", "求学圆梦行动"]


def test_the_text_stands_on_its_own(written: dict[str, bytes]) -> None:
    html = json.loads(written["feeds/all.json"])["items"][0]["content_html"]
    assert 'href="https://yugong.example/about/"' in html
    assert 'href="https://yugong.example/news/brief/#' in html
    assert 'href="https://example.org/"' in html
    assert "小标题" in html
    assert "8月27日，南岸区总工会" in html
    assert '<img src="https://yugong.example/photos/' in html
    assert 'alt="工人在车间检修机床"' in html
    assert "图注 &amp; 说明" in html


def test_drafts_and_pages_are_in_no_feed(written: dict[str, bytes]) -> None:
    assert not any("草稿秘密".encode() in data for data in written.values())
    assert [item["url"] for item in json.loads(written["feeds/all.json"])["items"]] == [
        "https://yugong.example/news/brief/",
        "https://yugong.example/news/b/",
    ]


def test_json_and_atom_tell_the_same(written: dict[str, bytes]) -> None:
    atom, feed = feedparser.parse(written["feeds/all.atom.xml"]), json.loads(written["feeds/all.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://yugong.example/feeds/all.json"
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
    assert feed["items"][0]["title"] == "一周动态 <b> & 其他"


def test_a_site_without_address_has_valid_feeds_too(tmp_path: Path) -> None:
    data = dict(outputs(library_of(tmp_path, {"news/b.md": news(3)}, site="name: 渝工\n")))["feeds/all.atom.xml"]
    found = feedparser.parse(data)
    assert not found.bozo
    ids = [found.feed.id, *(entry.id for entry in found.entries)]
    assert all(name.startswith("urn:uuid:") for name in ids)
    assert len(set(ids)) == 2
    assert b"example" not in data


@pytest.mark.parametrize("founded", ["", "founded: 2024-01-01\n"])
def test_an_empty_site_has_a_valid_empty_feed(tmp_path: Path, founded: str) -> None:
    written = dict(outputs(library_of(tmp_path, {}, site=SITE + founded)))
    assert sorted(written) == ["feeds/all.atom.xml", "feeds/all.json"]
    found = feedparser.parse(written["feeds/all.atom.xml"])
    assert not found.bozo
    assert found.entries == []
    assert found.feed.updated == ("2024-01-01T00:00:00+08:00" if founded else "1970-01-01T00:00:00+00:00")
    assert json.loads(written["feeds/all.json"])["items"] == []


def test_a_feed_ends_somewhere(tmp_path: Path) -> None:
    library = library_of(tmp_path, {f"news/n{number}.md": news(number) for number in range(MOST_ENTRIES + 3)})
    everything = feeds(library)[0]
    assert len(everything.documents) == MOST_ENTRIES
    assert everything.documents == library.articles[:MOST_ENTRIES]


def test_the_same_content_gives_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    library = library_of(tmp_path, {"news/brief.md": BRIEF, "news/b.md": news(3)})
    later = read_library(tmp_path, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=datetime(2030, 1, 1, tzinfo=SHANGHAI))
    assert dict(outputs(library)) == dict(outputs(later))


def test_characters_that_xml_cannot_hold_are_dropped(tmp_path: Path) -> None:
    library = library_of(tmp_path, {"news/b.md": news(3)})
    [everything] = feeds(library)
    entry = replace(
        entry_of(library.articles[0], library.site), title="甲\x0b乙\ufffe", html="丙\x1b丁", authors=("\x00戊",)
    )
    root = ET.fromstring(as_atom(everything, (entry,), library.site))  # noqa: S314 - our own bytes
    assert {"甲乙", "丙丁", "戊"} <= set(root.itertext())
    [item] = json.loads(as_json(everything, (entry,), library.site))["items"]
    assert (item["title"], item["content_html"]) == ("甲乙", "丙丁")


def test_readers_find_every_subscription(tmp_path: Path) -> None:
    library = library_of(tmp_path, {"news/brief.md": BRIEF})
    groups = subscriptions(library, [("全部活动", "/calendar/all.ics", 3)])
    assert [title for title, _ in groups] == ["全部稿件", "按栏目订阅", "按区县订阅", "按专题订阅", "活动日历"]
    assert groups[2] == ("按区县订阅", (("南岸区", "/feeds/district/nanan.atom.xml", "最近1篇"),))
    assert groups[4] == ("活动日历", (("全部活动", "/calendar/all.ics", "3项活动"),))
