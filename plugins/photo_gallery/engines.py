"""The small interface behind which photos are made: bytes and an order in, finished files out.

Pillow is what everybody has and what all rules are written for. With ``pyvips`` (the extra ``vips``) the plain photos of
cameras go through libvips, and everything odd still through Pillow: faster where there is no ``cykooz-resizer``.
"""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, Protocol

from .recipes import Recipe

if TYPE_CHECKING:
    from ..documents.photo_marks import Region

Note = Literal["cmyk", "stilled", "gain map", "several"]
"""What a person should know of a photo that was made: guessed inks, an animation cut to its first frame, an HDR gain
map that was left out, further pictures in the file that were left out."""
Choice = Literal["auto", "pillow", "vips"]
CHOICES: tuple[Choice, ...] = ("auto", "pillow", "vips")


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of one photo: widths (ascending, none above its own), formats, regions to cover."""

    widths: tuple[int, ...]
    recipes: tuple[Recipe, ...]
    blur: tuple["Region", ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One finished file."""

    width: int
    recipe: Recipe
    data: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """All that was ordered, the colour that holds the photo's place, and what a person should know."""

    versions: tuple[Version, ...]
    tone: str
    notes: tuple[Note, ...]


class Engine(Protocol):
    """Whoever turns photos into web versions."""

    @property
    def name(self) -> Choice:
        """What :func:`engine` calls it."""

    @property
    def edition(self) -> str:
        """The engine and its libraries with their versions: others may give other bytes."""

    def make(self, data: bytes, order: Order) -> Made:
        """The photo as ordered; raises PhotoError when it cannot be decoded to its end.

        Called from several threads at once.
        """


def engine(choice: Choice) -> Engine:
    """The engine of that name; ``auto`` is the fastest that is installed. ImportError says that ``vips`` is not."""
    from .pillow_engine import PillowEngine  # noqa: PLC0415 - loads nothing heavy, but knows this module

    if choice == "pillow" or (choice == "auto" and find_spec("cykooz_resizer")):
        return PillowEngine()
    try:
        from .vips_engine import VipsEngine  # noqa: PLC0415 - an extra

        return VipsEngine(PillowEngine())
    except (ImportError, OSError):  # not installed; or installed without its library
        if choice == "vips":
            raise
        return PillowEngine()
