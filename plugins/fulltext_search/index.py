"""The index of a site: postings by term, in shards that the reader's browser fetches one by one.

Files, all below one folder::

    index.json           format, number of documents, names of shards and records, the folding table
    <hash>.txt           a shard: a head line, one line a term, and a last line that counts them
    <hash>.json          a document's record

A term's line is the term, a space, and its postings; behind another space the number of documents that hold it, where
the list was cut. Postings are ``(document - previous document) * 16 + impact`` in base 64 with a continuation bit.
Documents are numbered by date, so that a new one is added at the end. ``index.json`` alone has a fixed name; browsers
ask for it anew each time.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .folding import as_pairs
from .impacts import DocumentTerms

FORMAT = 1
HEAD = "yugong-search"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SHARD_BYTES = 12_000
LONGEST_LIST = 1_000
LONGEST_LIST_OF_CHARACTER = 200
MOST_SHARDS = 1 << 16
NAME_LENGTH = 12
SAMPLE = 50
"""Each shard is read back whole; of the postings every fiftieth list is decoded as well."""

Postings = list[tuple[int, int]]
"""Pairs of document number and impact, by document number."""


class IndexFaultError(AssertionError):
    """The index came out empty or unreadable: our bug, never the editor's. A site is not published with it."""


@dataclass(frozen=True, slots=True)
class Index:
    """The files of an index by name."""

    files: Mapping[str, bytes]


def merge(documents: Iterable[DocumentTerms]) -> Index:
    """The index of all documents. Raises IndexFaultError when it is empty although they are not, or cannot be read back."""
    ordered = sorted(documents, key=lambda d: (d.day, d.url))
    postings: defaultdict[str, Postings] = defaultdict(list)
    for number, document in enumerate(ordered):
        for term, impact in document.terms:
            postings[term].append((number, impact))
    if ordered and not postings:
        raise IndexFaultError(f"搜索索引是空的：{len(ordered)} 篇稿件没有产生任何词条")
    lines = {term: line_of(term, found) for term, found in sorted(postings.items())}
    shards = [shard_of(group) for group in _grouped(lines)]
    _read_back(shards, lines, postings)
    named = [(_name(shard, "txt"), shard) for shard in shards]
    records = [(_name(document.record, "json"), document.record) for document in ordered]
    head = {
        "format": FORMAT,
        "documents": len(ordered),
        "shards": [name for name, _ in named],
        "records": [name for name, _ in records],
        "folding": as_pairs(),
    }
    index = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return Index(dict(sorted([("index.json", index), *named, *records])))


def line_of(term: str, found: Postings) -> str:
    """One line of a shard.

    >>> line_of("补助", [(0, 9), (2, 15)])
    '补助 JvB'
    """
    longest = LONGEST_LIST_OF_CHARACTER if len(term) == 1 else LONGEST_LIST
    if len(found) <= longest:
        return f"{term} {encoded(found)}"
    best = sorted(sorted(found, key=lambda posting: (-posting[1], -posting[0]))[:longest])
    return f"{term} {encoded(best)} {len(found)}"


def encoded(found: Postings) -> str:
    """Postings as text: five bits a character, the low ones first, the sixth says that more follow.

    >>> decoded(encoded([(0, 9), (2, 15), (1000, 1)]))
    [(0, 9), (2, 15), (1000, 1)]
    """
    text: list[str] = []
    last = 0
    for number, impact in found:
        value = (number - last) * 16 + impact
        last = number
        while value > 31:  # noqa: PLR2004 - five bits
            text.append(DIGITS[value & 31 | 32])
            value >>= 5
        text.append(DIGITS[value])
    return "".join(text)


def decoded(text: str) -> Postings:
    """The postings of ``text``, as the browser reads them."""
    found: Postings = []
    value = shift = number = 0
    for character in text:
        digit = DIGITS.index(character)
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:  # noqa: PLR2004 - no continuation bit
            number += value >> 4
            found.append((number, value & 15))
            value = shift = 0
    return found


def shard_number(term: str, count: int) -> int:
    """The shard of ``term`` among ``count``: FNV-1a (32 bits) of its UTF-8 bytes.

    >>> shard_number("a", 1 << 32) == 0xE40C292C
    True
    """
    value = 0x811C9DC5
    for byte in term.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value % count


def shard_of(lines: list[str]) -> bytes:
    """A shard with its head and its last line; a cut file lacks the last line."""
    return "\n".join([f"{HEAD} {FORMAT}", *lines, f"={len(lines)}"]).encode()


def lines_in(shard: bytes) -> dict[str, str]:
    """What follows each term in a shard. Raises IndexFaultError when it is cut or not a shard."""
    head, *lines, last = shard.decode().split("\n")
    if head != f"{HEAD} {FORMAT}" or last != f"={len(lines)}":
        raise IndexFaultError(f"搜索索引的分片读不回来：开头是“{head[:40]}”，结尾是“{last[:40]}”")
    return dict(line.split(" ", 1) for line in lines)


def terms_in(shard: bytes) -> dict[str, Postings]:
    """The postings of each term in a shard."""
    return {term: decoded(rest.split(" ")[0]) for term, rest in lines_in(shard).items()}


def _grouped(lines: Mapping[str, str]) -> list[list[str]]:
    """The lines by shard; as many shards (a power of two) as keep them near SHARD_BYTES."""
    size = sum(len(line.encode()) + 1 for line in lines.values())
    count = 1
    while count * SHARD_BYTES < size and count < MOST_SHARDS:
        count *= 2
    groups: list[list[str]] = [[] for _ in range(count)]
    for term, line in lines.items():
        groups[shard_number(term, count)].append(line)
    return groups


def _read_back(shards: list[bytes], lines: Mapping[str, str], postings: Mapping[str, Postings]) -> None:
    """Raise IndexFaultError unless the shards hold every line, and every SAMPLE-th one its postings."""
    read = [(term, rest) for shard in shards for term, rest in lines_in(shard).items()]
    if sorted(f"{term} {rest}" for term, rest in read) != sorted(lines.values()):
        raise IndexFaultError("搜索索引写出后读回的词条与原来不同")
    for term, rest in read[::SAMPLE]:
        back = decoded(rest.split(" ")[0])
        if back != postings[term] and (" " not in rest or not set(back) <= set(postings[term])):
            raise IndexFaultError(f"搜索索引写出后读回的“{term}”与原来不同")


def _name(data: bytes, suffix: str) -> str:
    return f"{hashlib.sha256(data).hexdigest()[:NAME_LENGTH]}.{suffix}"
