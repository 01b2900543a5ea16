"""Write the handbook's generated pages: ``handbook/fields.md`` from the models, ``handbook/problems.md`` from the codes.

``python tools/generate_handbook.py`` (inside the environment that ``build.py`` made) writes them anew;
``tests/test_handbook.py`` fails when somebody changed a model or a code and forgot to.
"""

import importlib
import re
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

PROJECT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))

from pydantic import AliasChoices, BaseModel  # noqa: E402 - the project comes first on the path
from pydantic.fields import FieldInfo  # noqa: E402
from pydantic_core import PydanticUndefined  # noqa: E402

from plugins.diagnostics import Code  # noqa: E402
from plugins.documents import event_fields, event_times, photo_marks, repeats, vocabulary  # noqa: E402
from plugins.documents import fields as types_of_fields  # noqa: E402
from plugins.documents.front_matter import FrontMatter  # noqa: E402
from plugins.documents.kind_names import KIND_NAMES  # noqa: E402
from plugins.documents.photo_words import PhotoWords  # noqa: E402
from plugins.documents.site import SiteSettings  # noqa: E402
from plugins.documents.vocabulary import RECORDS  # noqa: E402
from plugins.newsroom.faces.json_schema import VOCABULARY_NAMES  # noqa: E402
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS, YearOrPending  # noqa: E402

HANDBOOK = PROJECT / "handbook"
NOTE = "<!-- 由 tools/generate_handbook.py 生成，不要手改。 -->"
ROOMS = {
    "1": "文件和 YAML",
    "2": "front matter 的字段",
    "3": "名称和链接",
    "4": "照片",
    "5": "日期和活动",
    "6": "检索",
    "7": "正文写法和安全",
    "8": "网站设置和词表",
}
RECORD_NAMES = {
    "PhotoRef": "照片",
    "Credit": "署名",
    "Source": "稿源",
    "EventSpec": "活动",
    "EventException": "例外",
    "Correction": "更正",
    "Reading": "读音",
    "Figure": "数字",
    "Benefit": "补助",
    "Author": "作者",
    "Deadline": "时限",
    "Citation": "引用文件",
    "Part": "分篇",
    "Honour": "荣誉",
    "Quote": "原话",
}
WORDS = (
    (types_of_fields.Day, "日期"),
    (types_of_fields.Dated, "日期，后面可以带时刻（到时才公开）"),
    (types_of_fields.Moment, "日期，或日期加时刻"),
    (event_times.When, "日期，或日期加时刻，中文写法也行"),
    (event_fields.Whens, "日期，一个或几个"),
    (vocabulary.Days, "日期，一个或几个"),
    (event_fields.Address, "网址，`https://` 开头"),
    (repeats.RepeatRule, "一行文字，或一组键（见手册“活动和日期”）"),
    (types_of_fields.Instant, "日期，或日期加时刻"),
    (types_of_fields.DayOrPending, "日期，或 `待核实`"),
    (types_of_fields.Names, "名称，一个或几个"),
    (YearOrPending, "四位数年份，或 `待核实`"),
    (photo_marks.FocusPoint, "两个数 `[横, 竖]`，0 到 1、百分数或像素"),
    (photo_marks.BlurRegions, "一块或几块 `[左, 上, 宽, 高]`，0 到 1、百分数或像素"),
    (types_of_fields.Text, "一段文字，最多 5000 字"),
    (types_of_fields.Line, "一行文字，最多 300 字"),
    (types_of_fields.Name, "名称，最多 100 字"),
    (bool, "`true` 或 `false`"),
    (str, "文字"),
)


def pages() -> dict[str, str]:
    """The generated pages: file name below ``handbook/`` and text."""
    return {"fields.md": fields_page(), "problems.md": problems_page()}


def all_codes() -> tuple[Code, ...]:
    """Every kind of problem of every plugin, by number, errors before warnings of the same number."""
    found: set[Code] = set()
    for file in sorted((PROJECT / "plugins").rglob("*.py")):
        if re.search(r"^CODES\b", file.read_text(encoding="utf-8"), re.MULTILINE):
            name = ".".join(file.relative_to(PROJECT).with_suffix("").parts)
            found |= set(importlib.import_module(name).CODES)
    return tuple(sorted(found, key=lambda code: (code.id[1:], code.id)))


def problems_page() -> str:
    """Every problem code with what it means and how to mend it."""
    parts = [
        NOTE,
        "# 问题编号",
        "检查稿件时，每个问题都有编号。**E** 开头的是错误，改好才能发布；**W** 开头的是提醒，请看一眼，确认无误可以不改。",
        "提示里写着文件、行、列和改法；这里再说明为什么，并给一个对照的例子。",
    ]
    room = ""
    for code in all_codes():
        if code.id[1] != room:
            room = code.id[1]
            parts.append(f"## {room}xx　{ROOMS[room]}")
        parts += [f"### {code.id}　{code.title} {{ #{code.id.lower()} }}", code.explanation]
        if code.wrong:
            parts.append(f"这样写不对：\n\n```text\n{code.wrong}\n```")
        if code.right:
            parts.append(f"改成这样：\n\n```text\n{code.right}\n```")
    return "\n\n".join(parts) + "\n"


def fields_page() -> str:
    """Every field of every kind of article, of the vocabularies and of the site's settings."""
    parts = [
        NOTE,
        "# 查字段",
        (
            "稿件开头两行 `---` 之间是 front matter，每行写成“键: 值”。键用英文小写，照抄即可；写错一个字母就会报错，并提示最接近的键。"
            "除了标题和日期，消息的其他字段都可以不写。来源没有写明的，写 `待核实`，不要猜。"
        ),
        "## 共有字段",
        "每一种稿件都可以用。",
        _table(FrontMatter, skip={"kind"}),
        _records(FrontMatter, set()),
    ]
    shown = set(_records_of(FrontMatter))
    folders = {kind: folder for folder, kind in FOLDER_KINDS.items()}
    for kind, model in KINDS.items():
        own = {name for name in model.model_fields if name not in FrontMatter.model_fields}
        where = (
            f"`content/{folders[kind]}/` 里的稿件默认就是它，`kind` 可以不写。"
            if kind in folders
            else f"要写 `kind: {kind}`。"
        )
        parts += [f"## {kind}　{KIND_NAMES[kind]}", where]
        parts.append(_table(model, only=own) if own else "没有自己的字段。")
        parts.append(_records(model, shown))
        shown |= set(_records_of(model))
    about = (
        "`photos.yaml` 和照片放在同一个文件夹，按文件名分组；由 `python3 build.py photos content/albums/liangjiang-dengguang` 这样的命令写成。"
        "键用中文名称，也可以用英文的键。稿件里自己写了的，以稿件为准。"
    )
    parts += ["## 照片的说明　photos.yaml", about, _table(PhotoWords)]
    parts += ["## 词表", "词表在 `content/vocabulary/` 里，每个文件是一个列表。"]
    for name, record in RECORDS.items():
        parts += [f"### {name}.yaml　{VOCABULARY_NAMES[name]}", _table(record)]
    parts += ["## 网站设置", "`content/site.yaml`，每一项都可以不写。没有依据的不写，不编造。", _table(SiteSettings)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(model: type[BaseModel], *, only: set[str] | None = None, skip: set[str] | None = None) -> str:
    hints = typing.get_type_hints(model, include_extras=True)
    rows = ["| 键 | 名称 | 写什么 | 必填 | 例子 |", "| --- | --- | --- | --- | --- |"]
    for name, info in model.model_fields.items():
        if (only is None or name in only) and name not in (skip or set()):
            what = "。".join(filter(None, [in_words(hints[name]), _described(info)]))
            choices = info.validation_alias.choices if isinstance(info.validation_alias, AliasChoices) else [name]
            cells = ["、".join(f"`{choice}`" for choice in choices), info.title or "", what, "是" if info.is_required() else "", _example(info)]
            rows.append(f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |")
    return "\n".join(rows)


def _described(info: FieldInfo) -> str:
    default = info.default
    if info.is_required() or default in (None, (), "", False) or default is PydanticUndefined or info.title == "体裁":
        return info.description or ""
    return "；".join(filter(None, [info.description, f"不写就是 `{default}`"]))


def in_words(hint: Any) -> str:  # noqa: ANN401 - any annotation
    """What an editor writes for a field of that type.

    >>> in_words(Literal["男", "女"] | None)
    '只能写 `男`、`女`'
    """
    for known, words in WORDS:
        if hint == known:
            return words
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return f"只能写 {'、'.join(f'`{value}`' for value in arguments)}"
    if origin is Annotated:
        return in_words(arguments[0])
    if origin in {typing.Union, types.UnionType}:
        return "，或".join(in_words(part) for part in arguments if part is not type(None))
    if origin is tuple:
        return f"列表，每项是{in_words(arguments[0])}"
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"一组键（见“{RECORD_NAMES[hint.__name__]}”）"
    raise TypeError(f"no words for {hint!r}")


def _example(info: FieldInfo) -> str:
    return "<br>".join(f"`{_as_typed(example)}`" for example in info.examples or ())


def _as_typed(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {item}' for key, item in value.items())}}}"
    return str(value)


def _records(model: type[BaseModel], shown: set[type[BaseModel]]) -> str:
    """Tables of the records that fields of ``model`` hold and that were not shown before."""
    fresh = [record for record in _records_of(model) if record not in shown]
    return "\n\n".join(
        f"### {RECORD_NAMES[record.__name__]}　{_users(model, record)}\n\n{_table(record)}" for record in fresh
    )


def _users(model: type[BaseModel], record: type[BaseModel]) -> str:
    hints = typing.get_type_hints(model, include_extras=True)
    return "、".join(name for name in model.model_fields if record in set(_models_in(hints[name])))


def _records_of(model: type[BaseModel]) -> list[type[BaseModel]]:
    hints = typing.get_type_hints(model, include_extras=True)
    return list(dict.fromkeys(record for name in model.model_fields for record in _models_in(hints[name])))


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any annotation
    if isinstance(hint, type) and not typing.get_args(hint) and issubclass(hint, BaseModel):
        yield hint
    for argument in typing.get_args(hint):
        yield from _models_in(argument)


def main() -> None:
    """Write the pages that changed."""
    for name, text in pages().items():
        file = HANDBOOK / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")
            print(f"handbook/{name} 已更新")


if __name__ == "__main__":
    main()
