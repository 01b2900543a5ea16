"""The long way of a build: Pelican over the whole content, then a new site, or what changed into the one that is there.

stage → Pelican (and MkDocs beside it) → problems? → publish → remember
"""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..build_state.files import files_below, sha256_of, write_new
from ..incremental import inputs, publishing, replacing
from .build_report import BuildReport
from .job import HANDBOOK, Job, Surveyed, digest_of
from .known_warnings import new_ones
from .last_build import LastBuild, write_last

if TYPE_CHECKING:
    from ..incremental.session import Outcome
    from .pelican_run import Generated


@dataclass(frozen=True)
class Ground:
    """The published site that the new one stands on."""

    output: Path
    last: LastBuild
    survey: Surveyed

    @cached_property
    def digests(self) -> Mapping[str, str] | None:
        """The SHA-256 of each of its files; nothing when the site is not what the last build published."""
        if not self.survey().is_untouched:
            return None
        listed = publishing.read_manifest(self.output)
        return listed if listed and listed.keys() | {publishing.MANIFEST} == self.last.published.keys() else None


def long_way(job: Job, last: LastBuild | None = None, survey: Surveyed | None = None) -> BuildReport:
    """Generate and publish; with ``last`` and a ``survey``, what did not change stays where it is."""
    output = job.options.folders.output
    ground = Ground(output, last, survey) if last and survey else None
    stage = publishing.stage(output, "new")
    try:
        return _generate_and_publish(job, stage, ground)
    finally:
        publishing.discard(stage)


def _generate_and_publish(job: Job, stage: Path, ground: Ground | None) -> BuildReport:
    from . import sbom  # noqa: PLC0415 - needed only when something changed
    from .handbook_build import Handbook  # noqa: PLC0415 - needed only when something changed
    from .pelican_run import generate  # noqa: PLC0415

    folders = job.options.folders
    handbook = Handbook(folders.base, folders.cache, digest_of(inputs.digest(job.stamps, HANDBOOK), job.versions))
    with handbook:
        job.progress(0, 0, "读取稿件")
        generated = generate(folders.base, folders.content, stage, _settings(job, ground))
        generated = replace(generated, problems=new_ones(generated.problems, folders))
        outcome = generated.outcome
        if outcome is None:
            return BuildReport(problems=generated.problems)
        job.progress(0, 0, "生成手册")
        handbook.put(stage / "handbook")
    write_new(stage / sbom.NAME, sbom.bill(folders.base / "requirements.lock", job.state, job.versions))
    job.progress(0, 0, "发布")
    kept, published = _published(job, stage, outcome, ground)
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
        _remember(job, generated, outcome, published)
    return report


def _published(
    job: Job, stage: Path, outcome: "Outcome", ground: Ground | None
) -> tuple[tuple[str, ...], Mapping[str, inputs.Stamp] | None]:
    """Publish; returns files of others that were kept, and the stamps of the site where not all of them are new."""
    output = job.options.folders.output
    durable = job.waiting is None
    known = {place: record.sha256 for place, record in outcome.known.pages.items()}
    if ground is None or ground.digests is None:
        return publishing.publish(stage, output, known, durable=durable), None
    publishing.settle(stage, durable=False)
    before = ground.last.published
    made = files_below(stage)
    fresh = {
        name: (stage / name, known.get(name) or sha256_of(stage / name))
        for name in made
        if name not in before or os.lstat(stage / name).st_ino != before[name][3]
    }
    gone = before.keys() - known.keys() - set(outcome.others) - set(made) - {publishing.MANIFEST}
    touched = replacing.amend(output, fresh, gone, before, ground.survey(), durable=durable)
    staying = {name: stamp for name, stamp in before.items() if name not in gone}
    return (), staying | inputs.stamps_of(output, touched)


def _remember(
    job: Job, generated: "Generated", outcome: "Outcome", published: Mapping[str, inputs.Stamp] | None
) -> None:
    """Keep what the next build wants to know of this one."""
    from ..incremental.plan import write_known  # noqa: PLC0415 - Jinja and pydantic: not needed when nothing changed

    write_known(job.state / "pages.json", outcome.known)
    last = LastBuild(
        question=job.question,
        inputs=job.stamps,
        published=inputs.outputs(job.options.folders.output) if published is None else published,
        built=job.options.now,
        until=generated.next_change,
        pages=len(outcome.rendered) + len(outcome.reused),
        files=outcome.files,
        problems=generated.problems,
    )
    write_last(job.state, last)


def _settings(job: Job, ground: Ground | None) -> dict[str, object]:
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
        "ground": ground,
        "progress": job.progress,
    }
