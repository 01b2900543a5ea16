"""What is gathered from many articles: figures, benefits, the tiles of the districts, the rooms of the showcase."""

import pytest

from plugins.newsroom.benefits import benefit_pages, items_of
from plugins.newsroom.compared import OTHERS, by_measure
from plugins.newsroom.figures import figure_index
from plugins.newsroom.listings import directories, listings
from plugins.newsroom.moved import moved_districts
from plugins.newsroom.quantities import quantity_of, sentence_with
from plugins.newsroom.showcase import showcases

FIGURED = """---
title: 甲
date: 2024-09-02
topics: [求学]
figures:
  - {value: 1.15亿元, label: 发放, as_of: 截至2023年5月底}
  - {value: 1000万元, label: 投入}
  - {value: 70%至全额, label: 比例}
---
2023年发放1.15亿元。投入1000万元，帮助职工。
"""
BENEFIT = "---\ntitle: {}\ndate: 2024-09-0{}\nbenefits:\n  - {{item: 补助, whom: {}, audience: [{}], amount: {}, where: 重庆}}\n---\n正文。\n"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("206827人", 206827, "人"),
        ("超过4.37亿元", 437_000_000, "元"),
        ("9400余人次", 9400, "人次"),
        ("10.9万多名", 109_000, "名"),
        ("1,753名", 1753, "名"),
        ("1万名以上", 10_000, "名"),
        ("90%", 90, "%"),
        ("12", 12, ""),
    ],
)
def test_a_quantity_is_read(text, number, unit):
    found = quantity_of(text)
    assert (round(found.number), found.unit) == (number, unit)


@pytest.mark.parametrize("text", ["6000元、5000元", "70%至全额", "100万元、100名", "近百人", "", "2023—2025年", "1.2.3元"])
def test_what_is_not_one_quantity_is_none(text):
    assert quantity_of(text) is None


def test_a_sentence_is_found_by_the_number_itself():
    assert sentence_with("5", "15所。5所！2.5所") == "5所！"
    assert sentence_with("7", "17所。") == ""


def test_figures_are_collected_by_topic_with_the_sentence_and_charts_of_one_unit(written):
    index = figure_index(written(news__a=FIGURED))
    [page] = index.pages
    assert (index.count, page.title, page.topic_url) == (3, "求学", "/topics/%E6%B1%82%E5%AD%A6/")
    assert [fact.sentence for fact in page.facts] == ["2023年发放1.15亿元。", "投入1000万元，帮助职工。", ""]
    assert page.facts[0].url.startswith("/news/a/#:~:text=")
    [chart] = page.charts
    assert [(bar.value, bar.share) for bar in chart.bars] == [("1.15亿元", 1000), ("1000万元", 87)]


def test_a_draft_s_figures_and_benefits_stay_out(written):
    found = written(news__a=FIGURED.replace("date:", "status: draft\ndate:"))
    assert figure_index(found).pages == ()


def test_two_articles_that_disagree_are_shown_side_by_side_with_what_differs(written):
    found = written(news__a=BENEFIT.format("甲", 2, "劳模", "劳模", "5000元"), news__b=BENEFIT.format("乙", 3, "工匠", "工匠", "5000元"))
    [item] = items_of(found)
    assert item.disputed
    assert [claim.benefit.whom for claim in item.claims] == ["劳模", "工匠"]
    assert {claim.differs for claim in item.claims} == {("whom",)}


def test_two_levels_of_one_article_are_no_disagreement(written):
    text = BENEFIT.format("甲", 2, "劳模", "劳模", "6000元").replace("\n---\n正文", "\n  - {item: 补助, whom: 工匠, amount: 5000元, where: 重庆}\n---\n正文")
    [item] = items_of(written(news__a=text))
    assert not item.disputed
    assert len(item.claims) == 2


def test_each_value_of_a_facet_has_a_page_of_its_own(written):
    found = written(news__a=BENEFIT.format("甲", 2, "劳模", "劳模", "5000元"))
    pages = {page.url: [item.name for item in page.items] for page in benefit_pages(found)}
    assert pages == {
        "/benefits/": ["补助"],
        "/benefits/where/%E9%87%8D%E5%BA%86/": ["补助"],
        "/benefits/whom/%E5%8A%B3%E6%A8%A1/": ["补助"],
    }


def test_the_showcase_has_a_page_for_each_district_industry_level_and_year(written):
    found = written(
        laomo__a="---\ntitle: 甲某\ndate: 2024-09-02\nindustry: 电力\nhonours:\n  - {name: 全国劳动模范, level: 国家级, year: 2020}\n---\n他。\n",
        laomo__b="---\ntitle: 乙某\ndate: 2024-09-03\nindustry: 电力\n---\n她。\n",
    )
    rooms = {room.chosen: [profile.title for profile in room.profiles] for room in showcases(found)}
    assert rooms[("行业", "电力")] == ["甲某", "乙某"]
    assert rooms[("荣誉级别", "国家级")] == ["甲某"]
    assert rooms[("荣誉级别", "荣誉待核实")] == ["乙某"]
    assert rooms[("获奖年份", "2020年")] == ["甲某"]
    saved = [room.save_as for room in showcases(found)]
    assert len(saved) == len(set(saved))


DISTRICTS = """
- {name: 两江新区, slug: liangjiang, short: 两江, tile: "3,4"}
- {name: 渝中区, slug: yuzhong, tile: "3,5"}
- {name: 江北区, slug: jiangbei, valid_to: 2025-11-06, successor: 两江新区}
"""


def test_the_tiles_are_today_s_districts_and_lists_know_their_successors(written):
    article = "---\ntitle: {}\ndate: 2024-09-02\ndistricts: [{}]\n---\n正文。\n"
    found = written(vocabulary__districts=DISTRICTS, news__a=article.format("甲", "江北区"), news__b=article.format("乙", "两江新区"))
    [directory] = [d for d in directories(found) if d.kind == "district"]
    assert [(tile.name, tile.url, tile.count) for tile in directory.tiles] == [("两江新区", "/districts/liangjiang/", 1), ("渝中区", "", 0)]
    pages = {page.title: page for page in listings(found) if page.kind == "district"}
    assert pages["江北区"].successor.url == "/districts/liangjiang/"
    assert [before.name for before in pages["两江新区"].predecessors] == ["江北区"]


def test_an_abolished_district_without_articles_leads_to_its_successor(written):
    article = "---\ntitle: {}\ndate: {}\ndistricts: [{}]\n---\n正文。\n"
    alone = written(vocabulary__districts=DISTRICTS, news__a=article.format("甲", "2026-01-05", "两江新区"))
    [moved] = moved_districts(alone.vocabulary, alone.lists)
    assert (moved.name, moved.url, moved.target) == ("江北区", "/districts/jiangbei/", "/districts/liangjiang/")
    [directory] = [d for d in directories(alone) if d.kind == "district"]
    assert ("江北区", "已撤销，今两江新区") in [(entry.name, entry.note) for entry in directory.entries]
    both = written(news__b=article.format("乙", "2024-09-02", "江北区"))
    assert list(moved_districts(both.vocabulary, both.lists)) == []


def test_an_old_name_without_a_living_page_leads_to_all_districts(written):
    found = written(vocabulary__districts=DISTRICTS, news__a="---\ntitle: 甲\ndate: 2024-09-02\n---\n正文。\n")
    assert [moved.target for moved in moved_districts(found.vocabulary, found.lists)] == ["/districts/"]


ROUNDUP = """---
kind: roundup
title: 几地做法
date: 2024-09-02
parts:
  - {region: 福建, heading: 福建, figures: [{value: 6.6万余人, label: 受益}, {value: 24所, label: 高校}]}
  - {region: 江苏, heading: 江苏, figures: [{value: 1.15亿元, label: 发放}, {value: 130194人, label: 通过}]}
  - {region: 陕西, heading: 陕西, figures: [{value: 70%至全额, label: 资助}]}
---
## 福建

甲。

## 江苏

乙。

## 陕西

丙。
"""


def test_regions_are_compared_by_what_their_figures_measure(written):
    [document] = written(news__a=ROUNDUP).articles
    found = {c.measure: [(row.region, row.figure.value) for row in c.rows] for c in by_measure(document.meta.parts)}
    assert found == {
        "人数": [("福建", "6.6万余人"), ("江苏", "130194人")],
        OTHERS: [("福建", "24所"), ("江苏", "1.15亿元"), ("陕西", "70%至全额")],
    }


def test_the_archive_lists_the_issues_of_the_brief(written):
    found = written(news__a="---\nkind: brief\ntitle: 一周动态\nissue: 2024年第35期\ndate: 2024-09-02\n---\n◆8月26日，甲。\n")
    [archive] = [d for d in directories(found) if d.kind == "archive"]
    assert [(title, [entry.name for entry in entries]) for title, entries in archive.groups] == [("按年", ["2024"]), ("一周动态各期", ["2024年第35期"])]
