"""Sounds: which pairs of characters of the site's texts are read alike.

With them a reader finds by pinyin whatever stands in a text, not only names, and a wrong character of the right
sound is mended: 付国 and 国涛 sound like 傅国 and 国涛, which occur, and chain to 傅国涛.

The sounds are files of lists (:mod:`.postings`). A list is of the pairs with two given syllables; its key is made of the
syllables' places among all, its numbers of the characters' places among those with their syllable, and its ranks say
how common the pairs are. Reader and builder have both orders from the table of readings. A file::

    YGA1                     four bytes
    bits of a key, lists     varints
    bits                     of each list the gap of its key as a Rice code, and the list
    CRC-32

The key's remainder by the number of files says the file, its quotient the key in it.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from .postings import bits_of, bytes_of, decoded, encoded, parameter, read_rice, read_varint, rice, varint
from .readings import readings
from .shards import IndexFaultError, sealed, unsealed

HEAD = b"YGA1"
ROWS_OF_BUCKET = 2_500
MANY = 2_000
"""On a site of so many documents a pair must stand in two of them to be offered by its sound: most others are accidents."""
RANK_OF_DIGIT = (0, 0, 1, 1, 2, 2, 2, 3, 3, 3)
"""In one document; in two to seven; in eight to sixty-three; in more."""

Bucket = dict[int, list[tuple[int, int]]]
"""Numbers and ranks of each list, by key."""


@dataclass(frozen=True, slots=True)
class Table:
    """All syllables in order, the characters of each in order, the places of each character's syllables."""

    syllables: tuple[str, ...]
    characters: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]

    def room(self, key: int) -> int:
        """How many pairs there may be under a key."""
        first, second = divmod(key, len(self.syllables))
        return len(self.characters[first]) * len(self.characters[second])

    def places_of(self, pair: str) -> Iterator[tuple[int, int]]:
        """The keys of a pair, with its number under each."""
        for first, second in product(self.places.get(pair[0], ()), self.places.get(pair[1], ())):
            number = self.characters[first].index(pair[0]) * len(self.characters[second])
            yield first * len(self.syllables) + second, number + self.characters[second].index(pair[1])


def table_in(file: bytes) -> Table:
    """The table that the file of readings says (:func:`table_of_readings`)."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in zlib.decompress(file).decode().split("\n"):
        syllable, _, characters = line.partition(" ")
        found[syllable].extend(characters)
    del found[""]
    syllables = tuple(sorted(found))
    places: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
    for place, syllable in enumerate(syllables):
        for character in found[syllable]:
            places[character] += (place,)
    return Table(syllables, tuple("".join(sorted(found[one])) for one in syllables), dict(places))


def buckets_for(rows: int) -> int:
    """How many files, a power of two, hold so many rows."""
    count = 1
    while count * ROWS_OF_BUCKET < rows:
        count *= 2
    return count


def least_digit(documents: int) -> int:
    """How common (:func:`.built.digit_of`) a pair must be in a volume of a site of so many documents to have a sound."""
    return 1 + (documents >= MANY)


def key_bits(table: Table, count: int) -> int:
    """Bits that hold any key of one of so many files."""
    return (len(table.syllables) ** 2 // count).bit_length()


def framed(bits_of_key: int, lists: int, bits: bytes) -> bytes:
    """The file of so many lists."""
    return sealed(HEAD + varint(bits_of_key) + varint(lists) + bits)


def bucket_file(table: Table, bucket: Bucket, number: int, count: int) -> bytes:
    """File ``number`` of ``count``; the same bytes as :mod:`.alike` makes."""
    size = parameter(len(bucket), 1 << key_bits(table, count)) if bucket else 0
    parts = []
    before = -1
    for key in sorted(bucket):
        rows = sorted(bucket[key])
        gap = (key - number) // count - before - 1
        before += gap + 1
        room = table.room(key)
        parts += [rice(gap, size), encoded([row[0] for row in rows], [row[1] for row in rows], room)]
    return framed(key_bits(table, count), len(bucket), bytes_of("".join(parts)))


def bucket_in(table: Table, file: bytes, number: int, count: int) -> Bucket:
    """What :func:`bucket_file` wrote."""
    data = unsealed(file)
    if data[: len(HEAD)] != HEAD:
        raise IndexFaultError(f"搜索索引的读音读不回来：开头是 {data[:8]!r}")
    _, at = read_varint(data, len(HEAD))
    lists, at = read_varint(data, at)
    bits = bits_of(data[at:])
    size = parameter(lists, 1 << key_bits(table, count)) if lists else 0
    found: Bucket = {}
    place, end = -1, 0
    for _ in range(lists):
        gap, end = read_rice(bits, end, size)
        place += gap + 1
        key = place * count + number
        rows, end = decoded(bits, end, table.room(key))
        found[key] = list(zip(rows.numbers, rows.ranks, strict=True))
    return found


def table_of_readings() -> bytes:
    """Every character under its syllables: lines of a syllable and characters, deflated; usual readings, then others."""
    parts = []
    for turn in (0, 1):
        lines: defaultdict[str, list[str]] = defaultdict(list)
        for character, said in sorted(readings().items()):
            if len(said) > turn:
                lines[said[turn]].append(character)
        parts.append("\n".join(f"{syllable} {''.join(lines[syllable])}" for syllable in sorted(lines)))
    return zlib.compress("\n\n".join(parts).encode(), 9)
