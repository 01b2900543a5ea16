"""The days and times of events as editors write them: “2026年12月1日（星期二）下午2时30分”, “14:30”, a whole range.

More spellings than an article's own dates have, and just as strict in what they mean: a weekday beside a day must be
that day's, a day must have its year, and an end before the start is no end.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from .fields import DAY, SHANGHAI, day_of, moment_of, wrong

WEEKDAYS = "一二三四五六日"
HALF_DAYS = {"凌晨": 0, "清晨": 0, "早上": 0, "早晨": 0, "上午": 0, "中午": 12, "下午": 12, "午后": 12}
HALF_DAYS |= {"傍晚": 12, "晚上": 12, "晚": 12, "夜里": 12, "AM": 0, "PM": 12}
WEEKDAY = re.compile(rf"\s*[(\[]?(?:星期|礼拜|周)([{WEEKDAYS}天])[)\]]?\s*,?")
CLOCK = re.compile(
    rf"(?P<half>{'|'.join(HALF_DAYS)})?\s*(?P<hour>\d{{1,2}})\s*"
    r"(?::(?P<minute>\d{2})(?::\d{2})?|[时点](?:(?P<minutes>\d{1,2})分?|(?P<part>半|整|一刻|三刻|钟)?))\s*"
    r"(?P<after>AM|PM)?",
    re.IGNORECASE,
)
PARTS = {"半": 30, "一刻": 15, "三刻": 45}
SHORT_DAY = re.compile(r"(?:(\d{1,2})[月/.-])?(\d{1,2})日?")
BETWEEN = re.compile(
    r"\s*(?:至|到|—+|–+|~+|～+|\s-+\s|(?<=[日分点时\d])-{2,}|(?<=:\d\d)-|(?<=日)-|(?<=时)-|(?<=分)-)\s*"
)
HOURS, NOON = 24, 12
CURE = "请写成“年-月-日”或“年-月-日 时:分”，例如 2026-12-01 14:30，也可以写 2026年12月1日下午2时30分"

Moment = date | datetime


def when_of(value: object) -> Moment:
    """The day or the instant (in Beijing, unless a zone says otherwise) that ``value`` names.

    >>> when_of("2026年12月1日（星期二）下午2时30分").isoformat()
    '2026-12-01T14:30:00+08:00'
    """
    if isinstance(value, date):
        return value
    text = plain(value)
    head = DAY.match(text)
    if not head:
        if SHORT_DAY.match(text) and not CLOCK.fullmatch(text):
            raise wrong("day", f"日期没有写年份：“{value}”", CURE)
        raise wrong("day", f"日期无法识别：“{value}”", CURE)
    day = day_of(head.group())
    rest = text[head.end() :]
    named = WEEKDAY.match(rest)
    if named:
        if min(f"{WEEKDAYS}天".index(named[1]), 6) != day.weekday():
            message = f"“{value}”：{day} 是星期{WEEKDAYS[day.weekday()]}"
            raise wrong("day", message, "请核对日期和星期")
        rest = rest[named.end() :]
    rest = rest.strip(" Tt,")
    if not rest:
        return day
    clock = clock_of(rest)
    if clock is not None:
        return on(day, clock)
    try:
        return moment_of(f"{day} {rest}")
    except PydanticCustomError:
        raise wrong("instant", f"时间无法识别：“{value}”", CURE) from None


def clock_of(text: str) -> time | None:
    """The clock time that the whole of ``text`` is; 24:00 is left to the caller as midnight of the next day.

    >>> clock_of("下午2点半"), clock_of("14:05"), clock_of("12月"), clock_of("晚8时")
    (datetime.time(14, 30), datetime.time(14, 5), None, datetime.time(20, 0))
    """
    match = CLOCK.fullmatch(text.strip())
    if not match:
        return None
    hour = int(match["hour"])
    minute = int(match["minute"] or match["minutes"] or PARTS.get(match["part"] or "", 0))
    half = (match["half"] or match["after"] or "").upper()
    if half and hour == NOON and HALF_DAYS[half] == 0 and half != "上午":
        hour = 0
    elif half and HALF_DAYS[half] and hour < NOON and not (half == "中午" and hour == NOON - 1):
        hour += NOON
    if hour >= HOURS or minute > 59:  # noqa: PLR2004 - minutes of an hour
        raise wrong("instant", f"没有这个时刻：“{text}”", "小时是 0–23，分钟是 0–59，例如 15:30")
    return time(hour, minute)


def on(day: date, clock: time) -> datetime:
    """The instant of that clock time in Beijing."""
    return datetime.combine(day, clock, SHANGHAI)


def plain(value: object) -> str:
    """``value`` in half-width characters, as the patterns here expect it."""
    return unicodedata.normalize("NFKC", str(value)).replace("--", "—").strip()


def later_of(value: object, start: Moment) -> Moment:
    """The end that ``value`` names beside a known start: a clock time alone, a day without its month or year, or all of it.

    >>> later_of("17:00", when_of("2026-12-01 14:00")).isoformat()
    '2026-12-01T17:00:00+08:00'
    >>> later_of("1月3日", date(2026, 12, 30))
    datetime.date(2027, 1, 3)
    """
    if isinstance(value, date):
        return value
    text = plain(value)
    day = start.date() if isinstance(start, datetime) else start
    clock = clock_of(text)
    if clock is not None:
        end = on(day, clock)
        # “下午2时至5时”: the half of the day is said once
        halved = (
            isinstance(start, datetime)
            and end <= start
            and text[:1].isdigit()
            and ":" not in text
            and clock.hour < NOON
        )
        return end + timedelta(hours=NOON) if halved else end
    short = None if DAY.match(text) else SHORT_DAY.match(text)
    if not short:
        return when_of(value)
    month = int(short[1] or day.month)
    year = day.year + (1 if short[1] and month < day.month else 0)
    return when_of(f"{year}-{month}-{int(short[2])}{' ' + text[short.end() :] if text[short.end() :] else ''}")


def span_of(value: object) -> tuple[object, object | None]:
    """The start and the end in one text, each for the functions above; a text that is no range is its own start.

    >>> span_of("2026年12月1日14:00—16:00")
    ('2026年12月1日14:00', '16:00')
    """
    if isinstance(value, date):
        return value, None
    text = plain(value)
    match = BETWEEN.search(text)
    if not match or not DAY.match(text):
        return value, None
    return text[: match.start()], text[match.end() :]


def last_moment(day: date) -> datetime:
    """One minute before the end of a day in Beijing."""
    return datetime.combine(day, time(), SHANGHAI) + timedelta(days=1, minutes=-1)


When = Annotated[date | datetime, BeforeValidator(when_of)]
"""A day, or a day with a clock time, of an event."""
