"""The web versions of an album's photos in one file, for those who may print them; the same bytes in every build."""

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..build_state.files import make_folder
from ..documents.document import Document, Photo

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that the format knows: a clock must not show in the bytes."""
WORDS = "说明.txt"
NEW_LINE = "\r\n"


def zip_of(album: Document, photos: Sequence[tuple[Photo, Path]], cache: Path) -> Path:
    """The archive of ``photos`` (each with its largest JPEG), kept in ``cache`` under what it is made of."""
    words = words_of(album, [photo for photo, _ in photos]).encode("utf-8-sig")
    parts = [words, *(photo.shown_digest.encode() for photo, _ in photos), *(file.name.encode() for _, file in photos)]
    folder = cache / "zips"
    target = folder / f"{hashlib.sha256(b'|'.join(parts)).hexdigest()}.zip"
    if not target.is_file():
        make_folder(folder)
        unfinished = target.with_suffix(".part")
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as archive:
            for number, (_, file) in enumerate(photos, 1):
                archive.writestr(_named(f"{number:02d}.jpg"), file.read_bytes())
            archive.writestr(_named(WORDS), words)
        unfinished.replace(target)
    return target


def words_of(album: Document, photos: Sequence[Photo]) -> str:
    """The captions and names that go with the photos: whoever prints one must say who made it."""
    return NEW_LINE.join(_lines(album, photos)) + NEW_LINE


def _lines(album: Document, photos: Sequence[Photo]) -> Iterator[str]:
    yield album.title
    for number, photo in enumerate(photos, 1):
        yield f"{number:02d}.jpg　" + "　".join(filter(None, (photo.title, photo.caption, photo.signature)))


def _named(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.create_system = 3  # as if made on Unix, wherever it is made
    entry.external_attr = 0o644 << 16
    return entry
