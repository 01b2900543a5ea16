"""What the search page is told: where its index is, and where to go without JavaScript."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from ..documents.library import Library
from ..documents.listing_urls import ListKind, list_address
from .options import Options

MOST_LINKS = 60
"""Of one sort on the search page; people can be thousands."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A link that leads on from the page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ArchiveGroup:
    """Lists of one sort: by column, by year."""

    title: str
    links: tuple[Destination, ...]


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """``index`` and ``root`` are relative to the search page, so that the site works in a sub-folder as well.

    ``head`` is what index.json says: a page that brings it along saves its reader a round trip. ``script``, ``panel`` and ``more`` are the addresses of its parts where no other plugin publishes assets, else empty.
    """

    archives: tuple[ArchiveGroup, ...] = ()
    head: str = "null"
    script: str = ""
    panel: str = ""
    more: str = ""
    index: str = "index/index.json"
    root: str = "../"


def archives_of(library: Library, options: Options) -> tuple[ArchiveGroup, ...]:
    """The lists of public articles by column, by year (newest first) and by person; only those that exist."""
    cards = library.cards.values()
    groups: tuple[tuple[str, ListKind, Iterable[str], bool], ...] = (
        ("按栏目查找", "column", sorted({card.column for card in cards if card.column}), options.columns),
        ("按年份查找", "archive", dict.fromkeys(str(card.day.year) for card in cards), options.years),
        ("按人物查找", "person", sorted({name for card in cards for name in card.people}), options.people),
    )
    return tuple(
        ArchiveGroup(title, tuple(_destination(library, kind, name) for name in islice(names, MOST_LINKS)))
        for title, kind, names, wanted in groups
        if wanted and names
    )


def _destination(library: Library, kind: ListKind, name: str) -> Destination:
    shown = f"{name}年" if kind == "archive" else name
    return Destination(shown, list_address(library.vocabulary, kind, name).url)
