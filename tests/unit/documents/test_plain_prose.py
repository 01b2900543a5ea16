"""The short way from plain Markdown to HTML ends where Python-Markdown ends, or is not taken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.documents.markdown_text import Found, convert, convert_long, converter, new_anchor
from plugins.documents.plain_prose import plain_html

MARKDOWN = converter()
PIECES = (
    "甲", "乙丙", "，", "。", "“", "”", "（", "）", "a", "b1", "1", "12", ".", ") ", "- ", "-", "* ", "*", "**", "***",
    "**甲**", "*甲*", "[甲](/a/)", "[甲](b.md#c)", "[a_b](c_d)", "[", "](", ")", "(", "#", "# ", "## ", "### 标题",
    "> ", ">", "\n", "\n\n", "\n\n", "\n\n- 甲\n- 乙\n\n", "\n\n> 甲\n\n", "\n\n## 一\n\n", "\n\n1. 甲\n2. 乙\n", " ",
    "  ", "　", "+ ", "=", "===", "---", ":", "!", "!!!", "~", "~~~", "◆ ", "\n◆甲", "1. ", "3. ", "\u00a0", "\u200b",
    '"', "'", "{", "}", "%", "http://x.cn/", "mailto:", ".md", "？", "^", "$", "@", "/", "é", "——", "…", ";", "&", "&amp;",
    "_", "|", "a|b\n--|--\n", "x", "  \n", "    ", "\\", "`", "<br>", "<!--", "![甲](a.jpg)", '![甲](a_b.png "说明")',
    "\n\n![](x.jpg)\n\n", "[^1]", "[甲]: /a/", "\t", "\x02",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


def rewritten(target: str) -> str:
    """Another address."""
    return f"/r/{target}"


def long_way(text: str) -> tuple[str, list[str], list[tuple[int, str, str]], set[str], list[dict[str, str]]]:
    """What Python-Markdown finds."""
    html, found = convert_long(text, MARKDOWN, rewritten)
    return html, found.links, found.headings, found.anchors, [dict(image.attrib) for image in found.images]


def either_way(text: str) -> tuple[str, list[str], list[tuple[int, str, str]], set[str], list[dict[str, str]]]:
    """What a reader of the site gets."""
    html, found = convert(text, MARKDOWN, rewritten)
    return html, found.links, found.headings, found.anchors, [dict(image.attrib) for image in found.images]


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_both_ways_end_at_the_same_bytes(text: str) -> None:
    """Whatever marks a text is made of."""
    assert either_way(text) == long_way(text)


@pytest.mark.parametrize(
    "text",
    [
        "甲乙。\n\n## 小标题\n\n“**甲**”说，见[报道](../a.md#x)。\n\n- 一\n- **二**\n\n> 引文\n\n1. 甲\n2. 乙",
        "◆ 甲\n◆ 乙\n\n### 同名\n\n### 同名",
        '![照片](a_b.jpg "说明")\n\n下一段 | 供图',
        "",
        "3. 从三数起\n4. 四",
    ],
)
def test_ordinary_texts_take_the_short_way(text: str) -> None:
    """Else it would be right, and useless."""
    found = Found()
    assert plain_html(text, rewritten, lambda words: new_anchor(words, found.anchors)) is not None
    assert either_way(text) == long_way(text)


def test_an_address_that_must_be_escaped_goes_the_long_way() -> None:
    """The short way writes addresses as they are."""
    assert plain_html("[甲](/a/)", lambda target: f"{target}?b&c", str) is None
    assert plain_html("[甲](/a/)", str, str) is not None


@pytest.mark.parametrize("text", ["`甲`", "<b>甲</b>", "甲  \n乙", "- 甲\n\n- 乙", "    甲", "[^1]", "*甲*", "![甲][1]"])
def test_other_texts_go_the_long_way(text: str) -> None:
    """Nothing is guessed."""
    assert plain_html(text, str, str) is None
