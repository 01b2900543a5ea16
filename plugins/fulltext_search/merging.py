"""Some parts of the places over all chunks: their lists, cut where they are too long, encoded into shards."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from . import shards as limits
from .built import Run, Task, keep_all
from .characters import PART_BITS, file_of, part_of_term
from .chunks import WORD, WORD_BITS, others_in, pairs_in
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
    spread,
    starts_of,
    whole_lists,
)
from .places import CRC_BITS, KEY_BITS, hash_of, pair_of
from .postings import decoded
from .shards import IndexFaultError, Layout, digest_of, framed, opened, whole_file

SAMPLE, SAMPLE_OF_LISTS = 64, 8
"""Of the shards every 64th is read back whole, and of its lists every eighth is decoded."""
COMMONEST = 9
MOST_BITS, MOST_HEAD = 10, 160
"""No posting takes more than ten bits beyond the digits of its room, no list more before its postings."""


@dataclass(slots=True)
class Part:
    """What became of some parts: shards by number, files of cut lists, files of characters by part, pairs with their digits."""

    keys: bytes
    digits: bytes
    shards: list[bytes] = field(default_factory=list)
    wholes: list[bytes] = field(default_factory=list)
    characters: tuple[bytes, ...] = ()


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
    others = others_in(runs, parts)
    counts = np.diff(first, append=len(keys))
    part = Part(keys[first].astype(WORD).tobytes(), np.minimum(digits_of(counts), COMMONEST).astype(np.uint8).tobytes())
    bits = layout.shards.bit_length() - 1
    hashes = array_of([hash_of(term) for term in others.names])
    places = np.concatenate((keys[first] >> KEY_BITS - bits, hashes >> CRC_BITS - bits))
    numbers = range(parts.start * layout.shards >> PART_BITS, max(1, parts.stop * layout.shards >> PART_BITS))
    terms = _Terms(keys[first], others.names, places, numbers, layout)
    every = np.concatenate((postings, others.postings))
    counts = np.concatenate((counts, others.counts))
    lists = whole_lists(counts, every >> 2, every & 3, np.full(len(counts), layout.room))
    single = np.zeros(len(counts), bool)
    single[len(keys[first]) :] = [len(name) == 1 for name in others.names]
    chosen = np.flatnonzero(single & (counts > limits.BEST_OF_CHARACTER))
    part.characters = keep_all(_characters(terms, lists, chosen, parts), task.keep)
    wholes = np.flatnonzero(~single & _may_be_long(lists))
    wholes = wholes[sizes_of(lists.only(wholes)) > limits.LONGEST_LIST * 8]
    names = lists.names.copy()
    names[chosen] = 0
    names[wholes] = _whole_files(task, part, terms, lists, wholes)
    _shards(task, part, terms, _cut(lists, names, np.where(single, limits.BEST_OF_CHARACTER, limits.BEST)))
    return part


def _may_be_long(lists: Lists) -> NDArray[np.bool_]:
    """Whether a list may be too long for its shard: no posting takes more bits than this."""
    return lists.counts * (digits_of(lists.rooms) + MOST_BITS) + MOST_HEAD > limits.LONGEST_LIST * 8


def _characters(terms: _Terms, lists: Lists, chosen: Row, parts: range) -> Iterator[bytes]:
    """The file of each part with all postings of its characters, if they are among these."""
    found: list[dict[str, array[int]]] = [{} for _ in parts]
    starts, ends = starts_of(lists.counts)[chosen], np.cumsum(lists.counts)[chosen]
    postings = (lists.numbers << 2 | lists.ranks).astype(WORD)
    for place, start, end in zip(chosen.tolist(), starts.tolist(), ends.tolist(), strict=True):
        own = found[part_of_term(terms[place]) - parts.start][terms[place]] = array("I")
        own.frombytes(postings[start:end].tobytes())
    return map(file_of, found)


def _whole_files(task: Task, part: Part, terms: _Terms, lists: Lists, chosen: Row) -> list[int]:
    """The names, as numbers, of the files of these lists."""
    names = []
    bits = packed(lists.only(chosen), keyless(len(chosen)))
    for place, own in zip(chosen.tolist(), bits, strict=True):
        file = whole_file(own, terms[place], int(lists.rooms[place]))
        name = digest_of(file)
        task.keep(name, file)
        part.wholes.append(name)
        names.append(int.from_bytes(name, "big"))
    return names


def _cut(lists: Lists, names: Row, most: Row) -> Lists:
    """The lists as they stand in shards: those with a name are cut to so many of their best."""
    chosen = np.flatnonzero(names >= 0)
    counts, of_list = lists.counts.copy(), lists.counts[chosen]
    places = spread(starts_of(lists.counts)[chosen], of_list)
    owners = np.repeat(np.arange(len(chosen)), of_list)
    # Of each list the highest rank first, and of one rank the newest.
    worth = lists.ranks[places] << WORD_BITS - 2 | lists.numbers[places]
    order = np.argsort((owners + 1 << WORD_BITS) - worth)
    worse = np.arange(len(places)) - starts_of(of_list)[owners] >= most[chosen][owners]
    kept = np.ones(len(lists.numbers), bool)
    kept[places[order[worse]]] = False
    counts[chosen] = np.minimum(of_list, most[chosen])
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
    """Raise IndexFaultError unless the shard holds exactly these terms, and each SAMPLE_OF_LISTS-th has its postings."""
    data = opened(shard, number)
    if list(data.entries) != list(places):
        raise IndexFaultError("搜索索引写出后读回的词条与原来不同")
    starts = starts_of(lists.counts)
    for term, place in list(places.items())[::SAMPLE_OF_LISTS]:
        found = decoded(data.entries[term], 0, data.room)[0]
        own = slice(int(starts[place]), int(starts[place] + lists.counts[place]))
        right = (lists.numbers[own].tolist(), lists.ranks[own].tolist(), int(lists.documents[place]))
        if (list(found.numbers), list(found.ranks), found.documents) != right:
            raise IndexFaultError(f"搜索索引写出后读回的“{term}”与原来不同")
