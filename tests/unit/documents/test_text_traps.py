"""The traps in a text: found where they are, nowhere else, and the cure is one; markdown-it judges emphasis."""

import random

import pytest
from markdown_it import MarkdownIt

from plugins.documents.markdown_text import convert, converter
from plugins.documents.source import SourceText
from plugins.documents.text_traps import traps

OTHERS, OURS = MarkdownIt("commonmark"), converter()


def found(text, *, brief=False):
    return list(traps(SourceText("a.md", text), 0, brief=brief))


def codes(text, *, brief=False):
    return [problem.code for problem in found(text, brief=brief)]


@pytest.mark.parametrize(
    "text",
    [
        "## 一\n\n### 二\n\n## 三\n\n正文。",
        "一\n---\n\n### 二",
        "```\n# 注释\n#### 跳级 [^1] [a][b] **甲。**乙\n```",
        "~~~\n## 一\n```\n#### 二\n~~~\n",
        "<!-- #### 草稿\n[^1] -->\n\n## 一",
        "用 `[^1]` 和 `**甲。**乙` 举例，\\[^1] 和 \\**甲。\\** 也是。",
        "常年[^1]开展，[^1]。\n\n[^1]: 注文[^2]。\n\n[^2]: 又注。",
        "见[通知][tz]和[tz]、![图][Tz]。\n\n[TZ]: https://example.org/",
        "全年收入[1]元，见〔2019〕[4]号。",
        "**甲**乙，**甲。** 乙，**甲。**\n\n* 项目\n* **项目：** 正文\n\n* * *\n\n3 * 4 * 5 = 60，“**产改**”",
        "甲**乙**丙*丁*戊***己***庚",
        "| a | b |\n| --- | --- |\n| **甲** | 乙 |",
        "#\n\n正文 #话题#",
        "",
    ],
)
def test_a_good_text_has_none(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("### 一", ["W711"]),
        ("## 一\n\n#### 二\n\n#### 三", ["W711"]),
        ("# 一", ["W711"]),
        ("##一", ["W712"]),
        ("#话题#", ["W712"]),
        ("甲[^1]。", ["E713"]),
        ("甲。\n\n[^1]: 乙。", ["W714"]),
        ("[甲][乙]", ["W715"]),
        ("[甲][]", ["W715"]),
        ("甲。\n\n[b]: https://example.org/", ["W714"]),
        ("**甲。**乙", ["W716"]),
        ("- **甲。**乙", ["W716"]),
        ("## 一\n**甲。**乙", ["W716"]),
    ],
)
def test_each_trap_is_found(text, expected):
    assert codes(text) == expected


def test_a_brief_may_head_its_items():
    text = "### 南岸区\n\n◆8月28日，座谈。\n\n## 各地\n\n### 璧山区\n\n◆8月29日，竞赛。"
    assert codes(text, brief=True) == []
    assert codes("没有条目。", brief=True) == ["W705"]
    assert codes("◆甲。\n\n● 乙。", brief=True) == ["W705"]
    assert codes("", brief=True) == []


def strong(text):
    """How often each of the two shows strong or emphasised text."""
    theirs, ours = OTHERS.render(text), convert(text, OURS)[0]
    return tuple(html.count("<strong>") + html.count("<em>") for html in (theirs, ours))


def test_emphasis_is_judged_as_commonmark_does_and_the_cure_works():
    chance = random.Random(20240902)  # noqa: S311 - a test's dice
    letters = "产改工会。，“”《》（）、：1a %—"
    judged = {True: 0, False: 0}
    for _ in range(3000):
        mark = chance.choice(("**", "**", "*"))
        before, inner, after = ("".join(chance.choices(letters, k=chance.randint(low, 5))) for low in (0, 1, 0))
        text = f"工{before.strip()}{mark}{inner}{mark}{after.strip()}"
        problems = found(text)
        if inner != inner.strip():
            continue
        theirs, ours = strong(text)
        assert bool(problems) == (theirs < ours), text
        judged[bool(problems)] += 1
        for problem in problems:
            mended = problem.cure.removeprefix("请写成：")
            if inner.strip(letters[4:14] + "%— "):  # something is left to be emphasised
                assert strong(mended) == (1, 1), (text, mended)
                assert found(mended) == [], (text, mended)
    assert min(judged.values()) > 500


@pytest.mark.parametrize("text", ["*" * 50_000, "**a" * 20_000, "`" * 50_000, "[" * 50_000, "[^" * 30_000, "[a]" * 20_000, "#" * 50_000, "\n#" * 20_000, "` `` " * 10_000])
def test_nothing_takes_long(text):
    import time

    begun = time.process_time()
    found(text)
    assert time.process_time() - begun < 5  # minutes, were it quadratic
