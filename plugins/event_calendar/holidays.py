"""What a day is beside its number: 农历, 节气, 法定节假日, 休 and 班.

Lunar days and terms are borax's. Which days are off and which are made up for is the State Council's word, each
November for the next year: chinesecalendar knows the years until its release, ``content/vocabulary/holidays.yaml``
adds and corrects. Of a year that neither knows nothing is said, and the check says so.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from ..documents.vocabulary import HolidayPeriod

LUNAR_YEARS = range(1901, 2100)
"""The years for which borax knows lunar days and terms throughout."""
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
LONGEST_PERIOD = 31


@dataclass(frozen=True, slots=True)
class DayFace:
    """What stands beside a day: the lunar day (廿三; the month's name on its first day), the term, the holiday, 休 or 班."""

    lunar: str = ""
    term: str = ""
    holiday: str = ""
    mark: str = ""


class DayFaces:
    """The faces of days, each made once; one for a run."""

    def __init__(self, periods: tuple[HolidayPeriod, ...] = ()) -> None:
        """Take the site's own periods."""
        self._own: dict[date, tuple[str, str]] = {}
        self._years = {period.start.year for period in periods}
        self._known: dict[date, DayFace] = {}
        self._announced = announced_years()
        for period in periods:
            last = period.end or period.start
            for step in range(min((last - period.start).days, LONGEST_PERIOD) + 1):
                self._own[period.start + timedelta(days=step)] = (period.name, "休")
            self._own |= dict.fromkeys(period.workdays, ("", "班"))
            self._own |= dict.fromkeys(period.ordinary, ("", ""))

    def knows(self, year: int) -> bool:
        """Whether anybody said which days of that year are off."""
        return year in self._years or year in self._announced

    def of(self, day: date) -> DayFace:
        """The face of a day."""
        face = self._known.get(day)
        if face is None:
            lunar, term = lunar_of(day)
            face = self._known[day] = DayFace(lunar, term, *self._office(day))
        return face

    def _office(self, day: date) -> tuple[str, str]:
        """The holiday's name, and 休 or 班, where they are known; an ordinary weekend has neither."""
        if day in self._own:
            return self._own[day]
        if day.year not in self._announced:
            return "", ""
        from chinese_calendar import constants  # noqa: PLC0415 - only calendars need it

        if day in constants.holidays:
            return NAMES.get(constants.holidays[day], ""), "休"
        return ("", "班") if day in constants.workdays else ("", "")


def announced_years() -> frozenset[int]:
    """The years that chinesecalendar knows."""
    from chinese_calendar import constants  # noqa: PLC0415 - only calendars need it

    return frozenset(range(min(constants.holidays).year, max(constants.holidays).year + 1))


def lunar_of(day: date) -> tuple[str, str]:
    """The lunar day and the solar term of ``day``; empty when unknown.

    >>> lunar_of(date(2024, 9, 22)), lunar_of(date(2024, 10, 3)), lunar_of(date(1850, 1, 1))
    (('二十', '秋分'), ('九月', ''), ('', ''))
    """
    if day.year not in LUNAR_YEARS:
        return "", ""
    from borax.calendars.lunardate import LunarDate  # noqa: PLC0415 - only calendars need it

    lunar = LunarDate.from_solar(day)
    return str(lunar.cn_day_calendar), str(lunar.term or "")
