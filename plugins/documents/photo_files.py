"""Photo files below ``content/``: which file an article means, whether it is a photo, how large it is.

Nothing is decoded here: the size comes from the header, the orientation from EXIF, the identity from SHA-256.
Pillow is imported only when a file must be looked at, so that a build in which no photo changed never loads it.
"""

import hashlib
import os
import stat
import sys
import unicodedata
import warnings
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from ..diagnostics import nearest

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

FORMATS = {"JPEG": "Jpeg", "PNG": "Png", "WEBP": "WebP", "AVIF": "Avif", "GIF": "Gif"}
"""What may stand in an article, by content and not by the file's ending, and what Pillow's module for it is called; no
other decoder is ever tried."""
HEIF = "HEIF"
"""Phones' own format; only where the extra ``heif`` is installed (``pi-heif``, a decoder and nothing else)."""
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".heic", ".heif"})
MAX_PIXELS = 60_000_000
MOST_PIXELS = {"WEBP": 24_000_000, "GIF": 24_000_000, "AVIF": 40_000_000}
"""Less for formats whose decoders hold the whole photo several times over: half a gigabyte is the most that we spend."""
MOST_SCANNED = 3_000_000_000
"""Pixels times scans of a progressive JPEG: ten scans are usual, and five hundred keep a processor busy for minutes."""
MAX_BYTES = 100_000_000
LONGEST_PATH, LONGEST_NAME = 500, 255
"""In characters and in bytes; what is longer, file systems refuse with errors instead of answers."""
NAMES_SHOWN = 5
UPRIGHT = 1
ORIENTATIONS = range(1, 9)
SIDEWAYS = frozenset({5, 6, 7, 8})
"""The EXIF orientations that exchange width and height."""
SIGNATURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)
OTHER_FORMATS = (
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "PSD（Photoshop 文件）"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG 或 XML"),
    (b"PK\x03\x04", "压缩包或 Office 文件"),
    (b"<!DOCTYPE", "网页"),
    (b"<html", "网页"),
    (b"version https://git-lfs", "Git LFS 的指针，照片本身没有取下来"),
)
HOW_TO_OPEN = os.O_RDONLY
for _flag in (
    "O_NOFOLLOW",
    "O_NONBLOCK",
    "O_BINARY",
):  # not through links, not waiting for a pipe, no line ends changed
    HOW_TO_OPEN |= getattr(os, _flag, 0)
CASE_COUNTS = sys.platform == "linux"
"""Whether a file that the system finds surely has the name that was asked for, upper and lower case included."""
CURE_FORMAT = "请用看图软件打开它，另存为 JPEG 或 PNG，再放回来"
CURE_HEIC = (
    "请用看图软件打开它，另存为 JPEG；在手机“设置 → 相机 → 格式”里选“兼容性最佳”，以后拍的就是 JPEG；"
    "或请技术人员安装扩展 heif（pi-heif）"
)
CURE_LARGE = "请把长边缩到 4000 像素左右再放"
CURE_BROKEN = "请向作者重新要一份，或用看图软件打开后另存为 JPEG"

_opening = Lock()
"""Python keeps warning filters for the whole process, so only one thread at a time may change them."""


class PhotoError(Exception):
    """Why a photo cannot be used (``reason``) and what to do (``cure``), in Chinese.

    The reason is a sentence when it comes from :func:`resolve`, and what follows 照片“name” in one otherwise.

    ``kind`` is ``missing`` when no such file is there, ``outside`` when the path leaves ``content/`` or runs
    through a symbolic link, ``unreadable`` when the file is there and is no photo that we publish.
    """

    def __init__(self, kind: Literal["missing", "outside", "unreadable"], reason: str, cure: str = "") -> None:
        """An error of that kind; a ``cure`` may be empty."""
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.cure = cure


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photo file is: pixels after its EXIF orientation is applied, SHA-256 in hex, format by content."""

    width: int
    height: int
    digest: str
    format: str
    animated: bool = False


def resolve(root: Path, article: PurePosixPath, src: str) -> Path | PhotoError:
    """The file below ``root`` (``content/``) that ``src`` means in ``article``; or why there is none.

    ``article`` is relative to ``root``, ``src`` to the article's folder. Backslashes, ``%20`` and the two Unicode
    spellings of an accented name are understood; a wrong upper or lower case letter is not, since the site moves
    between systems that care and systems that do not.
    """
    place = _inside(article.parent, src)
    if isinstance(place, PhotoError):
        return place
    file = root / place
    if not os.path.lexists(file) and "%" in src:
        decoded = _inside(article.parent, unquote(src))
        if isinstance(decoded, PhotoError):
            return decoded
        place, file = decoded, root / decoded
    linked = _symlink_in(root, place)
    if linked:
        return PhotoError("outside", f"照片路径经过符号链接：“{linked}”", "请把照片本身放进稿件的文件夹，不要用链接")
    if file.is_file() and (CASE_COUNTS or file.name in _names(file.parent)):
        return file
    return _same_name(root, place) or _missing(root, article, place, src)


def probe(file: Path) -> PhotoFacts:
    """The size, digest and format of a photo, from its bytes but without decoding it.

    Raises PhotoError for a symbolic link, no bytes, a format outside :data:`FORMATS`, a header that cannot be
    read, and more than :data:`MAX_PIXELS` pixels. A photo whose header is whole and whose body is cut off passes:
    only decoding finds that out.
    """
    data = read_photo(file)
    with opened(data) as image:
        width, height = image.size
        if orientation_of(image) in SIDEWAYS:
            width, height = height, width
        animated = image.format in {"GIF", "WEBP", "PNG", "AVIF"} and bool(getattr(image, "is_animated", False))
        format_ = "JPEG" if image.format == "MPO" else str(image.format)
    return PhotoFacts(width, height, hashlib.sha256(data).hexdigest(), format_, animated)


def read_photo(file: Path) -> bytes:
    """The bytes of a photo file, never through a symbolic link; PhotoError when there are none or too many."""
    try:
        handle = os.open(file, HOW_TO_OPEN)
    except OSError as error:
        if file.is_symlink():
            raise PhotoError("outside", "是符号链接", "请放照片本身，不要放链接") from None
        kind: Literal["missing", "unreadable"] = "unreadable" if file.exists() else "missing"
        raise PhotoError(kind, f"读不出来：{error.strerror}", "请检查文件是否存在、有没有读取权限") from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise PhotoError("unreadable", "不是文件", "请填写照片的文件名，不是文件夹")
    with os.fdopen(handle, "rb") as stream:
        if not status.st_size:
            raise PhotoError("unreadable", "是空文件（0 字节）", "多半是复制或下载没有完成，请重新放一份")
        if status.st_size > MAX_BYTES:
            raise PhotoError("unreadable", f"有 {status.st_size / 1e6:.0f} MB，超过 100 MB", "请缩小后再放")
        return stream.read()


def opened(data: bytes) -> "ImageFile":
    """A photo opened by Pillow with its header read and checked, nothing decoded; PhotoError when it cannot be used.

    Each of Pillow's warnings about size is an error here; what it grumbles about broken EXIF is not worth stopping for.
    """
    format_ = _format_of(data)
    if format_ is None or (format_ == HEIF and not _knows_heif()):
        raise _unreadable(data)
    from PIL import Image  # noqa: PLC0415

    load_decoder(format_)
    _check_canvas(data)
    try:
        with _opening, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=(format_,))
            orientation_of(image)  # parsed here once, where its warnings are silenced
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PhotoError("unreadable", "的像素太多，超过 6000 万", CURE_LARGE) from None
    except Exception:  # noqa: BLE001 - a hostile header raises anything: OSError, ValueError, KeyError, MemoryError …
        raise _unreadable(data) from None
    fault = _excess(image, data)
    if fault:
        image.close()
        raise fault
    return image


def load_decoder(format_: str) -> None:
    """Make one format known to Pillow by naming it, so that it does not load its forty others to find it."""
    if format_ in FORMATS:
        import_module(f"PIL.{FORMATS[format_]}ImagePlugin")


def _format_of(data: bytes) -> str | None:
    """Which of the formats that we know a file says to be, by its first bytes alone; no decoder sees any other file."""
    if data[4:8] == b"ftyp":
        return HEIF if _is_heif(data) else "AVIF" if b"avif" in data[8:64] or b"avis" in data[8:64] else None
    if data.startswith(b"RIFF"):
        return "WEBP" if data[8:12] == b"WEBP" else None
    return next((name for mark, name in SIGNATURES if data.startswith(mark)), None)


def _excess(image: "ImageFile", data: bytes) -> PhotoError | None:
    """What the header promises that no decoder should be asked for."""
    width, height = image.size
    most = MOST_PIXELS.get(str(image.format), MAX_PIXELS)
    if width * height > most:
        return _too_large(width, height, most)
    if not width or not height:
        return _unreadable(data)
    if image.info.get("progressive") and width * height * data.count(b"\xff\xda") > MOST_SCANNED:
        return PhotoError("unreadable", "是渐进式 JPEG，层数多得反常", CURE_FORMAT)
    return None


def orientation_of(image: "ImageFile") -> int:
    """The EXIF orientation, 1 to 8, 1 when there is none or it makes no sense; read without decoding."""
    from PIL import Image  # noqa: PLC0415

    try:
        value = Image.Image.getexif(image).get(0x0112, UPRIGHT)  # PNG's own getexif would decode the photo
    except Exception:  # noqa: BLE001 - a broken EXIF block must not cost the photo
        return UPRIGHT
    return value if isinstance(value, int) and value in ORIENTATIONS else UPRIGHT


def _is_heif(data: bytes) -> bool:
    """Whether the file says that it is HEIC; an AVIF file may name the common brand ``mif1`` as well."""
    return data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS and b"avif" not in data[8:64]


def _knows_heif() -> bool:
    """Teach Pillow HEIC where the extra is installed; nothing happens the second time."""
    try:
        import pi_heif  # noqa: PLC0415 - an extra
    except ImportError:
        return False
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    return True


def _check_canvas(data: bytes) -> None:
    # libwebp reserves the whole canvas when a file is opened, before anybody can ask for its size
    if data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8X":
        width, height = (1 + int.from_bytes(data[start : start + 3], "little") for start in (24, 27))
        if width * height > MOST_PIXELS["WEBP"]:
            raise _too_large(width, height, MOST_PIXELS["WEBP"])


def _too_large(width: int, height: int, most: int = MAX_PIXELS) -> PhotoError:
    reason = f"有 {width}×{height} 像素，超过 {most // 10_000} 万"
    return PhotoError("unreadable", reason, CURE_LARGE)


def _unreadable(data: bytes) -> PhotoError:
    if _is_heif(data):
        if _knows_heif():
            return PhotoError("unreadable", "是 HEIC，但文件残缺，打不开", CURE_BROKEN)
        return PhotoError("unreadable", "的格式不能用：HEIC（苹果手机的格式）", CURE_HEIC)
    head = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for mark, name in OTHER_FORMATS:
        if head.startswith(mark):
            return PhotoError("unreadable", f"的格式不能用：{name}", CURE_FORMAT)
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
    if data.startswith(starts) or data[4:8] == b"ftyp":
        return PhotoError("unreadable", "的文件头残缺，打不开", CURE_BROKEN)
    reason = "不是 JPEG、PNG、WebP、AVIF 或 GIF（看的是内容，不是扩展名）"
    return PhotoError("unreadable", reason, CURE_FORMAT)


def _inside(folder: PurePosixPath, src: str) -> PurePosixPath | PhotoError:
    written = src.strip().replace("\\", "/")
    if "://" in written or written.startswith("//") or written.lower().startswith(("data:", "javascript:")):
        return PhotoError("outside", f"照片不能引用别的网站：“{src}”", "请把照片下载到稿件的文件夹，写它的文件名")
    if not written or "\0" in written:
        return PhotoError("missing", "没有写照片的文件名", "例如：src: 启动仪式.jpg")
    if len(written) > LONGEST_PATH or any(len(part.encode()) > LONGEST_NAME for part in written.split("/")):
        return PhotoError("missing", f"照片的路径太长：“{src[:40]}……”", "请把照片改成短一点的名字")
    drive = len(written) > 1 and written[1] == ":" and written[0].isascii() and written[0].isalpha()
    if written.startswith("/") or drive:
        cure = "照片和稿件放在一起，只写文件名，例如 启动仪式.jpg"
        return PhotoError("outside", f"照片要写相对稿件的路径：“{src}”", cure)
    parts: list[str] = []
    for part in (*folder.parts, *written.split("/")):
        if part == ".." and not parts:
            return PhotoError(
                "outside", f"照片路径离开了 content 文件夹：“{src}”", "请把照片放进稿件的文件夹，只写文件名"
            )
        if part == "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return PurePosixPath(*parts)


def _symlink_in(root: Path, place: PurePosixPath) -> PurePosixPath | None:
    steps = [PurePosixPath(*place.parts[: end + 1]) for end in range(len(place.parts))]
    return next((step for step in steps if (root / step).is_symlink()), None)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(file.name for file in folder.iterdir())
    except OSError:
        return []


def _same_name(root: Path, place: PurePosixPath) -> Path | None:
    """The file whose path differs only in how Unicode spells it (a Mac writes é as two characters)."""
    file = root
    for part in place.parts:
        wanted = unicodedata.normalize("NFC", part)
        found = next((name for name in _names(file) if unicodedata.normalize("NFC", name) == wanted), None)
        if found is None:
            return None
        file /= found
    return file if file.is_file() and not _symlink_in(root, PurePosixPath(file.relative_to(root).as_posix())) else None


def _missing(root: Path, article: PurePosixPath, place: PurePosixPath, src: str) -> PhotoError:
    folder = root / place.parent
    if (root / place).is_dir():
        return PhotoError("missing", f"这是文件夹，不是照片：“{src}”", "请写到照片的文件名，例如 photos/启动仪式.jpg")
    photos = [name for name in _names(folder) if PurePosixPath(name).suffix.lower() in SUFFIXES]
    twin = next((name for name in photos if name.casefold() == place.name.casefold()), None)
    if twin:
        return PhotoError("missing", f"照片不存在：“{src}”，大小写不对", f"文件名是“{twin}”，请照它写")
    reason = f"照片不存在：“{src}”"
    if place.parent != article.parent and not folder.is_dir():
        return PhotoError("missing", reason, f"没有文件夹“{place.parent}”；照片的路径从稿件所在的文件夹算起")
    stems = {name: PurePosixPath(name).stem.casefold() for name in photos}  # endings alone make no two names alike
    near = nearest(place.stem.casefold(), stems.values())
    guess = "、".join(f"“{name}”" for stem in near for name in photos if stems[name] == stem)
    guess = f"是不是{guess}？" if guess else ""
    if not guess and photos:
        guess = f"这个文件夹里有：{'、'.join(photos[:NAMES_SHOWN])}{' 等' if len(photos) > NAMES_SHOWN else ''}"
    return PhotoError("missing", reason, guess or f"请把照片放进“{place.parent}”，或改正文件名")
