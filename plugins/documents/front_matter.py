"""The front matter that every kind of article shares; each kind's model extends it."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .event_fields import Deadlines, Events
from .fields import (
    SHANGHAI,
    Corrections,
    Cover,
    Credits,
    Dated,
    Day,
    Instant,
    Line,
    Model,
    Name,
    Names,
    PhotoRef,
    Photos,
    Readings,
    Source,
    Text,
    moment_of,
    source_of,
    wrong,
)

Status = Literal["draft", "review", "published", "withdrawn"]


class FrontMatter(Model):
    """The fields common to all kinds; all but ``title`` and ``date`` may be left out of a news article."""

    template: ClassVar[str] = "news"
    takes_photos_of_folder: ClassVar[bool] = False
    """Whether an article that lists no photos shows those of its folder's ``photos.yaml``."""

    title: Line = Field(
        title="标题",
        description="两个汉字之间的空格是有意的换行处",
        examples=["重庆开展“求学圆梦行动” 助力产业工人学历能力双提升"],
    )
    date: Dated = Field(title="日期", description="本站发布的日期", examples=["2024-09-02"])
    kind: Line = Field("news", title="体裁")
    kicker: Line | None = Field(None, title="引题", examples=["8年来，帮助210多万名一线职工提升学历"])
    subtitle: Line | None = Field(None, title="副题", examples=["重庆推动职工互助保障扩面提质"])
    updated: Day | None = Field(None, title="更新日期", examples=["2024-09-05"])
    corrections: Corrections = Field((), title="更正", description="发布之后的改动，按日期写 date note，显示在文末")
    summary: Text | None = Field(None, title="摘要", description="列表和分享时显示，120 字以内为宜")
    column: Name | None = Field(None, title="栏目", examples=["渝工铸魂"])
    topics: Names = Field((), title="专题", examples=[["求学圆梦行动"]])
    tags: Names = Field((), title="标签", examples=[["互助保障", "职工服务"]])
    series: Name | None = Field(None, title="系列", examples=["“产改”大家谈"])
    districts: Names = Field((), title="区县", examples=[["南岸区", "璧山区"]])
    organisations: Names = Field((), title="单位", examples=[["重庆市总工会"]])
    people: Names = Field((), title="人物", examples=[["傅国涛"]])
    readings: Readings = Field((), title="读音", description="多音字姓名的拼音，供搜索用；每条写 name pinyin")
    cover: Cover | None = Field(None, title="题图", description="列表和分享用的照片")
    photos: Photos = Field((), title="照片", description="src alt caption credit")
    events: Events = Field((), title="活动", description="name start end place organiser district repeat …，见手册")
    deadlines: Deadlines = Field((), title="时限", description="截止日期：what date text who")
    status: Status = Field(
        "published", title="状态", description="draft 草稿 review 审稿 published 发布 withdrawn 撤稿"
    )
    publish_at: Instant | None = Field(None, title="定时发布", examples=["2024-09-02 08:00"])
    expires_at: Instant | None = Field(None, title="到期下线", examples=["2024-12-01"])
    source: Annotated[Source, BeforeValidator(source_of)] | None = Field(None, title="稿源")
    credits: Credits = Field((), title="署名", examples=[{"记者": "陈军", "摄影": "徐熙孟"}])

    @model_validator(mode="before")
    @classmethod
    def _clock_of_date(cls, data: object) -> object:
        """A date with a clock time is the day, and the instant from which readers may see the article."""
        if not isinstance(data, dict) or not isinstance(data.get("date"), str):
            return data
        try:
            moment = moment_of(data["date"])
        except PydanticCustomError:
            return data  # the field itself says what is wrong with it
        if not isinstance(moment, datetime):
            return data
        instant = moment.astimezone(SHANGHAI)
        return {**data, "date": instant.date(), "publish_at": data.get("publish_at") or instant}

    def byline(self) -> str:
        """Who made it, in one line: 记者 陈军　通讯员 徐熙孟."""
        return "　".join(f"{credit.role} {'、'.join(credit.names)}" for credit in self.credits)

    def all_districts(self) -> tuple[str, ...]:
        """Every district that the front matter names."""
        return self.districts

    def all_people(self) -> tuple[str, ...]:
        """Every person that the front matter names."""
        return self.people

    def all_organisations(self) -> tuple[str, ...]:
        """Every organisation that the front matter names."""
        return self.organisations

    def portrait_keys(self) -> tuple[str, ...]:
        """The keys that lead to a portrait; empty when this kind or article has none."""
        return ()

    def portrait_ref(self) -> PhotoRef | None:
        """The portrait, if this kind has one."""
        return None

    @model_validator(mode="after")
    def _dates_in_order(self) -> "FrontMatter":
        if self.updated and self.updated < self.date:
            raise wrong("order:updated", f"更新日期 {self.updated} 早于发布日期 {self.date}", "请核对 date 和 updated")
        early = next((c.date for c in self.corrections if c.date < self.date), None)
        if early:
            raise wrong("order:corrections", f"更正日期 {early} 早于发布日期 {self.date}", "请核对 date 和 corrections")
        if self.publish_at and self.expires_at and self.expires_at <= self.publish_at:
            raise wrong("order:expires_at", "到期时间 expires_at 不晚于发布时间 publish_at", "请核对这两个时间")
        return self
