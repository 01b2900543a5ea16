"""Many lists at once, with numpy: the bits that :mod:`.postings` writes one by one (a test compares them).

Every list, key and number has its place in one long row of bits before any is set; whole columns of them are set together.
Integers only, so that the bytes are the same on every machine. Imported only where an index is built.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .postings import MOST_RANK, NAME_BITS

Row = NDArray[np.int64]
WORD_DIGITS = 5
WORD = 1 << WORD_DIGITS
NOTHING = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists one behind the other: of each its length, its documents, and the number of its file's name where it is cut.

    ``names`` is -1 for a list that is whole. ``rooms`` bound the numbers of each.
    """

    counts: Row
    documents: Row
    names: Row
    numbers: Row
    ranks: Row
    rooms: Row

    def only(self, chosen: Row) -> "Lists":
        """These lists alone, in this order."""
        places = spread(starts_of(self.counts)[chosen], self.counts[chosen])
        return Lists(
            self.counts[chosen],
            self.documents[chosen],
            self.names[chosen],
            self.numbers[places],
            self.ranks[places],
            self.rooms[chosen],
        )


def whole_lists(counts: Row, numbers: Row, ranks: Row, rooms: Row) -> Lists:
    """Lists none of which is cut."""
    return Lists(counts, counts, np.full(len(counts), -1), numbers, ranks, rooms)


def starts_of(lengths: Row) -> Row:
    """Where each begins when they stand one behind the other."""
    return np.cumsum(lengths) - lengths


def spread(starts: Row, counts: Row) -> Row:
    """The places of so many numbers from each start."""
    total = int(counts.sum())
    return np.arange(total, dtype=np.int64) + np.repeat(starts - starts_of(counts), counts)


def digits_of(values: Row) -> Row:
    """How many binary digits each has."""
    return np.frexp(values.astype(np.float64))[1].astype(np.int64)


def parameters(counts: Row, rooms: Row) -> Row:
    """:func:`.postings.parameter` of each list."""
    return np.maximum(0, digits_of(rooms * 11 // (np.maximum(counts, 1) * 16)) - 1)


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Rice codes: zeros before the one, low bits and their width, the bits of each; the bits of each list's codes."""

    values: Row
    width: Row
    lengths: Row
    bodies: Row
    counts: Row

    def put(self, row: "_Bits", starts: Row) -> None:
        """Write them, where each list's codes begin."""
        places = np.repeat(starts - starts_of(self.bodies), self.counts) + starts_of(self.lengths)
        row.rice(places, self.values, self.width)


def _gaps_of(numbers: Row, counts: Row, rooms: Row) -> _Gaps:
    held = counts > 0
    first = starts_of(counts)[held]
    gaps = np.diff(numbers, prepend=-1) - 1
    gaps[first] = numbers[first]
    width = np.repeat(parameters(counts, rooms), counts)
    lengths = (gaps >> width) + 1 + width
    return _Gaps(gaps, width, lengths, _sums(lengths, first, held), counts)


def _sums(lengths: Row, first: Row, held: NDArray[np.bool_]) -> Row:
    """The sum of each list's lengths; 0 for lists that hold nothing."""
    sums = np.zeros(len(held), np.int64)
    if len(first):
        sums[held] = np.add.reduceat(lengths, first)
    return sums


@dataclass(frozen=True, slots=True)
class _Ranks:
    """The postings of each list whose rank is not 0: how many, where in the list, and their ranks in unary."""

    counts: Row
    gaps: _Gaps
    lengths: Row
    tails: Row
    ended: NDArray[np.bool_]

    def put(self, row: "_Bits", starts: Row) -> None:
        """Write them, where each list's ranks begin."""
        row.gamma(starts, self.counts + 1)
        starts = starts + 2 * digits_of(self.counts + 1) - 1
        self.gaps.put(row, starts)
        starts = starts + self.gaps.bodies
        places = np.repeat(starts - starts_of(self.tails), self.counts) + starts_of(self.lengths)
        row.ones((places + self.lengths - 1)[self.ended])

    @property
    def bodies(self) -> Row:
        """The bits of each list's ranks."""
        return 2 * digits_of(self.counts + 1) - 1 + self.gaps.bodies + self.tails


def _ranks_of(lists: Lists) -> _Ranks:
    places = np.flatnonzero(lists.ranks)
    owners = np.repeat(np.arange(len(lists.counts)), lists.counts)[places]
    counts = np.bincount(owners, minlength=len(lists.counts))
    ranks = lists.ranks[places]
    lengths = np.minimum(ranks, MOST_RANK - 1)
    held = counts > 0
    tails = _sums(lengths, starts_of(counts)[held], held)
    gaps = _gaps_of(places - starts_of(lists.counts)[owners], counts, lists.counts)
    return _Ranks(counts, gaps, lengths, tails, ranks < MOST_RANK)


def sizes_of(lists: Lists) -> Row:
    """The bits of each list."""
    return _heads(lists) + _gaps_of(lists.numbers, lists.counts, lists.rooms).bodies + _ranks_of(lists).bodies


def _heads(lists: Lists) -> Row:
    """The bits of each list before its postings."""
    cut = np.where(lists.names >= 0, NAME_BITS + 2 * digits_of(lists.counts) - 1, 0)
    return 2 * digits_of(lists.documents) - 1 + (lists.documents > 1) + cut


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of the lists in each group (a file), ascending: the gap before each list, -1 for one without a key.

    ``groups`` says which group each list is in, ascending from 0; ``widths`` is the Rice parameter of each list's key.
    """

    groups: Row
    gaps: Row
    widths: Row
    count: int


def keyless(count: int) -> Keys:
    """Each list in a file of its own, without a key."""
    return Keys(np.arange(count, dtype=np.int64), np.full(count, -1), np.zeros(count, np.int64), count)


def packed(lists: Lists, keys: Keys) -> list[bytes]:
    """The bits of each group's lists with their keys."""
    if not len(lists.counts):
        return [b""] * keys.count
    gaps, ranks = _gaps_of(lists.numbers, lists.counts, lists.rooms), _ranks_of(lists)
    keyed = keys.gaps >= 0
    own = np.where(keyed, (keys.gaps >> keys.widths) + 1 + keys.widths, 0)
    heads = _heads(lists)
    sizes = own + heads + gaps.bodies + ranks.bodies
    groups = np.zeros(keys.count, np.int64)
    np.add.at(groups, keys.groups, sizes)
    lengths = groups + 7 >> 3
    ends = np.cumsum(lengths)
    # Within a group lists stand close; each group begins with a byte.
    starts = starts_of(sizes) + ((ends - lengths) * 8 - starts_of(groups))[keys.groups]
    row = _Bits(int(ends[-1]) * 8)
    row.rice(starts[keyed], keys.gaps[keyed], keys.widths[keyed])
    _put_heads(row, lists, starts + own)
    gaps.put(row, starts + own + heads)
    ranks.put(row, starts + own + heads + gaps.bodies)
    data = row.bytes()
    return [data[end - length : end] for end, length in zip(ends.tolist(), lengths.tolist(), strict=True)]


def _put_heads(row: "_Bits", lists: Lists, starts: Row) -> None:
    row.gamma(starts, lists.documents)
    cut = lists.names >= 0
    if not cut.any():
        return
    flags = (starts + 2 * digits_of(lists.documents) - 1)[cut]
    row.ones(flags)
    half = NAME_BITS // 2
    row.low(flags + 1, lists.names[cut] >> half, half)
    row.low(flags + 1 + half, lists.names[cut] & (1 << half) - 1, half)
    row.gamma(flags + 1 + NAME_BITS, lists.counts[cut])


class _Bits:
    """Numbers, each with its place in a row of bits; no two overlap, so that adding them up sets them all."""

    def __init__(self, length: int) -> None:
        self._words = np.zeros((length + WORD - 1) // WORD + 1)

    def low(self, places: Row, values: Row, widths: Row | int) -> None:
        """``values`` of at most so many bits (up to WORD), from ``places`` on."""
        first = places >> WORD_DIGITS
        pair = values.astype(np.uint64) << (2 * WORD - widths - (places & WORD - 1)).astype(np.uint64)
        self._add(first, pair >> np.uint64(WORD))
        self._add(first + 1, pair & np.uint64((1 << WORD) - 1))

    def _add(self, words: Row, values: NDArray[np.uint64]) -> None:
        # Sums of whole numbers below 2 to the power of 53 are exact.
        self._words += np.bincount(words, values, len(self._words))

    def ones(self, places: Row) -> None:
        self.low(places, np.ones(len(places), np.int64), 1)

    def rice(self, places: Row, values: Row, widths: Row) -> None:
        low = np.left_shift(1, widths)
        self.low(places + (values >> widths), low | values & low - 1, widths + 1)

    def gamma(self, places: Row, values: Row) -> None:
        widths = digits_of(values)
        self.low(places + widths - 1, values, widths)

    def bytes(self) -> bytes:
        return self._words.astype(">u4").tobytes()


def array_of(values: Any) -> Row:  # noqa: ANN401 - whatever numpy makes an array of
    """Whole numbers as a row."""
    return np.asarray(values, np.int64)
