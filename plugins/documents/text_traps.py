"""What an editor did not mean in the way a text is written: headings, notes and references, emphasis.

Each check reads the typed lines, outside code and comments, and takes time linear in them. Emphasis follows the
flanking rules of CommonMark 0.31 (“Emphasis and strong emphasis”): our own converter is more forgiving than GitHub,
Obsidian or WeChat's editors, and a text should look the same in all of them.
"""

import re
import unicodedata
from collections.abc import Iterator

from ..diagnostics import Problem, did_you_mean
from . import codes
from .leftovers import leftovers
from .markdown_text import ITEM_MARK
from .source import SourceText
from .typed_prose import Prose

HEADING = re.compile(r"^(#{1,6})([ \t]*)([^#\s].*)$", re.MULTILINE)
FIRST_OF_HEADING = ("#", "=", "-")
UNDERLINE = re.compile(r"^(=+|-+)[ ]*$")
NEW_BLOCK = re.compile(rf"^\s*(?:[-*+>|#]|\d+[.)]|\[[^\]]*\]:|{ITEM_MARK})")
STARS = re.compile(r"\*+")
BULLET = re.compile(r"\s*\*\s")
RULE = re.compile(r"^[\s*_-]+$")
NOTE = re.compile(r"\[\^([^\]\s\[]{1,80})\]")
NOTE_DEFINED = re.compile(r"^ {0,3}\[\^([^\]\s\[]{1,80})\]:", re.MULTILINE)
REFERENCE = re.compile(r"\[([^\[\]]{1,300})\] ?\[([^\[\]\n]{0,200})\]")
REFERENCE_DEFINED = re.compile(r"^ {0,3}\[([^\[\]^][^\[\]]{0,199})\]:[ \t]*\S", re.MULTILINE)
SHORTCUT = re.compile(r"\[([^\[\]^][^\[\]]{0,199})\](?![\[:])")
OTHER_MARKS = re.compile(r"^[◇●■★▲○□☆△•·][ 　]*(?=\S)", re.MULTILINE)
STOPS = "。，、；：！？…,.;:!?"
PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "「": "」", "(": ")", '"': '"', "[": "]"}
LONGEST_EMPHASIS_MARK = 3
EXCERPT = 24


def traps(source: SourceText, first_line: int, *, brief: bool) -> Iterator[Problem]:
    """The problems of the text that begins after the first ``first_line`` lines of ``source``."""
    prose = Prose.of(source, first_line)
    yield from _headings(prose, lowest=2 if brief else 1)
    yield from _notes(prose)
    yield from _references(prose)
    yield from _emphasis(prose)
    yield from leftovers(prose)
    if brief:
        yield from _marks(prose)


def _headings(prose: Prose, lowest: int) -> Iterator[Problem]:
    level, start = lowest, 0
    for number, line in enumerate(prose.lines):
        if line[:1] not in FIRST_OF_HEADING:
            start += len(line) + 1
            continue
        match = HEADING.match(line)
        above = prose.lines[number - 1].strip() if number else ""
        underline = UNDERLINE.match(line) if above and not NEW_BLOCK.match(above) else None
        if match:
            marks, space, words = match[1], match[2], match[3].rstrip("# \t")
            if not space:
                cure = f"请写成：{'#' * max(2, len(marks))} {words}；不是小标题，就在前面加反斜杠：\\{line}"
                yield codes.HEADING_SPACE.at(prose.at(start, len(marks)), "# 后面没有空格，别的编辑器不认作小标题", cure)
            elif len(marks) == 1:
                message = "正文的小标题用了一个 #，那是全页的大标题，稿件的标题已经占用"
                yield codes.HEADING_LEVEL.at(prose.at(start, 1), message, f"请写成：## {words}")
            elif len(marks) > level + 1:
                right = "#" * (level + 1)
                message = f"小标题跳级了：前面是{'标题' if level == 1 else f' {level} 级'}，这里是 {len(marks)} 级"
                yield codes.HEADING_LEVEL.at(prose.at(start, len(marks)), message, f"请写成：{right} {words}")
            level = max(2, len(marks))
        elif underline:
            level = 2
        start += len(line) + 1


def _notes(prose: Prose) -> Iterator[Problem]:
    if "[^" not in prose.text:
        return
    defined = {match[1]: match for match in reversed(list(NOTE_DEFINED.finditer(prose.text)))}
    starts_of_marks = {match.end() - len(f"[^{match[1]}]:") for match in NOTE_DEFINED.finditer(prose.text)}
    uses = [m for m in NOTE.finditer(prose.text) if m.end() - len(m[0]) not in starts_of_marks]
    used = set()
    for match in uses:
        used.add(match[1])
        if match[1] not in defined and not _indented(prose, match.start()):
            near = did_you_mean(match[1], defined)
            message = f"脚注“[^{match[1]}]”没有注文"
            cure = f"{near}请在文末加一行：[^{match[1]}]: 注文"
            yield codes.NOTE_UNDEFINED.at(prose.at(match.start(), len(match[0])), message, cure)
    for name, match in defined.items():
        if name not in used:
            place = prose.at(match.start(), len(match[0].rstrip()))
            message = f"脚注“[^{name}]”的注文没有用到，不会显示在正文里"
            yield codes.DEFINITION_UNUSED.at(place, message, f"请在正文里需要的地方写上 [^{name}]，或删掉这一行")


def _references(prose: Prose) -> Iterator[Problem]:
    if "][" not in prose.text and "] [" not in prose.text and "]:" not in prose.text:
        return
    defined = {_label(match[1]): match for match in reversed(list(REFERENCE_DEFINED.finditer(prose.text)))}
    used = {_label(match[1]) for match in SHORTCUT.finditer(prose.text)}
    for match in REFERENCE.finditer(prose.text):
        label = _label(match[2] or match[1])
        used.add(label)
        if label not in defined and not _indented(prose, match.start()) and not match[1].startswith("^"):
            name = match[2] or match[1]
            near = did_you_mean(label, defined)
            cure = f"{near}请在文末加一行：[{name}]: https://…，或直接写成 [文字](网址)"
            message = f"引用链接“[{name}]”没有网址，页面上会原样显示方括号"
            yield codes.REFERENCE_UNDEFINED.at(prose.at(match.start(), len(match[0])), message, cure)
    for label, match in defined.items():
        if label not in used:
            place = prose.at(match.start(), len(match[1]) + 2)
            message = f"链接定义“[{match[1]}]”没有用到"
            yield codes.DEFINITION_UNUSED.at(place, message, f"请在正文里写 [文字][{match[1]}]，或删掉这一行")


def _label(text: str) -> str:
    return " ".join(text.split()).lower()


def _indented(prose: Prose, start: int) -> bool:
    line = prose.text.rfind("\n", 0, start) + 1
    return prose.text.startswith(("    ", "\t"), line)


def _marks(prose: Prose) -> Iterator[Problem]:
    """Items of a brief that begin with another mark, or a brief without a single item."""
    for match in OTHER_MARKS.finditer(prose.text):
        line = prose.text[match.start() :].split("\n", 1)[0]
        cure = f"请写成：{ITEM_MARK}{_short(line[len(match[0]) :])}"
        yield codes.ITEM_MARK.at(prose.at(match.start()), f"这一条用了“{match[0].strip()}”，不会当作一条消息", cure)
    written = [number for number, line in enumerate(prose.lines) if line.strip() and not HEADING.match(line)]
    if written and not re.search(rf"^\s*{ITEM_MARK}", prose.text, re.MULTILINE) and not OTHER_MARKS.search(prose.text):
        start = sum(len(line) + 1 for line in prose.lines[: written[0]])
        line = prose.lines[written[0]]
        cure = f"请在每条消息前加上 {ITEM_MARK}：{ITEM_MARK}{_short(line)}"
        yield codes.ITEM_MARK.at(prose.at(start, len(line)), f"一周动态里没有一条以 {ITEM_MARK} 开头的消息", cure)


def _emphasis(prose: Prose) -> Iterator[Problem]:
    if "*" not in prose.text:
        return
    for start, end in _blocks(prose):
        if prose.text.find("*", start, end) < 0:
            continue
        for opening, closing in _pairs(prose.text, start, end):
            yield from _flanks(prose, (start, end), opening, closing)


def _blocks(prose: Prose) -> Iterator[tuple[int, int]]:
    """The stretches of lines that one emphasis can span."""
    begun, at = -1, 0
    for line in prose.lines:
        fresh = not line.strip() or NEW_BLOCK.match(line) or line.startswith(("    ", "\t"))
        if begun >= 0 and fresh:
            yield begun, at - 1
            begun = -1
        if line.strip() and begun < 0 and not line.startswith(("    ", "\t")) and not RULE.match(line):
            begun = at
        at += len(line) + 1
    if begun >= 0:
        yield begun, len(prose.text)


def _pairs(text: str, start: int, end: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of runs of ``*`` as our converter pairs them; none for a block in which they are nested or left open."""
    bullet = BULLET.match(text, start, end)
    pairs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    opened: tuple[int, int] | None = None
    for match in STARS.finditer(text, bullet.end() if bullet else start, end):
        run = match.span()
        alone = not text[run[0] - 1 : run[0]].strip() and not text[run[1] : run[1] + 1].strip()
        if alone:
            continue
        if run[1] - run[0] > LONGEST_EMPHASIS_MARK:
            return []
        if opened is None:
            opened = run
        elif opened[1] - opened[0] == run[1] - run[0]:
            pairs.append((opened, run))
            opened = None
        else:
            return []
    return pairs if opened is None else []


def _flanks(
    prose: Prose, block: tuple[int, int], opening: tuple[int, int], closing: tuple[int, int]
) -> Iterator[Problem]:
    text = prose.text
    before, after = text[block[0] : opening[0]][-1:], text[closing[1] : block[1]][:1]
    inner = text[opening[1] : closing[0]]
    opens, closes = can_open(before, inner[:1]), can_open(after, inner[-1:])  # the two rules mirror each other
    if (opens and closes) or inner != inner.strip():  # a space inside: the editors differ too much to say
        return
    mark = text[slice(*opening)]
    typed = prose.typed(opening[1], closing[0])
    mended = _mended(before, typed, after, mark)
    run = opening if not opens else closing
    left = prose.typed(block[0], opening[0]).rpartition("\n")[2]
    right = prose.typed(closing[1], block[1]).partition("\n")[0]
    left = left if len(left) <= EXCERPT else "……" + left[-EXCERPT:]
    beside = "开头的标点" if not opens else "末尾的标点"
    message = f"这里的 {mark} 在别的编辑器里不起作用：{beside}挨着外面的字"
    yield codes.EMPHASIS.at(prose.at(run[0], run[1] - run[0]), message, f"请写成：{left}{mended}{_short(right)}")


def _short(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT] + "……"


def can_open(outside: str, inside: str) -> bool:
    """Whether a run of ``*`` between these characters opens (mirrored: closes) emphasis, by CommonMark's rule.

    Not followed by white space; and not followed by punctuation unless white space or punctuation stands before it.

    >>> can_open("是", "“"), can_open("，", "“"), can_open("是", "产")
    (False, True, True)
    """
    if not inside.strip():
        return False
    return not _is_punctuation(inside) or not outside.strip() or _is_punctuation(outside)


def _mended(before: str, inner: str, after: str, mark: str) -> str:
    """The emphasis with its marks where every editor sees them: punctuation outside, else a space beside."""
    head, tail = "", ""
    core = inner
    while core.strip():
        tail = core[len(core.rstrip()) :] + tail
        core = core.rstrip()
        opens = can_open(head[-1:] or before, core[:1])
        closes = can_open(tail[:1] or after, core[-1:])
        if opens and closes:
            return f"{head}{mark}{core}{mark}{tail}"
        if not closes and core[-1] in STOPS:
            core, tail = core[:-1], core[-1] + tail
        elif PAIRS.get(core[0]) == core[-1] and len(core) > len("“”") and core.count(core[0]) == 1:
            head, core, tail = head + core[0], core[1:-1], core[-1] + tail
        else:
            left = "" if opens else " "
            return f"{head}{left}{mark}{core}{mark}{'' if closes else ' '}{tail}"
    return f"{mark}{inner}{mark}"


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
