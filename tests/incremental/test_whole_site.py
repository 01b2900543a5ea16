"""The real theme and all plugins: after each edit the site equals one that was built from nothing."""

import pytest

PROJECT_PARTS = ("plugins", "theme", "pelicanconf.py")
SITE = """
    -- content/news/2024/yizhou.md --
    ---
    kind: brief
    title: 一周动态
    date: 2024-09-02
    column: 一周动态
    districts: [南岸区]
    topics: [互助保障]
    tags: [互助]
    ---
    开头的话。

    ◆8月28日，南岸区总工会举行座谈会。

    ◆8月30日，江北区总工会举行培训。
    -- content/news/2024/jia.md --
    ---
    title: 甲
    date: 2024-09-01
    summary: 摘要
    people: [张三]
    tags: [互助, 学习]
    series: 大家谈
    photos:
      - {src: jia.jpg, alt: 会场, credit: 李四}
    events:
      - {name: 宣讲, start: 2026-06-20 09:00, end: 2026-06-20 11:00, place: 会堂, district: 南岸区}
    ---
    甲的正文，见[一周动态](yizhou.md)。
    -- content/news/2024/jia.jpg --
    photo 320x240
    -- content/laomo/zhangsan/index.md --
    ---
    title: 张三
    date: 2024-08-01
    name: 张三
    honours:
      - {name: 全国劳动模范, level: 国家级, issuer: 中共中央、国务院, year: 2020}
    ---
    他的故事。
    -- content/pages/about.md --
    ---
    title: 关于
    date: 2024-08-01
    ---
    关于我们。
"""


@pytest.fixture
def whole(workshop, tmp_path):
    from pathlib import Path

    project = Path(__file__).resolve().parents[2]
    base = tmp_path / "whole"
    base.mkdir()
    for part in PROJECT_PARTS:
        (base / part).symlink_to(project / part)
    return workshop(SITE, base)


def test_after_each_edit_the_site_equals_a_clean_one(whole):
    site = whole.site
    first = whole.build()
    assert first.published, first.problems
    jia, zhou = "content/news/2024/jia.md", "content/news/2024/yizhou.md"

    def change(name, old, new):
        file = site.folder / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    edits = [
        ("a body", lambda: change(jia, "甲的正文", "甲的新正文"), {"news/2024/jia/index.html"}),
        ("a title", lambda: change(jia, "title: 甲", "title: 甲“新”"), None),
        ("an item", lambda: change(zhou, "8月28日", "8月29日"), None),
        ("an event", lambda: change(jia, "2026-06-20", "2026-07-20"), None),
        ("an alternative text", lambda: change(jia, "会场", "会场里"), None),
        ("a photo", lambda: site.write("content/news/2024/jia.jpg", "photo 400x300"), None),
        ("a tag", lambda: change(jia, "[互助, 学习]", "[学习]"), None),
        ("a name", lambda: change("content/laomo/zhangsan/index.md", "title: 张三", "title: 张三小传"), None),
        ("the vocabulary", lambda: change("content/vocabulary/districts.yaml", "slug: nanan", "slug: nan-an"), None),
        ("the site's name", lambda: change("content/site.yaml", "测试站", "渝工"), None),
        ("a draft", lambda: change(jia, "title:", "status: draft\ntitle:"), None),
        ("a deletion", lambda: site.remove("content/news/2024/jia.md"), None),
    ]
    for what, edit, expected in edits:
        edit()
        report = whole.build(jobs=2)
        assert report.published, (what, report.problems)
        ours, clean = whole.outputs(), whole.clean_outputs()
        assert sorted(ours) == sorted(clean), what
        assert [name for name in ours if ours[name] != clean[name]] == [], what
        if expected is not None:
            assert set(report.rendered) == expected, what
    assert not any("甲的新正文".encode() in data for data in whole.outputs().values())


def test_pages_name_what_they_read(whole):
    """No page reads a value that has no fingerprint: it would be rendered in every build."""
    whole.build()
    whole.site.write("content/site.yaml", "name: 测试站二\nurl: https://example.com\n")
    reasons = whole.build().rendered
    assert {place: reason for place, reason in reasons.items() if "无法判断" in reason} == {}
