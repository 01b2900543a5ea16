"""iCalendar files (RFC 5545, 7986) that Google, Outlook, Apple and Chinese phones all read, in icalendar's own types.

The traps are known (a long VTIMEZONE makes Google show gibberish, ``P1H`` makes MIUI refuse the file, floating times
move in Outlook, a weekly rule in UTC loses its weekday): so the zone is nine fixed lines, periods are ``PT12H``, times
carry the zone. Nothing depends on a clock: DTSTAMP is the day on which the editor last changed the article, and as many
seconds later as the event has changed. icalendar escapes each value and folds each line; its ``Component`` would sort
and type every property again at four times the cost, which ten thousand events feel.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import vText
from icalendar.parser import Contentline

from ..documents.fields import SHANGHAI
from ..documents.photo_addresses import widest_address
from .entries import KIND_TITLES, Event, Moment, day_of
from .occurrences import rule_for

EOL = b"\r\n"
LINE = 75
"""Octets from which on icalendar folds a line."""
PERIOD = "PT12H"
COLOURS = {"event": "firebrick", "item": "steelblue", "deadline": "darkorange"}
STATUSES = {"confirmed": "CONFIRMED", "moved": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "TENTATIVE"}
ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a file says of itself: its name, its address, its page, its colour."""

    name: str
    url: str = ""
    page: str = ""
    colour: str = COLOURS["event"]


def calendar_file(about: Subscription, components: Iterable[bytes], base: str = "") -> bytes:
    """A calendar of ready events; ``base`` (``https://…`` without a slash at its end) makes the links whole."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yugong//Event Calendar 2//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(about.name)}",
        f"X-WR-CALNAME:{escaped(about.name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
        f"COLOR:{about.colour}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{PERIOD}",
        f"X-PUBLISHED-TTL:{PERIOD}",
    ]
    if base and about.url:
        head += [f"SOURCE;VALUE=URI:{base}{about.url}", f"URL:{base}{about.page or about.url}"]
    return b"".join([_lines([*head, *ZONE]), *components, b"END:VCALENDAR", EOL])


def component(event: Event, base: str = "") -> bytes:
    """The VEVENTs of one event: the event or the series, then each of its days that is different."""
    found = [_lines(_event(event, base))]
    found += [
        _lines(_different(event, base, index)) for index, one in enumerate(event.occasions) if one.start is not None
    ]
    return b"".join(found)


def escaped(text: str) -> str:
    r"""``text`` as an iCalendar TEXT value, without control characters.

    >>> escaped("甲,乙;丙\\丁\n戊")
    '甲\\,乙\\;丙\\\\丁\\n戊'
    """
    kept = text if text.isprintable() else "".join(c for c in text if c.isprintable() or c in "\n　")
    return str(vText(kept.encode("utf-8", "replace").decode()).to_ical(), "utf-8")


def _lines(lines: Iterable[str]) -> bytes:
    """The content lines, each folded at 75 octets, never inside a character."""
    return b"".join(_folded(line) + EOL for line in lines)


def _folded(line: str) -> bytes:
    """``line`` as it stands in the file; icalendar, which looks at every character, is asked only about long ones."""
    octets = line.encode()
    return octets if len(octets) < LINE else bytes(Contentline(line).to_ical())  # type: ignore[no-untyped-call]  # icalendar has types for most of itself


def _event(event: Event, base: str) -> Iterator[str]:
    yield from _head(event)
    yield from _times("DTSTART", event.start)
    yield from _end(event.start, event.end)
    if event.rule:
        yield f"RRULE:{rule_for(event.rule, event.start)}"
    off = [one.was for one in event.occasions if one.start is None]
    for name, moments in (("EXDATE", off), ("RDATE", event.extra)):
        if moments:
            yield _list(name, moments)
    yield from _tail(event, base, event.place or event.district)


def _different(event: Event, base: str, index: int) -> Iterator[str]:
    """One day of the series that was moved, by the day that it was to be (RECURRENCE-ID)."""
    one = event.occasions[index]
    start = one.start if one.start is not None else event.start
    yield from _head(event)
    yield from _times("RECURRENCE-ID", one.was)
    yield from _times("DTSTART", start)
    yield from _end(start, one.end or (start + (event.end - event.start) if event.end is not None else None))
    yield from _tail(event, base, one.place or event.place or event.district)


def _head(event: Event) -> Iterator[str]:
    changed = datetime.combine(event.changed, time(), SHANGHAI).astimezone(UTC) + timedelta(seconds=event.sequence)
    stamp = changed.strftime("%Y%m%dT%H%M%SZ")
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{event.sequence}"


def _tail(event: Event, base: str, place: str) -> Iterator[str]:
    word = "截止：" if event.kind == "deadline" else ""
    notice = f"（{event.standing_word}）" if event.standing_word else ""
    page = f"{base}{event.url}" if base else ""
    yield f"SUMMARY:{escaped(f'{word}{event.name}{notice}')}"
    yield f"DESCRIPTION:{escaped(description(event, base))}"
    if place:
        yield f"LOCATION:{escaped(place)}"
    categories = dict.fromkeys(part for part in (KIND_TITLES[event.kind], event.column, *event.districts) if part)
    yield f"CATEGORIES:{','.join(escaped(category) for category in categories)}"
    if page:
        yield f"URL:{page}"
    if base and event.image is not None:
        yield f"IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/jpeg:{base}{widest_address(event.image)}"
    yield f"COLOR:{COLOURS[event.kind]}"
    yield f"STATUS:{STATUSES[event.standing]}"
    if event.all_day or event.standing == "cancelled":
        yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _end(start: Moment, end: Moment | None) -> Iterator[str]:
    """The end of all-day events is the day after the last one (RFC 5545, 3.6.1)."""
    if isinstance(start, datetime):
        if isinstance(end, datetime):
            yield from _times("DTEND", end)
        return
    last = start if end is None else day_of(end)
    if last < date.max:
        yield from _times("DTEND", last + timedelta(days=1))


def _times(name: str, moment: Moment) -> Iterator[str]:
    if isinstance(moment, datetime):
        yield f"{name};TZID=Asia/Shanghai:{_stamp(moment)}"
    else:
        yield f"{name};VALUE=DATE:{_stamp(moment)}"


def _list(name: str, moments: Iterable[Moment]) -> str:
    found = tuple(moments)
    kind = "TZID=Asia/Shanghai" if isinstance(found[0], datetime) else "VALUE=DATE"
    return f"{name};{kind}:{','.join(map(_stamp, found))}"


def _stamp(moment: Moment) -> str:
    day = f"{moment.year:04}{moment.month:02}{moment.day:02}"
    return f"{day}T{moment.astimezone(SHANGHAI):%H%M%S}" if isinstance(moment, datetime) else day


def description(event: Event, base: str) -> str:
    """What a calendar program shows below the name: the text, who, until when to register, where to read more."""
    registration = event.registration
    parts = (
        event.text,
        f"主办：{event.organiser}" if event.organiser else "",
        f"原定：{spoken(event.moved_from)}" if event.moved_from is not None else "",
        f"报名截止：{spoken(registration)}" if registration is not None else "",
        f"链接：{event.link}" if event.link else "",
        f"原文：《{event.source_title}》{f'{base}{event.source_url}' if base else ''}",
    )
    return "\n".join(part for part in parts if part)


def spoken(moment: Moment) -> str:
    """A moment in words.

    >>> spoken(date(2026, 12, 1))
    '2026年12月1日'
    """
    day = f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{day} {moment:%H:%M}" if isinstance(moment, datetime) else day
