"""What of a document is searched: its words in passages, each with its weight and its place on the page."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from ..documents.document import Document, Html, Item, Photo
from ..documents.fields import PENDING
from ..documents.front_matter import FrontMatter
from ..documents.safe_html import text_of

TITLE, NAME, HEADING, SUMMARY, BODY = 6, 4, 3, 2, 1
"""How often a word counts, by where it stands."""

NOT_WORDS = frozenset({"kind", "src", "url", "document", "where", "page"})
"""Keys whose values are addresses or marks for the machine, wherever they stand."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of plain text; ``anchor`` is the place on the page to which a hit in it leads (or empty)."""

    text: str
    weight: int = BODY
    anchor: str = ""


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The title first, then what readers see, then the names and words that only the front matter holds; no passage twice."""
    found: dict[str, Passage] = {}
    for passage in _all(document):
        text = unicodedata.normalize("NFC", passage.text).strip()
        if text and (text not in found or found[text].weight < passage.weight):
            found[text] = Passage(text, passage.weight, passage.anchor)
    return tuple(found.values())


def _all(document: Document) -> Iterator[Passage]:
    meta = document.meta
    yield Passage(document.title, TITLE)
    for line in (meta.kicker, meta.subtitle):
        yield Passage(line or "", HEADING)
    yield from _of_body(document)
    for photo in document.all_photos:
        yield from _of_photo(photo)
    if document.summary.rstrip("…") not in document.body.text:
        yield Passage(document.summary, SUMMARY)
    yield Passage("、".join((*meta.people, *meta.organisations)), NAME)
    lists = (*meta.districts, *meta.topics, *meta.tags, meta.column or "", meta.series or "")
    yield Passage("、".join(name for name in lists if name), HEADING)
    yield Passage("、".join(words_in(meta)))
    yield Passage(f"{document.day.year}年{document.day.month}月{document.day.day}日")


def _of_body(document: Document) -> Iterator[Passage]:
    """The text as the page shows it, a block a passage, so that an excerpt does not run on into the next paragraph."""
    for segment in document.body.segments:
        if isinstance(segment, Html):
            yield from map(Passage, text_of(segment.html).split("\n"))
        elif isinstance(segment, Item):
            yield Passage(segment.title, HEADING, segment.anchor)
            yield from (Passage(line, BODY, segment.anchor) for line in segment.text.split("\n"))
    for heading in document.body.outline:
        yield Passage(heading.text, HEADING, heading.anchor)


def _of_photo(photo: Photo) -> Iterator[Passage]:
    yield Passage(photo.caption)
    yield Passage(photo.alt)
    yield Passage(photo.credit)
    yield Passage(photo.title)
    yield Passage(" ".join(filter(None, (photo.agency, photo.location))))


def words_in(meta: FrontMatter) -> tuple[str, ...]:
    """The words in the fields that only some kinds have, and in credits, source and events, each once.

    A profile's honours and trade, a policy's document number and deadlines are found by this without search knowing
    of them.
    """
    own = set(type(meta).model_fields) - set(FrontMatter.model_fields) | {"credits", "source", "events"}
    found = (
        word for name in type(meta).model_fields if name in own - NOT_WORDS for word in _leaves(getattr(meta, name))
    )
    return tuple(dict.fromkeys(found))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value != PENDING:
            yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in NOT_WORDS:
                yield from _leaves(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _leaves(item)
