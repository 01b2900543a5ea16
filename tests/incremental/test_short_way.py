"""An edit of the text alone takes the short way: Pelican does not run, and the site is the one that a clean build makes."""

import pytest

from plugins.command_line import amendment, pelican_run

SITE = """
    -- content/site.yaml --
    name: 测试站
    url: https://example.com
    -- content/news/2024/jia.md --
    ---
    title: 甲
    date: 2024-09-01
    tags: [互助]
    summary: 甲的摘要。
    ---
    甲的正文，见[乙](yi.md)。
    -- content/news/2024/yi.md --
    ---
    title: 乙
    date: 2024-09-02
    tags: [互助]
    summary: 乙的摘要。
    ---
    乙的正文。
    -- content/pages/about.md --
    ---
    title: 关于
    date: 2024-08-01
    summary: 关于我们
    ---
    关于我们。
"""
JIA, JIA_PAGE = "content/news/2024/jia.md", "news/2024/jia/index.html"


class PelicanRanError(AssertionError):
    """The long way was taken."""


@pytest.fixture
def made(workshop):
    site = workshop(SITE)
    assert site.build().problems == ()
    return site


@pytest.fixture
def short(monkeypatch):
    """A switch: Pelican may run no more."""

    def refuse(*_values):
        raise PelicanRanError

    def close():
        monkeypatch.setattr(pelican_run, "generate", refuse)

    def open_again():
        monkeypatch.undo()

    close.undo = open_again
    return close


def change(made, name, old, new):
    file = made.site.folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_edits_of_texts_take_the_short_way(made, short):
    for step in range(4):
        short()
        change(made, JIA, "正文", f"正文{step}")
        report = made.build()
        assert dict(report.rendered) == {JIA_PAGE: "article 变了"}
        assert report.pages == report.reused + 1
        assert f"正文{step}".encode() in made.outputs()[JIA_PAGE]
        assert made.build().up_to_date
        short.undo()
        assert made.outputs() == made.clean_outputs()


def test_a_page_and_an_article_at_once(made, short):
    short()
    change(made, "content/pages/about.md", "关于我们。", "关于我们的事。")
    change(made, JIA, "正文", "新的正文")
    assert set(made.build().rendered) == {JIA_PAGE, "about/index.html"}
    short.undo()
    assert made.outputs() == made.clean_outputs()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: 甲", "title: 乙"),
        ("title: 甲", "title: 甲\nsubtitle: 副题"),
        ("[互助]", "[学习]"),
        ("2024-09-01", "2024-09-03"),
        ("甲的正文", "## 小标题\n\n甲的正文"),
        ("[乙](yi.md)", "[乙](yi.md)和[丙](https://example.org/)"),
        ("summary: 甲的摘要。\n", ""),
        ("title: 甲", "title: 甲\nstatus: draft"),
        ("title: 甲", "title: 甲\npublish_at: 2030-01-01 08:00"),
    ],
)
def test_what_others_may_see_takes_the_long_way(made, short, old, new):
    change(made, JIA, old, new)
    short()
    with pytest.raises(PelicanRanError):
        made.build()
    short.undo()
    assert made.build().published
    assert made.outputs() == made.clean_outputs()


PAGES_WITH_JIA = {JIA_PAGE, "news/2024/yi/index.html", "index.html", "news/index.html", "archive/2024/index.html"}


@pytest.mark.parametrize(("old", "new"), [("title: 甲", "title: 甲二"), ("甲的摘要", "别的摘要")])
def test_a_title_or_a_summary_renders_the_pages_that_show_it(made, short, old, new):
    short()
    change(made, JIA, old, new)
    report = made.build()
    assert report.rendered.keys() > PAGES_WITH_JIA
    assert "404.html" not in report.rendered
    assert "about/index.html" not in report.rendered
    short.undo()
    assert made.outputs() == made.clean_outputs()
    short()
    change(made, JIA, new, old)
    assert report.rendered.keys() == made.build().rendered.keys()
    change(made, "content/news/2024/yi.md", "title: 乙", "title: 乙二")
    made.build()
    short.undo()
    assert made.outputs() == made.clean_outputs()


def test_a_title_and_its_lists_are_the_same_the_long_way(made, short):
    """The same edit the short way and, since another file came, the long way: the pages differ in nothing."""
    short()
    change(made, JIA, "title: 甲", "title: 甲二")
    made.build()
    short.undo()
    made.site.write("content/news/2024/bing.md", "---\ntitle: 丙\ndate: 2023-01-01\nsummary: 丙\n---\n丙。\n")
    made.build()
    assert made.outputs() == made.clean_outputs()
    short()
    change(made, JIA, "title: 甲二", "title: 甲三")
    made.build()
    short.undo()
    assert made.outputs() == made.clean_outputs()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_template_takes_the_short_way(workshop, own_base, short, monkeypatch, jobs):
    monkeypatch.setattr(amendment, "WORTH_FORKING", 1)
    made = workshop(SITE, own_base)
    made.build()
    template = own_base / "theme/templates/news.html"
    short()
    template.write_text(template.read_text("utf-8").replace("<h1>", "<h1 class=t>"), "utf-8")
    assert set(made.build(jobs=jobs).rendered) == {JIA_PAGE, "news/2024/yi/index.html"}
    template.write_text(
        template.read_text("utf-8").replace("</h1>", "</h1>{% for c in latest %}{{ c.title }}{% endfor %}"), "utf-8"
    )
    change(made, JIA, "甲的正文", "甲的新正文")
    short.undo()
    made.build()
    assert made.outputs() == made.clean_outputs()


def test_labels_that_a_new_template_shows_are_known_afterwards(workshop, own_base, short):
    made = workshop(SITE, own_base)
    listing = own_base / "theme/templates/listing.html"
    text = listing.read_text("utf-8")
    listing.write_text(text.replace("{{ words.card(c) }}", "{{ c.url }}"), "utf-8")
    made.build()
    short()
    listing.write_text(text, "utf-8")
    made.build()
    change(made, JIA, "title: 甲", "title: 甲二")
    assert made.build().rendered.keys() > PAGES_WITH_JIA
    short.undo()
    assert made.outputs() == made.clean_outputs()


def test_what_was_kept_for_a_site_that_never_came_out_is_not_believed(made, short, monkeypatch):
    """A build that ends before it publishes leaves the rows of another state of the content."""
    change(made, JIA, "title: 甲", "title: 甲\ntopics: [专题]")
    with monkeypatch.context() as broken:
        broken.setattr("plugins.incremental.replacing.amend", lambda *_values, **_names: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            made.build()
    change(made, JIA, "title: 甲\ntopics: [专题]", "title: 甲")
    change(made, JIA, "甲的正文", "甲的新正文")
    made.build()
    assert made.outputs() == made.clean_outputs()
    change(made, JIA, "甲的新正文", "甲的正文")
    made.build()
    assert made.outputs() == made.clean_outputs()


@pytest.mark.parametrize(("new", "code"), [("[没有](meiyou.md)", "E5"), ("<script>x</script>", "E")])
def test_mistakes_are_found_as_ever(made, new, code):
    before = made.outputs()
    change(made, JIA, "甲的正文", f"甲的正文{new}")
    report = made.build()
    if report.published:  # the link check is no plugin of the small site
        assert made.outputs() == made.clean_outputs()
    else:
        assert any(problem.code.startswith(code) for problem in report.problems)
        assert made.outputs() == before


def test_a_word_that_the_vocabulary_knows_is_told(made):
    made.site.write("content/vocabulary/wording.yaml", "- wrong: 甲的错字\n  right: 甲的对字\n")
    assert made.build().problems == ()
    change(made, JIA, "甲的正文", "甲的错字")
    assert [problem.place.line for problem in made.build().problems] == [7]
    change(made, JIA, "甲的错字，", "前一段。\n\n甲的错字，")
    assert [problem.place.line for problem in made.build().problems] == [9]
    change(made, JIA, "甲的错字", "甲的对字")
    assert made.build().problems == ()
    assert made.outputs() == made.clean_outputs()


def test_a_text_that_another_page_shows_takes_the_long_way(workshop, own_base, short):
    index = own_base / "theme/templates/404.html"
    index.write_text(index.read_text("utf-8") + "{% block main %}{{ latest[0].title }}{% endblock %}", "utf-8")
    listing = own_base / "theme/templates/showcase.html"
    shown = "{% block main %}{% for d in showcase.profiles %}{{ d.body.text }}{% endfor %}{% endblock %}"
    listing.write_text('{% extends "base.html" %}' + shown, "utf-8")
    (own_base / "theme/templates/laomo.html").write_text('{% extends "news.html" %}', "utf-8")
    profile = "---\nkind: laomo\ntitle: 张三\nname: 张三\nsummary: 摘要\ndate: 2024-08-01\n---\n他的故事。\n"
    made = workshop(SITE, own_base)
    made.site.write("content/laomo/zhangsan/index.md", profile)
    assert made.build().published
    change(made, "content/laomo/zhangsan/index.md", "他的故事", "他的新故事")
    short()
    with pytest.raises(PelicanRanError):
        made.build()
    short.undo()
    assert "laomo/index.html" in made.build().rendered
    assert made.outputs() == made.clean_outputs()


def test_a_template_that_asks_for_what_was_not_kept(workshop, own_base):
    template = own_base / "theme/templates/news.html"
    text = template.read_text("utf-8").replace(
        "<h1>", "<h1>{% if '新' in article.document.body.text %}{{ EXTRA }}{% endif %}"
    )
    template.write_text(text, "utf-8")
    settings = own_base / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + "\nEXTRA = '多出来的'\n", "utf-8")
    made = workshop(SITE, own_base)
    assert made.build().published
    change(made, JIA, "甲的正文", "甲的新正文")
    made.build()
    assert "多出来的".encode() in made.outputs()[JIA_PAGE]
    assert made.outputs() == made.clean_outputs()


def test_what_was_kept_is_not_believed_when_it_is_broken(made):
    file = next((made.site.folder / ".cache").rglob("articles.sqlite"))
    data = file.read_bytes()
    for step, broken in enumerate((b"", data[: len(data) // 2], b"\0" * len(data), data[:-1] + b"x")):
        file.write_bytes(broken)
        change(made, JIA, "正文", f"正文{step}")
        assert made.build().published
        assert made.outputs() == made.clean_outputs()
        file.write_bytes(data)


def test_the_site_before_is_whole_after_a_short_way(made):
    change(made, JIA, "正文", "正文一")
    made.build()
    before = {
        p.relative_to(made.site.output()).as_posix(): p.read_bytes()
        for p in made.site.output().rglob("*")
        if p.is_file()
    }
    change(made, JIA, "正文一", "正文二")
    made.build()
    previous = made.site.folder / ".output.yugong/previous"
    assert {p.relative_to(previous).as_posix(): p.read_bytes() for p in previous.rglob("*") if p.is_file()} == before
    shared = sum(p.stat().st_nlink > 1 for p in made.site.output().rglob("*.html"))
    assert shared >= len(list(made.site.output().rglob("*.html"))) - 1


def test_an_article_that_was_away_comes_back_the_long_way(made):
    """What was kept while it was public must not be believed after a build in which it was not."""
    change(made, JIA, "title: 甲", "title: 甲\nstatus: draft")
    made.build()
    assert JIA_PAGE not in made.outputs()
    change(made, JIA, "title: 甲\nstatus: draft", "title: 甲")
    assert JIA_PAGE in made.build().rendered
    assert made.outputs() == made.clean_outputs()
