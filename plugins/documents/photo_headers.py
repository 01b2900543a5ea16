"""What the header of a photo file says, read byte by byte: format, size, orientation, and the words that it carries.

No decoder sees an editor's file in the process that builds the site; those run in processes of their own, with limits.
Everything here is bounded by :data:`MOST_PARTS`, and a header that is cut off or lies about a length is a ValueError.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .photo_boxes import avif, heif, is_avif, is_heif
from .photo_words_within import NO_WORDS, Words, orientation_in

UPRIGHT = 1
SIDEWAYS = frozenset({5, 6, 7, 8})
"""The EXIF orientations that exchange width and height."""
HEIF = "HEIF"
"""Phones' own format; only where the extra ``heif`` is installed (``pi-heif``, a decoder and nothing else)."""
MOST_PARTS = 100_000
"""Segments, chunks, blocks: a photo has dozens, a large PNG some thousands; hostile files have millions of empty ones."""
MOST_BLOCKS = 1_000_000
"""GIF cuts its pixels into blocks of 255 bytes."""
LARGEST_WORDS = 4_000_000
SIGNATURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)
NO_FILL = re.compile(rb"[^\xff]")
ALONE = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})
"""Markers without a length: stuffing, restarts, a second start."""
SCAN, END = 0xDA, 0xD9
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
APP1, APP13 = 0xE1, 0xED
EXIF_HEAD, XMP_HEAD, IPTC_HEAD = b"Exif\0", b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0"
PNG_XMP = b"XML:com.adobe.xmp\0"


@dataclass(frozen=True, slots=True)
class Header:
    """A photo as its file says that it is; ``width`` and ``height`` as stored, before the orientation is applied."""

    format: str
    width: int
    height: int
    orientation: int = UPRIGHT
    animated: bool = False
    progressive: bool = False
    words: Words = NO_WORDS

    @property
    def upright(self) -> tuple[int, int]:
        """The size that readers see."""
        return (self.height, self.width) if self.orientation in SIDEWAYS else (self.width, self.height)


def format_of(data: bytes) -> str | None:
    """Which of the formats that we know a file says to be, by its first bytes alone; no decoder sees any other file."""
    if data[4:8] == b"ftyp":
        return HEIF if is_heif(data) else "AVIF" if is_avif(data) else None
    if data.startswith(b"RIFF"):
        return "WEBP" if data[8:12] == b"WEBP" else None
    return next((name for mark, name in SIGNATURES if data.startswith(mark)), None)


def header_of(data: bytes) -> Header:
    """The header of a photo; ValueError when the format is none of ours, or the header is broken."""
    format_ = format_of(data)
    if format_ in {"AVIF", HEIF}:
        boxed = avif(data) if format_ == "AVIF" else heif(data)
        return Header(str(format_), *boxed.size, boxed.orientation, boxed.animated, words=boxed.words)
    read = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp}.get(format_ or "")
    if read is None:
        raise ValueError("no photo")
    try:
        header = read(data)
    except IndexError:
        raise ValueError("cut off") from None
    return replace(header, orientation=orientation_in(header.words))


def _jpeg(data: bytes) -> Header:
    exif = xmp = iptc = b""
    frame: tuple[int, bytes] | None = None
    for kind, body in _segments(data):
        if kind == APP1 and body.startswith(EXIF_HEAD) and len(exif) < LARGEST_WORDS:
            exif += body[6:]  # what is longer than a segment goes on in the next one
        elif kind == APP1 and body.startswith(XMP_HEAD):
            xmp = xmp or body[len(XMP_HEAD) :]
        elif kind == APP13 and body.startswith(IPTC_HEAD) and len(iptc) < LARGEST_WORDS:
            iptc += body[len(IPTC_HEAD) :]
        elif kind in FRAMES:
            frame = kind, body
    if frame is None:
        raise ValueError("no frame")
    kind, body = frame
    height, width = int.from_bytes(body[1:3]), int.from_bytes(body[3:5])
    return Header("JPEG", width, height, progressive=kind in PROGRESSIVE, words=Words(exif, xmp, iptc))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each segment up to the first scan; what stands between segments is skipped, as decoders do."""
    at = 2
    for _ in range(MOST_PARTS):
        at = data.find(b"\xff", at)
        marker = NO_FILL.search(data, at) if at >= 0 else None
        if marker is None:
            raise ValueError("cut off")
        kind, at = marker[0][0], marker.end()
        if kind in {SCAN, END}:
            return
        if kind in ALONE:
            continue
        length = int.from_bytes(data[at : at + 2])
        if length < 2 or at + length > len(data):  # noqa: PLR2004 - the length counts itself
            raise ValueError("a segment that goes beyond the file")
        yield kind, data[at + 2 : at + length]
        at += length
    raise ValueError("too many segments")


def _png(data: bytes) -> Header:
    if data[12:16] != b"IHDR" or len(data) < 33:  # noqa: PLR2004 - mark, length, name, 13 bytes, checksum
        raise ValueError("no IHDR")
    exif, xmp, animated = b"", b"", False
    for kind, body in _chunks(data, 8, "big"):
        if kind == b"acTL":
            animated = int.from_bytes(body[:4]) > 1
        elif kind == b"eXIf":
            exif = exif or body.removeprefix(EXIF_HEAD + b"\0")
        elif kind == b"iTXt" and body.startswith(PNG_XMP):
            xmp = xmp or _international(body[len(PNG_XMP) :])
    return Header(
        "PNG", int.from_bytes(data[16:20]), int.from_bytes(data[20:24]), animated=animated, words=Words(exif, xmp)
    )


def _international(body: bytes) -> bytes:
    """The text of an iTXt chunk after its keyword; at most so many bytes of it when it is compressed."""
    packed = body[:1] == b"\1"
    text = body[2:].split(b"\0", 2)[-1]  # after the language and the translated keyword
    if not packed:
        return text
    try:
        return zlib.decompressobj().decompress(text, LARGEST_WORDS)
    except zlib.error:
        return b""


def _chunks(data: bytes, at: int, order: str) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of the chunks of a PNG (big-endian, with checksums) or of a WebP file, as far as they are whole."""
    for _ in range(MOST_PARTS):
        first, second = data[at : at + 4], data[at + 4 : at + 8]
        name, size = (second, first) if order == "big" else (first, second)
        length = int.from_bytes(size, "big" if order == "big" else "little")
        if len(second) < 4 or at + 8 + length > len(data):  # noqa: PLR2004 - pixels cut off are a decoder's finding
            return
        yield name, data[at + 8 : at + 8 + length] if name != b"IDAT" else b""
        at += 8 + length + (4 if order == "big" else length % 2)
    raise ValueError("too many chunks")


def _gif(data: bytes) -> Header:
    """The screen, or the first frame where that is larger."""
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    at = 13 + _palette(data[10])
    seen, frames = 0, 0
    while seen < MOST_BLOCKS and frames < 2:  # noqa: PLR2004 - two frames move
        kind = data[at] if at < len(data) else 0x3B
        if kind == 0x21:  # noqa: PLR2004 - an extension
            at, seen = _after_blocks(data, at + 2, seen)
        elif kind == 0x2C:  # noqa: PLR2004 - a frame
            left, top, across, down = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (1, 3, 5, 7))
            if not frames:
                width, height = max(width, left + across), max(height, top + down)
            frames += 1
            if frames == 1:
                at, seen = _after_blocks(data, at + 11 + _palette(data[at + 9]), seen)
        elif kind == 0x3B:  # noqa: PLR2004 - the end
            break
        else:
            at += 1
            seen += 1
    if not frames:
        raise ValueError("no frame")
    return Header("GIF", width, height, animated=frames > 1)


def _palette(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int, seen: int) -> tuple[int, int]:
    """The place behind a row of blocks, and how many blocks have been seen by then."""
    while at < len(data) and data[at] and seen < MOST_BLOCKS:
        at += 1 + data[at]
        seen += 1
    return at + 1, seen + 1


def _webp(data: bytes) -> Header:
    size: tuple[int, int] | None = None
    exif, xmp, frames = b"", b"", 0
    for kind, body in _chunks(data, 12, "little"):
        if kind == b"ANMF":
            frames += 1
        elif kind == b"EXIF":
            exif = exif or body.removeprefix(EXIF_HEAD + b"\0")
        elif kind == b"XMP ":
            xmp = xmp or body
        elif size is None and kind in {b"VP8X", b"VP8L", b"VP8 "}:
            size = _webp_size(kind, body)
    if size is None:  # the pixels are cut off; the sizes stand at the start
        size = _webp_size(data[12:16], data[20:40])
    return Header("WEBP", *size, animated=frames > 1, words=Words(exif, xmp))


def _webp_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8X" and len(body) >= 10:  # noqa: PLR2004 - flags and the canvas
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L" and body[:1] == b"\x2f" and len(body) >= 5:  # noqa: PLR2004 - 14 bits each
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and body[3:6] == b"\x9d\x01\x2a" and len(body) >= 10:  # noqa: PLR2004 - the key frame's head
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    raise ValueError("no size")
