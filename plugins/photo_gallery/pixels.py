"""From a photo's bytes to small upright sRGB pictures: the part of the work that needs care.

The order matters for speed: decode at a fraction (JPEG only), shrink, then turn, flatten and convert what is small.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from ..documents.photo_files import CURE_LARGE, PhotoError
from ..documents.photo_headers import HEIF, SIDEWAYS
from .engines import Note, Order
from .opening import opened
from .recipes import ANIMATION_PIXELS, ANIMATION_SOURCE, DRAFT_MARGIN
from .resampling import LARGE, shrunk
from .veil import veiled

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

    from ..documents.photo_headers import Header
    from ..documents.photo_marks import Region

SHORTEST_FRAME = 20
"""Milliseconds; browsers play anything faster as slow motion of their own choosing."""
ANIMATED = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
WHOLE = frozenset({"RGB", "RGBA", "L", "CMYK"})
"""Modes that can be shrunk as they are; palettes, bits and 16-bit greys cannot."""
GAIN_MAPS = (b"hdrgm", b"hdrgainmap", b"HDRGainMap")
"""How XMP names the second picture with which phones make bright places brighter on an HDR screen."""
MOST_FRAMES = 5000
STRIP = 256
"""Rows of the reduced picture that are made at a time."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One width of a photo: its frames (one, unless it moves) and how long each is shown."""

    width: int
    frames: tuple["Image", ...]
    durations: tuple[int, ...] = ()


def pictures(
    data: bytes, widths: tuple[int, ...], blur: tuple["Region", ...] = ()
) -> tuple[tuple[Picture, ...], tuple[Note, ...]]:
    """The photo in each of ``widths`` (ascending), widest first, and what a person should know about the result.

    Regions to ``blur`` are covered in the widest picture, from which all others are made. Raises PhotoError when the
    photo cannot be decoded to its end.
    """
    image, header = opened(data)
    with image:
        try:
            return _pictures(image, header, data, Order(widths, (), blur))
        except PhotoError:
            raise
        except Exception as fault:  # noqa: BLE001 - a hostile body raises anything: OSError, SyntaxError, MemoryError …
            raise damaged(fault) from None


def too_much_memory() -> PhotoError:
    """The error for a photo that takes more memory than a photo may."""
    return PhotoError("unreadable", "展开后要占的内存超过限度，处理已经中止", CURE_LARGE)


def damaged(fault: Exception) -> PhotoError:
    """The error for a photo that opens and then breaks off."""
    if isinstance(fault, MemoryError):
        return too_much_memory()
    cut = "truncated" in str(fault) or "not processed" in str(fault)
    reason = "不完整，后半部分缺失" if cut else "的内容已损坏，解不出来"
    return PhotoError("unreadable", reason, "多半是复制或下载没有完成；请向作者重新要一份")


def _pictures(
    image: "ImageFile", header: "Header", data: bytes, order: Order
) -> tuple[tuple[Picture, ...], tuple[Note, ...]]:
    notes: list[Note] = []
    if image.format in ANIMATED and bool(getattr(image, "is_animated", False)):
        if _fewest_frames(data) <= MOST_FRAMES and _is_bearable(image, order.widths[-1]):
            return _animation(image, order.widths, order.blur), ()
        notes.append("stilled")
        image.seek(0)
    notes += left_out(image, data)
    widest, cmyk = _widest(image, header.orientation, order.widths[-1])
    if cmyk:
        notes.append("cmyk")
    return tuple(_chain(veiled(widest, order.blur), order.widths, header.upright)), tuple(notes)


def left_out(image: "ImageFile", data: bytes) -> tuple[Note, ...]:
    """What else the file of a photo holds beside its first picture: phones append a gain map, 3D cameras a second eye."""
    if image.format == HEIF:  # its gain map is an auxiliary picture, and no frame
        return ("several",) if int(getattr(image, "n_frames", 1)) > 1 else ()
    if b"MPF\0" in data and any(mark in data for mark in GAIN_MAPS):  # Pillow calls some of these MPO and others JPEG
        return ("gain map",)
    return ("several",) if image.format == "MPO" else ()


def _fewest_frames(data: bytes) -> int:
    """How many frames a GIF has at least, without the seconds that Pillow takes to count millions of them.

    A block's end followed by the mark of an image; by chance the two bytes come once in 65,536.
    """
    return data.count(b"\0,") - len(data) // 16_384 if data.startswith(b"GIF8") else 0


def _is_bearable(image: "ImageFile", width: int) -> bool:
    """Whether all frames together are few enough pixels, both as they come and as they are published."""
    count = int(getattr(image, "n_frames", 1))
    published = count * width * ceil(image.height * width / image.width)
    return published <= ANIMATION_PIXELS and count * image.width * image.height <= ANIMATION_SOURCE


def _widest(image: "ImageFile", orientation: int, width: int) -> tuple["Image", bool]:
    """The photo at ``width``, upright, in sRGB, opaque; and whether its inks had to be guessed."""
    icc = image.info.get("icc_profile")
    size = _scaled(image.size, width, sideways=orientation in SIDEWAYS)
    image.draft(None, (ceil(size[0] * DRAFT_MARGIN), ceil(size[1] * DRAFT_MARGIN)))
    image.load()
    whole = _halved(image, size)
    small = _opaque(_upright(shrunk(whole, size), orientation))
    guessed = False
    converted = _in_srgb(small, icc) if icc else None
    if converted is None:
        guessed = small.mode == "CMYK"
        converted = small if small.mode in {"RGB", "L"} else small.convert("RGB")
    return converted, guessed


def _halved(image: "Image", size: tuple[int, int]) -> "Image":
    """The decoded photo in a mode that can be shrunk; a very large one already reduced by a whole factor.

    Strip by strip: converting 60 million pixels at once would take half a gigabyte.
    """
    from PIL import Image as Pillow  # noqa: PLC0415

    factor = int(min(image.width / size[0], image.height / size[1]) / DRAFT_MARGIN)
    if factor < 2 or image.width * image.height < LARGE:  # noqa: PLR2004 - the smallest whole factor
        return _shrinkable(image)
    step = STRIP * factor
    strips = [
        _shrinkable(image.crop((0, top, image.width, min(top + step, image.height)))).reduce(factor)
        for top in range(0, image.height, step)
    ]
    whole = Pillow.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        whole.paste(strip, (0, top))
        top += strip.height
    return whole


def _chain(widest: "Image", widths: tuple[int, ...], whole: tuple[int, int]) -> Iterator[Picture]:
    """Each width of a photo that is ``whole`` pixels large, from the next wider one: several times faster than from the photo."""
    current = widest
    for width in reversed(widths):
        if width != current.width:
            current = shrunk(current, _scaled(whole, width))
        yield Picture(width, (_bare(current),))


def _animation(image: "ImageFile", widths: tuple[int, ...], blur: tuple["Region", ...]) -> tuple[Picture, ...]:
    """Every frame in every width; each frame is decoded once."""
    whole = image.size
    by_width: dict[int, list[Image]] = {width: [] for width in reversed(widths)}
    durations: list[int] = []
    for number in range(int(getattr(image, "n_frames", 1))):
        image.seek(number)
        image.load()
        if image.size != whole:  # a GIF whose later frame claims a larger canvas: a known attack
            raise PhotoError("unreadable", "是动图，画面大小前后不一", "请用看图软件打开后另存")
        for picture in _chain(veiled(_still(image, widths[-1]), blur), widths, whole):
            by_width[picture.width] += picture.frames
        durations.append(max(SHORTEST_FRAME, int(image.info.get("duration") or 100)))
    return tuple(Picture(width, tuple(frames), tuple(durations)) for width, frames in by_width.items())


def _still(image: "Image", width: int) -> "Image":
    """One frame at ``width``, opaque."""
    return _opaque(shrunk(_shrinkable(image), _scaled(image.size, width))).convert("RGB")


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
