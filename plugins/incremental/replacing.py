"""A published site with a few files replaced: the site before, brought up to date, and swapped in by one exchange of names.

Where most files are shared with the site before, that is a handful of changes. Right after a site was made from nothing
there is none before: then every file gets a second name first. Both that and the look whether anybody touched the site
are a :func:`survey`, which another process can make while this one renders.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from ..build_state.files import FOLDER_MODE, link_or_copy, make_folder, write_new
from . import inputs
from .publishing import MANIFEST, control_folder, manifest_text, read_manifest, stage_of, swap, sync

Stamps = Mapping[str, list[object]]
Json = Any


class StaleError(RuntimeError):
    """What we believed of the published site does not hold; it must be built the long way."""


@dataclass(frozen=True, slots=True)
class Survey:
    """How a published site and the one before compare.

    ``is_untouched`` says that the site is as it was recorded; ``other`` are its files that the site before does not share,
    ``extra`` those that only the site before has. ``is_twin`` says that the stage holds a second name of every file.
    """

    is_untouched: bool
    other: frozenset[str] = frozenset()
    extra: frozenset[str] = frozenset()
    is_twin: bool = False

    def as_json(self) -> Json:
        """The survey for another process."""
        return [self.is_untouched, sorted(self.other), sorted(self.extra), self.is_twin]

    @classmethod
    def of(cls, made: Json) -> Self:
        """The survey of another process."""
        return cls(made[0], frozenset(made[1]), frozenset(made[2]), made[3])


def is_as_recorded(output: Path, published: Stamps) -> bool:
    """Whether nobody has touched the site."""
    try:
        return bool(published) and inputs.outputs(output) == published
    except OSError:
        return False


def survey(output: Path, stage: Path | None, published: Stamps) -> Survey:
    """Look, and fill the ``stage`` where there is no site before; ``published`` is what was recorded of the site."""
    if not is_as_recorded(output, published):
        return Survey(is_untouched=False)
    previous = control_folder(output) / "previous"
    if previous.is_dir():
        there = inodes(previous)
        other = frozenset(name for name, stamp in published.items() if there.get(name) != stamp[3])
        return Survey(is_untouched=True, other=other, extra=frozenset(there.keys() - published.keys()))
    if stage:
        shutil.rmtree(stage, ignore_errors=True)
        link_all(output, stage, published)
    return Survey(is_untouched=True, other=frozenset(published), is_twin=bool(stage))


def amend(  # noqa: PLR0913 - one call says everything that is to be done
    output: Path,
    fresh: Mapping[str, tuple[Path, str]],
    gone: Collection[str],
    published: Stamps,
    found: Survey,
    *,
    durable: bool = True,
) -> set[str]:
    """Publish ``output`` with some files new or replaced and some gone; every other keeps its name, bytes and inode.

    ``fresh`` are finished files beside the stage, with their SHA-256, which move to their places; what ``published`` and
    the survey tell must be true. Returns the names of files whose times changed because they got or lost a second name.
    Unless it is ``durable``, the caller waits for the disk (:func:`.publishing.sync`). Call with the lock held.
    """
    stage, previous = stage_of(output), control_folder(output) / "previous"
    listed = read_manifest(output)
    if listed is None or not listed.keys() | {MANIFEST} == published.keys():
        raise StaleError(MANIFEST)
    files = listed | {name: digest for name, (_, digest) in fresh.items()}
    manifest = manifest_text({name: digest for name, digest in files.items() if name not in gone})
    is_twin = found.is_twin
    if previous.is_dir():
        previous.rename(stage)  # nobody shall roll back to a site that is being changed
    elif not is_twin:
        link_all(output, stage, published)
        is_twin = True
    staying = set(found.other).difference(gone, fresh, {MANIFEST})
    leaving = set(found.extra).union(gone).difference(fresh)
    for name in (*(() if is_twin else staying), *fresh, *leaving, MANIFEST):
        (stage / name).unlink(missing_ok=True)
    _remove_empty(stage, {name.rpartition("/")[0] for name in leaving})
    for name in () if is_twin else staying:
        link_or_copy(output / name, stage / name)
    for name, (file, _) in fresh.items():
        make_folder((stage / name).parent)
        file.rename(stage / name)
    write_new(stage / MANIFEST, manifest)
    if durable:
        sync(stage)
    swap(stage, output, durable=durable)
    return staying | fresh.keys() | {MANIFEST}


def inodes(site: Path) -> dict[str, int]:
    """The inode of every file of a site, by name: what tells whether two sites share a file."""
    found: dict[str, int] = {}
    waiting = [("", str(site))]
    while waiting:
        start, folder = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{start}{entry.name}/", entry.path))
                else:
                    found[start + entry.name] = entry.inode()
    return found


def link_all(output: Path, stage: Path, names: Iterable[str]) -> None:
    """Give each of these files a second name below ``stage``: plain calls, since there may be ten thousands of them."""
    make_folder(stage)
    top, start = f"{stage}/", f"{output}/"
    made = {""}
    for name in names:
        folder = name.rpartition("/")[0]
        if folder not in made:
            _make_folders(top, folder, made)
        try:
            os.link(start + name, top + name, follow_symlinks=False)
        except OSError:
            link_or_copy(output / name, stage / name)


def _make_folders(top: str, folder: str, made: set[str]) -> None:
    above = folder.rpartition("/")[0]
    if above not in made:
        _make_folders(top, above, made)
    os.mkdir(top + folder, FOLDER_MODE)  # noqa: PTH102 - as above
    os.chmod(top + folder, FOLDER_MODE)  # noqa: PTH101 - as above; the umask may have taken something away
    made.add(folder)


def _remove_empty(site: Path, folders: Iterable[str]) -> None:
    """Remove folders that lost their last file, and their parents."""
    for folder in folders:
        parts = folder.split("/")
        for end in range(len(parts), 0, -1):
            try:
                site.joinpath(*parts[:end]).rmdir()
            except OSError:
                break
