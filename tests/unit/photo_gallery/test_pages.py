"""What templates get: the picture element, the photo pages of an album, the problems that an editor reads."""

from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath

import pytest

from plugins.documents.document import Photo
from plugins.documents.library import read_library
from plugins.documents.photo_addresses import widest_address
from plugins.documents.photo_files import PhotoError
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS
from plugins.photo_gallery.albums import pages_of
from plugins.photo_gallery.checks import check, problems_of
from plugins.photo_gallery.codes import CODES
from plugins.photo_gallery.derivatives import Derived, PrivateBytesError
from plugins.photo_gallery.markup import picture
from tests.unit.photo_gallery.odd_photos import quarters, saved

DIGEST = "0123456789abcdef" * 4
NOW = datetime.fromisoformat("2026-06-01T08:00:00+08:00")


def photo(width=2000, height=1500, alt="工人在车间"):
    return Photo(PurePosixPath("news/a.jpg"), alt, "", "", width, height, DIGEST)


def test_the_picture_element():
    assert picture(photo(), sizes="100vw") == (
        "<picture>"
        '<source type="image/avif" srcset="/photos/0123456789abcdef-320.avif 320w, /photos/0123456789abcdef-480.avif 480w, '
        '/photos/0123456789abcdef-960.avif 960w, /photos/0123456789abcdef-1600.avif 1600w" sizes="100vw">'
        '<img src="/photos/0123456789abcdef-1600.jpg" srcset="/photos/0123456789abcdef-320.jpg 320w, /photos/0123456789abcdef-480.jpg 480w, '
        '/photos/0123456789abcdef-960.jpg 960w, /photos/0123456789abcdef-1600.jpg 1600w" sizes="100vw"'
        ' width="1600" height="1200" loading="lazy" decoding="async" alt="工人在车间">'
        "</picture>"
    )


def test_the_first_picture_comes_at_once():
    html = picture(photo(), eager=True)
    assert 'fetchpriority="high"' in html
    assert "loading" not in html


def test_who_asked_for_less_motion_gets_a_still():
    sources = picture(replace(photo(), animated=True)).split("<source ")[1:]
    assert sources[0].startswith('media="(prefers-reduced-motion: reduce)" type="image/jpeg" srcset="/photos/')
    assert ".avif" not in sources[0]
    assert sources[1].startswith('type="image/avif"')
    assert "motion" not in picture(photo())


def test_words_cannot_leave_their_attribute():
    html = picture(photo(alt='"><script>alert(1)</script>'), sizes='1px" onload="x', class_='"><b>')
    assert "<script" not in html
    assert ' onload="' not in html
    assert "<b>" not in html


def test_only_published_versions_are_named():
    html = picture(photo(width=300, height=200))
    assert "-480" not in html
    assert html.count("-300.") == 3
    assert widest_address(photo(width=300, height=200)) == "/photos/0123456789abcdef-300.jpg"


ALBUM = """---
title: 车间影像
date: 2024-09-02
cover: {src: 1.jpg, alt: 封面}
photos:
  - {src: 1.jpg, alt: 第一张, caption: 启动, credit: 徐熙孟}
  - {src: 2.jpg, alt: 第二张}
  - {src: 3.jpg, alt: 第三张}
---

正文。
"""


@pytest.fixture
def library(tmp_path):
    def read(files, drafts=False):
        for name, content in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_library(tmp_path, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW, drafts=drafts)

    return read


def drawn(width=600, height=400):
    return saved(quarters(width, height), "JPEG")


def test_an_album_has_a_page_for_each_photo(library):
    found = library({"albums/x/index.md": ALBUM} | {f"albums/x/{n}.jpg": drawn(600 + n) for n in (1, 2, 3)})
    assert found.problems == ()
    pages = list(pages_of(found.public[0]))
    assert [(p.number, p.count, p.photo.alt, p.previous_url, p.url, p.next_url, p.save_as) for p in pages] == [
        (1, 3, "第一张", None, "/albums/x/photo-1/", "/albums/x/photo-2/", "albums/x/photo-1/index.html"),
        (
            2,
            3,
            "第二张",
            "/albums/x/photo-1/",
            "/albums/x/photo-2/",
            "/albums/x/photo-3/",
            "albums/x/photo-2/index.html",
        ),
        (3, 3, "第三张", "/albums/x/photo-2/", "/albums/x/photo-3/", None, "albums/x/photo-3/index.html"),
    ]


def test_small_and_forgotten_photos_are_warnings_with_a_place(library):
    files = {"albums/x/index.md": ALBUM} | {f"albums/x/{n}.jpg": drawn(600) for n in (1, 2)}
    files |= {"albums/x/3.jpg": drawn(300, 200), "albums/x/4.jpg": drawn(700)}
    found = library(files)
    problems = list(check(found))
    assert [(p.code, p.severity, p.place.path) for p in problems] == [
        ("W421", "warning", "content/albums/x/index.md"),
        ("W424", "warning", "content/albums/x/index.md"),
    ]
    assert problems[0].place.line == 8
    assert "300×200" in problems[0].message
    assert "“4.jpg”" in problems[1].message


def test_what_making_found_is_reported_where_the_photo_is_named(library):
    text = ALBUM.replace("3.jpg", "2.jpg")
    found = library({"albums/x/index.md": text} | {f"albums/x/{n}.jpg": drawn(600 + n) for n in (1, 2)})
    photos = found.public[0].photos
    outcomes = {
        photos[0].digest: PhotoError("unreadable", "照片不完整", "重新要一份"),
        photos[1].digest: Derived((), "aa2", ("cmyk", "stilled")),
    }
    problems = [(p.code, p.place.line, p.cure) for p in problems_of(photos, outcomes)]
    assert [(code, line) for code, line, _ in problems] == [
        ("E411", 6), ("W422", 7), ("W423", 7), ("W422", 8), ("W423", 8),
    ]  # fmt: skip
    assert problems[0][2] == "重新要一份"
    outcomes[photos[0].digest] = PrivateBytesError(("GPS",))
    private = next(iter(problems_of(photos, outcomes)))
    assert (private.code, private.is_error) == ("E412", True)
    assert "GPS" in private.message


def test_codes_are_of_this_room_and_explained():
    assert len({code.id for code in CODES}) == len(CODES)
    assert all(code.id[1] == "4" and code.title and code.explanation for code in CODES)
