"""How a photo becomes web versions: two formats, and the token that says with which recipe they were made.

AVIF at quality 60 and speed 9, JPEG at quality 80 with optimised tables: measured at equal likeness, AVIF takes
two thirds of the JPEG's bytes; slower speeds cost nine times the time for a twelfth of the bytes. WebP would be
a third copy that no browser needs.
"""

import hashlib
from dataclasses import dataclass

from ..documents.photo_addresses import WIDTHS

EDITION = 2
"""Raised when the steps between the photo and its versions change (resampling, colour, orientation)."""
DRAFT_MARGIN = 1.25
"""A JPEG is decoded at a fraction of its size, but never below this much of what we need: less shows."""
ANIMATION_PIXELS = 40_000_000
"""How many pixels all frames of an animation may have together as published; beyond, only its first frame is shown."""
ANIMATION_SOURCE = 240_000_000
"""The same for the frames as they come, which all must be decoded."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One format: the file's ending, Pillow's name for it, its media type, and what its encoder is told."""

    suffix: str
    format: str
    media_type: str
    options: tuple[tuple[str, int | bool | bytes], ...]


AVIF = Recipe("avif", "AVIF", "image/avif", (("quality", 60), ("speed", 9), ("max_threads", 1)))
JPEG = Recipe("jpg", "JPEG", "image/jpeg", (("quality", 80), ("optimize", True), ("comment", b"")))
RECIPES = (AVIF, JPEG)


def token(recipe: Recipe, edition: str) -> str:
    """Sixteen hex digits that change whenever the same photo might give other bytes by this recipe.

    ``edition`` is the engine with its libraries' versions. The other recipes take no part: a new quality of one
    format redoes that format.
    """
    text = repr((EDITION, DRAFT_MARGIN, ANIMATION_PIXELS, ANIMATION_SOURCE, WIDTHS, recipe, edition))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
