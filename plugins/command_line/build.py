"""The build, from the question whether anything changed to the swap: read it from top to bottom.

lock → nothing changed? → stage → Pelican (and MkDocs beside it) → problems? → publish → remember
"""

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..build_state.beside import beside
from ..build_state.files import make_folder, write_new
from ..build_state.garbage import collected_rarely
from ..build_state.lock import BusyError, hold
from ..incremental import inputs, publishing, replacing
from .build_report import BuildReport
from .exits import Exit, Stopped
from .faults import stopped_by
from .known_warnings import new_ones
from .last_build import LastBuild, read_last, state_folder, write_last
from .options import BuildOptions
from .readiness import Ready, Waiting

if TYPE_CHECKING:
    from ..incremental.session import Outcome
    from .amendment import Amended, Asked
    from .pelican_run import Generated

__all__ = ["BuildReport", "run_build"]

Progress = Callable[[int, int, str], None]

CODE = ("plugins", "pelicanconf.py", "requirements.lock")
HANDBOOK = ("handbook", "mkdocs.yml", "requirements.lock")
OTHERS = ("content", "theme")
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


@dataclass(frozen=True)
class _Job:
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
        return _digest(inputs.digest(self.stamps, CODE), self.versions, json.dumps(settings, sort_keys=True))

    @cached_property
    def question(self) -> str:
        """The digest of everything but the clock that decides what is published, and how problems are told."""
        everything = inputs.digest(self.stamps, (*CODE, *HANDBOOK, *OTHERS))
        return _digest(everything, self.engine, str(self.options.folders.content), self.options.folders.shown)

    def out(self, report: BuildReport) -> None:
        """Tell who waits that the site is out; the disk gets all of it before anything is remembered."""
        if self.waiting:
            self.waiting.published(replace(report, seconds=time.perf_counter() - self.begun))
            publishing.sync(self.options.folders.output)


def _build(options: BuildOptions, progress: Progress, waiting: Waiting | None, begun: float) -> BuildReport:
    folders = options.folders
    _prepare_cache(options)
    state = state_folder(folders.cache, folders.output)
    ready = waiting.ready_for(folders) if waiting else None
    last = ready.last if ready else read_last(state)
    trees = {name: folders.base / name for name in (*CODE, *HANDBOOK, *OTHERS)} | {"content": folders.content}
    stamps = inputs.look(trees, last.inputs if last else None, time.time_ns())
    job = _Job(options, progress, state, stamps, inputs.versions(), last.question if last else "", waiting, begun)
    if last and last.is_right(job.question, options.now) and _is_untouched(last, ready, folders.output):
        if stamps != last.inputs:  # touched files, or files that were too new to trust: not hashed a third time
            write_last(state, replace(last, inputs=stamps))
        return BuildReport(problems=last.problems, reused=last.pages, files=last.files, up_to_date=True)
    if last and not options.clean:
        report = _amend(job, last, ready)
        if report is not None:
            return report
    stage = publishing.begin(folders.output)
    try:
        return _generate_and_publish(job, stage)
    finally:
        publishing.discard(stage)


def _is_untouched(last: LastBuild, ready: Ready | None, output: Path) -> bool:
    return ready.survey.is_untouched if ready else last.is_untouched(output)


def _amend(job: _Job, last: LastBuild, ready: Ready | None) -> BuildReport | None:
    """The short way (:mod:`.amendment`); nothing when it cannot be taken."""
    from . import amendment  # noqa: PLC0415 - needed only when something changed

    folders, now = job.options.folders, job.options.now
    edited = amendment.edits(last, job.stamps)
    if edited is None or not last.is_right(replace(job, stamps=last.inputs).question, now):
        return None
    fresh = publishing.begin(folders.output, "fresh")
    asked = amendment.Asked(
        folders.content, folders.output, job.state, folders.cache, fresh, folders.shown, job.engine, now, job.options.jobs
    )
    try:
        with _surveyed(job, last, ready) as survey:
            amended = amendment.amended(asked, last, job.stamps, edited)
            if amended is None or not amended.reasons.keys() <= last.published.keys():
                return None
            job.progress(0, 0, "发布")
            touched = _replaced(job, last, amended, survey())
    except replacing.StaleError:
        return None
    finally:
        publishing.discard(fresh)
        publishing.discard(publishing.stage_of(folders.output))
    return _amended(job, last, asked, amended, touched)


@contextlib.contextmanager
def _surveyed(job: _Job, last: LastBuild, ready: Ready | None) -> Iterator[Callable[[], replacing.Survey]]:
    """How the published site lies there: known, or found out by another process while this one renders."""
    if ready:
        yield lambda: ready.survey
        return
    output = job.options.folders.output
    stage = publishing.stage_of(output)

    def survey() -> object:
        return replacing.survey(output, stage, last.published).as_json()

    with beside(survey, job.options.jobs) as found:
        yield lambda: replacing.Survey.of(found())


def _replaced(job: _Job, last: LastBuild, amended: "Amended", survey: replacing.Survey) -> set[str]:
    """Publish what was made again; returns the names of files whose times are others now."""
    if not survey.is_untouched:
        raise replacing.StaleError
    if not (amended.files or amended.gone):
        return set()
    gone = amended.gone & last.published.keys()
    output = job.options.folders.output
    return replacing.amend(output, amended.files, gone, last.published, survey, durable=job.waiting is None)


def _amended(job: _Job, last: LastBuild, asked: "Asked", amended: "Amended", touched: set[str]) -> BuildReport:
    """Tell that the amended site is out, and remember it."""
    from . import amendment  # noqa: PLC0415 - as above

    gone = amended.gone & last.published.keys()
    report = BuildReport(
        problems=last.problems,
        rendered=dict(amended.reasons),
        reused=last.pages - len(amended.reasons),
        files=last.files + len(amended.files.keys() - last.published.keys()) - len(gone),
    )
    job.out(report)
    staying = {name: stamp for name, stamp in last.published.items() if name not in gone}
    published = staying | inputs.stamps_of(job.options.folders.output, touched)
    done = replace(last, question=job.question, inputs=job.stamps, published=published, files=report.files)
    with contextlib.suppress(OSError):  # the site is out; without a record the next build only has more to do
        write_last(job.state, done)
        amendment.remember(asked, amended, job.question)
    return report


def _generate_and_publish(job: _Job, stage: Path) -> BuildReport:
    from . import sbom  # noqa: PLC0415 - needed only when something changed
    from .handbook_build import Handbook  # noqa: PLC0415 - needed only when something changed
    from .pelican_run import generate  # noqa: PLC0415

    folders = job.options.folders
    handbook = Handbook(folders.base, folders.cache, _digest(inputs.digest(job.stamps, HANDBOOK), job.versions))
    with handbook:
        job.progress(0, 0, "读取稿件")
        generated = generate(folders.base, folders.content, stage, _settings(job))
        generated = replace(generated, problems=new_ones(generated.problems, folders))
        outcome = generated.outcome
        if outcome is None:
            return BuildReport(problems=generated.problems)
        job.progress(0, 0, "生成手册")
        handbook.put(stage / "handbook")
    write_new(stage / sbom.NAME, sbom.bill(folders.base / "requirements.lock", job.state, job.versions))
    job.progress(0, 0, "发布")
    known = {place: record.sha256 for place, record in outcome.known.pages.items()}
    kept = publishing.publish(stage, folders.output, known, durable=job.waiting is None)
    report = BuildReport(
        problems=generated.problems,
        rendered=outcome.rendered,
        reused=len(outcome.reused),
        files=outcome.files,
        kept=kept,
        kept_in=str(publishing.control_folder(folders.output) / "kept"),
    )
    job.out(report)
    with contextlib.suppress(OSError):  # the site is out; without a record the next build only has more to do
        _remember(job, generated, outcome)
    return report


def _remember(job: _Job, generated: "Generated", outcome: "Outcome") -> None:
    """Keep what the next build wants to know of this one."""
    from ..incremental.plan import write_known  # noqa: PLC0415 - Jinja and pydantic: not needed when nothing changed

    write_known(job.state / "pages.json", outcome.known)
    last = LastBuild(
        question=job.question,
        inputs=job.stamps,
        published=inputs.outputs(job.options.folders.output),
        built=job.options.now,
        until=generated.next_change,
        pages=len(outcome.rendered) + len(outcome.reused),
        files=outcome.files,
        problems=generated.problems,
    )
    write_last(job.state, last)


def _settings(job: _Job) -> dict[str, object]:
    """Return the setting ``BUILD``, which our plugins read."""
    options = job.options
    published = publishing.read_manifest(options.folders.output) is not None
    return {
        "now": options.now,
        "drafts": options.drafts,
        "profile": options.profile,
        "cache": options.folders.cache,
        "jobs": options.jobs,
        "shown": options.folders.shown,
        "previous": options.folders.output if published and not options.clean else None,
        "pages": job.state / "pages.json",
        "engine": job.engine,
        "question": job.question,
        "before": job.before,
        "progress": job.progress,
    }


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


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogateescape")).hexdigest()
