"""What the last check found, for as long as nothing that it looked at has changed.

It looked at: every file of the content folder (texts by their bytes, photos by size, times and inode, links by their
target), our own code and the libraries, the day in Beijing, and which articles the instant lets readers see. A check
may depend on ``now`` in these two ways only. Whatever is odd reads as “nothing known”, and everything is read again.
"""

import contextlib
import hashlib
import os
import platform
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, Literal, cast

from ..build_state.store import read_record, write_record
from ..diagnostics import Place, Problem
from .options import CheckOptions

NAME = "check.json"
TEXTS = (".md", ".yaml", ".yml")
LARGEST = 4 * 1024 * 1024
BEIJING = timezone(timedelta(hours=8))
Stamps = tuple[tuple[str, str], ...]


class CheckMemory:
    """One check's memory: made before anything is read, asked once, told once.

    ``calendar`` is what will be on the calendar, as JSON holds it: known after ``recall``, to be set before ``remember``.
    """

    def __init__(self, options: CheckOptions, plugins: Path) -> None:
        """Look at everything that the check will look at; nothing is written."""
        self._file = options.folders.cache / NAME
        self._content = options.folders.content
        self._now = options.now
        self.calendar: tuple[dict[str, object], ...] = ()
        self._stamps = _stamps(self._content)
        day = options.now.astimezone(BEIJING).date()
        parts = [options.folders.shown, str(day), _code(plugins), *_texts(self._content, self._stamps)]
        self._version = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def recall(self) -> tuple[Problem, ...] | None:
        """What the last check found, when it would find the same now."""
        kept = read_record(self._file, self._version)
        try:
            record = cast("dict[str, Any]", kept)
            begin, end = (datetime.fromisoformat(text) if text else None for text in record["while"])
            if begin is None or self._now < begin or (end is not None and self._now >= end):
                return None
            problems = tuple(_problem(*row) for row in record["problems"])
            self.calendar = tuple(record["calendar"])
        except (TypeError, KeyError, ValueError):
            return None
        return problems

    def remember(self, problems: tuple[Problem, ...], next_change: datetime | None) -> None:
        """Keep what was found, unless a file was written meanwhile; a full disk costs only the memory."""
        if _stamps(self._content) != self._stamps:
            return
        rows = [
            [
                p.code,
                p.severity,
                p.message,
                p.cure,
                p.place.path,
                p.place.line,
                p.place.column,
                p.place.width,
                p.place.source,
            ]
            for p in problems
        ]
        until = next_change.isoformat() if next_change else ""
        with contextlib.suppress(OSError):
            told = {"while": [self._now.isoformat(), until], "problems": rows, "calendar": list(self.calendar)}
            write_record(self._file, self._version, told)


def _problem(*row: Any) -> Problem:  # noqa: ANN401 - JSON
    code, severity, message, cure, *place = row
    level: Literal["error", "warning"] = "error" if severity == "error" else "warning"
    return Problem(code, level, Place(*place), message, cure)


def _stamps(root: Path) -> Stamps:
    """Every file, folder and link below ``root`` with what tells a changed one, in order."""
    return tuple(sorted(_entries(os.fspath(root))))


def _entries(folder: str) -> Iterator[tuple[str, str]]:
    try:
        found = list(os.scandir(folder))
    except OSError as error:
        yield folder, f"unreadable {error.errno}"
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield entry.path, "folder"
            yield from _entries(entry.path)
            continue
        try:
            status = entry.stat(follow_symlinks=False)
            target = str(Path(entry.path).readlink()) if entry.is_symlink() else ""
        except OSError as error:
            yield entry.path, f"unreadable {error.errno}"
            continue
        facts = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        yield entry.path, f"{' '.join(map(str, facts))} {target}"


def _texts(root: Path, stamps: Stamps) -> Iterator[str]:
    """Each file's name with its digest (texts) or its stamp (all else)."""
    start = len(os.fspath(root))
    for path, stamp in stamps:
        yield f"{path[start:]} {_digest(path) if path.endswith(TEXTS) else stamp}"


def _digest(path: str) -> str:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            data = os.read(handle, LARGEST)
            size = os.fstat(handle).st_size
        finally:
            os.close(handle)
    except OSError as error:
        return f"unreadable {error.errno}"
    return f"{size} {os.path.islink(path)} {hashlib.sha256(data).hexdigest()}"  # noqa: PTH114 - ten thousand Path objects cost more than the look


def _code(plugins: Path) -> str:
    """A digest of our own code and data, and of what is installed."""
    total = hashlib.sha256(platform.python_version().encode())
    for folder, folders, files in os.walk(plugins):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            file = Path(folder) / name
            total.update(f"{file.relative_to(plugins)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    installed = sorted({f"{found.name} {found.version}" for found in distributions()})
    total.update("\n".join(installed).encode())
    return total.hexdigest()
