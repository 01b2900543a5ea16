"""Rendering: serially or in forked workers, with equal bytes."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import TemplateError

from ..build_state.files import link_or_copy, write_if_changed, write_new
from ..build_state.prose import noted
from ..build_state.workers import executor
from .pages import Page
from .reads import recorded
from .scribe import WriteDown, Written

CHUNKS_PER_WORKER = 16
Progress = Callable[[int, int, str], None]

WORTH_FORKING = 24
"""Below this many pages, starting workers costs more than it saves."""


class RenderError(RuntimeError):
    """A template that failed: our bug, told with page, template and line."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where pages go, and where equal bytes may already lie.

    In a ``fresh`` folder each file is written for the first time; otherwise (plain Pelican) files with equal bytes are
    left alone. With ``digests`` (the SHA-256 of every file of the previous site) files that have an equal there are left
    out: they stay where they are. Finished files below ``shared`` (the cache) get a second name; files from anywhere else are copied, since
    somebody may edit them in place.
    """

    folder: Path
    previous: Path | None = None
    shared: Path | None = None
    fresh: bool = True
    digests: Mapping[str, str] | None = None

    def place(self, save_as: str, data: bytes) -> None:
        """Put ``data`` at ``save_as``: an equal file of the previous site is shared, so that it keeps its time."""
        path = self.folder / save_as
        if not self.fresh:
            write_if_changed(path, data)
        elif self._has_equal(save_as, data):
            self.share(save_as)
        else:
            write_new(path, data)

    def place_file(self, save_as: str, source: Path) -> None:
        """Put a finished file at ``save_as``."""
        if self.digests is not None and self._is(save_as, source):
            return
        if self.fresh and self.shared is not None and source.is_relative_to(self.shared) and not source.is_symlink():
            link_or_copy(source, self.folder / save_as)
        else:
            self.place(save_as, source.read_bytes())

    def share(self, save_as: str) -> None:
        """Give the previous site's file a second name in this one."""
        if self.previous is not None and self.digests is None:
            link_or_copy(self.previous / save_as, self.folder / save_as)

    def _is(self, save_as: str, source: Path) -> bool:
        """Whether a finished file has its second name there already."""
        try:
            return self.previous is not None and os.path.samestat(os.lstat(self.previous / save_as), os.lstat(source))
        except OSError:
            return False

    def _has_equal(self, save_as: str, data: bytes) -> bool:
        if self.previous is None:
            return False
        before = self.previous / save_as
        try:
            return not before.is_symlink() and before.stat().st_size == len(data) and before.read_bytes() == data
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of one page: what was written down of it, or why it failed."""

    save_as: str
    written: Written | None
    failure: str = ""


def render(page: Page, target: Target, write_down: WriteDown) -> Rendered:
    """Render one page, put it in its place and write down what it was made of."""
    try:
        with recorded() as reads, noted() as notes:
            text = page.template.render(page.context())
    except Exception as fault:  # noqa: BLE001 - whatever a template raises is told with its page, in any process
        return Rendered(page.save_as, None, _told(page, fault))
    data = text.encode()
    target.place(page.save_as, data)
    return Rendered(page.save_as, write_down(page, reads, notes, hashlib.sha256(data).hexdigest()))


def _told(page: Page, fault: Exception) -> str:
    line = getattr(fault, "lineno", None) if isinstance(fault, TemplateError) else None
    name = page.template_name
    trace = fault.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".html", ".xml", ".txt")):
            name, line = Path(file).name, trace.tb_lineno
        trace = trace.tb_next
    at = f"第 {line} 行" if line else ""
    return f"{page.save_as}：模板 {name} {at}出错：{type(fault).__name__}: {fault}"


class _Worker:
    """A worker's share of the build: the pages that it inherited when it was forked."""

    pages: Sequence[Page] = ()
    render: Callable[[Page], Rendered] | None = None


def _inherit(pages: Sequence[Page], render_one: Callable[[Page], Rendered]) -> None:
    _Worker.pages, _Worker.render = pages, render_one


def _render_inherited(start: int, step: int) -> list[Rendered]:
    render_one = _Worker.render
    return [render_one(page) for page in _Worker.pages[start::step]] if render_one else []


def no_progress(_done: int, _total: int, _what: str) -> None:
    """Show nothing."""


def render_all(
    pages: Sequence[Page], target: Target, jobs: int, progress: Progress, write_down: WriteDown
) -> Iterator[Rendered]:
    """Render all pages, with ``jobs`` workers when it pays; at the end raises :class:`RenderError` for what failed."""
    forked = jobs > 1 and len(pages) >= WORTH_FORKING
    render_one = partial(render, target=target, write_down=write_down)
    done = _in_workers(pages, render_one, jobs) if forked else ([render_one(page)] for page in pages)
    failures: list[str] = []
    count = 0
    for some in done:
        yield from some
        failures += [page.failure for page in some if page.failure]
        count += len(some)
        progress(count, len(pages), "生成页面")
    if failures:
        raise RenderError("\n".join(sorted(failures)))


def _in_workers(
    pages: Sequence[Page], render_one: Callable[[Page], Rendered], jobs: int
) -> Iterable[list[Rendered]]:
    step = jobs * CHUNKS_PER_WORKER
    try:
        with executor("processes", jobs, _inherit, (pages, render_one)) as workers:
            yield from workers.map(_render_inherited, range(step), [step] * step)
    finally:
        # Where one cannot fork, this process was the worker; nothing stays between runs.
        _Worker.pages, _Worker.render = (), None
