"""The short way through front matter makes the tree of the long way, or none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.documents import yaml_nodes
from plugins.documents.plain_yaml import plain_mapping
from plugins.documents.source import SourceText

PIECES = (
    *"甲乙aZ_09 :：#-?,，[]{}\"'“”《》（）()&*!|>%@`\\~.·…—\t\u3000\u2028\u00a0\u0085é\U0001f600",
    "title", "date", "tags: ", ": ", "- ", "null", "true", "\n", "\ntitle: ", "[甲, 乙]", '["甲", 乙丙]', " #", "2024-09-02",
)  # fmt: skip


def trees(text):
    source = SourceText("a.md", text)
    last = len(source.lines)
    return plain_mapping(source, 1, last), yaml_nodes.parse(source, 1, last)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(("title: ", "tags: [", "tags: [甲, ", "")))
def test_a_tree_is_that_of_the_long_way(text, start):
    plain, whole = trees(start + text)
    assert plain is None or plain == whole


@pytest.mark.parametrize(
    "text",
    [
        "title: 巫山县召开集体协商推进会（第22期）\ndate: 2024-01-01\ncolumn: 各地经验",
        'tags: ["维权服务", "法律调研"]\ndistricts: [巫山县]\npeople: [甲, 乙 丙]',
        'title: null\ntags: [null, "null"]',
        "summary: “以前想提升学历，既怕没时间，又怕学不会。”车工王建军说。",
    ],
)
def test_ordinary_front_matter_takes_the_short_way(text):
    """Else it would be right, and useless."""
    plain, whole = trees(text)
    assert plain is not None
    assert plain == whole


@pytest.mark.parametrize("text", ["", "title: 甲\ntitle: 乙", "title: 甲: 乙", "title: 甲 #乙", "title： 甲", "a:\n  - b"])
def test_all_else_takes_the_long_way(text):
    assert trees(text)[0] is None


@pytest.mark.parametrize("text", ["title: \n甲", "甲", "- 甲\n乙", "title: 甲\n 乙: 丙\n丁", "title: 甲 #乙", "a: '甲\n"])
def test_what_yaml_cannot_read_to_the_last_line_is_a_problem(text):
    """YAML may find fault behind the last line, where there is nothing to show."""
    source = SourceText("a.md", text)
    found = yaml_nodes.parse(source, 1, len(source.lines))
    assert not isinstance(found, yaml_nodes.Mapping)
