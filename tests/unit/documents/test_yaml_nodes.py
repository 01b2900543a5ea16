"""YAML with places: nothing guessed, nothing unbounded, every value where it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.diagnostics import Problem
from plugins.documents.source import SourceText
from plugins.documents.yaml_nodes import parse, places, plain


def read(text: str):
    source = SourceText("a.md", text)
    return parse(source, 1, len(source.lines))


def test_scalars_stay_the_text_that_was_typed():
    assert plain(read("title: 2024\ndate: 2024-09-02\nflag: yes\nempty:\nother: ~\n")) == {
        "title": "2024",
        "date": "2024-09-02",
        "flag": "yes",
        "empty": None,
        "other": None,
    }


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_line_separator_from_a_web_page_is_a_space_and_moves_no_line(separator):
    node = read(f"title: 重庆{separator}工会\nkicker: 引题\n")
    assert plain(node) == {"title": "重庆 工会", "kicker": "引题"}
    assert places(node)["kicker"].line == 2


def test_every_value_has_its_place():
    found = places(read("title: 甲\nphotos:\n  - src: a.jpg\n    alt: 乙\n"))
    assert {key: (place.line, place.column, place.width) for key, place in found.items()} == {
        "title:key": (1, 1, 5),
        "title": (1, 8, 1),
        "photos:key": (2, 1, 6),
        "photos": (3, 3, 1),
        "photos.0": (3, 5, 3),
        "photos.0.src:key": (3, 5, 3),
        "photos.0.src": (3, 10, 5),
        "photos.0.alt:key": (4, 5, 3),
        "photos.0.alt": (4, 10, 1),
    }


@pytest.mark.parametrize(("text", "column"), [("title：甲", 7), ("title： 甲", 8), ("- name：甲", 8)])
def test_full_width_colons_are_understood_and_columns_stay_true(text, column):
    node = read(text)
    assert [place.column for key, place in places(node).items() if key.endswith(("title", "name"))] == [column]


def test_full_width_colons_inside_a_block_text_stay():
    assert plain(read("summary: |\n  abc：甲\ntitle: 乙")) == {"summary": "abc：甲\n", "title": "乙"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\nb: *x", "E114"),
        ("a: *x", "E114"),
        ("a: !!python/object/apply:os.system [ls]", "E114"),
        ("a: 1\na: 2", "E113"),
        ("a: b: c", "E112"),
        ("a: [1", "E112"),
        ('a: "b', "E112"),
        ("a: 1\n\tb: 2", "E112"),
        ("? [a]\n: b", "E112"),
        ("a: " + "[" * 20 + "]" * 20, "E115"),
        ("a: 1\n---\nb: 2", "E114"),
        ("a: \x07", "E112"),
        ("a: b\n" * 20_000, "E115"),
    ],
)
def test_what_is_refused_is_a_problem_with_a_place(text, code):
    problem = read(text)
    assert isinstance(problem, Problem)
    assert (problem.code, bool(problem.cure)) == (code, True)


def test_an_alias_bomb_is_refused_at_once():
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
    assert (read(bomb).code, read(bomb).place.line) == ("E114", 1)


@given(st.text())
def test_no_text_raises(text):
    read(text)
