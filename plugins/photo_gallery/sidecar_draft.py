"""The text of a ``photos.yaml`` to fill in: new photos below what an editor has written, of which not a byte changes."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from ..documents.photo_words import SPELLINGS
from .embedded_words import Suggestion

WRITTEN = ("title", "caption", "credit", "agency", "taken", "location", "alt", "consent")
"""The fields that a new entry shows; focus and blur are for the few photos that need them."""
HEAD = """\
# 照片的说明：一张照片一组，键是文件名。写好替代文字再发布；其余有就写，没有就空着。
# 说明：图注，何时、何地、何人、何事。　摄影、机构：署名，示意图写“示意图”。
# 替代文字：读给看不见照片的人听，一句话写画面里有什么，必填。　consent：同意、不同意、待核实、不需要（没有拍到人）。
# 还可以写 focus: [0.5, 0.3]（裁切时留住的点）和 blur: [[0.1, 0.2, 0.15, 0.2]]（打码的区域：左、上、宽、高）。
# 已经填好的是从照片文件里读出来的，请核对。
"""
PLAIN = re.compile(r"[\w一-鿿][\w一-鿿 .（）()，。、；？！“”‘’《》·—…/+-]*")
"""A text that YAML reads as itself without quotes; a digit or a letter of any script comes first."""
TYPED = re.compile(r"[\d.+-]+|true|false|yes|no|on|off|null|y|n|~", re.IGNORECASE)
"""What other programs would take for a number or a truth."""


def entry_text(name: str, suggestion: Suggestion) -> str:
    """One photo's entry, with what the file suggests filled in.

    >>> print(entry_text("图 1.JPG", Suggestion(caption="现场: 启动")), end="")
    图 1.JPG:
      标题:
      说明: '现场: 启动'
      摄影:
      机构:
      拍摄日期:
      地点:
      替代文字:
      consent:
    """
    lines = [f"{quoted(unicodedata.normalize('NFC', name))}:"]
    for field in WRITTEN:
        value = getattr(suggestion, field, "")
        lines.append(f"  {SPELLINGS[field][0]}:{' ' if value else ''}{quoted(value) if value else ''}")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """``text`` as YAML writes it: bare where it reads back as itself, else in single quotes.

    >>> quoted("徐熙孟"), quoted("it's: #1"), quoted("1.5"), quoted("2024-08-29")
    ('徐熙孟', "'it''s: #1'", "'1.5'", '2024-08-29')
    """
    bare = PLAIN.fullmatch(text) and not text.endswith(" ") and not TYPED.fullmatch(text)
    day = re.fullmatch(r"\d{4}-\d\d-\d\d", text)
    return text if bare or day else "'" + text.replace("'", "''") + "'"


def with_entries(before: str, entries: Iterable[str]) -> str:
    """``before`` with ``entries`` after it, in its own line ends; a new file begins with how it is filled in."""
    if not before.strip("\ufeff\r\n\t "):
        return before.strip("\r\n\t ") + HEAD + "".join(f"\n{entry}" for entry in entries)
    end = "\r\n" if "\r\n" in before else "\n"
    gap = "" if before.endswith("\n") else end
    return before + gap + "".join(f"\n{entry}" for entry in entries).replace("\n", end)


def in_natural_order(names: Iterable[str]) -> list[str]:
    """File names as people count: 图2 before 图10, whatever the case of the letters.

    >>> in_natural_order(["图10.jpg", "图2.JPG", "b.jpg", "A.jpg"])
    ['A.jpg', 'b.jpg', '图2.JPG', '图10.jpg']
    """

    def key(name: str) -> tuple[list[tuple[int, str]], str]:
        parts = re.split(r"(\d+)", unicodedata.normalize("NFC", PurePosixPath(name).stem).casefold())
        return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts if part], name

    return sorted(names, key=key)
