"""From a photo's bytes to small upright sRGB pictures: the part of the work that needs care.

The order matters for speed: decode at a fraction (JPEG only), shrink, then turn, flatten and convert what is small.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Literal

from ..documents.photo_files import SIDEWAYS, PhotoError, opened, orientation_of
from .recipes import ANIMATION_PIXELS, DRAFT_MARGIN

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

Note = Literal["cmyk", "stilled"]
SHORTEST_FRAME = 20
"""Milliseconds; browsers play anything faster as slow motion of their own choosing."""
ANIMATED = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
WHOLE = frozenset({"RGB", "RGBA", "L", "CMYK"})
"""Modes that can be shrunk as they are; palettes, bits and 16-bit greys cannot."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One width of a photo: its frames (one, unless it moves) and how long each is shown."""

    width: int
    frames: tuple["Image", ...]
    durations: tuple[int, ...] = ()


def pictures(data: bytes, widths: tuple[int, ...]) -> tuple[tuple[Picture, ...], tuple[Note, ...]]:
    """The photo in each of ``widths`` (ascending), widest first, and what a person should know about the result.

    Raises PhotoError when the photo cannot be decoded to its end.
    """
    with opened(data) as image:
        try:
            return _pictures(image, widths)
        except PhotoError:
            raise
        except Exception as fault:  # noqa: BLE001 - a hostile body raises anything: OSError, SyntaxError, MemoryError …
            raise damaged(fault) from None


def damaged(fault: Exception) -> PhotoError:
    """The error for a photo that opens and then breaks off."""
    cut = "truncated" in str(fault) or "not processed" in str(fault)
    reason = "不完整，后半部分缺失" if cut else "的内容已损坏，解不出来"
    return PhotoError("unreadable", reason, "多半是复制或下载没有完成；请向作者重新要一份")


def _pictures(image: "ImageFile", widths: tuple[int, ...]) -> tuple[tuple[Picture, ...], tuple[Note, ...]]:
    notes: list[Note] = []
    moving = image.format in ANIMATED and bool(getattr(image, "is_animated", False))
    if moving:
        height = ceil(image.height * widths[-1] / image.width)
        if getattr(image, "n_frames", 1) * widths[-1] * height <= ANIMATION_PIXELS:
            return tuple(_animation(image, width) for width in reversed(widths)), ()
        notes.append("stilled")
        image.seek(0)
    widest, cmyk = _widest(image, widths[-1])
    if cmyk:
        notes.append("cmyk")
    return tuple(_chain(widest, widths)), tuple(notes)


def _widest(image: "ImageFile", width: int) -> tuple["Image", bool]:
    """The photo at ``width``, upright, in sRGB, opaque; and whether its inks had to be guessed."""
    from PIL.Image import Resampling  # noqa: PLC0415

    orientation = orientation_of(image)
    icc = image.info.get("icc_profile")
    size = _scaled(image.size, width, sideways=orientation in SIDEWAYS)
    image.draft(None, (ceil(size[0] * DRAFT_MARGIN), ceil(size[1] * DRAFT_MARGIN)))
    image.load()
    whole = _shrinkable(image)
    small = whole.resize(size, Resampling.BICUBIC) if whole.size != size else whole.copy()
    small = _opaque(_upright(small, orientation))
    guessed = False
    converted = _in_srgb(small, icc) if icc else None
    if converted is None:
        guessed = small.mode == "CMYK"
        converted = small if small.mode in {"RGB", "L"} else small.convert("RGB")
    return converted, guessed


def _chain(widest: "Image", widths: tuple[int, ...]) -> Iterator[Picture]:
    """Each width from the next wider one, which is several times faster than from the whole photo each time."""
    from PIL.Image import Resampling  # noqa: PLC0415

    current = widest
    for width in reversed(widths):
        if width != current.width:
            current = current.resize(_scaled(widest.size, width), Resampling.BICUBIC)
        yield Picture(width, (_bare(current),))


def _animation(image: "ImageFile", width: int) -> Picture:
    from PIL.Image import Resampling  # noqa: PLC0415

    whole = image.size
    size = _scaled(whole, width)
    frames: list[Image] = []
    durations: list[int] = []
    for number in range(int(getattr(image, "n_frames", 1))):
        image.seek(number)
        image.load()
        if image.size != whole:  # a GIF whose later frame claims a larger canvas: a known attack
            raise PhotoError("unreadable", "是动图，画面大小前后不一", "请用看图软件打开后另存")
        frames.append(_bare(_opaque(_shrinkable(image).resize(size, Resampling.BICUBIC)).convert("RGB")))
        durations.append(max(SHORTEST_FRAME, int(image.info.get("duration") or 100)))
    return Picture(width, tuple(frames), tuple(durations))


def _scaled(size: tuple[int, int], width: int, *, sideways: bool = False) -> tuple[int, int]:
    """The size that makes an upright width of ``width``; ``sideways`` photos are turned later."""
    across, along = (size[1], size[0]) if sideways else size
    height = max(1, round(along * width / across))
    return (height, width) if sideways else (width, height)


def _shrinkable(image: "Image") -> "Image":
    if image.mode.startswith("I"):  # 16-bit grey: Pillow's own conversion clips instead of scaling
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data and image.mode != "RGBA":
        return image.convert("RGBA")
    return image if image.mode in WHOLE else image.convert("L" if image.mode == "1" else "RGB")


def _upright(image: "Image", orientation: int) -> "Image":
    from PIL.Image import Transpose  # noqa: PLC0415

    turn = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)
    return image if turn is None else image.transpose(turn)


def _opaque(image: "Image") -> "Image":
    """The picture on white, the paper it was made for: dark letters on a clear ground vanish in dark mode."""
    from PIL import Image as Pillow  # noqa: PLC0415

    if image.mode != "RGBA":
        return image
    paper = Pillow.new("RGBA", image.size, (255, 255, 255, 255))
    paper.alpha_composite(image)
    return paper.convert("RGB")


def _in_srgb(image: "Image", icc: bytes) -> "Image | None":
    """The picture in sRGB by its embedded profile; nothing when the profile is broken or of another colour space."""
    from PIL import ImageCms  # noqa: PLC0415

    try:
        profile = ImageCms.getOpenProfile(BytesIO(icc))
        space = profile.profile.xcolor_space.strip()
        if space != {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}[image.mode]:
            return None
        if space == "GRAY" or (profile.profile.profile_description or "").startswith("sRGB"):
            return image
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(
            image,
            profile,
            target,
            outputMode="RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _bare(image: "Image") -> "Image":
    """The same pixels with nothing attached: encoders copy what they find (comments, profiles, EXIF)."""
    image.info.clear()
    return image
