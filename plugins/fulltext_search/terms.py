"""Text to search terms. The reader's browser does the same with the query (``static/search.js``); a test compares them.

``normal`` brings text to one form: NFKC, lower case, traditional characters simplified, quotation marks, brackets and
spaces beside a Han character dropped, every other mark one space. In that form a phrase is found as a plain substring.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""Characters that nobody sees: joiners, direction marks, variation selectors."""

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""々 and 〇, the basic block, extension A, the compatibility block, and everything beyond the BMP (𬭎)."""

HAN_CHARACTER = re.compile(f"[{HAN}]")
TRANSPARENT = frozenset("\"'“”‘’「」『』〈〉《》【】〔〕〖〗()[]{}<>·・-‐")
"""Marks that a reader leaves out: “求学圆梦行动”通知 is found by 求学圆梦行动通知."""

WORD_KINDS = frozenset("LNM")
THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9])")
"""6,000 is 6000. Whether three digits follow is not asked, so that every part of a text has its part of the form."""

LOOSE_MARK = re.compile(r",|(?<![0-9])\.|\.(?![0-9])")
BREAK = re.compile(r"\n[ \n]*")
GAP = re.compile(" +")
GAP_BESIDE_HAN = re.compile(rf"(?<=[{HAN}])\t+|\t+(?=[{HAN}])")
WORD = re.compile(rf"[^ {HAN}]{{2,}}")
AMOUNT = re.compile(rf"(?<![0-9.])[0-9]+(?:\.[0-9]+)?[{HAN}]")
DATES = re.compile(r"(?<![0-9.])[0-9]+年[0-9]+月(?![0-9]+日)|(?<![0-9.])(?:[0-9]+年)?([0-9]+月[0-9]+日)")


class _Table(dict[int, str]):
    """What becomes of each character, worked out once.

    Itself in normal form, a gap (a space, which Han characters close), a break (a newline, which stays), or nothing.
    """

    def __init__(self, folding: Mapping[str, str]) -> None:
        super().__init__()
        self.folding = folding

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in ".．":
            value = "."
        elif character == ",":
            value = ","
        else:
            parts = unicodedata.normalize("NFKC", character).lower()
            value = "".join(self.part(part) for part in parts)
        self[code] = value
        return value

    def part(self, character: str) -> str:
        """What becomes of one character of the NFKC form."""
        if IGNORED.match(character):
            return ""
        if HAN_CHARACTER.match(character) or unicodedata.category(character)[0] in WORD_KINDS:
            return self.folding.get(character, character)
        return " " if character in TRANSPARENT or unicodedata.category(character) == "Zs" else "\n"


class Normaliser:
    """Brings text to the form in which it is searched; keeps what it learned about single characters."""

    def __init__(self, folding: Mapping[str, str] | None = None) -> None:
        """``folding`` says which character stands for which, see :mod:`.folding`."""
        self._table = _Table(folding or {})

    def __call__(self, text: str) -> str:
        """``text`` in normal form.

        >>> Normaliser()("于 10 月 17 日发放“圆梦”补助６０００元（AI 课）")
        '于10月17日发放圆梦补助6000元ai课'
        >>> Normaliser()("发放 6,000 元、1.5万元。Open  AI")
        '发放6000元 1.5万元 open ai'
        """
        marked = unicodedata.normalize("NFC", text).translate(self._table)
        marked = LOOSE_MARK.sub("\n", THOUSANDS.sub("", marked))
        # A gap becomes a tab, one with a break in it a zero: neither is left of the text itself.
        gaps = GAP.sub("\t", BREAK.sub("\0", marked)).replace("\t\0", "\0").strip("\t\0")
        return GAP_BESIDE_HAN.sub("", gaps).replace("\t", " ").replace("\0", " ")


def terms_of(normal: str) -> Iterator[str]:
    """Every term of a text in normal form, as often as it occurs.

    Single characters, pairs of neighbours whatever their script, and behind ``=`` whole words, numbers with their
    unit, and dates.

    >>> sorted(terms_of("8月5日 ai"))
    ['5', '5日', '8', '8月', '=5日', '=8月', '=8月5日', '=ai', 'a', 'ai', 'i', '日', '月', '月5']
    """
    for run in normal.split(" "):
        yield from (character for character in run if character != ".")
        yield from pairs_of(run)
        yield from exact_terms_of(run)


def pairs_of(run: str) -> Iterator[str]:
    """The pairs of neighbouring characters of one run.

    >>> list(pairs_of("学分银行"))
    ['学分', '分银', '银行']
    """
    return (first + second for first, second in pairwise(run))


def exact_terms_of(run: str) -> Iterator[str]:
    """Whole Latin words and numbers, numbers with the character after them, and dates, each behind ``=``.

    >>> list(exact_terms_of("2024年8月28日发6000元"))
    ['=2024', '=28', '=6000', '=2024年', '=8月', '=28日', '=6000元', '=2024年8月28日', '=8月28日']
    """
    yield from ("=" + word for word in WORD.findall(run))
    yield from ("=" + amount for amount in AMOUNT.findall(run))
    for found in DATES.finditer(run):
        yield "=" + found[0]
        if found[1] and found[1] != found[0]:
            yield "=" + found[1]
