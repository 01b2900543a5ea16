"""An article's own page rendered again from what was kept of it, and from its new text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context
from jinja2.utils import missing

from ..build_state.fingerprint import Fingerprints
from ..build_state.store import Table
from ..build_state.values import Decoder, named
from .articles import COMMON, entry_key, pool_key
from .surroundings import made

Json = Any


class LongWayError(Exception):
    """Something must be known that was not kept: the site is built the long way."""


class KeptArticle:
    """What a template saw of an article, with a new document; asking for anything else ends the short way."""

    def __init__(self, names: Mapping[str, object], others: frozenset[str]) -> None:
        """``others`` are names that Pelican's article has and we have not kept."""
        self.__dict__.update(names)
        self._others = others

    def __getattr__(self, name: str) -> object:
        """What Pelican's article would have said; that it has no such name, or what we cannot know."""
        if name in self._others:
            raise LongWayError(name)
        raise AttributeError(name)


class ExactContext(Context):
    """A context that knows exactly what was kept; any other name ends the short way."""

    absent: frozenset[str] = frozenset()

    def resolve_or_missing(self, key: str) -> object:
        """The value, or that there is none, where that is known."""
        found = super().resolve_or_missing(key)
        if found is missing and key not in self.absent:
            raise LongWayError(key)
        return found


@dataclass(frozen=True)
class KeptSite:
    """What was kept of a site's articles, read when it is asked for."""

    table: Table
    common: Mapping[str, Json]

    @classmethod
    def of(cls, table: Table) -> "KeptSite":
        """What ``table`` holds; raises LongWayError when that is nothing."""
        common = table.get(COMMON)
        if not isinstance(common, dict) or not isinstance(common.get("common"), dict):
            raise LongWayError(COMMON)
        return cls(table, common)

    def value(self, name: str) -> Any:  # noqa: ANN401 - whatever was kept
        """One of the values that reading an article needs."""
        return self._decoder({}).decode(self.common["common"][name])

    def entry(self, path: str) -> Json:
        """The entry of the article at ``path``, whose prose nobody else has read."""
        entry = self.table.get(entry_key(path))
        if not isinstance(entry, dict) or path in self.common["elsewhere"]:
            raise LongWayError(path)
        return entry

    def has_face(self, entry: Json, document: Any) -> bool:  # noqa: ANN401 - a document
        """Whether others would see no difference."""
        return bool(Fingerprints().of(document.face) == entry["face"])

    def readers_find_the_same(self, path: str, document: Any) -> bool:  # noqa: ANN401 - as above
        """Whether every declared reader finds in the new text what it had found in the old."""
        prints = Fingerprints()
        decoder, knowing = self._decoder({}), self.common["common"]["knowing"]
        for reader, found in self.common["found"].items():
            read: Callable[[Any, Any], object] = named(reader)
            what = read(document, decoder.decode(knowing[reader]))
            if (prints.of(what) if what else None) != found.get(path):
                return False
        return True

    def render(self, entry: Json, document: Any) -> str:  # noqa: ANN401 - as above
        """The page's text; raises LongWayError when the template asks for more than it did last time."""
        decoder = self._decoder({"document": document})
        shown = {name: decoder.decode(made_) for name, made_ in entry["shown"].items()}
        article = KeptArticle(shown, frozenset(self._listed(entry["others"])))
        names = {name: decoder.decode(made_) for name, made_ in entry["values"].items()}
        environment = made(self.table.get(entry["surroundings"]), decoder)
        return rendered(environment, entry["template"], {**names, entry["own"]: article}, frozenset(entry["missing"]))

    def _listed(self, key: str) -> list[str]:
        names = self.table.get(key)
        if not isinstance(names, list):
            raise LongWayError(key)
        return names

    def _decoder(self, stand_ins: Mapping[str, object]) -> Decoder:
        return Decoder(lambda digest: self.table.get(pool_key(digest)), stand_ins)


def rendered(environment: Environment, template: str, names: Mapping[str, object], absent: frozenset[str]) -> str:
    """The text of a page."""
    environment.context_class = type("ThisContext", (ExactContext,), {"absent": absent})
    return environment.get_template(template).render(names)
