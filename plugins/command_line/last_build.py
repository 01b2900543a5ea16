"""Whether the last build is still right: then a build ends here, before Pelican is even imported."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ..build_state.store import read_record, write_record
from ..diagnostics import Place, Problem
from ..incremental.inputs import Stamp
from ..incremental.replacing import Survey, is_as_recorded, survey

VERSION = "last-1"
CHONGQING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What was asked, what was read, what was published, and until when it is right.

    ``question`` is everything but the clock that decides the result; ``built`` and ``until`` bound the instants for
    which the result is the same.
    """

    question: str
    inputs: Mapping[str, Stamp]
    published: Mapping[str, Stamp]
    built: datetime
    until: datetime | None
    pages: int
    files: int
    problems: tuple[Problem, ...]

    def is_right(self, question: str, now: datetime) -> bool:
        """Whether a build would publish the same site again."""
        return (
            question == self.question
            and self.built <= now
            and (self.until is None or now < self.until)
            # A feature may show a day without saying when that changes: we trust each of them for one day only.
            and self.built.astimezone(CHONGQING).date() == now.astimezone(CHONGQING).date()
        )

    def is_untouched(self, output: Path) -> bool:
        """Whether the site still lies in ``output`` as it was published."""
        return is_as_recorded(output, self.published)

    def survey(self, output: Path) -> Survey:
        """How the site and the one before lie there now."""
        return survey(output, None, self.published)


def state_folder(cache: Path, output: Path) -> Path:
    """Return where the state of the site at ``output`` is kept: one cache may serve several."""
    return cache / "sites" / hashlib.sha256(str(output).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def read_last(state: Path) -> LastBuild | None:
    """Return the last build, or nothing when there was none or its record cannot be trusted."""
    value = read_record(state / "last.json", VERSION)
    if not isinstance(value, dict):
        return None
    try:
        return LastBuild(
            question=value["question"],
            inputs=value["inputs"],
            published=value["published"],
            built=datetime.fromisoformat(value["built"]),
            until=datetime.fromisoformat(value["until"]) if value["until"] else None,
            pages=value["pages"],
            files=value["files"],
            problems=tuple(Problem(**{**row, "place": Place(**row["place"])}) for row in value["problems"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def write_last(state: Path, last: LastBuild) -> None:
    """Keep the build's record."""
    value = {
        "question": last.question,
        "inputs": dict(last.inputs),
        "published": dict(last.published),
        "built": last.built.isoformat(),
        "until": last.until.isoformat() if last.until else None,
        "pages": last.pages,
        "files": last.files,
        "problems": [asdict(problem) for problem in last.problems],
    }
    write_record(state / "last.json", VERSION, value)
