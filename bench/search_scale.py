"""Builds a search index of N long articles that never were files, and says what it cost.

    python bench/search_scale.py FOLDER [N]

The articles are those of ``search_corpus.py`` without front matter; they are written while they are indexed, so the
seconds include their making, which is told apart. Prints one line of JSON: seconds, the most memory of this process and
of one worker, the bytes of the index and of its records, and of a shard, a record and ``index.json``. FOLDER is emptied.
"""

import json
import os
import resource
import shutil
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from search_corpus import LENGTH, paragraphs  # noqa: E402 - the project had to be named first

from plugins.fulltext_search.contribution import Contribution, Facets  # noqa: E402
from plugins.fulltext_search.folding import traditional  # noqa: E402
from plugins.fulltext_search.kept import Kept  # noqa: E402
from plugins.fulltext_search.making import Site, files_of, index_of  # noqa: E402
from plugins.fulltext_search.passages import TITLE, Passage  # noqa: E402
from plugins.fulltext_search.phrases import CLAUSE, MINED, PIECE, Phrase  # noqa: E402
from plugins.fulltext_search.phrases import TITLE as TITLE_KIND  # noqa: E402
from plugins.fulltext_search.records import packed_record  # noqa: E402
from plugins.fulltext_search.terms import Normaliser  # noqa: E402

FIRST, DAYS = date(2000, 1, 1), 9_830
SAMPLE = 50


def article(number: int) -> Contribution:
    """What article ``number`` says to the index."""
    texts = paragraphs(number, LENGTH)
    title, day = texts[0][:16], day_of(number)
    passages = (Passage(title, TITLE), *map(Passage, texts), Passage(f"{day.year}年{day.month}月{day.day}日"))
    rows = [[one.text, one.weight] if one.weight > 1 else [one.text] for one in passages]
    record = {"url": f"/news/{number}/", "title": title, "day": day.isoformat(), "passages": rows}
    phrases = [Phrase(text, TITLE_KIND) for text in PIECE.findall(title)]
    phrases += [Phrase(text, MINED) for text in CLAUSE.findall("\n".join(texts))]
    return Contribution(f"/news/{number}/", day, passages, packed_record(record), tuple(dict.fromkeys(phrases)))


def day_of(number: int) -> date:
    """The days of all articles, ascending."""
    return FIRST + timedelta(days=number * DAYS // size)


def main(folder: Path) -> None:
    """Print the figures."""
    shutil.rmtree(folder, ignore_errors=True)
    begun = time.perf_counter()
    text = sum(len("\n\n".join(paragraphs(number, LENGTH)).encode()) for number in range(0, size, SAMPLE)) * SAMPLE
    generating = (time.perf_counter() - begun) * SAMPLE
    numbers = tuple(map(str, range(size)))
    facets = Facets("动态", "消息", ())
    site = Site(numbers, numbers, tuple(map(day_of, range(size))), (), article, lambda _: facets)
    begun = time.perf_counter()
    kept = Kept(folder, "bench")
    jobs = os.cpu_count() or 1
    index = index_of(site, kept, Normaliser(traditional()), jobs)
    seconds = time.perf_counter() - begun
    sizes: dict[str, list[int]] = {}
    for name, data in files_of(index, kept).items():
        sizes.setdefault(name.split("/")[0], []).append(len(data) if isinstance(data, bytes) else data.stat().st_size)
    records = sum(sizes["records"])
    figures = {
        "seconds": seconds,
        "generating on one core": generating,
        "memory of this process": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "memory of a worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "text": text,
        "index": sum(map(sum, sizes.values())) - records,
        "records": records,
        **{f"{kind}, median": int(statistics.median(of_kind)) for kind, of_kind in sizes.items()},
        "shards": len(sizes["shards"]),
    }
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    size = int(*sys.argv[2:] or [100_000])
    main(Path(sys.argv[1]))
