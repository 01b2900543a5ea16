"""What photos cost a build in which none changed: ``python bench/photos_unchanged.py FOLDER [COUNT]``.

Makes COUNT (1,000) small photos and their versions in FOLDER once, then measures in a process of its own what every
later build does: a stat for each photo instead of a hash, and a look at each version's record, size and time.
"""

import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from plugins.build_state.workers import executor
from plugins.documents.document import Photo
from plugins.documents.photo_cache import PhotoFactsCache
from plugins.photo_gallery.derivatives import Derived, Store, derive
from plugins.photo_gallery.engines import engine

SIZE = (1800, 1350)


def looked_at(folder: Path) -> int:
    """The photos of ``folder`` with all their versions; made where they are missing."""
    facts = PhotoFactsCache(folder / "cache")
    photos = []
    for file in sorted((folder / "content").glob("*.jpg")):
        found = facts.facts(file)
        photos.append(Photo(PurePosixPath(file.name), "", "", "", found.width, found.height, found.digest))
    facts.save()
    with executor("threads", 2) as workers:
        outcomes = derive(photos, folder / "content", Store(folder / "cache", engine("pillow")), workers)
    return sum(isinstance(outcome, Derived) for outcome in outcomes.values())


def main(folder: Path, count: int) -> None:
    """Prepare, or measure when called by itself again."""
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    if len(list(content.glob("*.jpg"))) < count:
        from scenes import scene  # noqa: PLC0415 - Pillow, which the measured process must not load

        one = scene(0, SIZE)
        for number in range(count):
            one.putpixel((number % SIZE[0], number // SIZE[0]), (255, 0, 0))
            one.save(content / f"{number:04}.jpg", quality=40)
    if looked_at(folder) != count:
        sys.exit("a photo failed")
    subprocess.run([sys.executable, __file__, str(folder), "0"], check=True)


if __name__ == "__main__":
    place, wanted = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000  # noqa: PLR2004 - arguments
    if wanted:
        main(place, wanted)
    else:
        begun, used = time.perf_counter(), time.process_time()
        number = looked_at(place)
        print(f"{number} unchanged photos: {time.perf_counter() - begun:.3f} s, processor {time.process_time() - used:.3f} s")
