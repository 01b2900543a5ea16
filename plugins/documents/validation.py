"""From a tree with places to a frozen model, or to problems that an editor understands."""

import inspect
import typing
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import AliasChoices, BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ..diagnostics import Code, Place, Problem, did_you_mean, distance, nearest
from . import codes, yaml_nodes
from .kind_names import KIND_NAMES

M = TypeVar("M", bound=BaseModel)
NO_KINDS: MappingType[str, type[BaseModel]] = {}
LONGEST_SHOWN = 30
AS_LIST = ("一个列表", "列表每项一行，以“- ”开头")
AS_MAPPING = ("一组“键: 值”", "请照手册的例子分行写")
SPOKEN = {
    "草稿": "draft",
    "审稿": "review",
    "审核": "review",
    "发布": "published",
    "已发布": "published",
    "撤稿": "withdrawn",
    "已撤稿": "withdrawn",
    "撤回": "withdrawn",
    "撤下": "withdrawn",
    "已撤下": "withdrawn",
    "下线": "withdrawn",
    "待审": "review",
    "审稿中": "review",
    "待发": "review",
    "发表": "published",
    "定时": "published",
    "初稿": "draft",
    "存稿": "draft",
    "正常": "normal",
    "哀悼": "mourning",
    "置灰": "mourning",
    "全国": "国家级",
    "国家": "国家级",
    "省级": "省部级",
    "市级": "省部级",
    "部级": "省部级",
    "区级": "区县级",
    "县级": "区县级",
    "行业级": "行业",
    "企业级": "企业",
    "先生": "男",
    "女士": "女",
    "有效": "现行有效",
    "废止": "已废止",
    "失效": "已废止",
    "不详": "待核实",
    "未知": "待核实",
    "不清楚": "待核实",
    "待查": "待核实",
}
"""What editors type for a value that is an English word."""
SHAPES = {
    "string_type": ("一段文字", "值请写在同一行；有特殊符号时用单引号括起来"),
    "tuple_type": AS_LIST,
    "list_type": AS_LIST,
    "model_type": AS_MAPPING,
    "model_attributes_type": AS_MAPPING,
    "dict_type": AS_MAPPING,
}
"""What a value should be and how that is written, by pydantic's name of the mistake."""


def validate(
    model: type[M],
    node: yaml_nodes.Mapping,
    *,
    code: Code | None = None,
    kinds: MappingType[str, type[BaseModel]] = NO_KINDS,
) -> M | list[Problem]:
    """``node`` as a ``model``, or every problem in it.

    ``code`` replaces the codes of shape (for settings and vocabularies); dates keep theirs. ``kinds`` are the models
    that a key may have been meant for.
    """
    data = typed_values(node)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        places = _Places(yaml_nodes.places(node), node.place)
        details = error.errors()
        meant = {near for detail in details if detail["type"] == "extra_forbidden" for near in _meant(model, detail)}
        return [
            _problem(places, _Asked(model, code, kinds), detail)
            for detail in details
            if not (detail["type"] == "missing" and detail["loc"] in meant)  # the mistyped key is finding enough
        ]


def typed_values(node: yaml_nodes.Mapping) -> dict[str, Any]:
    """The values that the editor typed; a key whose place was left empty is as good as not there."""
    typed = typing.cast("dict[str, Any]", yaml_nodes.plain(node))
    return {key: value for key, value in typed.items() if value is not None}


def salvage(model: type[M], node: yaml_nodes.Mapping, stand_ins: MappingType[str, str]) -> M | None:
    """What is right of ``node`` as a ``model``, with ``stand_ins`` for required keys that are wrong or missing.

    It serves the checks that come after: an editor sees the broken link as well as the impossible date. Beside it
    stands at least one error, so it is never published.
    """
    data = dict(typing.cast("dict[str, Any]", yaml_nodes.plain(node)))
    try:
        model.model_validate(data)
    except ValidationError as error:
        wrong = {
            str(detail["loc"][0]) if detail["loc"] else detail["type"].removeprefix("order:")
            for detail in error.errors()
        }
        data = {key: value for key, value in data.items() if value is not None and key not in wrong}
    try:
        return model.model_validate({**stand_ins, **data})
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True)
class _Failure:
    """One of pydantic's details with what its words need."""

    key: str
    kind: str
    shown: str
    value: Any
    context: MappingType[str, Any]
    message: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a tree was to be."""

    model: type[BaseModel]
    code: Code | None
    kinds: MappingType[str, type[BaseModel]]


def _problem(place_of: "_Places", asked: _Asked, detail: ErrorDetails) -> Problem:
    model, code = asked.model, asked.code
    loc = [part for part in detail["loc"] if not _is_internal(part)]
    key, kind = (str(loc[-1]) if loc else ""), detail["type"]
    context = detail.get("ctx", {})
    cure = str(context.get("cure", ""))
    owner = _model_at(model, loc[:-1])
    if kind == "extra_forbidden":
        message, cure = _unknown_key(key, owner, asked, whole=len(loc) == 1)
        return (code or codes.UNKNOWN_KEY).at(place_of.key(loc), message, cure)
    if kind == "missing":
        message = f"缺少必填的“{key}”（{_title(owner, key)}）"
        return (code or codes.MISSING_KEY).at(place_of.value(loc[:-1]), message, _example(owner, key))
    if kind.startswith("order:"):
        return codes.DATE_ORDER.at(place_of.value([kind.removeprefix("order:")]), detail["msg"], cure)
    if kind in {"day", "instant"}:
        return codes.BAD_DATE.at(place_of.value(loc), detail["msg"], cure)
    failure = _Failure(key, kind, _short(detail["input"]), detail["input"], context, detail["msg"])
    message, cure, default = _explain(failure)
    return (code or default).at(place_of.value(loc), message, cure)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the keys and values of one mapping stand."""

    found: MappingType[str, Place]
    whole: Place

    def value(self, loc: list[str | int]) -> Place:
        """The place of the value at ``loc``, or of the nearest value around it."""
        for end in range(len(loc), 0, -1):
            place = self.found.get(".".join(str(part) for part in loc[:end]))
            if place:
                return place
        return self.whole

    def key(self, loc: list[str | int]) -> Place:
        """The place of the key itself."""
        return self.found.get(".".join(str(part) for part in loc) + ":key") or self.value(loc)


def _unknown_key(key: str, owner: type[BaseModel] | None, asked: _Asked, *, whole: bool) -> tuple[str, str]:
    """What is wrong with a key and what was meant: a near name, a Chinese one, another kind's, another record's."""
    fields = owner.model_fields if owner else {}
    known = [spelling for name, info in fields.items() for spelling in _spellings(name, info)]
    spoken = {info.title: name for name, info in fields.items() if info.title}
    message = f"不认识的键：“{_short(key)}”"
    if key in spoken:
        return message, f"是不是“{spoken[key]}”？键用英文写"
    right = next((spelling for spelling in known if spelling.lower() == key.strip().lower()), None)
    if right:
        return message, f"请写成“{right}”，大小写要一样"
    if whole:
        others = {name: other for name, other in asked.kinds.items() if key in other.model_fields}
        if others:
            named = "、".join(f"{KIND_NAMES.get(name, name)}（kind: {name}）" for name in others)
            return f"“{key}”是{named}的键，这篇不是", f"请核对 kind；体裁没错，就删掉“{key}”这一行"
        holders = [
            name for name, info in fields.items() for m in _models_in(info.annotation) if key in m.model_fields
        ]
        if holders and not any(distance(key, name) == 1 for name in known):
            return f"“{key}”要写在{'、'.join(holders)}里面", f"请缩进写在{'或'.join(f' {h}: ' for h in holders)}下面"
    first = [_spellings(name, info)[0] for name, info in fields.items()]
    return message, did_you_mean(key, known) or f"可以用的键：{'、'.join(first)}"


def _spellings(name: str, info: FieldInfo) -> tuple[str, ...]:
    """The keys that an editor may type for a field; a field with other names than its own lists all of them."""
    choices = info.validation_alias.choices if isinstance(info.validation_alias, AliasChoices) else [name]
    return tuple(str(choice) for choice in choices)


def _explain(failure: _Failure) -> tuple[str, str, Code]:
    """What is wrong with a value, what to type instead, and the code when the caller has none of its own."""
    key, shown = failure.key, failure.shown
    if failure.kind == "literal_error":
        return _not_one_of(failure)
    if "message" in failure.context:
        return failure.message, str(failure.context.get("cure", "")), codes.BAD_VALUE
    if failure.kind in SHAPES:
        wanted, cure = SHAPES[failure.kind]
        return f"“{key}”应该是{wanted}，这里却是{_shape(failure.value)}", cure, codes.BAD_TYPE
    if failure.kind in {"string_too_short", "too_short"}:
        return f"“{key}”是空的", "请填上内容，或删掉这一行", codes.BAD_VALUE
    if failure.kind in {"string_too_long", "too_long"}:
        longest = failure.context.get("max_length")
        return f"“{key}”太长（{len(failure.value)} 字，最多 {longest} 字）", "请精简", codes.BAD_VALUE
    wanted = "只能是 true（是）或 false（否）" if failure.kind.startswith("bool_") else f"的写法不对：“{shown}”"
    return f"“{key}”{wanted}", "请照手册的例子写", codes.BAD_VALUE


def _not_one_of(failure: _Failure) -> tuple[str, str, Code]:
    expected = str(failure.context.get("expected", "")).replace(" or ", ", ")
    known = [part.strip("' ") for part in expected.split(", ")]
    near = nearest_value(str(failure.value), known)
    guess = f"是不是“{near}”？" if near else ""
    return f"“{failure.key}”不能是“{failure.shown}”", f"{guess}可以用：{'、'.join(known)}", codes.BAD_VALUE


def nearest_value(value: str, known: typing.Iterable[str], spoken: MappingType[str, str] = SPOKEN) -> str:
    """The one of ``known`` that ``value`` means: typed nearly so, or said in Chinese; empty when none is near.

    >>> nearest_value("己发布", ["draft", "published"])
    'published'
    """
    meant = {word: target for word, target in spoken.items() if target in set(known)} | {name: name for name in known}
    near = nearest(value.strip(), meant, most=1)
    return meant[near[0]] if near else ""


def _meant(model: type[BaseModel], detail: ErrorDetails) -> list[tuple[str | int, ...]]:
    """Where the required key stands that a mistyped one probably means."""
    *parents, key = detail["loc"]
    owner = _model_at(model, parents)
    required = [name for name, info in owner.model_fields.items() if info.is_required()] if owner else []
    typed = str(key).strip().lower()
    spoken = [name for name in required if owner and typed in {name.lower(), owner.model_fields[name].title}]
    return [(*parents, name) for name in spoken or nearest(str(key), required, most=1)]


def _is_internal(part: str | int) -> bool:
    """Whether pydantic put ``part`` there for a function or a choice of types, not the editor for a key."""
    return isinstance(part, str) and part.startswith(("function-", "literal[", "constrained-"))


def _model_at(model: type[BaseModel], loc: list[str | int]) -> type[BaseModel] | None:
    """The model that a path of keys and indexes leads to."""
    current: type[BaseModel] | None = model
    for part in loc:
        if current is None or isinstance(part, int):
            continue
        info = current.model_fields.get(part)
        current = next(_models_in(info.annotation), None) if info else None
    return current


def _models_in(annotation: object) -> typing.Iterator[type[BaseModel]]:
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _models_in(argument)


def _title(model: type[BaseModel] | None, key: str) -> str:
    info = model.model_fields.get(key) if model else None
    return (info.title if info else None) or key


def _example(model: type[BaseModel] | None, key: str) -> str:
    info = model.model_fields.get(key) if model else None
    return f"请加一行，例如 {key}: {info.examples[0]}" if info and info.examples else f"请加上 {key}"


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "一组“键: 值”"
    return "一个列表" if isinstance(value, (list, tuple)) else f"“{_short(value)}”"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
