"""The postings of a volume from what its documents say: on every core, in little memory, with the same bytes anyhow.

Two steps. Each chunk of documents is turned into runs of postings by term, split into :data:`PARTS` by the term's
hash and laid into a temporary file; then each part is merged over all chunks and encoded into its shards. No process
ever holds more than one chunk or one part, so a hundred thousand articles need no more memory than ten thousand.
"""

import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from ..build_state.workers import executor
from .contribution import Contribution
from .postings import encoded
from .shards import IndexFaultError, digest_of, entries_in, entry_of, read_entry, shard_of

CHUNK = 800
PARTS = 16
POSTINGS_OF_SHARD = 4_000
"""A shard holds half of this to this many postings: 2 to 4 KB."""
MOST_SHARDS = 1 << 16
SAMPLE = 50
"""Each shard is read back whole; of the postings every fiftieth list is decoded as well."""
WORTH_FORKING = 200

Contribute = Callable[[int], Contribution]
Keep = Callable[[bytes, bytes], None]
"""Takes a finished file: the bytes that name it, and its own."""


@dataclass(frozen=True, slots=True)
class Built:
    """A volume: the names of its files, and its pairs of characters.

    ``shards`` are by number, ``records`` by document, ``wholes`` are the files of cut lists; in ``pairs`` each pair of
    characters stands behind a digit for how common it is. ``characters`` is a file of the lists of single characters,
    uncut, in the form of a shard; it is kept for the next edit and not published.
    """

    shards: tuple[bytes, ...]
    records: tuple[bytes, ...]
    wholes: tuple[bytes, ...]
    pairs: str
    characters: bytes
    postings: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Where a chunk's parts lie in its file, how many postings they are, and its records' names."""

    file: Path
    parts: tuple[tuple[int, int, int], ...]
    postings: int
    records: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What became of some parts: shards with their numbers, files of cut lists, pairs, single characters' lists."""

    shards: list[tuple[int, bytes]]
    wholes: list[bytes]
    pairs: str
    characters: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class _Task:
    contribute: Contribute
    keep: Keep
    folder: Path


class _Worker:
    """What a worker inherited when it was forked."""

    task: _Task | None = None


def _inherit(task: _Task | None) -> None:
    _Worker.task = task


def build(numbers: range, contribute: Contribute, keep: Keep, jobs: int) -> Built:
    """The shards and records of the documents ``numbers``; postings count from the first of them.

    ``keep`` is called in several processes at once. Raises IndexFaultError when nothing can be found in them.
    """
    starts = range(0, len(numbers), CHUNK if jobs < 2 else max(1, min(CHUNK, -(-len(numbers) // jobs))))  # noqa: PLR2004 - two make it parallel
    jobs = jobs if len(numbers) >= WORTH_FORKING else 1
    with TemporaryDirectory(prefix="search-") as folder:
        task = _Task(contribute, keep, Path(folder))
        try:
            with executor("processes", jobs, _inherit, (task,)) as workers:
                chunks = [numbers[start : start + starts.step] for start in starts]
                runs = list(workers.map(_run_of, chunks, [numbers.start] * len(chunks)))
                postings = sum(run.postings for run in runs)
                count = shards_for(postings)
                groups = [tuple(range(first, PARTS, count)) for first in range(min(count, PARTS))]
                merged = list(workers.map(_shards_of, groups, [runs] * len(groups), [count] * len(groups)))
        finally:
            _inherit(None)
    shards = {number: name for part in merged for number, name in part.shards}
    characters = shard_of({term: entry for part in merged for term, entry in part.characters.items()})
    keep(digest_of(characters), characters)
    return Built(
        tuple(shards[number] for number in range(count)),
        tuple(name for run in runs for name in run.records),
        tuple(sorted(name for part in merged for name in part.wholes)),
        "".join(part.pairs for part in merged),
        digest_of(characters),
        postings,
    )


def shards_for(postings: int) -> int:
    """How many shards, a power of two, hold that many postings."""
    count = 1
    while count * POSTINGS_OF_SHARD < postings and count < MOST_SHARDS:
        count *= 2
    return count


def _run_of(numbers: range, first: int) -> _Run:
    """What a chunk of documents says, by part of the terms; their records are kept."""
    task = _Worker.task
    assert task is not None  # noqa: S101 - set before any call
    postings: defaultdict[str, list[int]] = defaultdict(list)
    records = []
    for number in numbers:
        said = task.contribute(number)
        for term, rank in said.terms.items():
            postings[term].append(number - first << 2 | rank)
        records.append(digest_of(said.record))
        task.keep(records[-1], said.record)
    if numbers and not postings:
        raise IndexFaultError(f"搜索索引是空的：{len(numbers)} 篇稿件没有产生任何词条")
    terms: list[list[str]] = [[] for _ in range(PARTS)]
    for term in postings:
        terms[zlib.crc32(term.encode()) % PARTS].append(term)
    file = task.folder / f"{numbers.start}.run"
    parts = []
    with file.open("wb") as out:
        for of_part in terms:
            names = "\n".join(of_part).encode()
            counts = array("I", [len(postings[term]) for term in of_part])
            numbers_ = array("I", list(chain.from_iterable(map(postings.__getitem__, of_part))))
            parts.append((out.tell(), len(names), len(of_part)))
            out.write(names)
            out.write(counts.tobytes())
            out.write(numbers_.tobytes())
        parts.append((out.tell(), 0, 0))
    return _Run(file, tuple(parts), sum(map(len, postings.values())), tuple(records))


def _terms_of(run: _Run, part: int) -> Iterator["tuple[str, array[int]]"]:
    """The terms of one part of a chunk with their postings."""
    start, length, count = run.parts[part]
    if not count:
        return
    with run.file.open("rb") as source:
        source.seek(start)
        data = source.read(run.parts[part + 1][0] - start)
    size = array("I").itemsize
    counts = array("I")
    counts.frombytes(data[length : length + count * size])
    postings = array("I")
    postings.frombytes(data[length + count * size :])
    at = 0
    for term, many in zip(data[:length].decode().split("\n"), counts, strict=True):
        yield term, postings[at : at + many]
        at += many


def _shards_of(parts: Sequence[int], runs: Sequence[_Run], count: int) -> _Part:
    """The shards that the terms of these parts stand in, files of cut lists, and the pairs among the terms."""
    task = _Worker.task
    assert task is not None  # noqa: S101 - set before any call
    postings: dict[str, array[int]] = {}
    for part in parts:
        for run in runs:
            for term, found in _terms_of(run, part):
                if term in postings:
                    postings[term].extend(found)
                else:
                    postings[term] = found
    groups: dict[int, dict[str, bytes]] = {
        number: {} for part in parts for number in range(part % count, count, max(PARTS, 1))
    }
    wholes = []
    for term, found in postings.items():
        entry, whole = entry_of(term, found)
        groups[zlib.crc32(term.encode()) % count][term] = entry
        if whole:
            wholes.append(digest_of(whole))
            task.keep(wholes[-1], whole)
    shards = []
    for number, entries in groups.items():
        shard = shard_of(entries)
        read_back(shard, entries, postings)
        shards.append((number, digest_of(shard)))
        task.keep(shards[-1][1], shard)
    characters = {term: encoded(found) for term, found in postings.items() if len(term) == 1}
    return _Part(shards, wholes, _pairs(postings), characters)


def read_back(shard: bytes, entries: dict[str, bytes], postings: "dict[str, array[int]]") -> None:
    """Raise IndexFaultError unless the shard holds every entry, and each SAMPLE-th entry its postings."""
    if entries_in(shard) != entries:
        raise IndexFaultError("搜索索引写出后读回的词条与原来不同")
    for term in list(entries)[::SAMPLE]:
        entry = read_entry(entries[term])
        right = set(entry.found) <= set(postings[term]) if entry.cut else list(entry.found) == list(postings[term])
        if not right or entry.documents != len(postings[term]):
            raise IndexFaultError(f"搜索索引写出后读回的“{term}”与原来不同")


def _pairs(postings: "dict[str, array[int]]") -> str:
    """The pairs among the terms, each behind a digit for how common it is: three characters a pair."""
    return "".join(digit_of(len(found)) + term for term, found in postings.items() if is_han_pair(term))


def digit_of(documents: int) -> str:
    """How common a term is that stands in so many documents, in one digit; 0 when in none."""
    return str(min(9, documents.bit_length()))


def is_han_pair(term: str) -> bool:
    """Whether the term is two characters of the basic plane that may be Chinese."""
    return len(term) == 2 and "\u2fff" < term[0] <= "\uffff" and "\u2fff" < term[1] <= "\uffff"  # noqa: PLR2004 - a pair
