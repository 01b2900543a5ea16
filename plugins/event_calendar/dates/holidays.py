"""Holidays by name, terms of the sun and lunar days; borax and chinesecalendar are imported when a text names one."""

from datetime import date, timedelta

from .years import AHEAD, FIRST, LAST, day_in, year_of

SOLAR = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "世界读书日": (4, 23),
    "劳动节": (5, 1),
    "五一": (5, 1),
    "青年节": (5, 4),
    "五四": (5, 4),
    "护士节": (5, 12),
    "儿童节": (6, 1),
    "六一": (6, 1),
    "世界环境日": (6, 5),
    "建党节": (7, 1),
    "七一": (7, 1),
    "建军节": (8, 1),
    "八一": (8, 1),
    "医师节": (8, 19),
    "教师节": (9, 10),
    "烈士纪念日": (9, 30),
    "国庆": (10, 1),
    "十一": (10, 1),
    "记者节": (11, 8),
    "国家宪法日": (12, 4),
    "国家公祭日": (12, 13),
    "圣诞": (12, 25),
}
LUNAR = {
    "春节": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中元": (7, 15),
    "中秋": (8, 15),
    "重阳": (9, 9),
    "腊八": (12, 8),
}
EVES = {"除夕", "大年三十"}
SUNDAYS = {"母亲节": (5, 2), "父亲节": (6, 3)}
"""Holidays on the n-th Sunday of a month."""
TOMB_SWEEPING = "清明"
SUNDAY = 6
WEEK = 7
LONGEST_BREAK = 10
ADJUSTED = 3
"""A festival's days off begin at most so many days before it."""


def is_known(name: str) -> bool:
    """Whether :func:`holiday` knows ``name``."""
    return name in SOLAR or name in LUNAR or name in EVES or name in SUNDAYS or name == TOMB_SWEEPING


def holiday(name: str, year: int | None, published: date, *, deadline: bool = False) -> date | None:
    """The day of the holiday ``name`` in ``year``, or nearest to ``published``.

    >>> holiday("中秋", 2024, date(2024, 9, 2))
    datetime.date(2024, 9, 17)
    """
    if name in SOLAR:
        month, day = SOLAR[name]
        return day_in(year or year_of(month, day, published, deadline=deadline), month, day)
    if year is not None:
        return _in_year(name, year)
    return _nearest([_in_year(name, published.year + step) for step in (-1, 0, 1)], published)


def month_and_day(name: str) -> tuple[int, int] | None:
    """The month and day of a holiday that lies on the same day each year; None for the others."""
    return SOLAR.get(name)


def days_off(day: date) -> tuple[date, date]:
    """The first and the last day off around the holiday on ``day``, as announced; the day itself where nothing is.

    >>> days_off(date(2024, 10, 1))
    (datetime.date(2024, 10, 1), datetime.date(2024, 10, 7))
    """
    import chinese_calendar  # noqa: PLC0415 - only when a text asks

    def is_off(other: date) -> bool:
        try:
            off, name = chinese_calendar.get_holiday_detail(other)
        except NotImplementedError:
            return False
        return bool(off) and (name is not None or other.weekday() > 4)  # noqa: PLR2004 - Friday

    if not is_off(day):
        return day, day
    first, last = day, day
    while (day - first).days < ADJUSTED and is_off(first - timedelta(days=1)):
        first -= timedelta(days=1)
    while (last - day).days < LONGEST_BREAK and is_off(last + timedelta(days=1)):
        last += timedelta(days=1)
    return first, last


def term_day(name: str, year: int | None, published: date) -> date | None:
    """The day of a term of the sun in ``year``, or nearest to ``published``.

    >>> term_day("冬至", None, date(2026, 11, 21))
    datetime.date(2026, 12, 22)
    """
    if year is not None:
        return _term(name, year)
    return _nearest([_term(name, published.year + step) for step in (-1, 0, 1)], published)


def lunar_day(month: int, day: int, published: date, *, leap: bool = False) -> date | None:
    """The solar day of a lunar one, nearest to ``published``; None when no year around has it."""
    return _nearest([lunar_day_of(published.year + step, month, day, leap=leap) for step in (-1, 0, 1)], published)


def lunar_day_of(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The solar day of a lunar one of that lunar year; None when it has none."""
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate  # noqa: PLC0415 - only when a text asks

    try:
        solar: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except (InvalidLunarDateError, ValueError, IndexError):
        return None
    return solar


def _in_year(name: str, year: int) -> date | None:
    if name == TOMB_SWEEPING:
        return _term(name, year)
    if name in EVES:
        spring = lunar_day_of(year, 1, 1)
        return spring - timedelta(days=1) if spring else None
    if name in SUNDAYS and FIRST <= year <= LAST:
        month, nth = SUNDAYS[name]
        first = date(year, month, 1)
        return first + timedelta(days=(SUNDAY - first.weekday()) % WEEK + WEEK * (nth - 1))
    return lunar_day_of(year, *LUNAR[name]) if name in LUNAR else None


def _term(name: str, year: int) -> date | None:
    from borax.calendars.lunardate import TermUtils  # noqa: PLC0415 - only when a text asks

    try:
        day: date = TermUtils.nth_term_day(year, term_name=name)
    except (ValueError, IndexError):
        return None
    return day


def _nearest(found: list[date | None], published: date) -> date | None:
    """The nearest day; one that lies farther ahead than news look is not meant."""
    near = [day for day in found if day and (day - published).days <= AHEAD]
    return min(near, key=lambda day: (abs((day - published).days), day > published), default=None)
