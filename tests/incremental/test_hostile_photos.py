"""Broken and hostile photos through the whole builder: each named with its reason, the good ones made and kept."""

from pathlib import Path

import pytest

from plugins.documents.photo_addresses import widths_of
from tests.unit.photo_gallery.odd_photos import hostile_photos, quarters, saved

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "pillow-hostile"
ALBUM = "---\ntitle: 车间影像\ndate: 2024-09-02\nphotos:\n{rows}---\n\n正文。\n"


def files_of(kind):
    if kind == "ours":
        return hostile_photos()
    return {file.name: file.read_bytes() for file in sorted(CORPUS.iterdir())}


@pytest.mark.parametrize("kind", ["ours", "pillow's"])
def test_the_builder_lives_and_names_each(site, kind):
    if kind != "ours" and not CORPUS.is_dir():
        pytest.skip("the shared corpora are not beside this checkout")
    files = files_of(kind)
    made = site()
    made.write("content/albums/x/good.jpg", saved(quarters(900, 600), "JPEG"))
    rows = "  - {src: good.jpg, alt: 好的}\n"
    for number, (name, data) in enumerate(files.items()):
        made.write(f"content/albums/x/{name}", data)
        rows += f"  - {{src: {name}, alt: 第{number}张}}\n"
    made.write("content/albums/x/index.md", ALBUM.format(rows=rows))
    report = made.build()
    errors = [problem for problem in report.problems if problem.is_error]
    assert [problem.place.line for problem in errors] == list(range(6, 6 + len(files)))
    for problem, name in zip(errors, files, strict=True):
        assert name in problem.message
        assert problem.cure
        assert problem.place.path == "content/albums/x/index.md"
    assert not made.output().exists() or not made.outputs()


def test_what_was_made_before_the_broken_one_was_found_is_kept(site):
    whole = saved(quarters(900, 600), "JPEG")
    made = site()
    made.write("content/albums/x/good.jpg", whole)
    made.write("content/albums/x/cut.jpg", whole[: len(whole) // 2])
    made.write(
        "content/albums/x/index.md", ALBUM.format(rows="  - {src: good.jpg, alt: 甲}\n  - {src: cut.jpg, alt: 乙}\n")
    )
    assert [problem.code for problem in made.build().problems if problem.is_error] == ["E411"]
    kept = {p: p.stat().st_mtime_ns for p in (made.folder / ".cache/derivatives").rglob("*-*.*")}
    assert len(kept) == 2 * len(widths_of(900))
    made.write("content/albums/x/cut.jpg", saved(quarters(901, 600), "JPEG"))
    assert not [problem for problem in made.build().problems if problem.is_error]
    assert {p: p.stat().st_mtime_ns for p in kept} == kept
    assert len([name for name in made.outputs() if name.startswith("photos/")]) == 4 * len(widths_of(900))


def test_names_of_every_kind_and_files_that_nobody_may_write(site):
    names = ("启动 仪式 (1).JPG", "ＦＵＬＬ　ＷＩＤＴＨ.jpg", "🎉庆典.png", "A.jpg", "a.JPG", "cafe\u0301.jpg", "50% #1&2.jpeg")
    made = site()
    rows = ""
    for number, name in enumerate(names):
        made.write(f"content/albums/x/{name}", saved(quarters(900 + number, 600), "JPEG"))
        (made.folder / "content/albums/x" / name).chmod(0o444)
        rows += f"  - {{src: '{name}', alt: 第{number}张}}\n"
    made.write("content/albums/x/index.md", ALBUM.format(rows=rows))
    assert not [problem for problem in made.build().problems if problem.is_error]
    published = [name for name in made.outputs() if name.startswith("photos/")]
    assert len(published) == len(names) * 2 * len(widths_of(900))
    assert all(name.isascii() for name in published)  # named after their content
