"""Month grids, the agenda, what comes next, and the .ics files."""

from datetime import date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.documents.fields import SHANGHAI
from plugins.documents.vocabulary import District, HolidayPeriod, Vocabulary
from plugins.event_calendar.agenda import agendas, slice_pages, upcoming
from plugins.event_calendar.entries import Occasion
from plugins.event_calendar.holidays import DayFaces
from plugins.event_calendar.ics import Subscription, calendar_file, component, escaped
from plugins.event_calendar.months import by_day, month_views, week_views, year_views
from plugins.event_calendar.occurrences import entries_of, in_order
from plugins.event_calendar.slices import Slices
from tests.unit.event_calendar.makers import entry, event


def at(*parts):
    return datetime(*parts, tzinfo=SHANGHAI)


def months_of(*entries):
    return list(month_views(by_day(in_order(entries)), DayFaces(), "/calendar/all.ics"))


def cells(month):
    return [cell for week in month.weeks for cell in week]


# --- months -------------------------------------------------------------------------------------------------------


def test_a_month_begins_on_monday_and_holds_whole_weeks():
    (august,) = months_of(entry())
    assert (august.url, august.save_as) == ("/calendar/2024/08/", "calendar/2024/08/index.html")
    assert [len(week) for week in august.weeks] == [7] * 5
    assert [week[0].day.weekday() for week in august.weeks] == [0] * 5
    assert [cell.day for cell in cells(august) if cell.in_month] == [date(2024, 8, n) for n in range(1, 32)]
    assert [cell.day.day for cell in cells(august) if cell.entries] == [28]
    assert august.week_urls == ("", "", "", "", "/calendar/2024/w35/")


def test_lunar_days_terms_holidays_and_days_made_up_for():
    (september,) = months_of(entry(start=date(2024, 9, 17)))
    faces = {cell.day.day: cell.face for cell in cells(september) if cell.in_month}
    assert (faces[17].lunar, faces[17].holiday, faces[17].mark) == ("十五", "中秋节", "休")
    assert faces[22].term == "秋分"
    assert faces[3].lunar == "八月"
    assert (faces[14].mark, faces[14].holiday) == ("班", "")
    assert faces[7].mark == faces[18].mark == "", "neither an ordinary weekend nor a working day has a mark"


def test_the_sites_own_periods_add_a_year_and_correct_one():
    faces = DayFaces(
        (
            HolidayPeriod(name="元旦", start="2030-01-01", end="2030-01-03", workdays=["2030-01-06"]),
            HolidayPeriod(name="中秋节", start="2024-09-18", ordinary=["2024-09-14"]),
        )
    )
    assert [faces.of(date(2030, 1, n)).mark for n in (1, 3, 4, 6)] == ["休", "休", "", "班"]
    assert faces.knows(2030)
    assert not faces.knows(2031)
    assert faces.of(date(2031, 1, 1)).mark == "", "nobody has announced it"
    assert [faces.of(date(2024, 9, n)).mark for n in (14, 17, 18)] == ["", "休", "休"]


def test_an_event_across_months_stands_on_all_its_days():
    long = entry(start=date(2024, 8, 30), end=date(2024, 9, 2))
    august, september = months_of(long)
    assert [cell.day.day for cell in cells(august) if cell.entries] == [30, 31]
    assert [cell.day.day for cell in cells(september) if cell.entries] == [1, 2]
    assert august.entries == september.entries == (long,)
    assert (august.next_url, september.previous_url) == (september.url, august.url)


def test_only_months_with_events_have_pages():
    views = months_of(entry("甲", date(1949, 10, 1)), entry("乙"), entry("丙", date(2099, 12, 31)))
    assert [view.title for view in views] == ["1949年10月", "2024年8月", "2099年12月"]
    assert [(view.previous_url, view.next_url) for view in views] == [
        (None, "/calendar/2024/08/"),
        ("/calendar/1949/10/", "/calendar/2099/12/"),
        ("/calendar/2024/08/", None),
    ]


def test_a_slip_of_the_year_fills_no_thousand_pages():
    views = months_of(entry(start=date(1949, 10, 1), end=date(2099, 12, 31)))
    assert [view.title for view in views] == ["1949年10月", "2099年12月"]


@given(st.dates())
def test_any_day_has_a_month_a_week_and_a_year(day):
    days = by_day([entry(start=day)])
    (view,) = month_views(days, DayFaces(), "")
    assert sum(cell.in_month for cell in cells(view)) in {28, 29, 30, 31}
    (week,) = week_views(days, DayFaces())
    assert [cell.day for cell in week.days if cell.entries] == [day]
    (year,) = year_views(days, DayFaces())
    assert (year.year, year.count, [month.count for month in year.months].count(1)) == (day.year, 1, 1)


def test_a_week_belongs_to_the_year_of_its_thursday():
    (week,) = week_views(by_day([entry(start=date(2027, 1, 1))]), DayFaces())
    assert (week.url, week.title) == ("/calendar/2026/w53/", "2026年第53周（12月28日—1月3日）")


# --- series -------------------------------------------------------------------------------------------------------


def test_a_series_stands_on_its_days_without_and_with_its_exceptions():
    series = event(
        start=at(2026, 11, 25, 19),
        end=at(2026, 11, 25, 20, 30),
        rule="FREQ=WEEKLY;COUNT=4;BYDAY=WE",
        occasions=(
            Occasion(at(2026, 12, 2, 19), None),
            Occasion(at(2026, 12, 9, 19), at(2026, 12, 10, 18), place="二楼"),
        ),
        extra=(at(2026, 12, 20, 10),),
    )
    found = entries_of(series, date(2027, 12, 31))
    assert [one.start for one in found] == [
        at(2026, 11, 25, 19),
        at(2026, 12, 10, 18),
        at(2026, 12, 16, 19),
        at(2026, 12, 20, 10),
    ]
    assert [one.end - one.start for one in found] == [timedelta(minutes=90)] * 4
    assert [(one.place, one.standing) for one in found][1] == ("二楼", "moved")


def test_a_rule_without_an_end_goes_to_the_horizon():
    daily = event(start=date(2026, 1, 1), rule="FREQ=DAILY")
    assert len(entries_of(daily, date(2026, 12, 31))) == 365
    until = event(start=at(2026, 1, 1, 9), rule="FREQ=DAILY;UNTIL=20260103")
    assert [one.start.day for one in entries_of(until, date(2026, 12, 31))] == [1, 2, 3], "until includes its day"


# --- agenda -------------------------------------------------------------------------------------------------------


def test_a_years_list_has_an_event_once_newest_month_first():
    entries = in_order(
        [entry("长", date(2024, 8, 30), date(2024, 9, 2)), entry("短", date(2024, 9, 1)), entry("去年", date(2023, 9, 1))]
    )
    found = dict(agendas(entries))
    assert list(found) == ["calendar/list/index.html", "calendar/2024/list/index.html", "calendar/2023/list/index.html"]
    agenda = found["calendar/list/index.html"]
    assert [(title, [e.name for e in of_month]) for title, _, of_month in agenda.months] == [
        ("2024年9月", ["短"]),
        ("2024年8月", ["长"]),
    ]
    assert agenda.years == (("2024年", "/calendar/2024/list/"), ("2023年", "/calendar/2023/list/"))


def test_what_comes_next_counts_today_and_says_when_it_changes():
    entries = in_order([entry("昨", date(2024, 8, 27)), entry("今"), entry("明", date(2024, 8, 29))])
    coming = upcoming(entries, at(2024, 8, 28, 23, 59))
    assert [e.name for e in coming.entries] == ["今", "明"]
    assert not coming.past
    assert coming.changes_at == at(2024, 8, 29)
    assert upcoming(entries, coming.changes_at - timedelta(seconds=1)).entries == coming.entries
    assert upcoming(entries, coming.changes_at).entries != coming.entries


def test_a_weekly_event_does_not_fill_the_list_and_more_wait_behind():
    weekly = entries_of(event("每周", at(2024, 8, 28, 9), rule="FREQ=WEEKLY;COUNT=20"), date(2025, 12, 31))
    others = [entry(f"单{n}", date(2024, 10, n)) for n in range(1, 9)]
    coming = upcoming(in_order([*weekly, *others]), at(2024, 8, 28))
    assert [e.name for e in coming.entries] == ["每周", "单1", "单2", "单3", "单4", "单5"]
    assert [e.name for e in coming.later] == ["每周", "每周", "单6", "单7", "单8"]


def test_when_nothing_comes_the_latest_past_ones_stand_there():
    entries = in_order(entry(str(n), date(2024, 8, n)) for n in range(1, 10))
    coming = upcoming(entries, at(2025, 1, 1))
    assert [e.name for e in coming.entries] == ["9", "8", "7", "6", "5", "4"]
    assert coming.past
    assert coming.changes_at is None


# --- .ics ---------------------------------------------------------------------------------------------------------


def file_of(*events, name="测试", base="https://example.com"):
    about = Subscription(name, "/calendar/all.ics")
    return calendar_file(about, (component(one, base) for one in events), base)


def parsed(*events, base="https://example.com"):
    data = file_of(*events, base=base)
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
    assert found["url"] == f"https://example.com{given_event.url}"
    assert str(found["description"]).endswith("https://example.com/news/a/")
    assert [str(category) for category in found["categories"].cats] == ["活动", "一周动态", "渝中区"]
    assert calendar["x-wr-calname"] == calendar["name"] == "测试"
    assert calendar["refresh-interval"].dt == timedelta(hours=12)


def test_no_byte_depends_on_the_clock():
    data, _, (found,) = parsed(event(changed=date(2024, 9, 5), sequence=3))
    assert data == file_of(event(changed=date(2024, 9, 5), sequence=3))
    assert found["dtstamp"].dt.isoformat() == "2024-09-04T16:00:03+00:00", "later as it changes"
    assert found["sequence"] == 3


def test_a_calendar_without_events_is_valid():
    assert parsed()[2] == []


@given(st.text(max_size=300))
def test_lines_are_short_and_whole(text):
    data = file_of(event(text or "无", text=text, uid="0123456789abcdef@test"), name=text)
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines), "no character is cut"
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert data.count(b"BEGIN:VEVENT") == 1
    assert not icalendar.Calendar.from_ical(data).errors


def test_a_cancelled_event_stays_and_says_so():
    _, _, (found,) = parsed(event(standing="cancelled"))
    assert (found["status"], str(found["summary"]), found["transp"]) == ("CANCELLED", "技能大赛（已取消）", "TRANSPARENT")


def test_a_series_is_one_event_with_its_exceptions():
    series = event(
        start=at(2026, 11, 25, 19),
        end=at(2026, 11, 25, 20),
        rule="FREQ=WEEKLY;UNTIL=20261216;BYDAY=WE",
        occasions=(Occasion(at(2026, 12, 2, 19), None), Occasion(at(2026, 12, 9, 19), at(2026, 12, 10, 18))),
    )
    data, _, (whole, one) = parsed(series)
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20261216T155900Z;BYDAY=WE" in data, "in UTC beside a start with a zone"
    assert b"EXDATE;TZID=Asia/Shanghai:20261202T190000" in data
    assert whole["uid"] == one["uid"]
    assert one["recurrence-id"].dt.isoformat() == "2026-12-09T19:00:00+08:00"
    assert (one["dtstart"].dt.hour, one["dtend"].dt.hour) == (18, 19)


def test_an_emoji_counts_four_octets():
    data, _, (found,) = parsed(event("\U0001f600" * 24))
    assert found["summary"] == "\U0001f600" * 24
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_control_characters_do_not_reach_the_file():
    assert escaped("甲\x00\x07\u2028乙") == "甲乙"


# --- slices -------------------------------------------------------------------------------------------------------


@pytest.fixture
def vocabulary():
    return Vocabulary(districts=(District(name="南岸区", slug="nanan"), District(name="大足区", slug="dazu")))


def test_a_page_and_a_feed_for_each_matter_that_events_have(vocabulary):
    events = [
        event("甲", districts=("大足区", "南岸区"), column="一周动态", organisations=("市总工会",)),
        event("乙", date(2024, 11, 1), kind="deadline"),
        event("丙", date(2023, 11, 1), kind="deadline"),
    ]
    slices = Slices(vocabulary)
    found = slices.events(events)
    assert [(one.ics_save_as, [e.name for e in of_one]) for one, of_one in found.items()] == [
        ("calendar/kind/event.ics", ["甲"]),
        ("calendar/kind/deadline.ics", ["乙", "丙"]),
        ("calendar/district/nanan.ics", ["甲"]),
        ("calendar/district/dazu.ics", ["甲"]),
        ("calendar/column/一周动态.ics", ["甲"]),
        ("calendar/organisation/市总工会.ics", ["甲"]),
    ]
    pages = dict(slice_pages(slices.entries([one.entry() for one in events])))
    assert [name for name in pages if "deadline" in name] == [
        "calendar/kind/deadline/index.html",
        "calendar/kind/deadline/2023/index.html",
    ]
    assert pages["calendar/kind/deadline/index.html"].years == (
        ("2024年", "/calendar/kind/deadline/"),
        ("2023年", "/calendar/kind/deadline/2023/"),
    )
    assert "/calendar/column/%E4%B8%80%E5%91%A8%E5%8A%A8%E6%80%81/" in {page.url for page in pages.values()}
