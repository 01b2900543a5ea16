"""What a photo file is, from its header alone: size, orientation, SHA-256, and why it cannot be published.

Nothing is decoded here and no image library is loaded: the headers are read by :mod:`.photo_headers`.
"""

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .photo_boxes import is_heif
from .photo_files import CURE_BROKEN, CURE_FORMAT, CURE_LARGE, PhotoError, read_photo
from .photo_headers import HEIF, Header, format_of, header_of

MAX_PIXELS = 60_000_000
MOST_PIXELS = {"WEBP": 24_000_000, "GIF": 24_000_000, "AVIF": 40_000_000}
"""Less for formats whose decoders hold the whole photo several times over: half a gigabyte is the most that we spend."""
MOST_SCANNED = 3_000_000_000
"""Pixels times scans of a progressive JPEG: ten scans are usual, and five hundred keep a processor busy for minutes."""
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
CURE_HEIC = (
    "请用看图软件打开它，另存为 JPEG；在手机“设置 → 相机 → 格式”里选“兼容性最佳”，以后拍的就是 JPEG；"
    "或请技术人员安装扩展 heif（pi-heif）"
)


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photo file is: pixels after its EXIF orientation is applied, SHA-256 in hex, format by content."""

    width: int
    height: int
    digest: str
    format: str
    animated: bool = False


def probe(file: Path) -> PhotoFacts:
    """The size, digest and format of a photo, from its bytes but without decoding it.

    Raises PhotoError for a symbolic link, no bytes, a format that is none of ours, a header that cannot be read, and
    more than :data:`MAX_PIXELS` pixels. A photo whose header is whole and whose body is cut off passes: only decoding
    finds that out.
    """
    data = read_photo(file)
    header = checked_header(data)
    return PhotoFacts(*header.upright, hashlib.sha256(data).hexdigest(), header.format, header.animated)


def checked_header(data: bytes) -> Header:
    """The header of a photo that may be decoded; PhotoError when it cannot be read, or asks for too much."""
    format_ = format_of(data)
    if format_ is None or (format_ == HEIF and not knows_heif()):
        raise _unreadable(data)
    try:
        header = header_of(data)
    except ValueError:
        raise _unreadable(data) from None
    if not header.width or not header.height:
        raise _unreadable(data)
    most = MOST_PIXELS.get(header.format, MAX_PIXELS)
    if header.width * header.height > most:
        reason = f"有 {header.width}×{header.height} 像素，超过 {most // 10_000} 万"
        raise PhotoError("unreadable", reason, CURE_LARGE)
    if header.progressive and header.width * header.height * data.count(b"\xff\xda") > MOST_SCANNED:
        raise PhotoError("unreadable", "是渐进式 JPEG，层数多得反常", CURE_FORMAT)
    return header


def knows_heif() -> bool:
    """Whether the extra ``heif`` is installed."""
    return find_spec("pi_heif") is not None


def _unreadable(data: bytes) -> PhotoError:
    if is_heif(data):
        if knows_heif():
            return PhotoError("unreadable", "是 HEIC，但文件残缺，打不开", CURE_BROKEN)
        return PhotoError("unreadable", "的格式不能用：HEIC（苹果手机的格式）", CURE_HEIC)
    head = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for mark, name in OTHER_FORMATS:
        if head.startswith(mark):
            return PhotoError("unreadable", f"的格式不能用：{name}", CURE_FORMAT)
    if format_of(data) or data[4:8] == b"ftyp":
        return PhotoError("unreadable", "的文件头残缺，打不开", CURE_BROKEN)
    reason = "不是 JPEG、PNG、WebP、AVIF 或 GIF（看的是内容，不是扩展名）"
    return PhotoError("unreadable", reason, CURE_FORMAT)
