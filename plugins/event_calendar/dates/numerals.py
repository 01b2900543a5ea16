"""Numbers as Chinese text writes them; text of any width with one character for each of the source's."""

import re
import unicodedata

DIGITS = {
    character: value
    for value, characters in enumerate(("〇零○ＯOo0", *"一二三四五六七八九"))
    for character in characters
}
DIGITS["两"] = 2
TENS = {"廿": 20, "卅": 30}
ODD = re.compile(r"[！-～⼀-⿕]|(?![0-9])\d")
"""What :func:`narrowed` changes: full-width marks, digits of other scripts, and the radicals that PDF text writes for 月."""


def narrowed(text: str) -> str:
    """``text`` with narrow digits and marks, character for character, so that offsets stay right.

    >>> narrowed("８月２８日 14：30"), narrowed("8⽉28⽇")
    ('8月28日 14:30', '8月28日')
    """
    return text if text.isascii() else ODD.sub(lambda match: _narrow(match[0]), text)


def _narrow(character: str) -> str:
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    if character.isdigit():
        return str(unicodedata.digit(character))
    return unicodedata.normalize("NFKC", character)


def number(text: str) -> int | None:
    """The number that ``text`` writes below one hundred, or digit by digit; None when it writes none.

    >>> [number(text) for text in ("28", "二十八", "廿三", "十", "二〇二四", "初五", "十十")]
    [28, 28, 23, 10, 2024, 5, None]
    """
    text = text.removeprefix("初")
    if text.isascii() and text.isdigit():
        return int(text)
    if text[:1] in TENS and len(text) <= 2:  # noqa: PLR2004 - 廿 or 廿三
        ones = DIGITS.get(text[1:], 0 if len(text) == 1 else None)
        return None if ones is None else TENS[text[0]] + ones
    if "十" in text:
        left, _, right = text.partition("十")
        tens = DIGITS.get(left) if left else 1
        ones = DIGITS.get(right) if right else 0
        return None if tens is None or ones is None else tens * 10 + ones
    values = [DIGITS.get(character) for character in text]
    if not values or None in values:
        return None
    return int("".join(map(str, values)))
