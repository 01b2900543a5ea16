"""YAML as a tree of texts with places: no types are guessed, no anchors, no tags, nothing unbounded.

Built from PyYAML's event stream (libyaml where it is compiled in), so an alias bomb is refused at its first alias
and every value keeps the line and column at which it was typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Never

import yaml

from ..diagnostics import Code, Place, Problem
from . import codes
from .source import SourceText
from .yaml_mistakes import eaten, mistake

LARGEST = 64 * 1024
DEEPEST = 8
AnyMark = Any
"""A mark of PyYAML, from its C or its Python scanner: ``line`` and ``column`` from 0."""
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FULL_WIDTH_COLON = re.compile(r"^(?P<key>\s*(?:- +)*[A-Za-z_][A-Za-z0-9_]*|[\u4e00-\u9fff]{2,6})(?:\s*：[ \t　]*|:[\u2000-\u200a\u202f\u00a0　][\u2000-\u200a\u202f\u00a0　 \t]*)")
"""A key with the full-width colon that input methods type, or with a space that is none to YAML (from Word, say)."""
ONE_LINE = {ord(separator): " " for separator in "\u2028\u2029"}
"""What a web page leaves behind: a line break to YAML 1.1, none to an editor, whose lines are what problems name."""
EATEN = re.compile(r"[ \t]+(#[^\s#].*?)[ \t]*$")
"""A comment that is none: people put a space after the # of a comment, and none after that of a number or a topic."""
EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; ``value`` is None where the editor left the place empty."""

    value: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order in which they were typed."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place


Node = Scalar | Sequence | Mapping
Plain = None | str | list["Plain"] | dict[str, "Plain"]


class _Refused(Exception):  # noqa: N818 - never seen outside
    """Carries one problem out of the recursion; never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse(
    source: SourceText, first: int, last: int, *, largest: int = LARGEST, colon: re.Pattern[str] = FULL_WIDTH_COLON
) -> Node | Problem | None:
    """The tree of lines ``first`` to ``last`` (from 1, inclusive) of ``source``; None when they are empty.

    ``colon`` finds the keys after which a full-width colon counts as a half-width one.
    """
    lines, shifts = _with_half_width_colons(source.lines[first - 1 : last], first, colon)
    text = "\n".join(lines).translate(ONE_LINE)
    if len(text) > largest:
        return codes.YAML_LIMITS.at(
            source.place(first), f"front matter 太长（{len(text) // 1024} KB）", "正文请写在第二行 --- 之后"
        )
    reader = _Reader(source, first, shifts)
    try:
        return reader.document(text)
    except _Refused as refused:
        return refused.problem
    except yaml.MarkedYAMLError as error:
        return reader.syntax(error)
    except yaml.reader.ReaderError as error:
        place = source.place(first + text[: error.position].count("\n"))
        return codes.YAML_SYNTAX.at(place, "这里有一个看不见的控制字符", "请删掉这一行重新输入")
    except (yaml.YAMLError, RecursionError, ValueError):
        return codes.YAML_SYNTAX.at(source.place(first), "front matter 无法读懂", "每行写成“键: 值”")


def _with_half_width_colons(
    lines: tuple[str, ...], first: int, colon: re.Pattern[str]
) -> tuple[list[str], dict[int, tuple[int, int]]]:
    """The lines with ``key：value`` read as ``key: value``, and by line the column and length of each change."""
    out, shifts = [], {}
    block_indent: int | None = None
    for number, line in enumerate(lines, first):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None and (not line.strip() or indent > block_indent):
            out.append(line)
            continue
        block_indent = indent if re.search(r":\s*[|>][+-]?\d?\s*$", line) else None
        match = colon.match(line)
        if match:
            replaced = match["key"] + ": "
            shifts[number] = (len(replaced), match.end() - len(replaced))
            line = replaced + line[match.end() :]  # noqa: PLW2901 - the line as YAML shall read it
        out.append(line)
    return out, shifts


class _Reader:
    """Walks the events of one document; one instance a file."""

    def __init__(self, source: SourceText, first: int, shifts: dict[int, tuple[int, int]]) -> None:
        self.source = source
        self.first = first
        self.shifts = shifts

    def place(self, mark: AnyMark | None, end: AnyMark | None = None) -> Place:
        if mark is None:
            return self.source.place(self.first)
        line, column = mark.line + self.first, mark.column + 1
        after, shift = self.shifts.get(line, (0, 0))
        column += shift if column > after else 0
        width = end.column - mark.column if end is not None and end.line == mark.line else 1
        return self.source.place(line, column, width)

    def document(self, text: str) -> Node | None:
        events = iter(yaml.parse(text, Loader=LOADER))
        node: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    self.refuse(codes.YAML_FORBIDDEN, event, "这里只能有一段信息", "请删掉多余的 --- 行")
                node = self.node(next(events), events, 1)
        return node

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self.check(event, depth)
        place = self.place(event.start_mark, event.end_mark)
        if isinstance(event, yaml.ScalarEvent):
            self.comment(event)
            empty = event.implicit[0] and event.value in EMPTY
            return Scalar(None if empty else event.value, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self.items(events, depth)), place.with_width(1))
        return self.mapping(events, place.with_width(1), depth)

    def items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self.node(event, events, depth + 1)

    def mapping(self, events: Iterator[yaml.Event], place: Place, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: set[str] = set()
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, events, depth + 1)
            if not isinstance(key, Scalar) or key.value is None:
                self.refuse(
                    codes.YAML_SYNTAX, event, "冒号左边应该是一个键的名字", "每行写成“键: 值”，例如 title: 标题"
                )
            if key.value in seen:
                problem = codes.YAML_DUPLICATE.at(key.place, f"键“{key.value}”写了两次", "请只留一个")
                raise _Refused(problem)
            seen.add(key.value)
            entries.append((key, self.node(next(events), events, depth + 1)))
        return Mapping(tuple(entries), entries[0][0].place if entries else place)

    def check(self, event: yaml.Event, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.refuse(codes.YAML_FORBIDDEN, event, "以 * 开头的值会被当作别名", "如果是文字，请用单引号括起来：'*…'")
        if getattr(event, "anchor", None):
            self.refuse(codes.YAML_FORBIDDEN, event, "以 & 开头的值会被当作锚点", "如果是文字，请用单引号括起来：'&…'")
        if getattr(event, "tag", None):
            self.refuse(codes.YAML_FORBIDDEN, event, "以 ! 开头的值会被当作标签", "如果是文字，请用单引号括起来：'!…'")
        if depth > DEEPEST:
            self.refuse(codes.YAML_LIMITS, event, f"嵌套超过 {DEEPEST} 层", "请照手册里的例子写")

    def refuse(self, code: Code, event: yaml.Event, message: str, cure: str) -> Never:
        raise _Refused(code.at(self.place(event.start_mark), message, cure))

    def syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        """What a YAML error means to an editor, at the place where the mending is done."""
        unclosed = "found unexpected end of stream" in f"{error.problem}" and error.context_mark is not None
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
        return mistake(self.source, self.first, self.place(mark), f"{error.context or ''} {error.problem or ''}")

    def comment(self, event: yaml.ScalarEvent) -> None:
        """Refuse a value whose end, from a # on, YAML would drop as a comment: “表彰 #1 班组”."""
        place = self.place(event.end_mark)
        match = EATEN.match(place.source, place.column - 1)
        if match and not event.style:
            at = self.source.place(place.line, match.start(1) + 1, len(match[1]))
            raise _Refused(eaten(at))


def plain(node: Node | None) -> Plain:
    """The tree as dictionaries, lists and texts, without places."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value or "": plain(value) for key, value in node.entries}


def places(node: Node | None, prefix: str = "") -> dict[str, Place]:
    """The place of each value by its dotted path (``photos.0.alt``); a key's own place by path plus ``:key``."""
    found: dict[str, Place] = {}
    if isinstance(node, Mapping):
        for key, value in node.entries:
            path = f"{prefix}{key.value}"
            found[f"{path}:key"] = key.place.with_width(len(key.value or ""))
            found[path] = value.place
            found |= places(value, f"{path}.")
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            found[f"{prefix}{index}"] = item.place
            found |= places(item, f"{prefix}{index}.")
    return found
