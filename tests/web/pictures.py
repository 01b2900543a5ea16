"""Saves pictures of the site as readers see it: ``python tests/web/pictures.py OUTPUT FOLDER [ADDRESS…]``.

One page of each kind (or the addresses given), in light, dark, high contrast and 关怀版, on a phone and on a desk; and
for each mode and width contact sheets, on which long pages are folded into columns so that a sheet can be read on a
screen. Run it with the environment's Python (``.venv/bin/python``), and look at the sheets one by one.
``YUGONG_MODES=light,care`` takes fewer.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from chromium import FLAGS, find_chromium  # noqa: E402 - the folder must be known first
from page_kinds import MODES, context_options, one_of_each, settle  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from servers import serving  # noqa: E402

WIDTHS = (360, 1280)
TALLEST = 6000
EVERYTHING = "for (const photo of document.images) photo.loading = 'eager';"
"""What a reader sees who has scrolled to the end."""
SHEET, COLUMN, GAP = (1500, 1500), 740, 12
"""The size of a contact sheet, the widest column on it and the space between two, in pixels."""


def picture(page: Page, address: str, file: Path) -> Path:
    """Save the page at ``address``, its lazy photos loaded."""
    page.goto(address, wait_until="load")
    page.evaluate(EVERYTHING)
    page.evaluate("Promise.all([...document.images].map((photo) => photo.decode().catch(() => 0)))")
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": size[0], "height": min(TALLEST, size[1])})
    return file


def columns(file: Path) -> Iterator[Image.Image]:
    """The picture, scaled so that a sheet holds it, cut into columns."""
    with Image.open(file) as whole:
        shown = whole.convert("RGB")
    if shown.width > COLUMN:
        shown = shown.resize((COLUMN, shown.height * COLUMN // shown.width), Image.Resampling.LANCZOS)
    for top in range(0, shown.height, SHEET[1]):
        yield shown.crop((0, top, shown.width, min(top + SHEET[1], shown.height)))


def sheets(files: list[Path], name: Path) -> None:
    """Contact sheets of the pictures, in order: ``name-1.png`` and so on."""
    drawn, number, left = Image.new("RGB", SHEET, "#888"), 1, 0
    for column in (column for file in files for column in columns(file)):
        if left + column.width > SHEET[0]:
            drawn.save(f"{name}-{number}.png")
            drawn, number, left = Image.new("RGB", SHEET, "#888"), number + 1, 0
        drawn.paste(column, (left, 0))
        left += column.width + GAP
    drawn.save(f"{name}-{number}.png")
    print(f"{name}-1…{number}.png", flush=True)


def save(site: Path, folder: Path, addresses: list[str]) -> None:
    """Write one PNG for each page, width and mode, and one sheet for each width and mode."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium on the PATH")
    with serving(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for width in WIDTHS:
            for mode in os.environ.get("YUGONG_MODES", ",".join(MODES)).split(","):
                context = browser.new_context(base_url=host, **context_options(mode, width))
                settle(context, mode)
                page = context.new_page()
                names = {address: re.sub(r"[^\w-]+", "-", address).strip("-") or "front" for address in addresses}
                files = [picture(page, a, folder / f"{name}-{width}-{mode}.png") for a, name in names.items()]
                sheets(files, folder / f"sheet-{width}-{mode}")
                context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    output = Path(sys.argv[1])
    save(output, Path(sys.argv[2]), sys.argv[3:] or list(one_of_each(output).values()))
