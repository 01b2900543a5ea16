"""Volumes: which documents stand in which index, and under which number.

The newest year is a volume of its own; the years before it, which hardly ever change, are another. One index a year
would cost each query a file a year and term (decision record 0014); a site of few articles has one volume.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

FEW = 400
"""Documents of closed years below which a volume of their own saves nothing."""


@dataclass(frozen=True, slots=True)
class Volume:
    """Documents ``start`` to ``end`` (exclusive) of the site in order of their days; ``name`` is the years it holds."""

    name: str
    start: int
    end: int


def volumes_of(days: Sequence[date]) -> tuple[Volume, ...]:
    """The volumes of a site whose documents have these days, ascending.

    >>> [volume.name for volume in volumes_of([date(2024, 1, 1)] * 500 + [date(2026, 1, 1)])]
    ['2024', '2026']
    """
    if not days:
        return ()
    closed = sum(day.year < days[-1].year for day in days)
    bounds = [0, closed, len(days)] if closed >= FEW else [0, len(days)]
    return tuple(
        Volume(_years(days[start], days[end - 1]), start, end) for start, end in pairwise(bounds) if start < end
    )


def _years(first: date, last: date) -> str:
    return str(last.year) if first.year == last.year else f"{first.year}-{last.year}"


def first_of_years(days: Sequence[date]) -> tuple[tuple[int, int], ...]:
    """Each year with the number of its first document.

    >>> first_of_years([date(2024, 1, 1), date(2026, 1, 1), date(2026, 2, 1)])
    ((2024, 0), (2026, 1))
    """
    years = groupby(range(len(days)), key=lambda number: days[number].year)
    return tuple((year, next(numbers)) for year, numbers in years)
