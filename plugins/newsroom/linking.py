"""The first mention of each name becomes a link, in HTML that is already safe.

Text is only looked at between tags, never inside a link, a heading, code or a table's head; what is put in is escaped.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup, escape

from ..documents.document import Figure, Html, Item, Segment
from .mentions import Named, whole

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>|<!--.*?-->", re.DOTALL)
CLOSED_TO_LINKS = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "sup", "th", "button", "summary", "script"}


def linked(segments: tuple[Segment, ...], names: tuple[Named, ...]) -> tuple[Segment, ...]:
    """The segments with the first mention of each of ``names`` linked; a longer name is found before a shorter one.

    Two names of one page (full and short) count as one: the page is linked once.
    """
    return _Linker(names).segments(segments) if names else segments


class _Linker:
    """What is still to be linked, while the text goes by."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._left = {str(escape(named.name)): named for named in names}
        self._pattern = self._any_of()

    def _any_of(self) -> re.Pattern[str]:
        longest_first = sorted(self._left, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(whole, longest_first)) or r"(?!)")

    def segments(self, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        return tuple(self._segment(segment) for segment in segments)

    def _segment(self, segment: Segment) -> Segment:
        if isinstance(segment, Html):
            return Html(self.html(segment.html))
        if isinstance(segment, Item):
            inner = (part if isinstance(part, Figure) else Html(self.html(part.html)) for part in segment.segments)
            return replace(segment, segments=tuple(inner))
        return segment

    def html(self, html: Markup) -> Markup:
        done: list[str] = []
        closed = 0
        at = 0
        for tag in TAG.finditer(html):
            done.append(self._text(html[at : tag.start()], may_link=not closed))
            done.append(tag[0])
            if (tag["name"] or "").lower() in CLOSED_TO_LINKS:
                closed = max(0, closed + (-1 if tag["close"] else 1))
            at = tag.end()
        done.append(self._text(html[at:], may_link=not closed))
        return Markup("".join(done))  # noqa: S704 - safe HTML cut apart and put together, with escaped names between

    def _text(self, text: str, *, may_link: bool) -> str:
        if not may_link or not self._left:
            return text
        done, at = [], 0
        while match := self._pattern.search(text, at):
            done += [text[at : match.start()], self._link(match[0])]
            at = match.end()
        return "".join([*done, text[at:]])

    def _link(self, written: str) -> str:
        named = self._left[written]
        self._left = {name: other for name, other in self._left.items() if other.url != named.url}
        self._pattern = self._any_of()
        title = f' title="{escape(named.note)}"' if named.note else ""
        return f'<a class="mention mention--{named.kind}" href="{escape(named.url)}"{title}>{written}</a>'
