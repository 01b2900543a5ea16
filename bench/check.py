"""How long ``check`` takes for a corpus of good articles: the whole process, cold and when nothing changed.

    python bench/check.py [N] [RUNS]

writes a corpus of N articles (10,000 unless told) into a temporary folder and runs ``build.py check`` RUNS times (3)
each way in new processes: cold with an empty cache, warm with the cache of the run before, and after one article was
edited. Prints the medians of wall and processor seconds, all worker processes included. Run it on an idle machine,
and name the machine when you quote the figures.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpus import articles, write

BUILD = Path(__file__).resolve().parents[1] / "build.py"
Figures = tuple[float, float]


def measured(content: Path, cache: Path) -> Figures:
    """Wall and processor seconds of one check; stops when it finds anything."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, str(BUILD), "check", "--content", str(content), "--cache", str(cache)]
    said = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    wall, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if said.returncode or "没有发现问题" not in said.stdout:
        sys.exit(said.stdout + said.stderr)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(size: int, runs: int) -> None:
    """Print the medians."""
    figures: dict[str, list[Figures]] = {"cold": [], "unchanged": [], "one edited": []}
    with tempfile.TemporaryDirectory() as folder:
        content, cache = Path(folder, "content"), Path(folder, "cache")
        write(Path(folder, "first"), 1)
        measured(Path(folder, "first"), Path(folder, "first-cache"))  # not counted: it may set the environment up
        write(content, size)
        edited = content / articles(size)[-1].path
        for run in range(runs):
            shutil.rmtree(cache, ignore_errors=True)
            figures["cold"].append(measured(content, cache))
            figures["unchanged"].append(measured(content, cache))
            with edited.open("a", encoding="utf-8") as file:
                file.write(f"\n第{run + 1}次补充。\n")
            figures["one edited"].append(measured(content, cache))
    print(f"{size} articles, {runs} runs, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians in seconds")
    for name, found in figures.items():
        wall, cpu = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"{name:12} wall {wall:6.2f}  processor {cpu:6.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)  # noqa: PLR2004 - arguments
