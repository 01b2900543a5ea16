"""The addresses of the lists: columns, districts, topics, series, people, tags, organisations, years.

They are here, below the features, because the newsroom writes the lists, the calendar and the feeds share their
slugs, and the link check must know them.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .document import Card
from .link_targets import UnsafeName, checked_segment, encoded
from .vocabulary import Vocabulary

ListKind = Literal["column", "district", "topic", "series", "person", "tag", "organisation", "archive"]
FOLDERS: dict[ListKind, str] = {
    "column": "columns",
    "district": "districts",
    "topic": "topics",
    "series": "series",
    "person": "people",
    "tag": "tags",
    "organisation": "organisations",
    "archive": "archive",
}
"""The folder of each kind of list; the folder itself is the directory of its lists."""
NO_SLUGS: Mapping[str, str | None] = {}


@dataclass(frozen=True, slots=True, order=True)
class ListAddress:
    """One list: its kind, the name that articles give it, and its folder's name (not percent-encoded)."""

    kind: ListKind
    name: str
    slug: str

    @property
    def url(self) -> str:
        """The address of the list's first page."""
        return f"/{FOLDERS[self.kind]}/{encoded(self.slug)}/"

    @property
    def save_as(self) -> str:
        """The output file of the list's first page."""
        return f"{FOLDERS[self.kind]}/{self.slug}/index.html"


def list_address(vocabulary: Vocabulary, kind: ListKind, name: str) -> ListAddress:
    """The list of that kind and name: under the vocabulary's slug where it has one, else under its own name.

    >>> list_address(Vocabulary(), "tag", "互助保障").save_as
    'tags/互助保障/index.html'
    """
    return ListAddress(kind, name, vocabulary.slugs.get(kind, NO_SLUGS).get(name) or folder_name(name))


def lists_of(card: Card) -> Iterator[tuple[ListKind, str]]:
    """The lists that ``card`` stands in, by kind and name."""
    yield "archive", str(card.day.year)
    if card.column:
        yield "column", card.column
    if card.series:
        yield "series", card.series
    yield from (("district", name) for name in card.districts)
    yield from (("topic", name) for name in card.topics)
    yield from (("person", name) for name in card.people)
    yield from (("tag", name) for name in card.tags)
    yield from (("organisation", name) for name in card.organisations)


@lru_cache(maxsize=4096)
def folder_name(name: str) -> str:
    """``name`` as one folder: itself where that is safe, else mended and told apart by a short digest.

    >>> folder_name("“产改”大家谈")
    '“产改”大家谈'
    >>> folder_name("a/b").startswith("a-b-")
    True
    """
    try:
        return checked_segment(name)
    except UnsafeName:
        mended = "".join(c if c.isalnum() or c in "-_" else "-" for c in name)[:40].strip("-")
        return f"{mended}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}".lstrip("-")
