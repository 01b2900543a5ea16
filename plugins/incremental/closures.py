"""Which templates a page is made of: what it extends, includes and imports, all the way down."""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.meta import find_referenced_templates

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Closure:
    """The templates of a page, each with the digest of its source, and names that they read unseen.

    A template that is imported without context is evaluated once for many pages, so that its reads cannot be noted for
    each page; ``names`` are all names that stand in such templates.
    """

    sources: dict[str, str]
    names: frozenset[str]


class Closures(Protocol):
    """Where the closure of a template comes from."""

    def of(self, name: str) -> Closure:
        """Return the closure of the template called ``name``."""


@dataclass(frozen=True, slots=True)
class _Parsed:
    digest: str
    references: tuple[str, ...]
    imports: frozenset[str]
    names: frozenset[str]


class TemplateClosures:
    """The closures of one environment's templates; each template is read once."""

    def __init__(self, environment: Environment) -> None:
        """Read nothing yet."""
        self._environment = environment
        self._parsed: dict[str, _Parsed] = {}
        self._closures: dict[str, Closure] = {}

    def of(self, name: str) -> Closure:
        """Return the closure of the template called ``name``."""
        if name not in self._closures:
            reached = self._reach({name})
            alone = self._reach({n for template in reached for n in self._parse(template).imports})
            names = frozenset(n for template in alone for n in self._parse(template).names)
            self._closures[name] = Closure({t: self._parse(t).digest for t in sorted(reached)}, names)
        return self._closures[name]

    def _reach(self, names: set[str]) -> set[str]:
        reached: set[str] = set()
        waiting = sorted(names)
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += self._parse(name).references
        return reached

    def _parse(self, name: str) -> _Parsed:
        if name not in self._parsed:
            self._parsed[name] = self._read(name)
        return self._parsed[name]

    def _read(self, name: str) -> _Parsed:
        environment = self._environment
        if environment.loader is None:
            return _Parsed(MISSING, (), frozenset(), frozenset())
        try:
            source = environment.loader.get_source(environment, name)[0]
        except TemplateNotFound:
            return _Parsed(MISSING, (), frozenset(), frozenset())
        tree = environment.parse(source, name)
        references: set[str] = set()
        for reference in find_referenced_templates(tree):
            # A name that is computed can be any template.
            references |= {reference} if reference is not None else set(environment.list_templates())
        return _Parsed(
            hashlib.sha256(source.encode()).hexdigest()[:32],
            tuple(sorted(references)),
            frozenset(_imported_without_context(tree, references)),
            frozenset(node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"),
        )


def _imported_without_context(tree: nodes.Template, references: set[str]) -> set[str]:
    found: set[str] = set()
    imports: list[nodes.Import | nodes.FromImport] = [*tree.find_all(nodes.Import), *tree.find_all(nodes.FromImport)]
    for name in [node.template for node in imports if not node.with_context]:
        found |= {name.value} if isinstance(name, nodes.Const) and isinstance(name.value, str) else references
    return found
