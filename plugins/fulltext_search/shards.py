"""Shards: the files in which a reader's browser finds the postings of a term, and how it knows that one is whole.

    YGS2                               four bytes: ours, of this format
    pairs                              a varint: how many terms of two characters of the basic plane follow, in order
      first - previous first           a varint, of the first character's code
      second                           two bytes
      entry
    others                             a varint: how many other terms follow, in order
      length, UTF-8, entry
    CRC-32 of all before               four bytes; a cut or replaced file has another

An entry is a list (:mod:`.postings`). One too long for a shard is cut: twice the number of documents plus one, six
bytes of the name of the file with the whole list (zeros where there is none: a single character), and the best of
the list.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .postings import decoded, encoded, read_varint, skipped, varint

HEAD = b"YGS2"
NAME_BYTES = 6
BASIC_PLANE = 0x10000
PAIR = 2
LONGEST_LIST = 3_000
"""Bytes of a list that stands in its shard whole."""
BEST = 300
BEST_OF_CHARACTER = 100
"""How many postings a cut list keeps: more than a reader turns over, and enough to rank by."""


class IndexFaultError(AssertionError):
    """The index came out empty or unreadable: our bug, never the editor's. A site is not published with it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a shard says of a term: the documents that have it, their postings, and the file of all of them if cut."""

    documents: int
    found: tuple[int, ...]
    whole: bytes = b""
    cut: bool = False


def term_hash(term: str) -> int:
    """CRC-32 of the term's UTF-8; its low bits are the number of the shard.

    >>> term_hash("补助")
    3177717403
    """
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


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


def entry_of(term: str, found: Sequence[int]) -> tuple[bytes, bytes]:
    """The entry of a term, and the file of its whole list where the entry is cut (else empty)."""
    if len(term) == 1:
        if len(found) <= BEST_OF_CHARACTER:
            return encoded(found), b""
        return _cut(found, BEST_OF_CHARACTER, bytes(NAME_BYTES)), b""
    whole = encoded(found)
    if len(whole) <= LONGEST_LIST:
        return whole, b""
    # With the term behind it: two terms of the same documents have a file each, so that one can change alone.
    file = sealed(whole + term.encode())
    return _cut(found, BEST, digest_of(file)), file


def _cut(found: Sequence[int], most: int, name: bytes) -> bytes:
    best = sorted(sorted(found, key=lambda posting: (-(posting & 3), -posting))[:most])
    return varint(len(found) << 1 | 1) + name + encoded(best)


def read_entry(data: bytes, at: int = 0) -> Entry:
    """What :func:`entry_of` wrote."""
    head, behind = read_varint(data, at)
    if not head & 1:
        found, _ = decoded(data, at)
        return Entry(len(found), tuple(found))
    name = data[behind : behind + NAME_BYTES]
    found, _ = decoded(data, behind + NAME_BYTES)
    return Entry(head >> 1, tuple(found), b"" if name == bytes(NAME_BYTES) else name, cut=True)


def shard_of(entries: Mapping[str, bytes]) -> bytes:
    """The file of these terms."""
    pairs = sorted(term for term in entries if _is_pair(term))
    others = sorted(term for term in entries if not _is_pair(term))
    parts = [HEAD, varint(len(pairs))]
    before = 0
    for term in pairs:
        first = ord(term[0])
        parts += (varint(first - before), ord(term[1]).to_bytes(2, "big"), entries[term])
        before = first
    parts.append(varint(len(others)))
    for term in others:
        name = term.encode()
        parts += (varint(len(name)), name, entries[term])
    return sealed(b"".join(parts))


def entries_in(shard: bytes) -> dict[str, bytes]:
    """The entry of each term of a shard. Raises IndexFaultError when it is cut or not a shard."""
    data = unsealed(shard)
    if data[: len(HEAD)] != HEAD:
        raise IndexFaultError(f"搜索索引的分片读不回来：开头是 {data[:8]!r}")
    return dict(_entries(data))


def _entries(data: bytes) -> Iterator[tuple[str, bytes]]:
    count, at = read_varint(data, len(HEAD))
    first = 0
    for _ in range(count):
        step, at = read_varint(data, at)
        first += step
        end = _behind(data, at + 2)
        yield chr(first) + chr(int.from_bytes(data[at : at + 2], "big")), data[at + 2 : end]
        at = end
    count, at = read_varint(data, at)
    for _ in range(count):
        length, at = read_varint(data, at)
        end = _behind(data, at + length)
        yield data[at : at + length].decode(), data[at + length : end]
        at = end
    if at != len(data):
        raise IndexFaultError(f"搜索索引的分片读不回来：多出 {len(data) - at} 字节")


def _behind(data: bytes, at: int) -> int:
    head, behind = read_varint(data, at)
    return skipped(data, behind + NAME_BYTES if head & 1 else at)


def _is_pair(term: str) -> bool:
    return len(term) == PAIR and max(map(ord, term)) < BASIC_PLANE


def terms_in(shards: Iterable[bytes]) -> dict[str, Entry]:
    """What all of these shards say, decoded."""
    return {term: read_entry(entry) for shard in shards for term, entry in entries_in(shard).items()}
