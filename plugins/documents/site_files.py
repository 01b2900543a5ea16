"""``content/site.yaml`` and the files of ``content/vocabulary/``: read, checked, every problem named with its place."""

from pathlib import Path
from typing import Any, TypeVar

from ..diagnostics import Place, Problem
from . import codes, yaml_nodes
from .fields import Model
from .site import SiteSettings
from .source import read_source
from .validation import validate
from .vocabulary import RECORDS, Vocabulary

M = TypeVar("M", bound=Model)


def read_site(root: Path, shown: str) -> tuple[SiteSettings, dict[str, Place], tuple[Problem, ...]]:
    """The site's settings, the place of each, and what is wrong; a missing file is all defaults."""
    loaded = _load(root / "site.yaml", f"{shown}/site.yaml")
    if isinstance(loaded, Problem):
        return SiteSettings(), {}, (loaded,)
    node = loaded
    if node is None:
        return SiteSettings(), {}, ()
    if not isinstance(node, yaml_nodes.Mapping):
        problem = codes.BAD_SETTING.at(node.place, "site.yaml 应该每行一个“键: 值”", "例如 name: 渝工")
        return SiteSettings(), {}, (problem,)
    result = validate(SiteSettings, node, code=codes.BAD_SETTING)
    if isinstance(result, list):
        return SiteSettings(), {}, tuple(result)
    return result, yaml_nodes.places(node), ()


def read_vocabulary(root: Path, shown: str) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """All vocabularies and what is wrong in their files; a record with an error is left out."""
    problems: list[Problem] = []
    found: dict[str, Any] = {name: _records(root, shown, name, record, problems) for name, record in RECORDS.items()}
    return Vocabulary.model_construct(None, **found), tuple(problems)


def _records(root: Path, shown: str, name: str, record: type[M], problems: list[Problem]) -> tuple[M, ...]:
    loaded = _load(root / "vocabulary" / f"{name}.yaml", f"{shown}/vocabulary/{name}.yaml")
    if isinstance(loaded, Problem):
        problems.append(loaded)
        return ()
    node = loaded
    if node is None:
        return ()
    if not isinstance(node, yaml_nodes.Sequence):
        problems.append(
            codes.BAD_VOCABULARY.at(node.place, "词表应该是一个列表", "每项以“- ”开头，例如 - name: 南岸区")
        )
        return ()
    records: list[M] = []
    seen: dict[tuple[str, str], Place] = {}
    for item in node.items:
        if not isinstance(item, yaml_nodes.Mapping):
            problems.append(
                codes.BAD_VOCABULARY.at(item.place, "词表的每一项应该是一组“键: 值”", "例如 - name: 南岸区")
            )
            continue
        result = validate(record, item, code=codes.BAD_VOCABULARY)
        if isinstance(result, list):
            problems += result
            continue
        problems += _repeats(item, seen) if name != "holidays" else []
        records.append(result)
    return tuple(records)


def _repeats(item: yaml_nodes.Mapping, seen: dict[tuple[str, str], Place]) -> list[Problem]:
    problems = []
    for key, value in item.entries:
        if (
            key.value not in {"name", "slug", "term", "wrong"}
            or not isinstance(value, yaml_nodes.Scalar)
            or not value.value
        ):
            continue
        mark = (key.value, value.value)
        if mark in seen:
            problems.append(
                codes.DUPLICATE_ENTRY.at(
                    value.place, f"“{value.value}”在词表里已经有了（第 {seen[mark].line} 行）", "请合并成一项"
                ),
            )
        seen.setdefault(mark, value.place)
    return problems


def _load(file: Path, name: str) -> yaml_nodes.Node | Problem | None:
    if file.is_symlink():
        return codes.SYMLINK.at(Place(name), "这是一个符号链接", "请把文件本身放进来")
    if not file.exists():
        return None
    source = read_source(file, name)
    if isinstance(source, Problem):
        return source
    return yaml_nodes.parse(source, 1, len(source.lines))
