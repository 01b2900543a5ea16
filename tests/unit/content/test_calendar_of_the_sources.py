"""The dated ◆ items and the deadlines of the sources, on the right day, in the right district, of the right union."""

from datetime import date, datetime
from pathlib import Path

import pytest

from plugins.documents.fields import SHANGHAI
from plugins.documents.library import read_library
from plugins.event_calendar.collection import collect
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

CONTENT = Path(__file__).resolve().parents[3] / "content"


@pytest.fixture(scope="module")
def calendar():
    now = datetime(2026, 12, 1, tzinfo=SHANGHAI)
    return collect(read_library(CONTENT, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=now), now)


def test_every_dated_item_is_on_its_day(calendar):
    found = [(e.start, e.district, e.organisations) for e in calendar.events if e.kind == "item"]
    assert found == [
        (date(2024, 8, 26), "", ("重庆市总工会", "四川美术学院")),
        (date(2024, 8, 28), "南岸区", ("南岸区总工会",)),
        (date(2024, 8, 28), "璧山区", ("璧山区总工会",)),
        (date(2024, 8, 28), "石柱土家族自治县", ("石柱土家族自治县总工会",)),
        (date(2024, 8, 30), "渝中区", ("重庆市总工会",)),
    ]


def test_what_happened_lately_is_in_the_brief_and_on_no_day(calendar):
    (brief,) = (d for d in calendar.library.public if d.kind == "brief")
    lately = [item for item in brief.body.items if item.text.startswith(("近日", "近期"))]
    assert len(lately) == 4
    anchors = {event.source_url.partition("#")[2] for event in calendar.events}
    assert not anchors & {item.anchor for item in lately}


def test_the_opening_and_the_deadlines_stand_there(calendar):
    (opening,) = (e for e in calendar.events if e.kind == "event")
    assert (opening.start, opening.organiser) == (date(2024, 8, 29), "中国职工保险互助会重庆办事处")
    (deadline,) = (e for e in calendar.events if e.kind == "deadline")
    assert (deadline.start, deadline.date_text) == (date(2024, 11, 30), "到2024年11月30日")
    assert "中国职工保险互助会重庆办事处" in deadline.organisations


def test_deadlines_whose_year_the_document_does_not_say_are_listed_with_their_days(calendar):
    found = [(one.text, one.who, one.organisations[0]) for one in calendar.year_unknown]
    union = "重庆市教科文卫体工会"
    assert found == [
        ("10月17日前", "高校系统单位", union),
        ("11月1日", "各单位", union),
        ("11月3日前", "参与产改试点的单位", union),
    ]
