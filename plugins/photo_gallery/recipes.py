"""How a photo becomes web versions: two formats, and the token that says with which recipe they were made.

AVIF at quality 60 and speed 9, JPEG at quality 80 with optimised tables: measured at equal likeness, AVIF takes
two thirds of the JPEG's bytes; slower speeds cost nine times the time for a twelfth of the bytes. WebP would be
a third copy that no browser needs.
"""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version

from ..documents.photo_addresses import WIDTHS

EDITION = 1
"""Raised when the steps between the photo and its versions change (resampling, colour, orientation)."""
DRAFT_MARGIN = 1.25
"""A JPEG is decoded at a fraction of its size, but never below this much of what we need: less shows."""
ANIMATION_PIXELS = 60_000_000
"""How many pixels all frames of an animation may have together; beyond, only its first frame is shown."""


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


def token() -> str:
    """Sixteen hex digits that change whenever the same photo might give other bytes."""
    text = repr((EDITION, DRAFT_MARGIN, ANIMATION_PIXELS, WIDTHS, RECIPES, version("pillow")))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
