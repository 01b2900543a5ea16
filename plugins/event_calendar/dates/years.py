"""Which year, month or week a partial date means, seen from the day of publication."""

import calendar
from datetime import date, timedelta

AHEAD = 120
"""A day without a year may lie this far ahead of its article; a deadline may lie farther."""
AHEAD_OF_NEW_YEAR = 75
"""The same where the turn of the year lies between: a spring day in November's news is the past spring's."""
DEADLINE_PAST = 31
"""A deadline without a year that lies more than this behind its article is next year's."""
MUCH_NEARER = 3
"""A bare day is past, unless the one to come is so many times nearer."""
FIRST, LAST = 1800, 2199


def day_in(year: int | None, month: int | None, day: int | None) -> date | None:
    """That day, or None when the calendar does not have it or the year is out of all reason."""
    if year is None or month is None or day is None or not FIRST <= year <= LAST or not 1 <= month <= 12:  # noqa: PLR2004
        return None
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def year_of(month: int, day: int, published: date, *, deadline: bool = False) -> int | None:
    """The year in which month and day lie nearest to ``published``; the past is preferred, deadlines look ahead.

    >>> year_of(12, 28, date(2025, 1, 6)), year_of(1, 5, date(2024, 12, 30)), year_of(5, 20, date(2024, 11, 20))
    (2024, 2025, 2024)
    """
    back = (day_in(published.year - step, month, day) for step in range(9))
    on = (day_in(published.year + step, month, day) for step in range(9))
    past = next((d for d in back if d and d <= published), None)
    ahead = next((d for d in on if d and d > published), None)
    chosen = _nearer(past, ahead, published, AHEAD, deadline=deadline)
    return chosen.year if chosen else None


def month_of_bare_day(day: int, published: date, *, deadline: bool = False) -> date | None:
    """The day of that number in the month of ``published`` or one beside it: past, unless the next one is much nearer.

    >>> month_of_bare_day(30, date(2024, 9, 2))
    datetime.date(2024, 8, 30)
    """
    first = published.replace(day=1)
    beside = (first - timedelta(days=1), first, month_end(first.year, first.month) + timedelta(days=1))
    found = [day_in(month.year, month.month, day) for month in beside]
    past = max((d for d in found if d and d <= published), default=None)
    ahead = min((d for d in found if d and d > published), default=None)
    if past is None or ahead is None or deadline:
        return ahead or past
    soon = (ahead - published).days * MUCH_NEARER < (published - past).days
    return ahead if soon else past


def _nearer(past: date | None, ahead: date | None, published: date, limit: int, *, deadline: bool) -> date | None:
    if past is None or ahead is None:
        return past or ahead
    behind, before = (published - past).days, (ahead - published).days
    if deadline:
        return past if behind <= DEADLINE_PAST else ahead
    limit = min(limit, AHEAD_OF_NEW_YEAR) if ahead.year > published.year else limit
    return ahead if before < behind and before <= limit else past


def month_shifted(day: date, months: int) -> tuple[int, int]:
    """Year and month, ``months`` after the month of ``day``."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def weekday_in(published: date, weeks: int, weekday: int) -> date:
    """That weekday of the week ``weeks`` after the week of ``published``; weeks begin on Monday."""
    return published + timedelta(days=weekday - published.weekday() + 7 * weeks)
