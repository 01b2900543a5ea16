"""What is kept between builds: the finished files, and which index they are, made from which documents.

What has not changed is not made again. Deleting the folder is always safe; a file that is not what its name says, or a
state that cannot be read, only means that the index is made anew.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..build_state.files import FILE_MODE
from ..build_state.store import read_record, write_record
from .built import Built
from .index import Index, Names
from .postings import NAME_BYTES
from .shards import IndexFaultError, Layout, digest_of
from .volumes import Volume

STATE = "state"
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
FORMAT = "search-3"
MANY, ONE = ("lexicon", "sounds"), ("readings", "folding", "facets", "vocabulary")
MANY_OF_VOLUME = ("shards", "records", "wholes", "characters")


@dataclass(frozen=True, slots=True)
class Known:
    """The index of the last build. ``keys`` tell whether a document still says what it said (:func:`.making.key_of`).

    ``look`` tells whether a kept file has been touched (:meth:`Kept.look`);
    ``pending`` are the files that edits since the last whole build have changed (:mod:`.amending`).
    """

    urls: tuple[str, ...]
    keys: tuple[str, ...]
    index: Index
    look: str
    pending: tuple[str, ...] = ()


class Kept:
    """The files below ``folder``.

    ``rules`` is a digest of all that decides what they hold beside documents; empty, nothing is known of the last build.
    """

    def __init__(self, folder: Path, rules: str) -> None:
        """Say where it is."""
        self.files = folder / "files"
        self._state = folder / STATE
        self._rules = f"{FORMAT}-{rules}" if rules else ""

    def keep(self, name: bytes, data: bytes) -> None:
        """Write a finished file; called in several processes at once."""
        path = f"{self.files}/{name.hex()}"
        try:
            file = os.open(path, NEW, FILE_MODE)  # thousands of them; open() takes longer
        except FileExistsError:
            if Path(path).read_bytes() != data:
                Path(path).unlink()  # never written in place: the published site may share the file
                Path(path).write_bytes(data)
            return
        try:
            while data:
                data = data[os.write(file, data) :]
        finally:
            os.close(file)

    def load(self, name: bytes) -> bytes:
        """A finished file. Raises IndexFaultError when it is not what its name says."""
        data = (self.files / name.hex()).read_bytes()
        if digest_of(data) != name:
            raise IndexFaultError(f"搜索索引留存的 {name.hex()} 被改动过")
        return data

    def read(self, *, checked: bool = True) -> Known | None:
        """What is known of the last build; ``checked``, nothing when a file is missing or not what it was."""
        if checked:
            self._clear()
        state = read_record(self._state, self._rules) if self._rules else None
        try:
            known = _known(state)
        except (KeyError, TypeError, ValueError):
            return None
        return known if not checked or self._is_whole(known) else None

    def save(self, known: Known) -> None:
        """Remember this."""
        write_record(self._state, self._rules, _state(known))

    def clean(self, index: Index) -> None:
        """Remove the files that the index does not need."""
        used = {name.hex() for name in index.kept()}
        for name in os.listdir(self.files):  # noqa: PTH208 - thousands of them
            if name not in used:
                (self.files / name).unlink(missing_ok=True)

    def look(self, names: Iterable[bytes]) -> str:
        """What tells that none of these files has been touched: a digest of their sizes and times; empty if one is missing."""
        with os.scandir(self.files) as entries:
            stats = {entry.name: entry.stat(follow_symlinks=False) for entry in entries}
        said = hashlib.sha256()
        for name in sorted({name.hex() for name in names}):
            if name not in stats:
                return ""
            said.update(f"{name} {stats[name].st_size} {stats[name].st_mtime_ns}\n".encode())
        return said.hexdigest()

    def _is_whole(self, known: Known) -> bool:
        """Whether every file is what its name says; they are read only when one of them has been touched."""
        names = set(known.index.kept())
        try:
            if self.look(names) != known.look:
                for name in names:
                    self.load(name)
        except (IndexFaultError, OSError):
            return False
        return True

    def _clear(self) -> None:
        """Make the folder, and remove from it whatever is no plain file."""
        if self.files.is_symlink() or (self.files.exists() and not self.files.is_dir()):
            self.files.unlink()
        self.files.mkdir(parents=True, exist_ok=True)
        with os.scandir(self.files) as entries:
            strange = [entry for entry in entries if not entry.is_file(follow_symlinks=False)]
        for entry in strange:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            else:
                Path(entry.path).unlink()


def _hex(names: Iterable[bytes]) -> str:
    return b"".join(names).hex()


def _names(text: str) -> Names:
    data = bytes.fromhex(text)
    return tuple(data[at : at + NAME_BYTES] for at in range(0, len(data), NAME_BYTES))


def _state(known: Known) -> dict[str, object]:
    index = known.index
    return {
        "urls": known.urls,
        "keys": known.keys,
        "look": known.look,
        "pending": known.pending,
        "days": [day.isoformat() for day in index.days],
        "volumes": [_volume(volume, built) for volume, built in index.volumes],
        "synonyms": index.synonyms,
        "rows": index.rows,
        "sounding": index.sounding,
        **{part: _hex(getattr(index, part)) for part in MANY},
        **{part: getattr(index, part).hex() for part in ONE},
    }


def _known(state: Any) -> Known:  # noqa: ANN401 - JSON; anything wrong with it raises
    index = Index(
        days=tuple(map(date.fromisoformat, state["days"])),
        volumes=tuple(map(_volume_in, state["volumes"])),
        synonyms=tuple(map(tuple, state["synonyms"])),
        rows=state["rows"],
        sounding=state["sounding"],
        lexicon=_names(state["lexicon"]),
        sounds=_names(state["sounds"]),
        readings=bytes.fromhex(state["readings"]),
        folding=bytes.fromhex(state["folding"]),
        facets=bytes.fromhex(state["facets"]),
        vocabulary=bytes.fromhex(state["vocabulary"]),
    )
    return Known(tuple(state["urls"]), tuple(state["keys"]), index, state["look"], tuple(state["pending"]))


def _volume(volume: Volume, built: Built) -> dict[str, object]:
    return {
        "volume": [volume.name, volume.start, volume.end],
        "layout": [built.layout.room, built.layout.shards],
        **{part: _hex(getattr(built, part)) for part in MANY_OF_VOLUME},
        "phrases": [[count, name.hex()] for count, name in built.phrases],
        "pairs": built.pairs.hex(),
        "postings": built.postings,
    }


def _volume_in(state: Any) -> tuple[Volume, Built]:  # noqa: ANN401 - as above
    built = Built(
        layout=Layout(*state["layout"]),
        phrases=tuple((count, bytes.fromhex(name)) for count, name in state["phrases"]),
        pairs=bytes.fromhex(state["pairs"]),
        postings=state["postings"],
        **{part: _names(state[part]) for part in MANY_OF_VOLUME},
    )
    return Volume(*state["volume"]), built
