"""What the search finds, and what it costs, beside Pagefind and MkDocs' built-in search: one Markdown table.

    python bench/search.py [--scale N] [--queries M] [--rivals] [--quality] [--account] [--plain] [--keep FOLDER]

Quality: the queries of ``tests/search_quality`` over the real content and 600 generated articles, in Chromium, as it
is and without ``Intl.Segmenter``. Cost: over N articles (10,000 unless told) of some 1,500 characters
(``search_corpus.py``): making the index, bytes and requests of a search in a fresh browser, and the time from opening
the address, and from pressing Enter on the open page, to the first result at 4 Mbit/s, 100 ms and a processor slowed
four times. Bytes are those of responses with their headers: the script, index.json, and whatever the query fetched;
what the page itself weighs is another column. The server compresses texts, as ``tools/nginx.conf`` does; with
``--plain`` nothing. ``--account`` tells what each query's bytes are for, and when each file of the slowest came. Needs
Chromium and the packages of the test group; ``--rivals`` fetches Pagefind from npm once. Run it on an idle machine, and
name the machine when you quote the figures. KEEP holds corpora and indexes between runs.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
sys.path[:0] = [str(PROJECT), str(HERE), str(PROJECT / "tests/search_quality"), str(PROJECT / "tests/web")]

from chromium import find_chromium  # noqa: E402 - the folders had to be named first
from expectations import HALVES, Corpus, Query, read_corpus, read_queries  # noqa: E402
from filler import SIZE, write  # noqa: E402
from memory import measured  # noqa: E402
from reader import ask_all  # noqa: E402
from scoring import recall, reciprocal_rank, scores  # noqa: E402
from search_chromium import PARTS, Cost, Page, costs, found_by_pagefind  # noqa: E402
from search_corpus import write_corpus  # noqa: E402
from search_host import hosts  # noqa: E402
from search_index import library_of  # noqa: E402
from search_rivals import PAGEFIND, Made, Text, ask_mkdocs, make_mkdocs, make_pagefind  # noqa: E402
from servers import serving  # noqa: E402

from plugins.command_line.preview_server import Handler  # noqa: E402

NOW = "2026-12-01T08:00:00+08:00"
MEGA = 1_000_000
UNKNOWN = ("—", "—")
HEAD = re.compile(r'data-head="[^"]*"')


def built(content: Path, folder: Path) -> Path:
    """The site of ``content``, by the real command."""
    output = folder / "output"
    words = ["build", "--content", content, "--output", output, "--cache", folder / "cache", "--now", NOW]
    subprocess.run(
        [sys.executable, str(PROJECT / "build.py"), *map(str, words)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return output


def texts_of(content: Path) -> Iterator[Text]:
    """Every page of a content folder as the rivals get it."""
    for document in library_of(content).public:
        names = "、".join((*document.meta.people, *document.meta.organisations))
        yield Text(document.url, document.title, [document.summary, *document.body.text.split("\n"), names])


def quality(folder: Path, chromium: str, *, rivals: bool) -> list[str]:
    """One line a search and way: Recall@10 and MRR of both halves."""
    write(folder / "content", SIZE)
    site = built(folder / "content", folder)
    corpus = read_corpus()
    queries = [query for half in HALVES for query in read_queries(half, corpus)]
    asked = [query.text for query in queries]
    found: dict[str, Mapping[str, Sequence[str]]] = {}
    with serving(site) as address:
        answers = asyncio.run(ask_all(address, asked, chromium))
    found["渝工"] = {text: answer.found for text, answer in answers["typed"].items()}
    found["渝工，没有 Intl.Segmenter"] = {text: answer.found for text, answer in answers["without"].items()}
    if rivals:
        texts = list(texts_of(folder / "content"))
        make_pagefind(texts, folder / "pagefind", PROJECT / ".cache" / "bench")
        with serving(folder / "pagefind", Handler) as address:
            for name, phone in ((f"Pagefind {PAGEFIND}", False), (f"Pagefind {PAGEFIND}，像安卓那样分词", True)):
                found[name] = asyncio.run(found_by_pagefind(address, asked, chromium, phone=phone))
        make_mkdocs(texts, folder / "search_index.json")
        found["MkDocs 自带的搜索"] = ask_mkdocs(folder / "search_index.json", asked, folder)
    lines = [
        f"| {len(corpus.texts)} 个页面，{len(queries)} 条查询 | 盲测 Recall@10 | 盲测 MRR | 调试 Recall@10 | 调试 MRR | 没有答案的查询给出的结果 |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    return lines + [quality_line(name, queries, pages) for name, pages in found.items()]


def quality_line(name: str, queries: Sequence[Query], found: Mapping[str, Sequence[str]]) -> str:
    """Both halves of one search."""
    scored = scores(queries, found)
    cells = []
    for half in HALVES:
        own = [score for score in scored if score.query.half == half]
        cells += [f"{recall(own):.3f}", f"{reciprocal_rank(own):.3f}"]
    nothing = sum(len(score.found) for score in scored if not score.query.right)
    return f"| {name} | {' | '.join(cells)} | {nothing} |"


def sampled(corpus: Corpus, most: int) -> list[str]:
    """So many queries of all kinds, evenly from both halves."""
    queries = [query.text for half in HALVES for query in read_queries(half, corpus)]
    return queries[:: max(1, len(queries) // most)][:most]


def spread(values: Sequence[float]) -> str:
    """The median and the ninetieth of a hundred."""
    if not values:
        return "—"
    ordered = sorted(values)
    return f"{statistics.median(ordered):.0f} / {ordered[int(len(ordered) * 0.9)]:.0f}"


def cost_line(name: str, text: int, made: Made, making: Sequence[str], measured_costs: Sequence[Cost]) -> str:
    """One line of the second table; ``making`` are the memory and the seconds after an edit, as they are shown."""
    cells = (
        f"{made.seconds:.1f} 秒",
        *making,
        f"{(made.size - made.records) / text:.0%}" + (f"，另有正文 {made.records / text:.0%}" if made.records else ""),
        spread([cost.bytes / 1000 for cost in measured_costs]),
        spread([cost.parts["page"] / 1000 for cost in measured_costs if cost.parts]),
        spread([cost.requests for cost in measured_costs]),
        spread([cost.opened for cost in measured_costs if cost.opened]),
        spread([cost.entered for cost in measured_costs if cost.entered]),
    )
    return f"| {name} | {' | '.join(cells)} |"


def account(asked: Sequence[str], found: Sequence[Cost]) -> Iterator[str]:
    """What each query moved for what, and the middle of each part; the files of the slowest."""
    names = [*dict.fromkeys(part for _, part in PARTS), "page"]
    for query, one in zip(asked, found, strict=True):
        cells = " ".join(f"{name} {one.parts.get(name, 0) / 1000:.1f}" for name in names)
        yield f"{one.bytes / 1000:6.1f} KB {one.opened:5.0f} {one.entered:5.0f} ms  {query[:20]}: {cells}"
    middles = [f"{name} {statistics.median(one.parts.get(name, 0) for one in found) / 1000:.1f}" for name in names]
    yield f"medians, KB: {', '.join(middles)}"
    slowest = max(found, key=lambda one: one.opened)
    yield from ("the slowest: asked for and here at (ms), bytes, file", *slowest.waves)


def set_aside(*folders: Path) -> Iterator[Path]:
    """Rename old folders; they are removed later: ext4 makes new files slowly for minutes after many were deleted."""
    for folder in folders:
        if folder.exists():
            yield folder.rename(folder.with_name(f"{folder.name}-old"))


def carry(site: Path) -> None:
    """The search page says what the index beside it says, as a build of all these articles would have written it."""
    page = site / "search/index.html"
    head = escape((site / "search/index/index.json").read_text(encoding="utf-8"))
    page.write_text(HEAD.sub(lambda _: f'data-head="{head}"', page.read_text(encoding="utf-8")), encoding="utf-8")


def cost(folder: Path, asked: Sequence[str], chromium: str, given: argparse.Namespace) -> tuple[list[str], list[Cost]]:
    """One line a search: making the index, and what a cold query moves and takes."""
    scale: int = given.scale
    our_host, their_host = hosts(plain=given.plain)
    content, shell = folder / f"content-{scale}", folder / "shell"
    size_file = folder / f"content-{scale}.bytes"
    if not size_file.exists():
        shutil.rmtree(content, ignore_errors=True)
        size_file.write_text(str(write_corpus(content, scale)), encoding="ascii")
    text = int(size_file.read_text(encoding="ascii"))
    built(PROJECT / "content", shell)
    site, cache = folder / f"site-{scale}", folder / f"cache-{scale}"
    old = list(set_aside(site, cache))
    shutil.copytree(shell / "output", site, ignore=shutil.ignore_patterns("index", "handbook"))
    edited = next(content.glob("news/2026/*-shengcheng-*.md")).relative_to(content)
    command = [
        sys.executable,
        str(HERE / "search_index.py"),
        str(content),
        str(cache),
        str(site / "search/index"),
        str(edited),
    ]
    said, memory = measured(command)
    figures = json.loads(said)
    for one in old:
        shutil.rmtree(one)
    carry(site)
    with serving(site, our_host) as address:
        ours = asyncio.run(costs(address, asked, chromium, Page.OURS))
    lines = [
        f"| {scale} 篇，{text / MEGA:.1f} MB | 建立索引 | 内存 | 改一篇之后 | 索引占文字 | 每次搜索 KB（中位 / 九成） | 页面本身 KB | 请求 | 打开地址到出结果，毫秒 | 按回车到出结果，毫秒 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        cost_line(
            "渝工",
            text,
            Made(figures["making"], int(figures["size"]), int(figures["records"])),
            (f"{memory / MEGA:.0f} MB", f"{figures['again']:.2f} 秒"),
            ours,
        ),
    ]
    if given.rivals:
        texts = list(texts_of(content))
        pagefind = folder / f"pagefind-{scale}"
        shutil.rmtree(pagefind, ignore_errors=True)
        made = make_pagefind(texts, pagefind, PROJECT / ".cache" / "bench")
        with serving(pagefind, their_host) as address:
            theirs = asyncio.run(costs(address, asked, chromium, Page.PAGEFIND))
        lines.append(cost_line(f"Pagefind {PAGEFIND}", text, made, UNKNOWN, theirs))
        mkdocs = make_mkdocs(texts, folder / f"mkdocs-{scale}.json")
        lines.append(cost_line("MkDocs 自带的搜索（整份索引一次下载）", text, mkdocs, UNKNOWN, []))
    return lines, ours


def main() -> None:
    """Print the tables."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--scale", type=int, default=10_000)
    given.add_argument("--queries", type=int, default=60)
    given.add_argument("--rivals", action="store_true")
    given.add_argument("--quality", action="store_true")
    given.add_argument("--account", action="store_true")
    given.add_argument("--plain", action="store_true")
    given.add_argument("--keep", type=Path)
    asked = given.parse_args()
    chromium = find_chromium() or sys.exit("no Chromium on the PATH")
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if asked.quality:
            print("\n".join(quality(Path(scratch) / "quality", chromium, rivals=asked.rivals)), end="\n\n", flush=True)
        if asked.scale:
            queries = sampled(read_corpus(), asked.queries)
            lines, found = cost(folder, queries, chromium, asked)
            print("\n".join(lines))
            if asked.account:
                print("\n".join(["", *account(queries, found)]))
    print(f"\n{os.cpu_count()} 核，负载 {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
