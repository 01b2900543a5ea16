"""Whether events can be: in order, near their article, in a known district; whether days have the weekday they claim."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from ..build_state.prose import reads_prose
from ..diagnostics import Place, Problem
from ..documents.document import Document
from ..documents.event_fields import EventSpec
from ..documents.library import Library
from ..documents.vocabulary import Vocabulary
from . import codes
from .collection import collect, read_ledger
from .dates import find_dates
from .entries import day_of, ends_first
from .holidays import announced_years
from .note_checks import check_notes, district_cure
from .series_checks import check_series

FAR = 400
SOON = 5
"""Years from now within which a missing announcement is worth a word; beyond, the year is a slip."""
WEEKDAYS = "一二三四五六日"
WEEKDAY_WORDS = re.compile(rf"(?:星期|周|礼拜)\s{{0,2}}[{WEEKDAYS}天]")
"""A text without one claims no weekday; “一周”, “周年” and “周边” are in nearly every article."""


def check(library: Library) -> Iterator[Problem]:
    """All problems of dates and events in the library's documents, drafts included."""
    for document in library.documents:
        for index, event in enumerate(document.meta.events):
            yield from _times(document, index, event)
            yield from _district(document, index, event, library.vocabulary)
            yield from check_series(event, partial(document.place_of, "events", index))
        yield from _ids(document)
        yield from check_notes(document, library.vocabulary)
        yield from weekdays(document, library.vocabulary)
    ledger = read_ledger(library.root, library.shown)
    for place in ledger.broken:
        cure = "请恢复上次提交的文件，或运行 python3 build.py check --update-calendar"
        yield codes.BROKEN_LEDGER.at(place, f"台账第 {place.line} 行读不懂", cure)
    yield from _years(library)


def _years(library: Library) -> Iterator[Problem]:
    """A warning for each year with a page of which nobody knows the days off; an item tells of its own year or the next."""
    last = max(announced_years())
    recent = tuple(d for d in library.documents if d.day.year >= last or d.meta.events or d.meta.deadlines)
    collection = collect(replace(library, documents=recent), library.now)
    years = sorted({day.year for day in collection.on_days})
    for year in years:
        if last < year <= library.now.year + SOON and not collection.faces.knows(year):
            place = Place(f"{library.shown}/vocabulary/holidays.yaml")
            message = f"{year} 年的放假安排还没有，月历上不标“休”“班”"
            yield codes.YEAR_NOT_ANNOUNCED.at(place, message, "国务院办公厅公布以后，写进 vocabulary/holidays.yaml")


def _ids(document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, event in enumerate(document.meta.events):
        if event.id and event.id in seen:
            place = document.place_of("events", index, "id")
            yield codes.SAME_ID.at(place, f"编号“{event.id}”这篇稿件里已经用了", "请换一个编号")
        seen.add(event.id or "")


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
    if event.registration is not None and day_of(event.registration) > (end or start):
        place = document.place_of("events", index, "registration")
        message = f"“{event.name}”的报名截止 {shown(event.registration)} 晚于活动"
        yield codes.LATE_REGISTRATION.at(place, message, "请核对 registration 和 start")


def _district(document: Document, index: int, event: EventSpec, vocabulary: Vocabulary) -> Iterator[Problem]:
    if not event.district or not vocabulary.districts or vocabulary.district(event.district):
        return
    place = document.place_of("events", index, "district")
    yield codes.UNKNOWN_DISTRICT.at(
        place, f"不认识的区县：“{event.district}”", district_cure(event.district, vocabulary)
    )


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


def shown(moment: date | datetime) -> str:
    """A moment as an editor writes it."""
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else str(moment)
