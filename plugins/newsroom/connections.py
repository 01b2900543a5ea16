"""What an article is connected with: neighbours in its column and series, related pieces, the lists it stands in."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..documents.document import Card
from ..documents.library import Library
from .listings import Tagged, tagged

MOST_RELATED = 4
MOST_MENTIONS = 30


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


def connections(library: Library) -> Mapping[str, Connections]:
    """The connections of every public article by its path."""
    cards = tuple(library.cards.values())
    rarity = _rarity(cards)
    holders: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        for feature in _features(card):
            holders.setdefault(feature, []).append(card)
    return {card.path: _of(card, library, cards, holders, rarity) for card in cards}


def _of(
    card: Card,
    library: Library,
    cards: tuple[Card, ...],
    holders: Mapping[tuple[str, str], list[Card]],
    rarity: Mapping[tuple[str, str], float],
) -> Connections:
    row = [other for other in cards if (other.kind, other.column) == (card.kind, card.column)]
    at = row.index(card)
    vocabulary = library.vocabulary
    series = tuple(sorted((c for c in cards if card.series and c.series == card.series), key=lambda c: (c.day, c.path)))
    mentions: tuple[Card, ...] = ()
    if card.kind == "laomo":
        mentions = tuple(c for c in holders.get(("person", card.people[0]), ()) if c.path != card.path)[:MOST_MENTIONS]
    shown = {card.path, *(c.path for c in series), *(c.path for c in mentions)}
    return Connections(
        previous=row[at + 1] if at + 1 < len(row) else None,
        next=row[at - 1] if at else None,
        series=series,
        related=tuple(c for c in _related(card, holders, rarity) if c.path not in shown)[:MOST_RELATED],
        mentions=mentions,
        topics=tagged(vocabulary, "topic", card.topics),
        people=tagged(vocabulary, "person", card.people),
        districts=tagged(vocabulary, "district", card.districts),
        tags=tagged(vocabulary, "tag", card.tags),
        organisations=tagged(vocabulary, "organisation", card.organisations),
        column=next(iter(tagged(vocabulary, "column", (card.column,) if card.column else ())), None),
        series_list=next(iter(tagged(vocabulary, "series", (card.series,) if card.series else ())), None),
    )


def _related(
    card: Card,
    holders: Mapping[tuple[str, str], list[Card]],
    rarity: Mapping[tuple[str, str], float],
) -> list[Card]:
    """Other cards, those that share the rarest names first; a newer one wins a tie."""
    scores: Counter[str] = Counter()
    found: dict[str, Card] = {}
    for feature in _features(card):
        for other in holders[feature]:
            if other.path != card.path:
                scores[other.path] += rarity[feature]  # type: ignore[assignment]  # Counter also counts in floats
                found[other.path] = other
    return [found[path] for path in sorted(found, key=lambda p: (-round(scores[p], 6), -found[p].day.toordinal(), p))]


def _features(card: Card) -> tuple[tuple[str, str], ...]:
    return (
        *(("topic", name) for name in card.topics),
        *(("person", name) for name in card.people),
        *(("organisation", name) for name in card.organisations),
        *(("tag", name) for name in card.tags),
        *(("district", name) for name in card.districts),
    )


def _rarity(cards: tuple[Card, ...]) -> Mapping[tuple[str, str], float]:
    counts = Counter(feature for card in cards for feature in _features(card))
    weight = {"topic": 2.0, "person": 2.0, "organisation": 1.0, "tag": 1.0, "district": 0.5}
    return {feature: weight[feature[0]] * math.log(1 + len(cards) / count) for feature, count in counts.items()}
