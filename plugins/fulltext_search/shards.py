"""Shards: the files in which a reader's browser finds the postings of a term, and how it knows that one is whole.

    YGS3                             four bytes: ours, of this format
    room                             a varint: above all numbers (:func:`.postings.room_of`)
    bits of a key                    a varint (:mod:`.places`)
    pairs, others                    varints: how many pairs of Chinese characters, how many other terms
    length, names                    a varint and UTF-8: the other terms, in order, a line each
    bits                             of each pair, in order, the gap of its key as a Rice code, and its list;
                                     then the lists of the others (:mod:`.postings`)
    CRC-32 of all before             four bytes; a cut or replaced file has another

A list too long for a shard is cut to its best postings, and named is the file with the whole list (zeros where there is
none: a single character).
"""

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .places import KEY_BITS, MASK, is_han_pair, key_of, pair_of
from .postings import (
    NAME_BYTES,
    Found,
    bits_of,
    bytes_of,
    decoded,
    encoded,
    parameter,
    passed,
    read_rice,
    read_varint,
    rice,
    varint,
)

HEAD = b"YGS3"
LONGEST_LIST = 3_000
"""Bytes of a list that stands in its shard whole."""
BEST = 300
BEST_OF_CHARACTER = 50
"""How many postings a cut list keeps: more than a reader turns over, and enough to rank by."""


class IndexFaultError(AssertionError):
    """The index came out empty or unreadable: our bug, never the editor's. A site is not published with it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What all shards of a volume have in common: the room of its numbers, and how many shards there are."""

    room: int
    shards: int

    @property
    def key_bits(self) -> int:
        """Bits of a pair's key that its shard's number does not say."""
        return KEY_BITS - self.shards.bit_length() + 1


@dataclass(frozen=True, slots=True)
class Opened:
    """What a shard holds: the bits of each term's list, and the room of its numbers."""

    room: int
    entries: dict[str, str]


def sealed(data: bytes) -> bytes:
    """``data`` with its CRC-32 behind it."""
    return data + zlib.crc32(data).to_bytes(4, "big")


def unsealed(data: bytes) -> bytes:
    """What :func:`sealed` sealed. Raises IndexFaultError when it is not whole."""
    if len(data) < 4 or zlib.crc32(data[:-4]).to_bytes(4, "big") != data[-4:]:  # noqa: PLR2004 - a CRC-32
        raise IndexFaultError(f"搜索索引的文件读不回来：{len(data)} 字节，校验和不对")
    return data[:-4]


def digest_of(data: bytes) -> bytes:
    """The six bytes that name a file by its content."""
    return hashlib.sha256(data).digest()[:NAME_BYTES]


def entry_of(term: str, found: Sequence[int], room: int) -> tuple[str, bytes]:
    """The bits of a term's list (postings are ``number * 4 + rank``), and the file of all where it is cut (else empty)."""
    whole = _encoded(found, room)
    if len(term) == 1:
        if len(found) <= BEST_OF_CHARACTER:
            return whole, b""
        return _cut(found, BEST_OF_CHARACTER, bytes(NAME_BYTES), room), b""
    if len(whole) <= LONGEST_LIST * 8:
        return whole, b""
    file = whole_file(bytes_of(whole), term, room)
    return _cut(found, BEST, digest_of(file), room), file


def whole_file(bits: bytes, term: str, room: int) -> bytes:
    """The file of a whole list; with the term behind it, so that two terms of the same documents have a file each."""
    return sealed(varint(room) + bits + term.encode())


def read_whole(file: bytes) -> Found:
    """The list in a file of its own."""
    data = unsealed(file)
    room, at = read_varint(data, 0)
    return decoded(bits_of(data[at:]), 0, room)[0]


def _encoded(found: Sequence[int], room: int, cut: tuple[int, bytes] | None = None) -> str:
    return encoded([one >> 2 for one in found], [one & 3 for one in found], room, cut=cut)


def _cut(found: Sequence[int], most: int, name: bytes, room: int) -> str:
    best = sorted(sorted(found, key=lambda posting: (-(posting & 3), -posting))[:most])
    return _encoded(best, room, (len(found), name))


def shard_of(entries: Mapping[str, str], layout: Layout) -> bytes:
    """The file of these terms, each with the bits of its list."""
    pairs = sorted((key_of(term) & MASK >> KEY_BITS - layout.key_bits, term) for term in entries if is_han_pair(term))
    others = sorted(term for term in entries if not is_han_pair(term))
    size = parameter(len(pairs), 1 << layout.key_bits) if pairs else 0
    parts = []
    before = -1
    for key, term in pairs:
        parts += [rice(key - before - 1, size), entries[term]]
        before = key
    parts += [entries[term] for term in others]
    return framed(layout, len(pairs), others, bytes_of("".join(parts)))


def framed(layout: Layout, pairs: int, others: Sequence[str], bits: bytes) -> bytes:
    """The file of a shard with these bits."""
    names = "\n".join(others).encode()
    numbers = (layout.room, layout.key_bits, pairs, len(others), len(names))
    return sealed(HEAD + b"".join(map(varint, numbers)) + names + bits)


def opened(shard: bytes, number: int) -> Opened:
    """What shard ``number`` holds. Raises IndexFaultError when it is cut or not a shard."""
    data = unsealed(shard)
    if data[: len(HEAD)] != HEAD:
        raise IndexFaultError(f"搜索索引的分片读不回来：开头是 {data[:8]!r}")
    try:
        return _opened(data, number)
    except (ValueError, IndexError) as fault:
        raise IndexFaultError(f"搜索索引的分片读不回来：{fault}") from fault


def _opened(data: bytes, number: int) -> Opened:
    at = len(HEAD)
    numbers = []
    for _ in range(5):
        value, at = read_varint(data, at)
        numbers.append(value)
    room, key_bits, pairs, others, length = numbers
    names = data[at : at + length].decode().split("\n") if others else []
    if len(names) != others:
        raise IndexFaultError(f"搜索索引的分片读不回来：{others} 个词只有 {len(names)} 个名字")
    bits = bits_of(data[at + length :])
    size = parameter(pairs, 1 << key_bits) if pairs else 0
    key, at = (number << key_bits) - 1, 0
    entries: dict[str, str] = {}
    for _ in range(pairs):
        gap, start = read_rice(bits, at, size)
        key += gap + 1
        at = passed(bits, start, room)
        entries[pair_of(key)] = bits[start:at]
    for name in names:
        start, at = at, passed(bits, at, room)
        entries[name] = bits[start:at]
    if len(bits) - at >= 8 or len(entries) != pairs + others:  # noqa: PLR2004 - a byte
        raise IndexFaultError(f"搜索索引的分片读不回来：多出 {len(bits) - at} 位")
    return Opened(room, entries)


def terms_in(shards: Iterable[bytes]) -> dict[str, Found]:
    """What all of these shards say, in order of their numbers, decoded."""
    found = {}
    for number, shard in enumerate(shards):
        data = opened(shard, number)
        found.update({term: decoded(bits, 0, data.room)[0] for term, bits in data.entries.items()})
    return found
