"""Hundreds of events over years: one edited item renders the pages that show it, and no others."""

import pytest

HEAD = "---\nkind: brief\ntitle: 一周动态（{number}）\ndate: {year}-{month:02}-28\ncolumn: 一周动态\n---\n"
ITEM = "◆{month}月{day}日，{district}总工会举办第{number}期培训。\n\n"
DISTRICTS = ("南岸区", "江北区", "大足区")
YEARS = range(2017, 2026)
EDITED = "content/news/2021/5.md"


def brief(year, month, changed=""):
    number = year * 12 + month
    items = [
        ITEM.format(month=month, day=day, district=DISTRICTS[(number + day) % 3], number=day) for day in (5, 12, 20)
    ]
    text = HEAD.format(number=number, year=year, month=month) + "\n" + "".join(items)
    return text.replace("第12期培训", changed or "第12期培训")


@pytest.fixture
def built(workshop, own_base):
    with (own_base / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('PLUGINS.insert(2, "plugins.event_calendar")\n')
    (own_base / "theme" / "templates" / "brief.html").write_text("{{ article.document.body.html }}", "utf-8")
    (own_base / "theme" / "templates" / "listing.html").write_text("{{ listing.title }}", "utf-8")
    made = workshop("-- content/site.yaml --\nname: 测试站\nurl: https://example.com\n", own_base)
    for year in YEARS:
        for month in range(1, 13):
            made.site.edit(f"content/news/{year}/{month}.md", brief(year, month))
    made.build()
    return made


def test_one_edited_item_of_hundreds_renders_the_pages_that_show_it(built):
    built.site.edit(EDITED, brief(2021, 5, "第12期讲座"))
    rendered = {name for name in built.rendered() if name.startswith("calendar/")}
    own, *others = (name for name in rendered if name.startswith("calendar/event/"))
    assert others == []
    district = {"南岸区": "nanan", "江北区": "jiangbei", "大足区": "dazu"}[DISTRICTS[(2021 * 12 + 5 + 12) % 3]]
    assert rendered == {
        "calendar/2021/05/index.html",
        "calendar/2021/w19/index.html",
        "calendar/2021/list/index.html",
        "calendar/column/一周动态/2021/index.html",
        f"calendar/district/{district}/2021/index.html",
        "calendar/kind/item/2021/index.html",
        own,
    }
    assert built.outputs() == built.clean_outputs()


def test_the_item_keeps_its_page_and_its_uid(built):
    before = built.outputs()
    built.site.edit(EDITED, brief(2021, 5, "第12期讲座"))
    built.build()
    after = built.outputs()
    assert {name for name in before if "/event/" in name} == {name for name in after if "/event/" in name}
    assert "第12期讲座".encode() in after["calendar/all.ics"]
