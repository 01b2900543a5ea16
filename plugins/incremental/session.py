"""One build's pages, from the queue to the stage."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..build_state.fingerprint import Fingerprints
from .articles import Keeping
from .closures import Closure, Closures, TemplateClosures
from .keeper import Keeper
from .pages import File, Page, Queue
from .plan import NOTHING, Judge, Known, PageRecord
from .reads import SharedCode
from .render import Progress, Target, no_progress, render_all
from .scribe import Scribe


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: pages rendered with their reasons, pages reused, other files; and what to know next time."""

    rendered: dict[str, str]
    reused: tuple[str, ...]
    files: int
    known: Known
    others: tuple[str, ...] = ()
    """The places of those other files."""


class Session:
    """The pages of one run: planned while Pelican generates, written when all are known.

    ``known`` is what the last build left, ``engine`` the digest of code and settings (empty: reuse nothing).
    """

    def __init__(  # noqa: PLR0913 - one call says everything that a run depends on
        self,
        target: Target,
        known: Known = NOTHING,
        engine: str = "",
        jobs: int = 1,
        progress: Progress = no_progress,
        *,
        state: Path | None = None,
    ) -> None:
        """Start with an empty queue; ``state`` is the folder for what articles are rendered from."""
        self.queue = Queue()
        self.code = SharedCode()
        self.outcome: Outcome | None = None
        self._target = target
        self._known = known
        self._engine = engine
        self._jobs = jobs
        self._progress = progress
        self._state = state

    def finish(self, keeping: Keeping | None = None) -> Outcome:
        """Reuse or render every page, write every file, and return what was done; ``keeping`` is how to keep articles."""
        pages = self.queue.pages()
        self._write_files(self.queue.files())
        engine = _with_filters(self._engine, pages) if self._engine else ""
        closures = ClosuresOfPages(pages)
        prints = Fingerprints()
        judge = Judge(self._known, engine, closures, self._target.previous, prints, digests=self._target.digests)
        reasons = {page.save_as: judge.reason_to_render(page) for page in pages}
        dirty = [page for page in pages if reasons[page.save_as]]
        clean = [page for page in pages if not reasons[page.save_as]]
        records = self._reuse(clean)
        reused = tuple(sorted(records))
        scribe = Scribe(judge, prints, keeping)
        keeper = Keeper(self._state, self._engine, keeping, reused, len(pages)) if keeping and self._state else None
        for page in render_all(dirty, self._target, self._jobs, self._progress, scribe.written):
            if page.written:
                records[page.save_as] = page.written.record
                if keeper:
                    keeper.take(page.written.rows)
        if keeper:
            keeper.finish(pages, records, prints)
        known = Known(engine, _sources(pages, closures), records)
        others = tuple(file.save_as for file in self.queue.files())
        self.outcome = Outcome({p: r for p, r in reasons.items() if r}, reused, len(others), known, others)
        return self.outcome

    def _reuse(self, pages: Iterable[Page]) -> dict[str, PageRecord]:
        records = {}
        for page in pages:
            self._target.share(page.save_as)
            records[page.save_as] = self._known.pages[page.save_as]
        return records

    def _write_files(self, files: Iterable[File]) -> None:
        for file in files:
            if isinstance(file.data, bytes):
                self._target.place(file.save_as, file.data)
            else:
                self._target.place_file(file.save_as, file.data)


class ClosuresOfPages:
    """The closures of the templates that pages use, each from the environment that renders it.

    Each of Pelican's generators has an environment of its own, and a plugin may add its templates to one of them alone.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        """Read nothing yet."""
        by_environment: dict[int, TemplateClosures] = {}
        self._closures: dict[str, TemplateClosures] = {}
        for page in pages:
            environment = page.template.environment
            closures = by_environment.setdefault(id(environment), TemplateClosures(environment))
            self._closures.setdefault(page.template_name, closures)

    def of(self, name: str) -> Closure:
        """Return the closure of a template that some page uses."""
        return self._closures[name].of(name)


def _sources(pages: Iterable[Page], closures: Closures) -> dict[str, dict[str, str]]:
    names = sorted({page.template_name for page in pages})
    return {name: closures.of(name).sources for name in names}


def _with_filters(engine: str, pages: Iterable[Page]) -> str:
    """Return the engine's digest with the tokens of the filters and tests, which pages use without reading a name."""
    environments = {id(page.template.environment): page.template.environment for page in pages}.values()
    tokens = {
        f"{name}={token}"
        for environment in environments
        for name, function in [*environment.filters.items(), *environment.tests.items()]
        if isinstance(token := getattr(function, "fingerprint_token", None), str)
    }
    return hashlib.sha256("\n".join([engine, *sorted(tokens)]).encode()).hexdigest()
