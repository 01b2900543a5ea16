"""The gallery in anybody's site: stock Pelican, documents, this plugin, and a theme of a few lines."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.photo_gallery.odd_photos import quarters, saved

PROJECT = Path(__file__).resolve().parents[2]
SETTINGS = """
import sys
sys.path.insert(0, {project!r})
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = ["plugins.documents", "plugins.photo_gallery"]
DOCUMENTS = {{"kinds": "plugins.newsroom.kinds:KINDS", "folder_kinds": "plugins.newsroom.kinds:FOLDER_KINDS"}}
JINJA_ENVIRONMENT = {{"autoescape": True}}
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
THEME_STATIC_PATHS = []
TIMEZONE = "Asia/Shanghai"
"""
PAGE = "{% for photo in article.document.all_photos %}{{ picture(photo, eager=loop.first) }}{% endfor %}"
ARTICLE = "---\ntitle: {title}\ndate: 2024-09-02\n{more}photos:\n  - {{src: {src}, alt: {alt}}}\n---\n\n正文。\n"


class Stock:
    def __init__(self, folder):
        self.folder = folder
        self.write("pelicanconf.py", SETTINGS.format(project=str(PROJECT)))
        for name in ("album", "news"):
            self.write(f"theme/templates/{name}.html", PAGE)

    def write(self, name, content):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def article(self, name, src, title="标题", alt="工人在车间", more=""):
        self.write(f"content/{name}", ARTICLE.format(title=title, src=src, alt=alt, more=more))

    def build(self):
        command = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=120)

    def files(self):
        root = self.folder / "output"
        return {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def stock(tmp_path):
    return Stock(tmp_path)


def drawn(width=900, height=600, **options):
    return saved(quarters(width, height), "JPEG", **options)


def test_an_album_is_published_with_a_page_for_each_photo(stock):
    stock.write("content/albums/x/1.jpg", drawn(comment=b"a secret of the camera"))
    stock.write("content/albums/x/2.jpg", drawn(901))
    stock.article("albums/x/index.md", "1.jpg")
    text = (stock.folder / "content/albums/x/index.md").read_text(encoding="utf-8")
    text = text.replace("\n---\n\n", "\n  - {src: 2.jpg, alt: <第二张>}\n---\n\n")
    stock.write("content/albums/x/index.md", text)
    ran = stock.build()
    assert ran.returncode == 0, ran.stderr
    files = stock.files()
    pages = [*(f"albums/x/{name}index.html" for name in ("", "photo-1/", "photo-2/")), "gallery/2024/index.html"]
    assert [name for name in files if name.endswith(".html")] == pages
    photos = [name for name in files if name.startswith("photos/")]
    assert len(photos) == 2 * 3 * 2  # two photos, three widths (320, 480 and their own), two formats
    assert all(b"secret" not in file.read_bytes() for file in files.values())
    second = files["albums/x/photo-2/index.html"].read_text(encoding="utf-8")
    assert 'rel="prev" href="/albums/x/photo-1/"' in second
    assert 'rel="next"' not in second
    assert 'alt="&lt;第二张&gt;"' in second
    named = {
        part.split()[0].lstrip("/")
        for part in second.replace('"', ",").split(",")
        if part.strip().startswith("/photos/")
    }
    assert named <= set(files)
    assert len(named) == 6


def test_originals_and_photos_of_drafts_are_never_published(stock):
    stock.write("content/news/public.jpg", drawn())
    stock.write("content/news/secret.jpg", drawn(701))
    stock.write("content/news/stray.jpg", drawn(702))
    stock.article("news/a.md", "public.jpg")
    stock.article("news/b.md", "secret.jpg", more="status: draft\n")
    stock.article("news/c.md", "secret.jpg", more="publish_at: 2999-01-01\n")
    assert stock.build().returncode == 0
    digests = {name[7:23] for name in stock.files() if name.startswith("photos/")}
    assert len(digests) == 1
    originals = {p.read_bytes() for p in (stock.folder / "content/news").glob("*.jpg")}
    assert not [name for name, file in stock.files().items() if file.read_bytes() in originals]


def test_a_broken_photo_stops_the_build_and_nothing_is_published(stock):
    from PIL import Image

    noise = saved(Image.effect_noise((900, 600), 60).convert("RGB"), "JPEG")
    stock.write("content/news/broken.jpg", noise[: len(noise) // 2])
    stock.article("news/a.md", "broken.jpg")
    ran = stock.build()
    assert ran.returncode == 1
    assert stock.files() == {}


def test_the_themes_own_photo_page_wins(stock):
    stock.write("theme/templates/photo.html", "own {{ album_photo.number }}/{{ album_photo.count }}")
    stock.write("content/albums/x/1.jpg", drawn())
    stock.article("albums/x/index.md", "1.jpg")
    assert stock.build().returncode == 0
    assert stock.files()["albums/x/photo-1/index.html"].read_text(encoding="utf-8") == "own 1/1"
