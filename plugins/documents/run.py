"""What one build knows: its library, its instant, its folders, and the problems that it collects."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ..build_state.prose import Notes
from ..diagnostics import Problem, has_errors, in_order
from ..diagnostics.report import as_text
from .document import Card, Document
from .library import Library
from .relations import title_key


class ContentErrors(Exception):  # noqa: N818 - it carries errors, many of them
    """Content errors stop the run before anything is written. ``exitcode`` is what stock ``pelican`` exits with."""

    exitcode = 1

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """All problems of the run; at least one is an error."""
        super().__init__(f"内容有错误，没有发布。\n\n{as_text(problems)}")
        self.problems = problems


@dataclass
class Run:
    """One build. Features read the library, report problems and register assets; nothing else is shared."""

    library: Library
    now: datetime
    drafts: bool
    profile: str
    cache: Path
    jobs: int
    assets: dict[str, Path] = field(default_factory=dict)
    next_changes: list[datetime] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    """Whose prose was read by whom, from the moment when the library was read until pages are rendered."""
    amenders: dict[str, object] = field(default_factory=dict)
    """Functions (``module:name``) that bring other files up to date after an edit, with what each needs to know."""
    _problems: list[Problem] = field(default_factory=list)

    def symbols(self) -> dict[type, Callable[[Any], str]]:
        """How values are named that later builds look up anew: cards; a document has no name where it is not the page's."""

        def card(one: Card) -> str:
            known = self.library.cards.get(one.path)
            if known is not one and known != one:
                raise TypeError(one.path)
            return one.path

        def document(one: Document) -> str:
            raise TypeError(str(one.path))

        return {Card: card, Document: document}

    def titles(self) -> Iterator[str]:
        """What no two articles should have in common."""
        return filter(None, map(title_key, self.library.documents))

    def report(self, problems: Iterable[Problem]) -> None:
        """Collect a feature's problems."""
        self._problems.extend(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem so far, the library's included, each once and in order."""
        return in_order([*self.library.problems, *self._problems])

    def stop_on_errors(self) -> None:
        """Raise ContentErrors when anything found so far is an error."""
        problems = self.problems
        if has_errors(problems):
            raise ContentErrors(problems)
