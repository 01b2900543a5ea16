"""JSON Schema, draft-07, since that is what VS Code's YAML extension understands best.

A schema never rejects what ``check`` accepts: a text may look like a number to YAML (``title: 2024``), a key without
a value counts as left out, and a date has four spellings. What only the whole site can tell stays with ``check``.
``patternErrorMessage`` and ``enumDescriptions`` are VS Code's own words and mean nothing to other readers.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from ...documents.fields import PENDING, PhotoRef
from ...documents.kind_names import KIND_NAMES
from ...documents.photo_words import CONSENTS, SPELLINGS, PhotoWords
from ...documents.site import SiteSettings
from ...documents.vocabulary import RECORDS
from ..kinds import FIRST_YEAR, FOLDER_KINDS, KINDS, LAST_YEAR
from .shapes import FieldFace, Shape, fields_of, words_of_choices

Schema = dict[str, Any]
DRAFT = "http://json-schema.org/draft-07/schema#"
NOTE = "由 tools/generate_faces.py 生成，不要手改。"
SCALARS = ["string", "number", "boolean"]
"""What YAML makes of a word that ``check`` reads as text."""
ALIASES = {"roundup": ("round-up",)}
VOCABULARY_NAMES = {
    "districts": "区县",
    "honours": "荣誉",
    "organisations": "单位",
    "terms": "术语",
    "wording": "用词",
    "columns": "栏目",
    "topics": "专题",
    "series": "系列",
    "synonyms": "同义词",
    "holidays": "放假",
}

_LONG, _SHORT, _FEBRUARY = "0?[13578]|1[02]", "0?[469]|11", "0?2"
_DAYS = {_LONG: "0?[1-9]|[12][0-9]|3[01]", _SHORT: "0?[1-9]|[12][0-9]|30", _FEBRUARY: "0?[1-9]|[12][0-9]"}
_WIDE = "[^\\n]*[０-９－／．：][^\\n]*"
"""A date in full-width characters, which ``check`` reads; too rare to spell out a second time."""
_CLOCK = "(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9](?:[:：][0-5][0-9])?\\s*(?:Z|[+-][0-9]{2}:?[0-9]{2})?"


def _month_and_day(between: str, after: str = "") -> str:
    return "|".join(f"(?:{month}){between}(?:{days}){after}" for month, days in _DAYS.items())


DAY = (
    f"[0-9]{{4}}(?:-(?:{_month_and_day('-')})|/(?:{_month_and_day('/')})|\\.(?:{_month_and_day('[.]')})"
    f"|年(?:{_month_and_day('月', '日')}))"
)
PATTERNS = {
    "day": (f"^\\s*(?:{DAY}|{_WIDE})\\s*$", "请写成日历上有的“年-月-日”，例如 2024-08-30"),
    "moment": (
        f"^\\s*(?:{DAY}(?:[Tt ]+{_CLOCK})?|{_WIDE})\\s*$",
        "请写成“年-月-日”或“年-月-日 时:分”，例如 2024-08-29 15:30",
    ),
    "when": (
        "^[^\\n]*[0-9０-９][^\\n]*$",
        "请写成“年-月-日”或“年-月-日 时:分”，例如 2026-12-01 14:30，也可以写 2026年12月1日下午2时30分",
    ),
    "year": ("^\\s*(?:19[4-9][0-9]|20[0-9][0-9]|2100)年?\\s*$", "请写四位数的年份，例如 2020"),
}


def files() -> Mapping[str, str]:
    """The schema files: one a kind, one for ``site.yaml``, one for ``photos.yaml``, one for each vocabulary."""
    schemas = {f"{kind}.json": kind_schema(kind) for kind in KINDS}
    schemas["site.json"] = _document(SiteSettings, "网站设置（content/site.yaml）")
    schemas["photos.json"] = sidecar_schema()
    for name, record in RECORDS.items():
        schemas[f"vocabulary-{name}.json"] = vocabulary_schema(name, record)
    return {f"schemas/{name}": json.dumps(one, ensure_ascii=False, indent=2) + "\n" for name, one in schemas.items()}


def kind_schema(kind: str) -> Schema:
    """The front matter of one kind; a kind that a folder implies need not be written."""
    schema = _document(KINDS[kind], f"{KIND_NAMES[kind]}的 front matter")
    implied = kind in FOLDER_KINDS.values()
    schema["properties"]["kind"]["enum"] = [kind, *ALIASES.get(kind, ()), *([None] if implied else [])]
    schema["properties"]["kind"].pop("enumDescriptions", None)
    return schema


def sidecar_schema() -> Schema:
    """``photos.yaml``: words by file name, each key in any of its spellings; an empty place is filled in later."""
    properties: Schema = {}
    for face in fields_of(PhotoWords):
        schema = field_schema(face, whole=True)
        if face.key == "alt":
            schema["type"] = [*SCALARS, "null"]
        if face.key == "consent":
            schema = {key: value for key, value in schema.items() if not key.startswith("enum")}
            schema |= {"type": [*SCALARS, "null"], "examples": list(dict.fromkeys(CONSENTS.values()))}
        properties |= dict.fromkeys(SPELLINGS[face.key], schema)
    entry = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    return {
        "$schema": DRAFT,
        "$comment": NOTE,
        "title": "照片的说明（photos.yaml，和照片放在一起）",
        "type": ["object", "null"],
        "additionalProperties": entry,
    }


def vocabulary_schema(name: str, record: type[BaseModel]) -> Schema:
    """A vocabulary file: a list of records."""
    return {
        "$schema": DRAFT,
        "$comment": NOTE,
        "title": f"{VOCABULARY_NAMES[name]}词表（content/vocabulary/{name}.yaml）",
        "type": ["array", "null"],
        "items": record_schema(record, whole=True),
    }


def record_schema(model: type[BaseModel], *, whole: bool = False, alt: bool = True) -> Schema:
    """An object with the fields of ``model``; in a ``whole`` document a key without a value counts as left out."""
    found = fields_of(model)
    properties = {field.key: field_schema(field, whole=whole) for field in found}
    required = [field.key for field in found if field.required]
    if model is PhotoRef and alt:
        required.append("alt")
    elif model is PhotoRef:
        properties["alt"]["type"] = [*SCALARS, "null"]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def field_schema(field: FieldFace, *, whole: bool) -> Schema:
    """What may stand after one key, with the words that an editor sees."""
    # a cover without alt takes the words of the same photo among the article's
    schema = _value(
        field.shape, nothing=field.shape.nothing or (whole and not field.required), alt=field.key != "cover"
    )
    if field.key == "alt":
        schema |= {
            "type": SCALARS,
            "minLength": 1,
            "pattern": "\\S",
            "patternErrorMessage": "请用一句话写出照片里有什么",
        }
    if field.pattern:
        schema["pattern"] = f"^\\s*(?:{field.pattern.removeprefix('^').removesuffix('$')})\\s*$"  # it is stripped first
        schema["patternErrorMessage"] = f"写法不对，例如 {field.examples[0]}" if field.examples else "写法不对"
        if field.default == "":
            schema.pop("minLength", None)
    if "enum" in schema:
        words = words_of_choices(field.description)
        schema["enumDescriptions"] = ["不写" if one is None else words.get(one, "") for one in schema["enum"]]
    if field.default not in (None, ""):
        schema["default"] = field.default
    if field.examples:
        schema["examples"] = list(field.examples)
    about = "。".join(filter(None, [field.title, field.description]))
    return {"title": field.title, "description": about, **schema}


def _document(model: type[BaseModel], title: str) -> Schema:
    schema = record_schema(model, whole=True)
    return {"$schema": DRAFT, "$comment": NOTE, "title": title, **schema}


def _value(shape: Shape, *, nothing: bool, alt: bool = True) -> Schema:
    schema = _bare(shape, alt=alt)
    if nothing and "enum" in schema:
        schema["enum"].append(None)
    elif nothing:
        types = schema["type"]
        schema["type"] = [*(types if isinstance(types, list) else [types]), "null"]
    return schema


def _bare(shape: Shape, *, alt: bool) -> Schema:
    if shape.name in {"day", "moment", "when", "year"}:
        return _dated(shape)
    if shape.name == "record":
        return _record(shape, alt=alt)
    if shape.name == "list":
        return {"type": "array", "items": _bare(shape.item, alt=alt) if shape.item else {}}
    if shape.name == "choice":
        return {"enum": list(shape.choices)}
    plain: dict[str, Callable[[], Schema]] = {
        "names": lambda: {"type": ["array", *SCALARS], "items": _text(shape.longest)},
        "credits": _credits,
        "flag": lambda: {"enum": [True, False, "yes", "no", "on", "off"]},
        "point": lambda: _numbers(2),
        "regions": lambda: {"type": ["array", "string"], "items": {"anyOf": [_numbers(4), _text(0)]}},
        "text": lambda: _text(shape.longest),
    }
    return plain[shape.name]()


def _record(shape: Shape, *, alt: bool) -> Schema:
    if shape.record is None:
        raise TypeError("a record has a model")
    schema = record_schema(shape.record, alt=alt)
    if shape.shorthand and not (shape.record is PhotoRef and alt):  # a photo by its name alone has no alt
        schema |= {"type": [*SCALARS, "object"], "minLength": 1}
    return schema


def _text(longest: int) -> Schema:
    return {"type": list(SCALARS), "minLength": 1, **({"maxLength": longest} if longest else {})}


def _numbers(count: int) -> Schema:
    """A list of so many numbers, or a text with them (“40%, 30%”)."""
    return {"type": ["array", "string"], "items": _text(0), "minItems": count, "maxItems": count}


def _dated(shape: Shape) -> Schema:
    pattern, cure = PATTERNS["moment" if shape.clock else shape.name]
    if shape.pending:
        pattern, cure = f"^{PENDING}$|{pattern}", f"{cure}；不清楚就写 {PENDING}"
    schema: Schema = {"type": "string", "pattern": pattern, "patternErrorMessage": cure}
    if shape.name == "year":
        schema |= {"type": ["integer", "string"], "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    return schema


def _credits() -> Schema:
    names = {"type": ["array", *SCALARS, "null"], "items": _text(100)}
    entry = {
        "type": "object",
        "properties": {"role": _text(300), "names": names, "name": names},
        "required": ["role"],
        "additionalProperties": False,
    }
    items = {"anyOf": [entry, _text(100)]}  # a bare name is plain 署名
    return {"type": ["object", "array", *SCALARS], "additionalProperties": names, "items": items}
