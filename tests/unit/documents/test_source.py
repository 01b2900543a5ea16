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
