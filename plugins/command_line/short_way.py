"""The short way of a build (:mod:`.amendment`): a few pages made again, put into the published site, remembered."""

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from ..incremental import inputs, publishing, replacing
from .build_report import BuildReport
from .job import Job, Surveyed
from .last_build import LastBuild, write_last

if TYPE_CHECKING:
    from .amendment import Amended, Asked


def short_way(job: Job, last: LastBuild, survey: Surveyed) -> BuildReport | None:
    """What it did; nothing when it cannot be taken."""
    from . import amendment  # noqa: PLC0415 - needed only when something changed

    folders, now = job.options.folders, job.options.now
    edited = amendment.edits(last, job.stamps)
    if edited is None or not last.is_right(replace(job, stamps=last.inputs).question, now):
        return None
    fresh = publishing.stage(folders.output, "fresh")
    asked = amendment.Asked(
        folders.content, folders.output, job.state, folders.cache, fresh, folders.shown, job.engine, now, job.options.jobs
    )
    try:
        amended = amendment.amended(asked, last, job.stamps, edited)
        if amended is None or not amended.reasons.keys() <= last.published.keys():
            return None
        job.progress(0, 0, "发布")
        touched = _replaced(job, last, amended, survey())
    except replacing.StaleError:
        return None
    finally:
        publishing.discard(fresh)
    return _amended(job, last, asked, amended, touched)


def _replaced(job: Job, last: LastBuild, amended: "Amended", survey: replacing.Survey) -> set[str]:
    """Publish what was made again; returns the names of files whose times are others now."""
    if not survey.is_untouched:
        raise replacing.StaleError
    if not (amended.files or amended.gone):
        return set()
    gone = amended.gone & last.published.keys()
    output = job.options.folders.output
    return replacing.amend(output, amended.files, gone, last.published, survey, durable=job.waiting is None)


def _amended(job: Job, last: LastBuild, asked: "Asked", amended: "Amended", touched: set[str]) -> BuildReport:
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
