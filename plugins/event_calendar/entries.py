"""What stands on the calendar: an event with all that is known of it, and the entry that lists show of one day of it.

A list cannot read an event's description, so editing one dirties no list.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from ..documents.document import Photo
from ..documents.event_fields import Standing
from ..documents.event_times import last_moment
from ..documents.fields import SHANGHAI

Kind = Literal["event", "item", "deadline"]
KIND_TITLES: dict[Kind, str] = {"event": "活动", "item": "动态", "deadline": "时限"}
STANDING_WORDS: dict[Standing, str] = {
    "confirmed": "",
    "cancelled": "已取消",
    "moved": "已改期",
    "postponed": "延期待定",
}
Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """One different time of a series: which one it was to be, and when and where it is instead (None: not at all)."""

    was: Moment
    start: Moment | None
    end: Moment | None = None
    place: str = ""


class Spanning:
    """What has a start and, maybe, an end: the days and the instant that follow from them."""

    __slots__ = ()
    start: Moment
    end: Moment | None

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return day_of(self.start)

    @property
    def last_day(self) -> date:
        """The last day on which it takes place (of what repeats: the first time); one that ends at midnight is over the day before."""
        return last_day_of(self.start, self.end)

    @property
    def start_instant(self) -> datetime:
        """The instant at which it begins; a day begins at midnight in Beijing."""
        return instant_of(self.start)


@dataclass(frozen=True, slots=True)
class Entry(Spanning):
    """What a list shows of an event, or of one of its days when it repeats.

    ``start`` and ``end`` are both days (``all_day``; ``end`` is the last one, not the one after) or both instants in
    Beijing time. ``url`` is the event's own page; ``facets`` are its kind, districts and column, for filters in place.
    """

    uid: str
    name: str
    start: Moment
    end: Moment | None
    all_day: bool
    place: str
    organiser: str
    district: str
    districts: tuple[str, ...]
    organisations: tuple[str, ...]
    column: str
    kind: Kind
    url: str
    facets: str
    standing: Standing = "confirmed"
    repeats: bool = False

    @property
    def standing_word(self) -> str:
        """What readers must know before they go: 已取消, 已改期; mostly nothing."""
        return STANDING_WORDS[self.standing]

    @property
    def kind_title(self) -> str:
        """What readers call its kind."""
        return KIND_TITLES[self.kind]


@dataclass(frozen=True, slots=True)
class Event(Spanning):
    """One event, item or deadline.

    ``key`` names it within its article, ``mark`` is what the ledger knows it by when its key has changed (see
    ``ledger``). ``source_url`` leads to where it was told, for an item to its anchor. ``rule`` is its RRULE.
    ``changed`` is the day on which the editor last changed the article. No page shows ``line``.
    """

    uid: str
    key: str
    mark: str
    path: str
    line: int = field(compare=False)
    name: str
    start: Moment
    end: Moment | None
    place: str
    organiser: str
    districts: tuple[str, ...]
    organisations: tuple[str, ...]
    column: str
    kind: Kind
    source_url: str
    source_title: str
    text: str
    date_text: str
    changed: date
    sequence: int = 0
    standing: Standing = "confirmed"
    moved_from: Moment | None = None
    link: str = ""
    registration: Moment | None = None
    rule: str = ""
    occasions: tuple[Occasion, ...] = ()
    extra: tuple[Moment, ...] = ()
    image: Photo | None = None

    @property
    def all_day(self) -> bool:
        """Whether it has days and no clock time."""
        return not isinstance(self.start, datetime)

    @property
    def district(self) -> str:
        """The first of its districts."""
        return self.districts[0] if self.districts else ""

    @property
    def slug(self) -> str:
        """The name of its page and its file: as lasting as its UID."""
        return self.uid.partition("@")[0][:12]

    @property
    def url(self) -> str:
        """Its own page."""
        return f"/calendar/event/{self.slug}/"

    @property
    def ics_url(self) -> str:
        """The file that puts it into a calendar."""
        return f"/calendar/event/{self.slug}.ics"

    @property
    def repeats(self) -> bool:
        """Whether there is more than one day of it."""
        return bool(self.rule or self.extra)

    @property
    def standing_word(self) -> str:
        """What readers must know before they go."""
        return STANDING_WORDS[self.standing]

    @property
    def kind_title(self) -> str:
        """What readers call its kind."""
        return KIND_TITLES[self.kind]

    @property
    def facets(self) -> str:
        """Its kind, districts and column between bars."""
        return "|".join(part for part in (self.kind_title, *self.districts, self.column) if part)

    def entry(
        self, start: Moment | None = None, end: Moment | None = None, place: str = "", *, moved: bool = False
    ) -> Entry:
        """What lists show of it, on its first day or on another."""
        return Entry(
            uid=self.uid,
            name=self.name,
            start=self.start if start is None else start,
            end=self.end if start is None else end,
            all_day=self.all_day,
            place=place or self.place,
            organiser=self.organiser,
            district=self.district,
            districts=self.districts,
            organisations=self.organisations,
            column=self.column,
            kind=self.kind,
            url=self.url,
            facets=self.facets,
            standing="moved" if moved and self.standing == "confirmed" else self.standing,
            repeats=self.repeats,
        )


@dataclass(frozen=True, slots=True)
class YearUnknown:
    """A deadline whose day the document says without the year: shown as it is written, on no day."""

    what: str
    text: str
    who: str
    url: str
    source_title: str
    districts: tuple[str, ...]
    organisations: tuple[str, ...]
    column: str


def day_of(moment: Moment) -> date:
    """The day in Beijing on which ``moment`` lies."""
    return moment.astimezone(SHANGHAI).date() if isinstance(moment, datetime) else moment


def instant_of(moment: Moment) -> datetime:
    """``moment`` as an instant; a day begins at midnight in Beijing."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), SHANGHAI)


def last_day_of(start: Moment, end: Moment | None) -> date:
    """The last day from ``start`` to ``end``; what ends at midnight is over the day before."""
    if end is None:
        return day_of(start)
    if isinstance(end, datetime) and end.time() == time() and end > instant_of(start):
        return max(day_of(start), end.date() - timedelta(days=1))
    return day_of(end)


def settled(start: Moment, end: Moment | None) -> tuple[Moment, Moment | None]:
    """Start and end of one nature, in Beijing time.

    A clock time at the start and a bare day at the end last until the end of that day; a bare day at the start makes
    the whole event one of days. An end that adds nothing (the same day, or before the start) is left out.
    """
    if isinstance(start, datetime):
        start = start.astimezone(SHANGHAI)
        if end is not None and not isinstance(end, datetime):
            end = None if end <= start.date() else last_moment(end)
        if isinstance(end, datetime):
            end = end.astimezone(SHANGHAI)
            return start, end if end > start else None
        return start, None
    last = None if end is None else day_of(end)
    return start, last if last is not None and last > start else None


def of_nature(moment: Moment, like: Moment) -> Moment:
    """``moment`` as a day or an instant, whichever ``like`` is; a bare day takes the clock time of ``like``."""
    if not isinstance(like, datetime):
        return day_of(moment)
    if isinstance(moment, datetime):
        return moment.astimezone(SHANGHAI)
    return datetime.combine(moment, like.astimezone(SHANGHAI).time(), SHANGHAI)


def ends_first(start: Moment, end: Moment) -> bool:
    """Whether ``end`` lies before ``start``; where one has no clock time, only the days count."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end < start
    return day_of(end) < day_of(start)
