"""The first text of a new article: what must be there, what is worth filling in, and where the file belongs.

The required keys come from the model; a test reads every scaffold through the real checks.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from ...documents.fields import PENDING
from ...documents.kind_names import KIND_NAMES
from ...documents.yaml_nodes import EMPTY
from ..kinds import FOLDER_KINDS, KINDS
from .shapes import FieldFace, fields_of

WORTHWHILE: dict[str, tuple[str, ...]] = {
    "brief": ("week_start", "week_end", "summary", "column", "districts", "source", "credits"),
    "news": ("subtitle", "summary", "column", "topics", "districts", "cover", "source", "credits"),
    "feature": ("kicker", "subtitle", "summary", "column", "topics", "figures", "cover", "source", "credits"),
    "opinion": ("kicker", "summary", "column", "series", "topics", "cover", "source"),
    "policy": ("summary", "column", "issuer", "document_number", "validity", "issued", "deadlines", "source"),
    "roundup": ("summary", "column", "topics", "parts", "cover", "source"),
    "album": ("summary", "column", "topics", "cover", "photos", "credits"),
    "laomo": ("gender", "organisation", "trade", "district", "offices", "honours", "portrait", "source"),
    "page": ("summary",),
}
"""The optional keys that an editor of each kind usually fills in; the others are in the handbook."""
BODIES = {
    "brief": "◆在这里写第一条。",
    "feature": "导语写在这里。\n\n## 小标题\n\n正文写在这里。",
    "policy": "要点写在这里。原文以发文机关公布的为准。",
    "roundup": "导语写在这里。\n\n## 第一个地区的小标题\n\n正文写在这里。",
    "album": "照片放在这个文件夹里，说明写在这里。",
    "laomo": "事迹写在这里。",
}
BODY = "正文写在这里。"
FOLDERS = {kind: folder for folder, kind in FOLDER_KINDS.items()}
PLAIN_START = frozenset("\"'#&*!|>%@`[]{},?:-~=<") | frozenset(" \t")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that the editor fills in; ``text`` stands there until then."""

    text: str


Line = tuple[str | Stop, ...]


def path_of(kind: str, slug: str, day: str) -> PurePosixPath:
    """Where a new article belongs, below ``content/``; ``day`` is written 2024-09-02.

    >>> str(path_of("brief", "dongtai", "2024-09-02"))
    'news/2024/2024-09-02-dongtai.md'
    >>> str(path_of("laomo", "fu-guotao", "2024-09-02"))
    'laomo/fu-guotao/index.md'
    """
    folder = PurePosixPath(FOLDERS.get(kind, "news"))
    if kind == "page":
        return folder / f"{slug}.md"
    if kind in FOLDERS and folder.name != "news":
        return folder / slug / "index.md"
    return folder / day[:4] / f"{day}-{slug}.md"


def scaffold(kind: str, title: str, day: str) -> str:
    """The text of a new article: a draft that passes ``check`` as it stands."""
    return "\n".join("".join(_typed(part) for part in line) for line in lines(kind, title, day)) + "\n"


def lines(kind: str, title: str, day: str) -> list[Line]:
    """The lines of a scaffold, with the places to fill in."""
    found = {field.key: field for field in fields_of(KINDS[kind])}
    out: list[Line] = [("---",), (f"kind: {kind}",), ("title: ", Stop(title)), ("date: ", Stop(day))]
    out += [line for field in found.values() if field.required for line in _required(field)]
    out.append(("status: draft",))
    out += [(text,) for key in WORTHWHILE[kind] for text in _offered(found[key])]
    out += [("---",), ("",)]
    return [*out, *((text,) for text in BODIES.get(kind, BODY).split("\n"))]


def title_without(kind: str) -> str:
    """The title of an article that was asked for without one."""
    return KIND_NAMES[kind]


def quoted(text: str) -> str:
    """``text`` as a YAML value on one line: plain where that is safe, else in single quotes.

    >>> quoted("产改：一题"), quoted("a: b"), quoted("'产改'")
    ('产改：一题', "'a: b'", "'''产改'''")
    """
    plain = text not in EMPTY and not (text[:1] in PLAIN_START or ": " in text or " #" in text or text.endswith(":"))
    return text if plain else "'" + text.replace("'", "''") + "'"


def _typed(part: str | Stop) -> str:
    return part if isinstance(part, str) else quoted(part.text)


def _required(field: FieldFace) -> list[Line]:
    if field.key in {"kind", "title", "date"}:
        return []
    if field.shape.record is None:
        return [(f"{field.key}: ", Stop(PENDING))]
    inner = [f for f in fields_of(field.shape.record) if f.required]
    return [(f"{field.key}:",), *((f"  {f.key}: ", Stop(PENDING)) for f in inner)]


def _offered(field: FieldFace) -> list[str]:
    """A key in a comment: without its # it is left out until a value stands there."""
    hint = _hint(field)
    shape = field.shape
    record = shape.record or (shape.item.record if shape.item else None)
    if record is None:
        return [f"# {field.key}:  # {hint}"]
    keys = [f for f in fields_of(record) if f.required or f.key in {"alt", "caption", "credit", "outlet", "date", "level", "year"}]
    first, rest = ("  - ", "    ") if shape.name == "list" else ("  ", "  ")
    inner = [f"# {first if number == 0 else rest}{one.key}:  # {_hint(one)}" for number, one in enumerate(keys)]
    return [f"# {field.key}:  # {hint}", *inner]


def _hint(field: FieldFace) -> str:
    choices = f"可以写：{'、'.join(field.shape.choices)}" if field.shape.choices else ""
    example = f"例如 {_example(field.examples[0])}" if field.examples and not choices else ""
    return "，".join(filter(None, [field.title, choices or example]))


def _example(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {item}' for key, item in value.items())}}}"
    return str(value)
