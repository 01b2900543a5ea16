"""Build times side by side: this generator, Hugo, stock Pelican and others, equal sites, one machine, one run.

    python bench/compare.py [--articles 10000] [--runs 3] [--only hugo,yugong] [--cases clean,body] [--scale 100000]
                            [--folder .cache/bench] [--joined]

Writes the same articles for each generator, installs what is missing in environments of their own below the folder,
and builds again and again in new processes, the generators in turns: from nothing; with nothing changed; with one
article's body, one title, one tag changed, one article added, the articles' template changed. Prints one table of medians: wall and processor seconds of
the process and its children, the largest process' peak memory, files and bytes, and each wall time as a ratio to Hugo's
for the same case. ``--scale`` is for the sizes that only the fast ones bear: Hugo and 渝工.

It can be run in pieces: with ``--folder`` the sites and the figures stay (``figures-10000.json``), a later run replaces
the figures of the generators and cases that it measures, and ``--joined`` prints the table of all that is there. A ratio
is only as good as the two runs are alike: measure Hugo and what is compared with it in one run. Hugo, stock Pelican and
渝工 are measured unless others are asked for; ``--only slow`` measures the slow ones, once is enough for them.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent))

from contestants import ALL, Contestant
from peers import PEERS
from plain import Added, Plain, Retagged, plain_articles

CASES = ("clean", "nothing", "body", "title", "tag", "add", "template")
FIRST = "hugo"
KINDS = {kind.name: kind for kind in (*ALL, *PEERS)}
LARGE = 50_000


@dataclass(frozen=True)
class Figures:
    """One build."""

    wall: float
    cpu: float
    peak: float


def measured(contestant: Contestant) -> Figures:
    """Build once in a new process; stops everything when that fails."""
    environment = {**os.environ, "YUGONG_NO_VENV": "1", "PYTHONDONTWRITEBYTECODE": ""}
    log = contestant.folder / "build.log"
    begun = time.perf_counter()
    with log.open("w") as said:
        process = subprocess.Popen(
            list(contestant.command()), cwd=contestant.folder, stdout=said, stderr=said, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{contestant.title} failed: {log.read_text('utf-8', 'replace')[-2000:]}")
    return Figures(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def middle(articles: list[Plain]) -> Plain:
    """The article that stands in the middle by date: in no feed, on no first page."""
    return sorted(articles, key=lambda article: article.slug)[len(articles) // 2]


def prepare(contestant: Contestant, case: str, article: Plain, run: int) -> None:
    """Change what the case changes."""
    match case:
        case "clean":
            contestant.forget()
        case "body":
            replace(contestant.file_of(article), "。\n\n## ", f"。第{run}次补充。\n\n## ")
        case "title":
            replace(contestant.file_of(article), article.title, f"{article.title}{run}")
        case "tag":  # of another article: the edited one is no longer as it was written
            contestant.put(Retagged(article.index + 1, run))
        case "add":
            contestant.put(Added(article.index, run))
        case "template":
            contestant.edit_template(run)


def replace(file: Path, old: str, new: str) -> None:
    """Edit a file once."""
    text = file.read_text("utf-8")
    if old not in text:
        sys.exit(f"{file} has no {old!r}")
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def sizes(folder: Path) -> tuple[int, int, int]:
    """Pages, all files, all bytes."""
    files = [p for p in folder.rglob("*") if p.is_file()]
    return sum(p.suffix == ".html" for p in files), len(files), sum(p.stat().st_size for p in files)


Found = dict[str, dict[str, list[Figures]]]
"""The figures by the generator's name and the case."""


def table(found: Found, shown: dict[str, Contestant]) -> str:
    """The medians as a Markdown table."""
    lines = ["| | case | wall s | × Hugo | CPU s | × Hugo | peak MB | runs |", "|---|---|--:|--:|--:|--:|--:|--:|"]
    for name, cases in found.items():
        for case, figures in cases.items():
            rival = found.get(FIRST, {}).get(case, [])
            wall, cpu, peak = (middle_of(figures, key) for key in ("wall", "cpu", "peak"))
            ratios = [
                f"{mine / middle_of(rival, key):.2f}" if rival else "–" for key, mine in (("wall", wall), ("cpu", cpu))
            ]
            row = [shown[name].title, case, f"{wall:.2f}", ratios[0], f"{cpu:.2f}", ratios[1], f"{peak:.0f}"]
            lines.append(f"| {' | '.join([*row, str(len(figures))])} |")
    lines += ["", "| | pages | files | MB |", "|---|--:|--:|--:|"]
    for contestant in shown.values():
        pages, files, size = sizes(contestant.output)
        lines.append(f"| {contestant.title} | {pages} | {files} | {size / 1e6:.1f} |")
    return "\n".join(lines)


def middle_of(figures: list[Figures], key: str) -> float:
    """The median of one figure."""
    return statistics.median(getattr(one, key) for one in figures)


def kept(file: Path) -> Found:
    """The figures of earlier runs."""
    raw = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return {name: {case: [Figures(**f) for f in fs] for case, fs in cases.items()} for name, cases in raw.items()}


def joined(before: Found, found: Found) -> Found:
    """Earlier figures, but for what was measured anew; Hugo first."""
    names = sorted({*before, *found}, key=lambda name: (name != FIRST, list(KINDS).index(name)))
    return {name: {**before.get(name, {}), **found.get(name, {})} for name in names}


def compare(folder: Path, chosen: list[type[Contestant]], size: int, runs: int, cases: list[str]) -> Found:
    """Build all chosen sites in turns."""
    articles = plain_articles(size)
    shown: dict[str, Contestant] = {}
    for kind in chosen:
        contestant = kind(folder / str(size), folder / "tools")
        try:
            contestant.install()
        except (OSError, subprocess.CalledProcessError) as fault:
            print(f"{contestant.title} cannot be installed here: {fault}", file=sys.stderr)
            continue
        if not contestant.folder.exists():
            contestant.write(articles)
        shown[contestant.name] = contestant
    edited = middle(articles)
    found: Found = {name: {case: [] for case in cases} for name in shown}
    stamp = int(time.time())  # a second comparison in the same folder must edit too
    for run in range(runs):
        for case in cases:
            for name, contestant in shown.items():
                prepare(contestant, case, edited, stamp + run)
                found[name][case].append(measured(contestant))
                print(
                    f"{run + 1}/{runs} {case} {contestant.title}: {found[name][case][-1]}", file=sys.stderr, flush=True
                )
    return found


def report(folder: Path, size: int, found: Found) -> str:
    """Keep the figures with those of earlier runs, and return the table."""
    file = folder / f"figures-{size}.json"
    whole = joined(kept(file), found)
    raw = {name: {case: [asdict(f) for f in fs] for case, fs in cases.items()} for name, cases in whole.items()}
    file.write_text(json.dumps(raw, indent=1))
    shown = {name: KINDS[name](folder / str(size), folder / "tools") for name in whole}
    return f"{size} articles, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.machine()}; medians\n\n{table(whole, shown)}"


def main() -> None:
    """Read the arguments, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", "--scale", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="names, with commas; all unless told")
    parser.add_argument("--cases", default=",".join(CASES))
    parser.add_argument("--joined", action="store_true", help="measure nothing, print what was measured")
    parser.add_argument("--folder", type=Path, help="kept between comparisons; a temporary one unless told")
    asked = parser.parse_args()
    names = asked.only.split(",") if asked.only else [kind.name for kind in ALL]
    if asked.only == "slow":
        names = [kind.name for kind in PEERS]
    if asked.articles >= LARGE and not asked.only:
        names = [FIRST, "yugong"]
    chosen = [kind for kind in KINDS.values() if kind.name in names]
    with TemporaryDirectory() as temporary:
        folder = asked.folder.resolve() if asked.folder else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        cases = asked.cases.split(",")
        found = {} if asked.joined else compare(folder, chosen, asked.articles, asked.runs, cases)
        print(report(folder, asked.articles, found))


if __name__ == "__main__":
    main()
