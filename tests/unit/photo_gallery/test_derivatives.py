"""Web versions: made once, without a private byte, and never with a hole."""

from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath

import pytest

from plugins.build_state.workers import executor
from plugins.documents.photo_files import PhotoError
from plugins.photo_gallery import derivatives, pillow_engine
from plugins.photo_gallery.derivatives import Derived, PrivateBytesError, Store, derive
from plugins.photo_gallery.pillow_engine import PillowEngine
from plugins.photo_gallery.privacy import findings
from plugins.photo_gallery.recipes import AVIF, JPEG, RECIPES
from tests.unit.photo_gallery.odd_photos import PRIVATE, display_p3, private_photo, quarters, saved


def made(root, cache, *photos, jobs=1, engine=None, recipes=RECIPES):
    with executor("threads", jobs) as workers:
        return derive(photos, root, Store(cache, engine or PillowEngine(), recipes), workers)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_private_byte_reaches_an_output(write, tmp_path, format_):
    source = private_photo(format_)
    planted = [word for word in PRIVATE.values() if word.encode() in source]
    assert {PRIVATE["serial"], PRIVATE["owner"], PRIVATE["xmp"], PRIVATE["place"]} <= set(planted)
    photo = write(f"news/a.{format_.lower()}", source)
    outcome = made(write.root, tmp_path / "cache", photo)[photo.digest]
    assert isinstance(outcome, Derived)
    assert len(outcome.derivatives) == 8
    for derivative in outcome.derivatives:
        data = derivative.file.read_bytes()
        assert [word for word in planted if word.encode() in data] == []
        assert [mark for mark in (b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"xmpmeta") if mark in data] == []
        assert findings(data, derivative.file.suffix[1:]) == ()


def test_a_gif_comment_stays_behind(write, tmp_path):
    photo = write("news/a.gif", saved(quarters(600, 400), "GIF", comment=PRIVATE["comment"].encode()))
    outcome = made(write.root, tmp_path / "cache", photo)[photo.digest]
    assert all(PRIVATE["comment"].encode() not in derivative.file.read_bytes() for derivative in outcome.derivatives)


def test_sizes_formats_and_addresses(write, tmp_path):
    from PIL import Image

    photo = write("news/a.jpg", saved(quarters(2000, 1000), "JPEG"))
    outcome = made(write.root, tmp_path / "cache", photo)[photo.digest]
    found = {d.save_as: Image.open(d.file) for d in outcome.derivatives}
    assert {name: (image.format, image.size) for name, image in found.items()} == {
        f"photos/{photo.digest[:16]}-{width}.{suffix}": (format_, (width, width // 2))
        for width in (320, 480, 960, 1600)
        for suffix, format_ in (("avif", "AVIF"), ("jpg", "JPEG"))
    }


def test_a_small_photo_is_never_enlarged(write, tmp_path):
    photo = write("news/a.png", saved(quarters(300, 200), "PNG"))
    outcome = made(write.root, tmp_path / "cache", photo)[photo.digest]
    assert [d.save_as.rpartition("-")[2] for d in outcome.derivatives] == ["300.avif", "300.jpg"]


def test_an_animation_moves_in_avif_and_stands_in_jpeg(write, tmp_path):
    from PIL import Image

    frames = [Image.new("RGB", (300, 200), (shade, 0, 0)) for shade in (0, 100, 200)]
    photo = write("news/a.gif", saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100))
    outcome = made(write.root, tmp_path / "cache", photo)[photo.digest]
    count = {d.file.suffix: getattr(Image.open(d.file), "n_frames", 1) for d in outcome.derivatives}
    assert count == {".avif": 3, ".jpg": 1}
    assert [findings(d.file.read_bytes(), d.file.suffix[1:]) for d in outcome.derivatives] == [(), ()]


@pytest.fixture
def counted(monkeypatch):
    """How often photos were really made."""
    calls = []
    make = derivatives._make
    monkeypatch.setattr(derivatives, "_make", lambda *given: calls.append(given[0].name) or make(*given))
    return calls


def test_work_is_done_once(write, tmp_path, counted):
    cache = tmp_path / "cache"
    photo, other = (write(f"news/{n}.jpg", saved(quarters(600, 400 + n), "JPEG")) for n in (1, 2))
    first = made(write.root, cache, photo, other)
    assert made(write.root, cache, photo, other) == first
    renamed = replace(photo, path=PurePosixPath("albums/renamed.jpg"))
    assert made(write.root, cache, renamed, other) == first
    assert counted == ["1.jpg", "2.jpg"] or sorted(counted) == ["1.jpg", "2.jpg"]
    touched = write("news/1.jpg", saved(quarters(601, 400), "JPEG"))
    made(write.root, cache, touched, other)
    assert len(counted) == 3


def test_progress_is_told_for_work_and_not_for_what_is_kept(write, tmp_path):
    photos = [write(f"news/{n}.jpg", saved(quarters(600, 400 + n), "JPEG")) for n in (1, 2)]
    told = []
    for _ in range(2):
        with executor("threads", 2) as workers:
            store = Store(tmp_path, PillowEngine())
            derive(photos, write.root, store, workers, lambda *words: told.append(words))
    assert told == [(1, 2, "处理照片"), (2, 2, "处理照片")]


def test_a_new_recipe_redoes_that_recipe_only(write, tmp_path, counted):
    photo = write("news/a.jpg", saved(quarters(600, 400), "JPEG"))
    first = made(write.root, tmp_path, photo)[photo.digest]
    before = {d.file: d.file.stat().st_mtime_ns for d in first.derivatives}
    finer = replace(JPEG, options=(("quality", 90), ("optimize", True), ("comment", b"")))
    second = made(write.root, tmp_path, photo, recipes=(AVIF, finer))[photo.digest]
    assert counted == ["a.jpg", "a.jpg"]
    same = [d.file for d in second.derivatives if d.file in before]
    assert [file.suffix for file in same] == [".avif", ".avif", ".avif"]
    assert all(before[file] == file.stat().st_mtime_ns for file in same)
    assert first.tone == second.tone


def test_a_new_library_redoes_everything(write, tmp_path, counted):
    class Newer(PillowEngine):
        edition = "pillow 99"

    photo = write("news/a.jpg", saved(quarters(600, 400), "JPEG"))
    made(write.root, tmp_path, photo)
    made(write.root, tmp_path, photo, engine=Newer())
    assert len(counted) == 2


def test_a_blurred_region_makes_other_files_and_leaves_the_open_ones_unpublished(write, tmp_path, counted):
    photo = write("news/a.jpg", saved(quarters(600, 400), "JPEG"))
    blurred = replace(photo, blur=((0.1, 0.1, 0.3, 0.3),))
    open_, hidden = (made(write.root, tmp_path, one)[one.shown_digest] for one in (photo, blurred))
    assert len(counted) == 2
    assert not {d.save_as for d in open_.derivatives} & {d.save_as for d in hidden.derivatives}


@pytest.mark.parametrize("harm", ["cut", "changed", "deleted", "record", "linked"])
def test_a_damaged_state_is_noticed_and_redone(write, tmp_path, counted, harm):
    cache = tmp_path / "cache"
    photo = write("news/a.jpg", saved(quarters(600, 400), "JPEG"))
    outcome = made(write.root, cache, photo)[photo.digest]
    file = outcome.derivatives[0].file
    right = file.read_bytes()
    if harm == "cut":
        file.write_bytes(right[:100])
    elif harm == "changed":
        file.write_bytes(right[:-1] + bytes([right[-1] ^ 1]))
    elif harm == "deleted":
        file.unlink()
    elif harm == "linked":
        file.rename(tmp_path / "elsewhere")
        file.symlink_to(tmp_path / "elsewhere")
    else:
        next(cache.rglob("*.json")).write_bytes(b"{}")
    again = made(write.root, cache, photo)[photo.digest]
    assert len(counted) == 2
    assert again.derivatives[0].file.read_bytes() == right
    assert not file.is_symlink()


def test_threads_make_the_same_bytes_as_one(write, tmp_path):
    photos = [write(f"news/{n}.jpg", saved(quarters(700 + n, 400), "JPEG")) for n in range(4)]
    alone = made(write.root, tmp_path / "one", *photos)
    together = made(write.root, tmp_path / "two", *reversed(photos), jobs=4)
    assert list(alone) == list(together)
    for digest, outcome in alone.items():
        pairs = zip(outcome.derivatives, together[digest].derivatives, strict=True)
        assert all(a.file.read_bytes() == b.file.read_bytes() and a.save_as == b.save_as for a, b in pairs)


def test_a_broken_photo_is_reported_and_the_others_are_kept(write, tmp_path):
    from PIL import Image

    noise = saved(Image.effect_noise((900, 600), 60).convert("RGB"), "JPEG")
    broken = write("news/broken.jpg", noise[: len(noise) // 2])
    whole = write("news/whole.jpg", saved(quarters(600, 400), "JPEG"))
    outcomes = made(write.root, tmp_path / "cache", broken, whole, jobs=2)
    assert isinstance(outcomes[broken.digest], PhotoError)
    assert "不完整" in outcomes[broken.digest].reason
    assert isinstance(outcomes[whole.digest], Derived)
    assert not list((tmp_path / "cache").rglob(f"{broken.digest}*"))


def test_a_photo_that_changes_meanwhile_is_not_published_under_its_old_name(write, tmp_path):
    photo = write("news/a.jpg", saved(quarters(600, 400), "JPEG"))
    (write.root / "news/a.jpg").write_bytes(saved(quarters(400, 600), "JPEG"))
    assert isinstance(made(write.root, tmp_path / "cache", photo)[photo.digest], PhotoError)


def test_one_private_byte_stops_the_photo(write, tmp_path, monkeypatch):
    from PIL import Image

    def careless(picture, recipe):
        exif = Image.Exif()
        exif[0x013B] = "Owner"
        buffer = BytesIO()
        picture.frames[0].save(buffer, recipe.format, exif=exif)
        return buffer.getvalue()

    monkeypatch.setattr(pillow_engine, "encoded", careless)
    photo = write("news/a.jpg", saved(quarters(600, 400), "JPEG"))
    assert isinstance(made(write.root, tmp_path / "cache", photo)[photo.digest], PrivateBytesError)
    assert not list((tmp_path / "cache").rglob("*.avif"))


PLANTED = {
    "exif": lambda image: {"exif": image.getexif().__class__()},
    "profile": lambda _image: {"icc_profile": display_p3()},
    "xmp": lambda _image: {"xmp": b"<x:xmpmeta>someone</x:xmpmeta>"},
    "comment": lambda _image: {"comment": b"someone"},
}


PLACES = [(what, *place) for what in sorted(PLANTED) for place in (("jpg", "JPEG"), ("avif", "AVIF"))]
PLACES.remove(("comment", "avif", "AVIF"))  # AVIF has no comments


@pytest.mark.parametrize(("what", "suffix", "format_"), PLACES)
def test_the_inspection_finds_what_encoders_can_add(what, suffix, format_):
    picture = quarters(64, 48)
    options = PLANTED[what](picture)
    if what == "exif":
        options["exif"][0x013B] = "Owner"
    clean, planted = saved(picture, format_), saved(picture, format_, **options)
    assert findings(clean, suffix) == ()
    assert findings(planted, suffix)


def test_the_inspection_refuses_what_it_cannot_read():
    jpeg, avif = saved(quarters(64, 48), "JPEG"), saved(quarters(64, 48), "AVIF")
    assert findings(jpeg + b"GPS 29.5,106.5", "jpg")
    assert findings(avif + b"GPS 29.5,106.5", "avif")
    assert findings(jpeg[:100], "jpg")
    assert findings(b"", "jpg")
    assert findings(b"", "avif")
    assert findings(avif, "jpg")
    assert findings(jpeg, "avif")
