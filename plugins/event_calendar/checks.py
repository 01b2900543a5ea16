"""Whether events can be: in order, near their article, in a known district; whether days have the weekday they claim."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from ..build_state.prose import reads_prose
from ..diagnostics import Problem, did_you_mean
from ..documents.document import Document
from ..documents.fields import EventSpec
from ..documents.library import Library
from ..documents.vocabulary import Vocabulary
from . import codes
from .dates import find_dates
from .events import day_of

FAR = 400
WEEKDAYS = "一二三四五六日"
WEEKDAY_WORDS = re.compile(rf"(?:星期|周|礼拜)\s{{0,2}}[{WEEKDAYS}天]")
"""A text without one claims no weekday; “一周”, “周年” and “周边” are in nearly every article."""


def check(library: Library) -> Iterator[Problem]:
    """All problems of dates and events in the library's documents, drafts included."""
    for document in library.documents:
        for index, event in enumerate(document.meta.events):
            yield from _times(document, index, event)
            yield from _district(document, index, event, library.vocabulary)
        yield from weekdays(document, library.vocabulary)


def _times(document: Document, index: int, event: EventSpec) -> Iterator[Problem]:
    start, end = day_of(event.start), None if event.end is None else day_of(event.end)
    if event.end is not None and ends_first(event.start, event.end):
        place = document.place_of("events", index, "end")
        message = f"活动“{event.name}”的结束 {shown(event.end)} 早于开始 {shown(event.start)}"
        yield codes.ENDS_FIRST.at(place, message, "请核对 start 和 end；end 是最后一天")
    elif isinstance(event.end, datetime) and not isinstance(event.start, datetime):
        place = document.place_of("events", index, "start")
        message = f"活动“{event.name}”的结束有时刻，开始没有"
        yield codes.HALF_TIMED.at(place, message, f"请给 start 也写上时刻，例如 start: {start} 09:00")
    for key, day in (("start", start), ("end", end)):
        if day is not None and abs((day - document.day).days) > FAR:
            place = document.place_of("events", index, key)
            message = f"活动日期 {day} 和稿件日期 {document.day} 相差 {abs((day - document.day).days)} 天"
            yield codes.FAR_AWAY.at(place, message, "请核对年份")
            return


def _district(document: Document, index: int, event: EventSpec, vocabulary: Vocabulary) -> Iterator[Problem]:
    if not event.district or not vocabulary.districts or vocabulary.district(event.district):
        return
    known = [district.name for district in vocabulary.districts]
    short = next((f"是不是“{d.name}”？请写全称" for d in vocabulary.districts if d.short == event.district), "")
    cure = short or did_you_mean(event.district, known) or "区县的全称见词表 vocabulary/districts.yaml"
    place = document.place_of("events", index, "district")
    yield codes.UNKNOWN_DISTRICT.at(place, f"不认识的区县：“{event.district}”", cure)


@reads_prose
def weekdays(document: Document, _vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Problems for dates whose day of the week is another."""
    return tuple(_weekdays(document))


def _weekdays(document: Document) -> Iterator[Problem]:
    text = document.source.text
    if not WEEKDAY_WORDS.search(text):
        return
    for found in find_dates(text, document.day):
        day = found.first_day
        if day is not None and found.contradicts_itself:
            place = document.source.place_at(found.offset, len(found.text))
            message = f"“{found.text}”：{day.year}年{day.month}月{day.day}日是星期{WEEKDAYS[day.weekday()]}"
            yield codes.WRONG_WEEKDAY.at(place, message, "请核对日期和星期")


def ends_first(start: date | datetime, end: date | datetime) -> bool:
    """Whether ``end`` lies before ``start``; where one has no clock time, only the days count."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end < start
    return day_of(end) < day_of(start)


def shown(moment: date | datetime) -> str:
    """A moment as an editor writes it."""
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else str(moment)
