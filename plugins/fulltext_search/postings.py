"""Lists of numbers with ranks in as few bits as they need, as the reader's browser reads them (``static/postings.js``).

A posting is a document's number and a rank: how much the document says of the term. A list is ascending. Its bits::

    documents                Elias gamma
    cut?                     one bit, where there are two documents or more
      name, postings kept    48 bits and Elias gamma, where the list is cut
    numbers                  of each the gap to the one before, as a Rice code
    postings of rank 1 to 3  one more than there are, Elias gamma; of each the gap to the one before in the list, as a
                             Rice code; then of each its rank, in unary

The Rice parameter follows from the length of the list and from the room: a bound on all numbers (:func:`room_of`) that
a new document hardly ever changes. Most postings have rank 0. This is the simple form of the code for edits and tests; :mod:`.packing` writes the
same bits for a whole volume at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

NAME_BYTES = 6
NAME_BITS = NAME_BYTES * 8
MOST_RANK = 3
RANKS = ("1", "01", "00")
RANK = re.compile("|".join(RANKS))
AT_ONCE = 64
"""Postings that one regular expression passes over."""


@dataclass(frozen=True, slots=True)
class Found:
    """A list as it stands in a file: documents in all, those kept, and the name of the file of all where it is cut."""

    documents: int
    numbers: tuple[int, ...]
    ranks: tuple[int, ...]
    name: bytes = b""
    cut: bool = False

    @property
    def postings(self) -> list[int]:
        """``number * 4 + rank`` of each."""
        return [number << 2 | rank for number, rank in zip(self.numbers, self.ranks, strict=True)]


def room_of(documents: int) -> int:
    """A bound on the numbers of so many documents, at most an eighth too large: few of them make it change.

    >>> room_of(79), room_of(80), room_of(10_018)
    (80, 80, 10240)
    """
    step = 1 << max(0, documents.bit_length() - 4)
    return -(-documents // step) * step


def parameter(count: int, room: int) -> int:
    """How many low bits of a gap stand as they are in a list of so many numbers below ``room``."""
    return max(0, (room * 11 // (count * 16)).bit_length() - 1)


def gamma(value: int) -> str:
    """Elias gamma: one zero less than the number has digits, then its digits.

    >>> gamma(1), gamma(5)
    ('1', '00101')
    """
    digits = format(value, "b")
    return "0" * (len(digits) - 1) + digits


def read_gamma(bits: str, at: int) -> tuple[int, int]:
    """The value that begins at ``at``, and the place behind it."""
    first = bits.index("1", at)
    end = 2 * first - at + 1
    return int(bits[first:end], 2), end


def rice(value: int, size: int) -> str:
    """``value`` with ``size`` low bits as they are, the others counted in zeros."""
    low = format(value & (1 << size) - 1, f"0{size}b") if size else ""
    return "0" * (value >> size) + "1" + low


def read_rice(bits: str, at: int, size: int) -> tuple[int, int]:
    """The value that begins at ``at``, and the place behind it."""
    end = bits.index("1", at) + 1 + size
    low = int(bits[end - size : end], 2) if size else 0
    return (end - size - 1 - at) << size | low, end


def encoded(numbers: Sequence[int], ranks: Sequence[int], room: int, cut: tuple[int, bytes] | None = None) -> str:
    """The bits of a list; ``cut`` are its documents in all and the name of the file that has them."""
    count = len(numbers)
    if cut:
        head = f"{gamma(cut[0])}1{int.from_bytes(cut[1], 'big'):048b}{gamma(count)}"
    else:
        head = gamma(count) + "0" * (count > 1)
    ranked = [place for place, rank in enumerate(ranks) if rank]
    tail = "".join("0" * (ranks[place] - 1) + "1" * (ranks[place] < MOST_RANK) for place in ranked)
    return head + _gaps(numbers, room) + gamma(len(ranked) + 1) + _gaps(ranked, count) + tail


def _gaps(numbers: Sequence[int], room: int) -> str:
    if not numbers:
        return ""
    size = parameter(len(numbers), room)
    return "".join(rice(number - before - 1, size) for before, number in pairwise(chain([-1], numbers)))


def decoded(bits: str, at: int, room: int) -> tuple[Found, int]:
    """The list that begins at ``at``, and the place behind it."""
    documents, count, name, at = _head(bits, at)
    numbers, at = _numbers(bits, at, count, room)
    many, at = read_gamma(bits, at)
    places, at = _numbers(bits, at, many - 1, count)
    ranks = [0] * count
    for place in places:
        found = RANK.match(bits, at)
        ranks[place] = RANKS.index(found[0]) + 1 if found else 0
        at += len(RANKS[ranks[place] - 1])
    return Found(documents, tuple(numbers), tuple(ranks), name or b"", name is not None), at


def _numbers(bits: str, at: int, count: int, room: int) -> tuple[list[int], int]:
    size = parameter(count, room) if count else 0
    numbers = []
    number = -1
    for _ in range(count):
        gap, at = read_rice(bits, at, size)
        number += gap + 1
        numbers.append(number)
    return numbers, at


def passed(bits: str, at: int, room: int) -> int:
    """The place behind the list that begins at ``at``, without reading its numbers."""
    _, count, _, at = _head(bits, at)
    at = _behind(bits, at, count, _gap(parameter(count, room)))
    many, at = read_gamma(bits, at)
    if many == 1:
        return at
    return _behind(bits, _behind(bits, at, many - 1, _gap(parameter(many - 1, count))), many - 1, RANK.pattern)


def _gap(size: int) -> str:
    return rf"0*1[01]{{{size}}}"


def _behind(bits: str, at: int, count: int, code: str) -> int:
    while count:
        found = _codes(code, min(count, AT_ONCE)).match(bits, at)
        if not found:
            raise ValueError(bits[at : at + 40])
        at = found.end()
        count -= min(count, AT_ONCE)
    return at


@cache
def _codes(code: str, count: int) -> re.Pattern[str]:
    return re.compile(rf"(?:{code}){{{count}}}")


def _head(bits: str, at: int) -> tuple[int, int, bytes | None, int]:
    """Documents, postings, the name where it is cut, and where the postings begin."""
    documents, at = read_gamma(bits, at)
    if documents == 1:
        return 1, 1, None, at
    if bits[at] == "0":
        return documents, documents, None, at + 1
    name = int(bits[at + 1 : at + 1 + NAME_BITS], 2).to_bytes(NAME_BYTES, "big")
    count, at = read_gamma(bits, at + 1 + NAME_BITS)
    return documents, count, name, at


def bits_of(data: bytes) -> str:
    """Bytes as text of zeros and ones."""
    return format(int.from_bytes(data, "big"), f"0{len(data) * 8}b") if data else ""


def bytes_of(bits: str) -> bytes:
    """Zeros and ones as bytes, with zeros behind the last."""
    return int(bits + "0" * (-len(bits) % 8) or "0", 2).to_bytes((len(bits) + 7) // 8, "big")


def varint(value: int) -> bytes:
    """Seven bits a byte, the low ones first; the eighth says that more follow.

    >>> varint(300).hex()
    'ac02'
    """
    out = bytearray()
    while value > 127:  # noqa: PLR2004 - seven bits
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """The value that begins at ``at``, and the place behind it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:  # noqa: PLR2004 - the last byte
            return value, at
        shift += 7
