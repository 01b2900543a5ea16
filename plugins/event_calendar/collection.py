"""All that a site's documents tell the calendar, and everything that its pages are made of: one value for a run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from ..documents.library import Library
from ..documents.listing_urls import list_address
from .agenda import Upcoming, upcoming
from .entries import Entry, Event, YearUnknown, day_of
from .events import Asked, Told, merge, told
from .holidays import DayFaces
from .ledger import NAME, Ledger, known, read
from .months import OnDays, by_day
from .occurrences import entries_of, in_order, is_endless
from .slices import ALL_URL, Slice, Slices

HOST = "yugong"
LARGEST = 16 * 1024 * 1024


@dataclass(frozen=True)
class Collection:
    """The events of the public documents, as subscribers know them, and the days that pages show."""

    library: Library
    of_articles: Mapping[str, tuple[Event, ...]]
    year_unknown: tuple[YearUnknown, ...]
    now: datetime

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event, in one order."""
        return merge(self.of_articles.values())

    @cached_property
    def horizon(self) -> date:
        """The last day until which a rule without an end is followed: the end of next year."""
        return date(min(day_of(self.now).year + 1, date.max.year), 12, 31)

    @cached_property
    def days_of(self) -> Mapping[str, tuple[Entry, ...]]:
        """The days of each event, by its UID."""
        return {event.uid: entries_of(event, self.horizon) for event in self.events}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every day of every event."""
        return in_order(entry for days in self.days_of.values() for entry in days)

    @cached_property
    def on_days(self) -> OnDays:
        """The entries of each day."""
        return by_day(self.entries)

    @cached_property
    def faces(self) -> DayFaces:
        """What stands beside each day."""
        return DayFaces(self.library.vocabulary.holidays)

    @cached_property
    def slices(self) -> Slices:
        """The matters by which the calendar is cut."""
        return Slices(self.library.vocabulary)

    @cached_property
    def sliced_entries(self) -> dict[Slice, tuple[Entry, ...]]:
        """The entries of each slice."""
        return self.slices.entries(self.entries)

    @cached_property
    def sliced_events(self) -> dict[Slice, tuple[Event, ...]]:
        """The events of each slice."""
        return self.slices.events(self.events)

    @cached_property
    def upcoming(self) -> Upcoming:
        """What comes next."""
        return upcoming(self.entries, self.now)

    def next_changes(self) -> tuple[datetime, ...]:
        """The instants at which a page of ours changes by itself."""
        found = [] if self.upcoming.changes_at is None else [self.upcoming.changes_at]
        if any(event.rule and is_endless(event.rule) for event in self.events):
            found.append(datetime(self.horizon.year, 1, 1, tzinfo=self.now.tzinfo))
        return tuple(found)

    def of_lists(self) -> dict[str, "ListCalendar"]:
        """What each list of articles may show of the calendar, by the list's address."""
        found = {}
        for one, entries in self.sliced_entries.items():
            if one.kind != "kind":
                address = list_address(self.library.vocabulary, one.kind, one.name).url
                unknown = tuple(u for u in self.year_unknown if one.name in (*u.districts, *u.organisations, u.column))
                found[address] = ListCalendar(one.title, one.url, one.ics_url, upcoming(entries, self.now), unknown)
        return found


@dataclass(frozen=True, slots=True)
class ListCalendar:
    """A list's part of the calendar: its page, its feed, what comes next."""

    title: str
    url: str
    ics_url: str
    upcoming: Upcoming
    year_unknown: tuple[YearUnknown, ...] = ()


def collect(library: Library, now: datetime) -> Collection:
    """The calendar of the public documents of ``library``."""
    ledger = read_ledger(library.root)
    by_path = of_library(library)
    of_articles = {path: known(one.events, ledger, path) for path, one in by_path.items()}
    return Collection(library, of_articles, tuple(u for one in by_path.values() for u in one.year_unknown), now)


def of_library(library: Library) -> dict[str, Told]:
    """What each public document tells, before the ledger is asked."""
    asked = Asked(library.vocabulary, host_of(library))
    return {str(d.path): one for d in library.public for one in told(d, asked) or (Told(()),)}


def host_of(library: Library) -> str:
    """The name after the @ of a UID."""
    return urlsplit(library.site.url).hostname or HOST


def read_ledger(root: Path, shown: str = "content") -> Ledger:
    """The ledger of the content folder; a missing one knows nothing."""
    file = root / NAME
    if file.is_symlink() or not file.is_file() or file.stat().st_size > LARGEST:
        return Ledger()
    return read(file.read_text(encoding="utf-8", errors="replace"), f"{shown}/{NAME}")


def feeds_of(collection: Collection) -> Iterable[tuple[str, str, str, tuple[Event, ...]]]:
    """Every feed of more than one event: title, address, place, events. The feed of all events is always there."""
    yield "全部活动", ALL_URL, ALL_URL[1:], collection.events
    for one, events in collection.sliced_events.items():
        yield one.title, one.ics_url, one.ics_save_as, events
