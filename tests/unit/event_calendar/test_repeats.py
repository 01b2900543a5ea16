"""How events repeat, and when they are: every spelling that editors use, and what is refused."""

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from plugins.documents.event_fields import EventSpec
from plugins.documents.event_times import later_of, span_of, when_of
from plugins.documents.fields import SHANGHAI
from plugins.documents.repeats import DAYS, repeat_of
from plugins.event_calendar.occurrences import entries_of, starts_of
from plugins.event_calendar.rule_words import spoken_rule
from tests.unit.event_calendar.makers import event


def at(*parts):
    return datetime(*parts, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("每周三", "FREQ=WEEKLY;BYDAY=WE"),
        ("每星期天", "FREQ=WEEKLY;BYDAY=SU"),
        ("每周一、三、五", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("每周一至周五", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("每个工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("隔周周二", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("每两周周五", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("每3天", "FREQ=DAILY;INTERVAL=3"),
        ("每月15日", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("每月1日、15日", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("每月最后一天", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("每月第一个周五", "FREQ=MONTHLY;BYDAY=1FR"),
        ("每月最后一个周五", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("每季度", "FREQ=MONTHLY;INTERVAL=3"),
        ("每年5月1日", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"),
        ("每年五月第二个周日", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU"),
        ("每周三，共10次", "FREQ=WEEKLY;COUNT=10;BYDAY=WE"),
        ("每周三，到2026年12月31日", "FREQ=WEEKLY;UNTIL=20261231;BYDAY=WE"),
        ("weekly", "FREQ=WEEKLY"),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("freq=weekly; byday=we; until=20261231T155959Z", "FREQ=WEEKLY;UNTIL=20261231T155959Z;BYDAY=WE"),
        ({"freq": "weekly", "days": ["周三", "周五"], "until": "2026-12-31"}, "FREQ=WEEKLY;UNTIL=20261231;BYDAY=WE,FR"),
        ({"freq": "每月", "month_days": ["15"], "every": "2"}, "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15"),
    ],
)
def test_a_rule_in_any_spelling(typed, rule):
    assert repeat_of(typed) == rule
    assert rrulestr(rule.replace("Z;", ";"), dtstart=at(2026, 1, 1).replace(tzinfo=None)) is not None


@pytest.mark.parametrize(
    "typed",
    [
        *("有时", "每周八", "每月32日", "每周三下午", "每年2月30日", "", "每"),
        *("FREQ=HOURLY", "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=WEEKLY;COUNT=3;UNTIL=20260101", "FREQ=WEEKLY;BYDAY=XX"),
        *("FREQ=WEEKLY;COUNT=0", "FREQ=MONTHLY;BYSETPOS=1", "FREQ=WEEKLY;UNTIL=20261331", "BYDAY=MO", "FREQ=DAILY;FREQ=DAILY"),
        {"freq": "weekly", "day": "周三"},
        {"days": ["周三"]},
        {"freq": "weekly", "count": "许多"},
    ],
)
def test_what_is_no_rule_says_so_with_a_cure(typed):
    with pytest.raises(PydanticCustomError) as error:
        repeat_of(typed)
    assert error.value.context["cure"]


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 5),
    st.sets(st.sampled_from(DAYS), max_size=3),
    st.integers(1, 30),
    st.datetimes(at(2020, 1, 1).replace(tzinfo=None), at(2030, 1, 1).replace(tzinfo=None)),
)
def test_the_days_on_the_pages_are_dateutils(frequency, interval, days, count, start):
    rule = repeat_of(
        f"FREQ={frequency};INTERVAL={interval};COUNT={count}" + (f";BYDAY={','.join(sorted(days))}" if days else "")
    )
    start = start.replace(microsecond=0)
    expected = [found.replace(tzinfo=SHANGHAI) for found in rrulestr(rule, dtstart=start) if found.year < 2040]
    shown = entries_of(event(start=start.replace(tzinfo=SHANGHAI), rule=rule), date(2039, 12, 31))
    assert [one.start for one in shown] == expected
    assert spoken_rule(rule)


def test_a_rule_that_never_happens_ends():
    assert list(starts_of("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2027, 1, 1), date(2027, 12, 31))) == []


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2026年12月1日", date(2026, 12, 1)),
        ("２０２６年１２月１日", date(2026, 12, 1)),
        ("2026-12-01 14:30", at(2026, 12, 1, 14, 30)),
        ("2026-12-01T14:30+08:00", at(2026, 12, 1, 14, 30)),
        ("2026年12月1日（星期二）下午2时30分", at(2026, 12, 1, 14, 30)),
        ("2026/12/1 下午2点半", at(2026, 12, 1, 14, 30)),
        ("2026.12.1 14时", at(2026, 12, 1, 14)),
        ("2026-12-01 晚8时", at(2026, 12, 1, 20)),
        ("2026-12-01 上午9：05", at(2026, 12, 1, 9, 5)),
        ("2026-12-01 2:30 PM", at(2026, 12, 1, 14, 30)),
        ("2026-12-01 中午12时", at(2026, 12, 1, 12)),
    ],
)
def test_a_moment_in_any_spelling(typed, moment):
    assert when_of(typed) == moment


@pytest.mark.parametrize("typed", ["12月1日", "2026-12-01（星期三）", "2026-12-01 25:00", "2026-02-30", "2026-12-01 早上", "近日", ""])
def test_a_moment_that_is_none_is_refused(typed):
    with pytest.raises(PydanticCustomError):
        when_of(typed)


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("2026-12-01 14:00-16:00", at(2026, 12, 1, 16)),
        ("2026年12月1日下午2时—5时", at(2026, 12, 1, 17)),
        ("2026年8月26日至28日", date(2026, 8, 28)),
        ("2026年8月30日到9月2日", date(2026, 9, 2)),
        ("2026年12月30日至1月2日", date(2027, 1, 2)),
        ("2026-12-01 — 2026-12-03", date(2026, 12, 3)),
    ],
)
def test_a_range_in_one_text(typed, end):
    first, rest = span_of(typed)
    assert later_of(rest, when_of(first)) == end
    assert EventSpec(name="会", start=typed).end == end


def test_a_status_in_chinese_and_what_a_moved_event_is():
    assert EventSpec(name="会", start="2026-12-01", status="取消").standing == "cancelled"
    assert EventSpec(name="会", start="2026-12-05", moved_from="2026-12-01").standing == "moved"
