"""Saves pictures of the site as readers see it: ``python tests/web/pictures.py OUTPUT FOLDER [ADDRESS…]``.

Front page, brief, profile, month, album and search (or the addresses given), at phone and desktop width, in light
and dark. Run it with the environment's Python (``.venv/bin/python``).
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from chromium import FLAGS, find_chromium  # noqa: E402 - the folder must be known first
from playwright.sync_api import sync_playwright  # noqa: E402
from servers import serving  # noqa: E402

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
TALLEST = 6000


def usual(site: Path) -> list[str]:
    """One address of each kind that is worth a look."""
    found = ["/"]
    for pattern in ("news/**/*-*zhou*/index.html", "laomo/*/index.html", "calendar/2024/08/index.html", "albums/*/index.html"):
        found += [f"/{page.parent.relative_to(site).as_posix()}/" for page in sorted(site.glob(pattern))[:1]]
    briefs = [p for p in sorted(site.glob("news/**/index.html")) if 'class="item' in p.read_text(encoding="utf-8")]
    found += [f"/{page.parent.relative_to(site).as_posix()}/" for page in briefs[:1]]
    return list(dict.fromkeys([*found, "/search/?q=傅国涛"]))


def save(site: Path, folder: Path, addresses: list[str]) -> None:
    """Write one PNG for each address, width and scheme."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium on the PATH")
    with serving(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(
                    base_url=host, locale="zh-CN", viewport={"width": width, "height": 900}, color_scheme=scheme
                )
                page = context.new_page()
                for address in addresses:
                    page.goto(address)
                    page.wait_for_timeout(600)
                    name = re.sub(r"[^\w-]+", "-", address).strip("-") or "front"
                    file = folder / f"{name}-{width}-{scheme}.png"
                    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
                    print(file)
                context.close()
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    output = Path(sys.argv[1])
    save(output, Path(sys.argv[2]), sys.argv[3:] or usual(output))
