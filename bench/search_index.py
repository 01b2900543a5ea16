"""Builds a search index alone, in a process of its own, and says what it cost (used by ``search.py``).

    python bench/search_index.py CONTENT CACHE OUTPUT [EDITED]

reads CONTENT, makes the index with what CACHE has kept, writes it to OUTPUT and prints one line of JSON: seconds of
reading and of making, and the bytes of all files, of which ``records`` are the articles' text for excerpts. Reading is
not the search's: the site needs the articles anyway. With EDITED, a file in CONTENT gets one more sentence: ``again`` is
the short way (the files that it changes, written), ``long`` the long way with the same cache.
"""

import json
import os
import shutil
import sys
import time
from datetime import datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from plugins.build_state.garbage import collected_rarely  # noqa: E402 - the project had to be named first
from plugins.documents.document import Document  # noqa: E402
from plugins.documents.library import Library, read_library  # noqa: E402
from plugins.fulltext_search.amending import PUBLISHED, Knowing, amend  # noqa: E402
from plugins.fulltext_search.kept import Kept  # noqa: E402
from plugins.fulltext_search.making import FOLDER, Files, make  # noqa: E402
from plugins.fulltext_search.options import Options  # noqa: E402
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS  # noqa: E402

NOW = datetime.fromisoformat("2026-12-01T08:00:00+08:00")


def library_of(content: Path) -> Library:
    """The articles of a content folder."""
    return read_library(content, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)


def publish(files: Files, output: Path) -> None:
    """Put the files where they belong; those that are there already stay."""
    for folder in {name.rpartition("/")[0] for name in files}:
        (output / folder).mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        target = f"{output}/{name}"
        if isinstance(data, bytes):
            Path(target).write_bytes(data)
            continue
        try:
            os.link(data, target)
        except FileExistsError:
            continue
        except OSError:
            shutil.copyfile(data, target)


def made(library: Library, cache: Path, output: Path) -> tuple[float, int, int]:
    """Seconds of making the index, its files included; their bytes, and those of records."""
    begun = time.perf_counter()
    files = make(library, Options(), {}, Kept(cache / FOLDER, "bench"), os.cpu_count() or 1)
    publish(files, output)
    seconds = time.perf_counter() - begun
    sizes = {name: (output / name).stat().st_size for name in files}
    return seconds, sum(sizes.values()), sum(size for name, size in sizes.items() if name.startswith("records/"))


def amended(document: Document, cache: Path, output: Path) -> float:
    """Seconds of bringing the files up to date after ``document`` was edited."""
    begun = time.perf_counter()
    files = amend(cache, "bench", [(document, ())], Knowing(Options().kind_names), lambda _: document)
    if files is None:
        sys.exit("the short way was not taken")
    for name, data in files.items():
        target = output / name.removeprefix(PUBLISHED)
        target.unlink(missing_ok=True)
        if data is not None:
            target.write_bytes(data)
    return time.perf_counter() - begun


def main(content: Path, cache: Path, output: Path, edited: str = "") -> None:
    """Print the figures."""
    begun = time.perf_counter()
    library = library_of(content)
    figures: dict[str, float] = {"reading": time.perf_counter() - begun}
    figures["making"], figures["size"], figures["records"] = made(library, cache, output)
    del library  # the site's memory, not twice
    if edited:
        with (content / edited).open("a", encoding="utf-8") as file:
            file.write("\n编辑部又补充了一句话。\n")
        library = library_of(content)
        document = next(one for one in library.public if str(one.path) == edited)
        figures["again"] = amended(document, cache, output)
        figures["long"], *_ = made(library, cache, output)
    print(json.dumps(figures))


if __name__ == "__main__":
    with collected_rarely():  # as in a build; the short way, too, has no library beside it to look through
        main(*map(Path, sys.argv[1:4]), *sys.argv[4:5])
