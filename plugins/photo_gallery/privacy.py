"""What a published picture may contain: pixels. Anything else found in its bytes is named here.

The structure of the file is read, since short names such as GPS turn up by chance in compressed pixels; long
names, which do not, are searched for in every byte as well.
"""

from collections.abc import Iterator

MARKS = (
    b"Exif\0\0",
    b"http://ns.adobe.com/",
    b"<x:xmpmeta",
    b"<?xpacket",
    b"ICC_PROFILE",
    b"Photoshop 3.0",
    b"GPSLatitude",
)
JPEG_SEGMENTS = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0})
"""Frame, Huffman tables, scan, quantisation tables, restart interval, and JFIF's APP0."""
JFIF_LENGTH = 16
"""With its own length: JFIF without a thumbnail."""
AVIF_CONTAINERS = frozenset({
    b"meta", b"iprp", b"ipco", b"iinf", b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts",
})  # fmt: skip
AVIF_PRIVATE = frozenset({b"Exif", b"mime", b"uri ", b"udta", b"uuid", b"exif", b"xml ", b"bxml", b"XMP_", b"ilst"})
FULL_BOX_HEAD = 4


def findings(data: bytes, suffix: str) -> tuple[str, ...]:
    """What ``data`` carries beside pixels, in words; empty for a clean file. An unknown structure is a finding."""
    found = [f"含有 {mark.decode('ascii').rstrip(chr(0))}" for mark in MARKS if mark in data]
    try:
        found += _of_jpeg(data) if suffix == "jpg" else _of_avif(data)
    except (IndexError, ValueError) as fault:
        found.append(f"文件结构读不通：{fault}")
    return tuple(dict.fromkeys(found))


def _of_jpeg(data: bytes) -> Iterator[str]:
    if data[:2] != b"\xff\xd8":
        raise ValueError("不是 JPEG")
    at = 2
    while data[at] == 0xFF:  # noqa: PLR2004 - the byte that begins every marker
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if kind not in JPEG_SEGMENTS or (kind == 0xE0 and length != JFIF_LENGTH):  # noqa: PLR2004 - APP0
            yield f"JPEG 段 FF{kind:02X}"
        at += 2 + length
        if kind == 0xDA:  # noqa: PLR2004 - the scan: compressed pixels to the end
            end = data.find(b"\xff\xd9", at)
            if end != len(data) - 2:
                yield "像素之后还有数据"
            return
    raise ValueError("段之间有杂物")


def _of_avif(data: bytes) -> Iterator[str]:
    if data[4:8] != b"ftyp":
        raise ValueError("不是 AVIF")
    yield from _of_boxes(data, 0, len(data))


def _of_boxes(data: bytes, start: int, end: int) -> Iterator[str]:
    at = start
    while at < end:
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        head = 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16]), 16
        if length < head or at + length > end:
            raise ValueError("盒子长度不对")
        yield from _of_box(data, kind, at + head, at + length)
        at += length


def _of_box(data: bytes, kind: bytes, start: int, end: int) -> Iterator[str]:
    if kind in AVIF_PRIVATE:
        yield f"AVIF 盒子 {kind.decode('latin-1')}"
    elif kind == b"infe":
        item = data[start + 8 : start + 12]
        if item != b"av01":
            yield f"AVIF 条目 {item.decode('latin-1')}"
    elif kind == b"colr" and data[start : start + 4] != b"nclx":
        yield "AVIF 色彩特性文件"
    elif kind in AVIF_CONTAINERS:
        skip = {b"meta": FULL_BOX_HEAD, b"iinf": FULL_BOX_HEAD + 2}.get(kind, 0)
        yield from _of_boxes(data, start + skip, end)
