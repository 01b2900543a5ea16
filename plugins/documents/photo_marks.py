"""What an editor marks on a photo: the point that must stay in view, the regions that nobody may recognise.

Both are typed in fractions of the upright photo (``[0.4, 0.3]``), in per cent (``[40%, 30%]``), or in its pixels
(``[1600, 900]``: as soon as one number is above 1), and are fractions from then on, so that they fit every size.
"""

import re
from typing import Annotated

from pydantic import BeforeValidator

from .mistakes import wrong

Point = tuple[float, float]
"""From the left and from the top."""
Region = tuple[float, float, float, float]
"""Left, top, width, height."""
DIGITS = 6
"""Decimals that are kept: a millionth is less than a pixel."""
NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,9})?%?")
BETWEEN = re.compile(r"[\s,，、x×]+")
FOCUS_CURE = "写 [横, 竖]，从左上角量起，例如 focus: [0.5, 0.3]，或用像素 [800, 400]"
BLUR_CURE = "每块写 [左, 上, 宽, 高]，例如 blur: [[0.1, 0.2, 0.15, 0.2]]，或用像素 [[120, 80, 200, 160]]"
MOST_REGIONS = 200


def point_of(value: object) -> Point | None:
    """A point from two numbers or a text with both; PydanticCustomError in Chinese otherwise.

    >>> point_of("40%, 30%"), point_of(["0.4", 0.3])
    ((0.4, 0.3), (0.4, 0.3))
    """
    if value is None or value == []:
        return None
    across, down = _numbers(value, 2, "focus", FOCUS_CURE)
    return across, down


def regions_of(value: object) -> tuple[Region, ...]:
    """Regions from a list of four numbers each, from one such list, or from texts.

    >>> regions_of([["0.1", "0.2", "0.3", "0.1"]]) == regions_of("0.1 0.2 0.3 0.1") == ((0.1, 0.2, 0.3, 0.1),)
    True
    """
    if value is None:
        return ()
    if isinstance(value, str) or (isinstance(value, (list, tuple)) and value and not _nested(value)):
        value = [value]
    if not isinstance(value, (list, tuple)):
        raise wrong("region", "“blur”应该是一列区域", BLUR_CURE)
    if len(value) > MOST_REGIONS:
        raise wrong("region", f"“blur”的区域太多（最多 {MOST_REGIONS} 块）", "连在一起的请合成一块")
    return tuple(_region(one) for one in value)


def point_within(point: Point | None, width: int, height: int) -> Point | None:
    """A typed point as fractions of a photo of that size; ValueError when it lies outside.

    >>> point_within((1000, 300), 4000, 3000), point_within((1, 0.5), 4000, 3000)
    ((0.25, 0.1), (1, 0.5))
    """
    if point is None:
        return None
    across, down = point if max(point) <= 1 else (point[0] / width, point[1] / height)
    if max(across, down) > 1:
        raise ValueError("focus 的位置在照片之外")
    return round(across, DIGITS), round(down, DIGITS)


def regions_within(regions: tuple[Region, ...], width: int, height: int) -> tuple[Region, ...]:
    """Typed regions as fractions of a photo of that size, in order; what hangs over the edge is cut off there.

    Raises ValueError for a region that lies outside altogether: it was meant for another photo.

    >>> regions_within(((3000, 0, 2000, 1500),), 4000, 3000)
    ((0.75, 0.0, 0.25, 0.5),)
    """
    return tuple(sorted({_within(region, width, height) for region in regions}))


def _within(region: Region, width: int, height: int) -> Region:
    left, top, across, down = region
    if max(region) > 1:
        left, top, across, down = left / width, top / height, across / width, down / height
    if left >= 1 or top >= 1:
        raise ValueError("blur 的区域在照片之外")
    return (
        round(left, DIGITS),
        round(top, DIGITS),
        round(min(across, 1 - left), DIGITS),
        round(min(down, 1 - top), DIGITS),
    )


def _region(value: object) -> Region:
    left, top, across, down = _numbers(value, 4, "blur", BLUR_CURE)
    if across <= 0 or down <= 0:
        raise wrong("region", "“blur”的区域没有宽或没有高", BLUR_CURE)
    return left, top, across, down


def _numbers(value: object, count: int, key: str, cure: str) -> tuple[float, ...]:
    parts = BETWEEN.split(value.strip("[]（）() \t")) if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)) or len(parts) != count:
        raise wrong("region", f"“{key}”应该是 {count} 个数", cure)
    words = [str(part).strip() for part in parts]
    if not all(NUMBER.fullmatch(word) for word in words):
        raise wrong("region", f"“{key}”里有的不是数，或是负数：“{'，'.join(words)[:40]}”", cure)
    if any(word.endswith("%") for word in words):
        if not all(word.endswith("%") or float(word) == 0 for word in words):
            raise wrong("region", f"“{key}”里百分数和别的数混用", cure)
        found = tuple(float(word.rstrip("%")) / 100 for word in words)
        if max(found) > 1:
            raise wrong("region", f"“{key}”里的百分数超过 100%", cure)
        return found
    return tuple(float(word) for word in words)


def _nested(value: list[object] | tuple[object, ...]) -> bool:
    first = value[0]
    return isinstance(first, (list, tuple)) or (isinstance(first, str) and len(BETWEEN.split(first.strip())) > 1)


FocusPoint = Annotated[Point | None, BeforeValidator(point_of)]
BlurRegions = Annotated[tuple[Region, ...], BeforeValidator(regions_of)]
