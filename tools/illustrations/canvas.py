# ruff: noqa: PLR0913, PLR0917, PLR2004 - a drawing is coordinates: naming each would say less than the picture
"""A drawing surface with base coordinates, twice as fine inside, so that edges come out smooth."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

FINE = 2
Point = tuple[float, float]
Colour = tuple[int, int, int]
Paint = tuple[int, int, int] | tuple[int, int, int, int]

RED: Colour = (190, 38, 43)
DEEP_RED: Colour = (132, 24, 36)
GOLD: Colour = (246, 201, 104)
AMBER: Colour = (226, 142, 62)
CREAM: Colour = (252, 243, 227)
INK: Colour = (24, 30, 52)
NIGHT: Colour = (17, 24, 58)
INDIGO: Colour = (43, 48, 102)
TEAL: Colour = (44, 106, 112)
MIST: Colour = (208, 219, 224)
SKIN: Colour = (232, 186, 150)
STEEL: Colour = (86, 101, 125)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """The colour that is ``share`` of the way from ``a`` to ``b``."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def faint(colour: Colour, alpha: float) -> Paint:
    """The colour with an opacity from 0 to 1."""
    return (*colour, round(alpha * 255))


def dice(seed: int) -> Iterator[float]:
    """Numbers from 0 to 1 without end, the same for a seed on every machine (a 32-bit congruential generator)."""
    state = seed * 2654435761 % 2**32
    while True:
        state = (state * 1664525 + 1013904223) % 2**32
        yield (state >> 8) / 2**24


class Canvas:
    """A picture in the making; all lengths are in pixels of the finished picture."""

    def __init__(self, width: int = 1600, height: int = 1067) -> None:
        """A black picture of that size."""
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * FINE, height * FINE))
        self._draw = ImageDraw.Draw(self.image, "RGBA")

    def sky(self, *stops: tuple[float, Colour], top: float = 0, bottom: float | None = None) -> None:
        """Fills the picture between ``top`` and ``bottom`` with colours from above to below; stops run from 0 to 1."""
        low = self.height if bottom is None else bottom
        first, last = round(top * FINE), round(low * FINE)
        for row in range(first, last):
            share = (row - first) / max(1, last - first - 1)
            self._draw.line([(0, row), (self.width * FINE, row)], fill=_at(stops, share))

    def polygon(self, points: Sequence[Point], paint: Paint) -> None:
        """A filled shape."""
        self._draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=paint)

    def shaded(self, points: Sequence[Point], above: Colour, below: Colour) -> None:
        """A filled shape that turns from one colour to the other on its way down."""
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon([(x * FINE, y * FINE) for x, y in points], fill=255)
        rows = [y for _, y in points]
        high, low = min(rows), max(rows)
        paint = Canvas(self.width, self.height)
        paint.sky((0, above), (1, below), top=max(0, high), bottom=min(self.height, low + 1))
        self.image.paste(paint.image, mask=mask)

    def rect(self, x: float, y: float, w: float, h: float, paint: Paint, radius: float = 0) -> None:
        """A rectangle, with round corners if asked."""
        box = (x * FINE, y * FINE, (x + w) * FINE - 1, (y + h) * FINE - 1)
        if radius:
            self._draw.rounded_rectangle(box, radius * FINE, fill=paint)
        else:
            self._draw.rectangle(box, fill=paint)

    def oval(self, x: float, y: float, rx: float, paint: Paint, ry: float | None = None) -> None:
        """An ellipse around (x, y); a circle when ``ry`` is left out."""
        high = rx if ry is None else ry
        self._draw.ellipse(((x - rx) * FINE, (y - high) * FINE, (x + rx) * FINE, (y + high) * FINE), fill=paint)

    def pie(self, x: float, y: float, r: float, angles: tuple[float, float], paint: Paint) -> None:
        """A slice of a circle between two angles, clockwise from three o'clock."""
        box = ((x - r) * FINE, (y - r) * FINE, (x + r) * FINE, (y + r) * FINE)
        self._draw.pieslice(box, *angles, fill=paint)

    def ring(self, x: float, y: float, r: float, width: float, paint: Paint) -> None:
        """A circle's outline."""
        box = ((x - r) * FINE, (y - r) * FINE, (x + r) * FINE, (y + r) * FINE)
        self._draw.ellipse(box, outline=paint, width=round(width * FINE))

    def line(self, points: Sequence[Point], paint: Paint, width: float = 2) -> None:
        """A line with round joints and ends."""
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self._draw.line(scaled, fill=paint, width=max(1, round(width * FINE)), joint="curve")
        if width > 3 and len(paint) == 3:  # round ends would show twice in a translucent line
            for x, y in (points[0], points[-1]):
                self.oval(x, y, width / 2, paint)

    def glow(self, x: float, y: float, r: float, colour: Colour, alpha: float = 1) -> None:
        """Light that fades out around (x, y)."""
        size = round(2 * r * FINE)
        light = ImageChops.invert(Image.radial_gradient("L")).resize((size, size), Image.Resampling.BICUBIC)
        light = light.point([round((max(0, v - 74) / 181) ** 1.6 * 255 * alpha) for v in range(256)])
        self.image.paste(colour, (round((x - r) * FINE), round((y - r) * FINE)), light)

    def mirror(self, line: float, depth: float, tint: Colour, share: float) -> None:
        """Still water below ``line``: what stands above it upside down, stretched to ``depth`` and tinted."""
        height = round(depth * FINE)
        top = max(0, round((line - depth) * FINE))
        part = self.image.crop((0, top, self.width * FINE, round(line * FINE)))
        part = part.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((self.width * FINE, height))
        part = part.filter(ImageFilter.BoxBlur((1, 14 * FINE)))
        self.image.paste(Image.blend(part, Image.new("RGB", part.size, tint), share), (0, round(line * FINE)))

    def save(self, path: Path, quality: int = 86) -> None:
        """Writes the finished picture as a JPEG without metadata."""
        path.parent.mkdir(parents=True, exist_ok=True)
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        small.save(path, "JPEG", quality=quality, optimize=True, progressive=True, subsampling="4:2:0")


def _at(stops: Sequence[tuple[float, Colour]], share: float) -> Colour:
    for (low, a), (high, b) in pairwise(stops):
        if share <= high:
            return mix(a, b, (share - low) / (high - low))
    return stops[-1][1]


def ridge(width: float, base: float, height: float, seed: int, floor: float) -> list[Point]:
    """A range of hills from edge to edge, closed at ``floor``."""
    rolls = dice(seed)
    waves = [(next(rolls) * math.tau, 1.6 + i * 1.9 + next(rolls), 1 / (i + 1) ** 1.1) for i in range(5)]
    points: list[Point] = []
    for x in range(-20, round(width) + 21, 10):
        rise = sum(math.sin(phase + x / width * math.pi * pace) * share for phase, pace, share in waves)
        points.append((x, base - height * (0.5 + rise / 3.2)))
    return [*points, (width + 20, floor), (-20, floor)]


def arc_points(x: float, y: float, r: float, start: float, end: float, ry: float | None = None) -> list[Point]:
    """Points along a circle's arc, in degrees clockwise from three o'clock."""
    steps = max(6, round(abs(end - start) / 3))
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [(x + r * math.cos(a), y + (r if ry is None else ry) * math.sin(a)) for a in angles]
