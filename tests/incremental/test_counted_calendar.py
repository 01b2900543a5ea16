"""An event that moves renders the pages that show it, and no others."""

import pytest

SITE = """
    -- content/news/2024/zhou.md --
    ---
    kind: brief
    title: 一周动态
    date: 2024-09-02
    ---
    ◆8月28日，甲厂工会举办技能大赛。

    ◆7月15日，乙厂工会开展慰问。
    -- content/news/2024/yi.md --
    ---
    title: 乙
    date: 2024-09-02
    ---
    乙的正文。
"""
BRIEF = "---\nkind: brief\ntitle: 一周动态\ndate: 2024-09-02\n---\n◆8月{day}日，甲厂工会举办技能大赛。\n\n◆7月15日，乙厂工会开展慰问。\n"


@pytest.fixture
def built(workshop, own_base):
    with (own_base / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('PLUGINS.insert(2, "plugins.event_calendar")\n')
    (own_base / "theme" / "templates" / "brief.html").write_text("{{ article.document.body.html }}", "utf-8")
    made = workshop(SITE, own_base)
    made.site.edit("content/news/2024/zhou.md", BRIEF.format(day=28))
    made.build()
    return made


def test_an_item_that_moves_renders_its_month_and_not_the_other(built):
    built.site.edit("content/news/2024/zhou.md", BRIEF.format(day=29))
    rendered = built.rendered()
    assert "calendar/2024/08/index.html" in rendered
    assert "calendar/list/index.html" in rendered
    assert "news/2024/zhou/index.html" in rendered
    assert "calendar/2024/07/index.html" not in rendered
    assert "news/2024/yi/index.html" not in rendered
    assert b"20240829" in built.outputs()["calendar/all.ics"]


def test_a_month_that_loses_its_last_event_loses_its_page(built):
    assert "calendar/2024/07/index.html" in built.outputs()
    built.site.edit("content/news/2024/zhou.md", BRIEF.format(day=28).replace("7月15日", "8月15日"))
    built.build()
    assert "calendar/2024/07/index.html" not in built.outputs()
