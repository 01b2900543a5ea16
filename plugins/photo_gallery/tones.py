"""The colour that holds a photo's place until it arrives, and the style sheet that knows all of them.

A colour is one of 64, so the style sheet never changes with the photos: a new photo must not give every page of the
site another style sheet. Inline styles would be refused by the site's content security policy.
"""

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LEVELS = ((0x22, "2"), (0x66, "6"), (0xAA, "a"), (0xEE, "e"))
"""What each channel may be, and the digit that stands for it in CSS."""
STEP = 5
"""Per cent between two focus points that are told apart."""
SAMPLE = 24
COLOURS = 6
WHOLE = 100


def tone_of(picture: "Image") -> str:
    """The colour that most of a picture has, as three digits of CSS; not the mean, which is grey for most photos."""
    from PIL.Image import Quantize, Resampling  # noqa: PLC0415

    small = picture.convert("RGB").resize((SAMPLE, SAMPLE), Resampling.BOX)
    reduced = small.quantize(COLOURS, Quantize.MEDIANCUT)
    counted = reduced.getcolors() or []
    _, index = max((count, -int(entry)) for count, entry in counted)  # type: ignore[arg-type]  # a palette's entries are numbers
    palette = reduced.getpalette() or [0, 0, 0]
    return "".join(_digit(channel) for channel in palette[-index * 3 : -index * 3 + 3])


def class_of_focus(focus: tuple[float, float] | None) -> str:
    """The classes that keep a point in view where a photo is cropped; without one the theme's own rule holds.

    >>> class_of_focus((0.33, 0.1))
    'fx-35 fy-10'
    """
    if focus is None:
        return ""
    across, down = (round(part * WHOLE / STEP) * STEP for part in focus)
    return f"fx-{across} fy-{down}"


def stylesheet() -> str:
    """All colours and all focus points; ``object-position`` reads the two custom properties.

    >>> ".tone-2ae{background-color:#2ae}" in stylesheet(), ".fx-35{--fx:35%}" in stylesheet()
    (True, True)
    """
    names = ("".join(digits) for digits in product(*(tuple(digit for _, digit in LEVELS),) * 3))
    rules = [f"picture .tone-{name}{{background-color:#{name}}}" for name in names]
    rules += [f".f{axis}-{part}{{--f{axis}:{part}%}}" for axis in "xy" for part in range(0, WHOLE + 1, STEP)]
    rules.append("picture img{object-position:var(--fx,50%) var(--fy,33%)}")
    return "\n".join(rules) + "\n"


def _digit(channel: int) -> str:
    return min(LEVELS, key=lambda level: abs(level[0] - channel))[1]
