"""The web versions of photos, made once: kept by content in the state folder, checked before they are used.

Below a folder named after the recipe, a photo's files are named after its content and the regions blurred in it:
renaming a photo redoes nothing, touching one redoes one, a new recipe or a new Pillow redoes that recipe. The record
of a photo is written after its files, so whatever an interrupted build has finished is kept, and what it has not
finished is not mistaken for finished.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..build_state.files import write_atomically
from ..build_state.store import read_record, write_record
from ..documents.photo_addresses import file_of, widths_of
from ..documents.photo_files import PhotoError, read_photo
from .engines import Engine, Made, Order
from .privacy import findings
from .recipes import RECIPES, Recipe, token

if TYPE_CHECKING:
    from ..documents.document import Photo

RECORD = "photo-derivatives-2"


@dataclass(frozen=True, slots=True)
class Derivative:
    """One published version: where it goes below the output folder, and the file in the state folder."""

    save_as: str
    file: Path


@dataclass(frozen=True, slots=True)
class Derived:
    """All versions of one photo, the colour that holds its place, and what was noticed while making them."""

    derivatives: tuple[Derivative, ...]
    tone: str
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


@dataclass(frozen=True)
class Store:
    """Where versions are kept: a folder for each recipe, named after all that its bytes depend on."""

    cache: Path
    engine: Engine
    recipes: tuple[Recipe, ...] = RECIPES

    def folder(self, recipe: Recipe) -> Path:
        """The folder of one recipe."""
        return self._folders[recipe]

    @cached_property
    def _folders(self) -> Mapping[Recipe, Path]:
        # looked up once: an engine reads its libraries' versions from the disk
        edition, kept = self.engine.edition, self.cache / "derivatives"
        return {recipe: kept / f"{recipe.suffix}-{token(recipe, edition)}" for recipe in self.recipes}

    def file(self, photo: "Photo", width: int, recipe: Recipe) -> Path:
        """The file of one version."""
        digest = photo.shown_digest
        return self.folder(recipe) / digest[:2] / f"{digest}-{width}.{recipe.suffix}"

    def record(self, photo: "Photo", recipe: Recipe) -> Path:
        """What was written of one photo by one recipe."""
        digest = photo.shown_digest
        return self.folder(recipe) / digest[:2] / f"{digest}.json"


def derive(
    photos: Iterable["Photo"], root: Path, store: Store, executor: Executor, progress: Progress = quiet
) -> dict[str, Outcome]:
    """What became of each photo, by ``shown_digest``: its versions, or why there are none.

    What is in the state folder and whole is only looked at; the rest is made through ``executor``, in parallel.
    """
    wanted = {photo.shown_digest: photo for photo in photos}
    outcomes: dict[str, Outcome] = {}
    waiting = {}
    for digest, photo in sorted(wanted.items()):
        kept = {recipe: _kept(store, photo, recipe) for recipe in store.recipes}
        missing = tuple(recipe for recipe, found in kept.items() if found is None)
        if missing:
            waiting[executor.submit(_make, root / photo.path, photo, store, missing)] = digest
        else:
            outcomes[digest] = _derived(store, photo, next(filter(None, kept.values())))
    for done, future in enumerate(as_completed(waiting), 1):
        outcomes[waiting[future]] = future.result()
        progress(done, len(waiting), "处理照片")
    return {digest: outcomes[digest] for digest in sorted(outcomes)}


def _make(file: Path, photo: "Photo", store: Store, recipes: tuple[Recipe, ...]) -> Outcome:
    """Make, inspect and keep one photo by ``recipes``; errors are returned, so that the others go on."""
    try:
        data = read_photo(file)
        if hashlib.sha256(data).hexdigest() != photo.digest:
            return PhotoError("unreadable", "在构建过程中被改动", "请再构建一次")
        made = store.engine.make(data, Order(widths_of(photo.width), recipes, photo.blur))
    except PhotoError as error:
        return error
    found = [word for version in made.versions for word in findings(version.data, version.recipe.suffix)]
    if found:
        return PrivateBytesError(tuple(dict.fromkeys(found)))
    for recipe in recipes:
        _keep(store, photo, recipe, made)
    return _derived(store, photo, (made.tone, made.notes))


def _keep(store: Store, photo: "Photo", recipe: Recipe, made: Made) -> None:
    rows = {}
    for version in made.versions:
        if version.recipe == recipe:
            target = store.file(photo, version.width, recipe)
            write_atomically(target, version.data, durable=False)
            digest = hashlib.sha256(version.data).hexdigest()
            rows[target.name] = [len(version.data), target.lstat().st_mtime_ns, digest]
    value = {"files": rows, "tone": made.tone, "notes": list(made.notes)}
    write_record(store.record(photo, recipe), RECORD, value, durable=False)


def _kept(store: Store, photo: "Photo", recipe: Recipe) -> tuple[str, tuple[str, ...]] | None:
    """The tone and the notes from an earlier build, when every file of it is as it was written."""
    record = read_record(store.record(photo, recipe), RECORD)
    match record:
        case {"files": dict(rows), "tone": str(tone), "notes": list(notes)}:
            files = (store.file(photo, width, recipe) for width in widths_of(photo.width))
            return (tone, tuple(notes)) if all(_is_whole(file, rows.get(file.name)) for file in files) else None
    return None


def _is_whole(file: Path, row: object) -> bool:
    """Whether a file is as the record says: by its size and time, or, when only the time differs, by its hash."""
    try:
        status = file.lstat()
        if not isinstance(row, list) or row[0] != status.st_size or file.is_symlink():
            return False
        return bool(row[1] == status.st_mtime_ns or row[2] == hashlib.sha256(file.read_bytes()).hexdigest())
    except (OSError, IndexError):
        return False


def _derived(store: Store, photo: "Photo", known: tuple[str, tuple[str, ...]] | None) -> Derived:
    tone, notes = known or ("", ())
    derivatives = (
        Derivative(file_of(photo.shown_digest, width, recipe.suffix), store.file(photo, width, recipe))
        for width in widths_of(photo.width)
        for recipe in store.recipes
    )
    return Derived(tuple(derivatives), tone, notes)
