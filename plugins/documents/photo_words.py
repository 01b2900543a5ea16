"""What an editor may say of one photo in ``photos.yaml``, and how that joins what an article says of it."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AliasChoices, BeforeValidator, Field

from .fields import DayOrPending, Line, Model, PhotoRef, Text
from .mistakes import wrong
from .photo_marks import BlurRegions, FocusPoint

Consent = Literal["同意", "不同意", "待核实", "不需要"]
CONSENTS: Mapping[str, Consent] = MappingProxyType(
    {
        **dict.fromkeys(("同意", "已同意", "是", "有", "yes", "true", "y"), "同意"),
        **dict.fromkeys(("不同意", "未同意", "没同意", "拒绝", "否", "no", "false", "n"), "不同意"),
        **dict.fromkeys(("待核实", "不清楚", "不详", "未知", "待确认"), "待核实"),
        **dict.fromkeys(("不需要", "无需", "不用", "无人", "没有人", "none"), "不需要"),
    }
)


def consent_of(value: object) -> Consent:
    """Whether the people in a photo agreed to its publication, as editors say it; PydanticCustomError otherwise.

    >>> consent_of("否"), consent_of("yes")
    ('不同意', '同意')
    """
    found = CONSENTS.get(str(value).strip().casefold()) if isinstance(value, str) else None
    if found is None:
        raise wrong("consent", f"“consent”的写法不对：“{str(value)[:30]}”", "可以写：同意、不同意、待核实、不需要（没有拍到人）")
    return found


def _either(*spellings: str) -> AliasChoices:
    return AliasChoices(*spellings)


class PhotoWords(Model):
    """What ``photos.yaml`` says of one photo."""

    title: Line | None = Field(None, title="标题", validation_alias=_either("标题", "title"), examples=["启动仪式现场"])
    caption: Text | None = Field(
        None,
        title="说明",
        validation_alias=_either("说明", "图注", "caption"),
        description="图注：画面以外的事，何时、何地、何人、何事",
        examples=["“重庆工人红岩大思政课”启动"],
    )
    credit: Line | None = Field(
        None,
        title="摄影",
        validation_alias=_either("摄影", "credit"),
        description="拍照的人；示意图写“示意图”",
        examples=["徐熙孟"],
    )
    agency: Line | None = Field(
        None,
        title="机构",
        validation_alias=_either("机构", "agency"),
        description="摄影者所在的单位，或供图的单位",
        examples=["新重庆-重庆晨报"],
    )
    taken: DayOrPending | None = Field(
        None, title="拍摄日期", validation_alias=_either("拍摄日期", "taken", "date"), examples=["2024-08-29"]
    )
    location: Line | None = Field(
        None,
        title="地点",
        validation_alias=_either("地点", "location", "place"),
        description="写到读者用得上的地方为止，不写门牌和经纬度",
        examples=["南岸区"],
    )
    alt: Text | None = Field(
        None,
        title="替代文字",
        validation_alias=_either("替代文字", "alt"),
        description="给看不见照片的人读的一句话，写画面里有什么，必填",
        examples=["工人在车间检修机床"],
    )
    focus: FocusPoint = Field(
        None,
        title="焦点",
        validation_alias=_either("focus", "焦点"),
        description="裁切时要留住的点 [横, 竖]，从左上角量起，0 到 1 或像素",
        examples=[[0.5, 0.3]],
    )
    blur: BlurRegions = Field(
        (),
        title="打码",
        validation_alias=_either("blur", "打码"),
        description="不能让人认出的区域，每块 [左, 上, 宽, 高]，0 到 1 或像素",
        examples=[[[0.1, 0.2, 0.15, 0.2]]],
    )
    consent: Annotated[Consent | None, BeforeValidator(consent_of)] = Field(
        None,
        title="被拍的人是否同意",
        validation_alias=_either("consent", "同意", "肖像同意"),
        description="同意、不同意、待核实，没有拍到人写不需要；不同意的照片不会发布",
        examples=["同意"],
    )

    @property
    def day(self) -> date | None:
        """The day on which it was taken, when it is known."""
        return self.taken if isinstance(self.taken, date) else None


NOTHING = PhotoWords()
SPELLINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        name: tuple(str(choice) for choice in info.validation_alias.choices)
        for name, info in PhotoWords.model_fields.items()
        if isinstance(info.validation_alias, AliasChoices)
    }
)
"""The keys of ``photos.yaml`` by field; the first is the one that ``build.py photos`` writes."""
FIELD_OF = MappingProxyType({spelling: name for name, spellings in SPELLINGS.items() for spelling in spellings})


def filled(ref: PhotoRef, words: PhotoWords) -> PhotoRef:
    """``ref`` with what it leaves open taken from the sidecar; regions to blur are those of both."""
    told = {name: getattr(words, name) for name in ("alt", "caption", "credit", "focus")}
    missing = {name: value for name, value in told.items() if not (getattr(ref, name) or "") and value}
    return ref.model_copy(update={**missing, "blur": tuple(dict.fromkeys((*ref.blur, *words.blur)))})


def same_credit(one: str, other: str) -> bool:
    """Whether two credits name the same photographer, however they are set.

    >>> same_credit("徐熙孟", "图/徐熙孟 摄")
    True
    """
    return _bare(one) == _bare(other) or _bare(one) in _bare(other) or _bare(other) in _bare(one)


def _bare(credit: str) -> str:
    return re.sub(r"^图[/／:：]|[\s（）()]|摄影$|摄$", "", credit.strip())
