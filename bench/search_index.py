"""Builds a search index alone, in a process of its own, and says what it cost (used by ``search.py``).

    python bench/search_index.py CONTENT CACHE OUTPUT [EDITED]

reads CONTENT, makes the index with what CACHE has kept, writes it to OUTPUT and prints one line of JSON: seconds of
reading and of making, and the bytes of the index. Reading is not the search's: the site needs the articles anyway.
With EDITED, a file in CONTENT gets one more sentence and the index is made again with the same cache.
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

from plugins.documents.library import Library, read_library  # noqa: E402 - the project had to be named first
from plugins.fulltext_search.kept import Kept  # noqa: E402
from plugins.fulltext_search.making import make  # noqa: E402
from plugins.fulltext_search.options import Options  # noqa: E402
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS  # noqa: E402

NOW = datetime.fromisoformat("2026-12-01T08:00:00+08:00")


def library_of(content: Path) -> Library:
    """The articles of a content folder."""
    return read_library(content, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)


def made(library: Library, cache: Path, output: Path) -> tuple[float, int]:
    """Seconds of making the index, its files included, and their bytes."""
    begun = time.perf_counter()
    files = make(library, Options(), {}, Kept(cache, "bench"), os.cpu_count() or 1)
    size = 0
    for name, data in files.items():
        target = output / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, bytes):
            target.write_bytes(data)
        elif not target.exists():
            try:
                os.link(data, target)
            except OSError:
                shutil.copyfile(data, target)
        size += target.stat().st_size
    return time.perf_counter() - begun, size


def main(content: Path, cache: Path, output: Path, edited: str = "") -> None:
    """Print the figures."""
    begun = time.perf_counter()
    library = library_of(content)
    figures: dict[str, float] = {"reading": time.perf_counter() - begun}
    figures["making"], figures["size"] = made(library, cache, output)
    if edited:
        with (content / edited).open("a", encoding="utf-8") as file:
            file.write("\n编辑部又补充了一句话。\n")
        figures["again"], _ = made(library_of(content), cache, output)
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]), *sys.argv[4:5])
