"""From a tree with places to a frozen model, or to problems that an editor understands."""

import types
import typing
from collections.abc import Mapping as MappingType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..diagnostics import Code, Place, Problem, did_you_mean, nearest
from . import codes, yaml_nodes
from .source import SourceText

M = TypeVar("M", bound=BaseModel)
LONGEST_SHOWN = 30


def validate(model: type[M], node: yaml_nodes.Mapping, source: SourceText, *, code: Code | None = None) -> M | list[Problem]:
    """``node`` as a ``model``, or every problem in it.

    ``code`` replaces the codes of shape (for settings and vocabularies); dates keep theirs.
    """
    data = {key: value for key, value in typing.cast(dict[str, Any], yaml_nodes.plain(node)).items() if value is not None}
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = yaml_nodes.places(node)
        return [_problem(model, detail, found, node.place, source, code) for detail in error.errors()]


def _problem(
    model: type[BaseModel],
    detail: ErrorDetails,
    found: MappingType[str, Place],
    whole: Place,
    source: SourceText,
    code: Code | None,
) -> Problem:
    loc = [part for part in detail["loc"] if not _is_internal(part)]
    path = _known(".".join(str(part) for part in loc), found)
    key = str(loc[-1]) if loc else ""
    kind = detail["type"]
    if kind == "extra_forbidden":
        owner = _model_at(model, loc[:-1])
        known = list(owner.model_fields) if owner else []
        cure = did_you_mean(key, known) or f"可以用的键：{'、'.join(known)}"
        place = found.get(f"{path}:key", found.get(path, whole))
        return (code or codes.UNKNOWN_KEY).at(place, f"不认识的键：“{_short(key)}”", cure)
    if kind == "missing":
        parent = ".".join(str(part) for part in loc[:-1])
        place = found.get(_known(parent, found), whole) if parent else source.place(1)
        owner = _model_at(model, loc[:-1])
        return (code or codes.MISSING_KEY).at(place, f"缺少必填的“{key}”（{_title(owner, key)}）", _example(owner, key))
    place = found.get(path) or whole
    if kind.startswith("order:"):
        return codes.DATE_ORDER.at(found.get(kind.removeprefix("order:"), whole), detail["msg"], detail.get("ctx", {}).get("cure", ""))
    if kind in {"day", "instant"}:
        return codes.BAD_DATE.at(place, detail["msg"], detail.get("ctx", {}).get("cure", ""))
    message, cure, default = _explain(detail, key)
    return (code or default).at(place, message, cure)


def _explain(detail: ErrorDetails, key: str) -> tuple[str, str, Code]:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    shown = _short(value)
    match kind:
        case "literal_error":
            known = [part.strip("' ") for part in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
            near = nearest(str(value), known, most=1)
            cure = f"是不是“{near[0]}”？可以用：{'、'.join(known)}" if near else f"可以用：{'、'.join(known)}"
            return f"“{key}”不能是“{shown}”", cure, codes.BAD_VALUE
        case "string_type":
            return f"“{key}”应该是一段文字，这里却是{_shape(value)}", "值请写在同一行；有特殊符号时用单引号括起来", codes.BAD_TYPE
        case "string_too_short" | "too_short":
            return f"“{key}”是空的", "请填上内容，或删掉这一行", codes.BAD_VALUE
        case "string_too_long" | "too_long":
            return f"“{key}”太长（{len(value)} 字，最多 {context.get('max_length')} 字）", "请精简", codes.BAD_VALUE
        case "tuple_type" | "list_type":
            return f"“{key}”应该是一个列表，这里却是{_shape(value)}", "列表每项一行，以“- ”开头", codes.BAD_TYPE
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"“{key}”应该是一组“键: 值”，这里却是{_shape(value)}", "请照手册的例子分行写", codes.BAD_TYPE
        case "string_pattern_mismatch":
            return f"“{key}”的写法不对：“{shown}”", "请照手册的例子写", codes.BAD_VALUE
        case "int_parsing" | "int_type" | "greater_than_equal" | "less_than_equal":
            return f"“{key}”应该是一个合理的整数（年份四位），这里是“{shown}”", "例如 2020；不清楚就写 待核实", codes.BAD_VALUE
        case "bool_parsing" | "bool_type":
            return f"“{key}”只能是 true 或 false", "true 表示是，false 表示否", codes.BAD_VALUE
    if "message" in context:
        return detail["msg"], str(context.get("cure", "")), codes.BAD_VALUE
    return f"“{key}”的值不对：“{shown}”", "请照手册的例子写", codes.BAD_VALUE


def _is_internal(part: str | int) -> bool:
    """Whether pydantic put ``part`` there for a union or a function, not the editor for a key."""
    return isinstance(part, str) and (part.startswith(("function-", "literal[", "constrained-")) or part in {"int", "str", "date", "datetime"})


def _known(path: str, found: MappingType[str, Place]) -> str:
    """The longest beginning of ``path`` that has a place."""
    parts = path.split(".")
    while parts and ".".join(parts) not in found:
        parts.pop()
    return ".".join(parts)


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
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, BaseModel):
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
