"""What a volume is made of once it is built: the names of its files, and what an edit must know."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .contribution import Contribution
from .shards import Layout, digest_of
from .terms import Normaliser

Contribute = Callable[[int], Contribution]
Keep = Callable[[bytes, bytes], None]
"""Takes a finished file: the bytes that name it, and its own."""
Load = Callable[[bytes], bytes]

POSTINGS_OF_SHARD = 2_000
"""A shard holds half of this to this many postings, besides those of single characters: 1 to 2 KB."""
MOST_SHARDS = 1 << 16
KEY_SIZE = array("I").itemsize


@dataclass(frozen=True, slots=True)
class Built:
    """A volume.

    ``shards`` are by number, ``records`` by document; ``wholes`` are the files of cut lists. Not published, and kept
    for the next edit: ``characters``, the files of single characters whose lists are cut (:mod:`.characters`);
    ``phrases``, of each run of documents (its length, its file) what :func:`.lexicon.phrases_of` says; ``pairs``, the
    file of :class:`Pairs`. ``postings`` counts all but those of single characters.
    """

    layout: Layout
    shards: tuple[bytes, ...]
    records: tuple[bytes, ...]
    wholes: tuple[bytes, ...]
    characters: tuple[bytes, ...]
    phrases: tuple[tuple[int, bytes], ...]
    pairs: bytes
    postings: int


@dataclass(frozen=True, slots=True)
class Task:
    """How to build: what documents say, where finished files go and come from, where a chunk's postings wait."""

    contribute: Contribute
    keep: Keep
    load: Load
    normalise: Normaliser
    folder: Path


@dataclass(frozen=True, slots=True)
class Run:
    """A chunk of documents: its records and phrases, and where its postings lie in a file of their own.

    ``pairs`` are the bounds of the parts among the pairs; ``others`` where each part of the other terms begins, its end
    included. ``worth`` counts postings but those of single characters.
    """

    file: Path
    pairs: tuple[int, ...]
    others: tuple[int, ...]
    worth: int
    records: tuple[bytes, ...]
    phrases: tuple[int, bytes]


@dataclass(slots=True)
class Pairs:
    """How common each pair of Chinese characters is in a volume: keys (:mod:`.places`) ascending, and a digit of each."""

    keys: "array[int]" = field(default_factory=lambda: array("I"))
    digits: bytearray = field(default_factory=bytearray)

    @classmethod
    def read(cls, data: bytes) -> "Pairs":
        """What :meth:`write` wrote."""
        count = len(data) // (KEY_SIZE + 1)
        keys = array("I")
        keys.frombytes(data[: count * KEY_SIZE])
        return cls(keys, bytearray(data[count * KEY_SIZE :]))

    def write(self) -> bytes:
        """All of it."""
        return self.keys.tobytes() + bytes(self.digits)

    def get(self, key: int) -> int:
        """The digit of a pair; 0 when it is nowhere."""
        at = bisect_left(self.keys, key)
        return self.digits[at] if at < len(self.keys) and self.keys[at] == key else 0

    def put(self, key: int, digit: int) -> None:
        """The digit of a pair from now on."""
        at = bisect_left(self.keys, key)
        known = at < len(self.keys) and self.keys[at] == key
        if known and digit:
            self.digits[at] = digit
        elif known:
            del self.keys[at], self.digits[at]
        elif digit:
            self.keys.insert(at, key)
            self.digits.insert(at, digit)


def keep_all(files: Iterable[bytes], keep: Keep) -> tuple[bytes, ...]:
    """Keep these files; their names."""
    names = []
    for file in files:
        names.append(digest_of(file))
        keep(names[-1], file)
    return tuple(names)


def digit_of(documents: int) -> int:
    """How common a term is that stands in so many documents, from 1 to 9; 0 when in none."""
    return min(9, documents.bit_length())


def shards_for(postings: int) -> int:
    """How many shards, a power of two, hold that many postings."""
    count = 1
    while count * POSTINGS_OF_SHARD < postings and count < MOST_SHARDS:
        count *= 2
    return count
