"""A ratchet: warnings that an old site has and knows of are not shown; new ones are, and mended ones never come back.

An entry says how often one kind of warning stands in one file. Errors are never hidden.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .codes import Code
from .places import Place
from .problems import Problem

STALE = Code(
    "W805",
    "已知的提醒少了",
    "ratchet.yaml 里记着的提醒，有的已经改好。更新一下，改好的就不会再回来。",
    "count: 3（现在只有 2 处）",
    "python3 build.py check --update-ratchet",
)
CODES = (STALE,)
OWN = frozenset({"W805", "E806"})
HEADER = """\
# 已知的提醒：旧稿件里原有的，不再每次显示；新出现的照样显示，错误从不隐藏。
# 由 python3 build.py check --update-ratchet 写成，不必手改。全部改好后可以删掉这个文件。
"""


@dataclass(frozen=True, slots=True)
class Known:
    """So many warnings of one code in one file (its path below the content folder), and where the entry stands."""

    code: str
    path: str
    count: int
    place: Place


def without_known(problems: Iterable[Problem], known: Iterable[Known], shown: str) -> tuple[Problem, ...]:
    """``problems`` without the known warnings, with a warning for each entry that counts too many.

    Where a file has more warnings of a kind than are known, all of that kind are shown: nobody can tell which is new.
    """
    problems = tuple(problems)
    now = counted(problems, shown)
    entries = {(entry.code, entry.path): entry for entry in known}
    kept = [
        problem
        for problem in problems
        if problem.is_error
        or (key := _key(problem, shown)) not in entries
        or now[key] > entries[key].count
    ]
    stale = [
        STALE.at(
            entry.place,
            f"{entry.path} 的 {entry.code} 记着 {entry.count} 处，现在是 {now[key]} 处",
            "运行 python3 build.py check --update-ratchet，改好的就不会再回来",
        )
        for key, entry in entries.items()
        if now[key] < entry.count
    ]
    return (*kept, *stale)


def counted(problems: Iterable[Problem], shown: str) -> Counter[tuple[str, str]]:
    """How often each kind of warning stands in each file."""
    return Counter(_key(p, shown) for p in set(problems) if not p.is_error and p.code not in OWN)


def as_yaml(counts: Mapping[tuple[str, str], int]) -> str:
    """The ratchet's file for these warnings, in order; empty when there are none."""
    rows = [
        f"- {{code: {code}, path: '{path.replace(chr(39), chr(39) * 2)}', count: {count}}}\n"
        for (code, path), count in sorted(counts.items(), key=lambda row: (row[0][1], row[0][0]))
    ]
    return HEADER + "".join(rows) if rows else ""


def _key(problem: Problem, shown: str) -> tuple[str, str]:
    return problem.code, problem.place.path.removeprefix("" if shown == "." else f"{shown}/")
