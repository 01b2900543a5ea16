"""Writes down what a page was made of, in the process that rendered it: its record, and its entry for the short way."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from jinja2 import Environment

from ..build_state.fingerprint import Fingerprints
from ..build_state.prose import Notes
from ..build_state.values import Encoder
from .articles import Keeping, Shown, page_key, pool_key, text_of
from .pages import MISSING, Page
from .plan import PageRecord
from .surroundings import UnknownSurroundingsError, told

Json = Any


class Records(Protocol):
    """Who makes the record of a page."""

    def record_of(
        self, page: Page, reads: frozenset[str], sha256: str, prose: tuple[str, ...], labels: tuple[str, ...]
    ) -> PageRecord:
        """The record of a page that looked up these names."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page's record, and rows for the table of pages: JSON by key."""

    record: PageRecord
    rows: Mapping[str, str]


class Environments:
    """The Jinja environments of a run as rows; one that cannot be written down has no key."""

    def __init__(self, encoder: Encoder) -> None:
        """Nothing is known yet."""
        self._encoder = encoder
        self._keys: dict[int, str] = {}
        self.rows: dict[str, str] = {}

    def key_of(self, environment: Environment) -> str:
        """The key of the environment's row, or an empty text."""
        if id(environment) not in self._keys:
            try:
                text = text_of(told(environment, self._encoder))
            except UnknownSurroundingsError:
                self._keys[id(environment)] = ""
            else:
                key = f"surroundings:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
                self._keys[id(environment)], self.rows[key] = key, text
        return self._keys[id(environment)]


class Scribe:
    """Makes :class:`Written` of pages that were just rendered."""

    def __init__(self, records: Records, prints: Fingerprints, keeping: Keeping | None) -> None:
        """Nothing is written down yet."""
        self._records = records
        self._prints = prints
        self._keeping = keeping
        self._encoder = Encoder(keeping.symbols if keeping else None)
        self._environments = Environments(self._encoder)
        self._lists: dict[frozenset[str], str] = {}

    def written(self, page: Page, reads: Iterable[str], notes: Notes, sha256: str) -> Written:
        """What there is to write down of ``page``, which looked up ``reads`` and read what is noted."""
        keeping = self._keeping
        if keeping is None:
            return Written(self._records.record_of(page, frozenset(reads), sha256, (), ()), {})
        articles = [(name, shown) for name, value in page.own.items() if (shown := keeping.article(value))]
        own = {str(shown.document.path) for _, shown in articles}
        prose = tuple(sorted(keeping.paths_of(notes.read) - own))
        labels = tuple(sorted(notes.labels - own))
        record = self._records.record_of(page, frozenset(reads), sha256, prose, labels)
        rows: dict[str, str] = {}
        try:
            rows[page_key(page.save_as)] = text_of(self._entry(page, record, articles))
        except (TypeError, UnknownSurroundingsError):
            rows = {}
        rows |= {pool_key(key): text for key, text in self._encoder.pool.items()} | self._environments.rows
        self._encoder.pool.clear()
        self._environments.rows.clear()
        return Written(record, rows)

    def _entry(self, page: Page, record: PageRecord, articles: list[tuple[str, Shown]]) -> Json:
        """Raises TypeError for a page that cannot be kept."""
        surroundings = self._environments.key_of(page.template.environment)
        if not surroundings or len(articles) > 1:
            raise UnknownSurroundingsError
        read_own = [(name, shown) for name, shown in articles if name in record.names]
        values: dict[str, Json] = {}
        missing = []
        for name in record.names:
            value = page.value_of(name)
            if value is MISSING:
                missing.append(name)
            elif not any(name == own for own, _ in read_own):
                values[name] = self._encoder.encode(value)
        entry = {
            "template": page.template_name,
            "surroundings": surroundings,
            "labels": record.labels,
            "values": values,
            "missing": missing,
        }
        return entry | (self._article(*read_own[0]) if read_own else {})

    def _article(self, own: str, shown: Shown) -> Json:
        stand_ins = {id(shown.document): "document"}
        return {
            "own": own,
            "path": str(shown.document.path),
            "face": self._prints.of(shown.document.face),
            "own_labels": shown.document.labels,
            "shown": {name: self._encoder.encode(value, stand_ins) for name, value in shown.names.items()},
            "others": self._listed(shown.others),
        }

    def _listed(self, names: frozenset[str]) -> str:
        """The digest of these names, of which thousands of articles have the same."""
        if names not in self._lists:
            text = text_of(sorted(names))
            self._lists[names] = digest = hashlib.sha256(text.encode()).hexdigest()[:32]
            self._encoder.pool[digest] = text
        return self._lists[names]


WriteDown = Callable[[Page, Iterable[str], Notes, str], Written]
