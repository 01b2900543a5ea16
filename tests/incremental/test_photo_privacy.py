"""The whole site, built from photos that are full of private words: none is in any file that is published."""

import json
import shutil
import subprocess

import pytest

from plugins.documents.photo_addresses import widths_of
from plugins.photo_gallery.privacy import findings
from tests.unit.photo_gallery.odd_photos import planted, private_photo, saved

FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
SITE = """
    -- content/site.yaml --
    name: 测试站
    url: https://example.com
    -- content/albums/x/index.md --
    ---
    title: 车间影像
    date: 2024-09-02
    photos:
      - {src: a.jpg, alt: 第一张}
      - {src: a.png, alt: 第二张}
      - {src: a.webp, alt: 第三张}
      - {src: a.avif, alt: 第四张}
      - {src: face.jpg, alt: 第五张, blur: [[0.25, 0.25, 0.25, 0.25]]}
    ---

    正文。
    -- content/news/2024/2024-09-02-a.md --
    ---
    title: 车间里的一天
    date: 2024-09-02
    cover: {src: ../../albums/x/a.jpg, alt: 车间}
    ---

    正文。

    ![车间](../../albums/x/a.png)
"""
VERSIONS = 2 * (4 * len(widths_of(1200)) + len(widths_of(800)))
"""Four planted photos and the covered one, in two formats."""
MAY_SAY = {"ExifTool", "System", "File", "Composite", "JFIF", "Meta", "QuickTime", "SVG", "HTML", "PNG", "Track1"}
MUST_NOT_SAY = (
    "gps",
    "serial",
    "owner",
    "artist",
    "comment",
    "copyright",
    "creator",
    "xmp",
    "iptc",
    "thumbnail",
    "icc_profile",
    "profiledesc",
)


def faced():
    """Sand with a red square where the album's fifth photo is blurred."""
    from PIL import Image

    picture = Image.new("RGB", (800, 600), (180, 160, 120))
    picture.paste((255, 0, 0), (200, 150, 400, 300))
    return saved(picture, "JPEG", quality=95)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    import textwrap

    from tests.conftest import Site, unpacked

    made = Site(tmp_path_factory.mktemp("site"), unpacked(textwrap.dedent(SITE).lstrip("\n")))
    secrets = set()
    for suffix, format_ in FORMATS.items():
        data = private_photo(format_)
        secrets |= set(planted(data))
        made.write(f"content/albums/x/a.{suffix}", data)
    made.write("content/albums/x/face.jpg", faced())
    assert [problem for problem in made.build().problems if problem.is_error] == []
    return made, secrets


def test_no_published_file_has_a_planted_word_in_any_spelling(built):
    made, secrets = built
    assert len(secrets) == 6
    spelled = [word.encode(coding) for word in sorted(secrets) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    outputs = made.outputs()
    assert len([name for name in outputs if name.startswith("photos/")]) == VERSIONS
    assert [(name, word) for name, data in outputs.items() for word in spelled if word in data] == []


def test_no_original_is_published(built):
    made, _ = built
    originals = {file.read_bytes() for file in (made.folder / "content/albums/x").iterdir() if file.suffix != ".md"}
    assert [name for name, data in made.outputs().items() if data in originals] == []


def test_every_published_picture_passes_the_inspection(built):
    made, _ = built
    pictures = {n: d for n, d in made.outputs().items() if n.endswith((".jpg", ".jpeg", ".avif"))}
    assert pictures
    assert {name: found for name, data in pictures.items() if (found := findings(data, name.rpartition(".")[2]))} == {}


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_exiftool_finds_nothing_but_the_picture(built):
    made, secrets = built
    command = [
        "exiftool",
        "-json",
        "-a",
        "-u",
        "-U",
        "-G1",
        "-ee3",
        "-charset",
        "filename=utf8",
        "-r",
        str(made.output("photos")),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert not [word for word in secrets if word in ran.stdout]
    photos = json.loads(ran.stdout)
    assert len(photos) == VERSIONS
    for one in photos:
        keys = [key for key in one if key != "SourceFile"]
        assert {key.partition(":")[0] for key in keys} <= MAY_SAY, one
        names = [key.partition(":")[2].lower() for key in keys]
        assert [name for name in names if any(word in name for word in MUST_NOT_SAY)] == [], one


def test_a_blurred_region_is_covered_wherever_the_photo_is_shown(built):
    from io import BytesIO

    from PIL import Image

    made, _ = built
    shown = 0
    for name, data in made.outputs().items():
        if name.endswith((".jpg", ".jpeg", ".avif", ".png", ".webp")):
            with Image.open(BytesIO(data)) as image:
                pixels = image.convert("RGB").resize((64, 48)).get_flattened_data()
            red = [p for p in pixels if p[0] > 200 and p[1] < 60 and p[2] < 60]
            sand = [p for p in pixels if abs(p[0] - 180) < 12 and abs(p[1] - 160) < 12 and abs(p[2] - 120) < 12]
            if len(sand) > len(pixels) // 2:
                shown += 1
                assert not red, name
    assert shown == 2 * len(widths_of(800))
