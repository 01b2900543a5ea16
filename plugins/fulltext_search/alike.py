"""The files of :mod:`.sounds` from the pairs of all volumes, at once, with numpy. Imported only for building."""

from collections.abc import Sequence

import numpy as np

from .built import Pairs
from .counting import pairs_of_keys
from .packing import NOTHING, Keys, Row, array_of, packed, parameters, whole_lists
from .places import FIRST, WIDTH
from .sounds import RANK_OF_DIGIT, Table, buckets_for, framed, key_bits

KEY_DIGITS, NUMBER_DIGITS, RANK_DIGITS, DIGIT_DIGITS = 20, 20, 2, 4


def sounds_of(volumes: Sequence[Pairs], table: Table, least: int = 1) -> tuple[list[bytes], int]:
    """The files of the pairs with this digit or a larger one, and how many rows they have."""
    pairs, digits = _common(volumes)
    keys, numbers, ranks = _rows(pairs[digits >= least], digits[digits >= least], table)
    count = buckets_for(len(keys))
    # One number for each row – its file, its key there, its number, its rank – is sorted faster than four.
    rows = (keys % count << KEY_DIGITS | keys // count) << NUMBER_DIGITS + RANK_DIGITS | numbers << RANK_DIGITS | ranks
    rows.sort()
    ranks, numbers = rows & (1 << RANK_DIGITS) - 1, rows >> RANK_DIGITS & (1 << NUMBER_DIGITS) - 1
    keys = rows >> NUMBER_DIGITS + RANK_DIGITS
    keys = (keys & (1 << KEY_DIGITS) - 1) * count + (keys >> KEY_DIGITS)
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    counts, own = np.diff(first, append=len(keys)), keys[first]
    groups, inside = own % count, own // count
    sizes = array_of([len(characters) for characters in table.characters])
    rooms = sizes[own // len(sizes)] * sizes[own % len(sizes)]
    held = np.bincount(groups, minlength=count)
    gaps = np.where(np.diff(groups, prepend=-1) != 0, inside, np.diff(inside, prepend=0) - 1)
    widths = parameters(held, np.full(count, 1 << key_bits(table, count)))[groups]
    bits = packed(whole_lists(counts, numbers, ranks, rooms), Keys(groups, gaps, widths, count))
    return [framed(key_bits(table, count), many, data) for many, data in zip(held.tolist(), bits, strict=True)], len(
        keys
    )


def _common(volumes: Sequence[Pairs]) -> tuple[Row, Row]:
    """Each pair once, with its largest digit."""
    keys = np.concatenate([NOTHING, *(np.frombuffer(one.keys, one.keys.typecode) for one in volumes)])
    digits = np.concatenate([NOTHING, *(np.frombuffer(one.digits, np.uint8) for one in volumes)])
    every = keys << DIGIT_DIGITS | digits
    every.sort()
    keys, digits = every >> DIGIT_DIGITS, every & (1 << DIGIT_DIGITS) - 1
    last = np.diff(keys, append=-1) != 0
    return keys[last], digits[last]


def _rows(keys: Row, digits: Row, table: Table) -> tuple[Row, Row, Row]:
    """The keys, numbers and ranks of all pairs, as :meth:`.sounds.Table.places_of` has them."""
    most = max(map(len, table.places.values()))
    syllables, places = np.full((most, WIDTH), -1), np.zeros((most, WIDTH), np.int64)
    for character, said in table.places.items():
        code = ord(character) - FIRST
        for turn, syllable in enumerate(said if 0 <= code < WIDTH else ()):
            syllables[turn, code] = syllable
            places[turn, code] = table.characters[syllable].index(character)
    sizes = array_of([len(characters) for characters in table.characters])
    one, two = pairs_of_keys(keys)
    rows = []
    for first in range(most):
        for second in range(most):
            a, b = syllables[first][one], syllables[second][two]
            read = (a >= 0) & (b >= 0)
            a, b = a[read], b[read]
            numbers = places[first][one[read]] * sizes[b] + places[second][two[read]]
            rows.append((a * len(sizes) + b, numbers, array_of(RANK_OF_DIGIT)[digits[read]]))
    return tuple(np.concatenate(column) for column in zip(*rows, strict=True))  # type: ignore[return-value]
