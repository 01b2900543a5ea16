"""Our own pipeline in a process of its own: ``photos_ours.py PHOTOS OUT ENGINE FORMATS WIDTHS JOBS``.

Everything that a build does to a new photo is counted: reading the file for its size and hash, decoding, shrinking,
encoding, looking for private bytes, writing it into the state folder with its record.
"""

import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from plugins.build_state.workers import executor
from plugins.documents import photo_addresses
from plugins.documents.photo_facts import probe
from plugins.photo_gallery.decoders import Decoders
from plugins.photo_gallery.derivatives import Derived, Store, derive
from plugins.photo_gallery.engines import engine
from plugins.photo_gallery.recipes import AVIF, JPEG


@dataclass(frozen=True)
class Photo:
    """What making versions asks of a photo, without the models of articles, which no rival loads either."""

    path: PurePosixPath
    width: int
    digest: str
    shown_digest: str
    blur: tuple[()] = ()


def main() -> None:
    """Make the versions; fails unless every photo has all of them."""
    folder, out, choice, formats, widths, jobs = sys.argv[1:]
    photo_addresses.WIDTHS = tuple(map(int, widths.split(",")))  # type: ignore[assignment]  # to make what a rival makes
    recipes = (AVIF, JPEG) if formats == "jpeg+avif" else (JPEG,)
    files = sorted(Path(folder).glob("*.jpg"))
    inside = engine(choice)  # type: ignore[arg-type]  # an argument's text
    with Decoders(inside) as decoders, executor("threads", int(jobs)) as workers:
        photos = [
            Photo(PurePosixPath(file.name), facts.width, facts.digest, facts.digest)
            for file, facts in zip(files, workers.map(probe, files), strict=True)
        ]
        store = Store(Path(out), decoders, recipes)
        outcomes = derive(photos, Path(folder), store, workers)  # type: ignore[arg-type]  # like a Photo
    if not all(isinstance(outcome, Derived) for outcome in outcomes.values()):
        sys.exit("a photo failed")


if __name__ == "__main__":
    main()
