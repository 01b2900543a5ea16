"""What ``{日历：…}`` in a text says: that something does not belong on the calendar, or what of it is different.

The parts stand between ；. A part is a word (不进, 取消), a key with its value (地点：文化宫), or a date alone.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from ..diagnostics import did_you_mean
from ..documents.event_fields import SPOKEN_STANDINGS, EventSpec
from ..documents.event_times import clock_of, on, plain, when_of
from ..documents.fields import wrong
from .dates import find_dates
from .entries import Moment, day_of

HIDING = frozenset(
    {"不进", "不进日历", "不登", "不登日历", "不显示", "不上", "隐藏", "无", "没有", "不要", "否", "no", "hide", "off"}
)
KEYS: dict[str, tuple[str, ...]] = {
    "start": ("日期", "时间", "开始", "改为", "改到", "改", "date"),
    "end": ("结束", "到"),
    "name": ("名称", "标题", "活动"),
    "place": ("地点", "地址"),
    "organiser": ("主办", "主办单位"),
    "district": ("区县",),
    "text": ("说明", "简介"),
    "link": ("链接", "网址"),
    "registration": ("报名截止", "报名"),
    "status": ("状态",),
    "moved_from": ("原定",),
    "repeat": ("重复",),
    "exceptions": ("例外", "除了"),
    "extra": ("加场",),
    "id": ("编号",),
}
FIELDS = {word: key for key, words in KEYS.items() for word in (key, *words)}
MOMENTS = {"start", "end", "registration", "moved_from"}
NAMES = "|".join(sorted(FIELDS, key=len, reverse=True))
PARTS = re.compile(rf"[;；]|[，,、](?=\s*(?:{NAMES})\s*[:：=])")
PAIR = re.compile(rf"({NAMES})(?:\s*[:：=]\s*|\s+|(?=[0-9０-９]))(.+)", re.DOTALL)
CURE = "例如 {日历：不进}、{日历：取消}、{日历：2026-12-01 14:30；地点：南岸区工人文化宫}"


@dataclass(frozen=True, slots=True)
class Said:
    """What the notes of one item say; ``slips`` are (message, cure) of parts that say nothing."""

    hidden: bool = False
    values: dict[str, object] = field(default_factory=dict)
    slips: tuple[tuple[str, str], ...] = ()


def said_in(words: str, published: date, day: date | None) -> Said:
    """What one note says; ``day`` is the item's own, for a note that gives only a clock time."""
    hidden = False
    values: dict[str, object] = {}
    slips: list[tuple[str, str]] = []
    parts = [part.strip() for part in PARTS.split(words) if part.strip()]
    if not parts:
        slips.append(("{日历：} 里什么也没写", CURE))
    for part in parts:
        if part.lower() in HIDING:
            hidden = True
            continue
        try:
            values |= _values(part, published, day)
        except PydanticCustomError as error:
            context = error.context or {}
            slips.append((str(context.get("message", error)), str(context.get("cure") or CURE)))
        except LookupError:
            slips.append((f"{{日历：…}} 里不认识“{part[:20]}”", did_you_mean(part[:2], FIELDS) or CURE))
    if hidden and values:
        slips.append(("{日历：不进} 不能和别的内容一起写", "不进日历就只写“不进”"))
    return Said(hidden, values, tuple(slips))


def _values(part: str, published: date, day: date | None) -> dict[str, object]:
    if part.lower() in SPOKEN_STANDINGS:
        return {"status": SPOKEN_STANDINGS[part.lower()]}
    start = _moments(part, published, day)
    if start:
        return start
    if part.rstrip(":：=") in FIELDS:
        raise wrong("note", f"“{part}”后面没有写内容", CURE)
    pair = PAIR.fullmatch(part)
    if not pair:
        raise LookupError(part)
    key, value = FIELDS[pair[1]], pair[2].strip()
    if key not in MOMENTS:
        return {key: value}
    found = _moments(value, published, day)
    if found is None:
        return {key: when_of(value)}
    return found if key == "start" else {key: found["start"]}


def _moments(text: str, published: date, day: date | None) -> dict[str, object] | None:
    """The start, and the end of a range, that the whole of ``text`` names, in any of the text's own spellings."""
    clock = clock_of(plain(text))
    if clock is not None:
        return {"start": on(day or published, clock)}
    try:
        return {"start": when_of(text)}
    except PydanticCustomError:
        pass
    found = [f for f in find_dates(text, published) if f.precision in {"day", "time"} and f.start is not None]
    if len(found) != 1 or len(found[0].text.strip()) < len(text.strip()):
        return None
    end = {} if found[0].end is None else {"end": found[0].end}
    return {"start": found[0].start, **end}


def spec_of(values: dict[str, object]) -> EventSpec | tuple[str, str]:
    """The event of these values, or what is wrong with them and the cure."""
    try:
        return EventSpec.model_validate(values)
    except ValidationError as error:
        detail = error.errors()[0]
        context = detail.get("ctx", {})
        key = str(detail["loc"][0]) if detail["loc"] else ""
        words = KEYS.get(key, (key,))[0]
        return str(context.get("message", f"{{日历：…}} 里“{words}”的写法不对")), str(context.get("cure") or CURE)


def end_fits(start: Moment, end: Moment) -> bool:
    """Whether an item's own end may stay when a note moves its start."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end > start
    return day_of(end) > day_of(start)
