"""In which shard a term stands, and under what key.

Two Chinese characters of the basic block make a number of 29 bits, stirred so that its first bits are the number of
the shard and the others the key in it. Any other term stands under its text, in the shard that the first bits of its
CRC-32 say. The reader's browser does the same (``static/postings.js``).
"""

import zlib

FIRST, LAST = 0x4E00, 0x9FFF
WIDTH = LAST - FIRST + 1
KEY_BITS = 29
MASK = (1 << KEY_BITS) - 1
HALF = 15
STIR = (0x13C6EF35, 0x1B873593)
UNSTIR = tuple(pow(odd, -1, 1 << KEY_BITS) for odd in STIR)
CRC_BITS = 32
PAIR = 2


def is_han_pair(term: str) -> bool:
    """Whether the term is two characters of the basic block.

    >>> is_han_pair("补助"), is_han_pair("5日"), is_han_pair("劳")
    (True, False, False)
    """
    return len(term) == PAIR and FIRST <= ord(term[0]) <= LAST and FIRST <= ord(term[1]) <= LAST


def key_of(pair: str) -> int:
    """The stirred number of a pair.

    >>> pair_of(key_of("补助")), key_of("一一")
    ('补助', 0)
    """
    code = (ord(pair[0]) - FIRST) * WIDTH + ord(pair[1]) - FIRST
    code = code * STIR[0] & MASK
    return (code ^ code >> HALF) * STIR[1] & MASK


def pair_of(key: int) -> str:
    """The pair whose number this is."""
    code = key * UNSTIR[1] & MASK
    first, second = divmod((code ^ code >> HALF) * UNSTIR[0] & MASK, WIDTH)
    return chr(FIRST + first) + chr(FIRST + second)


def hash_of(term: str) -> int:
    """CRC-32 of the term's UTF-8."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


def shard_number(term: str, shards: int) -> int:
    """The shard of a term among so many, a power of two."""
    bits = shards.bit_length() - 1
    if is_han_pair(term):
        return key_of(term) >> KEY_BITS - bits
    return hash_of(term) >> CRC_BITS - bits
