"""Whether a repeating event's start, exceptions and extra days agree with its rule."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from ..diagnostics import Place, Problem
from ..documents.event_fields import EventSpec
from . import codes
from .entries import Moment, day_of, instant_of, of_nature, settled
from .occurrences import MOST, starts_of

FAR = timedelta(days=366 * 30)
WEEKDAYS = "一二三四五六日"


def check_series(event: EventSpec, place_of: Callable[..., Place]) -> Iterator[Problem]:
    """The problems of one event's series; ``place_of`` gives the place of one of its keys."""
    start, _ = settled(event.start, event.end)
    if not event.repeat:
        if event.exceptions:
            cure = "请写上 repeat（例如 每周三），或删掉 exceptions"
            yield codes.NOT_IN_SERIES.at(place_of("exceptions"), f"“{event.name}”不重复，没有例外可写", cure)
        return
    last = day_of(start) + FAR
    starts = tuple(islice(starts_of(event.repeat, start, min(last, date.max)), MOST))
    if not starts or instant_of(starts[0]) != instant_of(start):
        first = f"，第一次应该是 {_told(starts[0])}" if starts else "，按规则一次也没有"
        message = f"“{event.name}”的开始 {_told(start)} 不合重复的规则{first}"
        yield codes.REPEAT_START.at(place_of("start"), message, "请核对 start 和 repeat")
        return
    known = {instant_of(one) for one in (*starts, *(of_nature(moment, start) for moment in event.extra))}
    for index, exception in enumerate(event.exceptions):
        if instant_of(of_nature(exception.date, start)) not in known:
            place = place_of("exceptions", index)
            near = min(starts, key=lambda one: abs(instant_of(one) - instant_of(of_nature(exception.date, start))))
            message = f"例外的 {_told(exception.date)} 按规则本来没有“{event.name}”"
            yield codes.NOT_IN_SERIES.at(place, message, f"最近的一次是 {_told(near)}")


def _told(moment: Moment) -> str:
    day = day_of(moment)
    return f"{day}（星期{WEEKDAYS[day.weekday()]}）"
