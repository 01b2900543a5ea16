"""``{日历：…}`` in an item: silence, other times, places and standings; and slips."""

from datetime import date, datetime

import pytest

from plugins.documents.fields import SHANGHAI
from plugins.documents.library import read_library
from plugins.event_calendar.checks import check
from plugins.event_calendar.collection import collect
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

NOW = datetime(2026, 6, 1, tzinfo=SHANGHAI)
HEAD = "---\nkind: {kind}\ntitle: {title}\ndate: 2024-09-02\n{more}---\n\n"


def at(*parts):
    return datetime(*parts, tzinfo=SHANGHAI)


@pytest.fixture
def told(tmp_path):
    """The library of one text, its events, and the problems of its calendar."""

    def make(text, kind="brief", title="标题", more=""):
        (tmp_path / "vocabulary").mkdir(exist_ok=True)
        (tmp_path / "vocabulary/districts.yaml").write_text("- {name: 南岸区, slug: nanan, short: 南岸}\n", "utf-8")
        (tmp_path / "news").mkdir(exist_ok=True)
        (tmp_path / "news/a.md").write_text(HEAD.format(kind=kind, title=title, more=more) + text, "utf-8")
        library = read_library(tmp_path, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)
        return library, collect(library, NOW), [p for p in check(library) if p.code != "W509"]

    return make


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("日历：2024-08-29", {"start": date(2024, 8, 29)}),
        ("日历：8月29日下午3时", {"start": at(2024, 8, 29, 15)}),
        ("日历：14:30", {"start": at(2024, 8, 28, 14, 30)}),
        ("日历：8月29日至31日", {"start": date(2024, 8, 29), "end": date(2024, 8, 31)}),
        ("日历: 地点：南岸区工人文化宫，主办：甲厂工会", {"place": "南岸区工人文化宫", "organiser": "甲厂工会"}),
        ("日历：名称 技能大赛；区县 南岸区", {"name": "技能大赛", "districts": ("南岸区",)}),
        ("日历：取消", {"standing": "cancelled", "start": date(2024, 8, 28)}),
        ("日历：改期；9月5日", {"standing": "moved", "start": date(2024, 9, 5), "moved_from": date(2024, 8, 28)}),
        ("日历：重复 每周三，共3次", {"rule": "FREQ=WEEKLY;COUNT=3;BYDAY=WE"}),
        ("日历 链接 https://example.com/a", {"link": "https://example.com/a"}),
    ],
)
def test_an_editor_says_what_is_different(told, note, expected):
    _, found, problems = told(f"◆8月28日，甲厂工会举办大赛。{{{note}}}\n")
    assert problems == []
    (event,) = found.events
    assert {key: getattr(event, key) for key in expected} == expected


def test_an_editor_silences_an_item_and_gives_a_vague_one_its_day(told):
    library, found, problems = told("◆8月28日，甲厂工会开会。{日历：不进}\n\n◆近日，乙厂工会开会。｛日历：8月27日｝\n")
    assert problems == []
    assert [(event.name, event.start) for event in found.events] == [("近日，乙厂工会开会。", date(2024, 8, 27))]
    assert "日历" not in library.documents[0].body.text, "readers never see it"
    assert "日历" not in str(library.documents[0].body.html)


def test_a_note_may_stand_on_a_line_of_its_own(told):
    _, found, problems = told("◆8月28日，甲厂工会开会。\n\n{日历：取消}\n\n◆8月29日，乙厂工会开会。\n")
    assert problems == []
    assert [event.standing for event in found.events] == ["cancelled", "confirmed"]


@pytest.mark.parametrize(
    "text",
    [
        "◆8月28日，甲厂工会开会。{日历：}",
        "◆8月28日，甲厂工会开会。{日历：地址在哪}",
        "◆8月28日，甲厂工会开会。{日历：明明}",
        "◆8月28日，甲厂工会开会。{日历：不进；取消}",
        "◆8月28日，甲厂工会开会。{日历：2024-02-30}",
        "◆8月28日，甲厂工会开会。{日历：重复 有时}",
        "◆8月28日，甲厂工会开会。{日历：不进",
        "◆8月28日，甲厂工会开会。{日程：不进}",
        "◆近日，甲厂工会开会。{日历：地点：礼堂}",
        "导语。{日历：取消}\n\n◆8月28日，甲厂工会开会。",
        "导语。{日历：不进}\n\n◆8月28日，甲厂工会开会。",
    ],
)
def test_a_slip_is_found_where_it_stands(told, text):
    _, _, problems = told(text + "\n")
    assert [problem.code for problem in problems] == ["E508"]
    assert problems[0].place.line == 7
    assert problems[0].place.column == text.split("\n", maxsplit=1)[0].index("{") + 1
    assert problems[0].cure


def test_a_districts_short_name_in_a_note(told):
    _, _, (problem,) = told("◆8月28日，甲厂工会开会。{日历：区县 南岸}\n")
    assert (problem.code, "南岸区" in problem.cure) == ("E502", True)


POLICY = "请各单位于2024年11月1日前上报总结。\n\n请参赛单位于10月17日前报送征文。{silence}\n\n会议于9月5日召开。\n"


def test_a_policys_deadlines_are_read_from_its_text(told):
    _, found, problems = told(POLICY.format(silence=""), kind="policy", more="issued: 2024-09-01\n")
    assert problems == []
    assert [(event.kind, event.start, event.name) for event in found.events] == [
        ("deadline", date(2024, 10, 17), "请参赛单位报送征文"),
        ("deadline", date(2024, 11, 1), "请各单位上报总结"),
    ]


def test_a_paragraphs_deadline_can_be_silenced(told):
    _, found, problems = told(POLICY.format(silence="{日历：不进}"), kind="policy")
    assert problems == []
    assert [event.start for event in found.events] == [date(2024, 11, 1)]


def test_a_day_whose_year_nobody_knows_is_on_no_day(told):
    _, found, _ = told(POLICY.format(silence=""), kind="policy", more="issued: 待核实\n")
    assert [event.start for event in found.events] == [date(2024, 11, 1)], "this one says its year"
    assert [(one.text, one.what) for one in found.year_unknown] == [("10月17日前", "请参赛单位报送征文")]


def test_the_front_matters_list_is_the_editors_word(told):
    more = "deadlines:\n  - {what: 报总结, date: 2024-11-01}\n  - {what: 内部, date: 2024-11-02, calendar: no}\n"
    _, found, _ = told(POLICY.format(silence=""), kind="policy", more=more)
    assert [event.name for event in found.events] == ["报总结"]


def test_a_notice_has_deadlines_and_a_report_has_none(told):
    text = "报名须于9月30日前完成。\n"
    assert [e.start for e in told(text, kind="news", title="关于举办大赛的通知")[1].events] == [date(2024, 9, 30)]
    assert told(text, kind="news", title="大赛举行")[1].events == ()


def test_an_item_with_a_day_that_is_still_to_come_is_a_deadline(told):
    _, found, _ = told("◆9月30日前，各单位报送总结。\n\n◆截至8月31日，全区参保3000人。\n")
    assert [(event.kind, event.start) for event in found.events] == [("deadline", date(2024, 9, 30))]


def test_a_registration_is_a_deadline_of_its_own(told):
    more = "events:\n  - {name: 大赛, start: 2024-10-08, registration: 2024-09-30 17:00, district: 南岸区}\n"
    _, found, _ = told("正文。\n", kind="news", more=more)
    assert [(e.kind, e.name, e.start, e.districts) for e in found.events] == [
        ("deadline", "大赛报名", at(2024, 9, 30, 17), ("南岸区",)),
        ("event", "大赛", date(2024, 10, 8), ("南岸区",)),
    ]
