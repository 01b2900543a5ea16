"""The kinds of article: weekly brief, news, feature, opinion, policy, round-up, album, profile, page.

Each is the common front matter plus what that kind alone has. An office (人大代表, 书记) is never an honour, and
an honour is a dated record with a level, never one string (reference: how Chongqing's unions list model workers).
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from ..documents.fields import (
    PENDING,
    DayOrPending,
    Line,
    Model,
    Name,
    Names,
    Pending,
    PhotoRef,
    Text,
    none_is_empty,
    photo_of,
    wrong,
)
from ..documents.front_matter import FrontMatter
from .counted import Counted, Figure

FIRST_YEAR, LAST_YEAR = 1949, 2100


def year_or_pending(value: object) -> object:
    """待核实, or a year of four digits since 1949."""
    text = str(value).strip().removesuffix("年")
    if text == PENDING:
        return PENDING
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise wrong("year", f"年份无法识别：“{value}”", "请写四位数的年份，例如 2020；不清楚就写 待核实")
    return int(text)


YearOrPending = Annotated[int | Pending, BeforeValidator(year_or_pending)]


def unique(*names: str | None) -> tuple[str, ...]:
    """The names that are there, once each, in order."""
    return tuple(dict.fromkeys(name for name in names if name))


class News(Counted):
    """消息: a news article."""

    template: ClassVar[str] = "news"
    kind: Literal["news"] = Field("news", title="体裁")


class Feature(Counted):
    """通讯、特写: a feature; its figures stand beside the lede."""

    template: ClassVar[str] = "feature"
    kind: Literal["feature"] = Field(title="体裁")


class Brief(Counted):
    """一周动态: the weekly brief; its ◆ items are parsed one by one."""

    template: ClassVar[str] = "brief"
    kind: Literal["brief"] = Field(title="体裁")
    issue: Line | None = Field(None, title="期号", examples=["2024 年第 35 期"])
    week_start: DayOrPending | None = Field(None, title="本周开始", examples=["2024-08-26"])
    week_end: DayOrPending | None = Field(None, title="本周结束", examples=["2024-09-01"])


class Author(Model):
    """The author card of an opinion: name, offices, organisation."""

    name: Name = Field(title="姓名", examples=["卢跃富"])
    offices: Names = Field((), title="职务", examples=[["全国政协委员"]])
    organisation: Name | None = Field(None, title="单位", examples=["重庆海尔洗衣机有限公司"])
    portrait: Annotated[PhotoRef, BeforeValidator(photo_of)] | None = Field(None, title="照片")


class Opinion(Counted):
    """言论: a signed opinion, usually one of a series."""

    template: ClassVar[str] = "opinion"
    kind: Literal["opinion"] = Field(title="体裁")
    author: Author = Field(title="作者")

    def byline(self) -> str:
        """The author with offices."""
        return " ".join(("、".join(self.author.offices), self.author.name)).strip()

    def all_people(self) -> tuple[str, ...]:
        """The author, then the others."""
        return unique(self.author.name, *self.people)

    def all_organisations(self) -> tuple[str, ...]:
        """The author's organisation, then the others."""
        return unique(self.author.organisation, *self.organisations)

    def portrait_keys(self) -> tuple[str, ...]:
        """The author card's portrait."""
        return ("author", "portrait")

    def portrait_ref(self) -> PhotoRef | None:
        """The author's portrait."""
        return self.author.portrait


class Citation(Model):
    """A document that another cites: title, number, issuer."""

    title: Line = Field(title="文件名", examples=["关于推进新时代产业工人队伍建设改革的实施意见"])
    number: Line | None = Field(None, title="文号", examples=["渝委发〔2019〕4号"])
    issuer: Line | None = Field(None, title="发文机关", examples=["市委、市政府"])


class Policy(Counted):
    """政策文件: the 公文 header, deadlines, cited documents."""

    template: ClassVar[str] = "policy"
    kind: Literal["policy"] = Field(title="体裁")
    issuer: Line | None = Field(None, title="发布机构", examples=["重庆市教科文卫体工会"])
    index_number: Line | None = Field(None, title="索引号", examples=[PENDING])
    document_number: Line | None = Field(None, title="发文字号", examples=["渝委发〔2019〕4号", PENDING])
    subject: Line | None = Field(None, title="主题分类")
    genre: Line | None = Field(None, title="体裁分类", examples=["意见"])
    validity: Literal["现行有效", "已修改", "已废止", "待核实"] | None = Field(None, title="有效性")
    adopted: DayOrPending | None = Field(None, title="成文日期", examples=[PENDING])
    issued: DayOrPending | None = Field(None, title="发布日期", examples=[PENDING])
    cites: Annotated[tuple[Citation, ...], BeforeValidator(none_is_empty)] = Field((), title="引用文件")


class Part(Model):
    """One region of a round-up: ``heading`` is the part's level-2 heading in the text."""

    region: Name = Field(title="地区", examples=["福建"])
    heading: Line = Field(title="小标题", description="与正文的二级标题一字不差")
    organisation: Name | None = Field(None, title="单位")
    figures: Annotated[tuple[Figure, ...], BeforeValidator(none_is_empty)] = Field((), title="数字")


class Roundup(Counted):
    """综述: parts by region, comparable side by side."""

    template: ClassVar[str] = "roundup"
    kind: Annotated[Literal["roundup"], BeforeValidator(lambda kind: "roundup" if kind == "round-up" else kind)] = (
        Field(title="体裁")
    )
    parts: Annotated[tuple[Part, ...], BeforeValidator(none_is_empty)] = Field((), title="分篇")


class Album(FrontMatter):
    """影像: photo news; the photos are the story."""

    template: ClassVar[str] = "album"
    takes_photos_of_folder: ClassVar[bool] = True
    kind: Literal["album"] = Field("album", title="体裁")
    download: bool = Field(
        default=False, title="允许下载", description="读者可以下载网页用的照片，一张张或打成一包；别家的照片先取得许可"
    )


HonourLevel = Literal["国家级", "省部级", "区县级", "行业", "企业", "待核实"]
HONOUR_LEVELS: tuple[HonourLevel, ...] = ("国家级", "省部级", "区县级", "行业", "企业", "待核实")


class Honour(Model):
    """One honour of one person: what, on which level, by whom, when. Never an office."""

    name: Name = Field(title="荣誉", description="词表 honours.yaml 里的名称", examples=["全国劳动模范"])
    level: HonourLevel = Field("待核实", title="级别")
    issuer: Line | None = Field(None, title="授予单位", examples=["中共中央、国务院", PENDING])
    kind: Literal["个人", "集体", "待核实"] = Field("个人", title="类别")
    year: YearOrPending = Field("待核实", title="年份", examples=["2020", PENDING])


class Quote(Model):
    """Words of the person that a source prints, and where."""

    text: Text = Field(title="原话")
    where: Line | None = Field(None, title="出处", description="稿件路径或场合", examples=["../../news/2026/zhuhun.md"])


class Laomo(Counted):
    """劳模: a model worker's profile; offices and honours apart."""

    template: ClassVar[str] = "laomo"
    kind: Literal["laomo"] = Field("laomo", title="体裁")
    name: Name | None = Field(None, title="姓名", description="不写就用标题", examples=["傅国涛"])
    gender: Literal["男", "女", "待核实"] | None = Field(None, title="性别")
    organisation: Name | None = Field(None, title="单位", examples=["重庆红江加工中心"])
    trade: Line | None = Field(None, title="工种、职称", examples=["特级技师"])
    industry: Name | None = Field(None, title="行业", examples=["装备制造"])
    district: Name | None = Field(None, title="区县")
    offices: Names = Field(
        (), title="职务", description="人大代表、政协委员等是职务，不是荣誉", examples=[["全国人大代表"]]
    )
    honours: Annotated[tuple[Honour, ...], BeforeValidator(none_is_empty)] = Field((), title="荣誉")
    quotes: Annotated[tuple[Quote, ...], BeforeValidator(none_is_empty)] = Field((), title="原话")
    studio: Line | None = Field(None, title="创新工作室")
    portrait: Annotated[PhotoRef, BeforeValidator(photo_of)] | None = Field(None, title="照片")

    @property
    def full_name(self) -> str:
        """The person's name: the field, else the title."""
        return self.name or self.title

    def all_districts(self) -> tuple[str, ...]:
        """The person's district, then the others."""
        return unique(self.district, *self.districts)

    def all_people(self) -> tuple[str, ...]:
        """The person, then the others."""
        return unique(self.full_name, *self.people)

    def all_organisations(self) -> tuple[str, ...]:
        """The person's organisation, then the others."""
        return unique(self.organisation, *self.organisations)

    def portrait_keys(self) -> tuple[str, ...]:
        """The profile's portrait."""
        return ("portrait",)

    def portrait_ref(self) -> PhotoRef | None:
        """The person's portrait."""
        return self.portrait


class Page(FrontMatter):
    """页面: about, contact, accessibility."""

    template: ClassVar[str] = "page"
    kind: Literal["page"] = Field("page", title="体裁")


KINDS: dict[str, type[FrontMatter]] = {
    "brief": Brief,
    "news": News,
    "feature": Feature,
    "opinion": Opinion,
    "policy": Policy,
    "roundup": Roundup,
    "album": Album,
    "laomo": Laomo,
    "page": Page,
}
FOLDER_KINDS = {"news": "news", "laomo": "laomo", "albums": "album", "pages": "page"}
"""The kind of a file that does not say its own, by the first folder below ``content/``."""
