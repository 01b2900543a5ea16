"""The web versions of photos, made once: kept by content in the state folder, checked before they are used.

A photo's folder entry is its digest, below a folder named after the recipe: renaming a photo redoes nothing, touching
one redoes one, a new recipe or a new Pillow redoes all. The record of a photo is written after its files, so whatever
an interrupted build has finished is kept, and what it has not finished is not mistaken for finished.
"""

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ..build_state.files import write_atomically
from ..build_state.store import read_record, write_record
from ..documents.document import Photo
from ..documents.photo_addresses import file_of, widths_of
from ..documents.photo_files import PhotoError, read_photo
from .privacy import findings
from .recipes import AVIF, RECIPES, Recipe, token

if TYPE_CHECKING:
    from .pixels import Note, Picture

RECORD = "photo-derivatives-1"


@dataclass(frozen=True, slots=True)
class Derivative:
    """One published version: where it goes below the output folder, and the file in the state folder."""

    save_as: str
    file: Path


@dataclass(frozen=True, slots=True)
class Derived:
    """All versions of one photo, and what was noticed while making them (``cmyk``, ``stilled``)."""

    derivatives: tuple[Derivative, ...]
    notes: tuple[str, ...]


class PrivateBytesError(Exception):
    """A finished version still carries something beside pixels: our fault, and it must not be published."""

    def __init__(self, found: tuple[str, ...]) -> None:
        """The error with what was found, in words."""
        super().__init__("、".join(found))


Outcome = Derived | PhotoError | PrivateBytesError


Progress = Callable[[int, int, str], object]
"""Told how many photos of how many are done."""


def quiet(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""


def derive(
    photos: Iterable[Photo], root: Path, cache: Path, executor: Executor, progress: Progress = quiet
) -> dict[str, Outcome]:
    """What became of each photo, by digest: its versions, or why there are none.

    What is in the state folder and whole is only looked at; the rest is made through ``executor``, in parallel.
    """
    folder = cache / "derivatives" / token()
    wanted = {photo.digest: photo for photo in photos}
    outcomes: dict[str, Outcome] = {}
    waiting = {}
    for digest, photo in sorted(wanted.items()):
        kept = _kept(folder, photo)
        if kept is not None:
            outcomes[digest] = kept
        else:
            waiting[executor.submit(_make, root / photo.path, photo, folder)] = digest
    for done, future in enumerate(as_completed(waiting), 1):
        outcomes[waiting[future]] = future.result()
        progress(done, len(waiting), "处理照片")
    return {digest: outcomes[digest] for digest in sorted(outcomes)}


def _make(file: Path, photo: Photo, folder: Path) -> Outcome:
    """Make, inspect and keep all versions of one photo; errors are returned, so that the others go on."""
    from .pixels import pictures  # noqa: PLC0415 - Pillow is loaded only when there is work for it

    try:
        data = read_photo(file)
        if hashlib.sha256(data).hexdigest() != photo.digest:
            return PhotoError("unreadable", "在构建过程中被改动", "请再构建一次")
        made, notes = pictures(data, widths_of(photo.width))
        rows = {}
        for picture in made:
            for recipe in RECIPES:
                version = encoded(picture, recipe)
                found = findings(version, recipe.suffix)
                if found:
                    return PrivateBytesError(found)
                target = _file(folder, photo, picture.width, recipe)
                write_atomically(target, version, durable=False)
                rows[target.name] = _row(target, version)
    except PhotoError as error:
        return error
    write_record(_record(folder, photo), RECORD, {"files": rows, "notes": list(notes)})
    return _derived(folder, photo, notes)


def encoded(picture: "Picture", recipe: Recipe) -> bytes:
    """One picture as the bytes of one format, with no metadata; a moving picture moves in AVIF and stands in JPEG."""
    from .pixels import damaged  # noqa: PLC0415

    options = dict(recipe.options)
    first, *rest = picture.frames
    if rest and recipe is AVIF:
        options |= {"save_all": True, "append_images": rest, "duration": list(picture.durations)}  # type: ignore[dict-item]
    buffer = BytesIO()
    try:
        first.save(buffer, recipe.format, **options)
    except (OSError, ValueError) as fault:  # too long a side for the format, or a codec that gives up
        raise damaged(fault) from None
    return buffer.getvalue()


def _kept(folder: Path, photo: Photo) -> Derived | None:
    """The versions from an earlier build, when every one of them is as it was written."""
    record = read_record(_record(folder, photo), RECORD)
    if not isinstance(record, dict):
        return None
    rows, notes = record.get("files"), record.get("notes")
    files = [_file(folder, photo, width, recipe) for width in widths_of(photo.width) for recipe in RECIPES]
    if not isinstance(rows, dict) or not isinstance(notes, list) or not all(_whole(f, rows.get(f.name)) for f in files):
        return None
    return _derived(folder, photo, notes)


def _whole(file: Path, row: object) -> bool:
    """Whether a file is as the record says: by its size and time, or, when only the time differs, by its hash."""
    try:
        status = file.lstat()
        if not isinstance(row, list) or row[0] != status.st_size or file.is_symlink():
            return False
        return bool(row[1] == status.st_mtime_ns or row[2] == hashlib.sha256(file.read_bytes()).hexdigest())
    except (OSError, IndexError):
        return False


def _row(file: Path, data: bytes) -> list[object]:
    return [len(data), file.lstat().st_mtime_ns, hashlib.sha256(data).hexdigest()]


def _file(folder: Path, photo: Photo, width: int, recipe: Recipe) -> Path:
    return folder / photo.digest[:2] / f"{photo.digest}-{width}.{recipe.suffix}"


def _record(folder: Path, photo: Photo) -> Path:
    return folder / photo.digest[:2] / f"{photo.digest}.json"


def _derived(folder: Path, photo: Photo, notes: Iterable["Note"]) -> Derived:
    derivatives = (
        Derivative(file_of(photo.digest, width, recipe.suffix), _file(folder, photo, width, recipe))
        for width in widths_of(photo.width)
        for recipe in RECIPES
    )
    return Derived(tuple(derivatives), tuple(notes))
