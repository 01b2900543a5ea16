"""AVIF and HEIC, which keep their pictures in boxes (ISO 14496-12, 23008-12): size, turn and words of the primary one."""

from collections.abc import Iterator
from dataclasses import dataclass

from .photo_words_within import NO_WORDS, Words

HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
BRANDS = slice(8, 64)
MOST_BOXES = 10_000
MOST_EXTENTS = 100
LARGEST_WORDS = 4_000_000
VISIBLE = {(0, 0): 1, (1, 0): 8, (2, 0): 3, (3, 0): 6}
"""The EXIF orientation for quarter turns to the left, then by which axis the picture is mirrored (none, 1, 2)."""
MIRRORED = {(0, 0): 4, (0, 1): 2, (1, 0): 5, (1, 1): 7, (2, 0): 2, (2, 1): 4, (3, 0): 7, (3, 1): 5}

Box = tuple[bytes, int, int]
"""Its name, and where its body begins and ends."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """What the boxes say of the primary picture; the size is the stored one."""

    size: tuple[int, int]
    orientation: int
    animated: bool
    words: Words


def is_heif(data: bytes) -> bool:
    """Whether the file says that it is HEIC; an AVIF file may name the common brand ``mif1`` as well."""
    return data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS and b"avif" not in data[BRANDS]


def is_avif(data: bytes) -> bool:
    """Whether the file says that it is AVIF, still or moving."""
    return data[4:8] == b"ftyp" and (b"avif" in data[BRANDS] or b"avis" in data[BRANDS])


def avif(data: bytes) -> Boxed:
    """An AVIF file, whose decoder leaves the turning to us; ValueError when the boxes are broken."""
    frames = _samples(data) if data[8:12] == b"avis" else 1
    try:
        size, turns, mirror, _ = _primary(data)
    except ValueError:
        if frames == 1:
            raise
        size, turns, mirror = _track_size(data), 0, None
    orientation = VISIBLE[turns, 0] if mirror is None else MIRRORED[turns, mirror]
    return Boxed(size, orientation, frames > 1, _words(data))


def heif(data: bytes) -> Boxed:
    """A HEIC file, whose decoder crops and turns by itself; ValueError when the boxes are broken."""
    (width, height), turns, _, clean = _primary(data)
    size = clean or (width, height)
    return Boxed(size[::-1] if turns % 2 else size, 1, animated=False, words=_words(data))


@dataclass(slots=True)
class _Cursor:
    """Reads whole numbers from a box, never beyond its end."""

    data: bytes
    at: int
    end: int

    def number(self, size: int) -> int:
        """The next so many bytes."""
        if self.at + size > self.end:
            raise ValueError("a box that ends too early")
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at])


def _boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    at = start
    for _ in range(MOST_BOXES):
        if at + 8 > end:
            return
        length, name, head = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16]), 16
        if length == 0:
            length = end - at
        if length < head:
            raise ValueError("a box shorter than its head")
        yield name, at + head, min(at + length, end)
        at += length
    raise ValueError("too many boxes")


def _inside(data: bytes, *path: bytes, start: int = 0, end: int | None = None) -> Box:
    """The first box at the end of a path of names; ``meta`` and ``stsd`` have a few numbers before their boxes."""
    end = len(data) if end is None else end
    box: Box = b"", start, end
    for name in path:
        skip = {b"meta": 4, b"stsd": 8}.get(box[0], 0)
        found = next((one for one in _boxes(data, box[1] + skip, box[2]) if one[0] == name), None)
        if found is None:
            raise ValueError(f"no box {name!r}")
        box = found
    return box


def _primary(data: bytes) -> tuple[tuple[int, int], int, int | None, tuple[int, int] | None]:
    """The primary picture's size, its quarter turns to the left, its mirror axis, its clean aperture."""
    _, start, end = _inside(data, b"meta", b"pitm")
    cursor = _Cursor(data, start, end)
    wanted = cursor.number(2 if cursor.number(4) >> 24 == 0 else 4)
    _, start, end = _inside(data, b"meta", b"iprp", b"ipco")
    properties = list(_boxes(data, start, end))
    size, turns, mirror, clean = None, 0, None, None
    for index in _associated(data, wanted):
        if not 0 < index <= len(properties):
            continue
        name, at, stop = properties[index - 1]
        cursor = _Cursor(data, at, stop)
        if name == b"ispe":
            cursor.number(4)
            size = cursor.number(4), cursor.number(4)
        elif name == b"irot":
            turns = cursor.number(1) & 3
        elif name == b"imir":
            mirror = cursor.number(1) & 1
        elif name == b"clap":
            sides = [cursor.number(4) for _ in range(4)]
            clean = sides[0] // max(1, sides[1]), sides[2] // max(1, sides[3])
    if size is None:
        raise ValueError("no size")
    return size, turns, mirror, clean


def _associated(data: bytes, wanted: int) -> list[int]:
    """The numbers of the properties of one item."""
    _, start, end = _inside(data, b"meta", b"iprp", b"ipma")
    cursor = _Cursor(data, start, end)
    head = cursor.number(4)
    wide = 2 if head & 1 else 1
    for _ in range(min(cursor.number(4), MOST_BOXES)):
        item = cursor.number(2 if head >> 24 == 0 else 4)
        indexes = [cursor.number(wide) & (0x7FFF if wide == 2 else 0x7F) for _ in range(cursor.number(1))]  # noqa: PLR2004 - a bit says that it is essential
        if item == wanted:
            return indexes
    return []


def _samples(data: bytes) -> int:
    """How many frames the first track of a moving picture has."""
    _, start, end = _inside(data, b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsz")
    cursor = _Cursor(data, start + 8, end)
    return cursor.number(4)


def _track_size(data: bytes) -> tuple[int, int]:
    _, start, end = _inside(data, b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"av01")
    cursor = _Cursor(data, start + 24, end)
    return cursor.number(2), cursor.number(2)


def _words(data: bytes) -> Words:
    """EXIF and XMP, which are items of their own; nothing when the boxes that say where they lie are broken."""
    exif = xmp = b""
    try:
        kinds = dict(_items(data))
        for item, extents in _places(data):
            body = b"".join(data[at : at + length] for at, length in extents)[:LARGEST_WORDS]
            if kinds.get(item) == b"Exif":
                exif = body[4 + int.from_bytes(body[:4]) :]
            elif kinds.get(item) == b"mime" and b"<rdf:RDF" in body:
                xmp = body
    except ValueError:
        return NO_WORDS
    return Words(exif, xmp)


def _items(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and kind of every item."""
    _, start, end = _inside(data, b"meta", b"iinf")
    version = data[start]
    for name, at, stop in _boxes(data, start + (6 if version == 0 else 8), end):
        cursor = _Cursor(data, at, stop)
        version = cursor.number(4) >> 24
        if name == b"infe" and version >= 2:  # noqa: PLR2004 - older ones have no kind
            item = cursor.number(2 if version == 2 else 4)  # noqa: PLR2004 - as above
            cursor.number(2)
            yield item, cursor.number(4).to_bytes(4)


def _places(data: bytes) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Every item's extents in the file; those that lie elsewhere are left out."""
    _, start, end = _inside(data, b"meta", b"iloc")
    cursor = _Cursor(data, start, end)
    version = cursor.number(4) >> 24
    sizes = cursor.number(2)
    for_offset, for_length, for_base, for_index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    for _ in range(min(cursor.number(2 if version < 2 else 4), MOST_BOXES)):  # noqa: PLR2004 - versions
        item = cursor.number(2 if version < 2 else 4)  # noqa: PLR2004 - versions
        elsewhere = version > 0 and cursor.number(2) & 15
        cursor.number(2)
        base = cursor.number(for_base)
        extents = []
        for _ in range(min(cursor.number(2), MOST_EXTENTS)):
            if version:
                cursor.number(for_index)
            extents.append((base + cursor.number(for_offset), cursor.number(for_length)))
        if not elsewhere:
            yield item, extents
