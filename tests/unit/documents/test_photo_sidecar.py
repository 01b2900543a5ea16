"""What ``photos.yaml`` says reaches the documents, and what changes in it reaches them again."""

import pytest

from plugins.documents.fields import PhotoRef
from plugins.documents.photo_sidecar import entries_in
from plugins.documents.photo_words import FIELD_OF, SPELLINGS, PhotoWords, filled
from plugins.documents.source import SourceText

ALBUM = """
-- content/albums/deng/index.md --
---
title: 灯光
date: 2024-09-02
---
-- content/albums/deng/启动 1.JPG --
photo 800x600
-- content/albums/deng/b.jpg --
photo 810x600
-- content/albums/deng/c.jpg --
photo 820x600
-- content/albums/deng/photos.yaml --
b.jpg:
  标题: 讲堂
  说明: 劳模开讲
  摄影: 徐熙孟
  机构: 重庆晨报
  拍摄日期: 2024年8月29日
  地点: 南岸区
  替代文字: 一人在讲台上讲话
  focus: [0.5, 0.3]
  blur: [[0, 0, 0.1, 0.1]]
启动 1.JPG:
  alt: 启动仪式上的人们
c.jpg:
  替代文字: 不愿意上镜的人
  consent: no
"""


def words_of(text, *names):
    return entries_in(SourceText("photos.yaml", text), {name: name for name in names})


def library_of(site):
    from plugins.command_line.check import library_of as read

    options = site.options()
    return read(options.folders, options.now)


def test_an_album_without_photos_shows_those_of_its_sidecar_in_its_order(site):
    small = site(ALBUM)
    (album,) = library_of(small).documents
    assert [photo.path.name for photo in album.photos] == ["b.jpg", "启动 1.JPG"]
    first, second = album.photos
    assert (first.alt, first.caption, first.signature) == ("一人在讲台上讲话", "劳模开讲", "重庆晨报 徐熙孟 摄")
    assert (first.title, first.location, str(first.taken)) == ("讲堂", "南岸区", "2024-08-29")
    assert (first.focus, first.blur) == ((0.5, 0.3), ((0.0, 0.0, 0.1, 0.1),))
    assert second.alt == "启动仪式上的人们"
    assert small.check() == ()


def test_a_refused_photo_is_published_nowhere(site):
    small = site(ALBUM)
    refused = next(photo.digest for photo in probe_all(small) if photo.path.endswith("c.jpg"))
    assert not [problem for problem in small.build().problems if problem.is_error]
    assert not [name for name in small.outputs() if refused[:16] in name]


def probe_all(site):
    from types import SimpleNamespace

    from plugins.documents.photo_facts import probe

    folder = site.folder / "content/albums/deng"
    return [SimpleNamespace(path=str(file), digest=probe(file).digest) for file in folder.glob("*.jpg")]


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (lambda text: text.replace("劳模开讲", "劳模上课"), "劳模上课"),
        (lambda text: text.replace("徐熙孟", "陈军"), "重庆晨报 陈军 摄"),
        (lambda text: text.replace("consent: no", "consent: yes"), "不愿意上镜的人"),
    ],
)
def test_what_changes_in_the_sidecar_changes_the_pages(site, change, seen):
    small = site(ALBUM)
    small.build()
    page = "albums/deng/index.html"
    assert seen not in small.output(page).read_text(encoding="utf-8")
    text = (small.folder / "content/albums/deng/photos.yaml").read_text(encoding="utf-8")
    small.edit("content/albums/deng/photos.yaml", change(text)).build()
    assert seen in small.output(page).read_text(encoding="utf-8")


def test_a_sidecar_that_appears_or_goes_is_noticed(site):
    small = site(ALBUM)
    text = (small.folder / "content/albums/deng/photos.yaml").read_text(encoding="utf-8")
    small.remove("content/albums/deng/photos.yaml").build()
    page = small.output("albums/deng/index.html")
    assert "劳模开讲" not in page.read_text(encoding="utf-8")
    small.edit("content/albums/deng/photos.yaml", text).build()
    assert "劳模开讲" in page.read_text(encoding="utf-8")
    small.remove("content/albums/deng/photos.yaml").build()
    assert "劳模开讲" not in page.read_text(encoding="utf-8")


def test_the_article_comes_first_and_regions_add_up():
    words = PhotoWords.model_validate(
        {"说明": "甲", "替代文字": "乙", "摄影": "丙", "blur": [[0, 0, 0.1, 0.1]], "focus": "0.1 0.2"}
    )
    ref = PhotoRef.model_validate({"src": "a.jpg", "caption": "丁", "blur": [[0.5, 0.5, 0.1, 0.1]]})
    both = filled(ref, words)
    assert (both.caption, both.alt, both.credit, both.focus) == ("丁", "乙", "丙", (0.1, 0.2))
    assert both.blur == ((0.5, 0.5, 0.1, 0.1), (0, 0, 0.1, 0.1))


def test_every_key_has_a_chinese_and_an_english_spelling_and_means_one_thing():
    assert set(SPELLINGS) == set(PhotoWords.model_fields)
    assert len(FIELD_OF) == sum(map(len, SPELLINGS.values()))
    for spellings in SPELLINGS.values():
        assert {spelling.isascii() for spelling in spellings} == {True, False}


def test_one_slip_costs_no_other_word():
    entries, problems = words_of("a.jpg:\n  说明: 甲\n  拍摄日期: 昨天\n  替代文字: 乙\n", "a.jpg")
    assert (entries["a.jpg"].words.caption, entries["a.jpg"].words.alt) == ("甲", "乙")
    assert [problem.place.line for problem in problems] == [3]


@pytest.mark.parametrize("text", ["", "\n", "# 还没有写\n", "---\n"])
def test_nothing_is_nothing(text):
    assert words_of(text) == ({}, [])


@pytest.mark.parametrize("text", ["- a.jpg\n", "只有一行字\n", "a.jpg: &x\n  说明: *x\n", "a.jpg:\n  - 甲\n", "\ta.jpg:\n"])
def test_another_shape_is_told_and_never_raises(text):
    assert words_of(text, "a.jpg")[1]


def test_names_in_either_unicode_form_meet():
    decomposed, composed = "e\u0301.jpg", "\u00e9.jpg"
    entries, problems = words_of(f"{decomposed}:\n  替代文字: 甲\n", composed)
    assert not problems
    assert entries[composed].words.alt == "甲"
