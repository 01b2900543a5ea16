"""The configuration of Sveltia CMS: a collection a kind, fields with their Chinese names, site settings, vocabularies.

Checked by hand against the schema that @sveltia/cms 0.221 brings. The form itself comes later. ``backend`` is a placeholder: on one's own machine Sveltia works on a local folder and
asks nobody; who puts the form online writes the house's repository there.
"""

from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import BaseModel

from ...documents.fields import PENDING, PhotoRef
from ...documents.kind_names import KIND_NAMES
from ...documents.site import SiteSettings
from ...documents.vocabulary import RECORDS
from ..kinds import KINDS
from .json_schema import NOTE, PATTERNS, VOCABULARY_NAMES
from .scaffolds import FOLDERS
from .shapes import FieldFace, Shape, fields_of, words_of_choices

Widget = dict[str, Any]


def files() -> Mapping[str, str]:
    """The configuration file."""
    text = yaml.safe_dump(config(), allow_unicode=True, sort_keys=False, width=1000)
    return {"schemas/sveltia-config.yml": f"# {NOTE}\n# backend.repo 是占位：在本机选“Work with Local Repository”时用不到。\n{text}"}


def config() -> dict[str, Any]:
    """The whole configuration as a value."""
    return {
        "backend": {"name": "github", "repo": "owner/repository", "branch": "main"},
        "media_folder": "content/news",
        "public_folder": "",
        "slug": {"encoding": "unicode", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True},
        "collections": [*(collection(kind) for kind in KINDS), settings(), vocabularies()],
    }


def collection(kind: str) -> dict[str, Any]:
    """The articles of one kind; photos lie beside the article that shows them."""
    folder = FOLDERS.get(kind, "news")
    own_folder = kind in {"laomo", "album"}
    news = folder == "news"
    found: dict[str, Any] = {
        "name": kind,
        "label": KIND_NAMES[kind],
        "folder": f"content/{folder}",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": "title",
        "summary": "{{date}} {{title}}",
        "slug": "{{year}}-{{month}}-{{day}}-{{slug}}" if news else "{{slug}}",
        "media_folder": "",
        "public_folder": "",
        "fields": [*(widget(field) for field in fields_of(KINDS[kind])), _body()],
    }
    if news:
        found |= {"path": "{{year}}/{{slug}}", "filter": {"field": "kind", "value": kind}}
    elif own_folder:
        found["path"] = "{{slug}}/index"
    for field in found["fields"]:
        if field["name"] == "kind":
            field.clear()
            field |= {"name": "kind", "widget": "hidden", "default": kind}
    return found


def settings() -> dict[str, Any]:
    """``content/site.yaml`` as a form."""
    fields = [widget(field) for field in fields_of(SiteSettings)]
    file = {"name": "site", "label": "网站设置", "file": "content/site.yaml", "fields": fields}
    return {"name": "settings", "label": "设置", "files": [file]}


def vocabularies() -> dict[str, Any]:
    """The vocabularies: each file is one list of records."""
    return {"name": "vocabulary", "label": "词表", "files": [_vocabulary(name, RECORDS[name]) for name in RECORDS]}


def widget(field: FieldFace) -> Widget:
    """One field of the form."""
    face: Widget = {"name": field.key, "label": field.title, **_widget(field.shape), "required": field.required}
    if field.description:
        face["hint"] = field.description
    elif field.examples and not isinstance(field.examples[0], dict | list):
        face["hint"] = f"例如 {field.examples[0]}"
    if face["widget"] == "select":
        words = words_of_choices(field.description)
        face["options"] = [{"label": words.get(one, one), "value": one} for one in field.shape.choices]
    if field.default not in (None, ""):
        face["default"] = field.default
    if field.pattern:
        face["pattern"] = [field.pattern, f"写法不对，例如 {field.examples[0]}" if field.examples else "写法不对"]
    if field.key == "src":
        face["widget"] = "image"
        face.pop("maxlength", None)
    if field.key == "alt":
        face |= {"required": True, "pattern": ["\\S", "请用一句话写出照片里有什么"]}
    return face


def _widget(shape: Shape) -> Widget:
    if shape.name in PATTERNS:
        return _dated(shape)
    if shape.name == "record":
        return {"widget": "object", "collapsed": True, "fields": _fields(shape.record)}
    if shape.name == "list":
        return {"widget": "list", "collapsed": True, "fields": _fields(shape.item.record if shape.item else None)}
    simple = {"names": "list", "credits": "keyvalue", "choice": "select", "flag": "boolean", "point": "string", "regions": "list"}
    if shape.name in simple:
        return {"widget": simple[shape.name]}
    long = shape.longest > 1000  # noqa: PLR2004 - what needs more than one line
    return {"widget": "text" if long else "string", **({"maxlength": shape.longest} if shape.longest else {})}


def _dated(shape: Shape) -> Widget:
    if shape.name == "day" and not shape.pending:
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    pattern, cure = PATTERNS[shape.name]
    if shape.pending:
        pattern, cure = f"^{PENDING}$|{pattern}", f"{cure}；不清楚就写 {PENDING}"
    return {"widget": "string", "pattern": [pattern, cure]}


def _fields(record: type[BaseModel] | None) -> list[Widget]:
    if record is None:
        raise TypeError("a list of the form holds records")
    fields = fields_of(record)
    return [widget(field) for field in (sorted(fields, key=lambda f: f.key != "src") if record is PhotoRef else fields)]


def _vocabulary(name: str, record: type[BaseModel]) -> dict[str, Any]:
    rows = {"name": name, "label": VOCABULARY_NAMES[name], "widget": "list", "root": True, "collapsed": True}
    return {
        "name": name,
        "label": VOCABULARY_NAMES[name],
        "file": f"content/vocabulary/{name}.yaml",
        "fields": [{**rows, "fields": _fields(record)}],
    }


def _body() -> Widget:
    return {"name": "body", "label": "正文", "widget": "markdown", "modes": ["raw", "rich_text"]}
