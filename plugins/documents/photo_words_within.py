"""The blocks of words inside a photo file (EXIF, XMP, IPTC), and the one word in them that changes the picture.

What they say of the photo is read elsewhere, for suggestions to the editor; here is only how it has to be turned.
"""

import re
from dataclasses import dataclass

ORIENTATION = 0x0112
MOST_ENTRIES = 1000
SIZES = {1: 1, 3: 2, 4: 4}
"""The bytes of the whole numbers of TIFF, by type."""
XMP_ORIENTATION = re.compile(rb'tiff:Orientation(?:="|>)([0-9])')


@dataclass(frozen=True, slots=True)
class Words:
    """Raw, as the file has them, without their heads; empty where it has none."""

    exif: bytes = b""
    xmp: bytes = b""
    iptc: bytes = b""


NO_WORDS = Words()


def orientation_in(words: Words) -> int:
    """How the photo lies, 1 to 8: by EXIF; by XMP where EXIF does not say; 1 when neither does, or makes no sense."""
    found = _tag(words.exif)
    if found is None:
        by_xmp = XMP_ORIENTATION.search(words.xmp)
        found = int(by_xmp[1]) if by_xmp else 1
    return found if 1 <= found <= 8 else 1  # noqa: PLR2004 - as in TIFF 6.0


def _tag(exif: bytes) -> int | None:
    """The orientation in the first directory of a TIFF; nothing when the directory is broken or does not say."""
    if exif[:4] not in {b"II*\0", b"MM\0*"}:
        return None
    order = "little" if exif[:1] == b"I" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(exif[at : at + size], order)  # type: ignore[arg-type]  # one of two words

    at = number(4, 4)
    for entry in range(at + 2, at + 2 + 12 * min(number(at, 2), MOST_ENTRIES), 12):
        if entry + 12 > len(exif):
            return None
        if number(entry, 2) == ORIENTATION:
            size = SIZES.get(number(entry + 2, 2))
            return number(entry + 8, size) if size else 0
    return None
