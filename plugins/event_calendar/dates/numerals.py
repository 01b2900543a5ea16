"""Numbers as Chinese text writes them; text of any width with one character for each of the source's."""

import unicodedata

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
TENS = {"廿": 20, "卅": 30}


def narrowed(text: str) -> str:
    """``text`` with narrow digits and marks, character for character, so that offsets stay right.

    >>> narrowed("８月２８日 14：30")
    '8月28日 14:30'
    """
    return text if text.isascii() else "".join(_narrow(character) for character in text)


def _narrow(character: str) -> str:
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    if character.isdigit() and not character.isascii():
        value = unicodedata.digit(character, -1)
        # ② or ³ are no digits of a date
        return str(value) if unicodedata.category(character) == "Nd" and value >= 0 else character
    return character


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
