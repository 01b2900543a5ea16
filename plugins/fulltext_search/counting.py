"""The terms of many documents at once, with numpy: the same terms and ranks as :func:`.contribution.ranks_of`.

The texts of a chunk of documents become one text in normal form, its characters one row of numbers, its pairs another;
each occurrence is one number – term, document, weight – and sorting them counts them. Imported only for building.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .contribution import RANKS
from .packing import NOTHING, Row, array_of, spread, starts_of
from .passages import Passage
from .places import FIRST, HALF, LAST, MASK, STIR, UNSTIR, WIDTH
from .terms import AMOUNT, DATES, HAN, Normaliser

MARK = "\U0010ffff"
"""Stands between the texts of a chunk; no text in normal form holds it."""
SPACE, DOT = ord(" "), ord(".")
HAN_BLOCKS = tuple((ord(block[0]), ord(block[-1])) for block in re.findall(".-.|.", HAN))
CHARACTER_BITS = 21
WEIGHT_BITS = 3
DOCUMENT_BITS = 12
MOST_DOCUMENTS = 1 << DOCUMENT_BITS
PAIRS, STRINGS = 1 << 42, 1 << 43
"""Numbers below the first are single characters or pairs of the basic block; above the second, places in a list of texts."""


@dataclass(frozen=True, slots=True)
class Others:
    """Terms by name: how many postings each has, and the postings one list behind the other. Each ascending."""

    names: list[str]
    counts: Row
    postings: Row

    def only(self, chosen: Row) -> "Others":
        """These alone, in this order."""
        places = spread(starts_of(self.counts)[chosen], self.counts[chosen])
        return Others([self.names[place] for place in chosen.tolist()], self.counts[chosen], self.postings[places])


@dataclass(frozen=True, slots=True)
class Counted:
    """The postings of a chunk: of pairs of the basic block by their keys (each ascending), and of the other terms."""

    keys: Row
    postings: Row
    others: Others


def counted(documents: Sequence[Sequence[Passage]], first: int, normalise: Normaliser) -> Counted:
    """What these documents say, numbered from ``first``."""
    text, owners, weights = _joined(documents, normalise)
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4").astype(np.int64)
    marks = codes == ord(MARK)
    segments = np.cumsum(marks)
    codes[marks] = SPACE
    said = (owners << WEIGHT_BITS | weights)[segments]
    one, two = codes[:-1], codes[1:]
    solid = (one != SPACE) & (two != SPACE)
    han = (one >= FIRST) & (one <= LAST) & (two >= FIRST) & (two <= LAST)
    keys, postings = _ranked(_stirred(one[han], two[han]), said[:-1][han])
    mixed = solid & ~han
    single = (codes != SPACE) & (codes != DOT)
    names, strings, where = _strings(text, codes)
    terms = (PAIRS | one[mixed] << CHARACTER_BITS | two[mixed], codes[single], STRINGS | strings)
    others = np.concatenate(terms)
    owned = np.concatenate((said[:-1][mixed], said[single], said[where]))
    numbers, found = _ranked(others, owned)
    begins = np.flatnonzero(np.diff(numbers, prepend=-1))
    named = [_name_of(number, names) for number in numbers[begins].tolist()]
    return Counted(
        keys, postings + (first << 2), Others(named, np.diff(begins, append=len(numbers)), found + (first << 2))
    )


def _joined(documents: Sequence[Sequence[Passage]], normalise: Normaliser) -> tuple[str, Row, Row]:
    """All texts in normal form with marks between them, and of each its document's place and its weight."""
    texts: list[str] = []
    owners: list[int] = []
    weights: list[int] = []
    for place, passages in enumerate(documents):
        by_weight: dict[int, list[str]] = {}
        for passage in passages:
            by_weight.setdefault(passage.weight, []).append(passage.text)
        for weight, own in by_weight.items():
            texts.append(normalise("\n".join(own)))
            owners.append(place)
            weights.append(weight)
    return f" {MARK} ".join(texts), array_of(owners or [0]), array_of(weights or [0])


def _stirred(one: Row, two: Row) -> Row:
    """:func:`.places.key_of` of each pair."""
    code = (one - FIRST) * WIDTH + two - FIRST
    code = code * STIR[0] & MASK
    return (code ^ code >> HALF) * STIR[1] & MASK


def pairs_of_keys(keys: Row) -> tuple[Row, Row]:
    """The characters of each pair by its key, counted from the first of the block: :func:`.places.pair_of`."""
    code = keys * UNSTIR[1] & MASK
    first, second = np.divmod((code ^ code >> HALF) * UNSTIR[0] & MASK, WIDTH)
    return first, second


def _ranked(terms: Row, said: Row) -> tuple[Row, Row]:
    """Each term of each document once, ascending, with ``place * 4 + rank``."""
    if not len(terms):
        return NOTHING, NOTHING
    every = terms << DOCUMENT_BITS + WEIGHT_BITS | said
    every.sort()
    of_document = every >> WEIGHT_BITS
    first = np.flatnonzero(np.diff(of_document, prepend=-1))
    counts = np.add.reduceat(every & (1 << WEIGHT_BITS) - 1, first)
    ranks = sum((counts > bound).astype(np.int64) for bound in RANKS)
    found = of_document[first]
    return found >> DOCUMENT_BITS, (found & MOST_DOCUMENTS - 1) << 2 | ranks


def _strings(text: str, codes: Row) -> tuple[list[str], Row, Row]:
    """The exact terms (:func:`.terms.exact_terms_of`), as places in a list of them, and where in the text each begins."""
    known: dict[str, int] = {}
    strings: list[int] = []
    where: list[int] = []

    def add(term: str, start: int) -> None:
        strings.append(known.setdefault(term, len(known)))
        where.append(start)

    for start, end in _words_in(codes):
        add("=" + text[start:end], start)
    near = _near_digits(codes)
    places = near.tolist()
    numbers = "".join(map(text.__getitem__, places))
    for found in AMOUNT.finditer(numbers):
        add("=" + found[0], places[found.start()])
    for found in DATES.finditer(numbers):
        add("=" + found[0], places[found.start()])
        if found[1] and found[1] != found[0]:
            add("=" + found[1], places[found.start()])
    return list(known), array_of(strings), array_of(where)


def _words_in(codes: Row) -> Iterable[tuple[int, int]]:
    """Where each match of :data:`.terms.WORD` begins and ends."""
    inside = codes != SPACE
    for first, last in HAN_BLOCKS:
        inside &= (codes < first) | (codes > last)
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    long = ends - starts > 1
    return zip(starts[long].tolist(), ends[long].tolist(), strict=True)


def _near_digits(codes: Row) -> Row:
    """The places of all digits and of the characters beside them.

    Nothing but these can be in an amount or a date, and no two that were apart make one: what stands before and behind
    a run of digits is no digit.
    """
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    near = digits.copy()
    near[1:] |= digits[:-1]
    near[:-1] |= digits[1:]
    return np.flatnonzero(near)


def _name_of(number: int, names: list[str]) -> str:
    if number >= STRINGS:
        return names[number - STRINGS]
    if number < PAIRS:
        return chr(number)
    low = (1 << CHARACTER_BITS) - 1
    return chr(number - PAIRS >> CHARACTER_BITS) + chr(number & low)
