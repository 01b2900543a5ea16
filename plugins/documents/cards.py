"""From a document to the card that lists show."""

import re

from .document import Card, Document
from .markdown_text import WIDE

INTENDED_BREAK = re.compile(rf"\n|(?<=[{WIDE}])[ 　]+(?=[{WIDE}])")


def title_lines(title: str) -> tuple[str, ...]:
    """The lines that the editor meant: a space between two Han characters of a title is a break.

    >>> title_lines("重庆开展“求学圆梦行动” 助力产业工人提升")
    ('重庆开展“求学圆梦行动”', '助力产业工人提升')
    """
    return tuple(part.strip() for part in INTENDED_BREAK.split(title) if part.strip()) or (title,)


def card_of(document: Document) -> Card:
    """What a list may know of ``document``; a brief is listed under the districts of its items too."""
    meta = document.meta
    items = document.body.items
    return Card(
        path=str(document.path),
        url=document.url,
        kind=document.kind,
        title=meta.title,
        title_lines=title_lines(meta.title),
        kicker=meta.kicker or "",
        subtitle=meta.subtitle or "",
        day=meta.date,
        summary=document.summary,
        column=meta.column or "",
        series=meta.series or "",
        topics=meta.topics,
        tags=meta.tags,
        districts=tuple(dict.fromkeys([*meta.all_districts(), *(name for item in items for name in item.districts)])),
        organisations=tuple(dict.fromkeys([*meta.all_organisations(), *(name for item in items for name in item.organisations)])),
        people=meta.all_people(),
        byline=meta.byline(),
        cover=document.cover or document.portrait,
    )
