"""Files as editors save them on Windows."""

import pytest

from plugins.diagnostics import Problem
from plugins.documents.source import SourceText, decode


def test_crlf_and_bom_are_understood():
    assert decode("\ufeff---\r\ntitle: 甲\r\n".encode(), "a.md") == SourceText("a.md", "---\ntitle: 甲\n")


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        ("标题：工会".encode("gb18030"), "E102", "GBK"),
        ("标题".encode("utf-16"), "E102", "UTF-16"),
        (b"a\xff\xfeb", "E102", "UTF-8"),
        (b"a\nb\0c", "E103", "NUL"),
    ],
)
def test_other_encodings_are_named(data, code, words):
    problem = decode(data, "a.md")
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert words in problem.message
    assert problem.cure


def test_places_count_characters_from_one():
    source = SourceText("a.md", "甲乙\n丙𬭎丁")
    assert [(p.line, p.column) for p in map(source.place_at, range(6))] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 1),
        (2, 2),
        (2, 3),
    ]


def test_zero_width_leftovers_are_dropped_and_control_characters_named():
    assert decode("标\u200b题\ufeff".encode(), "a.md") == SourceText("a.md", "标题")
    problem = decode("甲\n乙\x07".encode(), "a.md")
    assert (problem.code, problem.place.line, problem.place.column) == ("E107", 2, 2)
