"""The terms of many documents at once, with numpy: the same terms and ranks as :func:`.contribution.ranks_of`.

The texts of a chunk of documents become one text in normal form, its characters one row of numbers, its pairs another;
each occurrence is one number – term, document, weight – and sorting them counts them. Imported only for building.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .contribution import RANKS
from .packing import NOTHING, Row, array_of
from .passages import Passage
from .places import FIRST, HALF, LAST, MASK, STIR, UNSTIR, WIDTH
from .terms import AMOUNT, DATES, WORD, Normaliser

MARK = "\U0010ffff"
"""Stands between the texts of a chunk; no text in normal form holds it."""
SPACE, DOT = ord(" "), ord(".")
CHARACTER_BITS = 21
WEIGHT_BITS = 3
DOCUMENT_BITS = 12
MOST_DOCUMENTS = 1 << DOCUMENT_BITS
PAIRS, STRINGS = 1 << 42, 1 << 43
"""Numbers below the first are single characters or pairs of the basic block; above the second, places in a list of texts."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The postings of a chunk: of pairs of the basic block by their keys, of other terms by name. Each ascending."""

    keys: Row
    postings: Row
    others: dict[str, Row]


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
    names, strings, where = _strings(text, segments)
    terms = (PAIRS | one[mixed] << CHARACTER_BITS | two[mixed], codes[single], STRINGS | strings)
    others = np.concatenate(terms)
    owned = np.concatenate((said[:-1][mixed], said[single], (owners << WEIGHT_BITS | weights)[where]))
    numbers, found = _ranked(others, owned)
    return Counted(keys, postings + (first << 2), _by_name(numbers, found + (first << 2), names))


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


def _strings(text: str, segments: Row) -> tuple[list[str], Row, Row]:
    """The exact terms (:func:`.terms.exact_terms_of`), as places in a list of them, and the segment each stands in."""
    known: dict[str, int] = {}
    strings: list[int] = []
    where: list[int] = []

    def add(term: str, start: int) -> None:
        strings.append(known.setdefault(term, len(known)))
        where.append(start)

    for pattern in (WORD, AMOUNT):
        for found in pattern.finditer(text):
            add("=" + found[0], found.start())
    for found in DATES.finditer(text):
        add("=" + found[0], found.start())
        if found[1] and found[1] != found[0]:
            add("=" + found[1], found.start())
    return list(known), array_of(strings), segments[array_of(where)] if where else NOTHING


def _by_name(numbers: Row, found: Row, names: list[str]) -> dict[str, Row]:
    if not len(numbers):
        return {}
    first = np.flatnonzero(np.diff(numbers, prepend=-1))
    return {
        _name_of(number, names): own
        for number, own in zip(numbers[first].tolist(), np.split(found, first[1:]), strict=True)
    }


def _name_of(number: int, names: list[str]) -> str:
    if number >= STRINGS:
        return names[number - STRINGS]
    if number < PAIRS:
        return chr(number)
    low = (1 << CHARACTER_BITS) - 1
    return chr(number - PAIRS >> CHARACTER_BITS) + chr(number & low)
