"""The text of an article: joined lines, safe HTML, photos as figures, ◆ items one by one."""

from pathlib import PurePosixPath

import pytest

from plugins.documents.body import Conversion, read_body
from plugins.documents.document import Figure, Html, Item, Photo
from plugins.documents.markdown_text import anchor_of, converter
from plugins.documents.source import SourceText
from plugins.documents.vocabulary import District, Vocabulary

VOCABULARY = Vocabulary(districts=(District(name="南岸区", slug="nanan"),))


def read(text: str, *, brief: bool = False):
    def photo(src, alt, caption, place):
        return Photo(PurePosixPath("news") / src, alt, caption, "", 10, 10, "0" * 64, place=place)

    work = Conversion(SourceText("a.md", text), 0, PurePosixPath("news/a.md"), converter(), VOCABULARY, photo)
    return read_body(work, brief=brief), work.problems


def html(text: str) -> str:
    return read(text)[0].html


def test_newlines_between_han_characters_vanish_and_others_stay():
    assert (
        html("需求常态化\n调查，**加强**\n与高校\n合作 and\nmore")
        == "<p>需求常态化调查，<strong>加强</strong>与高校合作 and\nmore</p>"
    )


def test_code_keeps_its_newlines():
    assert "甲\n乙" in html("```\n甲\n乙\n```")


@pytest.mark.parametrize(
    "tag", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "<b>粗</b>", "<iframe src=//x>"]
)
def test_raw_html_is_shown_as_text_and_reported(tag):
    body, problems = read(f"甲{tag}乙")
    assert "<script" not in body.html
    assert "<img" not in body.html
    assert "<iframe" not in body.html
    assert [(p.code, p.place.column) for p in problems] == [("E701", 2)]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "java&#115;cript:x"]
)
def test_unsafe_links_never_reach_the_page(target):
    body, problems = read(f"[甲]({target})")
    assert "script:" not in body.html.lower()
    assert "data:" not in body.html
    assert (
        [p.code for p in problems] == ["E702"]
        or not body.links
        or all("script:" not in link.target for link in body.links)
    )


def test_comments_are_dropped_but_not_in_code():
    assert html("甲<!-- 内部 -->乙") == "<p>甲乙</p>"
    assert "内部" not in html("甲\n\n<!--\n内部\n\n内部\n-->\n\n乙")
    assert "&lt;!-- 留 --&gt;" in html("```\n<!-- 留 -->\n```")


def test_links_to_markdown_files_become_addresses():
    body, _ = read("[甲](../laomo/fu-guotao/index.md#事迹)")
    assert 'href="/laomo/fu-guotao/#%E4%BA%8B%E8%BF%B9"' in body.html
    assert [(link.target, link.place.column) for link in body.links] == [("../laomo/fu-guotao/index.md#事迹", 5)]


def test_a_photo_comes_out_of_its_paragraph_as_a_figure():
    body, _ = read('上文。\n\n![车间](a.jpg "图注")\n\n下文。')
    kinds = [type(segment) for segment in body.segments]
    assert kinds == [Html, Figure, Html]
    assert body.figures[0].caption == "图注"
    assert "<img" not in body.html


def test_a_photo_in_a_list_follows_the_list():
    body, _ = read("- 甲 ![车间](a.jpg)\n- 乙")
    assert [type(segment) for segment in body.segments] == [Html, Figure]
    assert "甲" in body.segments[0].html


def test_headings_have_anchors_of_their_own_words():
    body, _ = read("## 一、总体要求\n\n## Main\n\n## Main")
    assert [(h.level, h.anchor) for h in body.outline] == [(2, "一-总体要求"), (2, "h-main"), (2, "h-main-2")]
    assert [anchor_of(text) for text in ("！！", "2023年以来")] == ["h-section", "h-2023年以来"]


def test_a_level_one_heading_becomes_level_two_since_the_title_is_the_pages_own():
    assert html("# 甲").startswith('<h2 id="甲">')


BRIEF = """开头的话。

## 一周动态

◆8月26日，南岸区总工会开会。
◆近日，大家
学习。

补一段。

### 送清凉

◆近期，铁路工会慰问。
"""


def test_items_are_parsed_one_by_one():
    body, _ = read(BRIEF, brief=True)
    assert [item.text for item in body.items] == [
        "8月26日，南岸区总工会开会。",
        "近日，大家学习。\n补一段。",
        "近期，铁路工会慰问。",
    ]
    assert [item.number for item in body.items] == [1, 2, 3]
    assert [item.title for item in body.items] == ["", "", "送清凉"]
    assert [item.districts for item in body.items] == [("南岸区",), (), ()]
    assert [item.place.line for item in body.items] == [5, 6, 13]
    assert all("◆" not in segment.html for item in body.items for segment in item.segments if isinstance(segment, Html))
    assert all(item.anchor in body.anchors for item in body.items)


def test_an_items_anchor_depends_on_its_own_text_only():
    first = read(BRIEF, brief=True)[0].items
    later = read(BRIEF.replace("◆8月26日", "◆8月25日，新增一条。\n\n◆8月26日"), brief=True)[0].items
    assert [item.anchor for item in first] == [item.anchor for item in later[1:]]


def test_equal_items_have_different_anchors():
    items = read("◆甲。\n\n◆甲。", brief=True)[0].items
    assert len({item.anchor for item in items}) == 2


def test_a_small_heading_over_several_items_is_a_sections():
    body, _ = read("### 区县\n\n◆甲。\n\n◆乙。", brief=True)
    assert [item.title for item in body.items] == ["", ""]
    assert [type(segment) for segment in body.segments] == [Html, Item, Item]


def test_footnotes_work_and_are_in_chinese():
    assert "回到正文第 1 处脚注" in html("甲[^1]\n\n[^1]: 注")


def test_table_alignment_is_a_class_since_inline_style_is_forbidden():
    page = html("| 甲 | 乙 |\n|:-:|--:|\n| 1 | 2 |")
    assert 'class="align-center"' in page
    assert "style=" not in page
