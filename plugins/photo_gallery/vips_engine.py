"""Photos by libvips (the extra ``vips``): the plain JPEGs of cameras, which are nearly all photos there are.

Anything odd goes to the engine that knows it: other formats, animations, CMYK, regions to cover, several pictures in
a file. So a photo means the same with and without the extra; only the rounding of the pixels differs.
"""

from math import ceil
from typing import TYPE_CHECKING

import pyvips

from ..documents.photo_headers import SIDEWAYS, Header
from .engines import Choice, Engine, Made, Order, Version
from .holes import refuse_hole
from .opening import opened
from .pillow_engine import encoded
from .pixels import Picture, damaged, left_out
from .recipes import AVIF, DRAFT_MARGIN, Recipe
from .tones import tone_of

if TYPE_CHECKING:
    from PIL.Image import Image

PLAIN = frozenset({"RGB", "L"})
KERNEL = "lanczos3"
"""libvips shrinks so fast that the best kernel costs next to nothing."""


class VipsEngine:
    """libvips for what it does faster, ``other`` for the rest."""

    name: Choice = "vips"

    def __init__(self, other: Engine) -> None:
        """Keep nothing between photos: each is seen once."""
        self._other = other
        pyvips.cache_set_max(0)
        pyvips.concurrency_set(1)  # one photo a thread: libvips' own threads would only wait for ours

    @property
    def edition(self) -> str:
        """Both engines: which one a photo goes to depends on the photo."""
        from importlib.metadata import version  # noqa: PLC0415 - decoders do without

        library = ".".join(str(pyvips.version(part)) for part in range(3))
        return f"pyvips {version('pyvips')} libvips {library}, {self._other.edition}"

    def make(self, data: bytes, order: Order) -> Made:
        """The photo as ordered."""
        image, header = opened(data)
        with image:
            plain = image.format in {"JPEG", "MPO"} and image.mode in PLAIN and not order.blur
            notes = left_out(image, data)
        if not plain:
            return self._other.make(data, order)
        try:
            return Made(*_versions(data, order, header), notes)
        except pyvips.Error as fault:
            raise damaged(fault) from None


def _versions(data: bytes, order: Order, header: Header) -> tuple[tuple[Version, ...], str]:
    """Every width and format, widest first, and the colour that holds the place."""
    size = header.upright
    current = _decoded(data, order.widths[-1], header)
    versions = []
    for width in reversed(order.widths):
        if width != current.width:
            height = max(1, round(size[1] * width / size[0]))
            current = current.resize(width / current.width, vscale=height / current.height, kernel=KERNEL)
            current = current.copy_memory()
        versions += [Version(width, recipe, _encoded(current, recipe)) for recipe in order.recipes]
    pixels = _pixels(current)
    refuse_hole(data, pixels)
    return tuple(versions), tone_of(pixels)


def _decoded(data: bytes, width: int, header: Header) -> "pyvips.Image":
    """The photo at ``width``, upright, in sRGB, in memory; decoded at a fraction, but with a margin.

    Turned when it is small: a photo that lies would have to be decoded whole before its first row is known.
    """
    across, down = header.upright
    height = max(1, round(down * width / across))
    shrink = next((part for part in (8, 4, 2) if across / part >= ceil(width * DRAFT_MARGIN)), 1)
    image = pyvips.Image.jpegload_buffer(data, shrink=shrink, access="sequential", fail_on="truncated")
    wide, high = (height, width) if header.orientation in SIDEWAYS else (width, height)
    image = image.resize(wide / image.width, vscale=high / image.height, kernel=KERNEL).copy_memory()
    image.set_type(pyvips.GValue.gint_type, "orientation", header.orientation)  # libvips does not look into XMP
    image = image.autorot()
    if image.get_typeof("icc-profile-data"):
        image = image.icc_transform("srgb", embedded=True, intent="relative", black_point_compensation=True)
    return image.colourspace("srgb").copy_memory()


def _pixels(image: "pyvips.Image") -> "Image":
    """A picture in libvips' memory as one of Pillow's."""
    from PIL import Image as Pillow  # noqa: PLC0415

    return Pillow.frombytes("RGB", (image.width, image.height), image.write_to_memory())


def _encoded(image: "pyvips.Image", recipe: Recipe) -> bytes:
    """One format; AVIF by Pillow, which takes the same encoder's settings by name and less memory."""
    if recipe.suffix == AVIF.suffix:
        return encoded(Picture(image.width, (_pixels(image),)), recipe)
    options = dict(recipe.options)
    return bytes(image.jpegsave_buffer(Q=options["quality"], optimize_coding=bool(options["optimize"]), keep="none"))
