"""Covering what nobody may recognise, so that no software brings it back.

A blur or a mosaic keeps averages of what it hides, and number plates and faces have been read back from averages. So
a region is painted with the colours around it: what stood there takes no part in the result.
"""

from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from ..documents.photo_marks import Region

MARGIN = 3
"""Pixels around a region that are covered as well: shrinking has mixed the region's edge into them."""
PATCH = 8
GREY = (128, 128, 128)
Box = tuple[int, int, int, int]


def veiled(picture: "Image", regions: tuple["Region", ...]) -> "Image":
    """The picture (upright, at its published size) with every region covered; the same picture when there are none."""
    if not regions:
        return picture
    covered = picture.convert("RGB")
    boxes = [_box(region, covered.size) for region in regions]
    for box in boxes:  # all of them first: what is painted over one must not be taken from within another
        covered.paste(GREY, box)
    for box in boxes:
        covered.paste(_patch(covered, box), box)
    return covered


def _box(region: "Region", size: tuple[int, int]) -> Box:
    left, top, across, down = region
    width, height = size
    return (
        max(0, floor(left * width) - MARGIN),
        max(0, floor(top * height) - MARGIN),
        min(width, ceil((left + across) * width) + MARGIN),
        min(height, ceil((top + down) * height) + MARGIN),
    )


def _patch(picture: "Image", box: Box) -> "Image":
    """A smooth cover between the colours that stand just outside the four corners."""
    from PIL import Image  # noqa: PLC0415
    from PIL.Image import Resampling  # noqa: PLC0415

    left, top, right, bottom = box
    places = ((left - PATCH, top - PATCH), (right, top - PATCH), (left - PATCH, bottom), (right, bottom))
    found = [_mean_at(picture, across, down) for across, down in places]
    seen = [colour for colour in found if colour] or [GREY]
    mean = tuple(sum(channel) // len(seen) for channel in zip(*seen, strict=True))
    corners = Image.new("RGB", (2, 2))
    corners.putdata([colour or mean for colour in found])
    return corners.resize((right - left, bottom - top), Resampling.BILINEAR)


def _mean_at(picture: "Image", across: int, down: int) -> tuple[int, ...] | None:
    """The mean colour of the small square that touches the box at a corner from outside.

    Where the box reaches the photo's edge, the square moves along the other side; where it reaches two, there is
    nothing outside to take a colour from.
    """
    from PIL.Image import Resampling  # noqa: PLC0415

    inside_x = min(max(0, across), picture.width - PATCH)
    inside_y = min(max(0, down), picture.height - PATCH)
    if (inside_x != across and inside_y != down) or min(inside_x, inside_y) < 0:
        return None
    square = picture.crop((inside_x, inside_y, inside_x + PATCH, inside_y + PATCH))
    found = square.resize((1, 1), Resampling.BOX).getpixel((0, 0))
    return found if isinstance(found, tuple) else None
