"""The types of single fields: days, instants, names, photos, credits, sources.

Every scalar arrives as the text that the editor typed (front matter is parsed without YAML's own guesses), so
``title: 2024`` stays a title and ``date: 2026-13-45`` never becomes another day. A field that a source leaves
open holds the word 待核实 (:data:`PENDING`), never a guess.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from .mistakes import wrong as wrong  # noqa: PLC0414 - the parsers of other fields take it from here
from .photo_marks import BlurRegions, FocusPoint

PENDING = "待核实"
Pending = Literal["待核实"]
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has had one zone without summer time since 1992; earlier instants do not occur on the site."""

DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
)
CLOCK = re.compile(r"(\d{1,2})[::](\d{2})(?:[::](\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})?")
MONTHS = 12
FIRST_YEAR, LAST_YEAR = 1000, 9998
"""What the site can date; a margin at the end of Python's calendar keeps zones and “a day later” in it."""
FOR_EVER = "9999-12-31"
"""What many people type for “never”; it is read as the last day that the site can date."""
SEPARATORS = re.compile(r"\s*[、，,；;]\s*")


class Model(BaseModel):
    """A frozen record that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def day_of(value: object) -> date:
    """The day that a text names: 2024-09-02, 2024/9/2, 2024.9.2 or 2024年9月2日, in any width of digit.

    Raises PydanticCustomError for anything else: a day that the calendar does not have, a day without its year.

    >>> day_of("2024-9-2")
    datetime.date(2024, 9, 2)
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = unicodedata.normalize("NFKC", str(value)).strip()
    match = DAY.fullmatch(f"{LAST_YEAR}-12-31" if text == FOR_EVER else text)
    if not match:
        raise wrong("day", f"日期无法识别：“{value}”", "请写成“年-月-日”，例如 2024-08-30")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise wrong("day", f"年份不对：“{value}”", f"年份在 {FIRST_YEAR} 到 {LAST_YEAR} 之间，例如 2024-08-30")
    try:
        return date(year, month, day)
    except ValueError:
        reason = f"{month} 月不存在" if not 1 <= month <= MONTHS else f"{year} 年 {month} 月没有 {day} 日"
        raise wrong(
            "day", f"没有这一天：“{value}”（{reason}）", "请写成日历上有的“年-月-日”，例如 2024-08-30"
        ) from None


def moment_of(value: object) -> date | datetime:
    """A day, or a day with a clock time (Beijing time unless it says otherwise).

    >>> moment_of("2024-08-29 15:30").isoformat()
    '2024-08-29T15:30:00+08:00'
    """
    if isinstance(value, date):
        return value
    text = unicodedata.normalize("NFKC", str(value)).strip()
    head = DAY.match(text)
    rest = text[head.end() :].lstrip("Tt ") if head else ""
    if not head or not rest:
        return day_of(value)
    day = day_of(head.group())
    clock = CLOCK.fullmatch(rest)
    if not clock:
        raise wrong("instant", f"时间无法识别：“{value}”", "请写成“年-月-日 时:分”，例如 2024-08-29 15:30")
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    zone = SHANGHAI if not clock[4] else datetime.strptime(clock[4].replace("Z", "+0000"), "%z").tzinfo
    try:
        return datetime.combine(day, time(hour, minute, second), zone)
    except ValueError:
        raise wrong("instant", f"没有这个时刻：“{value}”", "小时是 0–23，分钟是 0–59，例如 15:30") from None


def instant_of(value: object) -> datetime:
    """An instant in Beijing time, whatever zone it was typed in; a bare day means its first moment in Beijing."""
    moment = moment_of(value)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), SHANGHAI)
    return moment.astimezone(SHANGHAI)


def names_of(value: object) -> object:
    """A list of names from a list, or from one text in which 、 ， or ； stand between them."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(part for part in SEPARATORS.split(value.strip()) if part)
    return value


def days_of(value: object) -> object:
    """Days from a list, or from one text in which 、 stand between them."""
    return (value,) if isinstance(value, date) else names_of(value)


def none_is_empty(value: object) -> object:
    """A key without a value is an empty list."""
    return () if value is None else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Day = Annotated[date, BeforeValidator(day_of)]
Dated = Annotated[date, BeforeValidator(day_of), "a clock time may follow"]
"""An article's own day; a clock time after it becomes ``publish_at`` (see ``front_matter``)."""
Moment = Annotated[date | datetime, BeforeValidator(moment_of)]
Instant = Annotated[datetime, BeforeValidator(instant_of)]
Names = Annotated[tuple[Name, ...], BeforeValidator(names_of)]


def day_or_pending(value: object) -> object:
    """待核实, or a day."""
    return value if value == PENDING else day_of(value)


DayOrPending = Annotated[date | Pending, BeforeValidator(day_or_pending)]


class PhotoRef(Model):
    """A photo as the editor names it; ``src`` is relative to the article."""

    src: Line = Field(title="照片文件", description="照片的文件名，相对于这篇稿件", examples=["muxing.jpg"])
    alt: str | None = Field(
        None, title="替代文字", description="给看不见照片的人读的一句话，必填", examples=["工人在车间检修机床"]
    )
    caption: Text | None = Field(None, title="图注", examples=["“重庆工人红岩大思政课”启动"])
    credit: Line | None = Field(None, title="摄影", description="摄影者或来源；示意图写“示意图”", examples=["徐熙孟"])
    focus: FocusPoint = Field(
        None, title="焦点", description="裁切时要留住的点 [横, 竖]，从左上角量起，0 到 1 或像素", examples=[[0.5, 0.3]]
    )
    blur: BlurRegions = Field(
        (),
        title="打码",
        description="不能让人认出的区域，每块 [左, 上, 宽, 高]，0 到 1 或像素；网页、订阅、分享图里都会打码",
        examples=[[[0.1, 0.2, 0.15, 0.2]]],
    )


def photo_of(value: object) -> object:
    """A photo from its file name alone, or from a mapping."""
    return {"src": value} if isinstance(value, str) else value


Photos = Annotated[tuple[Annotated[PhotoRef, BeforeValidator(photo_of)], ...], BeforeValidator(none_is_empty)]
Cover = Annotated[PhotoRef, BeforeValidator(photo_of)]

ROLES = ("记者", "通讯员", "摄影", "编辑", "责任编辑", "作者", "供稿", "初审", "复审", "终审", "一审", "二审", "三审")

SIGNED = "署名"
"""The role of a name that comes without one."""


class Credit(Model):
    """Who did what: one role and the people in it."""

    role: Line = Field(title="分工", examples=["记者"])
    names: Names = Field(title="姓名", examples=[["陈军"]])


def credits_in(line: str) -> tuple[dict[str, object], ...]:
    """The credits in a line; names before the first role are plain 署名.

    >>> credits_in("记者 陈军　通讯员 徐熙孟")
    ({'role': '记者', 'names': ('陈军',)}, {'role': '通讯员', 'names': ('徐熙孟',)})
    """
    found: list[tuple[str, list[str]]] = []
    for word in re.split(r"[\s:：、，,；;]+", line.strip()):
        if word in ROLES:
            found.append((word, []))
        elif word:
            if not found:
                found.append((SIGNED, []))
            found[-1][1].append(word)
    return tuple({"role": role, "names": tuple(names)} for role, names in found if names)


def credits_of(value: object) -> object:
    """Credits from ``记者: 陈军`` pairs, a list of ``{role, names}`` (or ``{role, name}``), or a line as papers print it."""
    if value is None:
        return ()
    if isinstance(value, str):
        return credits_in(value)
    if isinstance(value, dict):
        return tuple({"role": role, "names": names} for role, names in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(credit for entry in value for credit in _credits_of_entry(entry))
    return value


def _credits_of_entry(entry: object) -> tuple[object, ...]:
    if isinstance(entry, dict):
        return ({("names" if key == "name" else key): item for key, item in entry.items()},)
    return credits_in(entry) if isinstance(entry, str) else (entry,)


Credits = Annotated[tuple[Credit, ...], BeforeValidator(credits_of)]


class Source(Model):
    """Where an article's facts come from (稿源): outlet, page, original title, date."""

    outlet: Line | None = Field(None, title="媒体", examples=["重庆晨报"])
    page: Line | None = Field(None, title="版次", examples=["007 版"])
    title: Line | None = Field(None, title="原标题")
    date: DayOrPending | None = Field(None, title="原载日期", examples=["2024-09-02", PENDING])
    author: Line | None = Field(None, title="原作者")
    url: Line | None = Field(None, title="原文网址")
    document: Line | None = Field(None, title="底稿", description="编辑部存档的底稿编号", examples=["000"])


def source_of(value: object) -> object:
    """A source from the outlet's name alone, or from a mapping."""
    return {"outlet": value} if isinstance(value, str) else value


class Correction(Model):
    """What was changed after publication, and when; readers see it below the article."""

    date: Day = Field(title="日期", examples=["2024-09-05"])
    note: Text = Field(
        title="说明", description="改了什么，原来是什么", examples=["人数更正为 12 人，此前误作 21 人。"]
    )


Corrections = Annotated[tuple[Correction, ...], BeforeValidator(none_is_empty)]


class Reading(Model):
    """How a name is read where its characters have several readings; search finds it by this pinyin."""

    name: Name = Field(title="姓名或名称", examples=["单雄信"])
    pinyin: Line = Field(
        title="读音",
        description="不带声调，字与字之间空一格",
        examples=["shan xiong xin"],
        pattern=r"^[a-zA-Z]+( [a-zA-Z]+)*$",
    )


Readings = Annotated[tuple[Reading, ...], BeforeValidator(none_is_empty)]
