"""The build, from the question whether anything changed to the swap: read it from top to bottom.

lock → nothing changed? → a few pages made again (:mod:`.short_way`)? → Pelican (:mod:`.long_way`)
"""

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import cache
from pathlib import Path

from ..build_state.beside import beside
from ..build_state.files import make_folder
from ..build_state.garbage import collected_rarely
from ..build_state.lock import BusyError, hold
from ..incremental import inputs, publishing, replacing
from .build_report import BuildReport
from .exits import Exit, Stopped
from .faults import stopped_by
from .job import CODE, HANDBOOK, OTHERS, Job, Progress, Surveyed
from .last_build import LastBuild, read_last, state_folder, write_last
from .long_way import long_way
from .options import BuildOptions
from .readiness import Ready, Waiting
from .short_way import short_way

__all__ = ["BuildReport", "run_build"]

CACHE_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# 渝工两次生成之间保留的状态，删掉也无妨。\n"
OURS_IN_CACHE = ("sites", "handbook")

def _quiet(_done: int, _total: int, _what: str) -> None:
    """Show nothing."""


def run_build(options: BuildOptions, progress: Progress = _quiet, waiting: Waiting | None = None) -> BuildReport:
    """Build and publish; raises :class:`Stopped` for what is wrong with the machine or the folders.

    Content errors are no exception: they are in the report, and nothing was published. ``waiting`` is for previews.
    """
    begun = time.perf_counter()
    folders = options.folders
    try:
        publishing.check_output(folders.output)
        control = publishing.control_folder(folders.output)
        with hold(control / "lock"), hold(folders.cache / "lock"), collected_rarely():
            report = _build(options, progress, waiting, begun)
    except publishing.RefusedError as refusal:
        raise Stopped(str(refusal), Exit.USAGE) from None
    except BusyError:
        raise Stopped("另一个构建正在运行，请等它结束再试。网站保持原样。", Exit.ENVIRONMENT) from None
    except (BrokenProcessPool, MemoryError):
        raise Stopped("内存不够，或者有进程被系统终止。网站保持原样；可以试试 --jobs 1。", Exit.ENVIRONMENT) from None
    except OSError as fault:
        stop = stopped_by(fault, (folders.cache, folders.output, publishing.control_folder(folders.output)))
        if stop is None:
            raise
        raise stop from fault
    return replace(report, seconds=time.perf_counter() - begun)


def _build(options: BuildOptions, progress: Progress, waiting: Waiting | None, begun: float) -> BuildReport:
    folders = options.folders
    _prepare_cache(options)
    state = state_folder(folders.cache, folders.output)
    ready = waiting.ready_for(folders) if waiting else None
    last = ready.last if ready else read_last(state)
    trees = {name: folders.base / name for name in (*CODE, *HANDBOOK, *OTHERS)} | {"content": folders.content}
    stamps = inputs.look(trees, last.inputs if last else None, time.time_ns())
    job = Job(options, progress, state, stamps, inputs.versions(), last.question if last else "", waiting, begun)
    if last and last.is_right(job.question, options.now) and _is_untouched(last, ready, folders.output):
        if stamps != last.inputs:  # touched files, or files that were too new to trust: not hashed a third time
            write_last(state, replace(last, inputs=stamps))
        return BuildReport(problems=last.problems, reused=last.pages, files=last.files, up_to_date=True)
    publishing.clear(folders.output)
    if not last or options.clean:
        return long_way(job)
    with _surveyed(job, last, ready) as survey:
        return short_way(job, last, survey) or long_way(job, last, survey)


def _is_untouched(last: LastBuild, ready: Ready | None, output: Path) -> bool:
    return ready.survey.is_untouched if ready else last.is_untouched(output)


@contextlib.contextmanager
def _surveyed(job: Job, last: LastBuild, ready: Ready | None) -> Iterator[Surveyed]:
    """How the published site lies there: known, or found out by another process while this one works."""
    output = job.options.folders.output
    stage = publishing.stage_of(output)

    def survey() -> object:
        return replacing.survey(output, stage, last.published).as_json()

    try:
        if ready:
            yield lambda: ready.survey
        else:
            with beside(survey, job.options.jobs) as found:
                yield cache(lambda: replacing.Survey.of(found()))
    finally:
        publishing.discard(stage)


def _prepare_cache(options: BuildOptions) -> None:
    """Make the cache folder; with ``--clean`` forget everything in it that is ours."""
    cache = options.folders.cache
    make_folder(cache)
    tag = cache / "CACHEDIR.TAG"
    if not tag.exists() and (cache == options.folders.base / ".cache" or os.listdir(cache) == ["lock"]):  # noqa: PTH208 - names
        tag.write_text(CACHE_TAG, encoding="utf-8")
    if not options.clean:
        return
    all_is_ours = tag.is_file() and tag.read_text("utf-8", "replace") == CACHE_TAG
    for entry in sorted(cache.iterdir()):
        if entry.name in {"lock", tag.name} or not (all_is_ours or entry.name in OURS_IN_CACHE):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
