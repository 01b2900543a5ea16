"""Month grids, the agenda, what comes next, and the .ics files."""

from datetime import date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.documents.fields import SHANGHAI
from plugins.documents.vocabulary import District, Vocabulary
from plugins.event_calendar.agenda import agenda_of, upcoming
from plugins.event_calendar.events import merge
from plugins.event_calendar.feeds import feeds
from plugins.event_calendar.ics import calendar_file, folded
from plugins.event_calendar.months import month_views
from tests.unit.event_calendar.makers import event


def at(*parts):
    return datetime(*parts, tzinfo=SHANGHAI)


def cells(month):
    return [cell for week in month.weeks for cell in week]


# --- months -------------------------------------------------------------------------------------------------------


def test_a_month_begins_on_monday_and_holds_whole_weeks():
    (august,) = month_views([event()])
    assert (august.url, august.save_as) == ("/calendar/2024/08/", "calendar/2024/08/index.html")
    assert [len(week) for week in august.weeks] == [7] * 5
    assert [week[0].day.weekday() for week in august.weeks] == [0] * 5
    assert [cell.day for cell in cells(august) if cell.in_month] == [date(2024, 8, n) for n in range(1, 32)]
    assert [cell.day.day for cell in cells(august) if cell.events] == [28]


def test_lunar_days_and_terms():
    (september,) = month_views([event(start=date(2024, 9, 17))])
    by_day = {cell.day.day: cell for cell in cells(september) if cell.in_month}
    assert by_day[17].lunar == "十五"
    assert by_day[22].term == "秋分"
    assert by_day[3].lunar == "八月"


def test_an_event_across_months_stands_on_all_its_days():
    long = event(start=date(2024, 8, 30), end=date(2024, 9, 2))
    august, september = month_views([long])
    assert [cell.day.day for cell in cells(august) if cell.events] == [30, 31]
    assert [cell.day.day for cell in cells(september) if cell.events] == [1, 2]
    assert august.events == september.events == (long,)
    assert (august.next_url, september.previous_url) == (september.url, august.url)


def test_only_months_with_events_have_pages():
    views = list(month_views(merge([[event("甲", date(1949, 10, 1)), event("乙"), event("丙", date(2099, 12, 31))]])))
    assert [view.title for view in views] == ["1949年10月", "2024年8月", "2099年12月"]
    assert [(view.previous_url, view.next_url) for view in views] == [
        (None, "/calendar/2024/08/"),
        ("/calendar/1949/10/", "/calendar/2099/12/"),
        ("/calendar/2024/08/", None),
    ]


def test_a_slip_of_the_year_fills_no_thousand_pages():
    views = list(month_views([event(start=date(1949, 10, 1), end=date(2099, 12, 31))]))
    assert [view.title for view in views] == ["1949年10月", "2099年12月"]


@given(st.dates())
def test_any_day_has_a_month(day):
    (view,) = month_views([event(start=day)])
    assert sum(cell.in_month for cell in cells(view)) in {28, 29, 30, 31}


# --- agenda -------------------------------------------------------------------------------------------------------


def test_the_agenda_lists_an_event_once_newest_month_first():
    events = merge([[event("长", date(2024, 8, 30), date(2024, 9, 2)), event("短", date(2024, 9, 1))]])
    agenda = agenda_of(events, ())
    assert [(title, [e.name for e in found]) for title, _, found in agenda.months] == [
        ("2024年9月", ["短"]),
        ("2024年8月", ["长"]),
    ]


def test_what_comes_next_counts_today_and_says_when_it_changes():
    events = merge([[event("昨", date(2024, 8, 27)), event("今"), event("明", date(2024, 8, 29))]])
    coming = upcoming(events, at(2024, 8, 28, 23, 59))
    assert [e.name for e in coming.events] == ["今", "明"]
    assert not coming.past
    assert coming.changes_at == at(2024, 8, 29)
    assert upcoming(events, coming.changes_at - timedelta(seconds=1)).events == coming.events
    assert upcoming(events, coming.changes_at).events != coming.events


def test_when_nothing_comes_the_latest_past_ones_stand_there():
    events = merge([event(str(n), date(2024, 8, n)) for n in range(1, 10)] for _ in (1,))
    coming = upcoming(events, at(2025, 1, 1))
    assert [e.name for e in coming.events] == ["9", "8", "7", "6", "5", "4"]
    assert coming.past
    assert coming.changes_at is None


# --- .ics ---------------------------------------------------------------------------------------------------------


def parsed(*events, base="https://example.com"):
    data = calendar_file("测试", events, base)
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    assert all(not component.errors for component in calendar.walk())
    return data, calendar, calendar.walk("VEVENT")


def test_a_day_ends_where_the_next_begins():
    _, _, (found,) = parsed(event(start=date(2024, 8, 26), end=date(2024, 8, 28)))
    assert (found["dtstart"].dt, found["dtend"].dt) == (date(2024, 8, 26), date(2024, 8, 29))


def test_a_time_carries_its_zone():
    data, _, (found,) = parsed(event(start=at(2024, 8, 29, 15, 30), end=at(2024, 8, 29, 17)))
    assert found["dtstart"].dt.isoformat() == "2024-08-29T15:30:00+08:00"
    assert found["dtend"].dt.isoformat() == "2024-08-29T17:00:00+08:00"
    zone = data.split(b"BEGIN:VTIMEZONE")[1].split(b"END:VTIMEZONE")[0]
    assert zone.count(b"\r\n") == 8


def test_every_word_comes_back_and_links_are_whole():
    words = "甲,乙;丙\\丁\n戊“己”\U0001f600" * 9
    given_event = event(
        words.replace("\n", ""), text=words, place="渝中区, 解放碑", column="一周动态", districts=("渝中区",)
    )
    _, calendar, (found,) = parsed(given_event)
    assert found["summary"] == given_event.name
    assert str(found["description"]).startswith(words)
    assert found["location"] == "渝中区, 解放碑"
    assert found["url"] == "https://example.com/news/a/"
    assert [str(category) for category in found["categories"].cats] == ["活动", "一周动态", "渝中区"]
    assert calendar["x-wr-calname"] == calendar["name"] == "测试"
    assert calendar["refresh-interval"].dt == timedelta(hours=12)


def test_no_byte_depends_on_the_clock():
    data, _, (found,) = parsed(event(changed=date(2024, 9, 5), sequence=3))
    assert data == calendar_file("测试", [event(changed=date(2024, 9, 5), sequence=3)], "https://example.com")
    assert found["dtstamp"].dt.isoformat() == "2024-09-04T16:00:00+00:00"
    assert found["sequence"] == 3


def test_a_calendar_without_events_is_valid():
    assert parsed()[2] == []


@given(st.text(max_size=300))
def test_lines_are_short_and_whole(text):
    data = calendar_file(text, [event(text or "无", text=text)])
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines), "no character is cut"
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert data.count(b"BEGIN:VEVENT") == 1
    assert not icalendar.Calendar.from_ical(data).errors


def test_folding_keeps_the_text():
    line = "SUMMARY:" + "重庆" * 60
    assert folded(line).replace("\r\n ", "") == line


# --- feeds --------------------------------------------------------------------------------------------------------


@pytest.fixture
def vocabulary():
    return Vocabulary(districts=(District(name="南岸区", slug="nanan"), District(name="大足区", slug="dazu")))


def test_a_feed_for_each_district_and_column_with_events(vocabulary):
    events = merge(
        [
            [
                event("甲", districts=("大足区", "南岸区"), column="一周动态"),
                event("乙", date(2024, 11, 1), kind="deadline"),
            ]
        ]
    )
    found = feeds(events, vocabulary)
    assert [(feed.save_as, [e.name for e in feed.events]) for feed in found] == [
        ("calendar/all.ics", ["甲", "乙"]),
        ("calendar/deadlines.ics", ["乙"]),
        ("calendar/district/nanan.ics", ["甲"]),
        ("calendar/district/dazu.ics", ["甲"]),
        ("calendar/column/一周动态.ics", ["甲"]),
    ]
    assert found[-1].url == "/calendar/column/%E4%B8%80%E5%91%A8%E5%8A%A8%E6%80%81.ics"


def test_without_events_only_the_whole_feed_is_there(vocabulary):
    assert [feed.save_as for feed in feeds((), vocabulary)] == ["calendar/all.ics"]
