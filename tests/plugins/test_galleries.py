"""Albums, a year's photos, archives, and what search engines are told: through the whole build."""

import gzip
import io
import re
import zipfile
from itertools import starmap
from pathlib import Path

VIEWER = Path(__file__).resolve().parents[2] / "plugins/photo_gallery/static/viewer.js"
SITE = """
-- content/albums/deng/index.md --
---
title: 灯光
date: 2024-09-02
download: true
---
-- content/albums/deng/photos.yaml --
宽.jpg: {替代文字: 江面全景, 说明: 两江四岸, 摄影: 徐熙孟}
高.jpg: {替代文字: 高楼, 说明: 夜, 机构: 重庆市总工会, 拍摄日期: 2024-08-29, 地点: 渝中区}
-- content/albums/deng/宽.jpg --
photo 1500x500
-- content/albums/deng/高.jpg --
photo 600x900
-- content/news/a.md --
---
title: 消息
date: 2024-08-02
photos:
  - {src: b.jpg, alt: 车间, credit: 示意图}
---
正文。
-- content/news/b.jpg --
photo 800x600
-- content/news/old.md --
---
title: 旧闻
date: 2023-08-02
photos:
  - {src: b.jpg, alt: 车间}
---
正文。
"""


def built(site, text=SITE):
    small = site(text)
    assert not [problem for problem in small.build().problems if problem.is_error]
    return small


def test_an_album_links_its_photos_with_captions_in_the_press_s_way(site):
    page = built(site).output("albums/deng/index.html").read_text(encoding="utf-8")
    assert re.findall(r'data-photo href="([^"]+)"', page) == ["/albums/deng/photo-1/", "/albums/deng/photo-2/"]
    assert "徐熙孟 摄" in page
    assert "图/重庆市总工会" in page
    assert "gallery__cell--wide" in page
    assert "gallery__cell--tall" in page
    for tag in re.findall(r"<img[^>]*/photos/[^>]*>", page):
        assert re.search(r' width="\d+" height="\d+"', tag)


def test_a_photo_s_page_says_when_and_where(site):
    page = built(site).output("albums/deng/photo-2/index.html").read_text(encoding="utf-8")
    assert "2024年8月29日" in page
    assert "渝中区" in page
    assert re.search(r'href="/photos/\w+-600.jpg" download', page)


def test_a_year_shows_each_photo_once_and_leads_to_where_it_stands(site):
    small = built(site)
    page = small.output("gallery/2024/index.html").read_text(encoding="utf-8")
    links = re.findall(r'class="gallery__link" href="([^"]+)"', page)
    assert links == ["/albums/deng/photo-1/", "/albums/deng/photo-2/", "/news/a/#photo-1"]
    assert 'id="photo-1"' in small.output("news/a/index.html").read_text(encoding="utf-8")
    assert "/news/old/#photo-1" in small.output("gallery/2023/index.html").read_text(encoding="utf-8")
    assert "/gallery/2023/" in page


def test_many_photos_fill_several_pages(site):
    photos = "".join(f"-- content/albums/deng/{n}.jpg --\nphoto {480 + n}x300\n" for n in range(30))
    words = "".join(f"{n}.jpg: {{替代文字: 第{n}张}}\n" for n in range(30))
    album = "-- content/albums/deng/index.md --\n---\ntitle: 灯\ndate: 2024-09-02\n---\n"
    small = built(site, f"{album}-- content/albums/deng/photos.yaml --\n{words}{photos}")
    first = small.output("gallery/2024/index.html").read_text(encoding="utf-8")
    second = small.output("gallery/2024/2/index.html").read_text(encoding="utf-8")
    assert first.count("gallery__link") == 24
    assert second.count("gallery__link") == 6
    assert 'href="/gallery/2024/2/"' in first


def test_the_archive_holds_the_web_versions_and_their_captions_the_same_each_time(site):
    small = built(site)
    data = small.outputs()["albums/deng/photos.zip"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["01.jpg", "02.jpg", "说明.txt"]
        assert archive.read("01.jpg") in [
            small.outputs()[name] for name in small.outputs() if name.startswith("photos/")
        ]
        assert "徐熙孟 摄" in archive.read("说明.txt").decode("utf-8-sig")
    assert built(site).outputs()["albums/deng/photos.zip"] == data


def test_nobody_may_download_what_the_editor_does_not_offer(site):
    small = built(site, SITE.replace("download: true\n", ""))
    assert "albums/deng/photos.zip" not in small.outputs()
    pages = [small.outputs()[name].decode() for name in ("albums/deng/index.html", "albums/deng/photo-1/index.html")]
    assert not [page for page in pages if "download" in page]


def test_the_sitemap_names_the_photos_of_each_page(site):
    small = built(site)
    text = small.outputs()["sitemap.xml"].decode()
    assert 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"' in text
    places = {
        row[0]: re.findall("<image:loc>(.*?)</image:loc>", row[1])
        for row in re.findall("<url><loc>(.*?)</loc>(.*)", text)
    }
    assert len(places["https://example.com/albums/deng/"]) == 2
    assert "https://example.com/gallery/2024/" in places
    for images in places.values():
        for image in images:
            assert small.output(image.removeprefix("https://example.com/")).is_file()


def test_a_link_to_a_year_is_a_link_of_ours(site):
    small = site(SITE.replace("正文。", "见[照片](/gallery/2024/)。"))
    assert not list(filter(None, starmap(str, ((problem.message,) for problem in small.check() if problem.is_error))))


def test_an_edited_caption_renders_the_pages_that_show_it(site):
    small = built(site)
    text = (small.folder / "content/albums/deng/photos.yaml").read_text(encoding="utf-8")
    small.edit("content/albums/deng/photos.yaml", text.replace("说明: 夜", "说明: 夜色")).build()
    for name in ("albums/deng/index.html", "albums/deng/photo-2/index.html", "gallery/2024/index.html"):
        assert "夜色" in small.output(name).read_text(encoding="utf-8"), name


def test_the_viewer_is_small():
    assert len(gzip.compress(VIEWER.read_bytes(), 9)) <= 3072
