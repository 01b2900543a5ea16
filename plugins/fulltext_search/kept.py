"""What is kept between builds: the finished files of each volume, and from which documents they were made.

A volume none of whose documents has changed is not made again. Deleting the folder is always safe; a file of another
size than it was written with, or a state that cannot be read, only means that the volume is made anew.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..build_state.store import read_record, write_record
from .building import Built

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

    def keep(self, name: bytes, data: bytes) -> None:
        """Write a finished file; called in several processes at once."""
        path = self.files / name.hex()
        if path.exists():
            if path.read_bytes() == data:
                return
            path.unlink()  # never written in place: the published site may share the file
        path.write_bytes(data)

    def volume(self, name: str, keys: Sequence[str]) -> Built | None:
        """The volume of that name if it was made of documents with these keys, in this order, and is still whole."""
        known = self._volumes.get(name)
        if not isinstance(known, dict) or known.get("keys") != list(keys):
            return None
        try:
            shards, records, wholes = (tuple(map(bytes.fromhex, known[part])) for part in PARTS)
            built = Built(shards, records, wholes, known["pairs"])
            sizes = known["sizes"]
        except (KeyError, TypeError, ValueError):
            return None
        names = [one.hex() for one in (*built.shards, *built.records, *built.wholes)]
        return built if all(self._sizes.get(one) == sizes.get(one) for one in names) else None

    def save(self, volumes: Mapping[str, tuple[Sequence[str], Built]]) -> None:
        """Remember these volumes with their keys, and remove the files that none of them has."""
        sizes = {entry.name: entry.stat().st_size for entry in os.scandir(self.files)}
        state = {}
        used = set()
        for name, (keys, built) in volumes.items():
            parts = {"shards": built.shards, "records": built.records, "wholes": built.wholes}
            names = {part: [one.hex() for one in found] for part, found in parts.items()}
            own = {one: sizes[one] for found in names.values() for one in found}
            used |= set(own)
            state[name] = {"keys": list(keys), **names, "pairs": built.pairs, "sizes": own}
        for name in set(sizes) - used:
            (self.files / name).unlink(missing_ok=True)
        write_record(self._state, self._rules, state)

    def _read(self) -> Mapping[str, object]:
        state = read_record(self._state, self._rules)
        return state if isinstance(state, dict) else {}
