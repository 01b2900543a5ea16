"""Pages rendered again from what was kept of them: an article's own, and those that show its labels or use a template.

What has to be rendered is known from what pages read when they were rendered last; what they are rendered from was kept
then (:mod:`.articles`), and only the edited articles' documents and cards are new. Whatever must be known and was not
kept raises :class:`LongWayError`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context
from jinja2.utils import missing

from ..build_state.fingerprint import Fingerprints
from ..build_state.prose import is_declared, noted
from ..build_state.store import Table
from ..build_state.values import Decoder, Encoder, named
from .articles import COMMON, LABELS, QUESTION, TEMPLATES, TITLES, card_key, page_key, pool_key, text_of
from .closures import TemplateClosures
from .surroundings import made

Json = Any


class LongWayError(Exception):
    """Something must be known that was not kept: the site is built the long way."""


class KeptArticle:
    """What a template saw of an article, with its document; asking for anything else ends the short way."""

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


@dataclass(frozen=True, slots=True)
class Changed:
    """An edited article: its new document, whether its labels changed, and what lists show of it now."""

    document: Any
    card: object
    relabelled: bool


@dataclass(frozen=True, slots=True)
class Again:
    """A page rendered again: its text, and the articles (but its own) whose labels it shows."""

    text: str
    labels: frozenset[str]


@dataclass
class KeptSite:
    """What was kept of a site, read when it is asked for; for one process.

    ``document`` gives the document of an article that was not edited, by its path.
    """

    table: Table
    changed: dict[str, Changed] = field(default_factory=dict)
    document: Callable[[str], object] | None = None

    def __post_init__(self) -> None:
        """Read what holds for all pages; raises LongWayError when that is nothing."""
        common = self.table.get(COMMON)
        if not isinstance(common, dict):
            raise LongWayError(COMMON)
        self.common = common
        self._decoder = Decoder(lambda digest: self.table.get(pool_key(digest)), {}, self._symbol)
        self._symbols: dict[str, object] = {}
        self._environments: dict[str, Environment] = {}
        self._lists: dict[str, frozenset[str]] = {}
        self._titles: list[str] | None = None

    def is_of(self, question: str) -> bool:
        """Whether what was kept is what the published site was made of."""
        return self.table.get(QUESTION) == question

    def value(self, name: str) -> Any:  # noqa: ANN401 - whatever was kept
        """One of the values that reading an article needs."""
        return self._decoder.decode(self.common["values"][name])

    def edit(self, path: str, document: Any, card: object) -> None:  # noqa: ANN401 - a document
        """Take over the new document at ``path``; raises LongWayError unless only its own words changed.

        That is: nobody else has read its prose, its face is as it was, nobody has read its labels where that was not
        noted for a page, if they changed, and declared readers find what they had found.
        """
        entry = self.table.get(page_key(document.save_as))
        if not isinstance(entry, dict) or entry.get("path") != path or path in self.common["elsewhere"]:
            raise LongWayError(path)
        relabelled = list(document.labels) != entry["own_labels"]
        if Fingerprints().of(document.face) != entry["face"] or (relabelled and path in self.common["labels"]):
            raise LongWayError(path)
        self._ask_readers(path, document)
        self.changed[path] = Changed(document, card, relabelled)

    def _ask_readers(self, path: str, document: Any) -> None:  # noqa: ANN401 - a document
        prints = Fingerprints()
        for reader, found in self.common["found"].items():
            read: Callable[[Any, Any], object] = named(reader)
            if not is_declared(read):
                raise LongWayError(reader)
            what = read(document, self._decoder.decode(self.common["knowing"][reader]))
            if (prints.of(what) if what else None) != found.get(path):
                raise LongWayError(reader)

    def retitled(self, path: str) -> str:
        """The title that the article had, when it has another now."""
        one = self.changed[path]
        entry: Any = self.table.get(page_key(one.document.save_as))
        before: str = entry["own_labels"][0]
        return before if before != one.document.title else ""

    def retitle(self, before: str, after: str) -> None:
        """Take over another title; raises LongWayError where two articles have, or had, the same."""
        titles = self._listed(TITLES)
        if titles.count(before) != 1 or after in titles:
            raise LongWayError(after)
        self._titles = sorted([*(title for title in titles if title != before), after])

    def amended(self, cache: Path, engine: str) -> dict[str, bytes | None]:
        """Other files of the site as they must be now, nothing where one is gone; asks the features' amenders."""
        found: dict[str, bytes | None] = {}
        edits = [(one.document, self._events(one.document)) for one in self.changed.values()]
        for name, knowing in self.common["amenders"].items() if edits else ():
            files = named(name)(cache, engine, edits, self._decoder.decode(knowing), self.document)
            if files is None:
                raise LongWayError(name)
            found |= files
        return found

    def _events(self, document: Any) -> Any:  # noqa: ANN401 - a document, and its article's events
        entry: Any = self.table.get(page_key(document.save_as))
        self._decoder.stand_ins = {"document": document}
        return self._decoder.decode(entry["shown"]["events"]) if "events" in entry["shown"] else ()

    def stale(self, templates: Iterable[str]) -> dict[str, str]:
        """The places of all pages that must be rendered again, in order, each with the reason."""
        found: dict[str, str] = {}
        edited = set(templates)
        for surroundings, template, pages in self._listed(TEMPLATES) if edited else ():
            if not surroundings:
                raise LongWayError(template)
            closure = TemplateClosures(self._environment(surroundings)).of(template).sources
            if edited & closure.keys():
                found |= dict.fromkeys(pages, f"模板 {'、'.join(sorted(edited & closure.keys()))} 变了")
        if any(one.relabelled for one in self.changed.values()):
            places, numbers = self._listed(LABELS)
            for path, one in self.changed.items():
                if one.relabelled:
                    found |= {places[number]: f"{path} 的标题或摘要变了" for number in numbers.get(path, ())}
        found |= {one.document.save_as: "article 变了" for one in self.changed.values()}
        return dict(sorted(found.items()))

    def render(self, place: str) -> Again:
        """The page's text; raises LongWayError when it was not kept, or asks for more than it did last time."""
        entry = self.table.get(page_key(place))
        if not isinstance(entry, dict):
            raise LongWayError(place)
        names = {name: self._decoder.decode(made_) for name, made_ in entry["values"].items()}
        if "own" in entry:
            names[entry["own"]] = self._article(entry)
        environment = self._environment(entry["surroundings"])
        with noted() as notes:
            text = rendered(environment, entry["template"], names, frozenset(entry["missing"]))
        labels = frozenset(notes.labels) - {entry.get("path")}
        return Again(text, labels - set(entry["labels"]))

    def _article(self, entry: Json) -> KeptArticle:
        path = entry["path"]
        if path in self.changed:
            document = self.changed[path].document
        else:
            document = self.document(path) if self.document else None
            if document is None:
                raise LongWayError(path)
        self._decoder.stand_ins = {"document": document}
        shown = {name: self._decoder.decode(made_) for name, made_ in entry["shown"].items()}
        key = pool_key(entry["others"])
        if key not in self._lists:
            self._lists[key] = frozenset(self._listed(key))
        return KeptArticle(shown, self._lists[key])

    def rows(self, labels: Mapping[str, frozenset[str]]) -> dict[str, str]:
        """What is to be kept when the pages are out; ``labels`` are those that pages show newly."""
        rows: dict[str, str] = {}
        for path, one in self.changed.items():
            if one.relabelled:
                encoder = Encoder()
                rows[card_key(path)] = text_of(encoder.parts(one.card))
                rows |= {pool_key(key): text for key, text in encoder.pool.items()}
                key = page_key(one.document.save_as)
                entry: Any = self.table.get(key)
                rows[key] = text_of(entry | {"own_labels": one.document.labels})
        if any(labels.values()):
            places, numbers = self._listed(LABELS)
            numbered = {place: number for number, place in enumerate(places)}
            for place, paths in labels.items():
                for path in paths:
                    numbers.setdefault(path, []).append(numbered[place])
            rows[LABELS] = text_of([places, numbers])
        if self._titles is not None:
            rows[TITLES] = text_of(self._titles)
        return rows

    def _environment(self, surroundings: str) -> Environment:
        if surroundings not in self._environments:
            self._environments[surroundings] = made(self.table.get(surroundings), self._decoder)
        return self._environments[surroundings]

    def _symbol(self, path: str) -> object:
        """The card of the article at ``path``, as it is now."""
        if path in self.changed:
            return self.changed[path].card
        if path not in self._symbols:
            self._symbols[path] = self._decoder.decode(self.table.get(card_key(path)))
        return self._symbols[path]

    def _listed(self, key: str) -> Any:  # noqa: ANN401 - JSON
        value = self.table.get(key)
        if not isinstance(value, list):
            raise LongWayError(key)
        return value


def rendered(environment: Environment, template: str, names: Mapping[str, object], absent: frozenset[str]) -> str:
    """The text of a page."""
    environment.context_class = type("ThisContext", (ExactContext,), {"absent": absent})
    return environment.get_template(template).render(names)
