"""A found phrase as data for a program: the six keys of ``build.py dates``, and the same in words for a person."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from .found import FoundDate

PRECISIONS = {"time": "时刻", "day": "日", "month": "月", "year": "年", "vague": "不确定"}


def entry(found: FoundDate) -> dict[str, Any]:
    """``text start end precision deadline recurring``: ISO days and Beijing clock times, null where there is none.

    >>> from datetime import date
    >>> entry(FoundDate("8月28日", 0, date(2024, 8, 28), None, "day"))["start"]
    '2024-08-28'
    """
    return {
        "text": found.text,
        "start": iso(found.start),
        "end": iso(found.end),
        "precision": found.precision,
        "deadline": found.deadline,
        "recurring": found.rule or None,
    }


def entries(found: Iterable[FoundDate]) -> list[dict[str, Any]]:
    """One :func:`entry` for each phrase, in the order of the text."""
    return [entry(one) for one in found]


def iso(moment: date | datetime | None) -> str | None:
    """A day as ``2024-08-28``, an instant as ``2024-08-28T15:30``: Beijing time is meant and not written.

    >>> iso(None) is None
    True
    """
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None).isoformat(timespec="minutes")
    return moment.isoformat() if moment else None


def spoken(found: FoundDate) -> tuple[str, str]:
    """What a phrase means and what kind it is, for a person.

    >>> from datetime import date
    >>> spoken(FoundDate("8月26日至28日", 0, date(2024, 8, 26), date(2024, 8, 28), "day"))
    ('2024-08-26 至 2024-08-28', '日')
    """
    ends = [text.replace("T", " ") for text in (iso(found.start), iso(found.end)) if text]
    kind = PRECISIONS[found.precision] + ("，截止" if found.deadline else "")
    if found.recurring:
        return found.rule, "重复，截止" if found.deadline else "重复"
    return " 至 ".join(ends) or "没有写明", kind
