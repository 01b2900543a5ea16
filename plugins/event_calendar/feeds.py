"""Which calendars there are to subscribe to: all, deadlines, one for each district and each column with events."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..documents.link_targets import encoded
from ..documents.listing_urls import list_address
from ..documents.vocabulary import Vocabulary
from .events import Event

ALL_URL = "/calendar/all.ics"


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """One .ics file: the name that a subscriber sees, its address, its events."""

    title: str
    url: str
    save_as: str
    events: tuple[Event, ...]


def feeds(events: Sequence[Event], vocabulary: Vocabulary) -> tuple[CalendarFeed, ...]:
    """All feeds in a fixed order. The feed of all events is always there; another only when it has events."""
    found = [CalendarFeed("全部活动", ALL_URL, "calendar/all.ics", tuple(events))]
    deadlines = tuple(event for event in events if event.kind == "deadline")
    if deadlines:
        found.append(CalendarFeed("截止日期", "/calendar/deadlines.ics", "calendar/deadlines.ics", deadlines))
    districts = {name for event in events for name in event.districts}
    order = {district.name: index for index, district in enumerate(vocabulary.districts)}
    for name in sorted(districts, key=lambda name: (order.get(name, len(order)), name)):
        slug = list_address(vocabulary, "district", name).slug
        found.append(_feed("district", name, slug, tuple(e for e in events if name in e.districts)))
    for name in sorted({event.column for event in events if event.column}):
        slug = list_address(vocabulary, "column", name).slug
        found.append(_feed("column", name, slug, tuple(e for e in events if e.column == name)))
    return tuple(found)


def _feed(kind: str, name: str, slug: str, events: tuple[Event, ...]) -> CalendarFeed:
    return CalendarFeed(name, f"/calendar/{kind}/{encoded(slug)}.ics", f"calendar/{kind}/{slug}.ics", events)
