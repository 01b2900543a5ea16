"""Chunks of documents: what they say, sorted by the places of their terms, in a file that waits to be merged."""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import numpy as np

from .built import Run, Task
from .characters import PART_BITS, PARTS, part_of_term
from .counting import Others, counted
from .packing import NOTHING, Row, array_of
from .places import KEY_BITS
from .shards import IndexFaultError, digest_of

WORD = np.dtype("<u4")
WORD_BITS = 32


def run_of(task: Task, numbers: range, first: int) -> Run:
    """What the documents ``numbers`` say, counted from ``first``; their records and phrases are kept."""
    said = [task.contribute(number) for number in numbers]
    found = counted([one.passages for one in said], numbers.start - first, task.normalise)
    if numbers and not (len(found.keys) or found.others.names):
        raise IndexFaultError(f"搜索索引是空的：{len(numbers)} 篇稿件没有产生任何词条")
    phrases = json.dumps([one.phrases for one in said], ensure_ascii=False, separators=(",", ":")).encode()
    names = []
    for data in (*(one.record for one in said), phrases):
        names.append(digest_of(data))
        task.keep(names[-1], data)
    file = task.folder / f"{numbers.start}.run"
    others = []
    with file.open("wb") as out:
        out.write(found.keys.astype(WORD).tobytes())
        out.write(found.postings.astype(WORD).tobytes())
        for own in _by_part(found.others):
            others.append(out.tell())
            out.write(_written(own))
        others.append(out.tell())
    bounds = np.searchsorted(found.keys, np.arange(PARTS + 1, dtype=np.int64) << KEY_BITS - PART_BITS)
    several = array_of([len(name) > 1 for name in found.others.names])
    worth = len(found.keys) + int(np.dot(several, found.others.counts))
    return Run(file, tuple(bounds.tolist()), tuple(others), worth, tuple(names[:-1]), (len(said), names[-1]))


def _by_part(others: Others) -> Iterator[Others]:
    """The terms of each part."""
    parts = array_of([part_of_term(name) for name in others.names])
    order = np.argsort(parts, kind="stable")
    ends = np.searchsorted(parts[order], np.arange(PARTS), side="right")
    return map(others.only, np.split(order, ends[:-1]))


def _written(others: Others) -> bytes:
    """How many terms, how long their names are, the names, the counts, the postings."""
    if not others.names:
        return b""
    names = "\n".join(others.names).encode("utf-8", "surrogatepass")
    rows = (array_of([len(others.names), len(names)]), others.counts, others.postings)
    head, counts, postings = (row.astype(WORD).tobytes() for row in rows)
    return head + names + counts + postings


def _read(data: bytes) -> Iterator[Others]:
    """What :func:`_written` wrote, several times one behind the other."""
    at = 0
    while at < len(data):
        many, length = _words(data, at, 2).tolist()
        at += 2 * WORD.itemsize
        names = data[at : at + length].decode("utf-8", "surrogatepass").split("\n")
        counts = _words(data, at + length, many)
        at += length + many * WORD.itemsize
        postings = _words(data, at, int(counts.sum()))
        at += len(postings) * WORD.itemsize
        yield Others(names, counts, postings)


def pairs_in(runs: Iterable[Run], parts: range) -> tuple[Row, Row]:
    """The keys and postings of pairs in these parts, over all chunks: ascending by key, then by posting."""
    rows = [NOTHING]
    for run in runs:
        start, end = run.pairs[parts.start] * WORD.itemsize, run.pairs[parts.stop] * WORD.itemsize
        with run.file.open("rb") as source:
            keys, postings = (
                _bytes(source, before + start, end - start) for before in (0, run.pairs[-1] * WORD.itemsize)
            )
        many = (end - start) // WORD.itemsize
        rows.append(_words(keys, 0, many) << WORD_BITS | _words(postings, 0, many))
    return _apart(np.concatenate(rows))


def others_in(runs: Iterable[Run], parts: range) -> Others:
    """The other terms in these parts with their postings, over all chunks."""
    known: dict[str, int] = {}
    ids, rows = [NOTHING], [NOTHING]
    for run in runs:
        start, end = run.others[parts.start], run.others[parts.stop]
        with run.file.open("rb") as source:
            data = _bytes(source, start, end - start)
        for own in _read(data):
            ids.append(np.repeat(array_of([known.setdefault(name, len(known)) for name in own.names]), own.counts))
            rows.append(own.postings)
    names = sorted(known)
    places = np.zeros(len(names), np.int64)
    places[array_of([known[name] for name in names])] = np.arange(len(names))
    terms, postings = _apart(places[np.concatenate(ids)] << WORD_BITS | np.concatenate(rows))
    return Others(names, np.bincount(terms, minlength=len(names)), postings)


def _apart(every: Row) -> tuple[Row, Row]:
    """Terms and postings in order, of numbers that hold both."""
    every.sort()
    return every >> WORD_BITS, every & (1 << WORD_BITS) - 1


def _bytes(source: BinaryIO, start: int, length: int) -> bytes:
    source.seek(start)
    return source.read(length)


def _words(data: bytes, start: int, count: int) -> Row:
    return np.frombuffer(data, WORD, count, start).astype(np.int64)
