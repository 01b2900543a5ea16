"""Problems as text for a terminal, as JSON for a program, as annotations for GitHub."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable

from .problems import Problem, in_order

RED, YELLOW, BOLD, DIM, RESET = "\x1b[31m", "\x1b[33m", "\x1b[1m", "\x1b[2m", "\x1b[0m"
WIDEST_LINE = 100


def columns_of(text: str) -> int:
    """How many terminal columns ``text`` takes: Han characters and full-width marks take two.

    >>> columns_of("a中")
    3
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def as_text(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """All problems with the source line and a caret below it, and a last line that counts them."""
    found = in_order(problems)
    blocks = [_block(problem, colour=colour) for problem in found]
    return "\n\n".join([*blocks, summary(found)]) + "\n"


def summary(problems: Iterable[Problem]) -> str:
    """One sentence that counts errors, warnings and files."""
    found = tuple(problems)
    count = Counter(problem.severity for problem in found)
    files = len({problem.place.path for problem in found if problem.is_error})
    if not found:
        return "没有发现问题。"
    if count["error"]:
        return (
            f"共 {count['error']} 处错误（{files} 个文件）、{count['warning']} 处提醒。改好错误才能发布，网站保持原样。"
        )
    return f"没有错误，{count['warning']} 处提醒。"


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of ``{code, severity, path, line, column, message, cure}``."""
    rows = [
        {
            "code": p.code,
            "severity": p.severity,
            "path": p.place.path,
            "line": p.place.line,
            "column": p.place.column,
            "message": p.message,
            "cure": p.cure,
        }
        for p in in_order(problems)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub workflow commands, which annotate the lines of a merge request."""
    return "".join(
        f"::{p.severity} file={_property(p.place.path)},line={p.place.line},col={p.place.column},"
        f"title={_property(p.code)}::{_data(f'{p.message} {p.cure}'.strip())}\n"
        for p in in_order(problems)
    )


def _block(problem: Problem, *, colour: bool) -> str:
    paint = (lambda code, text: f"{code}{text}{RESET}") if colour else (lambda _code, text: text)
    mark, word = (RED, "错误") if problem.is_error else (YELLOW, "提醒")
    lines = [
        f"{paint(BOLD, printable(str(problem.place)))}  {paint(mark, f'{word} {problem.code}')}  {printable(problem.message)}"
    ]
    if problem.place.source:
        lines += _caret(problem, paint(mark, "^"))
    if problem.cure:
        lines.append(f"  {paint(DIM, '建议：')}{printable(problem.cure)}")
    return "\n".join(lines)


def _caret(problem: Problem, mark: str) -> list[str]:
    place = problem.place
    start = max(0, place.column - 1 - WIDEST_LINE // 2) if len(place.source) > WIDEST_LINE else 0
    shown = printable(place.source[start : start + WIDEST_LINE].replace("\t", " "))
    before = shown[: place.column - 1 - start]
    under = shown[place.column - 1 - start :][: place.width] or " "
    gutter = f"  {place.line} | "
    return [
        f"{gutter}{shown}",
        " " * (len(gutter) - 2) + "| " + " " * columns_of(before) + mark * max(1, columns_of(under)),
    ]


def printable(text: str) -> str:
    """``text`` without control characters, which a hostile file name or title could send to a terminal."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} else "�" for c in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
