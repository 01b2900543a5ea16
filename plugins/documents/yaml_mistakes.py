"""What YAML's own errors mean to somebody who never heard of YAML: where to mend, and what to type instead."""

import re
from collections.abc import Iterator

from ..diagnostics import Place, Problem
from . import codes
from .source import SourceText

PAIR = re.compile(r"^(?P<head>\s*(?:- +)*[^\s:：#'\"\[{][^:：]*?\s*[:：])\s*(?P<value>\S.*?)?\s*$")
STARTS = {
    "[": "会被当作列表",
    "{": "会被当作一组键和值",
    "'": "引号只包住了一半",
    '"': "引号只包住了一半",
    "*": "会被当作别名",
    "&": "会被当作锚点",
    "!": "会被当作标签",
    "-": "会被当作列表的一项",
    "?": "会被当作键",
    "|": "会被当作下面几行的记号",
    ">": "会被当作下面几行的记号",
    "@": "YAML 不允许",
    "`": "YAML 不允许",
    "%": "YAML 不允许",
}
"""What a value must not begin with, and why."""

CLUES = (
    (
        "mapping values are not allowed",
        "值里有半角冒号，不知道哪个冒号是分隔",
        "请把整个值用单引号括起来，例如 title: '标题: 副题'，或改用全角冒号",
    ),
    (
        "cannot start any token",
        "行首用了不能开头的符号（制表符、@ 或 `）",
        "缩进请用空格；值以特殊符号开头时，用单引号括起来",
    ),
    ("found unexpected end of stream", "引号没有配对", "请检查这个值前后的引号是否成对"),
    ("found unexpected ':'", "方括号或花括号里有多余的冒号", "请把整个值用单引号括起来"),
    ("expected ',' or ']'", "方括号没有配对", "列表写成 [甲, 乙]；标题里的方括号请用单引号括起来"),
    ("did not find expected ',' or ']'", "方括号没有配对", "列表写成 [甲, 乙]；标题里的方括号请用单引号括起来"),
    ("did not find expected ',' or '}'", "花括号没有配对", "值里有花括号时，用单引号括起来"),
    ("did not find expected '-' indicator", "列表的缩进不齐", "同一个列表里，每个“- ”要对齐"),
    ("could not find expected ':'", "这一行没有冒号", "每行写成“键: 值”；长文字要折行时，请接在同一行里写"),
    ("did not find expected key", "这里的缩进或引号不对", "同一层的键要对齐；值里有引号时，整个值用单引号括起来"),
    ("unknown escape", "双引号里的反斜杠无法识别", "请改用单引号，或把 \\ 写成 \\\\"),
)
QUOTABLE = (
    "mapping values are not allowed",
    "cannot start any token",
    "did not find expected key",
    "did not find expected alphabetic or numeric character",
    "did not find URI",
    "found undefined alias",
    "block sequence entries are not allowed",
    "did not find expected comment or line break",
    "expected ',' or ']'",
)
"""The errors that a value with the wrong first character, or with a colon in it, leads to."""


def mistake(source: SourceText, first: int, place: Place, wording: str) -> Problem:
    """The problem behind an error of YAML's at ``place``; the front matter begins at line ``first``."""
    line = place.source
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return codes.YAML_SYNTAX.at(place, "行首用了制表符（Tab）", "请改用空格缩进")
    if "could not find expected ':'" in wording:
        place = _without_colon(source, first, place)
    elif "mapping values are not allowed" in wording and _follows_a_text(source, first, place):
        wording, place = "could not find expected ':'", _without_colon(source, first, place)
    elif "mapping values are not allowed" in wording and _moved_in(source, first, place):
        at = source.place(place.line, 1, len(line) - len(line.lstrip()))
        return codes.YAML_SYNTAX.at(
            at, "这一行开头多了空格，会被当作上一行的一部分", "请去掉行首的空格，和上一个键对齐"
        )
    elif any(clue in wording for clue in QUOTABLE) and (found := _quoted(source, place)):
        return found
    for clue, message, cure in CLUES:
        if clue in wording:
            return codes.YAML_SYNTAX.at(place, message, cure)
    message = "front matter 从这里起读不懂"
    return codes.YAML_SYNTAX.at(place, message, "每行写成“键: 值”；值里有特殊符号时，用单引号括起来")


def eaten(place: Place) -> Problem:
    """The problem of a value whose end YAML would drop, from the # at ``place`` on."""
    pair = PAIR.match(place.source)
    cure = f"请写成：{_in_quotes(pair)}" if pair and pair["value"] else "请用单引号把整个值括起来"
    return codes.YAML_SYNTAX.at(place, "空格后面的 # 会让它后面的字丢掉", f"{cure}；确实是注释，就在 # 后面空一格")


def _without_colon(source: SourceText, first: int, place: Place) -> Place:
    """The line without a colon: YAML notices at the next one that has one."""
    for number, line in _upwards(source, place.line, first):
        if not PAIR.match(line):
            return source.place(number, 1, len(line))
    return place


def _upwards(source: SourceText, number: int, first: int) -> Iterator[tuple[int, str]]:
    """The lines that are not blank from ``number`` up to ``first``; YAML may count more lines than there are."""
    for n in range(min(number, len(source.lines)), first - 1, -1):
        if source.lines[n - 1].strip():
            yield n, source.lines[n - 1]


def _above(source: SourceText, first: int, place: Place) -> str:
    """The nearest line above that is not blank; empty at the top."""
    return next((line for _, line in _upwards(source, place.line - 1, first)), "")


def _follows_a_text(source: SourceText, first: int, place: Place) -> bool:
    """Whether the line above, no further in, is no pair at all: a key that lost its colon."""
    above = _above(source, first, place)
    return bool(
        above and PAIR.match(place.source) and not PAIR.match(above) and _indent(above) <= _indent(place.source)
    )


def _moved_in(source: SourceText, first: int, place: Place) -> bool:
    """Whether the line stands further in than the key above it, which has a value already."""
    above = _above(source, first, place)
    pair, own = PAIR.match(above), PAIR.match(place.source)
    return bool(pair and pair["value"] and own and _indent(place.source) > _indent(above)) and ": " not in (
        (own and own["value"]) or ""
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _quoted(source: SourceText, place: Place) -> Problem | None:
    """The problem of a value that needs quotes, with the line as it should be."""
    pair = PAIR.match(place.source)
    value = pair["value"] if pair else None
    if not pair or not value or (": " not in value and value[0] not in STARTS):
        return None
    at = source.place(place.line, pair.start("value") + 1, len(value))
    reason = (
        f"值以 {value[0]} 开头，{STARTS[value[0]]}" if value[0] in STARTS else "值里有半角冒号，不知道哪个冒号是分隔"
    )
    return codes.YAML_SYNTAX.at(at, reason, f"请写成：{_in_quotes(pair)}")


def _in_quotes(pair: re.Match[str]) -> str:
    value = pair["value"]
    quoted = (
        f'"{value}"'
        if "'" in value and '"' not in value and "\\" not in value
        else "'" + value.replace("'", "''") + "'"
    )
    return f"{pair['head'].strip()} {quoted}"
