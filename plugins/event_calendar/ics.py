"""iCalendar files (RFC 5545, 7986) that Google, Outlook, Apple and Chinese phones all read.

The traps are known (a long VTIMEZONE makes Google show gibberish, ``P1H`` makes MIUI refuse the file, floating times
move in Outlook): so the zone is nine fixed lines, periods are ``PT12H``, times carry the zone. Nothing depends on a
clock: DTSTAMP is the day on which the editor last changed the article.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from ..documents.fields import SHANGHAI
from .events import Event

EOL = "\r\n"
WIDEST = 75
KINDS = {"event": "活动", "item": "一周动态", "deadline": "截止日期"}
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


def calendar_file(name: str, events: Iterable[Event], base: str = "") -> bytes:
    """A calendar of that name; ``base`` (``https://…`` without a slash at its end) makes the links whole."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yugong//Event Calendar 1//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "X-WR-TIMEZONE:Asia/Shanghai",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        *ZONE,
        *(line for event in events for line in _event(event, base)),
        "END:VCALENDAR",
    )
    return "".join(folded(line) + EOL for line in lines).encode()


def _event(event: Event, base: str) -> Iterator[str]:
    stamp = datetime.combine(event.changed, time(), SHANGHAI).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    url = f"{base}{event.url}" if base else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{event.sequence}"
    yield from _times(event)
    yield f"SUMMARY:{escaped(f'截止：{event.name}' if event.kind == 'deadline' else event.name)}"
    yield f"DESCRIPTION:{escaped(description(event, url))}"
    if event.place or event.district:
        yield f"LOCATION:{escaped(event.place or event.district)}"
    categories = dict.fromkeys(part for part in (KINDS[event.kind], event.column, *event.districts) if part)
    yield f"CATEGORIES:{','.join(escaped(category) for category in categories)}"
    if url:
        yield f"URL:{url}"
    yield "STATUS:CONFIRMED"
    if event.all_day:
        yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _times(event: Event) -> Iterator[str]:
    """DTSTART and DTEND; the end of all-day events is the day after the last one (RFC 5545, 3.6.1)."""
    if event.all_day:
        yield f"DTSTART;VALUE=DATE:{_day(event.first_day)}"
        if event.last_day < date.max:
            yield f"DTEND;VALUE=DATE:{_day(event.last_day + timedelta(days=1))}"
        return
    yield f"DTSTART;TZID=Asia/Shanghai:{_instant(event.start_instant)}"
    if isinstance(event.end, datetime):
        yield f"DTEND;TZID=Asia/Shanghai:{_instant(event.end)}"


def description(event: Event, url: str) -> str:
    """What a calendar program shows below the name: the text, the organiser, the source."""
    parts = (
        event.text,
        f"主办：{event.organiser}" if event.organiser else "",
        f"原文：《{event.source_title}》{url}",
    )
    return "\n".join(part for part in parts if part)


def escaped(text: str) -> str:
    r"""``text`` as an iCalendar TEXT value, without control characters.

    >>> escaped("甲,乙;丙\\丁\n戊")
    '甲\\,乙\\;丙\\\\丁\\n戊'
    """
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(c for c in text if c.isprintable() or c == "　").encode("utf-8", "replace").decode()


def folded(line: str) -> str:
    """``line`` in pieces of at most 75 octets, never cut inside a character; each further one begins with a space."""
    if len(line.encode()) <= WIDEST:
        return line
    pieces: list[str] = []
    current, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > WIDEST:
            pieces.append(current)
            current, size = " ", 1
        current += character
        size += width
    return EOL.join([*pieces, current])


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _instant(instant: datetime) -> str:
    return f"{_day(instant.date())}T{instant:%H%M%S}"
