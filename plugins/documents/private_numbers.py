"""Numbers that belong to one person: identity cards, mobile phones, bank cards. A news site has no use for them.

Identity cards: GB 11643-1999 (region, day of birth, check digit by ISO/IEC 7064 MOD 11-2). Mobile phones: eleven digits
from 13 to 19, in the ways that people group them. Bank cards: 16 to 19 digits with UnionPay's 62 and the check digit of
ISO/IEC 7812 (Luhn). A check digit keeps numbers of documents, amounts and lists out.

No problem shows the number itself: what a build says may stand in a public log.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..diagnostics import Place, Problem
from . import codes

if TYPE_CHECKING:
    from .source import SourceText

IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
MOBILE = re.compile(r"(?<![0-9A-Za-z.])(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|([- ])\d{4}\1\d{4})(?![0-9A-Za-z])")
BANK_CARD = re.compile(r"(?<![0-9A-Za-z])62\d{2}(?:\d{12,15}|(?: \d{4}){3}(?: \d{1,3})?)(?![0-9A-Za-z])")
DIGITS = re.compile(r"\d{4}(?:\d{7}|[- ]\d{4})")
"""What stands in each of these numbers; looking for it first takes a third of the time in a text that has none."""
REGIONS = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


def identity_number(source: "SourceText") -> Problem | None:
    """The first identity card's number in a text: it is not read any further, whatever else it holds."""
    if not DIGITS.search(source.text):
        return None
    match = next((m for m in IDENTITY.finditer(source.text) if is_identity(m[0])), None)
    if match is None:
        return None
    cure = "身份证号不能上网站。请删掉；一定要写，只留开头两位和末三位，例如 50*************123"
    return codes.IDENTITY_NUMBER.at(_masked(source, match), "这里是一个人的身份证号", cure)


def other_numbers(source: "SourceText") -> Iterator[Problem]:
    """Mobile phones and bank cards: sometimes meant to be public, so an editor is asked."""
    if not DIGITS.search(source.text):
        return
    for match in MOBILE.finditer(source.text):
        cure = "个人的手机号请删掉，或写成 138****1234；确实公开的工作电话，用 check --update-ratchet 记下来就不再提醒"
        yield codes.PRIVATE_NUMBER.at(_masked(source, match), "这里像是一个手机号", cure)
    for match in BANK_CARD.finditer(source.text):
        if passes_luhn(match[0].replace(" ", "")):
            yield codes.PRIVATE_NUMBER.at(_masked(source, match), "这里像是一个银行卡号", "请删掉，或只留末四位")


def is_identity(number: str) -> bool:
    """Whether these eighteen characters are a well-made number of an identity card.

    >>> is_identity("11010519491231002X"), is_identity("110105194912310021")
    (True, False)
    """
    if int(number[:2]) not in REGIONS:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % len(CHECK)
    return CHECK[rest] == number[-1].upper()


def passes_luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B).

    >>> passes_luhn("6222020000000000000"), passes_luhn("6222020000000000001")
    (True, False)
    """
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0  # noqa: PLR2004 - the sum of a number's two digits


def _masked(source: "SourceText", match: re.Match[str]) -> Place:
    """The place of the number, every private number of its line as asterisks."""
    place = source.place_at(match.start(), len(match[0]))
    shown = place.source
    for pattern in (IDENTITY, BANK_CARD, MOBILE):
        shown = pattern.sub(lambda m: "*" * len(m[0]), shown)
    return Place(place.path, place.line, place.column, place.width, shown)
