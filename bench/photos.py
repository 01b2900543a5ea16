"""How fast photos become web versions, beside sigal, eleventy-img and Hugo: wall and processor time, memory, likeness.

    python bench/photos.py FOLDER [--count 60] [--only NAME …] [--vips PYTHON] [--sigal PROGRAM]
                           [--node PROGRAM --eleventy FOLDER] [--hugo PROGRAM]

FOLDER keeps the photos (made at the first run, see ``scenes.py``) and the figures, so that the runs may be done in
pieces with ``--only``; the table at the end shows all figures so far. Each program starts in a process of its own with
nothing cached, on the same photos, for the same widths and formats, at equal settings (JPEG 80, AVIF 60 at the
encoder's fastest speed). ``--vips`` is a Python that has ``pyvips[binary]``; ``--eleventy`` a folder in which
``@11ty/eleventy-img`` is installed. A program that is not given is left out. Run it on an idle machine, and name the
machine when you quote the figures.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from photo_likeness import likeness
from scenes import write_scenes

BENCH = Path(__file__).resolve().parent
ALL = (480, 960, 1600)
TWO = (480, 1600)
FEWER_FOR_HUGO = 12
MIB = 1024


@dataclass(frozen=True)
class Figures:
    """One program at one task."""

    photos: int
    wall: float
    cpu: float
    memory: float
    megabytes: float


def ours(python: str, engine: str, formats: str, widths: Sequence[int] = ALL, jobs: int = 2) -> Callable[..., list[str]]:
    """The command that runs our own pipeline: reading, hashing, making, inspecting and keeping."""

    def command(photos: Path, out: Path, _count: int) -> list[str]:
        steps = ",".join(map(str, widths))
        return [python, str(BENCH / "photos_ours.py"), str(photos), str(out), engine, formats, steps, str(jobs)]

    return command


def eleventy(node: str, folder: str, formats: str) -> Callable[..., list[str]]:
    """The command for eleventy-img."""

    def command(photos: Path, out: Path, _count: int) -> list[str]:
        return [node, str(BENCH / "photos_eleventy.mjs"), folder, str(photos), str(out), formats, ",".join(map(str, ALL))]

    return command


def sigal(program: str) -> Callable[..., list[str]]:
    """The command for sigal, which makes one size and a thumbnail."""

    def command(photos: Path, out: Path, _count: int) -> list[str]:
        settings = out / "sigal.conf.py"
        settings.write_text(
            f"source = {str(photos)!r}\ndestination = {str(out / 'site')!r}\nimg_size = (1600, 1600)\n"
            "thumb_size = (480, 480)\nthumb_fit = False\nkeep_orig = False\ncopy_exif_data = False\n"
            "jpg_options = {'quality': 80, 'optimize': True, 'progressive': False}\nignore_files = ['*.part', '*.json']\n"
        )
        return [program, "build", "-n", "2", "-c", str(settings), "-q"]

    return command


def hugo(program: str, formats: str) -> Callable[..., list[str]]:
    """The command for Hugo: one page whose resources are the photos."""

    def command(photos: Path, out: Path, count: int) -> list[str]:
        site = out / "hugo"
        (site / "layouts").mkdir(parents=True)
        (site / "content").mkdir()
        (site / "content" / "index.md").write_text("---\ntitle: x\n---\n")
        for file in sorted(photos.glob("*.jpg"))[:count]:
            os.link(file, site / "content" / file.name)
        (site / "hugo.toml").write_text('baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "rss", "sitemap"]\n')
        encode = "".join(
            f'{{{{ ($i.Resize "{width}x {name} q{quality}").RelPermalink }}}}\n'
            for width in ALL
            for name, quality in (("jpg", 80), ("avif", 60))
            if name in formats.replace("jpeg", "jpg")
        )
        turned = "{{ $i := . | images.Filter images.AutoOrient }}"
        page = f'{{{{ range .Resources.ByType "image" }}}}{turned}{encode}{{{{ end }}}}'
        for name in ("home.html", "index.html", "page.html", "single.html"):
            (site / "layouts" / name).write_text(page)
        return [program, "--source", str(site), "--destination", str(out / "public"), "--quiet"]

    return command


def measured(command: Callable[..., list[str]], photos: Path, count: int) -> Figures:
    """One run in a folder of its own; stops when the program fails or writes nothing."""
    with tempfile.TemporaryDirectory(dir=photos.parent) as folder:
        out = Path(folder)
        words = command(photos, out, count)
        with (out / "said.txt").open("wb") as said:
            begun = time.monotonic()
            process = subprocess.Popen(words, stdout=said, stderr=said)
            _, status, usage = os.wait4(process.pid, 0)  # its processes' time is in it; memory is its largest process
            wall = time.monotonic() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
        made = [p for p in out.rglob("*") if p.suffix in {".jpg", ".jpeg", ".avif"} and "content" not in p.parts]
        if process.returncode or len(made) < count:
            sys.exit(f"{words}: {(out / 'said.txt').read_text()[-2000:]} ({len(made)} files)")
        size = sum(p.stat().st_size for p in made) / 1e6
    return Figures(count, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB, size)


def runs_of(given: argparse.Namespace) -> dict[str, tuple[Callable[..., list[str]], int]]:
    """Every run that can be done with what was given: its command and how many photos it gets."""
    here, count = sys.executable, given.count
    runs = {
        "ours jpeg": (ours(here, "pillow", "jpeg"), count),
        "ours jpeg+avif": (ours(here, "pillow", "jpeg+avif"), count),
        "ours jpeg, one core": (ours(here, "pillow", "jpeg", jobs=1), count),
        "ours jpeg+avif, one core": (ours(here, "pillow", "jpeg+avif", jobs=1), count),
        "ours jpeg, two sizes": (ours(here, "pillow", "jpeg", TWO), count),
    }
    if given.vips:
        runs["ours jpeg, vips"] = (ours(given.vips, "vips", "jpeg"), count)
        runs["ours jpeg+avif, vips"] = (ours(given.vips, "vips", "jpeg+avif"), count)
    if given.sigal:
        runs["sigal jpeg, two sizes"] = (sigal(given.sigal), count)
    if given.eleventy:
        runs["eleventy-img jpeg"] = (eleventy(given.node, given.eleventy, "jpeg"), count)
        runs["eleventy-img jpeg+avif"] = (eleventy(given.node, given.eleventy, "jpeg+avif"), count)
    if given.hugo:
        fewer = min(count, FEWER_FOR_HUGO)
        runs["hugo jpeg"] = (hugo(given.hugo, "jpeg"), fewer)
        runs["hugo jpeg+avif"] = (hugo(given.hugo, "jpeg+avif"), fewer)
    return runs


def table(found: dict[str, Figures]) -> str:
    """The figures, and our rate as a multiple of each: above 1 we are faster."""
    lines = [f"{'':26}{'photos/s':>9}{'wall s':>8}{'CPU ms/photo':>14}{'MiB':>6}{'MB out':>8}"]
    for name, figures in found.items():
        rate, cpu = figures.photos / figures.wall, 1000 * figures.cpu / figures.photos
        lines.append(f"{name:26}{rate:9.2f}{figures.wall:8.1f}{cpu:14.0f}{figures.memory:6.0f}{figures.megabytes:8.1f}")
    lines.append("")
    for theirs, own in RIVALS.items():
        if theirs in found and own in found:
            a, b = found[own], found[theirs]
            wall, cpu = (a.photos / a.wall) / (b.photos / b.wall), (b.cpu / b.photos) / (a.cpu / a.photos)
            lines.append(f"{own} : {theirs} = {wall:.2f} by the wall clock, {cpu:.2f} in processor time")
    return "\n".join(lines)


RIVALS = {
    "sigal jpeg, two sizes": "ours jpeg, two sizes",
    "eleventy-img jpeg": "ours jpeg",
    "eleventy-img jpeg+avif": "ours jpeg+avif",
    "hugo jpeg": "ours jpeg",
    "hugo jpeg+avif": "ours jpeg+avif",
    "ours jpeg, one core": "ours jpeg",
    "ours jpeg+avif, one core": "ours jpeg+avif",
    "ours jpeg": "ours jpeg, vips",
    "ours jpeg+avif": "ours jpeg+avif, vips",
}


def main() -> None:
    """Do the runs that are wanted and print everything that is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--only", nargs="*", help="names of runs, as the table shows them; “likeness” for the SSIM")
    parser.add_argument("--vips")
    parser.add_argument("--sigal")
    parser.add_argument("--node", default=shutil.which("node"))
    parser.add_argument("--eleventy")
    parser.add_argument("--hugo")
    given = parser.parse_args()
    photos, kept = given.folder / "photos", given.folder / "figures.json"
    files = write_scenes(photos, given.count)
    found = {name: Figures(**row) for name, row in (json.loads(kept.read_text()) if kept.exists() else {}).items()}
    for name, (command, count) in runs_of(given).items():
        if given.only is None or name in given.only:
            for file in files:  # read once, so that nobody pays for the disk
                file.read_bytes()
            found[name] = measured(command, photos, count)
            kept.write_text(json.dumps({one: asdict(figures) for one, figures in found.items()}, indent=1))
    print(table(found))
    if given.only is None or "likeness" in given.only:
        print(likeness(files[:4]))


if __name__ == "__main__":
    main()
