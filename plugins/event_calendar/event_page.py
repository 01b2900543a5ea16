"""The page of one event: everything that is known of it, its other days, its JSON-LD, its way into a calendar."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from ..documents.json_script import Json, script
from ..documents.photo_addresses import widest_address
from ..documents.site import SiteSettings
from .agenda import Link
from .entries import Entry, Event, Moment
from .months import month_title, month_url
from .rule_words import spoken_rule
from .slices import Slices

MOST_DAYS = 60
STATUSES = {
    "confirmed": "EventScheduled",
    "cancelled": "EventCancelled",
    "moved": "EventRescheduled",
    "postponed": "EventPostponed",
}


@dataclass(frozen=True, slots=True)
class EventPage:
    """What an event's page shows; ``days`` are the days of a series, ``slices`` lead to events like it.

    ``until`` is the last day of all; ``repeat`` says the rule in words.
    """

    event: Event
    days: tuple[Entry, ...]
    month: tuple[str, str]
    slices: tuple[Link, ...]
    until: date
    repeat: str
    webcal: str
    structured_data: "StructuredData"


@dataclass(frozen=True, slots=True)
class StructuredData:
    """The JSON-LD of an event, made when the page is rendered; a deadline has none."""

    event: Event
    base: str

    def __html__(self) -> str:
        return script(graph(self.event, self.base)) if self.event.kind != "deadline" else ""

    def __str__(self) -> str:
        return self.__html__()


def event_page(event: Event, entries: tuple[Entry, ...], slices: Slices, site: SiteSettings) -> EventPage:
    """The page of ``event``, whose days are ``entries``."""
    first = (event.first_day.year, event.first_day.month)
    return EventPage(
        event,
        entries[:MOST_DAYS] if event.repeats else (),
        (month_title(first), month_url(first)),
        tuple(Link(one.title, one.url, 0) for one in slices.of(event)),
        max((entry.last_day for entry in entries), default=event.last_day),
        spoken_rule(event.rule) if event.rule else "",
        webcal_of(site, event.ics_url),
        StructuredData(event, site.url),
    )


def webcal_of(site: SiteSettings, url: str) -> str:
    """The address by which a calendar program subscribes to the file at ``url``; nothing when the site has no address."""
    parts = urlsplit(site.url)
    return f"webcal://{parts.netloc}{parts.path}{url}" if parts.netloc else ""


def graph(event: Event, base: str) -> Json:
    """schema.org's Event; what nobody wrote down is left out. A deadline is none."""
    place = event.place or event.district
    data: Json = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{base}{event.url}",
        "url": f"{base}{event.url}",
        "name": event.name,
        "startDate": _iso(event.start),
        "endDate": _iso(event.end) if event.end is not None else None,
        "previousStartDate": _iso(event.moved_from) if event.moved_from is not None else None,
        "eventStatus": f"https://schema.org/{STATUSES[event.standing]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode" if place else None,
        "location": _place(place, event.district) if place else None,
        "organizer": {"@type": "Organization", "name": event.organiser} if event.organiser else None,
        "description": event.text,
        "image": [f"{base}{widest_address(event.image)}"] if event.image is not None else None,
        "inLanguage": "zh-CN",
        "subjectOf": {"@type": "Article", "name": event.source_title, "url": f"{base}{event.source_url}"},
    }
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def _place(name: str, district: str) -> Json:
    address: Json = {"@type": "PostalAddress", "addressCountry": "CN"}
    if district:
        address |= {"addressRegion": "重庆市", "addressLocality": district}
    return {"@type": "Place", "name": name, "address": address}


def _iso(moment: Moment) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()

