"""Chinese quantities as numbers: “1.15亿元” is 115,000,000 元."""

import re
from dataclasses import dataclass
from decimal import Decimal

SCALES = {"": 1, "千": 10**3, "万": 10**4, "亿": 10**8, "万亿": 10**12}
QUANTITY = re.compile(
    r"(?:累计|总计|超过|超|近|约|达到|达|不少于|不低于|至少)?\s*"
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)\s*(?P<scale>万亿|亿|万|千)?[多余]?\s*"
    r"(?P<unit>[^\d\s、，,；;。至—～~-]{0,6}?)(?:以上|以下|左右|多)?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``digits`` are how the text writes the number."""

    number: float
    unit: str
    digits: str


def quantity_of(text: str) -> Quantity | None:
    """The one quantity that ``text`` is, or nothing where it is none, or two.

    >>> quantity_of("超170家")
    Quantity(number=170.0, unit='家', digits='170')
    >>> quantity_of("1.15亿元").number == 115_000_000
    True
    >>> quantity_of("6000元、5000元"), quantity_of("70%至全额")
    (None, None)
    """
    match = QUANTITY.fullmatch(text.strip())
    if not match:
        return None
    digits = match["number"]
    number = Decimal(re.sub("[,，]", "", digits)) * SCALES[match["scale"] or ""]
    return Quantity(float(number), match["unit"], digits)


def sentence_with(digits: str, text: str) -> str:
    """The first sentence of ``text`` in which the number ``digits`` stands by itself; empty where there is none.

    >>> sentence_with("24", "2024年。共24所高校参与。")
    '共24所高校参与。'
    """
    if not digits:
        return ""
    number = re.compile(rf"(?<![\d.]){re.escape(digits)}(?![\d.])")
    for sentence in re.finditer(r"[^。！？\n]+[。！？]?", text):
        if number.search(sentence[0]):
            return sentence[0].strip()
    return ""
