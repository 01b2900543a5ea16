"""The kinds of problem: each has a stable code, a severity, and an entry in the handbook.

A feature lists its own codes in its module ``codes``; the handbook's list is generated from all of them.
"""

from dataclasses import dataclass
from typing import Literal

from .places import Place
from .problems import Problem

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem.

    ``id`` is a letter (``E`` stops the build, ``W`` does not) and three digits; the hundreds say the room:
    1 file and YAML, 2 front matter, 3 names and links, 4 photos, 5 dates and events, 6 search, 7 Markdown and
    safety, 8 site settings and vocabularies.
    """

    id: str
    title: str
    explanation: str
    wrong: str = ""
    right: str = ""

    @property
    def severity(self) -> Severity:
        """``error`` for E codes, ``warning`` for W codes."""
        return "error" if self.id.startswith("E") else "warning"

    def at(self, place: Place, message: str, cure: str = "") -> Problem:
        """A problem of this kind at ``place``."""
        return Problem(self.id, self.severity, place, message, cure)
