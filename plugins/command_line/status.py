"""``status``: what comes next, what waits, what grows old and what is not known yet; for people, or JSON for programs."""

import json
import sys
from datetime import datetime
from typing import Any

from ..documents.document import Document
from ..documents.kind_names import KIND_NAMES
from ..documents.library import Library
from ..newsroom.faces.standing import Change, Open, Stale, Standing, other_texts, standing_of
from .check import library_of, refuse_empty
from .exits import Exit
from .options import StatusOptions
from .terminal import Progress

SCHEMA = 1
"""Raised when a key of the JSON changes its meaning or goes; new keys may come at any time."""
CHANGE_WORDS = {"opens": "发布", "expires": "到期下线", "withdrawn": "撤稿页出现"}


def status(options: StatusOptions) -> int:
    """Print how the site stands; always 0, since what is open is no mistake."""
    refuse_empty(options.folders)
    with Progress() as progress:
        progress(0, 0, "读取稿件")
        library = library_of(options.folders, options.now)
    standing = standing_of(library, other_texts(library))
    sys.stdout.write(as_json(standing, library) if options.json else as_text(standing, library))
    sys.stdout.flush()
    return Exit.GOOD


def as_json(standing: Standing, library: Library) -> str:
    """One JSON object; instants carry their zone, days are ISO dates, paths are named as problems name them."""
    changes = [_change(change) for change in standing.changes]
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "now": _instant(standing.now),
        "next_change": changes[0] if changes else None,
        "changes": changes,
        "drafts": [_article(document) for document in standing.drafts],
        "in_review": [_article(document) for document in standing.in_review],
        "stale": [_stale(one) for one in standing.stale if one.kind != "empty"],
        "empty_columns": [one.name for one in standing.stale if one.kind == "empty"],
        "incomplete": [
            {"path": one.path, "line": one.line, "key": one.key or None, "text": one.text} for one in standing.incomplete
        ],
        "missing_reviews": [{**_article(document), "missing": list(missing)} for document, missing in standing.unreviewed],
        "unreadable": unreadable(library),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_text(standing: Standing, library: Library) -> str:
    """The same for people: one heading a matter, one line a finding."""
    following = standing.changes[0] if standing.changes else None
    first = f"下一次变化：{_spoken(following)}" if following else "下一次变化：没有定时的稿件。"
    sections = (
        ("定时", [_spoken(change) for change in standing.changes]),
        ("草稿", [_named(document) for document in standing.drafts]),
        ("审稿中", [_named(document) for document in standing.in_review]),
        ("久未更新", [_spoken_stale(one) for one in standing.stale if one.kind != "empty"]),
        ("空栏目", [one.name for one in standing.stale if one.kind == "empty"]),
        ("待核实", [_spoken_open(one) for one in standing.incomplete]),
        ("缺审核", [f"{_named(document)}：缺{'、'.join(missing)}" for document, missing in standing.unreviewed]),
    )
    blocks = [f"{standing.now:%Y-%m-%d %H:%M}\n{first}"]
    blocks += [f"{title}（{len(found)}）\n" + "\n".join(f"  {line}" for line in found) for title, found in sections if found]
    broken = unreadable(library)
    if broken:
        blocks.append(f"有 {len(broken)} 个文件读不懂或有错，没有算进来。请运行 python3 build.py check。")
    return "\n\n".join(blocks) + "\n"


def unreadable(library: Library) -> list[str]:
    """The files with errors, by name: what this report says about them may be wrong."""
    return sorted({problem.place.path for problem in library.problems if problem.is_error})


def _change(change: Change) -> dict[str, Any]:
    return {"at": _instant(change.at), "what": change.what, **_article(change.document)}


def _article(document: Document) -> dict[str, Any]:
    return {"path": document.source.path, "url": document.url, "kind": document.kind, "title": document.title}


def _stale(one: Stale) -> dict[str, Any]:
    last = one.last.isoformat() if one.last else None
    return {"name": one.name, "kind": one.kind, "last": last, "days": one.days, "allowed_days": one.allowed}


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _spoken(change: Change) -> str:
    return f"{change.at:%Y-%m-%d %H:%M}　{CHANGE_WORDS[change.what]}　{_named(change.document)}"


def _named(document: Document) -> str:
    return f"{document.source.path}　{KIND_NAMES[document.kind]}《{document.title}》"


def _spoken_stale(one: Stale) -> str:
    if one.last is None:
        return f"{one.name}：还没有公开的稿件"
    return f"{one.name}：最近一次是 {one.last}，已 {one.days} 天（应不超过 {one.allowed} 天）"


def _spoken_open(one: Open) -> str:
    return f"{one.path}:{one.line}　{one.text}"
