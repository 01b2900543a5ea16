"""Lists of entries: what comes next, a year month by month, a slice a year, the overview of the calendar."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ..documents.fields import SHANGHAI
from .entries import Entry, YearUnknown, day_of
from .months import month_title, month_url, year_url
from .slices import SLICE_TITLES, Slice, SliceKind

MOST_UPCOMING = 6
MOST_LATER = 12
MOST_OF_ONE = 3
"""A weekly event does not fill a list alone."""

Months = tuple[tuple[str, str, tuple[Entry, ...]], ...]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The entries that come next, or, when none does, the latest past ones (``past``), newest first.

    ``later`` come after these: a page takes them in when the first are over, without a build. ``changes_at`` is the
    instant at which the first of them is over.
    """

    entries: tuple[Entry, ...]
    later: tuple[Entry, ...] = ()
    past: bool = False
    changes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """One year's list, or one slice's: months (title, address, entries), newest first, and the other years."""

    title: str
    year: int
    url: str
    months: Months
    count: int
    years: tuple[tuple[str, str], ...]
    slice: Slice | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the calendar by its name, with how much is on it."""

    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Subscribable:
    """One feed: the address to download, the one to subscribe to (empty when the site has no address), its size."""

    title: str
    url: str
    webcal: str
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What /calendar/ shows: years, the newest months, slices in groups, feeds, deadlines of no known year."""

    years: tuple[Link, ...]
    months: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    feeds: tuple[Subscribable, ...]
    year_unknown: tuple[YearUnknown, ...]
    codes: tuple[tuple[str, str], ...] = ()


def upcoming(entries: Sequence[Entry], now: datetime) -> Upcoming:
    """What comes next at ``now``; an entry stays until the end of its last day in Beijing."""
    today = day_of(now)
    coming = [entry for entry in entries if entry.last_day >= today]
    if not coming:
        return Upcoming(tuple(reversed(entries[-MOST_UPCOMING:])), past=bool(entries))
    seen: Counter[str] = Counter()
    first: list[Entry] = []
    later: list[Entry] = []
    for entry in coming:
        if len(first) + len(later) == MOST_UPCOMING + MOST_LATER:
            break
        if seen[entry.uid] < MOST_OF_ONE:
            (later if seen[entry.uid] or len(first) == MOST_UPCOMING else first).append(entry)
            seen[entry.uid] += 1
    over = min(entry.last_day for entry in coming)
    midnight = datetime.combine(over, time(), SHANGHAI) + timedelta(days=1)
    return Upcoming(tuple(first), tuple(later), past=False, changes_at=midnight)


def by_year(entries: Iterable[Entry]) -> dict[int, tuple[Entry, ...]]:
    """The entries of each year in which they begin, newest year first."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.first_day.year].append(entry)
    return {year: tuple(found[year]) for year in sorted(found, reverse=True)}


def agendas(entries: Sequence[Entry]) -> Iterator[tuple[str, Agenda]]:
    """Every year's list with the place of its page; the newest year is also /calendar/list/."""
    years = by_year(entries)
    links = tuple((f"{year}年", f"{year_url(year)}list/") for year in years)
    newest = next(iter(years), 0)
    yield "calendar/list/index.html", _agenda("活动列表", newest, years.get(newest, ()), "/calendar/list/", links)
    for year, of_year in years.items():
        url = f"{year_url(year)}list/"
        yield f"{url[1:]}index.html", _agenda(f"{year}年活动列表", year, of_year, url, links)


def slice_pages(slices: dict[Slice, tuple[Entry, ...]]) -> Iterator[tuple[str, Agenda]]:
    """The pages of each slice, one a year; the newest year stands at the slice's own address."""
    for one, entries in slices.items():
        years = by_year(entries)
        links = tuple((f"{year}年", one.url if not index else f"{one.url}{year}/") for index, year in enumerate(years))
        for index, (year, of_year) in enumerate(years.items()):
            save_as = f"{one.folder}index.html" if not index else f"{one.folder}{year}/index.html"
            yield save_as, _agenda(one.title, year, of_year, links[index][1], links, one)


def _agenda(  # noqa: PLR0913, PLR0917 - the parts of the view
    title: str,
    year: int,
    entries: Sequence[Entry],
    url: str,
    years: tuple[tuple[str, str], ...],
    one: Slice | None = None,
) -> Agenda:
    months: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        months[entry.first_day.year, entry.first_day.month].append(entry)
    shown = tuple(
        (month_title(month), month_url(month), tuple(months[month])) for month in sorted(months, reverse=True)
    )
    return Agenda(title, year, url, shown, len(entries), years, one)


def grouped(slices: dict[Slice, tuple[Entry, ...]]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The slices' pages in groups with their sizes."""
    groups: dict[SliceKind, list[Link]] = {kind: [] for kind in SLICE_TITLES}
    for one, entries in slices.items():
        groups[one.kind].append(Link(one.title, one.url, len(entries)))
    return tuple((f"按{SLICE_TITLES[kind]}", tuple(links)) for kind, links in groups.items() if links)
