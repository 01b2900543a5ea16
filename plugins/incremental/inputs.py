"""Whether anything changed at all: every input file by size, times and hash; every published file by size and times.

A file whose size, times and inode are as they were has the bytes that it had; any other is hashed. A file that was
changed just before we looked is hashed next time as well, since a second change within the clock's grain would not show.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..build_state.files import sha256_of

JUST_NOW = 2_000_000_000
"""Nanoseconds within which a file's time cannot be told from the next change's, on the coarsest file system."""

SKIPPED = {"__pycache__", ".git", ".DS_Store", "node_modules"}

Stamp = list[object]
"""Size, change times, inode, SHA-256 of one file, as JSON keeps them."""


def look(trees: Mapping[str, Path], before: object, now: int) -> dict[str, Stamp]:
    """Return the stamp of each file of the trees, as ``label/path``; a tree may be a single file or absent.

    ``before`` is what an earlier look returned (or anything else, which then counts as nothing); ``now`` is the system's
    time in nanoseconds.
    """
    known = before if isinstance(before, dict) else {}
    found: dict[str, Stamp] = {}
    for label, root in trees.items():
        for name, path in _files(root):
            key = f"{label}/{name}" if name else label
            found[key] = _stamp(path, known.get(key), now)
    return found


def digest(stamps: Mapping[str, Stamp], labels: Iterable[str]) -> str:
    """Return one digest of the names and bytes of all files of these trees."""
    wanted = set(labels)
    total = hashlib.sha256()
    for key in sorted(stamps):
        if key.split("/", 1)[0] in wanted:
            total.update(f"{key}\0{stamps[key][-1]}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def versions() -> str:
    """Return the interpreter and every installed library with its version, from the names on the disk alone."""
    installed = {
        name
        for place in sys.path
        if place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place)  # noqa: PTH112 - sys.path is text
        for name in os.listdir(place)  # noqa: PTH208 - sys.path is text
        if name.endswith((".dist-info", ".egg-info"))
    }
    return "\n".join([sys.version, *sorted(installed)])


def outputs(site: Path) -> dict[str, Stamp]:
    """Return size, times and inode of every file of a site."""
    return {name: _times(path) for name, path in _files(site)}


def stamps_of(site: Path, names: Iterable[str]) -> dict[str, Stamp]:
    """Return size, times and inode of some files of a site."""
    return {name: _times(os.path.join(site, name)) for name in names}  # noqa: PTH118 - as below


def _times(path: str) -> Stamp:
    return _times_of(os.lstat(path))


def _times_of(status: os.stat_result) -> Stamp:
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _files(root: Path) -> Iterable[tuple[str, str]]:
    top = str(root)
    if not os.path.isdir(top):  # noqa: PTH112 - as below
        return [("", top)] if os.path.lexists(top) else []
    found: list[tuple[str, str]] = []
    waiting = [("", top)]
    while waiting:
        start, folder = waiting.pop()
        with os.scandir(folder) as entries:  # one scandir is ten times faster than Path.iterdir and is_dir
            for entry in entries:
                if entry.name in SKIPPED:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{start}{entry.name}/", entry.path))
                else:
                    found.append((f"{start}{entry.name}", entry.path))
    return found


def _stamp(path: str, before: object, now: int) -> Stamp:
    status = os.lstat(path)
    times = _times_of(status)
    if isinstance(before, list) and before[:-1] == times and isinstance(before[-1], str):
        return [*times, before[-1]]
    content = f"link to {os.readlink(path)}" if stat.S_ISLNK(status.st_mode) else _hash(path)  # noqa: PTH115 - as above
    if max(status.st_mtime_ns, status.st_ctime_ns) > now - JUST_NOW:
        times[2] = 0
    return [*times, content]


def _hash(path: str) -> str:
    try:
        return sha256_of(path)
    except PermissionError:
        return "unreadable"
