"""JPEGs whose pixel data end before the picture does, though the file has a proper end.

libjpeg only warns of it, Pillow does not even pass the warning on, and the rest of the picture becomes one flat colour.
To tell such a hole from a poster's plain ground, the data are decoded once more with other bytes before the end mark:
a whole picture never reads them, a picture that ran dry changes.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from ..documents.photo_files import CURE_BROKEN, PhotoError

if TYPE_CHECKING:
    from PIL.Image import Image

MORE = bytes(number for number in range(256) if number != 0xFF) * 64  # noqa: PLR2004 - the byte that begins a marker
END = b"\xff\xd9"
SCAN = 0xDA
EIGHTH = 8


def refuse_hole(data: bytes, small: "Image") -> None:
    """PhotoError when the JPEG in ``data`` ran dry; ``small`` is what became of it, which costs nothing to look at."""
    if data.startswith(b"\xff\xd8") and _has_a_plain_edge(small) and _runs_dry(data):
        raise PhotoError("unreadable", "不完整，有一片是解码器补的纯色", CURE_BROKEN)


def _has_a_plain_edge(picture: "Image") -> bool:
    width, height = picture.size
    edges = ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height))
    return any(len(picture.crop(edge).getcolors(2) or (1, 2)) == 1 for edge in edges)


def _runs_dry(data: bytes) -> bool:
    end = data.find(END, _scan_of(data))
    if end < 0:
        return False
    try:
        return _pixels(data) != _pixels(data[:end] + MORE + END)
    except (OSError, SyntaxError, ValueError):
        return True


def _scan_of(data: bytes) -> int:
    """Where the first scan begins: an end mark before it belongs to a thumbnail."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != SCAN:  # noqa: PLR2004 - as above
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return at


def _pixels(data: bytes) -> bytes:
    """The picture at an eighth of its size, which is quick to decode and shows every block."""
    from PIL import Image  # noqa: PLC0415

    with Image.open(BytesIO(data), formats=("JPEG",)) as image:
        image.draft(None, (max(1, image.width // EIGHTH), max(1, image.height // EIGHTH)))
        return image.tobytes()
