"""Some parts of the places over all chunks: their lists, cut where they are too long, encoded into shards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from . import shards as limits
from .built import Run, Task
from .chunks import PART_BITS, WORD, others_in, pairs_in
from .packing import (
    Keys,
    Lists,
    Row,
    array_of,
    digits_of,
    keyless,
    packed,
    parameters,
    sizes_of,
    starts_of,
    whole_lists,
)
from .places import CRC_BITS, KEY_BITS, hash_of, pair_of
from .postings import decoded
from .shards import IndexFaultError, Layout, digest_of, framed, opened, whole_file

SAMPLE = 8
"""Of the shards every eighth is read back whole, and of its lists every eighth is decoded."""
COMMONEST = 9


@dataclass(slots=True)
class Part:
    """What became of some parts: shards by number, files of cut lists and of characters, pairs with their digits."""

    keys: bytes
    digits: bytes
    shards: list[bytes] = field(default_factory=list)
    wholes: list[bytes] = field(default_factory=list)
    characters: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms of all lists, pairs before others: keys of the first, names of the rest; the shard of each.

    ``numbers`` are the shards that they fill.
    """

    keys: Row
    names: list[str]
    shards: Row
    numbers: range
    layout: Layout

    def __getitem__(self, place: int) -> str:
        return pair_of(int(self.keys[place])) if place < len(self.keys) else self.names[place - len(self.keys)]


def part_of(task: Task, parts: range, runs: Sequence[Run], layout: Layout) -> Part:
    """The shards that the terms of these parts stand in."""
    keys, postings = pairs_in(runs, parts)
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    others = dict(sorted(others_in(runs, parts).items()))
    counts = np.diff(first, append=len(keys))
    part = Part(keys[first].astype(WORD).tobytes(), np.minimum(digits_of(counts), COMMONEST).astype(np.uint8).tobytes())
    bits = layout.shards.bit_length() - 1
    hashes = array_of([hash_of(term) for term in others])
    places = np.concatenate((keys[first] >> KEY_BITS - bits, hashes >> CRC_BITS - bits))
    numbers = range(parts.start * layout.shards >> PART_BITS, max(1, parts.stop * layout.shards >> PART_BITS))
    terms = _Terms(keys[first], list(others), places, numbers, layout)
    every = np.concatenate((postings, *others.values()))
    counts = np.concatenate((counts, array_of([len(own) for own in others.values()])))
    lists = whole_lists(counts, every >> 2, every & 3, np.full(len(counts), layout.room))
    shown = _cut(task, part, terms, lists)
    _shards(task, part, terms, shown)
    return part


def _cut(task: Task, part: Part, terms: _Terms, lists: Lists) -> Lists:
    """The lists as they stand in shards; the files of those that are cut are kept."""
    if not len(lists.counts):
        return lists
    pairs = len(terms.keys)
    single = np.zeros(len(lists.counts), bool)
    single[pairs:] = [len(name) == 1 for name in terms.names]
    long = np.where(single, lists.counts > limits.BEST_OF_CHARACTER, sizes_of(lists) > limits.LONGEST_LIST * 8)
    chosen = np.flatnonzero(long)
    wholes = chosen[~single[chosen]]
    files = packed(lists.only(wholes), keyless(len(wholes)))
    bits = dict(zip(wholes.tolist(), files, strict=True))
    starts = starts_of(lists.counts)
    kept = np.ones(len(lists.numbers), bool)
    counts, names = lists.counts.copy(), lists.names.copy()
    for place in chosen.tolist():
        own = slice(int(starts[place]), int(starts[place] + lists.counts[place]))
        numbers, ranks = lists.numbers[own], lists.ranks[own]
        if place in bits:
            file, most = whole_file(bits[place], terms[place], int(lists.rooms[place])), limits.BEST
            name = digest_of(file)
            part.wholes.append(name)
            names[place] = int.from_bytes(name, "big")
        else:
            file, most = (numbers << 2 | ranks).astype(WORD).tobytes(), limits.BEST_OF_CHARACTER
            name = part.characters[terms[place]] = digest_of(file)
            names[place] = 0
        task.keep(name, file)
        best = np.lexsort((-numbers, -ranks))[:most]
        kept[own] = False
        kept[best + own.start] = True
        counts[place] = len(best)
    return Lists(counts, lists.documents, names, lists.numbers[kept], lists.ranks[kept], lists.rooms)


def _shards(task: Task, part: Part, terms: _Terms, lists: Lists) -> None:
    pairs, numbers, layout = len(terms.keys), terms.numbers, terms.layout
    order = np.argsort(terms.shards, kind="stable")
    groups = terms.shards[order] - numbers.start
    keyed = order < pairs
    held = np.bincount(groups[keyed], minlength=len(numbers))
    inside = terms.keys & (1 << layout.key_bits) - 1
    gaps, widths = np.full(len(order), -1), np.zeros(len(order), np.int64)
    own = np.flatnonzero(keyed)
    # Ascending keys: the gap to the one before, or from the beginning of the shard.
    fresh = np.diff(groups[own], prepend=-1) != 0
    gaps[own] = np.where(fresh, inside, np.diff(inside, prepend=0) - 1)
    widths[own] = parameters(held, np.full(len(held), 1 << layout.key_bits))[groups[own]]
    bits = packed(lists.only(order), Keys(groups, gaps, widths, len(numbers)))
    names: list[list[str]] = [[] for _ in numbers]
    for place, name in zip((terms.shards[pairs:] - numbers.start).tolist(), terms.names, strict=True):
        names[place].append(name)
    for number, of_shard, body, many in zip(numbers, names, bits, held.tolist(), strict=True):
        shard = framed(layout, many, of_shard, body)
        part.shards.append(digest_of(shard))
        task.keep(part.shards[-1], shard)
        if number % SAMPLE == 0:
            places = order[groups == number - numbers.start].tolist()
            read_back(shard, number, {terms[place]: place for place in places}, lists)


def read_back(shard: bytes, number: int, places: Mapping[str, int], lists: Lists) -> None:
    """Raise IndexFaultError unless the shard holds exactly these terms, and each SAMPLE-th has its postings."""
    data = opened(shard, number)
    if list(data.entries) != list(places):
        raise IndexFaultError("搜索索引写出后读回的词条与原来不同")
    starts = starts_of(lists.counts)
    for term, place in list(places.items())[::SAMPLE]:
        found = decoded(data.entries[term], 0, data.room)[0]
        own = slice(int(starts[place]), int(starts[place] + lists.counts[place]))
        right = (lists.numbers[own].tolist(), lists.ranks[own].tolist(), int(lists.documents[place]))
        if (list(found.numbers), list(found.ranks), found.documents) != right:
            raise IndexFaultError(f"搜索索引写出后读回的“{term}”与原来不同")
