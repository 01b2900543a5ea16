"""This edit renders these pages, and no others."""

import json

import pytest

SITE = """
    -- content/news/2024/jia.md --
    ---
    title: 甲
    date: 2024-09-01
    tags: [互助]
    ---
    甲的正文。
    -- content/news/2024/yi.md --
    ---
    title: 乙
    date: 2024-09-02
    tags: [学习]
    ---
    乙的正文。
    -- content/news/2024/bing.md --
    ---
    title: 丙
    date: 2024-09-03
    status: draft
    ---
    丙的秘密。
"""
YI = "---\ntitle: {title}\ndate: 2024-09-02\ntags: [学习]\nsummary: 摘要\n---\n{body}\n"
YI_PAGE = "news/2024/yi/index.html"


@pytest.fixture
def built(workshop):
    made = workshop(SITE)
    made.site.edit("content/news/2024/yi.md", YI.format(title="乙", body="乙的正文。"))
    report = made.build()
    assert report.problems == ()
    assert YI_PAGE in report.rendered
    assert report.reused == 0
    return made


def test_nothing_changed_does_nothing(built):
    before = built.outputs()
    report = built.build()
    assert report.up_to_date
    assert report.rendered == {}
    assert report.pages > 5
    assert built.outputs() == before


def test_a_touched_file_renders_nothing(built):
    file = built.site.folder / "content/news/2024/yi.md"
    file.write_bytes(file.read_bytes())
    assert built.rendered() == set()


def test_a_body_renders_its_page_alone(built):
    built.site.edit("content/news/2024/yi.md", YI.format(title="乙", body="新的正文。"))
    report = built.build()
    assert dict(report.rendered) == {YI_PAGE: "article 变了"}
    assert "新的正文" in built.outputs()[YI_PAGE].decode()


def test_a_title_renders_the_lists_that_show_it(built):
    built.site.edit("content/news/2024/yi.md", YI.format(title="乙二", body="乙的正文。"))
    rendered = built.rendered()
    assert {YI_PAGE, "index.html", "tags/学习/index.html"} <= rendered
    assert "tags/互助/index.html" not in rendered
    assert "404.html" not in rendered


def test_a_draft_is_nowhere_until_it_is_published(built):
    assert not any("丙的秘密".encode() in data for data in built.outputs().values())
    built.site.edit("content/news/2024/bing.md", "---\ntitle: 丙\ndate: 2024-09-03\n---\n丙的秘密。\n")
    assert "news/2024/bing/index.html" in built.rendered()
    built.site.edit("content/news/2024/bing.md", "---\ntitle: 丙\ndate: 2024-09-03\nstatus: draft\n---\n丙的秘密。\n")
    built.build()
    assert "news/2024/bing/index.html" not in built.outputs()
    assert not any("丙的秘密".encode() in data for data in built.outputs().values())


def test_the_clock_publishes(built):
    text = "---\ntitle: 丁\ndate: 2024-09-04\npublish_at: 2026-06-01 12:00\n---\n丁的秘密。\n"
    built.site.edit("content/news/2024/ding.md", text)
    built.build()
    assert "news/2024/ding/index.html" not in built.outputs()
    now = built.options().now
    assert built.build(now=now.replace(hour=11)).up_to_date
    assert "news/2024/ding/index.html" in built.rendered(now=now.replace(hour=12))
    assert built.build(now=now.replace(hour=13)).up_to_date
    built.build(now=now.replace(hour=7))
    assert "news/2024/ding/index.html" not in built.outputs()


def test_a_template_renders_its_own_kind(workshop, own_base):
    made = workshop(SITE, own_base)
    made.build()
    template = own_base / "theme/templates/news.html"
    template.write_text(template.read_text("utf-8").replace("<h1>", "<h1 class=t>"), "utf-8")
    report = made.build()
    assert set(report.rendered) == {"news/2024/jia/index.html", YI_PAGE}
    assert set(report.rendered.values()) == {"模板 news.html 变了"}
    assert made.outputs() == made.clean_outputs()


@pytest.mark.parametrize("name", ["words.html", "foot.html", "base.html"])
def test_a_template_that_others_use_renders_all(workshop, own_base, name):
    made = workshop(SITE, own_base)
    pages = made.build().pages
    template = own_base / "theme/templates" / name
    template.write_text(template.read_text("utf-8") + "<!-- neu -->", "utf-8")
    report = made.build()
    assert pages == len(report.rendered), sorted(set(made.outputs()) - set(report.rendered))
    assert made.outputs() == made.clean_outputs()


def test_a_setting_renders_all(workshop, own_base):
    made = workshop(SITE, own_base)
    pages = made.build().pages
    settings = own_base / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + "# neu\n", "utf-8")
    assert set(made.build().rendered.values()) == {"程序或设置变了"}
    assert made.build(drafts=True).pages > pages


def test_a_published_file_that_somebody_changed_is_made_again(built):
    page = built.site.output(YI_PAGE)
    data = page.read_bytes()
    page.write_bytes(data.replace("乙".encode(), b"X"))
    report = built.build()
    assert dict(report.rendered) == {YI_PAGE: "上次生成的文件不在了或被改动过"}
    assert page.read_bytes() == data
    page.unlink()
    assert built.rendered() == {YI_PAGE}
    assert page.read_bytes() == data


def test_a_stranger_in_the_output_is_kept_aside(built):
    stranger = built.site.output("notes/mine.txt")
    stranger.parent.mkdir()
    stranger.write_text("mine")
    report = built.build()
    assert report.kept == ("notes/mine.txt",)
    assert "notes/mine.txt" not in built.outputs()
    assert (built.site.folder / ".output.yugong/kept/notes/mine.txt").read_text() == "mine"


def test_the_manifest_lists_every_file(built):
    listed = json.loads(built.outputs()["manifest.json"])["files"]
    assert set(listed) == set(built.outputs()) - {"manifest.json"}


def test_drafts_never_stay_after_a_preview_of_them(built):
    assert "news/2024/bing/index.html" in built.rendered(drafts=True)
    built.build()
    assert built.outputs() == built.clean_outputs()


def test_warnings_are_told_again_when_nothing_changed(workshop):
    made = workshop(SITE)
    first = made.build()
    again = made.build()
    assert again.up_to_date
    assert again.problems == first.problems
