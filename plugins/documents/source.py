"""One text file as an editor typed it: decoded, its lines numbered, CRLF and BOM understood."""

import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..build_state.prose import note
from ..diagnostics import Place, Problem
from . import codes
from .private_numbers import identity_number

LARGEST_FILE = 2 * 1024 * 1024
CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What no page and no feed may hold (HTML and XML both forbid it)."""
ZERO_WIDTH = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What copying from a web page or from Word leaves behind; it says nothing and breaks searching, so it is dropped.

The marks of writing direction are among them: they could show a name or an address back to front.
"""
CONFLICT = re.compile(r"^<{7}(?: .*)?$(?=[\s\S]*^={7}$[\s\S]*^>{7}(?: |$))", re.MULTILINE)
"""What version control leaves where two people changed the same lines."""
TEXT = frozenset({"text", "lines"})
BOM = "﻿"


@dataclass(frozen=True)
class SourceText:
    r"""A decoded text; ``path`` is how problems name it, ``text`` has ``\n`` line ends and no BOM."""

    path: str
    text: str

    def __getattribute__(self, name: str) -> object:
        """The attribute; reading the text is noted (:mod:`..build_state.prose`)."""
        if name in TEXT:
            note(self)
        return object.__getattribute__(self, name)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(self.text.split("\n"))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, offset = [], 0
        for line in self.lines:
            starts.append(offset)
            offset += len(line) + 1
        return tuple(starts)

    def forget_lines(self) -> None:
        """Split the text again when the lines are asked for next: few are, and they are as long as the text."""
        for name in ("lines", "_starts"):
            self.__dict__.pop(name, None)

    def place(self, line: int = 1, column: int = 1, width: int = 1) -> Place:
        """The place of a line and column, both from 1."""
        source = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Place(self.path, line, column, max(1, width), source)

    def place_at(self, offset: int, width: int = 1) -> Place:
        r"""The place of a character offset in :attr:`text`.

        >>> str(SourceText("a.md", "甲\n乙丙").place_at(3))
        'a.md:2:2'
        """
        low, high = 0, len(self._starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._starts[middle] <= offset else (low, middle)
        return self.place(low + 1, offset - self._starts[low] + 1, width)


def read_source(file: Path, path: str) -> SourceText | Problem:
    """The text of ``file``, or the problem that keeps it from being read. Never raises for content."""
    data = read_data(file, path)
    return data if isinstance(data, Problem) else decode(data, path)


def read_data(file: Path, path: str) -> bytes | Problem:
    """The bytes of ``file``, or the problem that keeps them from being read; a pipe or a device is never opened."""
    place = Place(path)
    try:
        status = os.stat(file)  # noqa: PTH116 - ten thousand times, where Path's own detours show
        if not stat.S_ISREG(status.st_mode):
            return codes.UNREADABLE.at(place, "这不是普通文件", "请删掉它，把稿件存成普通的 .md 文件")
        if status.st_size > LARGEST_FILE:
            return codes.TOO_LARGE.at(
                place, f"文件太大（{status.st_size // 1024} KB）", "一篇稿件不应超过 2 MB；照片请放成单独的文件"
            )
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb", buffering=0) as opened:  # noqa: PTH123 - a descriptor has no path
            return opened.readall()
    except OSError as error:
        return codes.UNREADABLE.at(place, f"文件打不开（{error.strerror}）", "请检查文件是否被占用、权限是否正确")


def decode(data: bytes, path: str) -> SourceText | Problem:
    """``data`` as UTF-8 text; another encoding is recognised and named."""
    place = Place(path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return codes.NOT_UTF8.at(
            place, "文件是 UTF-16 编码（记事本的“Unicode”）", "请用记事本“另存为”，编码选 UTF-8，再保存"
        )
    try:
        text = data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        guess = _legacy_encoding(data)
        reason = f"文件是 {guess} 编码" if guess else "文件不是 UTF-8 文本"
        return codes.NOT_UTF8.at(Place(path, line), reason, "请用记事本“另存为”，编码选 UTF-8，再保存")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return codes.NUL.at(
            Place(path, line), "文件里有空字节（NUL），不像是文本文件", "请确认这是稿件，不是 Word、照片或压缩文件"
        )
    source = SourceText(path, ZERO_WIDTH.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    control = CONTROL.search(source.text)
    if control:
        place = source.place_at(control.start())
        return codes.CONTROL.at(place, f"文字里有看不见的控制字符（U+{ord(control[0]):04X}）", "请删掉这里，重新输入")
    if "\n>>>>>>>" in source.text and (conflict := CONFLICT.search(source.text)):
        place = source.place_at(conflict.start(), len(conflict[0]))
        cure = "请在 ======= 上下两种写法里选一种，连同 <<<<<<<、=======、>>>>>>> 三行一起整理好"
        return codes.CONFLICT.at(place, "两个人的修改没有合并好，两种写法都留在这里", cure)
    return identity_number(source) or source


def _legacy_encoding(data: bytes) -> str:
    try:
        decoded = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK（简体中文 ANSI）" if any("一" <= c <= "鿿" for c in decoded) else ""
