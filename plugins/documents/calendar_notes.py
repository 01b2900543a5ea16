"""``{日历：…}`` in a text: what an editor says to the calendar about the item or paragraph that it stands in.

Readers never see it. It is taken out before the text is converted, so that no mark in it becomes Markdown, and kept
with its place; what it means is the calendar's business. One that does not end on its line stays in the text, where
the calendar's check finds it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..diagnostics import Place

NOTE = re.compile(r"[ \t\u3000]*[{｛][ \t]*日历[ \t]*[:：]?([^{}｛｝\n]*)[}｝]")
OPEN, CLOSE = "\ue000", "\ue001"
"""Private characters around a note's number: no editor types them, and no converter changes them."""
TOKEN = re.compile(f"{OPEN}(\\d+){CLOSE}")


@dataclass(frozen=True, slots=True)
class CalendarNote:
    """The words of one note; ``beside`` is the plain text of the paragraph that it stands in, when that is no item."""

    words: str
    beside: str = ""
    place: Place = field(compare=False, repr=False, default=Place(""))


def taken_out(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """``text`` with a token in place of each note, and each note's words with offset and width."""
    if "日历" not in text or OPEN in text or CLOSE in text:
        return text, []
    found: list[tuple[str, int, int]] = []

    def token(match: re.Match[str]) -> str:
        blank = len(match[0]) - len(match[0].lstrip(" \t\u3000"))
        found.append((match[1].strip(), match.start() + blank, len(match[0]) - blank))
        return f"{OPEN}{len(found) - 1}{CLOSE}"

    return NOTE.sub(token, text), found


def numbers_in(markup: str) -> Sequence[int]:
    """The numbers of the notes that stand in ``markup``."""
    return [int(number) for number in TOKEN.findall(markup)] if OPEN in markup else ()


def without_tokens(markup: str) -> str:
    """``markup`` as readers see it."""
    return TOKEN.sub("", markup) if OPEN in markup else markup
