"""Where the web versions of a photo are published: a pure function of its digest and width.

Lower than the gallery, because feeds, share cards and structured data name a photo's address too.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from .document import Document, Photo

WIDTHS = (320, 480, 960, 1600)
"""The steps of the ladder, in pixels: half a sharp phone, a phone's column, a desktop's or a sharp phone's, a full page."""
TOO_CLOSE = 0.9
"""A step within a tenth of the widest version saves no bytes worth a file."""
FOLDER, YEARS = "photos", "gallery"
ALBUMS = "album"
"""The kind of article whose photos have a page each."""


def widths_of(width: int) -> tuple[int, ...]:
    """The widths in which a photo of that width is published, ascending, never above its own.

    >>> widths_of(4000), widths_of(1200), widths_of(1000), widths_of(300)
    ((320, 480, 960, 1600), (320, 480, 960, 1200), (320, 480, 1000), (300,))
    """
    widest = min(width, WIDTHS[-1])
    return (*(step for step in WIDTHS if step < widest * TOO_CLOSE), widest)


def file_of(digest: str, width: int, suffix: str) -> str:
    """The file below the output folder.

    >>> file_of("0123456789abcdef" * 4, 480, "avif")
    'photos/0123456789abcdef-480.avif'
    """
    return f"{FOLDER}/{digest[:16]}-{width}.{suffix}"


def address_of(photo: "Photo", width: int, suffix: str = "jpg") -> str:
    """The address of one version below the site's root; ``width`` is one of :func:`widths_of`."""
    return f"/{file_of(photo.shown_digest, width, suffix)}"


def places_of(document: "Document", albums: str = ALBUMS) -> "dict[PurePosixPath, str]":
    """Where readers find each photo of an article: its own page, its place on the article's page, or that page."""
    loose = {photo.path: f"#photo-{number}" for number, photo in enumerate(document.loose_photos, 1)}
    return {
        photo.path: document.url + (f"photo-{number}/" if document.kind == albums else loose.get(photo.path, ""))
        for number, photo in enumerate(document.all_photos, 1)
    }


def year_address(year: int, number: int = 1) -> str:
    """The address of the page with a year's photos; ``number`` counts its pages.

    >>> year_address(2024), year_address(2024, 2)
    ('/gallery/2024/', '/gallery/2024/2/')
    """
    return f"/{YEARS}/{year}/" + (f"{number}/" if number > 1 else "")


def widest_address(photo: "Photo") -> str:
    """The address of the largest JPEG: for feeds, share cards and structured data, which know no ``srcset``."""
    return address_of(photo, widths_of(photo.width)[-1])
