"""Events out of documents, as an editor writes them."""

from datetime import date, datetime

import pytest

from plugins.documents.fields import SHANGHAI
from plugins.documents.library import read_library
from plugins.event_calendar.checks import check
from plugins.event_calendar.dates import find_dates
from plugins.event_calendar.entries import settled
from plugins.event_calendar.events import merge, of_document
from plugins.event_calendar.naming import short_name
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

NOW = datetime(2026, 6, 1, tzinfo=SHANGHAI)
DISTRICTS = "- {name: 南岸区, slug: nanan, short: 南岸}\n- {name: 大足区, slug: dazu}\n"
ORGANISATIONS = "- {name: 南岸区总工会}\n"
BRIEF = """---
kind: brief
title: 一周动态
date: 2024-09-02
column: 一周动态
districts: [南岸区, 大足区]
---

◆8月28日，南岸区总工会看望慰问值守在森林防火一线的职工，送去关心。9月30日还要再去。

◆近日，大足区宝兴镇工会联合会举办讲座，8月30日结束。

◆截至8月31日，全区参保3000人。

◆每月15日，南岸区总工会接待职工来访。

◆2024年8月30日至9月1日，大足区举办职工运动会。

### 工匠进校园

◆8月29日下午3时30分，市总工会举行“工匠进校园”活动。
"""


@pytest.fixture
def library(tmp_path):
    def make(**files):
        everything = {"vocabulary/districts.yaml": DISTRICTS, "vocabulary/organisations.yaml": ORGANISATIONS}
        everything |= {f"news/{name}.md": text for name, text in files.items()}
        for name, text in everything.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        found = read_library(tmp_path, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)
        assert not [problem for problem in found.problems if problem.is_error]
        return found

    return make


def events_of(found):
    return merge(of_document(document, found.vocabulary).events for document in found.public)


def article(events, more=""):
    lines = "".join(f"  - {event}\n" for event in events)
    return f"---\ntitle: 标题\ndate: 2024-09-02\n{more}events:\n{lines}---\n\n正文。\n"


def test_dated_items_become_events_and_no_others(library):
    first, timed, games = events_of(library(a=BRIEF))
    assert (first.name, first.start, first.end) == (
        "南岸区总工会看望慰问值守在森林防火一线的职工",
        date(2024, 8, 28),
        None,
    )
    assert (first.kind, first.district, first.districts, first.organisations, first.column, first.date_text) == (
        "item",
        "南岸区",
        ("南岸区",),
        ("南岸区总工会",),
        "一周动态",
        "8月28日",
    )
    assert (timed.name, timed.start, timed.all_day) == (
        "工匠进校园",
        datetime(2024, 8, 29, 15, 30, tzinfo=SHANGHAI),
        False,
    )
    assert (games.name, games.start, games.end) == ("大足区举办职工运动会", date(2024, 8, 30), date(2024, 9, 1))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("8月28日，璧山区总工会举办2024年集体协商竞赛。12支队伍参加。", "璧山区总工会举办2024年集体协商竞赛"),
        ("9月3日，在巫溪法院执行大厅，巫溪县总工会调解欠薪案件。", "在巫溪法院执行大厅，巫溪县总工会调解欠薪案件"),
        (
            "8月28日，石柱县总工会党支部组织全体党员干部到鱼池镇廉政教育基地，开展廉政教育，引导大家筑牢防线。",
            "石柱县总工会党支部组织全体党员干部到鱼池镇廉政教育基地，开展廉政教育",
        ),
        ("8月29日下午3时30分，市总工会召开推进会，部署工作，提出要求。", "市总工会召开推进会，部署工作"),
        ("南岸区总工会于8月28日慰问职工。", "南岸区总工会慰问职工"),
        ("8月28日，" + "甲" * 80 + "。", "甲" * 36 + "…"),
        ("8月28日。", "8月28日。"),
    ],
)
def test_an_item_without_a_headline_is_named_by_its_first_clauses(text, name):
    assert short_name(text, find_dates(text, date(2024, 9, 2))[0]) == name


def test_an_item_leads_to_its_anchor(library):
    found = library(a=BRIEF)
    (document,) = found.public
    event = events_of(found)[0]
    assert event.source_url == f"/news/a/#{document.body.items[0].anchor}"
    assert event.text.startswith("8月28日，南岸区总工会")


def test_an_event_keeps_its_uid_when_it_moves_and_has_its_own(library):
    before = events_of(library(a=article(["{name: 大赛, start: 2024-09-05}", "{name: 开班, start: 2024-09-06}"])))
    after = events_of(library(a=article(["{name: 开班, start: 2024-09-06}", "{name: 大赛, start: 2024-10-01}"])))
    assert {event.name: event.uid for event in before} == {event.name: event.uid for event in after}
    same_names = events_of(library(a=article(["{name: 大赛, start: 2024-09-05}"] * 2)))
    assert len({event.uid for event in same_names}) == 2


def test_an_event_of_front_matter_tells_all(library):
    line = "{name: 启动仪式, start: 2024-08-29 15:30, end: 2024-08-29 17:00, place: 南岸区工人文化宫, organiser: 南岸区总工会}"
    (event,) = events_of(library(a=article([line], "updated: 2024-09-05\n")))
    assert event.start == datetime(2024, 8, 29, 15, 30, tzinfo=SHANGHAI)
    assert event.end == datetime(2024, 8, 29, 17, 0, tzinfo=SHANGHAI)
    assert (event.district, event.organisations, event.kind) == ("南岸区", ("南岸区总工会",), "event")
    assert (event.changed, event.sequence) == (date(2024, 9, 5), 3)


def test_only_known_deadlines_become_events(library):
    policy = """---
kind: policy
title: 意见
date: 2024-09-02
deadlines:
  - {what: 上报总结, date: 2024-11-01, text: 11月1日, who: 各单位}
  - {what: 上报征文, date: 待核实, text: 10月17日前}
---

正文。
"""
    (event,) = events_of(library(a=policy))
    assert (event.kind, event.name, event.start, event.date_text) == (
        "deadline",
        "上报总结",
        date(2024, 11, 1),
        "11月1日",
    )


def test_a_draft_has_no_events_for_readers(library):
    assert events_of(library(a=article(["{name: 大赛, start: 2024-09-05}"], "status: draft\n"))) == ()


def test_merge_does_not_depend_on_the_order(library):
    found = library(a=BRIEF, b=article(["{name: 大赛, start: 2024-08-28}", "{name: 大赛, start: 2024-08-28}"]))
    lists = [of_document(document, found.vocabulary).events for document in found.public]
    assert merge(lists) == merge([tuple(reversed(one)) for one in reversed(lists)])


def at(hour, minute=0, day=5):
    return datetime(2024, 9, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2024, 9, 5), None, (date(2024, 9, 5), None)),
        (date(2024, 9, 5), date(2024, 9, 5), (date(2024, 9, 5), None)),
        (date(2024, 9, 5), at(17, day=6), (date(2024, 9, 5), date(2024, 9, 6))),
        (at(9), date(2024, 9, 5), (at(9), None)),
        (at(9), date(2024, 9, 6), (at(9), at(23, 59, day=6))),
        (at(9), at(9), (at(9), None)),
        (datetime.fromisoformat("2024-09-05T01:00:00+00:00"), None, (at(9), None)),
    ],
)
def test_start_and_end_are_of_one_nature(start, end, expected):
    assert settled(start, end) == expected


# --- checks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("{name: 大赛, start: 2024-09-05, end: ^2024-09-03}", "E501"),
        ("{name: 大赛, start: 2024-09-05 15:00, end: ^2024-09-05 14:00}", "E501"),
        ("{name: 大赛, start: 2024-09-05 15:00, end: ^2024-09-04}", "E501"),
        ("{name: 大赛, start: ^2024-09-05, end: 2024-09-05 14:00}", "W505"),
        ("{name: 大赛, start: 2024-09-05, district: ^南岸}", "E502"),
        ("{name: 大赛, start: ^2044-09-05}", "W503"),
    ],
)
def test_a_wrong_event_is_found_where_the_mark_stands(library, event, code):
    (problem,) = (p for p in check(library(a=article([event.replace("^", "")]))) if p.code != "W509")
    assert (problem.code, problem.place.line) == (code, 5)
    assert problem.place.column == len("  - ") + event.index("^") + 1
    assert problem.cure


@pytest.mark.parametrize(
    "event",
    ["{name: 大赛, start: 2024-09-05 15:00, end: 2024-09-05}", "{name: 大赛, start: 2024-09-05, district: 大足区}"],
)
def test_a_right_event_is_let_be(library, event):
    assert list(check(library(a=article([event])))) == []


def test_a_wrong_weekday_in_the_text_is_found(library):
    text = "---\ntitle: 标题\ndate: 2024-09-02\n---\n\n8月28日（星期三）开幕，\n8月29日（星期五）闭幕。\n"
    (problem,) = check(library(a=text))
    assert (problem.code, problem.place.line, problem.place.column, problem.place.width) == ("W504", 7, 1, 10)
    assert "星期四" in problem.message
