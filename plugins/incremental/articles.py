"""Articles' own pages between builds: what each was rendered from, kept so that one page can be rendered alone.

For each page whose template reads an ``article`` (or a ``page``) with a document: the article's face, what features put
on it, and every other name that the template read. Values are kept as :mod:`..build_state.values` keeps them; an
article with anything else has no entry, and its edits are built the long way.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

from ..build_state.fingerprint import Fingerprints
from ..build_state.store import Table
from ..build_state.values import Encoder
from .pages import MISSING, Page
from .plan import PageRecord
from .surroundings import UnknownSurroundingsError, told

NAME = "articles.sqlite"
EDITION = "articles-1"
COMMON = "common"
ARTICLES = "article:"
FULL, FEW = 4, 1000
"""With more entries than this for each page (and some), most are values that no page shows any more."""
REFERENCE = re.compile(r'\{"r":"([0-9a-f]{32})"\}')
Json = Any


@dataclass(frozen=True, slots=True)
class Shown:
    """What a template sees of a Pelican article that has a document.

    ``document`` is ours (it has a ``path``, and a ``face``: what others know of it without reading its prose); ``names`` are the attributes that features put on it; ``others`` the names of everything else
    that Pelican's object has, which we do not keep.
    """

    document: Any
    names: Mapping[str, object]
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a run's articles are kept.

    ``article`` says what a value is as an article (None for any other value); ``common`` are values that reading any article again needs; ``paths`` the paths of
    articles by the ids of their texts; ``read`` the ids of texts that were read before any page was rendered;
    ``found`` what declared readers found, by reader and path, ``knowing`` what they knew beside.
    """

    article: Callable[[object], Shown | None]
    common: Mapping[str, object]
    paths: Mapping[int, str]
    read: frozenset[int]
    found: Mapping[str, Mapping[str, object]]
    knowing: Mapping[str, object]

    def paths_of(self, texts: Iterable[int]) -> set[str]:
        """The paths of the articles whose texts these are."""
        return {self.paths[text] for text in texts if text in self.paths}


def table_of(state: Path, engine: str) -> Table:
    """The table of a site's articles; one of another engine is emptied when it is next written."""
    return Table(state / NAME, f"{EDITION} {engine}")


class Keeper:
    """Makes the entries of pages that were just rendered."""

    def __init__(self, keeping: Keeping, prints: Fingerprints) -> None:
        """Nothing is kept yet."""
        self._keeping = keeping
        self._prints = prints
        self._encoder = Encoder()
        self._surroundings: dict[int, str] = {}
        self._right: set[str] = set()
        self.entries: dict[str, Json] = {}

    def elsewhere(self, page: Page, texts: Iterable[int]) -> tuple[str, ...]:
        """The articles whose prose ``page`` shows, without its own."""
        found = self._keeping.paths_of(texts)
        for _, shown in self._articles(page):
            found.discard(str(shown.document.path))
        return tuple(sorted(found))

    def _articles(self, page: Page) -> list[tuple[str, Shown]]:
        return [(name, shown) for name, value in page.own.items() if (shown := self._keeping.article(value))]

    def keep(self, page: Page, record: PageRecord) -> None:
        """Keep what ``page`` was rendered from, if it is an article's and all of it can be kept."""
        articles = self._articles(page)
        if len(articles) != 1 or articles[0][0] not in record.names:
            return  # a page that does not read its article is not rendered when that changes
        own, shown = articles[0]
        try:
            self.entries[entry_key(str(shown.document.path))] = self._entry(page, record, own, shown)
        except (TypeError, UnknownSurroundingsError):
            return

    def still_right(self, page: Page) -> None:
        """The entry of a page that was reused is as right as its page."""
        self._right |= {entry_key(str(shown.document.path)) for _, shown in self._articles(page)}

    def _entry(self, page: Page, record: PageRecord, own: str, shown: Shown) -> Json:
        stand_ins = {id(shown.document): "document"}
        values: dict[str, Json] = {}
        missing = []
        for name in record.names:
            value = page.value_of(name)
            if value is MISSING:
                missing.append(name)
            elif name != own:
                values[name] = self._encoder.encode(value)
        return {
            "save_as": page.save_as,
            "template": page.template_name,
            "surroundings": self._surroundings_of(page.template.environment),
            "face": self._prints.of(shown.document.face),
            "own": own,
            "shown": {name: self._encoder.encode(value, stand_ins) for name, value in shown.names.items()},
            "others": self._listed(shown.others),
            "values": values,
            "missing": missing,
        }

    def _surroundings_of(self, environment: Environment) -> str:
        if id(environment) not in self._surroundings:
            telling = told(environment, self._encoder)
            text = json.dumps(telling, sort_keys=True)
            key = f"surroundings:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
            self.entries[key] = telling
            self._surroundings[id(environment)] = key
        return self._surroundings[id(environment)]

    def _listed(self, names: frozenset[str]) -> str:
        key = "others:" + self._prints.of(names)
        self.entries.setdefault(key, sorted(names))
        return key

    def common(self) -> Json:
        """What holds for all articles."""
        encode, keeping = self._encoder.encode, self._keeping
        values = {name: encode(value) for name, value in keeping.common.items()}
        return {**values, "knowing": {reader: encode(value) for reader, value in keeping.knowing.items()}}

    def write(self, state: Path, engine: str, records: Mapping[str, PageRecord]) -> None:
        """Write down everything; what was known of reused pages stays, of any other page it is forgotten."""
        keeping = self._keeping
        try:
            common = self.common()
        except TypeError:
            common = None  # then nothing can be read the short way
        elsewhere = keeping.paths_of(keeping.read).union(*(record.prose for record in records.values()))
        found = {
            reader: {path: self._prints.of(what) for path, what in by_path.items()}
            for reader, by_path in keeping.found.items()
        }
        with table_of(state, engine) as table:
            if table.get(COMMON) is None:
                table.keep_only(())
            elif len(table) > FULL * len(records) + FEW:
                table.keep_only(_used(table))
            table.forget(table.keys(ARTICLES) - self._right)
            table.put(COMMON, {"common": common, "elsewhere": sorted(elsewhere), "found": found})
            for key, entry in self.entries.items():
                table.put(key, entry)
            for key, text in self._encoder.pool.items():
                table.put_json(pool_key(key), text)


def _used(table: Table) -> set[str]:
    """The keys of all entries but for values that none of them shows."""
    texts = dict(table.items())
    used = {key for key in texts if not key.startswith("value:")}
    waiting = list(used)
    while waiting:
        for digest in REFERENCE.findall(texts.get(waiting.pop(), "")):
            key = pool_key(digest)
            if key not in used:
                used.add(key)
                waiting.append(key)
    return used


def entry_key(path: str) -> str:
    """The key of an article's entry."""
    return f"{ARTICLES}{path}".encode("utf-8", "replace").decode()


def pool_key(digest: str) -> str:
    """The key of a value that several entries show."""
    return f"value:{digest}"
