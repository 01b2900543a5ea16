"""Finds the date phrases of a text: the first in the text first, and of two that begin together the more telling."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from . import clocks, days, named, relative, rules, spans
from .found import FoundDate
from .scanning import Match, Scan

Reader = Callable[[Scan, Match], FoundDate | int | None]
"""Says what a match means: a phrase, or nothing up to an offset (2月30日), or nothing by this pattern."""
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    *rules.READERS,
    *relative.READERS[:1],
    days.READERS[0],
    *named.READERS,
    days.READERS[1],
    *spans.READERS[:3],
    *days.READERS[2:4],
    *spans.READERS[3:],
    *relative.READERS[1:],
    days.READERS[4],
    *clocks.READERS,
)
"""Patterns and what reads them; where two begin together the earlier one is tried first."""
TELLS_A_YEAR = re.compile(r"年|^(?:19|20|21)\d\d")


def find_dates(text: str, published: date) -> tuple[FoundDate, ...]:
    """Every date phrase of ``text`` in its order; ``published`` settles what a phrase leaves open. Never raises.

    >>> [str(found.start) for found in find_dates("8月28日，南岸区总工会慰问职工；近日……", date(2024, 9, 2))]
    ['2024-08-28', 'None']
    """
    return tuple(_found(Scan(text, published)))


def _found(scan: Scan) -> Iterator[FoundDate]:
    """The phrases, first come first served; each pattern passes over the text once."""
    ahead: list[Match | None] = [pattern.search(scan.text) for pattern, _ in READERS]
    position = 0
    while True:
        index = min((i for i, match in enumerate(ahead) if match), key=lambda i: (ahead[i].start(), i), default=None)  # type: ignore[union-attr]
        match = ahead[index] if index is not None else None
        if index is None or match is None:
            return
        pattern, reader = READERS[index]
        if match.start() < position:
            ahead[index] = pattern.search(scan.text, position)
            continue
        result = reader(scan, match)
        if result is None:
            ahead[index] = pattern.search(scan.text, match.start() + 1)
        elif isinstance(result, int):
            position = max(result, match.start() + 1)
        else:
            yield result
            scan.remember(result, told=bool(TELLS_A_YEAR.search(result.text)))
            position = max(match.start() + 1, result.offset + len(result.text))
