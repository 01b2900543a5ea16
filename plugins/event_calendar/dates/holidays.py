"""Holidays by name, and lunar days; borax is imported only when a text names one."""

from datetime import date, timedelta

from .years import AHEAD, day_in, year_of

SOLAR = {
    "元旦": (1, 1),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "劳动节": (5, 1),
    "五一": (5, 1),
    "青年节": (5, 4),
    "五四": (5, 4),
    "儿童节": (6, 1),
    "六一": (6, 1),
    "建党节": (7, 1),
    "七一": (7, 1),
    "建军节": (8, 1),
    "八一": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "记者节": (11, 8),
}
LUNAR = {"春节": (1, 1), "元宵节": (1, 15), "端午": (5, 5), "七夕": (7, 7), "中秋": (8, 15), "重阳": (9, 9)}
EVE = "除夕"
TOMB_SWEEPING = "清明"


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
    found = [_in_year(name, published.year + step) for step in (-1, 0, 1)]
    return _nearest([day for day in found if day], published)


def month_and_day(name: str) -> tuple[int, int] | None:
    """The month and day of a holiday that lies on the same day each year; None for the others."""
    return SOLAR.get(name)


def lunar_day(month: int, day: int, published: date, *, leap: bool = False) -> date | None:
    """The solar day of a lunar one, nearest to ``published``; None when no year around has it."""
    found = [_solar(published.year + step, month, day, leap=leap) for step in (-1, 0, 1)]
    return _nearest([solar for solar in found if solar], published)


def _in_year(name: str, year: int) -> date | None:
    if name == TOMB_SWEEPING:
        return _term(name, year)
    if name == EVE:
        spring = _solar(year, 1, 1)
        return spring - timedelta(days=1) if spring else None
    return _solar(year, *LUNAR[name]) if name in LUNAR else None


def _solar(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate  # noqa: PLC0415 - only when a text asks

    try:
        solar: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except (InvalidLunarDateError, ValueError, IndexError):
        return None
    return solar


def _term(name: str, year: int) -> date | None:
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate  # noqa: PLC0415 - only when a text asks

    for day in (4, 5, 6):
        try:
            if LunarDate.from_solar_date(year, 4, day).term == name:
                return date(year, 4, day)
        except InvalidLunarDateError:
            return None
    return None


def _nearest(days: list[date], published: date) -> date | None:
    """The nearest day; one that lies farther ahead than news look is not meant."""
    near = [day for day in days if (day - published).days <= AHEAD]
    return min(near, key=lambda day: (abs((day - published).days), day > published), default=None)
