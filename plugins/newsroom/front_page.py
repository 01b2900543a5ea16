"""The front page: what leads, the latest brief, the model worker of the week, the photo story, the columns."""

from dataclasses import dataclass

from ..documents.document import Card, Document, Item
from ..documents.library import Library
from ..documents.listing_urls import list_address
from .kinds import Laomo

LEAD_KINDS = {"news", "feature", "roundup"}
MOST_ITEMS = 5
MOST_NEWS = 8
MOST_PER_COLUMN = 4


@dataclass(frozen=True, slots=True)
class Block:
    """A titled row of cards with the address of the whole list."""

    title: str
    url: str
    summary: str
    count: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Everything that the front page shows but for events; any part may be missing."""

    lead: Card | None
    news: tuple[Card, ...]
    brief: Card | None
    brief_items: tuple[Item, ...]
    laomo: Card | None
    laomo_profile: Document | None
    photo_story: Card | None
    columns: tuple[Block, ...]
    topics: tuple[Block, ...]
    series: tuple[Block, ...]


def front_page(library: Library) -> FrontPage:
    """The front page of the public articles.

    The model worker of the week is the one whose turn it is: profiles in the order of their addresses, by the ISO
    week of the newest article, so that the page changes with an edition and not with the clock.
    """
    cards = tuple(library.cards.values())
    documents = {str(document.path): document for document in library.articles}
    lead = next(
        (c for c in cards if c.kind in LEAD_KINDS and c.cover), next((c for c in cards if c.kind in LEAD_KINDS), None)
    )
    brief = next((card for card in cards if card.kind == "brief"), None)
    laomo = _of_the_week(cards)
    profile = documents[laomo.path] if laomo else None
    shown = {card.path for card in (lead, brief, laomo) if card}
    news = tuple(c for c in cards if c.path not in shown and c.kind not in {"laomo", "album", "brief"})[:MOST_NEWS]
    return FrontPage(
        lead=lead,
        news=news,
        brief=brief,
        brief_items=documents[brief.path].body.items[:MOST_ITEMS] if brief else (),
        laomo=laomo,
        laomo_profile=profile if profile and isinstance(profile.meta, Laomo) else None,
        photo_story=next((card for card in cards if card.kind == "album"), None),
        columns=_blocks(library, "column"),
        topics=_blocks(library, "topic"),
        series=_blocks(library, "series"),
    )


def _of_the_week(cards: tuple[Card, ...]) -> Card | None:
    profiles = sorted((card for card in cards if card.kind == "laomo"), key=lambda card: card.path)
    return profiles[cards[0].day.isocalendar().week % len(profiles)] if profiles else None


def _blocks(library: Library, kind: str) -> tuple[Block, ...]:
    """The lists of one kind: the vocabulary's order first, then the ones with most articles."""
    lists = {address: cards for address, cards in library.lists.items() if address.kind == kind}
    headings = {
        "column": library.vocabulary.columns,
        "topic": library.vocabulary.topics,
        "series": library.vocabulary.series,
    }[kind]
    rank = {heading.name: index for index, heading in enumerate(headings)}
    summaries = {heading.name: heading.summary or "" for heading in headings}
    ordered = sorted(lists, key=lambda a: (rank.get(a.name, len(rank)), -len(lists[a]), a.name))
    return tuple(
        Block(
            a.name,
            list_address(library.vocabulary, a.kind, a.name).url,
            summaries.get(a.name, ""),
            len(lists[a]),
            lists[a][:MOST_PER_COLUMN],
        )
        for a in ordered
    )
