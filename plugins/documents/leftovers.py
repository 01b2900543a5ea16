"""What is left in a text from the way it came: a fence or comment that nothing closes, a second front matter, a table that lost its shape, a private character.

Tables as Python-Markdown reads them (the extension ``tables``, after PHP Markdown Extra): a head, a line of dashes with
as many columns, rows; a row's surplus cells are dropped there without a word, so they are named here.
"""

import re
from collections.abc import Iterator

from ..diagnostics import Problem
from . import codes
from .typed_prose import Prose

PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
BAR = re.compile(r"(?<!\\)\|")
SECOND_HEAD = re.compile(r"^---[ \t]*\n(?:[A-Za-z_]+[ \t]*[:：].*\n|[ \t]+.*\n)+---[ \t]*$", re.MULTILINE)
DASHES = re.compile(r"^ {0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
TABLE_CURE = "表头、分隔行和每一行的列数要一样；格子里要写竖线，请写成 \\|"


def leftovers(prose: Prose) -> Iterator[Problem]:
    """The problems of one article's text."""
    if prose.fence is not None:
        message = "代码块只有开头，没有结尾，后面的正文都会变样"
        yield codes.FENCE_OPEN.at(
            prose.at(prose.fence, 3), message, "请在代码后面加一行同样的记号；不是代码，就删掉这一行"
        )
    if prose.comment is not None:
        message = "注释只有开头 <!--，没有结尾，后面的正文都不会显示"
        yield codes.FENCE_OPEN.at(prose.at(prose.comment, 4), message, "请在注释的末尾加上 -->；不是注释，就删掉 <!--")
    if match := SECOND_HEAD.search(prose.text):
        message = "正文里还有一段 front matter，它会当作正文显示给读者"
        cure = "一个文件只能有一篇稿件：请删掉这一段，或把它后面的内容存成另一个文件"
        yield codes.SECOND_HEAD.at(prose.at(match.start(), 3), message, cure)
    if "|" in prose.text:
        yield from _tables(prose)
    if match := PRIVATE_USE.search(prose.source.text):
        message = f"这个字在读者那里显示不出来（U+{ord(match[0]):04X}，造字区）"
        cure = "多半是 Word 的符号或旧系统的造字：项目符号请删掉，生僻字请用输入法重新打，打不出就写拆字说明"
        yield codes.PRIVATE_CHARACTER.at(prose.source.place_at(match.start()), message, cure)


def _tables(prose: Prose) -> Iterator[Problem]:
    """Problems of tables: a block of lines with bars whose second line is one of dashes, or that has none."""
    start, block = 0, list[tuple[int, str]]()
    for line in (*prose.lines, ""):
        if line.strip() and not line.startswith(("    ", "\t")):
            block.append((start, line))
        else:
            yield from _table(prose, block)
            block = []
        start += len(line) + 1


def _table(prose: Prose, block: list[tuple[int, str]]) -> Iterator[Problem]:
    if len(block) < 2 or not BAR.search(block[0][1]):  # noqa: PLR2004 - a head and its line of dashes
        return
    (head_at, head), (dashes_at, dashes) = block[:2]
    columns = _columns(head)
    if not DASHES.match(dashes) or not BAR.search(dashes):
        if all(line.strip().startswith("|") for _, line in block):
            message = "表格没有分隔行，页面上只会显示竖线"
            row = "|" + " --- |" * columns
            yield codes.TABLE_SHAPE.at(prose.at(head_at, len(head)), message, f"请在表头下面加一行：{row}")
        return
    if _columns(dashes) != columns:
        message = f"表头有 {columns} 列，分隔行有 {_columns(dashes)} 列，不会当作表格"
        yield codes.TABLE_SHAPE.at(prose.at(dashes_at, len(dashes)), message, f"请写成：|{' --- |' * columns}")
        return
    for at, row in block[2:]:
        if BAR.search(row) and _columns(row) > columns:
            message = f"这一行有 {_columns(row)} 列，表头只有 {columns} 列，多出来的不会显示"
            yield codes.TABLE_SHAPE.at(prose.at(at, len(row)), message, TABLE_CURE)


def _columns(row: str) -> int:
    row = row.strip()
    ends = row.startswith("|") + (row.endswith("|") and not row.endswith("\\|") and len(row) > 1)
    return len(BAR.findall(row)) + 1 - ends
