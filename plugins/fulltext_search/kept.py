"""What is kept between builds: the finished files of each volume, and from which documents they were made.

A volume none of whose documents has changed is not made again. Deleting the folder is always safe; a file of another
size than it was written with, or a state that cannot be read, only means that the volume is made anew.
"""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from ..build_state.store import read_record, write_record
from .building import Built
from .shards import digest_of

STATE = "state"
FORMAT = "search-1"
PARTS = ("shards", "records", "wholes")


class Kept:
    """The files below ``folder``.

    ``rules`` is a digest of all that decides what they hold beside documents; empty, nothing is known of the last build.
    """

    def __init__(self, folder: Path, rules: str) -> None:
        """Look at what is there."""
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self._state = folder / STATE
        self._rules = f"{FORMAT}-{rules}"
        self._sizes = {entry.name: entry.stat().st_size for entry in os.scandir(self.files)}
        self._volumes = self._read() if rules else {}
        self._tables: dict[str, dict[str, Any]] = {}

    def keep(self, name: bytes, data: bytes) -> None:
        """Write a finished file; called in several processes at once."""
        path = self.files / name.hex()
        if path.exists():
            if path.read_bytes() == data:
                return
            path.unlink()  # never written in place: the published site may share the file
        path.write_bytes(data)

    def load(self, name: bytes) -> bytes:
        """A finished file."""
        return (self.files / name.hex()).read_bytes()

    def volume(self, name: str, keys: Sequence[str]) -> tuple[Built, list[int]] | None:
        """The volume of that name as it was made last, and which of the documents have changed since.

        Nothing when it is unknown or no longer whole, or when documents came, went or changed places. A key is a
        document's address and, behind a space, a digest of what it says.
        """
        known = self._volumes.get(name)
        if not isinstance(known, dict):
            return None
        before = known.get("keys", [])
        if [key.split(" ")[0] for key in before] != [key.split(" ")[0] for key in keys]:
            return None
        edited = [number for number, (old, new) in enumerate(zip(before, keys, strict=True)) if old != new]
        try:
            shards, records, wholes = (tuple(map(bytes.fromhex, known[part])) for part in PARTS)
            built = Built(
                shards, records, wholes, known["pairs"], bytes.fromhex(known["characters"]), known["postings"]
            )
            sizes = known["sizes"]
        except (KeyError, TypeError, ValueError):
            return None
        names = [one.hex() for one in (*built.shards, *built.records, *built.wholes, built.characters)]
        return (built, edited) if all(self._sizes.get(one, -1) == sizes.get(one) for one in names) else None

    def table(self, part: str, source: object, make: Callable[[], tuple[bytes, ...]]) -> tuple[bytes, ...]:
        """The files of a table: as they were made last when ``source`` is what it was, else what ``make`` says."""
        key = hashlib.sha256(repr(source).encode("utf-8", "surrogatepass")).hexdigest()
        known = self._volumes.get(f"table {part}", {})
        names: list[str] = known["names"] if known.get("key") == key else []
        if names and all(self._sizes.get(name, -1) == known["sizes"][name] for name in names):
            files = tuple(self.load(bytes.fromhex(name)) for name in names)
        else:
            files = make()
            for data in files:
                self.keep(digest_of(data), data)
            names = [digest_of(data).hex() for data in files]
        sizes = {name: len(data) for name, data in zip(names, files, strict=True)}
        self._tables[f"table {part}"] = {"key": key, "names": names, "sizes": sizes}
        return files

    def save(self, volumes: Mapping[str, tuple[Sequence[str], Built]]) -> None:
        """Remember these volumes with their keys and the tables asked for, and remove the files that none of them has."""
        sizes = {entry.name: entry.stat().st_size for entry in os.scandir(self.files)}
        state: dict[str, object] = dict(self._tables)
        used = {name for table in self._tables.values() for name in table["names"]}
        for name, (keys, built) in volumes.items():
            parts = {"shards": built.shards, "records": built.records, "wholes": built.wholes}
            names = {part: [one.hex() for one in found] for part, found in parts.items()}
            characters = built.characters.hex()
            own = {one: sizes[one] for one in chain(*names.values(), [characters])}
            used |= set(own)
            others = {"pairs": built.pairs, "characters": characters, "postings": built.postings}
            state[name] = {"keys": list(keys), **names, **others, "sizes": own}
        for name in set(sizes) - used:
            (self.files / name).unlink(missing_ok=True)
        write_record(self._state, self._rules, state)

    def _read(self) -> Mapping[str, Any]:
        state = read_record(self._state, self._rules)
        return state if isinstance(state, dict) else {}
