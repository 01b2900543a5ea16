"""JSON-LD says what the page says, and no text of an editor can leave its script block."""

import json
import re
from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plugins.documents.document import Document
from plugins.documents.fields import SHANGHAI
from plugins.documents.library import read_library
from plugins.documents.site import SiteSettings
from plugins.editions.structured_data import StructuredData, graph, script
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

SITE = SiteSettings(name="渝工", url="https://yugong.example", organiser="测试主办")
PROFILE = """---
title: 傅国涛
date: 2024-09-02
gender: 男
organisation: 重庆红江加工中心
trade: 特级技师
offices: [全国人大代表]
honours:
  - {name: 全国劳动模范, level: 国家级, year: 2020}
  - {name: 工人先锋号, level: 国家级, kind: 集体}
  - {name: 重庆市劳动模范, level: 省部级, year: 待核实}
---

事迹
"""
OPINION = """---
kind: opinion
title: 产改
date: 2024-09-02
updated: 2024-09-06
column: 产改
author: {name: 卢跃富, offices: [全国政协委员]}
source: {outlet: 重庆晨报, url: "https://example.org/a"}
---

言论
"""


def document_of(folder: Path, path: str, text: str) -> Document:
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text(text, encoding="utf-8")
    now = datetime(2024, 9, 10, tzinfo=SHANGHAI)
    [document] = read_library(folder, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=now).documents
    return document


def test_a_profile_is_a_person_with_awards_and_without_offices(tmp_path: Path) -> None:
    [page, _] = graph(document_of(tmp_path, "laomo/fu/index.md", PROFILE), SITE)["@graph"]  # type: ignore[misc]
    person = page["mainEntity"]
    assert page["@type"] == "ProfilePage"
    assert person["name"] == "傅国涛"
    assert person["gender"] == "Male"
    assert person["award"] == ["全国劳动模范（2020）", "重庆市劳动模范"]
    assert "人大代表" not in json.dumps(page, ensure_ascii=False)
    assert "image" not in person


def test_an_opinion_has_its_author_and_source(tmp_path: Path) -> None:
    [article, way] = graph(document_of(tmp_path, "news/a.md", OPINION), SITE, "/columns/chan-gai/")["@graph"]  # type: ignore[misc]
    assert article["@type"] == "OpinionNewsArticle"
    assert article["author"] == [{"@type": "Person", "name": "卢跃富"}]
    assert (article["datePublished"], article["dateModified"]) == ("2024-09-02", "2024-09-06")
    assert article["isBasedOn"] == "https://example.org/a"
    assert article["url"] == "https://yugong.example/news/a/"
    assert [step["item"] for step in way["itemListElement"]] == [
        "https://yugong.example/",
        "https://yugong.example/columns/chan-gai/",
        "https://yugong.example/news/a/",
    ]


def test_the_block_changes_when_the_article_or_the_site_does(tmp_path: Path) -> None:
    document = document_of(tmp_path, "news/a.md", OPINION)
    tokens = {StructuredData(document, SITE, token, url).fingerprint_token for token in "ab" for url in ("", "/x/")}
    assert len(tokens) == 4


@given(st.text())
def test_no_text_leaves_the_block(text: str) -> None:
    block = str(script({"headline": text}))
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not re.search("[<>&\u2028\u2029]", inner)
    assert json.loads(inner) == {"headline": text}
