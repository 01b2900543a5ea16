"""What is kept of a site's pages between builds, so that some of them can be rendered again without Pelican.

For each page: its template, every name that the template read, and for an article's own page (whose template reads an
``article`` or a ``page`` with a document) its face and what features put on it. Values are kept as
:mod:`..build_state.values` keeps them, cards as symbols; a page with anything else has no entry, and an edit that needs
it is built the long way. Beside the pages stand tables of the whole site: which pages show an article's labels, which
are made with a template, and what declared readers found.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..build_state.store import Table

NAME = "articles.sqlite"
EDITION = "articles-2"
COMMON, LABELS, TEMPLATES, TITLES, QUESTION = "common", "labels", "templates", "titles", "question"
PAGES, CARDS, VALUES = "page:", "card:", "value:"
Json = Any
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a template sees of a Pelican article that has a document.

    ``document`` is ours (it has a ``path``, ``labels``, and a ``face``: what else others know of it without reading its
    prose); ``names`` are the attributes that features put on it; ``others`` the names of everything else that Pelican's
    object has, which we do not keep.
    """

    document: Any
    names: Mapping[str, object]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a run's pages are kept.

    ``article`` says what a value is as an article (None for any other value); ``common`` are values that reading any
    article again needs; ``paths`` the paths of articles by the ids of their texts; ``read`` the ids of texts, and
    ``labels`` the paths of articles whose labels, were read before any page was rendered; ``found`` what declared readers
    found, by reader and path, ``knowing`` what they knew beside. ``cards`` are what lists show of articles, by path,
    ``titles`` what no two articles should have in common; ``amenders`` the functions that bring other files up to date,
    with what they know. ``question`` names this build and ``before`` the one that was published before it.
    """

    article: Callable[[object], Shown | None]
    common: Mapping[str, object]
    paths: Mapping[int, str]
    read: frozenset[int]
    found: Mapping[str, Mapping[str, object]]
    knowing: Mapping[str, object]
    labels: frozenset[str] = frozenset()
    cards: Mapping[str, object] = field(default_factory=dict)
    symbols: Mapping[type, Callable[[Any], str]] = field(default_factory=dict)
    titles: Iterable[str] = ()
    amenders: Mapping[str, object] = field(default_factory=dict)
    question: str = ""
    before: str = ""

    def paths_of(self, texts: Iterable[int]) -> set[str]:
        """The paths of the articles whose texts these are."""
        return {self.paths[text] for text in texts if text in self.paths}


def table_of(state: Path, engine: str) -> Table:
    """The table of a site's pages; one of another engine is emptied when it is next written."""
    return Table(state / NAME, f"{EDITION} {engine}")


def page_key(save_as: str) -> str:
    """The key of a page's entry."""
    return PAGES + save_as


def card_key(path: str) -> str:
    """The key of an article's card."""
    return f"{CARDS}{path}".encode("utf-8", "replace").decode()


def pool_key(digest: str) -> str:
    """The key of a value that several entries show."""
    return VALUES + digest


def text_of(value: Json) -> str:
    """JSON as the table keeps it."""
    return JSON.encode(value)
