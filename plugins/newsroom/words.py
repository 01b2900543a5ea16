"""Dates and kinds in Chinese words, as filters of the templates."""

from datetime import date, datetime, timedelta

from ..documents.kind_names import KIND_NAMES
from ..documents.link_targets import encoded
from ..documents.photo_addresses import widest_address, year_address
from .phrases import phrased

LONGEST_STRIP = 31
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def day_zh(day: date) -> str:
    """2024年8月28日.

    >>> day_zh(date(2024, 8, 28))
    '2024年8月28日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def month_day(day: date) -> str:
    """8月28日."""
    return f"{day.month}月{day.day}日"


def weekday_zh(day: date) -> str:
    """星期三."""
    return WEEKDAYS[day.weekday()]


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from ``first`` to ``last``; nothing when they are the wrong way round or more than a month apart.

    >>> [day.day for day in days_between(date(2024, 8, 30), date(2024, 9, 1))]
    [30, 31, 1]
    """
    length = (last - first).days + 1
    return tuple(first + timedelta(days=n) for n in range(length)) if length <= LONGEST_STRIP else ()


def iso(moment: date | datetime) -> str:
    """The ISO 8601 form, for ``<time datetime>``."""
    return moment.isoformat()


def kind_zh(kind: str) -> str:
    """The Chinese name of a kind of article."""
    return KIND_NAMES.get(kind, kind)


def page_address(save_as: str) -> str:
    """The address below the root of an output file, percent-encoded: ``output_file | page_address``.

    >>> page_address("tags/互助/index.html")
    '/tags/%E4%BA%92%E5%8A%A9/'
    """
    return "/" + "/".join(encoded(part) for part in save_as.removesuffix("index.html").split("/"))


FILTERS = {
    "page_address": page_address,
    "photo_address": widest_address,
    "photo_year_address": year_address,
    "day_zh": day_zh,
    "month_day": month_day,
    "weekday_zh": weekday_zh,
    "days_between": days_between,
    "iso": iso,
    "kind_zh": kind_zh,
    "phrased": phrased,
}
