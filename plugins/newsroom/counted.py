"""What articles say in numbers and grants: figures that are collected by topic, benefits that are compared."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from ..documents.fields import DayOrPending, Line, Model, Name, Names, Text, none_is_empty
from ..documents.front_matter import FrontMatter


class Figure(Model):
    """One number worth a large type: its value with unit, what it counts, as of when, and where the text says so."""

    value: Line = Field(title="数值", description="带单位", examples=["1320 场"])
    label: Line = Field(title="说明", examples=["2023 年以来的各类宣讲活动"])
    as_of: Line | None = Field(None, title="截至", examples=["2025 年"])
    sentence: Text | None = Field(
        None, title="原句", description="正文里写着这个数字的那句话；不写就用正文里第一句带它的"
    )


class Benefit(Model):
    """What somebody can get: whom, how much, where, until when. One ``item`` of several articles is compared."""

    item: Name = Field(
        title="项目", description="同一个项目在几篇稿件里写同一个名称，才能对照", examples=["学历提升定额补助"]
    )
    whom: Line = Field(title="给谁", description="照来源写", examples=["重庆五一劳动奖章获得者"])
    audience: Names = Field((), title="人群", description="筛选用的类别", examples=[["劳模先进"]])
    amount: Line = Field(title="多少", examples=["5000元", "待核实"])
    condition: Line | None = Field(None, title="条件", examples=["参加学历升级并按期毕业"])
    where: Name = Field(title="地区", examples=["重庆"])
    giver: Name | None = Field(None, title="由谁给", examples=["重庆市总工会"])
    until: DayOrPending | None = Field(None, title="截止日期", examples=["待核实"])
    note: Line | None = Field(None, title="说明")


class Counted(FrontMatter):
    """Front matter of the kinds that may hold figures and benefits."""

    figures: Annotated[tuple[Figure, ...], BeforeValidator(none_is_empty)] = Field(
        (), title="数字", description="关键数字：显示在文中，并按专题汇到“数说”"
    )
    benefits: Annotated[tuple[Benefit, ...], BeforeValidator(none_is_empty)] = Field(
        (), title="补助", description="能领什么：汇到“补助”的表里，几处说法不同的并列"
    )
