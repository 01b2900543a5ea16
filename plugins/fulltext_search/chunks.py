"""Chunks of documents: what they say, sorted by the places of their terms, in a file that waits to be merged."""

import json
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from .built import Run, Task
from .counting import counted
from .packing import NOTHING, Row, array_of
from .places import CRC_BITS, KEY_BITS, hash_of
from .shards import IndexFaultError, digest_of

PART_BITS = 6
PARTS = 1 << PART_BITS
WORD = np.dtype("<u4")
WORD_BITS = 32


def run_of(task: Task, numbers: range, first: int) -> Run:
    """What the documents ``numbers`` say, counted from ``first``; their records and phrases are kept."""
    said = [task.contribute(number) for number in numbers]
    found = counted([one.passages for one in said], numbers.start - first, task.normalise)
    if numbers and not (len(found.keys) or found.others):
        raise IndexFaultError(f"搜索索引是空的：{len(numbers)} 篇稿件没有产生任何词条")
    phrases = json.dumps([one.phrases for one in said], ensure_ascii=False, separators=(",", ":")).encode()
    names = []
    for data in (*(one.record for one in said), phrases):
        names.append(digest_of(data))
        task.keep(names[-1], data)
    file = task.folder / f"{numbers.start}.run"
    parts: list[dict[str, Row]] = [{} for _ in range(PARTS)]
    for term, own in found.others.items():
        parts[hash_of(term) >> CRC_BITS - PART_BITS][term] = own
    others = []
    with file.open("wb") as out:
        out.write(found.keys.astype(WORD).tobytes())
        out.write(found.postings.astype(WORD).tobytes())
        for of_part in parts:
            text = "\n".join(of_part).encode("utf-8", "surrogatepass")
            others.append((out.tell(), len(text), len(of_part)))
            out.write(text)
            out.write(array_of([len(own) for own in of_part.values()]).astype(WORD).tobytes())
            out.write(b"".join(own.astype(WORD).tobytes() for own in of_part.values()))
    bounds = np.searchsorted(found.keys, np.arange(PARTS + 1, dtype=np.int64) << KEY_BITS - PART_BITS)
    singles = sum(len(own) for term, own in found.others.items() if len(term) == 1)
    worth = len(found.keys) + sum(map(len, found.others.values())) - singles
    return Run(file, tuple(bounds.tolist()), tuple(others), worth, tuple(names[:-1]), (len(said), names[-1]))


def pairs_in(runs: Iterable[Run], parts: range) -> tuple[Row, Row]:
    """The keys and postings of pairs in these parts, over all chunks: ascending by key, then by posting."""
    rows = [NOTHING]
    for run in runs:
        start, end = run.pairs[parts.start], run.pairs[parts.stop]
        keys = _words(run, start * WORD.itemsize, end - start)
        rows.append(keys << WORD_BITS | _words(run, (run.pairs[-1] + start) * WORD.itemsize, end - start))
    every = np.concatenate(rows)
    every.sort()
    return every >> WORD_BITS, every & (1 << WORD_BITS) - 1


def others_in(runs: Iterable[Run], parts: range) -> dict[str, Row]:
    """The other terms in these parts with their postings, over all chunks."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for run in runs:
        for part in parts:
            start, length, many = run.others[part]
            if not many:
                continue
            with run.file.open("rb") as source:
                source.seek(start)
                names = source.read(length).decode("utf-8", "surrogatepass").split("\n")
            counts = _words(run, start + length, many)
            postings = _words(run, start + length + many * WORD.itemsize, int(counts.sum()))
            for name, own in zip(names, np.split(postings, np.cumsum(counts)[:-1]), strict=True):
                found[name].append(own)
    return {name: np.concatenate(own) for name, own in found.items()}


def _words(run: Run, start: int, count: int) -> Row:
    return np.fromfile(run.file, WORD, count, offset=start).astype(np.int64)
