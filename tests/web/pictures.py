"""Saves pictures of the site as readers see it: ``python tests/web/pictures.py OUTPUT FOLDER [ADDRESS…]``.

One page of each kind (or the addresses given), in light, dark, high contrast and 关怀版, on a phone and on a desk; and
one sheet for each mode and width with all of them side by side. Run it with the environment's Python
(``.venv/bin/python``), and look at the sheets one by one.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from chromium import FLAGS, find_chromium  # noqa: E402 - the folder must be known first
from page_kinds import MODES, context_options, one_of_each, settle  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from servers import serving  # noqa: E402

WIDTHS = (360, 1280)
TALLEST = 5000
ON_SHEET = 1800
"""Rows of pixels that a sheet shows of a page."""


def picture(page: Page, address: str, file: Path) -> Path:
    """Save the page at ``address``, its lazy photos loaded."""
    page.goto(address, wait_until="load")
    page.evaluate("for (const photo of document.images) photo.loading = 'eager'")
    page.wait_for_timeout(300)
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": size[0], "height": min(TALLEST, size[1])})
    return file


def sheet(files: list[Path], file: Path) -> None:
    """The tops of the pictures side by side."""
    tops = []
    for source in files:
        with Image.open(source) as whole:
            tops.append(whole.convert("RGB").crop((0, 0, whole.width, min(ON_SHEET, whole.height))))
    made = Image.new("RGB", (sum(top.width + 12 for top in tops), ON_SHEET), "#888")
    left = 0
    for top in tops:
        made.paste(top, (left, 0))
        left += top.width + 12
    made.save(file)
    print(file)


def save(site: Path, folder: Path, addresses: list[str]) -> None:
    """Write one PNG for each page, width and mode, and one sheet for each width and mode."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium on the PATH")
    with serving(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for width in WIDTHS:
            for mode in MODES:
                context = browser.new_context(base_url=host, **context_options(mode, width))
                settle(context, mode)
                page = context.new_page()
                names = {address: re.sub(r"[^\w-]+", "-", address).strip("-") or "front" for address in addresses}
                files = [picture(page, a, folder / f"{name}-{width}-{mode}.png") for a, name in names.items()]
                sheet(files, folder / f"sheet-{width}-{mode}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    output = Path(sys.argv[1])
    save(output, Path(sys.argv[2]), sys.argv[3:] or list(one_of_each(output).values()))
