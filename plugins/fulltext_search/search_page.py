"""What the search page is told: where its index is, and where to go without JavaScript."""

from dataclasses import dataclass

from ..documents.library import Library
from ..documents.listing_urls import list_address


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

    ``script`` is the address of the script where no other plugin publishes assets, else empty.
    """

    archives: tuple[ArchiveGroup, ...] = ()
    script: str = ""
    index: str = "index/index.json"
    root: str = "../"


def archives_of(library: Library, *, columns: bool, years: bool) -> tuple[ArchiveGroup, ...]:
    """The lists of public articles by column and by year (newest first); only those that exist."""
    names = dict.fromkeys(card.column for card in library.cards.values() if card.column)
    days = dict.fromkeys(str(card.day.year) for card in library.cards.values())
    groups = (
        (
            "按栏目查找",
            tuple(Destination(n, list_address(library.vocabulary, "column", n).url) for n in sorted(names)),
            columns,
        ),
        (
            "按年份查找",
            tuple(Destination(f"{y}年", list_address(library.vocabulary, "archive", y).url) for y in days),
            years,
        ),
    )
    return tuple(ArchiveGroup(title, links) for title, links, wanted in groups if wanted and links)
