"""Problems as an editor, a program and a merge request read them."""

import json

from hypothesis import given
from hypothesis import strategies as st

from plugins.diagnostics import Code, Place, did_you_mean, nearest
from plugins.diagnostics.report import as_github, as_json, as_text, columns_of
from plugins.diagnostics.suggestions import distance

CODE = Code("E204", "日期", "说明")
PROBLEM = CODE.at(Place("content/甲.md", 3, 7, 2, "日期: 8月30日"), "日期无法识别", "请写成 2024-08-30")


def test_the_caret_stands_below_full_width_characters():
    lines = as_text([PROBLEM]).split("\n")
    assert lines[1] == "  3 | 日期: 8月30日"
    assert columns_of(lines[1][: lines[1].index("30")]) == columns_of(lines[2][: lines[2].index("^")])


def test_json_is_a_list_of_exactly_these_keys():
    (row,) = json.loads(as_json([PROBLEM]))
    assert row == {
        "code": "E204",
        "severity": "error",
        "path": "content/甲.md",
        "line": 3,
        "column": 7,
        "message": "日期无法识别",
        "cure": "请写成 2024-08-30",
    }
    assert json.loads(as_json([])) == []


def test_github_annotations_are_escaped():
    line = as_github([CODE.at(Place("a,b.md", 1), "甲\n::乙%", "")])
    assert line == "::error file=a%2Cb.md,line=1,col=1,title=E204::甲%0A::乙%25\n"


def test_a_hostile_name_sends_nothing_to_the_terminal():
    text = as_text([CODE.at(Place("a\x1b[2J\u202e.md", source="\x1b]0;x\x07"), "b\x07")])
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_distance_is_a_distance(left, right):
    assert distance(left, right) == distance(right, left)
    assert (distance(left, right) == 0) == (left == right)
    assert distance(left, right) <= max(len(left), len(right))


def test_the_nearest_name_comes_first_and_far_ones_not_at_all():
    districts = ["南岸区", "江北区", "大足区", "大渡口区"]
    assert nearest("南安区", districts)[0] == "南岸区"
    assert nearest("火星", districts) == ()
    assert did_you_mean("火星", districts) == ""
