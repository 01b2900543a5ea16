"""Opening a photo with Pillow, once its header is known to be one of ours; only decoding processes come here."""

import warnings
from importlib import import_module
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from ..documents.photo_facts import checked_header
from ..documents.photo_files import CURE_BROKEN, PhotoError
from ..documents.photo_headers import HEIF, Header

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

PLUGINS = {"JPEG": "Jpeg", "PNG": "Png", "WEBP": "WebP", "AVIF": "Avif", "GIF": "Gif"}
"""What Pillow's module for each format is called; no other decoder is ever tried."""

_opening = Lock()
"""Python keeps warning filters for the whole process, so only one thread at a time may change them."""


def opened(data: bytes) -> tuple["ImageFile", Header]:
    """A photo as Pillow opens it, nothing decoded, and its header as we read it; PhotoError when it cannot be used.

    The two must agree on the size: a file that shows one size to one reader and another to the next was made to.
    """
    header = checked_header(data)
    from PIL import Image  # noqa: PLC0415 - loaded only when there is work for it

    load_decoder(header.format)
    try:
        with _opening, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data), formats=(header.format,))
    except Exception:  # noqa: BLE001 - a hostile header raises anything: OSError, ValueError, KeyError, MemoryError …
        raise PhotoError("unreadable", "的文件头残缺，打不开", CURE_BROKEN) from None
    if image.size != (header.width, header.height):
        image.close()
        raise PhotoError("unreadable", "的文件头自相矛盾，前后写着两种大小", CURE_BROKEN)
    return image, header


def load_decoder(format_: str) -> None:
    """Make one format known to Pillow by naming it, so that it does not load its forty others to find it."""
    if format_ in PLUGINS:
        import_module(f"PIL.{PLUGINS[format_]}ImagePlugin")
    elif format_ == HEIF:
        import pi_heif  # noqa: PLC0415 - an extra

        pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
