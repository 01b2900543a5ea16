"""Texts that keep converters busy for hours or make them recurse: each ends with a page or one problem, in time.

The kinds are those that CommonMark's own converters are tested with (quadratic and deeply nested input), at full size.
"""

import time

import pytest

from plugins.documents.markdown_text import converter
from plugins.documents.photo_cache import PhotoFactsCache
from plugins.documents.reading import Reading
from plugins.documents.time_limit import OutOfTime, can_limit, time_limit
from plugins.documents.vocabulary import Vocabulary
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

MANY = 50_000
BUDGET = 0.3
FRONT = "---\ntitle: 标题\ndate: 2024-09-02\n---\n"
GOOD = "一、\n\n- 甲\n\n  > 乙\n\n[丙](https://example.org/)"
TEXTS = {
    "nested strong emphasis": "*a **a " * MANY + "b" + " a** a*" * MANY,
    "emphasis closers without openers": "a_ " * MANY,
    "emphasis openers without closers": "_a " * MANY,
    "link closers without openers": "a]" * MANY,
    "link openers without closers": "[a" * MANY,
    "mismatched openers and closers": "*a_ " * MANY,
    "openers and closers, multiple of three": "a**b" + "c* " * MANY,
    "links and emphasis": "[ a_" * MANY,
    "pattern [ (](": "[ (](" * MANY,
    "pattern ![[]()": "![[]()" * MANY,
    "hard link and emphasis": "**x [a*b**c*](d)" * MANY,
    "nested brackets": "[" * MANY + "a" + "]" * MANY,
    "nested block quotes": "> " * MANY + "a",
    "deeply nested lists": "".join("  " * depth + "* a\n" for depth in range(1000)),
    "backslashes": "\\" * MANY,
    "backticks": "".join("e" + "`" * count for count in range(1, 1500)),
    "unclosed links <": "[a](<b" * MANY,
    "unclosed links": "[a](b" * MANY,
    "unclosed comments": "</" + "<!--" * MANY,
    "unclosed processing instructions": "a <?" * MANY,
    "unclosed declarations": "a <!A " * MANY,
    "unclosed CDATA": "a <![CDATA[" * MANY,
    "empty lines in deeply nested lists": "- " * 30_000 + "x" + "\n" * 30_000,
    "empty lines in lists in quotes": "> " + "- " * 20_000 + "x\n" + ">\n" * 20_000,
    "emphasis in deep quotes": ">" * MANY + "a*" * MANY,
    "reference definitions": "".join(f"[{number}]: /x\n" for number in range(20_000)) + "[0] " * MANY,
    "wide table": "| " * MANY + "\n" + "|-" * MANY + "\n" + "| " * MANY,
    "long table": "|a|b|\n|-|-|\n" + "|a|b|\n" * MANY,
    "footnotes": "".join(f"[^{number}]" for number in range(20_000)) + "\n\n[^1]: a",
    "footnote definitions": "[^a]:" * MANY,
    "opened links": "[a](" * MANY,
    "brackets": "[" * MANY,
    "stars": "**a" * MANY,
    "angles": "<" * MANY,
    "entities": "&" * MANY,
    "definition lists": "a\n:   " * MANY,
    "admonitions": "!!! " * MANY,
    "hashes": "#" * MANY,
    "fences": "```\n" * MANY,
    "items": "◆" * MANY,
}


@pytest.fixture
def reading(tmp_path):
    (tmp_path / "news").mkdir()
    return Reading(tmp_path, KINDS, FOLDER_KINDS, Vocabulary(), PhotoFactsCache(None), converter(), budget=BUDGET)


def read(reading, text, name="a"):
    from pathlib import PurePosixPath

    (reading.root / "news" / f"{name}.md").write_text(FRONT + text, encoding="utf-8")
    return reading.read(PurePosixPath(f"news/{name}.md"))


@pytest.mark.parametrize("name", TEXTS)
def test_it_ends_in_time_and_the_next_file_is_read_as_ever(reading, name):
    expected = read(reading, GOOD)
    begun = time.process_time()
    document, problems = read(reading, TEXTS[name], "b")
    took = time.process_time() - begun
    assert took < BUDGET + 1.5
    assert document is not None or any(p.is_error for p in problems)
    stopped = [p for p in problems if p.code in {"E704", "E706"}]
    assert len(stopped) <= 1
    if stopped:
        assert document.body.html == ""
        assert stopped[0].place.line > 4
    assert read(reading, GOOD) == expected


def test_some_are_stopped_and_say_so(reading):
    _, problems = read(reading, "甲\n\n" + "[a](" * MANY)
    [problem] = [p for p in problems if p.code == "E706"]
    assert (problem.message, problem.place.line) == ("正文转换超时（超过 0.3 秒），多半在这一行：符号太多或嵌套太深", 7)


def test_a_limit_ends_and_leaves_nothing_behind():
    assert can_limit()
    with pytest.raises(OutOfTime), time_limit(0.05):
        spin(60)
    with time_limit(0.05):
        spin(0)
    spin(0.2)


def spin(seconds):
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        pass
