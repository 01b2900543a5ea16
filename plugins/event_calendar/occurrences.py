"""On which days a repeating event takes place, by dateutil's reading of its rule.

A rule without an end is followed until a horizon that the caller gives. Whether a day is one of the rule's is asked in
Beijing time, where the event lives: at 07:00 on a Friday there it is still Thursday in UTC.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from ..documents.event_times import last_moment
from ..documents.fields import SHANGHAI
from ..documents.repeats import parts_of, until_of
from .entries import Entry, Event, Moment, day_of, instant_of, of_nature

MOST = 1000
"""The days of one event that pages show; a daily event of three years is a slip more often than a plan."""


def is_endless(rule: str) -> bool:
    """Whether a rule says neither how often nor until when."""
    parts = parts_of(rule)
    return "COUNT" not in parts and "UNTIL" not in parts


def rule_for(rule: str, start: Moment) -> str:
    """``rule`` with its UNTIL in the form that RFC 5545 asks for beside this start: a day, or an instant in UTC.

    >>> rule_for("FREQ=WEEKLY;UNTIL=20261231", datetime(2026, 12, 1, 14, tzinfo=SHANGHAI))
    'FREQ=WEEKLY;UNTIL=20261231T155900Z'
    """
    until = until_of(rule)
    if until is None:
        return rule
    if not isinstance(start, datetime):
        last = f"{day_of(until):%Y%m%d}"
    else:
        last = f"{(until if isinstance(until, datetime) else last_moment(until)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return ";".join(f"UNTIL={last}" if part.startswith("UNTIL=") else part for part in rule.split(";"))


def starts_of(rule: str, start: Moment, horizon: date) -> Iterator[Moment]:
    """The starts that the rule gives, the first one included only when the rule has it, until the horizon's end."""
    first = instant_of(start).astimezone(SHANGHAI).replace(tzinfo=None)
    until = until_of(rule)
    bare = ";".join(part for part in rule.split(";") if not part.startswith("UNTIL="))
    last = datetime.combine(horizon, time(23, 59, 59))
    if until is not None:
        ends = until if isinstance(until, datetime) else last_moment(until)
        if not isinstance(start, datetime):
            ends = last_moment(day_of(until))
        last = min(last, ends.astimezone(SHANGHAI).replace(tzinfo=None))
    for found in rrulestr(bare, dtstart=first):
        if found > last:
            return
        yield found.replace(tzinfo=SHANGHAI) if isinstance(start, datetime) else found.date()


def entries_of(event: Event, horizon: date) -> tuple[Entry, ...]:
    """Every day of ``event`` that pages show, in order: its rule's, its extra ones, without and with its exceptions."""
    if not event.repeats:
        return (event.entry(),)
    length = instant_of(event.end) - event.start_instant if event.end is not None else None
    regular = starts_of(event.rule, event.start, horizon) if event.rule else iter((event.start,))
    starts = {instant_of(start): start for start in islice(regular, MOST)}
    starts |= {instant_of(start): start for start in (of_nature(moment, event.start) for moment in event.extra)}
    different = {instant_of(occasion.was): occasion for occasion in event.occasions}
    found = [event.entry(start, _end(start, length)) for key, start in starts.items() if key not in different]
    for key, occasion in different.items():
        if occasion.start is not None and key in starts:
            end = occasion.end or _end(occasion.start, length)
            found.append(event.entry(occasion.start, end, occasion.place, moved=occasion.start != occasion.was))
    return tuple(sorted(found, key=lambda entry: entry.start_instant))


def _end(start: Moment, length: timedelta | None) -> Moment | None:
    return None if length is None else start + length


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """All entries by time; all-day ones come first on their day. The order is total."""
    return tuple(sorted(entries, key=lambda e: (e.start_instant.timestamp(), not e.all_day, e.last_day, e.name, e.uid)))
