"""What one document says to the index: its passages, its record, its facets, its phrases.

A pure function of the document (:func:`of_document`); the index only merges what documents say (:mod:`.building`).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import add
from typing import Protocol, runtime_checkable

from ..documents.document import Document
from ..documents.photo_addresses import address_of, places_of, widths_of
from .folding import traditional
from .passages import BODY, Passage, passages_of
from .phrases import Phrase, phrases_of
from .records import packed_record
from .terms import Normaliser, exact_terms_of

RANKS = (1, 3, 5)
"""The weighted count up to which a term has rank 0, 1, 2; above it 3: a title's word, or one said again and again."""


class EventLike(Protocol):
    """What search reads of an event, whoever found it in the article."""

    @property
    def name(self) -> str:
        """What happens."""

    @property
    def first_day(self) -> date:
        """When it begins."""

    @property
    def place(self) -> str:
        """Where."""

    @property
    def url(self) -> str:
        """The page that tells of it."""


@runtime_checkable
class HasEvents(Protocol):
    """An article that carries its events."""

    events: tuple[EventLike, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """What readers narrow results by, beside the year, which follows from the number."""

    column: str
    kind: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """All that the index needs of one document.

    ``record`` is what the reader's browser fetches when the document is among the best (:mod:`.records`).
    """

    url: str
    day: date
    passages: tuple[Passage, ...]
    record: bytes
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of the site a document's record shows: kinds' names, people's pages, events found in the document."""

    kind_names: dict[str, str]
    people: dict[str, str]
    events: tuple[EventLike, ...] = ()


def of_document(document: Document, around: Surroundings) -> Contribution:
    """What ``document`` says to the index."""
    passages = passages_of(document)
    record = packed_record(record_of(document, passages, around))
    return Contribution(document.url, document.day, passages, record, phrases_of(document))


def facets_of(document: Document, kind_names: dict[str, str]) -> Facets:
    """What readers narrow ``document`` by; a brief belongs to the districts of its items too."""
    districts = [*document.meta.all_districts(), *(name for item in document.body.items for name in item.districts)]
    kind = kind_names.get(document.kind, "")
    return Facets(document.meta.column or "", kind, tuple(dict.fromkeys(districts)))


def record_of(document: Document, passages: tuple[Passage, ...], around: Surroundings) -> dict[str, object]:
    """What a result shows of ``document``, and the text that decides whether it is one; empty parts are left out."""
    facets = facets_of(document, around.kind_names)
    events = [[event.name, event.first_day.isoformat(), event.place, event.url] for event in around.events]
    places = places_of(document)
    photos = [
        [photo.caption or photo.alt, address_of(photo, widths_of(photo.width)[0]), photo.alt, places[photo.path]]
        for photo in document.all_photos
        if photo.caption or photo.alt
    ]
    people = [[name, around.people[name]] for name in document.meta.all_people() if name in around.people]
    whole = {
        "url": document.url,
        "title": document.title,
        "day": document.day.isoformat(),
        "labels": [label for label in dict.fromkeys((facets.kind, facets.column)) if label],
        "districts": facets.districts,
        "passages": [_row(passage) for passage in passages],
        "folds": folds_in(passages),
        "events": events,
        "photos": photos,
        "people": people,
    }
    return {key: value for key, value in whole.items() if value}


def folds_in(passages: tuple[Passage, ...]) -> str:
    """The traditional characters of the text, each with its simplified one: a reader needs no table to read it.

    >>> folds_in((Passage("李喜龍在龍門"),))
    '門门龍龙'
    """
    try:
        "".join(passage.text for passage in passages).encode("gb2312")
    except UnicodeEncodeError:
        table = traditional()
    else:
        return ""  # no traditional character is in GB 2312
    return "".join(old + table[old] for old in sorted(set().union(*(p.text for p in passages)) & table.keys()))


def _row(passage: Passage) -> list[str | int]:
    """Text, weight, anchor; what is as usual at the end is left out."""
    if passage.anchor:
        return [passage.text, passage.weight, passage.anchor]
    return [passage.text] if passage.weight == BODY else [passage.text, passage.weight]


def ranks_of(passages: tuple[Passage, ...], normalise: Normaliser) -> dict[str, int]:
    """Each term of the passages with its rank; :mod:`.counting` does it for many documents at once.

    >>> ranks_of((Passage("补助"), Passage("补贴", 6)), Normaliser())["补贴"]
    3
    """
    by_weight: dict[int, list[str]] = {}
    for passage in passages:
        by_weight.setdefault(passage.weight, []).append(passage.text)
    # The body first: an empty counter takes another one over as it is.
    counts = counted(normalise("\n".join(by_weight.pop(BODY, []))))
    for weight, texts in by_weight.items():
        for term, count in counted(normalise("\n".join(texts))).items():
            counts[term] += count * weight
    low, middle, high = RANKS
    return {term: 0 if n <= low else 1 if n <= middle else 2 if n <= high else 3 for term, n in counts.items()}


def counted(normal: str) -> Counter[str]:
    """How often each term stands in a text in normal form: the same terms as :func:`.terms.terms_of`, faster."""
    counts = Counter(map(add, normal, islice(normal, 1, None)))
    for pair in [pair for pair in counts if " " in pair]:
        del counts[pair]
    counts.update(normal)
    counts.pop(" ", None)
    counts.pop(".", None)
    counts.update(exact_terms_of(normal))
    return counts
