"""Other people's calendar programs over our files: icalendar, vobject, khal."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr

from plugins.documents.fields import SHANGHAI
from plugins.event_calendar.entries import Occasion
from plugins.event_calendar.holidays import DayFaces
from plugins.event_calendar.ics import Subscription, calendar_file, component
from plugins.event_calendar.months import by_day, month_views
from plugins.event_calendar.occurrences import entries_of, in_order
from tests.unit.event_calendar.makers import event


def at(*parts):
    return datetime(*parts, tzinfo=SHANGHAI)


SERIES = event(
    "法律夜校",
    at(2026, 11, 25, 19),
    at(2026, 11, 25, 20, 30),
    rule="FREQ=WEEKLY;COUNT=5;BYDAY=WE",
    occasions=(
        Occasion(at(2026, 12, 2, 19), None),
        Occasion(at(2026, 12, 9, 19), at(2026, 12, 10, 18, 0), place="二楼"),
    ),
    uid="series0000000000@test",
)
EVENTS = (
    event("书画展", date(2026, 11, 24), date(2026, 12, 8), uid="exhibition000000@test", text="甲,乙;丙\n丁" * 20),
    SERIES,
    event("报名", at(2026, 11, 28, 17), kind="deadline", uid="deadline00000000@test", districts=("南岸区",)),
    event("合唱展演", at(2026, 12, 5, 14, 30), at(2026, 12, 5, 17), uid="choir00000000000@test", place="文化宫"),
    event("值班日", date(2026, 12, 7), rule="FREQ=MONTHLY;UNTIL=20270307;BYMONTHDAY=7", uid="duty000000000000@test"),
)


def file_of(*events):
    base = "https://example.com"
    return calendar_file(Subscription("测试", "/calendar/all.ics"), (component(one, base) for one in events), base)


def test_icalendar_and_vobject_find_nothing():
    data = file_of(*EVENTS)
    calendar = icalendar.Calendar.from_ical(data)
    assert [(part.name, part.errors) for part in calendar.walk() if part.errors] == []
    assert all(set(part.required) <= set(part.keys()) for part in calendar.walk() if hasattr(part, "required"))
    whole = vobject.readOne(data.decode())
    assert whole.validate(raiseException=True)
    assert len(whole.vevent_list) == len(EVENTS) + 1, "one more for the day that moved"


def test_what_a_program_expands_is_what_the_month_pages_show():
    """By dateutil over the file's own words; recurring-ical-events was not tried."""
    calendar = icalendar.Calendar.from_ical(file_of(*EVENTS))
    expanded = sorted((str(e["summary"]).split("（")[0].removeprefix("截止："), start) for e, start in _expanded(calendar))
    entries = in_order(one for each in EVENTS for one in entries_of(each, date(2027, 12, 31)))
    assert expanded == sorted((one.name, one.start) for one in entries)
    months = month_views(by_day(entries), DayFaces(), "")
    shown = {
        (one.name, cell.day) for month in months for week in month.weeks for cell in week if cell.in_month for one in cell.entries
    }
    days = {
        (one.name, one.first_day + timedelta(days=step))
        for one in entries
        for step in range((one.last_day - one.first_day).days + 1)
    }
    assert shown == days


def _expanded(calendar):
    events = calendar.walk("VEVENT")
    moved = {(str(e["uid"]), e["recurrence-id"].dt): e for e in events if "recurrence-id" in e}
    for one in events:
        if "recurrence-id" in one:
            continue
        start = one["dtstart"].dt
        if "rrule" not in one:
            yield one, start
            continue
        local = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
        rule = re.sub(r"UNTIL=(\d{8})(?:T\d{6}Z)?", r"UNTIL=\1T235959", one["rrule"].to_ical().decode())
        off = {d.dt for d in one["exdate"].dts} if "exdate" in one else set()
        for found in rrulestr(rule, dtstart=local):
            was = found.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else found.date()
            if was not in off:
                other = moved.get((str(one["uid"]), was))
                yield (one, was) if other is None else (other, other["dtstart"].dt)


# --- khal ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def khal(tmp_path):
    """khal with a calendar of its own; skipped where it is not installed, a failure where everything must be there."""
    program = shutil.which("khal")
    if program is None:
        if os.environ.get("YUGONG_REQUIRE_BROWSER") == "1":
            pytest.fail("no khal on the PATH (apt install khal)")
        pytest.skip("no khal on the PATH (apt install khal)")
    (tmp_path / "events").mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[ours]]\npath = {tmp_path}/events\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
        "[locale]\nlocal_timezone = Asia/Shanghai\ndefault_timezone = Asia/Shanghai\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )

    def run(*words):
        home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}
        done = subprocess.run(
            [program, "-c", str(config), *words],
            env={**os.environ, **home},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def take(data):
        file = tmp_path / "feed.ics"
        file.write_bytes(data)
        run("import", "--batch", "-a", "ours", str(file))

    def shown():
        said = run("list", "--format", "{start}|{title}", "--day-format", "", "2026-11-20", "120d")
        return sorted(line for line in said.splitlines() if "|" in line)

    return take, shown


def expected_of(events):
    entries = in_order(one for each in events for one in entries_of(each, date(2027, 12, 31)))
    names = {one.uid: one for one in events}
    lines = []
    for one in entries:
        start = one.start.strftime("%Y-%m-%d %H:%M") if isinstance(one.start, datetime) else str(one.start)
        word = "截止：" if one.kind == "deadline" else ""
        notice = f"（{names[one.uid].standing_word}）" if names[one.uid].standing_word else ""
        days = (one.last_day - one.first_day).days + 1  # khal lists an event on each of its days
        lines += [f"{start}|{word}{one.name}{notice}"] * days
    return sorted(lines)


def test_khal_shows_every_event_at_its_time(khal):
    take, shown = khal
    take(file_of(*EVENTS))
    assert shown() == expected_of(EVENTS)


def test_khal_takes_a_change_and_a_cancellation_without_doubles(khal):
    take, shown = khal
    take(file_of(*EVENTS))
    moved = replace(EVENTS[3], start=at(2026, 12, 6, 9), end=at(2026, 12, 6, 11), sequence=1)
    cancelled = replace(EVENTS[0], standing="cancelled", sequence=1)
    after = (cancelled, EVENTS[1], EVENTS[2], moved, EVENTS[4])
    take(file_of(*after))
    take(file_of(*after))
    assert shown() == expected_of(after)
