"""A problem is a value with a place: it is collected, never raised."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .places import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to type instead; ``message`` and ``cure`` are Chinese."""

    code: str
    severity: Literal["error", "warning"]
    place: Place
    message: str
    cure: str = ""

    @property
    def is_error(self) -> bool:
        """Whether this problem stops the build."""
        return self.severity == "error"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems once each, by file, line and column; a set or dictionary order never shows."""
    return tuple(sorted(set(problems), key=lambda p: (p.place.path, p.place.line, p.place.column, p.code, p.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of them stops the build."""
    return any(problem.is_error for problem in problems)
