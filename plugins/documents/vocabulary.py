"""The site's vocabularies: data files under ``content/vocabulary/`` that editors extend.

Each file is a YAML list of records; a missing file is an empty vocabulary.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from .fields import Day, DayOrPending, Line, Model, Name, Names, Text, days_of, none_is_empty, wrong

LONGEST_HOLIDAY = 30


class District(Model):
    """A district, county or new area with the days on which it exists."""

    name: Name = Field(title="名称", examples=["南岸区"])
    slug: Line = Field(title="网址名", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", examples=["nanan"])
    short: Name | None = Field(None, title="简称", examples=["南岸"])
    type: Literal["区", "县", "自治县", "功能区"] = Field("区", title="类型")
    valid_from: Day | None = Field(None, title="设立日期")
    valid_to: Day | None = Field(None, title="撤销日期", description="最后有效的一天的次日", examples=["2025-11-06"])
    successor: Name | None = Field(None, title="继任", examples=["两江新区"])
    note: Text | None = Field(None, title="说明")
    tile: Line | None = Field(
        None, title="格子", description="示意图上的列和行，从 0 数起", pattern="^[0-9]{1,2},[0-9]{1,2}$", examples=["4,3"]
    )

    def exists_on(self, day: date) -> bool:
        """Whether the district's name is right for ``day``; ``valid_to`` is the first day without it."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


class HonourName(Model):
    """An honour that can be given: name, level, issuer."""

    name: Name = Field(title="名称", examples=["全国劳动模范"])
    level: Literal["国家级", "省部级", "区县级", "行业", "企业", "待核实"] = Field(title="级别")
    issuer: Line | None = Field(None, title="授予单位")
    kind: Literal["个人", "集体", "待核实"] = Field("个人", title="类别")
    note: Text | None = Field(None, title="说明")


class Organisation(Model):
    """An organisation with its short names and district."""

    name: Name = Field(title="名称", examples=["重庆市总工会"])
    slug: Line | None = Field(None, title="网址名", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    short: Names = Field((), title="简称", examples=[["市总工会"]])
    district: Name | None = Field(None, title="区县")
    type: Line | None = Field(None, title="类型", examples=["工会", "企业", "学校"])
    note: Text | None = Field(None, title="说明")


class Term(Model):
    """A term of the trade with its meaning, for readers who meet it first."""

    term: Name = Field(title="术语", examples=["33618"])
    meaning: Text = Field(title="解释")
    as_of: DayOrPending | None = Field(None, title="截至")
    source: Line | None = Field(None, title="出处")


class Wording(Model):
    """A wording to avoid and the one to use."""

    wrong: Line = Field(title="错误写法", examples=["磅薄"])
    right: Line = Field(title="正确写法", examples=["磅礴"])
    note: Text | None = Field(None, title="说明")


class Heading(Model):
    """A column, topic or series that has a description and an address of its own (optional)."""

    name: Name = Field(title="名称", examples=["求学圆梦行动"])
    slug: Line | None = Field(None, title="网址名", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    summary: Text | None = Field(None, title="说明")


class Synonym(Model):
    """Words that readers use for the same thing; search takes one for the other."""

    words: Names = Field(title="同义词", description="至少两个，用顿号隔开", examples=[["补贴", "补助", "资助"]])
    note: Text | None = Field(None, title="说明")

    @model_validator(mode="after")
    def _several(self) -> "Synonym":
        if len(set(self.words)) < 2:  # noqa: PLR2004 - one word alone means only itself
            raise wrong("few:words", "一组同义词至少要有两个不同的词", "例如 words: 补贴、补助、资助")
        return self


Days = Annotated[tuple[Day, ...], BeforeValidator(days_of), BeforeValidator(none_is_empty)]


class HolidayPeriod(Model):
    """Days off as the State Council announced them, where the built-in list does not know the year or is wrong."""

    name: Name = Field(title="节日", examples=["元旦"])
    start: Day = Field(title="放假第一天", examples=["2027-01-01"])
    end: Day | None = Field(None, title="放假最后一天", examples=["2027-01-03"])
    workdays: Days = Field((), title="调休上班", description="为这个假期上班的周末", examples=[["2027-01-09"]])
    ordinary: Days = Field((), title="平常日", description="内置的休、班记错了的日子，不作标记", examples=[["2027-01-10"]])
    source: Line | None = Field(None, title="出处", description="文号或网址", examples=["国务院办公厅通知"])

    @model_validator(mode="after")
    def _in_order(self) -> "HolidayPeriod":
        if self.end is not None and not 0 <= (self.end - self.start).days <= LONGEST_HOLIDAY:
            raise wrong("holiday", f"“{self.name}”的假期从 {self.start} 到 {self.end}，不像一个假期", "请核对 start 和 end")
        return self


class Vocabulary(Model):
    """All vocabularies of a site, as tuples in file order."""

    districts: tuple[District, ...] = ()
    honours: tuple[HonourName, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    terms: tuple[Term, ...] = ()
    wording: tuple[Wording, ...] = ()
    columns: tuple[Heading, ...] = ()
    topics: tuple[Heading, ...] = ()
    series: tuple[Heading, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    holidays: tuple[HolidayPeriod, ...] = ()

    @cached_property
    def slugs(self) -> Mapping[str, Mapping[str, str | None]]:
        """The slugs that editors chose, by the kind of list and the name of the record."""
        records: dict[str, tuple[District | Heading | Organisation, ...]] = {
            "district": self.districts,
            "column": self.columns,
            "topic": self.topics,
            "series": self.series,
            "organisation": self.organisations,
        }
        return {kind: {record.name: record.slug for record in found} for kind, found in records.items()}

    def district(self, name: str) -> District | None:
        """The district of that full name."""
        return next((d for d in self.districts if d.name == name), None)

    def districts_in(self, text: str) -> tuple[str, ...]:
        """The full names of the districts that ``text`` mentions by full name, in file order."""
        return tuple(d.name for d in self.districts if d.name in text)

    def organisations_in(self, text: str) -> tuple[str, ...]:
        """The full names of the organisations that ``text`` mentions by full or short name, in file order."""
        return tuple(o.name for o in self.organisations if o.name in text or any(s in text for s in o.short))


RECORDS: dict[str, type[Model]] = {
    "districts": District,
    "honours": HonourName,
    "organisations": Organisation,
    "terms": Term,
    "wording": Wording,
    "columns": Heading,
    "topics": Heading,
    "series": Heading,
    "synonyms": Synonym,
    "holidays": HolidayPeriod,
}
