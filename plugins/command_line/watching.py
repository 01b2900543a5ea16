"""When an editor's files change: told by the system within milliseconds, and found by looking where it does not tell.

A save is seldom one event: a temporary file is renamed over the old one, a file is emptied and then written, a lock
file comes and goes. What belongs together is told once, as soon as nothing more happens for :data:`SETTLED`; lock and
swap files alone are nothing. Network folders and too many folders tell nothing: so all files are looked at now and then.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..incremental.scratch import is_scratch

if TYPE_CHECKING:
    from watchfiles import Change

SETTLED, LONGEST, TOLD = 20, 400, 1000
"""Milliseconds: without another event until a save is over, at most in one save, and between two looks at single files."""
PAUSE = 0.1
"""Seconds between two looks at all files, at least, where the system tells nothing;"""
CALM = 3.0
"""the same where it does;"""
REST = 6
"""and so many times as long as a look takes, so that waiting costs little on a large site, too."""
Signature = tuple[tuple[str, int, int], ...]
Told = frozenset[str]


class Watch:
    """The folders and single files (which may be absent) whose changes count."""

    def __init__(self, folders: Sequence[Path], files: Sequence[Path] = ()) -> None:
        """Look at all of them: what changes from now on counts."""
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._files = tuple(files)
        self._seen: Signature | None = self.look()

    def changes(self) -> Iterator[Told]:
        """Paths that changed, once for each save, for ever; an empty set says that something did, and not what."""
        with contextlib.suppress(ImportError, OSError, RuntimeError):
            from watchfiles import watch  # noqa: PLC0415 - in the environment, which a bare start may lack

            told = watch(
                *self._folders,
                watch_filter=lambda _, path: is_counted(path),
                debounce=LONGEST,
                step=SETTLED,
                rust_timeout=TOLD,
                yield_on_timeout=True,
                ignore_permission_denied=True,
            )
            yield from self._told(told)
        yield from looked(self.look, self._seen or self.look())

    def _told(self, events: "Iterable[set[tuple[Change, str]]]") -> Iterator[Told]:
        few = signature((), self._files)
        rest, last = 0.0, time.monotonic()
        for told in events:
            now = signature((), self._files)
            found = frozenset(path for _, path in told) | {name for name, _, _ in set(now) ^ set(few)}
            few = now
            if found:
                yield found
                self._seen = None  # whatever happened until the next look is built now
            elif time.monotonic() - last > rest:
                begun = time.monotonic()
                before, self._seen = self._seen, self.look()
                if before is not None and before != self._seen:
                    yield frozenset(name for name, _, _ in set(self._seen) ^ set(before))
                last = time.monotonic()
                rest = max(CALM, REST * (last - begun))

    def look(self) -> Signature:
        """Name, size and time of every file."""
        return signature(self._folders, self._files)


def is_counted(path: str) -> bool:
    """Whether a change at ``path`` is one of ours."""
    return "__pycache__" not in path and not is_scratch(os.path.basename(path))  # noqa: PTH119 - text in, text out


def looked(look: Callable[[], Signature], seen: Signature, *, pause: float = PAUSE) -> Iterator[Told]:
    """The paths that changed each time that ``look`` answers something new, for ever."""
    rest = pause
    while True:
        time.sleep(rest)
        begun = time.perf_counter()
        now = look()
        rest = max(pause, REST * (time.perf_counter() - begun))
        if now != seen:
            yield frozenset(name for name, _, _ in set(now) ^ set(seen))
            seen = now


def signature(folders: Sequence[Path], files: Sequence[Path] = ()) -> Signature:
    """Name, size and time of all these files and of all files below these folders."""
    found = [entry for folder in folders for entry in _below(folder)]
    for file in files:
        with contextlib.suppress(OSError):
            status = file.lstat()
            found.append((str(file), status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


def _below(folder: Path) -> Iterator[tuple[str, int, int]]:
    waiting = [str(folder)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting += [entry.path] if entry.name != "__pycache__" else []
                elif is_counted(entry.path):
                    with contextlib.suppress(OSError):
                        found = entry.stat(follow_symlinks=False)
                        yield entry.path, found.st_size, found.st_mtime_ns
