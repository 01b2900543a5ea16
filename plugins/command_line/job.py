"""One build that is under way, and what it is asked."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from ..incremental import inputs, publishing
from ..incremental.replacing import Survey
from .build_report import BuildReport
from .options import BuildOptions
from .readiness import Waiting

CODE = ("plugins", "pelicanconf.py", "requirements.lock")
HANDBOOK = ("handbook", "mkdocs.yml", "requirements.lock")
OTHERS = ("content", "theme")
Progress = Callable[[int, int, str], None]
Surveyed = Callable[[], Survey]
"""How the published site lies there, as soon as that is known."""


@dataclass(frozen=True)
class Job:
    """One build that is under way: what was asked, where its state lies, and what it reads."""

    options: BuildOptions
    progress: Progress
    state: Path
    stamps: Mapping[str, inputs.Stamp]
    versions: str
    before: str = ""
    """The question of the build that was published before this one."""
    waiting: Waiting | None = None
    begun: float = 0.0

    @cached_property
    def engine(self) -> str:
        """The digest of all that pages depend on besides their templates and names."""
        settings = {"profile": self.options.profile, "drafts": self.options.drafts}
        return digest_of(inputs.digest(self.stamps, CODE), self.versions, json.dumps(settings, sort_keys=True))

    @cached_property
    def question(self) -> str:
        """The digest of everything but the clock that decides what is published, and how problems are told."""
        everything = inputs.digest(self.stamps, (*CODE, *HANDBOOK, *OTHERS))
        return digest_of(everything, self.engine, str(self.options.folders.content), self.options.folders.shown)

    def out(self, report: BuildReport) -> None:
        """Tell who waits that the site is out; the disk gets all of it before anything is remembered."""
        if self.waiting:
            self.waiting.published(replace(report, seconds=time.perf_counter() - self.begun))
            publishing.sync(self.options.folders.output)


def digest_of(*texts: str) -> str:
    """One digest of several texts."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogateescape")).hexdigest()
