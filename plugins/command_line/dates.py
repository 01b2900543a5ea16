"""``dates``: the dates that a Chinese text names, as a list for programs or a table for people.

``--jsonl`` answers line by line and at once, so that another program may keep one process open and talk to it.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from ..diagnostics import Problem
from ..diagnostics.report import columns_of
from ..documents import yaml_nodes
from ..documents.front_matter_lines import split_front_matter
from ..documents.source import SourceText
from ..event_calendar.dates import FoundDate, entries, find_dates, spoken
from .arguments import PUBLISHED_CURE, published_day
from .exits import Exit, Stopped
from .options import DatesOptions
from .terminal import say

STANDARD_INPUT = "-"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
COLUMNS = ("原文", "意思", "种类")


def dates(options: DatesOptions) -> int:
    """Print the dates of one text, or of each JSON line; code 1 when something could not be read."""
    with _opened(options.file) as stream:
        if options.jsonl:
            return _lines(stream, options.published)
        text = _decoded(stream.read(), options.file)
    text, published = _article(text, options)
    found = find_dates(text, published)
    if options.json:
        print(json.dumps(entries(found), ensure_ascii=False, indent=2))
    else:
        print(table(found))
    return Exit.GOOD


def table(found: tuple[FoundDate, ...]) -> str:
    """The phrases for a person, in columns.

    >>> print(table(find_dates("8月28日开会", date(2024, 9, 2))))
    原文     意思        种类
    8月28日  2024-08-28  日
    """
    if not found:
        return "没有找到日期。"
    rows = [COLUMNS, *((" ".join(one.text.split()), *spoken(one)) for one in found)]
    widths = [max(columns_of(row[column]) for row in rows) for column in range(len(COLUMNS) - 1)]
    return "\n".join(_padded(row, widths) for row in rows)


def _padded(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [cell + " " * (width + 2 - columns_of(cell)) for cell, width in zip(row, widths, strict=False)]
    return "".join(cells) + row[-1]


def _lines(stream: BinaryIO, published: date | None) -> int:
    """One answer for each line; a line that cannot be read is answered by an empty list and named on standard error."""
    code = Exit.GOOD
    for number, line in enumerate(stream, 1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            found = find_dates(*_asked(line, published))
        except _Unreadable as error:
            say(f"第 {number} 行{error}这一行的回答是空列表。")
            found, code = (), Exit.CONTENT
        print(json.dumps(entries(found), ensure_ascii=False), flush=True)
    return code


class _Unreadable(Exception):  # noqa: N818 - the end of a Chinese sentence, not an error of ours
    """What is wrong with one line, and the cure."""


def _asked(line: bytes, published: date | None) -> tuple[str, date]:
    """The text and the day of publication of one JSON line."""
    try:
        asked: Any = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        message = "不是 UTF-8 编码。请转成 UTF-8 再试。"
        raise _Unreadable(message) from None
    except (ValueError, RecursionError):
        message = '不是一行完整的 JSON。请写成 {"text": "8月28日……", "published": "2024-09-02"}。'
        raise _Unreadable(message) from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        message = '里没有文字。请写上 text，例如 {"text": "8月28日……", "published": "2024-09-02"}。'
        raise _Unreadable(message)
    day = asked.get("published")
    if day is None and published is not None:
        return asked["text"], published
    known = published_day(day) if isinstance(day, str) else None
    if known is None:
        message = f"的 published {json.dumps(day, ensure_ascii=False)} 不是日期。{PUBLISHED_CURE}"
        raise _Unreadable(message)
    return asked["text"], known


def _article(text: str, options: DatesOptions) -> tuple[str, date]:
    """The text to read and its day: front matter is not prose, but its ``date`` says when the prose was published."""
    day = options.published
    if Path(options.file).suffix.lower() == ".md":
        source = SourceText(options.file, text.replace("\r\n", "\n"))
        split = split_front_matter(source)
        if not isinstance(split, Problem):
            first, last = split
            day = day or _date_of(source, first, last)
            text = "\n".join(source.lines[last + 1 :])
    if day is None:
        cure = f"请加上 --published，{PUBLISHED_CURE.removeprefix('请')}"
        message = f"不知道“{options.file}”是哪一天发布的，“昨日”“8月28日”就没有年份。{cure}"
        raise Stopped(message, Exit.USAGE)
    return text, day


def _date_of(source: SourceText, first: int, last: int) -> date | None:
    """The ``date`` of front matter between these lines, where it is one."""
    node = yaml_nodes.parse(source, first, last)
    meta = yaml_nodes.plain(node) if isinstance(node, yaml_nodes.Mapping) else None
    value = meta.get("date") if isinstance(meta, dict) else None
    return published_day(value) if isinstance(value, str) else None


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """The bytes to read, or a sentence that says why there are none."""
    if name == STANDARD_INPUT:
        if sys.stdin is not None and sys.stdin.isatty():
            say("请粘贴文字，最后单独一行按 Ctrl+D（Windows 是 Ctrl+Z 回车）。")
        if sys.stdin is None:
            message = "标准输入是关着的。请写上要读的文件。"
            raise Stopped(message, Exit.USAGE)
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - closed below
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "路径不对"
        message = f"“{name}”打不开：{_REASONS.get(type(error), reason)}。请检查文件的路径。"
        raise Stopped(message, Exit.USAGE) from None
    with stream:
        yield stream


_REASONS = {
    FileNotFoundError: "没有这个文件",
    IsADirectoryError: "这是一个文件夹",
    PermissionError: "没有读它的权限",
    ValueError: "路径里有空字节",
}


def _decoded(data: bytes, name: str) -> str:
    """Text of the encodings that editors' files come in: UTF-8, UTF-16 with its mark, GB18030."""
    encodings = [encoding for mark, encoding in BOMS if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    where = "标准输入" if name == STANDARD_INPUT else f"“{name}”"
    message = f"{where}不是文字（既不是 UTF-8，也不是 GB18030 编码）。请确认它不是 Word、照片或压缩文件；Word 稿请另存为纯文本。"
    raise Stopped(message, Exit.CONTENT)
