"""Photos through the whole engine: made once, healed when damaged, never published with a hole."""

from io import BytesIO

ALBUM = """
    -- content/albums/x/index.md --
    ---
    title: 车间影像
    date: 2024-09-02
    photos:
      - {src: a.jpg, alt: 第一张}
      - {src: b.jpg, alt: 第二张}
    ---

    正文。
    -- content/albums/x/a.jpg --
    photo 1800x1200
    -- content/albums/x/b.jpg --
    photo 700x900
"""


def photos(outputs):
    return {name: data for name, data in outputs.items() if name.startswith("photos/")}


def test_renaming_damaging_and_breaking_photos(site):
    from PIL import Image

    made = site(ALBUM)
    folder = made.folder / "content/albums/x"
    assert made.build().problems == ()
    first = made.outputs()
    assert len(photos(first)) == 14  # 320, 480, 960, 1600 and 320, 480, 700, in two formats
    kept = {p: p.stat().st_mtime_ns for p in (made.folder / ".cache/derivatives").rglob("*-*.*")}
    assert len(kept) == 14

    (folder / "b.jpg").rename(folder / "c.jpg")
    index = (folder / "index.md").read_text(encoding="utf-8").replace("b.jpg", "c.jpg")
    made.edit("content/albums/x/index.md", index).build()
    assert photos(made.outputs()) == photos(first)
    assert {p: p.stat().st_mtime_ns for p in kept} == kept

    damaged = min(kept)
    damaged.write_bytes(b"damaged")
    made.edit("content/albums/x/index.md", index.replace("正文", "新的正文")).build()
    assert photos(made.outputs()) == photos(first)

    before = made.outputs()
    buffer = BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(buffer, "JPEG")
    report = made.edit("content/albums/x/a.jpg", buffer.getvalue()[:20000]).build()
    assert [(problem.code, problem.place.line) for problem in report.problems] == [("E411", 5)]
    assert made.outputs() == before


def test_a_removed_photo_leaves_the_site(site):
    made = site(ALBUM)
    made.build()
    before = photos(made.outputs())
    index = (made.folder / "content/albums/x/index.md").read_text(encoding="utf-8")
    made.edit("content/albums/x/index.md", index.replace("  - {src: b.jpg, alt: 第二张}\n", ""))
    made.remove("content/albums/x/b.jpg").build()
    after = made.outputs()
    assert len(photos(after)) == 8
    assert set(photos(after)) < set(before)
    assert "albums/x/photo-1/index.html" in after
    assert "albums/x/photo-2/index.html" not in after
