"""What an article is connected with: neighbours in its column and series, related pieces, the lists it stands in."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Any, cast

from ..documents.document import Card, Document
from ..documents.fields import PENDING
from ..documents.library import Library
from ..documents.link_targets import ContentPath, SiteUrl, resolve_link
from ..documents.listing_urls import ListKind
from ..documents.vocabulary import Vocabulary
from .kinds import Citation, Laomo, Policy
from .listings import Tagged, tagged
from .mentions import Named, NameIndex

MOST_RELATED = 4
MOST_MENTIONS = 30
MOST_HOLDERS = 100
"""How many of the newest articles with a name are looked at for related ones; a name that more carry says little."""
WEIGHTS = {"topic": 2.0, "person": 2.0, "term": 1.5, "organisation": 1.0, "tag": 1.0, "district": 0.5}

FINE = 1_000_000
"""Weights are whole numbers of millionths, so that their sum does not depend on the order."""

Name = tuple[str, str]
"""A name with its kind: ``("tag", "互助保障")``."""


@dataclass(frozen=True, slots=True)
class Connections:
    """The cards and names that an article's page links to."""

    previous: Card | None
    next: Card | None
    series: tuple[Card, ...]
    related: tuple[Card, ...]
    mentions: tuple[Card, ...]
    topics: tuple[Tagged, ...]
    people: tuple[Tagged, ...]
    districts: tuple[Tagged, ...]
    tags: tuple[Tagged, ...]
    organisations: tuple[Tagged, ...]
    column: Tagged | None
    series_list: Tagged | None
    names: tuple[Named, ...] = ()
    """What the text mentions and the page links once: people, organisations, documents, terms."""
    backlinks: tuple[Card, ...] = ()
    """The articles whose text links to this one."""
    quoted: tuple[Card | None, ...] = ()
    """For each quote of a profile, the article in which the person said it."""
    cited: tuple[str, ...] = ()
    """For each document that a policy cites, its address on this site, or nothing."""


def connections(library: Library) -> Mapping[str, "Connected"]:
    """The connections of every public article by its path."""
    names = NameIndex(library)
    mentions = {str(document.path): names.mentioned(document) for document in library.articles}
    index = _Index(tuple(library.cards.values()), mentions, library.vocabulary)
    pointed = _backlinks(library)
    policies = tuple(document for document in library.articles if isinstance(document.meta, Policy))
    found = {}
    for document in library.articles:
        path = str(document.path)
        told = {
            "names": mentions[path],
            "backlinks": pointed.get(path, ())[:MOST_MENTIONS],
            "quoted": tuple(_quoted(document, library)),
            "cited": tuple(_cited(document, policies)),
        }
        found[path] = Connected(library.cards[path], index, told)
    return found


class Connected:
    """The :class:`Connections` of one article, found when its page is made: in the process that makes it.

    ``told`` are those that were found before, because finding them reads the words of other articles.
    """

    def __init__(self, card: Card, index: "_Index", told: Mapping[str, tuple[object, ...]]) -> None:
        """Find nothing yet."""
        self.__dict__.update(told)
        self._late = card, index, told

    def lasting(self) -> Connections:
        """All of them as one value."""
        found = self.__dict__.get("_found")
        if found is None:
            card, index, told = self._late
            self.__dict__["_found"] = found = _of(card, index, told)
        return cast("Connections", found)

    def __getattr__(self, name: str) -> object:
        """One of them."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.lasting(), name)


def _backlinks(library: Library) -> Mapping[str, tuple[Card, ...]]:
    """The cards of the articles that link to each article, newest first, once each."""
    found: dict[str, dict[str, Card]] = defaultdict(dict)
    by_url = {document.url: str(document.path) for document in library.articles}
    for document in library.articles:
        for link in document.body.links:
            target = resolve_link(document.path, link.target)
            url = target.url if isinstance(target, ContentPath) else target.path if isinstance(target, SiteUrl) else ""
            path = by_url.get(url)
            if path and path != str(document.path):
                found[path][str(document.path)] = library.cards[str(document.path)]
    return {path: tuple(cards.values()) for path, cards in found.items()}


def _quoted(document: Document, library: Library) -> Iterator[Card | None]:
    if isinstance(document.meta, Laomo):
        for quote in document.meta.quotes:
            target = resolve_link(document.path, quote.where) if quote.where and ".md" in quote.where else None
            yield library.cards.get(str(target.path)) if isinstance(target, ContentPath) else None


def _cited(document: Document, policies: tuple[Document, ...]) -> Iterator[str]:
    """The address of each cited document that stands on this site, told by its number, else by its title."""
    if not isinstance(document.meta, Policy):
        return
    for cite in document.meta.cites:
        yield next((other.url for other in policies if other is not document and _is_cited(cite, other)), "")


def _is_cited(cite: Citation, other: Document) -> bool:
    meta = other.meta
    if not isinstance(meta, Policy):
        return False
    if cite.number and meta.document_number and PENDING not in {cite.number, meta.document_number}:
        return cite.number == meta.document_number
    titles = {other.title.replace(" ", ""), meta.source.title if meta.source else None}
    return cite.title.strip("《》") in titles


class _Index:
    """Who carries which name, and who stands in which row, found once for all cards."""

    def __init__(
        self, cards: tuple[Card, ...], mentions: Mapping[str, tuple[Named, ...]], vocabulary: Vocabulary
    ) -> None:
        self.cards = cards
        self.vocabulary = vocabulary
        self._tagged: dict[Name, Tagged] = {}
        self.names = {
            card.path: (*names_of(card), *(("term", n.name) for n in mentions[card.path] if n.kind == "term"))
            for card in cards
        }
        holders: dict[Name, list[int]] = defaultdict(list)
        rows: dict[tuple[str, str], list[Card]] = defaultdict(list)
        series: dict[str, list[Card]] = defaultdict(list)
        for position, card in enumerate(cards):
            rows[card.kind, card.column].append(card)
            series[card.series].append(card)
            for name in self.names[card.path]:
                holders[name].append(position)
        self.holders: Mapping[Name, list[int]] = holders
        """The positions of the cards that carry a name: the newest first, as the cards are."""
        self.newest = {name: found[:MOST_HOLDERS] for name, found in holders.items()}
        self.series = {
            name: tuple(sorted(found, key=lambda c: (c.day, c.path))) for name, found in series.items() if name
        }
        self.rarity = {
            name: round(FINE * WEIGHTS[name[0]] * math.log(1 + len(cards) / len(found)))
            for name, found in holders.items()
        }
        self.around = {card.path: pair for row in rows.values() for card, *pair in _with_neighbours(row)}

    def tagged(self, kind: ListKind, names: tuple[str, ...]) -> tuple[Tagged, ...]:
        """The names with the addresses of their lists, each made once."""
        found = self._tagged
        for name in names:
            if (kind, name) not in found:
                (found[kind, name],) = tagged(self.vocabulary, kind, (name,))
        return tuple([found[kind, name] for name in names])


def _of(card: Card, index: _Index, told: Mapping[str, Any]) -> Connections:
    previous, following = index.around[card.path]
    series = index.series.get(card.series, ())
    mentions = (
        tuple(c for c in (index.cards[n] for n in index.holders["person", card.people[0]]) if c is not card)[:MOST_MENTIONS]
        if card.kind == "laomo"
        else ()
    )
    elsewhere = {c.path for c in (*series, *mentions)}
    return Connections(
        previous=previous,
        next=following,
        series=series,
        related=tuple(
            c for c in _related(card, index, MOST_RELATED + len(elsewhere)) if c.path not in elsewhere
        )[:MOST_RELATED],
        mentions=mentions,
        topics=index.tagged("topic", card.topics),
        people=index.tagged("person", card.people),
        districts=index.tagged("district", card.districts),
        tags=index.tagged("tag", card.tags),
        organisations=index.tagged("organisation", card.organisations),
        column=_first(index.tagged("column", (card.column,) if card.column else ())),
        series_list=_first(index.tagged("series", (card.series,) if card.series else ())),
        **told,
    )


def _related(card: Card, index: _Index, most: int) -> list[Card]:
    """Other cards, those that share the rarest names first; a newer one wins a tie."""
    scores: dict[int, int] = {}
    score = scores.get
    for name in index.names[card.path]:
        weight = index.rarity[name]
        for position in index.newest[name]:
            scores[position] = score(position, 0) + weight
    count = len(index.cards)
    # One number orders by score, then by position; the larger, the better.
    best = nlargest(most + 1, [total * count - position for position, total in scores.items()])
    found = [index.cards[-number % count] for number in best]
    return [other for other in found if other is not card]


def names_of(card: Card) -> Iterator[Name]:
    """The names that make two articles related."""
    yield from (("topic", name) for name in card.topics)
    yield from (("person", name) for name in card.people)
    yield from (("organisation", name) for name in card.organisations)
    yield from (("tag", name) for name in card.tags)
    yield from (("district", name) for name in card.districts)


def _with_neighbours(row: list[Card]) -> Iterable[tuple[Card, Card | None, Card | None]]:
    """Each card of a row (newest first) with the older and the newer one beside it."""
    return zip(row, [*row[1:], None], [None, *row[:-1]], strict=True)


def _first(found: tuple[Tagged, ...]) -> Tagged | None:
    return found[0] if found else None
