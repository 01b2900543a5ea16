"""Which file an article means, and whether it is a photo that can be published."""

import os
import struct
import zlib
from pathlib import Path, PurePosixPath

import pytest

from plugins.documents.photo_cache import NAME, PhotoFactsCache
from plugins.documents.photo_facts import probe
from plugins.documents.photo_files import PhotoError, resolve
from tests.unit.photo_gallery.odd_photos import quarters, saved

ARTICLE = PurePosixPath("news/2024/a.md")
HOSTILE = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "pillow-hostile"


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "content"
    for name in ("news/2024/启动仪式.JPG", "news/2024/sub/b.png", "news/c.webp"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    (tmp_path / "secret.jpg").write_bytes(b"x")
    return folder


@pytest.mark.parametrize(
    ("src", "found"),
    [
        ("启动仪式.JPG", "news/2024/启动仪式.JPG"),
        ("./启动仪式.JPG", "news/2024/启动仪式.JPG"),
        ("%E5%90%AF%E5%8A%A8%E4%BB%AA%E5%BC%8F.JPG", "news/2024/启动仪式.JPG"),
        ("sub\\b.png", "news/2024/sub/b.png"),
        ("../c.webp", "news/c.webp"),
    ],
)
def test_the_file_that_is_meant(root, src, found):
    assert resolve(root, ARTICLE, src) == root / found


@pytest.mark.parametrize(
    ("src", "kind", "says"),
    [
        ("启动仪式.jpg", "missing", "文件名是“启动仪式.JPG”"),
        ("启动仪.JPG", "missing", "是不是“启动仪式.JPG”"),
        ("启动仪式.png", "missing", "是不是“启动仪式.JPG”"),
        ("sub/c.png", "missing", "这个文件夹里有：b.png"),
        ("nowhere/c.png", "missing", "没有文件夹“news/2024/nowhere”"),
        ("sub", "missing", "文件名"),
        ("", "missing", "src"),
        ("x" * 300, "missing", "短"),
        ("../../../secret.jpg", "outside", "文件夹"),
        ("%2e%2e/../../secret.jpg", "outside", "文件夹"),
        ("/etc/passwd", "outside", "文件名"),
        ("C:\\photo.jpg", "outside", "文件名"),
        ("https://example.com/a.jpg", "outside", "下载"),
        ("//example.com/a.jpg", "outside", "下载"),
        ("data:image/png;base64,AAAA", "outside", "下载"),
    ],
)
def test_why_there_is_none(root, src, kind, says):
    problem = resolve(root, ARTICLE, src)
    assert isinstance(problem, PhotoError)
    assert problem.kind == kind
    assert says in problem.cure


@pytest.mark.parametrize("src", ["link.jpg", "linked/secret.jpg"])
def test_no_symbolic_link_is_followed(root, src):
    (root / "news/2024/link.jpg").symlink_to(root.parent / "secret.jpg")
    (root / "news/2024/linked").symlink_to(root.parent)
    problem = resolve(root, ARTICLE, src)
    assert isinstance(problem, PhotoError)
    assert problem.kind == "outside"
    with pytest.raises(PhotoError):
        probe(root / "news/2024/link.jpg")


def test_both_unicode_spellings_of_a_name_are_one_name(root):
    (root / "news/2024/cafe\u0301.jpg").write_bytes(b"x")
    assert resolve(root, ARTICLE, "caf\u00e9.jpg") == root / "news/2024/cafe\u0301.jpg"


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_facts_come_from_the_content_not_the_ending(tmp_path, format_):
    file = tmp_path / "photo.dat"
    file.write_bytes(saved(quarters(60, 40), format_))
    facts = probe(file)
    assert (facts.width, facts.height, facts.format, facts.animated) == (60, 40, format_, False)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_is_the_one_that_readers_see(tmp_path, orientation):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = orientation
    file = tmp_path / "photo.jpg"
    file.write_bytes(saved(quarters(60, 40), "JPEG", exif=exif))
    facts = probe(file)
    assert (facts.width, facts.height) == ((60, 40) if orientation < 5 else (40, 60))


def test_nothing_is_decoded_for_the_facts(tmp_path, monkeypatch):
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _image: pytest.fail("decoded"))
    file = tmp_path / "photo.png"
    file.write_bytes(saved(quarters(60, 40), "PNG"))
    assert probe(file).width == 60


def bomb_png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


def bomb_webp(width, height):
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0" * 4 + size + b"VP8L" + struct.pack("<I", 8) + b"\x2f" + b"\0" * 7
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "0 字节"),
        (b"hello", "看的是内容"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "SVG"),
        (b"%PDF-1.7", "PDF"),
        (b"%!PS-Adobe", "EPS"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "残缺"),
        (b"\x89PNG\r\n\x1a\n\0\0", "残缺"),
        (bomb_png(20000, 10000), "6000 万"),
        (bomb_png(9000, 7000), "6000 万"),
        (bomb_webp(16000, 16000), "2400 万"),
    ],
)
def test_what_is_no_photo_says_why(tmp_path, data, says):
    file = tmp_path / "photo.jpg"
    file.write_bytes(data)
    with pytest.raises(PhotoError) as caught:
        probe(file)
    assert caught.value.kind == "unreadable"
    assert says in caught.value.reason
    assert caught.value.cure


def test_a_folder_and_a_pipe_are_no_photos(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    for file in (tmp_path, tmp_path / "pipe.jpg", tmp_path / "none.jpg"):
        with pytest.raises(PhotoError):
            probe(file)


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the corpus pillow-hostile is not here")
def test_hostile_files_are_problems_never_crashes():
    from plugins.photo_gallery.pixels import pictures

    files = sorted(HOSTILE.iterdir())
    assert len(files) > 40
    accepted = []
    for file in files:
        try:
            probe(file)
            pictures(file.read_bytes(), (480,))
        except PhotoError as error:
            assert error.reason  # noqa: PT017 - each file must end in an answer; which one is not the point
        else:
            accepted.append(file.name)
    assert accepted == []


def test_an_unchanged_photo_is_not_read_again(tmp_path, monkeypatch):
    file = tmp_path / "photo.jpg"
    file.write_bytes(saved(quarters(60, 40), "JPEG"))
    first = PhotoFactsCache(tmp_path / "state")
    facts = first.facts(file)
    first.save()
    monkeypatch.setattr("plugins.documents.photo_cache.probe", lambda _file: pytest.fail("read again"))
    assert PhotoFactsCache(tmp_path / "state").facts(file) == facts


def test_a_changed_photo_is_read_again_and_a_broken_cache_is_forgotten(tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(saved(quarters(60, 40), "JPEG"))
    cache = PhotoFactsCache(tmp_path)
    before = cache.facts(file)
    cache.save()
    file.write_bytes(saved(quarters(40, 60), "JPEG"))
    assert PhotoFactsCache(tmp_path).facts(file) != before
    assert cache.facts(file) != before
    kept = (tmp_path / NAME).read_text(encoding="utf-8")
    for broken in (kept.replace("60", "61"), kept[:40], "", "{}", "\n\n"):
        (tmp_path / NAME).write_text(broken, encoding="utf-8")
        assert PhotoFactsCache(tmp_path).facts(file).width == 40


def test_a_partial_run_forgets_nothing_but_deleted_photos(tmp_path):
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (tmp_path / name).write_bytes(saved(quarters(60, 40), "JPEG"))
    whole = PhotoFactsCache(tmp_path)
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        whole.facts(tmp_path / name)
    whole.save()
    (tmp_path / "c.jpg").unlink()
    (tmp_path / "d.jpg").write_bytes(saved(quarters(20, 10), "JPEG"))
    partial = PhotoFactsCache(tmp_path)
    partial.facts(tmp_path / "d.jpg")
    partial.save()
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert ["a.jpg" in text, "b.jpg" in text, "c.jpg" in text, "d.jpg" in text] == [True, True, False, True]
