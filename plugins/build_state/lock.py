"""One build at a time: a lock that the system gives back when its holder dies, even by ``kill -9``."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .files import make_folder


class BusyError(RuntimeError):
    """Another living process holds the lock."""


@contextlib.contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock file at ``path`` while the block runs; raises :class:`BusyError` at once when somebody has it.

    The file itself stays: removing it would let two processes lock two different files of one name.
    """
    make_folder(path.parent)
    with path.open("ab") as file:
        if not _locked(file):
            raise BusyError(str(path))
        yield


if sys.platform == "win32":
    import msvcrt

    def _locked(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True
