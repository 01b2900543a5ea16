"""An RRULE in the words of a notice."""

import re
from datetime import datetime

from ..documents.fields import SHANGHAI
from ..documents.repeats import DAYS, WEEKDAYS, parts_of, until_of

UNITS = {"DAILY": ("天", "每天"), "WEEKLY": ("周", "每周"), "MONTHLY": ("个月", "每月"), "YEARLY": ("年", "每年")}
BYDAY = re.compile(r"([+-]?\d+)?([A-Z]{2})")


def spoken_rule(rule: str) -> str:
    """The rule in Chinese.

    >>> spoken_rule("FREQ=MONTHLY;COUNT=10;BYDAY=1FR"), spoken_rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE")
    ('每月第1个周五，共10次', '每2周周一、周三')
    """
    parts = parts_of(rule)
    unit, every = UNITS[parts["FREQ"]]
    words = f"每{parts['INTERVAL']}{unit}" if "INTERVAL" in parts else every
    if words == "每周" and "BYDAY" in parts:
        words = "每"  # 每周三, not 每周周三
    if "BYMONTH" in parts:
        words += "、".join(f"{month}月" for month in parts["BYMONTH"].split(","))
    if "BYMONTHDAY" in parts:
        words += "、".join(_day(day) for day in parts["BYMONTHDAY"].split(","))
    if "BYDAY" in parts:
        words += "、".join(_weekday(day) for day in parts["BYDAY"].split(","))
    if any(key in parts for key in ("BYSETPOS", "BYWEEKNO", "BYYEARDAY")):
        words += "（按规则推算，各次日期见下）"
    until = until_of(rule)
    if until is not None:
        last = until.astimezone(SHANGHAI).date() if isinstance(until, datetime) else until
        words += f"，到{last.year}年{last.month}月{last.day}日"
    return words + (f"，共{parts['COUNT']}次" if "COUNT" in parts else "")


def _day(day: str) -> str:
    if day.startswith("-"):
        return "最后一天" if day == "-1" else f"倒数第{day[1:]}天"
    return f"{day}日"


def _weekday(day: str) -> str:
    match = BYDAY.fullmatch(day)
    nth, name = (match[1] or "", match[2]) if match else ("", "MO")
    word = f"周{WEEKDAYS[DAYS.index(name)]}"
    if not nth:
        return word
    if nth == "-1":
        return f"最后一个{word}"
    return f"倒数第{nth[1:]}个{word}" if nth.startswith("-") else f"第{nth.lstrip('+')}个{word}"
