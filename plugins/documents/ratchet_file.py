"""``content/ratchet.yaml``: the known warnings of an old site.

It lies with the content because it speaks of these files, travels with them and is reviewed like them; another
content folder (``--content``) has a ratchet of its own.
"""

from pathlib import Path

from pydantic import Field

from ..diagnostics import Place, Problem
from ..diagnostics.ratchet import Known
from . import codes, yaml_nodes
from .fields import Line, Model
from .source import read_source
from .validation import validate

NAME = "ratchet.yaml"


class Entry(Model):
    """One line of the file."""

    code: Line = Field(title="编号", pattern=r"^W\d{3}$", examples=["W302"])
    path: Line = Field(title="文件", examples=["news/2024/a.md"])
    count: Line = Field(title="处数", pattern=r"^[1-9]\d{0,5}$", examples=["1"])


def read_ratchet(root: Path, shown: str) -> tuple[tuple[Known, ...], tuple[Problem, ...]]:
    """The known warnings and what is wrong with their file; a missing file knows none."""
    file, name = root / NAME, f"{shown}/{NAME}"
    if file.is_symlink() or not file.is_file():
        return (), ()
    source = read_source(file, name)
    if isinstance(source, Problem):
        return (), (source,)
    node = yaml_nodes.parse(source, 1, len(source.lines))
    if isinstance(node, Problem):
        return (), (node,)
    if node is None:
        return (), ()
    if not isinstance(node, yaml_nodes.Sequence):
        return (), (codes.BAD_RATCHET.at(node.place, "ratchet.yaml 应该是一个列表", HOW),)
    known: list[Known] = []
    problems: list[Problem] = []
    for item in node.items:
        entry = validate(Entry, item, code=codes.BAD_RATCHET) if isinstance(item, yaml_nodes.Mapping) else None
        if isinstance(entry, Entry):
            known.append(Known(entry.code, entry.path, int(entry.count), _place(item, name)))
        else:
            problems += entry or [codes.BAD_RATCHET.at(item.place, "这一项应该是 {code: …, path: …, count: …}", HOW)]
    return tuple(known), tuple(problems)


HOW = "运行 python3 build.py check --update-ratchet 重新写一遍"


def _place(node: yaml_nodes.Node, name: str) -> Place:
    return node.place if node.place.path == name else Place(name)
