"""What an album page of 24 photos moves on a phone: ``python bench/album.py``, inside the test environment.

Draws 24 photos with as much detail as a camera's, builds a site with them, serves it compressed as a web server would,
and opens the album in Chromium at 360 px and two device pixels a pixel: bytes above the fold, bytes after scrolling to
the end, cumulative layout shift. The aims are 200 KB, 550 KB and 0.
"""

import functools
import gzip
import http.server
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
COUNT, WIDTH, HEIGHT = 24, 1600, 1067
OCTAVES = ((6, 90), (12, 70), (24, 50), (48, 40), (96, 32), (192, 26), (384, 18), (768, 12))
"""How many waves across, and how strong: together they have a photo's share of fine detail."""
TEXTS = {".html", ".css", ".js", ".svg", ".json"}
OBSERVER = """window.moved = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
VISIBLE = """[...document.querySelectorAll(".gallery img")]
  .filter((image) => image.getBoundingClientRect().top < innerHeight).map((image) => image.currentSrc)"""
INDEX = "---\ntitle: 二十四张\ndate: 2024-09-02\n---\n\n一段文字。\n"


def photo(seed: int) -> Image.Image:
    """Noise of all sizes around one colour."""
    random = Random(seed)
    picture = Image.new("RGB", (WIDTH, HEIGHT), (random.randrange(60, 190), 120, 110))
    for waves, strength in OCTAVES:
        noise = Image.new("RGB", (waves, waves * HEIGHT // WIDTH + 1))
        noise.putdata(
            [
                (128 + random.randrange(-strength, strength),) * 2 + (128 + random.randrange(-strength, strength),)
                for _ in range(noise.width * noise.height)
            ]
        )
        picture = ImageChops.add(picture, noise.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), 1, -128)
    return picture


def build(folder: Path) -> Path:
    """A site with the album, built; its output folder."""
    album = folder / "content/albums/da"
    album.mkdir(parents=True)
    (album / "index.md").write_text(INDEX, encoding="utf-8")
    words = []
    for number in range(1, COUNT + 1):
        photo(number).save(album / f"{number}.jpg", quality=90)
        words.append(f"{number}.jpg:\n  替代文字: 第{number}张\n  说明: 启动仪式现场，人们在听\n  摄影: 示意图\n")
    (album / "photos.yaml").write_text("".join(words), encoding="utf-8")
    folders = ["--content", folder / "content", "--output", folder / "output", "--cache", folder / "cache"]
    here = {**os.environ, "YUGONG_NO_VENV": "1"}
    words = [sys.executable, PROJECT / "build.py", "build", *folders]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=here)
    return folder / "output"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files with texts compressed."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """One file, or 404."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        data = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "image/avif" if file.suffix == ".avif" else self.guess_type(file))
        if file.suffix in TEXTS:
            data = gzip.compress(data, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of a server for ``root``."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=root))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def measure(browser: Browser, host: str) -> str:
    """The three figures, in words."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, base_url=host)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    addresses: dict[str, str] = {}
    moved: list[tuple[str, int]] = []
    devtools.on("Network.responseReceived", lambda e: addresses.update({e["requestId"]: e["response"]["url"]}))
    devtools.on("Network.loadingFinished", lambda e: moved.append((addresses[e["requestId"]], e["encodedDataLength"])))
    page.add_init_script(OBSERVER)
    page.goto("/albums/da/")
    page.wait_for_load_state("networkidle")
    first = set(page.evaluate(VISIBLE))
    above = sum(size for address, size in moved if "/photos/" not in address or address in first)
    for top in range(0, page.evaluate("document.documentElement.scrollHeight"), 400):
        page.evaluate(f"scrollTo({{ top: {top}, behavior: 'instant' }})")
        page.wait_for_timeout(80)
    page.wait_for_load_state("networkidle")
    whole, shift = sum(size for _, size in moved), page.evaluate("moved")
    return f"above the fold {above / 1000:.0f} KB, in all {whole / 1000:.0f} KB, layout shift {shift}"


def main() -> None:
    """Print the figures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(build(Path(folder))) as host,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        sys.stdout.write(f"{measure(browser, host)}\n")
        browser.close()


if __name__ == "__main__":
    main()
