"""Where the front matter of a typed article begins and ends; what is wrong with its two lines of ``---``."""

import re

from ..diagnostics import Place, Problem
from . import codes, yaml_nodes
from .source import SourceText

FENCE = re.compile(r"^---+\s*$")
MEANT = re.compile(r"^\s*[-—–－―─‐‑‒﹣ー_=*·…~+]{2,}\s*$|^\s*-\s*$|^\s*-{3,}\s*\S{0,2}\s*$|^\s+---+\s*$")
"""A line that an input method or Word made of the three hyphens, or that nearly is them."""


def split_front_matter(source: SourceText) -> tuple[int, int] | Problem:
    """The first and last line of the front matter (from 1, without the ``---``), or what is wrong with them."""
    lines = source.lines
    start = next((number for number, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return codes.NO_FRONT_MATTER.at(source.place(), "文件是空的", "请写上标题、日期和正文，可以照手册里的例子")
    if not FENCE.match(lines[start]):
        if MEANT.match(lines[start]):
            return _nearly(_whole_line(source, start))
        message, cure = "开头没有 front matter", "第一行写 ---，然后 title: 和 date:，再写一行 ---"
        return codes.NO_FRONT_MATTER.at(source.place(start + 1), message, cure)
    return _ended(source, start)


def _ended(source: SourceText, start: int) -> tuple[int, int] | Problem:
    """The lines of the front matter whose first ``---`` stands in the line of index ``start``."""
    lines = source.lines
    size = 0
    for number in range(start + 1, len(lines)):
        if FENCE.match(lines[number]):
            return start + 2, number
        size += len(lines[number]) + 1
        if size > yaml_nodes.LARGEST:
            message, cure = "front matter 太长（超过 64 KB），或没有结束", "在正文之前加一行 ---，正文写在它之后"
            return codes.YAML_LIMITS.at(source.place(start + 1), message, cure)
    near = next((number for number in range(start + 1, len(lines)) if MEANT.match(lines[number])), None)
    if near is not None:
        return _nearly(_whole_line(source, near))
    return codes.NO_FRONT_MATTER.at(source.place(start + 1), "front matter 没有结束", "在正文之前加一行 ---")


def _whole_line(source: SourceText, number: int) -> Place:
    return source.place(number + 1, 1, len(source.lines[number]))


def _nearly(place: Place) -> Problem:
    message = f"这一行像是 front matter 的分隔行，但不是三个半角减号：“{place.source.strip()}”"
    return codes.NO_FRONT_MATTER.at(place, message, "请改成顶格的 ---（关掉中文输入法，连按三下减号）")
