"""The typed text of an article with its code and comments blanked, so that checks read what was meant as prose."""

import re
from dataclasses import dataclass
from functools import cached_property

from ..diagnostics import Place
from .markdown_text import COMMENT, FENCE
from .source import SourceText


@dataclass(frozen=True)
class Prose:
    """The typed text with code and comments blanked, character for character, so that offsets stay what they are."""

    source: SourceText
    offset: int
    text: str
    fence: int | None = None
    """Where in :attr:`text` a fence of code opens that is never closed."""
    comment: int | None = None
    """Where in it a comment opens that is never closed."""

    @classmethod
    def of(cls, source: SourceText, first_line: int) -> "Prose":
        """The text after the first ``first_line`` lines of ``source``."""
        lines = source.lines[first_line:]
        offset = sum(len(line) + 1 for line in source.lines[:first_line])
        text = source.text[offset:] if offset < len(source.text) else ""
        fence = None
        if "```" in text or "~~~" in text:
            kept, opened = _without_fences(lines)
            text = "\n".join(kept)
            fence = None if opened is None else sum(len(line) + 1 for line in lines[:opened])
        if "`" in text or "\\" in text:
            text = "\n".join(_without_code(line) for line in text.split("\n"))
        comment = None
        if "<!--" in text:
            comment = next((m.start() for m in COMMENT.finditer(text) if not m[0].endswith("-->")), None)
            text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
        return cls(source, offset, text, fence, comment)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of :attr:`text`."""
        return tuple(self.text.split("\n"))

    def at(self, start: int, width: int = 1) -> Place:
        """The place of a stretch of :attr:`text`."""
        return self.source.place_at(self.offset + start, width)

    def typed(self, start: int, end: int) -> str:
        """What the editor typed there, code included."""
        return self.source.text[self.offset + start : self.offset + end]


def _without_fences(lines: tuple[str, ...]) -> tuple[list[str], int | None]:
    """The lines with blanks for those of fenced code, and the index of a line that opens a fence for good."""
    out: list[str] = []
    fence, opened = "", 0
    for number, line in enumerate(lines):
        match = FENCE.match(line)
        if match and not fence:
            fence, opened = match[1], number
        elif not fence:
            out.append(line)
            continue
        elif match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        out.append(" " * len(line))
    return out, opened if fence else None


def _without_code(line: str) -> str:
    """The line with ``x`` for each character of a code span and a full stop for each escaped one."""
    line = re.sub(r"\\[\\`*_\[\]#]", r"\\.", line)
    if "`" not in line:
        return line
    runs = [(m.start(), m.end()) for m in re.finditer("`+", line)]
    closing: dict[int, int] = {}
    next_of: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closing[index] = next_of.get(length, -1)
        next_of[length] = index
    pieces, at, index = [], 0, 0
    while index < len(runs):
        end = closing[index]
        if end < 0:
            index += 1
            continue
        start, stop = runs[index][1], runs[end][0]
        pieces += [line[at:start], "x" * (stop - start)]
        at, index = stop, end + 1
    return "".join([*pieces, line[at:]])
