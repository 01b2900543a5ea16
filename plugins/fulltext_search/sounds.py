"""Sounds: which pairs of characters of the site's texts are read alike.

With them a reader finds by pinyin whatever stands in a text, not only names, and a wrong character of the right
sound is mended: 付国 and 国涛 sound like 傅国 and 国涛, which occur, and chain to 傅国涛.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable
from itertools import product

from .lexicon import packed
from .readings import readings

PAIRS_OF_BUCKET = 700
MOST_ALIKE = 60
"""Pairs kept of one sound, the most common first."""


def sounds_of(volumes: Iterable[str]) -> tuple[bytes, ...]:
    """Buckets of ``{"fu guo": "3傅国1富国", …}``, deflated; a pair stands behind its digit, the most common first.

    ``volumes`` are :attr:`.building.Built.pairs`.
    """
    common: dict[str, str] = {}
    for pairs in volumes:
        for at in range(0, len(pairs), 3):
            pair = pairs[at + 1 : at + 3]
            common[pair] = max(common.get(pair, "0"), pairs[at])
    table = readings()
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for pair, digit in common.items():
        for first, second in product(table.get(pair[0], ()), table.get(pair[1], ())):
            groups[f"{first} {second}"].append(digit + pair)
    count = 1
    while count * PAIRS_OF_BUCKET < len(common):
        count *= 2
    buckets: list[dict[str, str]] = [{} for _ in range(count)]
    for key in sorted(groups):
        rows = sorted(groups[key], key=lambda row: (-int(row[0]), row[1:]))[:MOST_ALIKE]
        buckets[zlib.crc32(key.encode()) % count][key] = "".join(rows)
    return tuple(packed(bucket) for bucket in buckets)


def table_of_readings() -> bytes:
    """Every character under its syllables: lines of a syllable and characters, deflated; usual readings, then others."""
    parts = []
    for turn in (0, 1):
        lines: defaultdict[str, list[str]] = defaultdict(list)
        for character, said in sorted(readings().items()):
            if len(said) > turn:
                lines[said[turn]].append(character)
        parts.append("\n".join(f"{syllable} {''.join(lines[syllable])}" for syllable in sorted(lines)))
    return zlib.compress("\n\n".join(parts).encode(), 9)
