"""The list of all events by month, and the few that come next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ..documents.fields import SHANGHAI
from .events import Event, day_of
from .months import by_month, month_title, month_url

MOST_UPCOMING = 6


@dataclass(frozen=True, slots=True)
class Agenda:
    """What /calendar/ and /calendar/list/ show: months (title, address, events), newest first; feeds (title, address, count)."""

    months: tuple[tuple[str, str, tuple[Event, ...]], ...]
    feeds: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The events that come next, or, when none does, the latest past ones (``past``), newest first.

    ``changes_at`` is the instant at which the first of them is over.
    """

    events: tuple[Event, ...]
    past: bool
    changes_at: datetime | None


def agenda_of(events: Sequence[Event], feeds: tuple[tuple[str, str, int], ...]) -> Agenda:
    """The agenda of ``events``; an event across months is listed in the month in which it begins."""
    months = by_month(events)
    begun = {
        month: tuple(e for e in found if (e.first_day.year, e.first_day.month) == month)
        for month, found in months.items()
    }
    return Agenda(
        tuple((month_title(month), month_url(month), begun[month]) for month in reversed(begun) if begun[month]), feeds
    )


def upcoming(events: Sequence[Event], now: datetime) -> Upcoming:
    """What comes next at ``now``; an event stays until the end of its last day in Beijing."""
    today = day_of(now)
    coming = tuple(event for event in events if event.last_day >= today)
    if not coming:
        return Upcoming(tuple(reversed(events[-MOST_UPCOMING:])), past=True, changes_at=None)
    over = min(event.last_day for event in coming[:MOST_UPCOMING])
    midnight = datetime.combine(over, time(), SHANGHAI) + timedelta(days=1)
    return Upcoming(coming[:MOST_UPCOMING], past=False, changes_at=midnight)
