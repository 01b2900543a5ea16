"""The facts of photos that have not changed since they were last looked at, for the price of a ``stat``.

The file is never trusted: it carries a hash of itself, and anything odd in it means an empty cache.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from .photo_facts import PhotoFacts, probe

NAME = "photo-facts.json"
EDITION = 2
"""Raised when :func:`photo_facts.probe` learns to see something else in the same bytes."""

Stamp = tuple[int, int, int, int]
Entry = tuple[Stamp, PhotoFacts]


class PhotoFactsCache:
    """Facts by file; an entry holds while the file's size, times and inode do."""

    def __init__(self, folder: Path | None = None) -> None:
        """A cache kept in ``folder`` (the state folder), or only in memory without one."""
        self._file = folder / NAME if folder else None
        self._known: dict[str, tuple[Stamp, PhotoFacts]] = _read(self._file) if self._file else {}
        self._used: dict[str, tuple[Stamp, PhotoFacts]] = {}

    def facts(self, file: Path) -> PhotoFacts:
        """The facts of ``file``, from the cache or from :func:`probe`, whose PhotoError passes through."""
        key = str(file.absolute())
        before = _stamp(file)
        entry = self._used.get(key) or self._known.get(key)
        if entry is None or before is None or entry[0] != before:
            facts = probe(file)
            if before is None or _stamp(file) != before:  # written while we read: true now, not to be remembered
                return facts
            entry = (before, facts)
        self._used[key] = entry
        return entry[1]

    def learned(self) -> list[tuple[str, Entry]]:
        """The entries that were used since the last call, by file: what a worker tells the process that saves them."""
        entries = list(self._used.items())
        self._known.update(self._used)
        self._used = {}
        return entries

    def learn(self, entries: Iterable[tuple[str, Entry]]) -> None:
        """Take over what another process found."""
        self._used.update(entries)

    def save(self) -> None:
        """Write down what is known of files that still exist, whole or not at all.

        A full disk or a locked folder costs only the cache.
        """
        entries = {key: entry for key, entry in self._known.items() if key in self._used or Path(key).exists()}
        entries.update(self._used)
        if self._file is None or entries == self._known:
            return
        rows = {
            key: [*stamp, facts.width, facts.height, facts.digest, facts.format, facts.animated]
            for key, (stamp, facts) in sorted(entries.items())
        }
        body = json.dumps({"edition": EDITION, "photos": rows}, ensure_ascii=False, separators=(",", ":"))
        text = f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}\n"
        temporary = self._file.with_name(f".{NAME}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(text, encoding="utf-8", newline="\n")
            temporary.replace(self._file)
        except OSError:
            temporary.unlink(missing_ok=True)


def _stamp(file: Path) -> Stamp | None:
    try:
        status = file.lstat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _read(file: Path) -> dict[str, tuple[Stamp, PhotoFacts]]:
    try:
        seal, body = file.read_text(encoding="utf-8").split("\n")[:2]
        if hashlib.sha256(body.encode()).hexdigest() != seal:
            return {}
        content = json.loads(body)
        if content["edition"] != EDITION:
            return {}
        return {key: ((row[0], row[1], row[2], row[3]), PhotoFacts(*row[4:])) for key, row in content["photos"].items()}
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}
