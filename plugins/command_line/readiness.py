"""What a process that waits for an edit finds out ahead, so that the build that follows need not.

It holds for the state that it was found for and no other: as soon as another build has published or written its record,
the :func:`mark` differs, and the build looks for itself. Between the look and the edit nobody but builds should touch the
output; whoever does is found by the look after the next build.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..incremental import publishing
from ..incremental.replacing import Survey
from .build_report import BuildReport
from .last_build import LastBuild, read_last, state_folder
from .options import Folders

Mark = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """The last build's record, and how its site lay there."""

    mark: Mark
    last: LastBuild
    survey: Survey


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody waits at a screen: ``published`` is told as soon as the site is out, what can be done later is done then.

    Such a build does not wait for the disk before the site is out: it is a preview. Its record is written after the disk
    has all of it, as ever, so that later builds can trust it.
    """

    published: Callable[[BuildReport], None]
    ready: Ready | None = None

    def ready_for(self, folders: Folders) -> Ready | None:
        """What was found out ahead, if it still holds."""
        ready = self.ready
        return ready if ready and ready.mark == mark(folders) else None


def mark(folders: Folders) -> Mark:
    """What differs after each build: the record's file, the folders of the site and of the one before."""
    state = state_folder(folders.cache, folders.output)
    control = publishing.control_folder(folders.output)
    return tuple(map(_identity, (state / "last.json", folders.output, control / "previous")))


def ready(folders: Folders) -> Ready | None:
    """Find out what can be known of the last build; nothing without one."""
    before = mark(folders)
    last = read_last(state_folder(folders.cache, folders.output))
    if last is None:
        return None
    found = Ready(before, last, last.survey(folders.output))
    return found if mark(folders) == before else None


def _identity(path: Path) -> tuple[int, ...]:
    try:
        status = os.lstat(path)
    except OSError:
        return ()
    return (status.st_ino, status.st_mtime_ns, status.st_size)
