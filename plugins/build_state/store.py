"""What is kept between builds: JSON, verified by hash; never a pickle.

Deleting it is always safe and corrupting it is harmless: whatever is truncated, changed, of another version or not
ours reads as “nothing known”, and the build does the work again.
"""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from .files import write_atomically

FORMAT = "yugong-state-1"


def read_record(path: Path, version: str) -> object | None:
    """The value written by :func:`write_record` under the same version; ``None`` when anything is wrong with it."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if head != _head(version, body):
        return None
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value


def write_record(path: Path, version: str, value: object, *, durable: bool = True) -> None:
    """Keep a JSON value under a version, in one atomic step; ``durable`` waits for the disk."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "surrogatepass")
    write_atomically(path, _head(version, body) + b"\n" + body, durable=durable)


def _head(version: str, body: bytes) -> bytes:
    name = version.encode()
    return b" ".join((FORMAT.encode(), name, hashlib.sha256(name + b"\n" + body).hexdigest().encode()))


class Table:
    """Many small JSON values in one SQLite file, each under a key and with its own hash.

    A file that SQLite refuses, and a row whose hash is wrong, count as missing. Writes are kept in memory until
    :meth:`commit`, in one transaction. For one build at a time (:mod:`.lock`).
    """

    def __init__(self, path: Path, version: str) -> None:
        """Open or make the table; one of another version is emptied."""
        self._path = path
        self._version = version
        self._pending: dict[str, str] = {}
        try:
            self._rows = self._open()
        except sqlite3.Error:
            self._discard()
            self._rows = self._open()

    def get(self, key: str) -> object | None:
        """The value, or ``None`` when it is unknown or its hash is wrong."""
        if key in self._pending:
            value: object = json.loads(self._pending[key])
            return value
        try:
            row = self._rows.execute("SELECT hash, value FROM entries WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        if row is None or not isinstance(row[1], str) or row[0] != self._hash(key, row[1]):
            return None
        try:
            value = json.loads(row[1])
        except (ValueError, RecursionError):
            return None
        return value

    def put(self, key: str, value: object) -> None:
        """Remember a value until the next :meth:`commit`."""
        self._pending[key] = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def put_json(self, key: str, text: str) -> None:
        """Remember a value that is JSON already."""
        self._pending[key] = text

    def __len__(self) -> int:
        """How many entries the file has, right or wrong; 0 when it cannot be read."""
        try:
            (count,) = self._rows.execute("SELECT count(*) FROM entries").fetchone()
        except sqlite3.Error:
            return 0
        return int(count)

    def items(self) -> Iterator[tuple[str, str]]:
        """Every entry's key and JSON as it stands in the file, not verified: good for looking for keys only."""
        with contextlib.suppress(sqlite3.Error):
            yield from self._rows.execute("SELECT key, value FROM entries WHERE typeof(value) = 'text'")

    def keys(self, start: str) -> set[str]:
        """The keys in the file that begin so; none when it cannot be read."""
        end = start[:-1] + chr(ord(start[-1]) + 1)
        with contextlib.suppress(sqlite3.Error):
            rows = self._rows.execute("SELECT key FROM entries WHERE key >= ? AND key < ?", (start, end))
            return {key for (key,) in rows}
        return set()

    def texts(self, start: str) -> dict[str, str]:
        """The JSON of the entries whose keys begin so, as it stands in the file, not verified."""
        end = start[:-1] + chr(ord(start[-1]) + 1)
        with contextlib.suppress(sqlite3.Error):
            return dict(self._rows.execute("SELECT key, value FROM entries WHERE key >= ? AND key < ?", (start, end)))
        return {}

    def forget(self, keys: Iterable[str]) -> None:
        """Forget these entries (at the next :meth:`commit`), unless they are put anew."""
        try:
            self._rows.executemany("DELETE FROM entries WHERE key = ?", [(key,) for key in keys])
        except sqlite3.Error:
            self._restart()

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget every entry whose key is not among ``keys`` (at the next :meth:`commit`)."""
        wanted = set(keys)
        self._pending = {key: value for key, value in self._pending.items() if key in wanted}
        try:
            stale = [(key,) for (key,) in self._rows.execute("SELECT key FROM entries") if key not in wanted]
            self._rows.executemany("DELETE FROM entries WHERE key = ?", stale)
        except sqlite3.Error:
            self._restart()

    @property
    def waiting(self) -> int:
        """How many entries are kept in memory."""
        return len(self._pending)

    def flush(self) -> None:
        """Give what is pending to SQLite, in a transaction that :meth:`commit` ends."""
        self._insert()
        self._pending = {}

    def commit(self) -> None:
        """Write what is pending; a broken file is thrown away and written anew with what is pending."""
        try:
            self._write()
        except sqlite3.Error:
            self._restart()
            self._write()
        self._pending = {}

    def close(self) -> None:
        """Close the file; what is not committed is lost."""
        self._rows.close()

    def __enter__(self) -> Self:
        """The table itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit unless something was raised, and close."""
        if kind is None:
            self.commit()
        self.close()

    def _hash(self, key: str, value: str) -> str:
        text = f"{FORMAT}\n{self._version}\n{key}\n{value}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        rows = sqlite3.connect(self._path, timeout=5, isolation_level="DEFERRED", check_same_thread=False)
        try:
            rows.execute("PRAGMA trusted_schema = OFF")
            rows.execute(
                "CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, hash TEXT, value TEXT) WITHOUT ROWID"
            )
            rows.execute("SELECT key, hash, value FROM entries LIMIT 1").fetchall()
            tables = rows.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").fetchall()
        except sqlite3.Error:
            rows.close()
            raise
        if tables != [("entries",)]:
            # Triggers and views could do things that we never wrote.
            rows.close()
            message = "foreign schema"
            raise sqlite3.DatabaseError(message)
        return rows

    def _write(self) -> None:
        with self._rows:
            self._insert()

    def _insert(self) -> None:
        self._rows.executemany(
            "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)",
            [(key, self._hash(key, value), value) for key, value in sorted(self._pending.items())],
        )

    def _restart(self) -> None:
        self._rows.close()
        self._discard()
        self._rows = self._open()

    def _discard(self) -> None:
        for end in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)
