"""What subscribers know an event by: UIDs that last, SEQUENCEs that rise, whatever is edited."""

from dataclasses import replace
from datetime import date

import pytest

from plugins.event_calendar.events import uid_of
from plugins.event_calendar.ledger import Ledger, known, read, written
from tests.unit.event_calendar.makers import event

PATH = "news/a.md"


def item(number, text, day=28, **parts):
    key = f"item:{number}"
    return event(text, date(2024, 8, day), key=key, mark=text, uid=uid_of(PATH, key, "h"), kind="item", **parts)


def named(name, day=28, **parts):
    key = f"event:{name}"
    return event(name, date(2024, 8, day), key=key, uid=uid_of(PATH, key, "h"), **parts)


def after(*events):
    """The ledger that was written with these events."""
    return read(written(Ledger(), {PATH: events}))


def test_what_is_unchanged_is_known_and_writing_again_changes_nothing():
    events = (item(1, "甲"), item(2, "乙"), named("大赛"))
    ledger = after(*events)
    assert known(events, ledger, PATH) == events
    assert written(ledger, {PATH: events}) == written(Ledger(), {PATH: events})


@pytest.mark.parametrize(
    "changed",
    [
        item(2, "乙，有更正"),
        item(2, "乙", 29),
        item(2, "乙", standing="cancelled"),
        item(2, "乙，有更正", 29),
    ],
)
def test_an_edited_item_keeps_its_uid_and_its_sequence_rises(changed):
    first, second, third = item(1, "甲"), item(2, "乙"), item(3, "丙")
    found = known((first, changed, third), after(first, second, third), PATH)
    assert [one.uid for one in found] == [first.uid, second.uid, third.uid]
    assert [one.sequence for one in found] == [0, 1, 0]


def test_an_item_above_takes_nobodys_uid():
    old = (item(1, "甲"), item(2, "乙"))
    new = (item(1, "新来的", 27), item(2, "甲"), item(3, "乙"))
    found = known(new, after(*old), PATH)
    assert [one.uid for one in found[1:]] == [one.uid for one in old]
    assert found[0].uid not in {one.uid for one in old}
    assert [one.sequence for one in found] == [0, 0, 0]


def test_a_renamed_event_is_the_same():
    found = known((named("总决赛"), named("开班")), after(named("决赛"), named("开班")), PATH)
    assert found[0].uid == named("决赛").uid
    assert [one.sequence for one in found] == [1, 0]


def test_each_change_that_is_written_down_rises_once():
    ledger = Ledger()
    for number, day in enumerate((28, 29, 30, 28)):
        (found,) = known((named("大赛", day),), ledger, PATH)
        assert found.sequence == number
        ledger = read(written(ledger, {PATH: (named("大赛", day),)}))


def test_a_uid_of_what_is_gone_is_never_given_to_another():
    old = (item(1, "甲", 1), item(2, "乙", 2))
    ledger = read(written(after(*old), {PATH: old[:1]}))
    (first, second) = known((item(1, "甲", 1), item(2, "全新", 20)), ledger, PATH)
    assert first.uid == old[0].uid
    assert second.uid not in {one.uid for one in old}


def test_without_a_ledger_an_item_is_known_by_its_number_not_its_text():
    assert item(1, "甲").uid == item(1, "甲，改过").uid


def test_an_article_of_its_own_is_left_alone():
    (found,) = known((named("大赛"),), after(named("别的", 3)), "news/b.md")
    assert found == named("大赛")


def test_a_line_that_cannot_be_read_has_its_place():
    ledger = read(written(Ledger(), {PATH: (named("大赛"),)}) + "<<<<<<< HEAD\n", "content/calendar.ledger")
    assert [(place.path, place.source) for place in ledger.broken] == [("content/calendar.ledger", "<<<<<<< HEAD")]
    assert len(ledger.of_article[PATH]) == 1


def test_an_editors_updated_counts_where_there_is_no_ledger():
    assert known((replace(named("大赛"), sequence=3),), after(named("大赛")), PATH)[0].sequence == 3
