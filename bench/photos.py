"""How fast photos become web versions, beside sigal, eleventy-img and Hugo: wall and processor time, memory, likeness.

    python bench/photos.py [FOLDER] [--install] [--count 60] [--rounds 3] [--only NAME …]

FOLDER (``.cache/bench/photos``) keeps the photos (made at the first run, see ``scenes.py``), the rivals (``--install``
puts them into ``tools/`` there, see ``photos_rivals.py``) and the figures, so that the runs may be done in pieces with
``--only``; the tables at the end show all figures so far. Every run is a process of its own with nothing cached, on the
same photos, in the same widths and formats. In each round every run has its turn, so that what else the machine does
meets all of them alike; ratios are taken within a round, and told as their median with the smallest and the largest.
Memory is the most that all processes of a run held together, shared pages counted once. Run it on an idle machine, and
name the machine when you quote the figures.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from photo_likeness import beside, likeness
from photos_rivals import SETTINGS, Task, install, tasks
from scenes import write_scenes

PROJECT = Path(__file__).resolve().parents[1]
MIB = 2**20
MOMENT = 0.1
"""Seconds between two looks at a run's memory."""
LIKENESS = "likeness"
RIVALS = {
    "sigal jpeg, two sizes": ("ours jpeg, two sizes", 2.0),
    "eleventy-img jpeg": ("ours jpeg", 1.15),
    "eleventy-img jpeg+avif": ("ours jpeg+avif", 2.0),
    "hugo jpeg": ("ours jpeg", 8.0),
    "hugo jpeg+avif": ("ours jpeg+avif", 8.0),
    "ours jpeg, one core": ("ours jpeg", 1.9),
    "ours jpeg+avif, one core": ("ours jpeg+avif", 1.9),
    "ours jpeg, Pillow alone": ("ours jpeg, vips", 1.3),
    "ours jpeg+avif, Pillow alone": ("ours jpeg+avif, vips", 1.0),
    "ours jpeg, vips": ("ours jpeg", 1.0),
}
"""Who is to be beaten by whom, and by how much: photos a second for cores, processor time as well for programs."""


@dataclass(frozen=True)
class Figures:
    """One program at one task, once."""

    photos: int
    wall: float
    cpu: float
    memory: float
    megabytes: float

    @property
    def pace(self) -> float:
        """Seconds by the clock for one photo."""
        return self.wall / self.photos

    @property
    def work(self) -> float:
        """Seconds of processor time for one photo."""
        return self.cpu / self.photos


def measured(task: Task, out: Path) -> Figures:
    """One run; stops everything when the program fails or writes less than it should."""
    with (out / "said.txt").open("wb") as said:
        begun = time.monotonic()
        process = subprocess.Popen(task.words, stdout=said, stderr=said, env={**os.environ, **task.environment})
        watch = Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)  # the time of its processes is in it
        wall = time.monotonic() - begun
        memory = watch.stopped()
        process.returncode = os.waitstatus_to_exitcode(status)
    made = [p for p in out.rglob("*") if p.suffix in {".jpg", ".jpeg", ".avif"} and "content" not in p.parts]
    if process.returncode or len(made) < task.count:
        sys.exit(f"{task.words}: {(out / 'said.txt').read_text()[-2000:]} ({len(made)} files)")
    size = sum(p.stat().st_size for p in made) / 1e6
    return Figures(task.count, wall, usage.ru_utime + usage.ru_stime, memory / MIB, size)


class Watch:
    """Looks at the memory of a process and all below it until stopped."""

    def __init__(self, root: int) -> None:
        """Begin at once."""
        self._root, self._most, self._over = root, 0, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(MOMENT):
            self._most = max(self._most, sum(map(proportional, family(self._root))))

    def stopped(self) -> int:
        """The most bytes that were seen."""
        self._over.set()
        self._thread.join()
        return self._most


def family(root: int) -> list[int]:
    """A process and all that descend from it."""
    found = [root]
    for one in found:
        for tasks_ in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, tasks_.read_text().split())
            except OSError:
                continue
    return found


def proportional(process: int) -> int:
    """The bytes of a process in memory; a page that several share counts for each in part."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def table(found: dict[str, list[Figures]]) -> str:
    """Medians of every run."""
    lines = [f"{'':29}{'runs':>5}{'photos/s':>9}{'wall s':>8}{'CPU ms/photo':>14}{'MiB':>6}{'MB out':>8}"]
    for name, runs in found.items():
        wall, cpu = (
            statistics.median(values) for values in zip(*((run.wall, 1000 * run.work) for run in runs), strict=True)
        )
        rate, memory = runs[0].photos / wall, max(run.memory for run in runs)
        lines.append(f"{name:29}{len(runs):5}{rate:9.2f}{wall:8.1f}{cpu:14.0f}{memory:6.0f}{runs[0].megabytes:8.1f}")
    return "\n".join(lines)


def ratios(found: dict[str, list[Figures]]) -> str:
    """How many times faster than each rival we are, round by round: above 1 we are faster."""
    lines = [f"{'times faster than':44}{'aim':>5}  {'by the clock':20}{'in processor time':20}"]
    for theirs, (own, aim) in RIVALS.items():
        rounds = list(zip(found.get(own, []), found.get(theirs, []), strict=False))
        if rounds:
            clock, work = spread(rounds, lambda run: run.pace), spread(rounds, lambda run: run.work)
            lines.append(f"{f'{own} : {theirs}':44}{aim:5.2f}  {clock:20}{work:20}")
    return "\n".join(lines)


def spread(rounds: list[tuple[Figures, Figures]], cost: Callable[[Figures], float]) -> str:
    """The median of the rounds' ratios, with the smallest and the largest."""
    values = sorted(cost(theirs) / cost(ours) for ours, theirs in rounds)
    return f"{statistics.median(values):.2f} ({values[0]:.2f}–{values[-1]:.2f})"


def main() -> None:
    """Do the runs that are wanted and print everything that is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=PROJECT / ".cache" / "bench" / "photos")
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", help=f"names of runs, as the table shows them; “{LIKENESS}” for the SSIM")
    given = parser.parse_args()
    photos, kept, tools = given.folder / f"photos-{given.count}", given.folder / "figures.json", given.folder / "tools"
    if given.install:
        install(tools.resolve())
    files = write_scenes(photos, given.count)
    stored = json.loads(kept.read_text()) if kept.exists() else {}
    found = {name: [Figures(**row) for row in rows] for name, rows in stored.items()}
    fresh: set[str] = set()
    for number in range(given.rounds):
        for name in names_of(photos, given, tools, backwards=bool(number % 2)):
            for file in files:  # read once, so that nobody pays for the disk
                file.read_bytes()
            with tempfile.TemporaryDirectory(dir=given.folder.resolve()) as folder:
                run = measured(tasks(photos.resolve(), given.count, tools.resolve(), Path(folder))[name], Path(folder))
            found[name] = [*(found[name] if name in fresh else []), run]
            fresh.add(name)
            kept.write_text(json.dumps({one: [asdict(run) for run in runs] for one, runs in found.items()}, indent=1))
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n{SETTINGS}\n")
    print(table(found), ratios(found), sep="\n\n")
    if given.only is None or LIKENESS in given.only:
        print(likeness(files[:4]), beside(files[:4], given.folder, tools), sep="\n")


def names_of(photos: Path, given: argparse.Namespace, tools: Path, *, backwards: bool) -> list[str]:
    """The runs of one round, every second time the other way round."""
    with tempfile.TemporaryDirectory() as folder:
        known = list(tasks(photos, 0, tools, Path(folder)))
    names = [name for name in known if given.only is None or name in given.only]
    return names[::-1] if backwards else names


if __name__ == "__main__":
    main()
