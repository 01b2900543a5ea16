"""Month pages: grids that begin on Monday, with the lunar day and the solar term of each day."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .events import Event

LONGEST_SHOWN = 92
"""An event that lasts longer stands on its first and its last day only: a slip of the year fills no thousand pages."""
LUNAR_YEARS = range(1901, 2100)
"""The years for which borax knows lunar days and terms throughout."""
BESIDE = 1
"""A month page links to the months of its own year and of this many years before and after."""

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a grid; a day of a neighbouring month shows no events."""

    day: date
    in_month: bool
    lunar: str
    term: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """One month page."""

    year: int
    number: int
    title: str
    url: str
    save_as: str
    weeks: tuple[tuple[DayCell, ...], ...]
    events: tuple[Event, ...]
    previous_url: str | None
    next_url: str | None
    months: tuple[tuple[str, str], ...]
    ics_url: str | None


def month_url(month: Month) -> str:
    """The address of a month page.

    >>> month_url((2024, 8))
    '/calendar/2024/08/'
    """
    return f"/calendar/{month[0]}/{month[1]:02}/"


def month_title(month: Month) -> str:
    """The name of a month.

    >>> month_title((2024, 8))
    '2024年8月'
    """
    return f"{month[0]}年{month[1]}月"


def days_of(event: Event) -> Iterator[date]:
    """The days on which ``event`` stands in a grid."""
    count = (event.last_day - event.first_day).days
    if count > LONGEST_SHOWN:
        yield from (event.first_day, event.last_day)
        return
    yield from (event.first_day + timedelta(days=step) for step in range(count + 1))


def by_month(events: Iterable[Event]) -> dict[Month, tuple[Event, ...]]:
    """The events of each month that has any, months in order; an event across months stands in each."""
    found: dict[Month, dict[str, Event]] = defaultdict(dict)
    for event in events:
        for day in days_of(event):
            found[day.year, day.month][event.uid] = event
    return {month: tuple(found[month].values()) for month in sorted(found)}


def month_views(events: Sequence[Event], ics_url: str | None = None) -> Iterator[MonthView]:
    """The page of each month that has events; previous and next lead to the nearest such months."""
    found = by_month(events)
    months = tuple(found)
    for index, month in enumerate(months):
        near = tuple(other for other in months if abs(other[0] - month[0]) <= BESIDE)
        yield MonthView(
            year=month[0],
            number=month[1],
            title=month_title(month),
            url=month_url(month),
            save_as=f"calendar/{month[0]}/{month[1]:02}/index.html",
            weeks=grid(month, found[month]),
            events=found[month],
            previous_url=month_url(months[index - 1]) if index else None,
            next_url=month_url(months[index + 1]) if index + 1 < len(months) else None,
            months=tuple((month_title(other), month_url(other)) for other in near),
            ics_url=ics_url,
        )


def grid(month: Month, events: Iterable[Event]) -> tuple[tuple[DayCell, ...], ...]:
    """The weeks of a month, Monday first, seven cells each."""
    on: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        for day in days_of(event):
            on[day].append(event)
    first = date(*month, 1)
    length = calendar.monthrange(*month)[1]
    begin = first.toordinal() - first.weekday()
    weeks = (first.weekday() + length + 6) // 7
    cells = [_cell(ordinal, month, on) for ordinal in range(begin, begin + 7 * weeks)]
    return tuple(tuple(cells[week * 7 : week * 7 + 7]) for week in range(weeks))


def _cell(ordinal: int, month: Month, on: dict[date, list[Event]]) -> DayCell:
    day = date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
    lunar, term = lunar_of(day)
    in_month = (day.year, day.month) == month
    return DayCell(day, in_month, lunar, term, tuple(on.get(day, ())) if in_month else ())


def lunar_of(day: date) -> tuple[str, str]:
    """The lunar day (廿三; the month's name on its first day) and the solar term of ``day``; empty when unknown.

    >>> lunar_of(date(2024, 9, 22)), lunar_of(date(2024, 10, 3)), lunar_of(date(1850, 1, 1))
    (('二十', '秋分'), ('九月', ''), ('', ''))
    """
    if day.year not in LUNAR_YEARS:
        return "", ""
    from borax.calendars.lunardate import LunarDate  # noqa: PLC0415 - only calendars need it

    lunar = LunarDate.from_solar(day)
    return str(lunar.cn_day_calendar), str(lunar.term or "")
