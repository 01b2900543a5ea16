"""What an article is connected with: neighbours in its column and series, related pieces, the lists it stands in."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..documents.document import Card, Document
from ..documents.fields import PENDING
from ..documents.library import Library
from ..documents.link_targets import ContentPath, SiteUrl, resolve_link
from ..documents.vocabulary import Vocabulary
from .kinds import Citation, Laomo, Policy
from .listings import Tagged, tagged
from .mentions import Named, NameIndex

MOST_RELATED = 4
MOST_MENTIONS = 30
MOST_HOLDERS = 100
"""How many of the newest articles with a name are looked at for related ones; a name that more carry says little."""
WEIGHTS = {"topic": 2.0, "person": 2.0, "term": 1.5, "organisation": 1.0, "tag": 1.0, "district": 0.5}

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


def connections(library: Library) -> Mapping[str, Connections]:
    """The connections of every public article by its path."""
    names = NameIndex(library)
    mentions = {str(document.path): names.mentioned(document) for document in library.articles}
    index = _Index(tuple(library.cards.values()), mentions)
    pointed = _backlinks(library)
    found = {}
    for document in library.articles:
        path = str(document.path)
        found[path] = replace(
            _of(library.cards[path], index, library.vocabulary),
            names=mentions[path],
            backlinks=pointed.get(path, ())[:MOST_MENTIONS],
            quoted=tuple(_quoted(document, library)),
            cited=tuple(_cited(document, library)),
        )
    return found


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


def _cited(document: Document, library: Library) -> Iterator[str]:
    """The address of each cited document that stands on this site, told by its number, else by its title."""
    if not isinstance(document.meta, Policy):
        return
    policies = [d for d in library.articles if isinstance(d.meta, Policy) and d is not document]
    for cite in document.meta.cites:
        yield next((other.url for other in policies if _is_cited(cite, other)), "")


def _is_cited(cite: Citation, other: Document) -> bool:
    meta = other.meta
    if not isinstance(meta, Policy):
        return False
    if cite.number and meta.document_number and PENDING not in {cite.number, meta.document_number}:
        return cite.number == meta.document_number
    titles = {meta.title.replace(" ", ""), meta.source.title if meta.source else None}
    return cite.title.strip("《》") in titles


class _Index:
    """Who carries which name, and who stands in which row, found once for all cards."""

    def __init__(self, cards: tuple[Card, ...], mentions: Mapping[str, tuple[Named, ...]]) -> None:
        self.cards = cards
        self.names = {
            card.path: (*names_of(card), *(("term", n.name) for n in mentions[card.path] if n.kind == "term"))
            for card in cards
        }
        holders: dict[Name, list[Card]] = defaultdict(list)
        rows: dict[tuple[str, str], list[Card]] = defaultdict(list)
        series: dict[str, list[Card]] = defaultdict(list)
        for card in cards:
            rows[card.kind, card.column].append(card)
            series[card.series].append(card)
            for name in self.names[card.path]:
                holders[name].append(card)
        self.holders: Mapping[Name, list[Card]] = holders
        self.series = {
            name: tuple(sorted(found, key=lambda c: (c.day, c.path))) for name, found in series.items() if name
        }
        self.rarity = {
            name: WEIGHTS[name[0]] * math.log(1 + len(cards) / len(found)) for name, found in holders.items()
        }
        self.around = {card.path: pair for row in rows.values() for card, *pair in _with_neighbours(row)}


def _of(card: Card, index: _Index, vocabulary: Vocabulary) -> Connections:
    previous, following = index.around[card.path]
    series = index.series.get(card.series, ())
    mentions = (
        tuple(c for c in index.holders["person", card.people[0]] if c != card)[:MOST_MENTIONS]
        if card.kind == "laomo"
        else ()
    )
    elsewhere = {c.path for c in (*series, *mentions)}
    return Connections(
        previous=previous,
        next=following,
        series=series,
        related=tuple(c for c in _related(card, index) if c.path not in elsewhere)[:MOST_RELATED],
        mentions=mentions,
        topics=tagged(vocabulary, "topic", card.topics),
        people=tagged(vocabulary, "person", card.people),
        districts=tagged(vocabulary, "district", card.districts),
        tags=tagged(vocabulary, "tag", card.tags),
        organisations=tagged(vocabulary, "organisation", card.organisations),
        column=_first(tagged(vocabulary, "column", (card.column,) if card.column else ())),
        series_list=_first(tagged(vocabulary, "series", (card.series,) if card.series else ())),
    )


def _related(card: Card, index: _Index) -> list[Card]:
    """Other cards, those that share the rarest names first; a newer one wins a tie."""
    scores: dict[str, float] = defaultdict(float)
    found: dict[str, Card] = {}
    for name in index.names[card.path]:
        for other in index.holders[name][:MOST_HOLDERS]:
            if other.path != card.path:
                scores[other.path] += index.rarity[name]
                found[other.path] = other
    return [found[path] for path in sorted(found, key=lambda p: (-round(scores[p], 6), -found[p].day.toordinal(), p))]


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
