"""Who may see an article, and when: decided by the instant of the build alone."""

from datetime import datetime

import pytest

from plugins.documents.front_matter import FrontMatter
from plugins.documents.lifecycle import is_public, is_withdrawn, next_change

NOON = datetime.fromisoformat("2024-09-02T12:00:00+08:00")


def meta(**fields) -> FrontMatter:
    return FrontMatter.model_validate({"title": "甲", "date": "2024-09-02", **fields})


@pytest.mark.parametrize(
    ("fields", "public"),
    [
        ({}, True),
        ({"status": "draft"}, False),
        ({"status": "review"}, False),
        ({"status": "withdrawn"}, False),
        ({"date": "2024-09-03"}, False),
        ({"publish_at": "2024-09-02 11:59"}, True),
        ({"publish_at": "2024-09-02 12:00"}, True),
        ({"publish_at": "2024-09-02 12:01"}, False),
        ({"date": "2024-09-30", "publish_at": "2024-09-01"}, True),
        ({"expires_at": "2024-09-02 12:00"}, False),
        ({"expires_at": "2024-09-02 12:01"}, True),
    ],
)
def test_public(fields, public):
    assert is_public(meta(**fields), NOON) is public


def test_a_day_begins_in_beijing():
    assert is_public(meta(), datetime.fromisoformat("2024-09-01T16:00:00+00:00"))
    assert not is_public(meta(), datetime.fromisoformat("2024-09-01T15:59:59+00:00"))


def test_only_what_could_be_seen_leaves_a_tombstone():
    assert is_withdrawn(meta(status="withdrawn"), NOON)
    assert not is_withdrawn(meta(status="withdrawn", date="2024-09-03"), NOON)


def test_the_next_change_is_the_first_instant_ahead():
    metas = [
        meta(),
        meta(publish_at="2024-09-05 08:00"),
        meta(expires_at="2024-09-04"),
        meta(date="2024-09-03", status="draft"),
    ]
    assert next_change(metas, NOON) == datetime.fromisoformat("2024-09-04T00:00:00+08:00")
    assert next_change([meta(), meta(status="draft", date="2030-01-01")], NOON) is None


def test_a_date_with_a_clock_time_opens_at_that_time():
    timed = meta(date="2024-09-02 12:30")
    assert (timed.date.isoformat(), timed.publish_at.isoformat()) == ("2024-09-02", "2024-09-02T12:30:00+08:00")
    assert not is_public(timed, NOON)
    assert meta(date="2024-09-02T12:30", publish_at="2024-09-03").publish_at.day == 3
