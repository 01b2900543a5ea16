"""The table of a site's pages, brought up to date at the end of a build."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..build_state.fingerprint import Fingerprints
from ..build_state.store import Table
from ..build_state.values import Encoder
from .articles import (
    CARDS,
    COMMON,
    LABELS,
    PAGES,
    QUESTION,
    TEMPLATES,
    TITLES,
    VALUES,
    Keeping,
    card_key,
    page_key,
    pool_key,
    table_of,
    text_of,
)
from .pages import Page
from .plan import PageRecord
from .scribe import Environments

FULL, FEW = 4, 1000
"""With more rows than this for each page (and some), most are values that no page shows any more."""
AT_ONCE = 2000
"""Rows in memory before they are written."""
REFERENCE = re.compile(r'\{"r":"([0-9a-f]{32})"\}|"others":"([0-9a-f]{32})"')
Json = Any


class Keeper:
    """Writes the rows of a build as they come, and at the end the tables of the site, all in one transaction.

    The file is opened with the first rows, when the workers that make them have been forked. Whatever goes wrong with it
    costs only the short way.
    """

    def __init__(self, state: Path, engine: str, keeping: Keeping, reused: Iterable[str], most: int) -> None:
        """``reused`` are the places of pages of which what was known stays, ``most`` how many pages there are."""
        self._place = state, engine
        self._keeping = keeping
        self._reused = {page_key(place) for place in reused}
        self._most = FULL * most + FEW
        self._table: Table | None = None
        self._broken = False

    def take(self, rows: Mapping[str, str]) -> None:
        """Keep these rows."""
        if self._broken:
            return
        try:
            table = self._open()
            for key, text in rows.items():
                table.put_json(key, text)
            if table.waiting > AT_ONCE:
                table.flush()
        except (OSError, sqlite3.Error):
            self._broken = True

    def finish(self, pages: Iterable[Page], records: Mapping[str, PageRecord], prints: Fingerprints) -> None:
        """Write the tables of the site and end."""
        keeping = self._keeping
        encoder = Encoder(keeping.symbols)
        environments = Environments(encoder)
        tables = {
            COMMON: _common(keeping, records, encoder, prints),
            LABELS: shown_labels({place: record.labels for place, record in records.items()}),
            TEMPLATES: _templates(pages, environments),
            TITLES: sorted(keeping.titles),
            QUESTION: keeping.question,
        }
        try:
            self._finish(tables, environments, encoder)
        except (OSError, sqlite3.Error):
            self._broken = True

    def _finish(self, tables: Mapping[str, Json], environments: Environments, encoder: Encoder) -> None:
        if self._broken:
            return
        with self._open() as table:
            cards = _cards(self._keeping, encoder)
            known = table.texts(CARDS)
            table.forget(known.keys() - cards.keys())
            fresh = {key: text for key, text in cards.items() if known.get(key) != text}
            pooled = {pool_key(key): text for key, text in encoder.pool.items()}
            for key, text in {**fresh, **environments.rows, **pooled}.items():
                table.put_json(key, text)
            for name, value in tables.items():
                table.put(name, value)

    def _open(self) -> Table:
        if self._table is None:
            self._table = table = table_of(*self._place)
            if table.get(QUESTION) != self._keeping.before:  # rows of a build that was never published
                table.keep_only(())
            elif len(table) > self._most:
                table.keep_only(_used(table))
            table.forget(table.keys(PAGES) - self._reused)
        return self._table


def shown_labels(labels: Mapping[str, Iterable[str]]) -> Json:
    """Which pages show the labels of each article: places, and their numbers by path."""
    places = sorted(labels)
    found: dict[str, list[int]] = {}
    for number, place in enumerate(places):
        for path in labels[place]:
            found.setdefault(path, []).append(number)
    return [places, found]


def _common(
    keeping: Keeping, records: Mapping[str, PageRecord], encoder: Encoder, prints: Fingerprints
) -> Json:
    """What holds for all articles; nothing when some of it cannot be kept, and then all edits take the long way."""
    encode = encoder.encode
    elsewhere = keeping.paths_of(keeping.read).union(*(record.prose for record in records.values()))
    try:
        return {
            "values": {name: encode(value) for name, value in keeping.common.items()},
            "knowing": {reader: encode(value) for reader, value in keeping.knowing.items()},
            "amenders": {name: encode(value) for name, value in keeping.amenders.items()},
            "elsewhere": sorted(elsewhere),
            "labels": sorted(keeping.labels),
            "found": {
                reader: {path: prints.of(what) for path, what in by_path.items()}
                for reader, by_path in keeping.found.items()
            },
        }
    except TypeError:
        return None


def _templates(pages: Iterable[Page], environments: Environments) -> Json:
    """Which pages are made with each template in each environment."""
    found: dict[tuple[str, str], list[str]] = {}
    for page in pages:
        key = environments.key_of(page.template.environment), page.template_name
        found.setdefault(key, []).append(page.save_as)
    return [[surroundings, template, places] for (surroundings, template), places in sorted(found.items())]


def _cards(keeping: Keeping, encoder: Encoder) -> dict[str, str]:
    return {card_key(path): text_of(encoder.parts(card)) for path, card in keeping.cards.items()}


def _used(table: Table) -> set[str]:
    """The keys of all rows but for values that none of them shows."""
    texts = dict(table.items())
    used = {key for key in texts if not key.startswith(VALUES)}
    waiting = list(used)
    while waiting:
        for found in REFERENCE.findall(texts.get(waiting.pop(), "")):
            key = pool_key("".join(found))
            if key not in used:
                used.add(key)
                waiting.append(key)
    return used
