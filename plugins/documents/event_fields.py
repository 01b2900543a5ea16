"""What an editor writes of events and deadlines in the front matter of any article."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .event_times import When, later_of, span_of, when_of
from .fields import PENDING, DayOrPending, Line, Model, Name, Text, none_is_empty, wrong
from .repeats import RepeatRule

Standing = Literal["confirmed", "cancelled", "moved", "postponed"]
SPOKEN_STANDINGS: dict[str, Standing] = {
    "照常": "confirmed",
    "确定": "confirmed",
    "取消": "cancelled",
    "已取消": "cancelled",
    "canceled": "cancelled",
    "改期": "moved",
    "改时间": "moved",
    "改地点": "moved",
    "延期": "postponed",
    "推迟": "postponed",
    "暂缓": "postponed",
}
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SEPARATE = ("、", "，", "；", ";", ",")


def standing_of(value: object) -> object:
    """A standing by its English word or by what editors say."""
    return SPOKEN_STANDINGS.get(str(value).strip().lower(), value)


def address_of(value: object) -> str:
    """An address on the web that is safe to show as a link."""
    text = str(value).strip()
    if not text.startswith(("https://", "http://")) or any(c.isspace() or c in '<>"\\' for c in text):
        raise wrong("address", f"链接要是完整的网址：“{text}”", "请写成 https:// 开头的网址")
    return text


def whens_of(value: object) -> object:
    """Days or instants from a list, or from one text in which 、 or ； stand between them."""
    if isinstance(value, str):
        for mark in SEPARATE:
            value = value.replace(mark, "、")
        return tuple(part.strip() for part in value.split("、") if part.strip())
    return (value,) if isinstance(value, date) else value


def exception_of(value: object) -> object:
    """A day of a series on which nothing takes place, from the day alone."""
    return {"date": value} if isinstance(value, str | date) else value


def exceptions_of(value: object) -> object:
    """One exception, or a list of them."""
    if value is None:
        return ()
    if isinstance(value, str):
        return whens_of(value)
    return (value,) if isinstance(value, dict | date) else value


Address = Annotated[str, BeforeValidator(address_of)]
Whens = Annotated[tuple[When, ...], BeforeValidator(whens_of), BeforeValidator(none_is_empty)]
Status = Annotated[Standing, BeforeValidator(standing_of)]


class EventException(Model):
    """One day of a series that is different: left out, or held at another time or place."""

    date: When = Field(title="哪一次", description="按重复规则本来的日子", examples=["2026-10-07"])
    to: When | None = Field(None, title="改到", description="不写就是这一次不办", examples=["2026-10-10 14:00"])
    place: Line | None = Field(None, title="地点", description="这一次换了地方", examples=["职工服务中心二楼"])

    @property
    def is_off(self) -> bool:
        """Whether nothing takes place instead."""
        return self.to is None and self.place is None


Exceptions = Annotated[
    tuple[Annotated[EventException, BeforeValidator(exception_of)], ...], BeforeValidator(exceptions_of)
]


class EventSpec(Model):
    """An event that the editor writes down."""

    name: Line = Field(title="名称", examples=["重庆市重点行业重点领域职工互助保障扩面提质专项行动启动仪式"])
    start: When = Field(
        title="开始",
        description="日期，或日期加时刻（北京时间）；也可以一次写到结束",
        examples=["2024-08-29", "2024-08-29 15:30", "2024年8月29日下午3时30分", "2024-08-29 15:30—17:00"],
    )
    end: When | None = Field(
        None, title="结束", description="最后一天，或结束的时刻；同一天只写时刻也行", examples=["2024-08-30", "17:00"]
    )
    place: Line | None = Field(None, title="地点", examples=["重庆水务集团教育科技有限公司"])
    organiser: Line | None = Field(None, title="主办", examples=["中国职工保险互助会重庆办事处"])
    district: Name | None = Field(None, title="区县", examples=["渝中区"])
    text: Text | None = Field(None, title="说明", description="几句话；不写就用稿件的摘要")
    link: Address | None = Field(
        None, title="链接", description="报名或详情的网址", examples=["https://example.com/baoming"]
    )
    registration: When | None = Field(
        None, title="报名截止", description="会另外列进时限", examples=["2026-11-28", "2026-11-28 17:00"]
    )
    repeat: RepeatRule | None = Field(
        None,
        title="重复",
        description="每周三、每月第一个周五、每月15日，到2026-12-31 或 共10次；也可以写 RRULE",
        examples=["每周三，共10次", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231"],
    )
    exceptions: Exceptions = Field(
        (), title="例外", description="重复的活动里不办或改期的日子", examples=[["2026-10-07"]]
    )
    extra: Whens = Field((), title="加场", description="重复之外另办的日子", examples=[["2026-10-10"]])
    status: Status = Field(
        "confirmed", title="状态", description="confirmed 照常 cancelled 取消 moved 改期 postponed 延期待定"
    )
    moved_from: When | None = Field(None, title="原定", description="改期之前的日子", examples=["2026-12-01 14:00"])
    id: Line | None = Field(
        None, title="编号", description="写了就不再变，改名也还是同一个活动", pattern=SLUG, examples=["huzhu-qidong"]
    )

    @model_validator(mode="before")
    @classmethod
    def _span(cls, data: object) -> object:
        """A start that is a range holds the end; an end may be a clock time or a day without its year."""
        if not isinstance(data, dict) or not isinstance(data.get("start"), str):
            return data
        try:
            first, rest = span_of(data["start"])
            start = when_of(first)
            last = data.get("end") if data.get("end") is not None else rest
            found = {**data, "start": start}
            return found if last is None else {**found, "end": later_of(last, start)}
        except PydanticCustomError:
            return data  # the fields themselves say what is wrong with them

    @property
    def standing(self) -> Standing:
        """Whether it takes place; one that says when it was to be has moved."""
        return "moved" if self.moved_from is not None and self.status == "confirmed" else self.status


class Deadline(Model):
    """A day until which something must be done; ``text`` is how the document says it."""

    what: Line = Field(title="事项", examples=["上报年度产改工作总结或经验材料"])
    date: DayOrPending = Field(title="截止日期", examples=["2024-11-30", PENDING])
    text: Line | None = Field(None, title="原文写法", examples=["11月1日"])
    who: Line | None = Field(None, title="对象", examples=["各单位"])
    calendar: bool = Field(default=True, title="进日历", description="写 no 就只在文件里显示")


Events = Annotated[tuple[EventSpec, ...], BeforeValidator(none_is_empty)]
Deadlines = Annotated[tuple[Deadline, ...], BeforeValidator(none_is_empty)]
Moment = date | datetime
