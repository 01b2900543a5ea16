"""Finds date phrases in a text and says what each means, seen from the day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from ...documents.fields import SHANGHAI
from . import grammar, holidays, years
from .found import FoundDate
from .numerals import narrowed, number

Match = re.Match[str]
LOOK_BACK = 10
RELATIVE_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
RELATIVE_MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
RELATIVE_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
LONGEST_MONTH = 31
TENTHS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}
AFTERNOON = {"下午", "傍晚", "晚上", "晚间", "夜间", "当晚", "晚"}
HALVES = {"上": (1, 6), "下": (7, 12), "一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}
QUARTERS = {"1": "一", "2": "二", "3": "三", "4": "四"}


def find_dates(text: str, published: date) -> tuple[FoundDate, ...]:
    """Every date phrase of ``text`` in its order; ``published`` settles what a phrase leaves open. Never raises.

    >>> [str(found.start) for found in find_dates("8月28日，南岸区总工会慰问职工；近日……", date(2024, 9, 2))]
    ['2024-08-28', 'None']
    """
    return tuple(_Scan(text, narrowed(text), published).found())


@dataclass
class _Scan:
    """One text on its way; ``last`` is the nearest day before the current phrase."""

    source: str
    text: str
    published: date
    last: FoundDate | None = None

    def found(self) -> Iterator[FoundDate]:
        """The phrases, first come first served; where two begin together, the order of the readers decides."""
        readers = [(pattern, getattr(self, name)) for pattern, name in READERS]
        ahead: list[Match | None] = [pattern.search(self.text) for pattern, _ in readers]
        position = 0
        while any(ahead):
            _, index = min((match.start(), index) for index, match in enumerate(ahead) if match)
            match = ahead[index]
            pattern, reader = readers[index]
            if match is None or match.start() < position:
                ahead[index] = pattern.search(self.text, position)
                continue
            result: FoundDate | None = reader(match)
            if result is None:
                ahead[index] = pattern.search(self.text, match.start() + 1)
                continue
            yield result
            if result.first_day and not result.named:
                self.last = result
            position = max(match.end(), result.offset + len(result.text))

    # --- what stands around a phrase ------------------------------------------------------------------------------

    def phrase(  # noqa: PLR0913 - a phrase has these parts
        self,
        start: int,
        end: int,
        first: date | datetime | None,
        last: date | datetime | None,
        precision: str,
        *,
        weekday: int | None = None,
        named: bool = False,
    ) -> FoundDate:
        """A phrase with the words before and after it that make it a deadline."""
        after = grammar.BEFORE.match(self.text, end)
        deadline = bool(after) and not (after and after["until"] and last and precision in {"day", "time"})
        if after and deadline:
            end = after.end()
        before = grammar.UNTIL.search(self.text, max(0, start - LOOK_BACK), start)
        if before:
            final = _day(last or first)
            if not before["weak"] or (final is not None and final > self.published):
                deadline, start = True, before.start()
        text = self.source[start:end]
        return FoundDate(text, start, first, last, precision, deadline, "", weekday, named)  # type: ignore[arg-type]

    def is_deadline(self, end: int) -> bool:
        """Whether 前 or 截止 follows at ``end``, past a weekday in brackets and a clock."""
        match = grammar.WRITTEN_WEEKDAY.match(self.text, end)
        end = match.end() if match else end
        match = grammar.CLOCK_BESIDE.match(self.text, end)
        return bool(grammar.BEFORE.match(self.text, match.end() if match else end))

    def year(self, match: Match) -> int | None:
        """The year that a phrase writes, in digits or in words; None when it writes none that can be known."""
        if match["year"]:
            return number(match["year"])
        word = match["relative"]
        if word in RELATIVE_YEARS:
            return self.published.year + RELATIVE_YEARS[word]
        before = self.last.first_day if self.last else None
        if word is None or before is None:
            return None
        return before.year + (word in {"次年", "翌年"})

    # --- days -----------------------------------------------------------------------------------------------------

    def iso(self, match: Match) -> FoundDate | None:
        """2024-08-28, 2024/8/28, 2024.8.28."""
        day = years.day_in(int(match["year"]), int(match["month"]), int(match["day"]))
        return self.day(match.start(), match.end(), day) if day else None

    def month_day(self, match: Match) -> FoundDate | None:
        """[year] month [day], or a month of the year alone."""
        if match["day"] is None:
            return self.month(match)
        numeral = number(match["day"])
        deadline = self.is_deadline(match.end())
        year, month = self.month_and_year(match, numeral, deadline=deadline)
        day = years.day_in(year, month, numeral)
        return self.day(match.start(), match.end(), day) if day else None

    def month_and_year(self, match: Match, day: int | None, *, deadline: bool) -> tuple[int | None, int | None]:
        """The year and month of a month or month and day, written or inferred."""
        if match["shifted"]:
            word = match["shifted"]
            if word in RELATIVE_MONTHS:
                return years.month_shifted(self.published, RELATIVE_MONTHS[word])
            before = self.last.first_day if self.last else None
            return years.month_shifted(before, int(word == "次月")) if before else (None, None)
        month = number(match["month"])
        if match["year"] or match["relative"]:
            return self.year(match), month
        if month is None or (month == self.published.month and day is None):
            return self.published.year, month
        return years.year_of(month, day or 1, self.published, deadline=deadline), month

    def bare_day(self, match: Match) -> FoundDate | None:
        """28日: of the month of the day before it in the sentence, else of the month nearest to publication."""
        numeral = number(match["day"])
        if numeral is None:
            return None
        before = self.last.first_day if self.last and self.beside(self.last, match.start()) else None
        day = years.day_in(before.year, before.month, numeral) if before and numeral >= before.day else None
        day = day or years.month_of_bare_day(numeral, self.published, deadline=self.is_deadline(match.end()))
        return self.day(match.start(), match.end(), day) if day else None

    def beside(self, before: FoundDate, start: int) -> bool:
        """Whether ``before`` stands in the same sentence as the character at ``start``."""
        between = self.text[before.offset + len(before.text) : start]
        return not any(mark in between for mark in "。!?\n")

    def relative_day(self, match: Match) -> FoundDate | None:
        """昨日, 前天, 明晚."""
        day = _shifted(self.published, RELATIVE_DAYS[match["back"].rstrip("天日晚")])
        return self.day(match.start(), match.end(), day, evening=match["back"].endswith("晚")) if day else None

    def week_day(self, match: Match) -> FoundDate | None:
        """上周五, 本周六至周日, 下周末."""
        weeks = WEEKS[match["week"]]
        weekend = match["weekday"] == "末"
        try:
            first = years.weekday_in(self.published, weeks, 5 if weekend else _weekday(match["weekday"]))
            last = first + timedelta(days=1) if weekend else None
            if match["last"]:
                last = first + timedelta(days=(_weekday(match["last"]) - first.weekday()) % 7)
        except OverflowError:
            return None
        if last is not None:
            return self.phrase(match.start(), match.end(), first, last, "day")
        return self.day(match.start(), match.end(), first)

    def lunar(self, match: Match) -> FoundDate | None:
        """农历八月十五."""
        word = match["month"] or match["bare"]
        month = LUNAR_MONTHS.get(word) or number(word)
        numeral = number(match["day"])
        if month is None or numeral is None:
            return None
        day = holidays.lunar_day(month, numeral, self.published, leap=bool(match["leap"]))
        return self.day(match.start(), match.end(), day) if day else None

    def festive(self, match: Match) -> FoundDate | None:
        """A holiday by name; a quoted one only where 节, 假期, 期间 or 前 follows: “五一”劳动奖章 is no day."""
        if self.last and self.text[self.last.offset + len(self.last.text) : match.start()] in {"", "国际"}:
            return None  # 3月8日国际妇女节 is one day, said twice
        if match["quoted"] and not match["around"] and not grammar.BEFORE.match(self.text, match.end()):
            return None
        name = _festival(match)
        deadline = self.is_deadline(match.end())
        day = holidays.holiday(name, self.year(match), self.published, deadline=deadline)
        if day is None or ((match["year"] or match["relative"]) and self.year(match) is None):
            return None
        return self.phrase(match.start(), match.end(), day, None, "day", named=True)

    def day(self, start: int, end: int, first: date, *, evening: bool = False) -> FoundDate:
        """A day with what may follow it: a weekday in brackets, a second day, a clock, a span of hours."""
        weekday = None
        match = grammar.WRITTEN_WEEKDAY.match(self.text, end)
        if match:
            weekday, end = _weekday(match["weekday"] or match["bare"]), match.end()
        clock, end = self.clock(end, first, evening=evening)
        right, right_end = self.right_day(end, first)
        if right is None:
            hours, hours_end = self.right_clock(end, clock) if clock else (None, end)
            precision = "time" if clock else "day"
            return self.phrase(start, hours_end, clock or first, hours, precision, weekday=weekday)
        match = grammar.WRITTEN_WEEKDAY.match(self.text, right_end)
        right_end = match.end() if match else right_end
        last_clock, right_end = self.clock(right_end, right) if clock else (None, right_end)
        if clock and last_clock:
            return self.phrase(start, right_end, clock, last_clock, "time", weekday=weekday)
        return self.phrase(start, right_end, first, right, "day", weekday=weekday)

    def right_day(self, end: int, first: date) -> tuple[date | None, int]:
        """The last day of a range that goes on at ``end``: month and year are the first day's unless written."""
        connector = grammar.CONNECTOR.match(self.text, end)
        match = grammar.RIGHT_DAY.match(self.text, connector.end()) if connector else None
        if match is None:
            return self.listed_day(end, first)
        year, numeral = self.year(match), number(match["day"])
        month = number(match["month"]) if match["month"] else first.month
        last = years.day_in(year or first.year, month, numeral)
        if last and last < first and year is None and match["month"]:
            last = years.day_in(first.year + 1, month, numeral)
        return (last, match.end()) if last and last >= first else (None, end)

    def listed_day(self, end: int, first: date) -> tuple[date | None, int]:
        """The second of two days side by side (8月26、27日) as the end of a range."""
        if self.text[end - 1 : end] in {"日", "号"}:
            return None, end
        match = grammar.LISTED_DAY.match(self.text, end)
        last = years.day_in(first.year, first.month, number(match["day"])) if match else None
        return (last, match.end()) if match and last == _shifted(first, 1) else (None, end)

    # --- clocks ---------------------------------------------------------------------------------------------------

    def clock(self, end: int, day: date, *, evening: bool = False) -> tuple[datetime | None, int]:
        """The instant on ``day`` that a clock time at ``end`` names, and where it ends."""
        match = grammar.CLOCK_BESIDE.match(self.text, end)
        instant = _instant(match, day, evening=evening) if match else None
        return (instant, match.end()) if match and instant else (None, end)

    def right_clock(self, end: int, start: datetime) -> tuple[datetime | None, int]:
        """The end of a span of hours: 9:00—11:00, 下午2时至4时."""
        connector = grammar.CONNECTOR.match(self.text, end)
        match = grammar.CLOCK_ALONE.match(self.text, connector.end()) if connector else None
        instant = _instant(match, start.date()) if match else None
        if match and instant and instant <= start and match["part"] is None:
            instant += timedelta(hours=12)
        return (instant, match.end()) if match and instant and instant > start else (None, end)

    def clock_alone(self, match: Match) -> FoundDate | None:
        """A clock time on a day that the same sentence named before it."""
        day = self.last.first_day if self.last and self.beside(self.last, match.start()) else None
        instant = _instant(match, day) if day else None
        if instant is None or not (match["part"] or match["colon"] or match["minute"]):
            return None
        last, end = self.right_clock(match.end(), instant)
        return self.phrase(match.start(), end, instant, last, "time")

    # --- months, years, words -------------------------------------------------------------------------------------

    def month(self, match: Match) -> FoundDate | None:
        """A month, a part of one (8月底), or a run of months (7月至9月)."""
        year, month = self.month_and_year(match, None, deadline=self.is_deadline(match.end()))
        if year is None or month is None or years.day_in(year, month, 1) is None:
            return None
        end, first, last = match.end(), date(year, month, 1), years.month_end(year, month)
        if match["part"] in TENTHS:
            begins, ends = TENTHS[match["part"]]
            first, last = first.replace(day=begins), min(last, first + timedelta(days=ends - 1))
        connector = None if match["part"] else grammar.CONNECTOR.match(self.text, end)
        right = grammar.RIGHT_MONTH.match(self.text, connector.end()) if connector else None
        if right:
            last_month = number(right["month"]) or 0
            last_year = self.year(right) or (year if last_month >= month else year + 1)
            if years.day_in(last_year, last_month, 1) and (last_year, last_month) >= (year, month):
                end, last = right.end(), years.month_end(last_year, last_month)
        return self.phrase(match.start(), end, first, last, "month")

    def run_of_years(self, match: Match) -> FoundDate | None:
        """2019年至2024年, 2014—2016年."""
        first, last = number(match["year"]), number(match["last"])
        if first is None or last is None or not years.FIRST <= first < last <= years.LAST:
            return None
        return self.phrase(match.start(), match.end(), date(first, 1, 1), date(last, 12, 31), "year")

    def year_alone(self, match: Match) -> FoundDate | None:
        """A year, or a half, a quarter, the end of one."""
        year = self.year(match)
        if year is None or not years.FIRST <= year <= years.LAST:
            return None
        if match["half"]:
            return self.half(match, year)
        return self.phrase(match.start(), match.end(), date(year, 1, 1), date(year, 12, 31), "year")

    def half_alone(self, match: Match) -> FoundDate | None:
        """上半年, 第三季度 of the year of publication."""
        return self.half(match, self.published.year)

    def half(self, match: Match, year: int) -> FoundDate:
        """The months of a half or a quarter."""
        mark = match["half"].removeprefix("第")[0]
        first, last = HALVES[QUARTERS.get(mark, mark)]
        return self.phrase(match.start(), match.end(), date(year, first, 1), years.month_end(year, last), "month")

    def vague(self, match: Match) -> FoundDate:
        """近日, 近期, 前不久: a date that the text does not give, so neither do we."""
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        return FoundDate(self.source[start : match.end()], start, None, None, "vague")

    # --- rules ----------------------------------------------------------------------------------------------------

    def yearly(self, match: Match) -> FoundDate | None:
        """每年“五一”, 每年5月1日, 每逢中秋节."""
        if match["weekend"]:
            return self.rule(match, "FREQ=WEEKLY;BYDAY=SA,SU")
        if match["month"]:
            month, day = number(match["month"]), number(match["day"] or "1")
            if years.day_in(2000, month, day) is None:
                return None
            return self.rule(match, f"FREQ=YEARLY;BYMONTH={month}" + (f";BYMONTHDAY={day}" if match["day"] else ""))
        fixed = holidays.month_and_day(_festival(match))
        # a lunar holiday comes every year, but on no day that a rule could name
        return self.rule(match, "FREQ=YEARLY" + (f";BYMONTH={fixed[0]};BYMONTHDAY={fixed[1]}" if fixed else ""))

    def monthly(self, match: Match) -> FoundDate | None:
        """每月15日, 每月1日、15日."""
        days = [number(part.strip("日号 ")) for part in re.split("[、和及]", "".join(match["days"].split()))]
        if any(day is None or not 1 <= day <= LONGEST_MONTH for day in days):
            return None
        return self.rule(match, "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(str(day) for day in days))

    def weekly(self, match: Match) -> FoundDate:
        """每周三, 每周一至周五, 每周二、四."""
        days = match["days"].replace("周", "").replace("星期", "").replace("礼拜", "")
        if days == "末":
            return self.rule(match, "FREQ=WEEKLY;BYDAY=SA,SU")
        named = [_weekday(character) for character in days if character in grammar.WEEKDAYS]
        run = len(named) == 2 and len(days) > 2 and not any(mark in days for mark in "、和及")  # noqa: PLR2004 - from … to …
        chosen = range(named[0], named[1] + 1) if run and named[0] < named[1] else sorted(set(named))
        return self.rule(match, "FREQ=WEEKLY;BYDAY=" + ",".join(WEEKDAY_CODES[weekday] for weekday in chosen))

    def rule(self, match: Match, rule: str) -> FoundDate:
        """A recurring date; it names no day of its own."""
        return replace(self.phrase(match.start(), match.end(), None, None, "day"), rule=rule)


READERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (grammar.YEARLY, "yearly"),
    (grammar.MONTHLY, "monthly"),
    (grammar.WEEKLY, "weekly"),
    (grammar.ISO, "iso"),
    (grammar.LUNAR, "lunar"),
    (grammar.FESTIVE, "festive"),
    (grammar.MONTH_DAY, "month_day"),
    (grammar.YEARS, "run_of_years"),
    (grammar.YEAR_ALONE, "year_alone"),
    (grammar.HALF_ALONE, "half_alone"),
    (grammar.RELATIVE_DAY, "relative_day"),
    (grammar.WEEK_DAY, "week_day"),
    (grammar.BARE_DAY, "bare_day"),
    (grammar.CLOCK_ALONE, "clock_alone"),
    (grammar.VAGUE, "vague"),
)
"""Patterns and the methods that read them; where two begin together the earlier one is tried first."""


def _weekday(character: str) -> int:
    return min(grammar.WEEKDAYS.index(character), 6)


def _festival(match: Match) -> str:
    name: str = match["quoted"] or match["short"] or match["festival"]
    short = name.removesuffix("节")
    return short if short in holidays.SOLAR or short in holidays.LUNAR or short == holidays.TOMB_SWEEPING else name


def _instant(match: Match, day: date, *, evening: bool = False) -> datetime | None:
    hour = number(match["hour"].replace("两", "二"))
    written = match["minute"] or match["short"] or match["colon"]
    minute = 30 if match["half"] else number(written) if written else 0
    if hour is None or minute is None or minute > 59:  # noqa: PLR2004
        return None
    part = match["part"] or ("晚" if evening else "")
    if (part in AFTERNOON and 1 <= hour < 12) or (part == "中午" and hour < 3):  # noqa: PLR2004
        hour += 12
    if hour == 24 and minute == 0:  # noqa: PLR2004 - the end of the day is the next one's beginning
        later = _shifted(day, 1)
        return datetime.combine(later, time(), SHANGHAI) if later else None
    return datetime.combine(day, time(hour, minute), SHANGHAI) if hour < 24 else None  # noqa: PLR2004


def _shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
