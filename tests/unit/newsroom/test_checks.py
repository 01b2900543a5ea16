"""Names against the vocabularies, on the article's own day."""

import pytest

from plugins.newsroom.checks import check_production

DISTRICTS = """
-- content/vocabulary/districts.yaml --
- {name: 南岸区, slug: nanan, short: 南岸}
- {name: 江北区, slug: jiangbei, short: 江北, valid_to: 2025-11-06, successor: 两江新区}
- {name: 两江新区, slug: liangjiang}
-- content/vocabulary/honours.yaml --
- {name: 全国劳动模范, level: 国家级}
- {name: 重庆市劳动模范, level: 省部级}
"""
ARTICLE = "-- content/news/a.md --\n---\ntitle: 甲\ndate: {date}\ndistricts: [{district}]\n---\n正文。\n"


@pytest.mark.parametrize(
    ("district", "date", "code", "cure"),
    [
        ("南岸区", "2026-01-05", None, ""),
        ("江北区", "2025-11-05", None, ""),
        ("江北区", "2025-11-06", "E304", "两江新区"),
        ("江北", "2026-01-05", "E303", "两江新区"),
        ("江北", "2024-01-05", "E303", "江北区"),
        ("南岸", "2026-01-05", "E303", "南岸区"),
        ("南安区", "2026-01-05", "E303", "南岸区"),
        ("火星区", "2026-01-05", "E303", "districts.yaml"),
    ],
)
def test_districts(site, district, date, code, cure):
    found = site(DISTRICTS.lstrip() + ARTICLE.format(date=date, district=district)).check()
    assert [problem.code for problem in found] == ([code] if code else [])
    assert all(cure in problem.cure and (problem.place.line, problem.place.column) == (4, 13) for problem in found)


PROFILE = """-- content/laomo/a/index.md --
---
title: 某人
date: 2024-09-02
honours:
  - name: {name}
    level: {level}
    year: 待核实
---
正文。
"""


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("全国劳动模范", "国家级", None),
        ("全国劳动模范", "待核实", None),
        ("全国劳动模范", "省部级", "E310"),
        ("劳模", "国家级", "E305"),
    ],
)
def test_honours(site, name, level, code):
    found = site(DISTRICTS.lstrip() + PROFILE.format(name=name, level=level)).check()
    assert [problem.code for problem in found] == ([code] if code else [])


def test_a_roundups_parts_are_headings_of_its_text(site):
    found = site("""
        -- content/news/a.md --
        ---
        kind: round-up
        title: 甲
        date: 2024-09-02
        parts:
          - {region: 福建, heading: 打通绿色通道}
          - {region: 江苏, heading: 搭建知识桥}
        ---
        ## 打通绿色通道

        正文。

        ## 搭建知识桥梁

        正文。
    """).check()
    assert [(p.code, p.place.line, p.cure) for p in found] == [("E307", 7, "是不是“搭建知识桥梁”？")]


def test_wording_is_a_warning_at_the_word(site):
    found = site("""
        -- content/vocabulary/wording.yaml --
        - {wrong: 磅薄, right: 磅礴}
        -- content/news/a.md --
        ---
        title: 甲
        date: 2024-09-02
        ---
        凝聚磅薄力量。
    """).check()
    assert [(p.code, p.severity, p.place.line, p.place.column) for p in found] == [("W308", "warning", 5, 3)]


def test_a_topic_one_character_off_is_a_warning(site):
    article = "-- content/news/{name}.md --\n---\ntitle: {name}\ndate: 2024-09-02\ntopics: [{topic}]\n---\n正文。\n"
    topics = ["求学圆梦行动", "求学圆梦行动", "求学园梦行动", "劳模工匠"]
    found = site("".join(article.format(name=f"n{i}", topic=topic) for i, topic in enumerate(topics))).check()
    assert [(p.code, p.cure) for p in found] == [("W309", "是不是“求学圆梦行动”？")]


def test_production_wants_the_record_number(site):
    text = "-- content/news/a.md --\n---\ntitle: 甲\ndate: 2024-09-02\n---\n正文。\n"
    assert [p.code for p in site(text).build(profile="production").problems] == ["E804", "W831", "W832"]
    assert not site(text).build(profile="preview").problems


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("name: 甲\n", {"E804", "W831", "W832"}),
        ("icp: 渝ICP备00000000号\n", {"W831", "W832"}),
        ("icp: 渝ICP备00000000号\npolice: 渝公网安备 50010002000001号\nreport_email: a@b.example\n", set()),
    ],
)
def test_production_asks_for_what_the_law_asks(written, tmp_path, settings, expected):
    (tmp_path / "site.yaml").write_text(settings, encoding="utf-8")
    assert {problem.code for problem in check_production(written())} == expected
