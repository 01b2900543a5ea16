"""How a photo becomes web versions: two formats, and the token that says with which recipe they were made.

AVIF at quality 62 and speed 9, JPEG at quality 80 with optimised tables: measured at equal likeness, AVIF takes
two thirds of the JPEG's bytes; slower speeds cost nine times the time for a twelfth of the bytes. Without trellis
quantisation 62 is what 60 was with it, in bytes and in likeness, for a sixth less time. WebP would be
a third copy that no browser needs.
"""

import hashlib
from dataclasses import dataclass

EDITION = 4
"""Raised when the steps between the photo and its versions change (resampling, colour, orientation)."""
DRAFT_MARGIN = 1.25
"""A JPEG is decoded at a fraction of its size, but never below this much of what we need: less shows."""
ANIMATION_PIXELS = 40_000_000
"""How many pixels all frames of an animation may have together as published; beyond, only its first frame is shown."""
ANIMATION_SOURCE = 240_000_000
"""The same for the frames as they come, which all must be decoded."""


Option = int | bool | bytes | tuple[tuple[str, str], ...]
FAST = ("advanced", (("disable-trellis-quant", "1"),))
"""What Pillow hands on to the encoder aom by name."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One format: the file's ending, Pillow's name for it, its media type, and what its encoder is told."""

    suffix: str
    format: str
    media_type: str
    options: tuple[tuple[str, Option], ...]


AVIF = Recipe("avif", "AVIF", "image/avif", (("quality", 62), ("speed", 9), ("max_threads", 1), FAST))
JPEG = Recipe("jpg", "JPEG", "image/jpeg", (("quality", 80), ("optimize", True), ("comment", b"")))
RECIPES = (AVIF, JPEG)


def token(recipe: Recipe, edition: str) -> str:
    """Sixteen hex digits that change whenever the same photo might give other bytes by this recipe.

    ``edition`` is the engine with its libraries' versions. The other recipes take no part: a new quality of one
    format redoes that format.
    """
    from ..documents.photo_addresses import WIDTHS  # noqa: PLC0415 - brings all models, which decoders do without

    text = repr((EDITION, DRAFT_MARGIN, ANIMATION_PIXELS, ANIMATION_SOURCE, WIDTHS, recipe, edition))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
