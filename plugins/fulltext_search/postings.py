"""Lists of postings in as few bits as they need, as the reader's browser decodes them (``static/postings.js``).

A posting is ``number * 4 + rank``: the document's number, and 0 to 3 for how much the document says of the term. A list
is ascending. Short lists are varints of ``gap * 4 + rank``; longer ones are bits: the gap as a Rice code, whose
parameter follows from the list itself (so that a new document elsewhere changes no list), then the rank in unary.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from operator import sub

SHORT = 16
"""Lists of fewer postings are varints, which end by themselves; the others carry their length in bytes."""

RANKS = ("0", "10", "110", "111")


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


def encoded(found: Sequence[int]) -> bytes:
    """A list with twice its length in front: an odd number there is for :mod:`.shards`.

    >>> list(decoded(encoded([4, 11, 400]), 0)[0]), list(decoded(encoded(range(0, 4000, 40)), 0)[0]) == [*range(0, 4000, 40)]
    ([4, 11, 400], True)
    """
    head = varint(len(found) << 1)
    if len(found) < SHORT:
        return head + b"".join(map(varint, _steps(found)))
    bits = _bits(found)
    body = int(bits + "0" * (-len(bits) % 8), 2).to_bytes((len(bits) + 7) // 8, "big")
    return head + varint(len(body)) + varint(parameter(len(found), found[-1] >> 2)) + body


def decoded(data: bytes, at: int) -> tuple[list[int], int]:
    """The list that begins at ``at``, and the place behind it."""
    head, at = read_varint(data, at)
    count = head >> 1
    if count < SHORT:
        found = []
        number = -1
        for _ in range(count):
            step, at = read_varint(data, at)
            number += (step >> 2) + 1
            found.append(number << 2 | step & 3)
        return found, at
    length, at = read_varint(data, at)
    size, at = read_varint(data, at)
    bits = format(int.from_bytes(data[at : at + length], "big"), f"0{length * 8}b")
    return list(_from_bits(bits, count, size)), at + length


def skipped(data: bytes, at: int) -> int:
    """The place behind the list that begins at ``at``."""
    head, at = read_varint(data, at)
    if head >> 1 >= SHORT:
        length, at = read_varint(data, at)
        return read_varint(data, at)[1] + length
    for _ in range(head >> 1):
        _, at = read_varint(data, at)
    return at


def parameter(count: int, last: int) -> int:
    """How many low bits of a gap stand as they are: the Rice parameter of a list of that length and last number."""
    return max(0, ((last + 1) * 11 // (count * 16)).bit_length() - 1)


def _steps(found: Sequence[int]) -> Iterator[int]:
    before = -4
    for posting in found:
        yield (posting - (before | 3) - 1 >> 2) << 2 | posting & 3
        before = posting


def _bits(found: Sequence[int]) -> str:
    size = parameter(len(found), found[-1] >> 2)
    codes = _codes(size)
    numbers = [posting >> 2 for posting in found]
    gaps = map(sub, numbers, chain([-1], numbers))
    return "".join([codes[gap << 2 | posting & 3] for gap, posting in zip(gaps, found, strict=True)])


class _Codes(dict[int, str]):
    """The bits of each ``gap << 2 | rank`` under one parameter; gaps are at least 1."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def __missing__(self, value: int) -> str:
        gap = (value >> 2) - 1
        low = format(gap & (1 << self.size) - 1, f"0{self.size}b") if self.size else ""
        code = f"{'1' * (gap >> self.size)}0{low}{RANKS[value & 3]}"
        self[value] = code
        return code


@cache
def _codes(size: int) -> _Codes:
    return _Codes(size)


def _from_bits(bits: str, count: int, size: int) -> Iterator[int]:
    at = 0
    number = -1
    for _ in range(count):
        end = bits.index("0", at)
        high = end - at
        at = end + 1 + size
        low = int(bits[end + 1 : at], 2) if size else 0
        number += (high << size | low) + 1
        rank = 0
        while rank < 3 and bits[at] == "1":  # noqa: PLR2004 - the highest rank
            rank += 1
            at += 1
        at += rank < 3  # noqa: PLR2004 - the highest rank needs no end
        yield number << 2 | rank
