"""Month, week and year pages: grids that begin on Monday, each day with its face."""

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .entries import Entry
from .holidays import DayFace, DayFaces

LONGEST_SHOWN = 92
"""An event that lasts longer stands on its first and its last day only: a slip of the year fills no thousand pages."""
BESIDE = 1
"""A month page links to the months of its own year and of this many years before and after."""

Month = tuple[int, int]
OnDays = dict[date, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a grid; a day of a neighbouring month shows no events."""

    day: date
    in_month: bool
    face: DayFace
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """One month page; ``weeks`` are rows of seven days, ``week_urls`` the page of each row's week, where it has one."""

    year: int
    number: int
    title: str
    url: str
    save_as: str
    weeks: tuple[tuple[DayCell, ...], ...]
    week_urls: tuple[str, ...]
    entries: tuple[Entry, ...]
    previous_url: str | None
    next_url: str | None
    months: tuple[tuple[str, str], ...]
    ics_url: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """One week page, Monday to Sunday; ``number`` counts as ISO 8601 does."""

    title: str
    number: int
    url: str
    save_as: str
    days: tuple[DayCell, ...]
    entries: tuple[Entry, ...]
    months: tuple[tuple[str, str], ...]
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True)
class SmallDay:
    """One day of a year's grid: how many events it has, and whether it is 休 or 班."""

    day: date
    in_month: bool
    mark: str
    count: int


@dataclass(frozen=True, slots=True)
class SmallMonth:
    """One month of a year page; ``url`` is empty when it has no page."""

    title: str
    name: str
    url: str
    count: int
    weeks: tuple[tuple[SmallDay, ...], ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """One year page: twelve small grids."""

    year: int
    title: str
    url: str
    save_as: str
    count: int
    months: tuple[SmallMonth, ...]
    previous_url: str | None
    next_url: str | None
    years: tuple[tuple[str, str], ...]


def month_url(month: Month) -> str:
    """The address of a month page.

    >>> month_url((2024, 8))
    '/calendar/2024/08/'
    """
    return f"/calendar/{month[0]:04}/{month[1]:02}/"


def month_title(month: Month) -> str:
    """The name of a month.

    >>> month_title((2024, 8))
    '2024年8月'
    """
    return f"{month[0]}年{month[1]}月"


def year_url(year: int) -> str:
    """The address of a year page."""
    return f"/calendar/{year:04}/"


def week_url(week: tuple[int, int]) -> str:
    """The address of the page of an ISO week.

    >>> week_url((2026, 1))
    '/calendar/2026/w01/'
    """
    return f"/calendar/{week[0]:04}/w{week[1]:02}/"


def days_of(entry: Entry) -> Iterator[date]:
    """The days on which ``entry`` stands in a grid."""
    count = (entry.last_day - entry.first_day).days
    if count > LONGEST_SHOWN:
        yield from (entry.first_day, entry.last_day)
        return
    yield from (entry.first_day + timedelta(days=step) for step in range(count + 1))


def by_day(entries: Iterable[Entry]) -> OnDays:
    """The entries of each day that has any; one of several days stands on each."""
    found: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        for day in days_of(entry):
            found[day].append(entry)
    return {day: tuple(found[day]) for day in sorted(found)}


def by_month(days: OnDays) -> dict[Month, tuple[Entry, ...]]:
    """The entries of each month that has any, months in order; one across months stands in each."""
    return _gathered(days, lambda day: (day.year, day.month))


def by_week(days: OnDays) -> dict[tuple[int, int], tuple[Entry, ...]]:
    """The entries of each ISO week that has any, weeks in order."""
    return _gathered(days, lambda day: day.isocalendar()[:2])


def _gathered(days: OnDays, key: Callable[[date], tuple[int, int]]) -> dict[tuple[int, int], tuple[Entry, ...]]:
    found: dict[tuple[int, int], dict[int, Entry]] = defaultdict(dict)
    for day, entries in days.items():
        of_key = found[key(day)]
        for entry in entries:
            of_key[id(entry)] = entry
    return {one: tuple(found[one].values()) for one in sorted(found)}


def month_views(days: OnDays, faces: DayFaces, ics_url: str) -> Iterator[MonthView]:
    """The page of each month that has events; previous and next lead to the nearest such months."""
    found = by_month(days)
    months = tuple(found)
    weeks = {day.isocalendar()[:2] for day in days}
    for index, month in enumerate(months):
        near = tuple(other for other in months if abs(other[0] - month[0]) <= BESIDE)
        rows = tuple(tuple(_cell(day, month, days, faces) for day in row) for row in grid(month))
        numbers = [row[0].day.isocalendar()[:2] for row in rows]
        yield MonthView(
            year=month[0],
            number=month[1],
            title=month_title(month),
            url=month_url(month),
            save_as=f"calendar/{month[0]:04}/{month[1]:02}/index.html",
            weeks=rows,
            week_urls=tuple(week_url(week) if week in weeks else "" for week in numbers),
            entries=found[month],
            previous_url=month_url(months[index - 1]) if index else None,
            next_url=month_url(months[index + 1]) if index + 1 < len(months) else None,
            months=tuple((month_title(other), month_url(other)) for other in near),
            ics_url=ics_url,
        )


def week_views(days: OnDays, faces: DayFaces) -> Iterator[WeekView]:
    """The page of each week that has events."""
    found = by_week(days)
    weeks = tuple(found)
    with_page = {(day.year, day.month) for day in days}
    for index, week in enumerate(weeks):
        row = [date.fromisocalendar(week[0], week[1], number) for number in range(1, 8)]
        touched = [month for month in dict.fromkeys((day.year, day.month) for day in row) if month in with_page]
        yield WeekView(
            title=f"{week[0]}年第{week[1]}周（{row[0].month}月{row[0].day}日—{row[-1].month}月{row[-1].day}日）",
            number=week[1],
            url=week_url(week),
            save_as=f"calendar/{week[0]:04}/w{week[1]:02}/index.html",
            days=tuple(DayCell(day, True, faces.of(day), days.get(day, ())) for day in row),  # noqa: FBT003 - every day is in its week
            entries=found[week],
            months=tuple((month_title(month), month_url(month)) for month in touched),
            previous_url=week_url(weeks[index - 1]) if index else None,
            next_url=week_url(weeks[index + 1]) if index + 1 < len(weeks) else None,
        )


def year_views(days: OnDays, faces: DayFaces) -> Iterator[YearView]:
    """The page of each year that has events."""
    months = by_month(days)
    years = sorted({year for year, _ in months})
    for index, year in enumerate(years):
        shown = tuple(_small((year, number), months.get((year, number), ()), days, faces) for number in range(1, 13))
        yield YearView(
            year=year,
            title=f"{year}年",
            url=year_url(year),
            save_as=f"calendar/{year:04}/index.html",
            count=len({id(entry) for number in range(1, 13) for entry in months.get((year, number), ())}),
            months=shown,
            previous_url=year_url(years[index - 1]) if index else None,
            next_url=year_url(years[index + 1]) if index + 1 < len(years) else None,
            years=tuple((f"{other}年", year_url(other)) for other in years),
        )


def _small(month: Month, entries: Sequence[Entry], days: OnDays, faces: DayFaces) -> SmallMonth:
    weeks = tuple(tuple(_small_day(day, month, days, faces) for day in row) for row in grid(month))
    return SmallMonth(month_title(month), f"{month[1]}月", month_url(month) if entries else "", len(entries), weeks)


def _small_day(day: date, month: Month, days: OnDays, faces: DayFaces) -> SmallDay:
    if day.month != month[1]:
        return SmallDay(day, in_month=False, mark="", count=0)
    return SmallDay(day, in_month=True, mark=faces.of(day).mark, count=len(days.get(day, ())))


def grid(month: Month) -> tuple[tuple[date, ...], ...]:
    """The days of a month in whole weeks, Monday first."""
    first = date(*month, 1)
    length = calendar.monthrange(*month)[1]
    begin = first.toordinal() - first.weekday()
    weeks = (first.weekday() + length + 6) // 7
    days = [date.fromordinal(min(max(begin + step, 1), date.max.toordinal())) for step in range(7 * weeks)]
    return tuple(tuple(days[week * 7 : week * 7 + 7]) for week in range(weeks))


def _cell(day: date, month: Month, days: OnDays, faces: DayFaces) -> DayCell:
    in_month = (day.year, day.month) == month
    return DayCell(day, in_month, faces.of(day), days.get(day, ()) if in_month else ())
