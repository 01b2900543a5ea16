"""Recurring dates as RRULEs: 每年“五一”, 每月15日, 每周三下午3时, 每天9:00—17:00, 每逢周末."""

import re
from collections.abc import Iterable

from . import clocks, holidays, named, years
from .found import FoundDate
from .grammar import CLOCK_PARTS, DASH, DAY, GAP, MONTH, PART, WEEK, WEEKDAYS
from .numerals import number
from .scanning import Match, Scan, weekday

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_MONTH, YEAR_OF_MONTHS = 31, 12
FESTIVE_DAYS = "(?:法定|重要|重大|传统|中国传统|国家法定)?(?:节假日|节日|佳节)|[寒暑]假|寒暑假|假期|汛期|雨季|年关|岁末|年底|年末|年初|开学季|毕业季|高考|中高考|春运|暑期|双休日"
YEARLY = re.compile(
    rf"每(?:年|逢|到)的?{GAP}(?:{named.HOLIDAY}|{named.TERM}|(?P<lunar>(?:(?:农历|阴历)(?:{MONTH}|[正冬腊])|[正冬腊])月(?:{named.LUNAR_DAY}日?)?)"
    rf"|(?P<month>{MONTH}){GAP}月份?(?:{GAP}的?(?:第(?P<nth>[一二三四五1-5])|(?P<ultimate>最后一))个?{WEEK}(?P<weekday>[{WEEKDAYS}])"
    rf"|{GAP}(?P<day>{DAY}){GAP}[日号](?:{GAP}{DASH}(?:次年)?(?:(?P<end_month>{MONTH}){GAP}月)?(?P<end_day>{DAY}){GAP}[日号])?|{GAP}{DASH}{GAP}(?:次年|翌年|第二年)?(?P<last>{MONTH}){GAP}月份?|{GAP}(?:{PART}))?"
    rf"|(?P<weekend>周末|双休日)|(?P<plain>五一|国庆|中秋|端午|清明|重阳|元宵)(?!劳动奖)|(?P<season>{FESTIVE_DAYS}|[春夏秋冬][季天]|上半年|下半年|第?[一二三四]季度))"
)
MONTHLY = re.compile(
    rf"(?:每个?月的?|每逢|逢){GAP}(?:(?P<days>{DAY}{GAP}[日号](?:[、和及与]{DAY}{GAP}[日号]){{0,6}}|{DAY}(?:、{DAY}){{1,6}}{GAP}[日号])(?:{GAP}{DASH}(?:(?P<end_day>{DAY}){GAP}[日号]|(?P<to_end>(?:当月)?月?[底末])))?"
    rf"|(?:第(?P<nth>[一二三四五1-5])|(?P<ultimate>最后一))个?{WEEK}(?P<weekday>[{WEEKDAYS}])|(?P<part>上旬|中旬|下旬|月?[初底末](?![一二三四五六七八九十]))|(?P<lunar>(?:农历)?初[一二三四五六七八九十](?:[、和]十五)?))"
)
WEEKLY = re.compile(
    rf"(?:每个?逢?|逢){WEEK}的?(?:周|星期)?(?P<days>末|[{WEEKDAYS}](?:(?:、|和|及|与|{DASH}){WEEK}?[{WEEKDAYS}]|[二三四五六日](?![个次场期项批名天、节])){{0,6}})(?!期|岁)"
)
WORKDAYS = re.compile(
    rf"(?<![上下本这]){WEEK}(?P<first>[{WEEKDAYS}]){GAP}{DASH}{GAP}{WEEK}?(?P<last>[{WEEKDAYS}])(?={GAP}(?:,|每天|每日|全天)?{GAP}(?:上午|下午|早上|晚上|中午|晚)?{GAP}\d{{1,2}}(?::|时|点))"
)
DAILY = re.compile(
    rf"每(?P<what>天|日|晚|晨|早|个工作日)(?=,?{GAP}(?:的)?(?:{CLOCK_PARTS})?{GAP}(?:\d|[一二三四五六七八九十两零]{{1,3}}[时点]))|每个工作日"
)


def yearly(scan: Scan, match: Match) -> FoundDate | None:
    """每年“五一”, 每年5月1日, 每年5月的第二个星期日, 每逢中秋节."""
    if match["weekend"] or match["season"] == "双休日":
        return rule(scan, match, "FREQ=WEEKLY;BYDAY=SA,SU")
    if match["month"]:
        return _month_of_year(scan, match)
    if match["lunar"] or match["season"] or match["term"]:
        return rule(scan, match, "FREQ=YEARLY")  # it comes every year, but on no day that a rule could name
    fixed = holidays.month_and_day(named.name_of(match))
    return rule(scan, match, "FREQ=YEARLY" + (f";BYMONTH={fixed[0]};BYMONTHDAY={fixed[1]}" if fixed else ""))


def _month_of_year(scan: Scan, match: Match) -> FoundDate | None:
    month, day = number(match["month"]), number(match["day"] or "1")
    if years.day_in(2000, month, day) is None or month is None:
        return None
    if match["weekday"]:
        return rule(scan, match, f"FREQ=YEARLY;BYMONTH={month};BYDAY={_nth(match)}")
    if match["last"]:
        last = number(match["last"]) or month
        count = (last - month) % YEAR_OF_MONTHS
        chosen = ",".join(str((month - 1 + step) % YEAR_OF_MONTHS + 1) for step in range(count + 1))
        return rule(scan, match, f"FREQ=YEARLY;BYMONTH={chosen}")
    in_one_month = number(match["end_month"] or match["month"]) == month and (number(match["end_day"] or "0") or 0) > (
        day or 1
    )
    days = [day or 1, *(_days_after(day, match["end_day"]) if in_one_month else ())]
    return rule(
        scan,
        match,
        f"FREQ=YEARLY;BYMONTH={month}" + (f";BYMONTHDAY={_listed(days)}" if match["day"] else ""),
        clock=bool(match["day"]),
    )


def _days_after(first: int | None, last: str | None) -> list[int]:
    """The days behind ``first``, up to ``last`` as written, over the end of the month as well: 10日至15日, 25日至5日."""
    end = min(number(last) or 0, LONGEST_MONTH) if last else 0
    if not first or not end:
        return []
    if end >= first:
        return list(range(first + 1, end + 1))
    return [*range(first + 1, LONGEST_MONTH + 1), *range(1, end + 1)]


def _listed(days: Iterable[int | None]) -> str:
    return ",".join(str(day) for day in days)


def monthly(scan: Scan, match: Match) -> FoundDate | None:
    """每月15日, 每月1日、15日, 每月10日至15日, 每月第一个周三, 每月底."""
    if match["weekday"]:
        return rule(scan, match, f"FREQ=MONTHLY;BYDAY={_nth(match)}", clock=True)
    if match["part"] or match["lunar"]:
        last = match["part"] is not None and match["part"][-1] in "底末"
        return rule(scan, match, "FREQ=MONTHLY" + (";BYMONTHDAY=-1" if last else ""))
    days = [number(part) for part in re.split("[日号、和及与]+", "".join(match["days"].split())) if part]
    if any(day is None or not 1 <= day <= LONGEST_MONTH for day in days):
        return None
    days = list(dict.fromkeys([*days, *_days_after(days[-1], "31" if match["to_end"] else match["end_day"])]))
    return rule(scan, match, f"FREQ=MONTHLY;BYMONTHDAY={_listed(days)}", clock=True)


def _nth(match: Match) -> str:
    position = "-1" if match["ultimate"] else str(number(match["nth"]))
    return position + WEEKDAY_CODES[weekday(match["weekday"])]


def weekly(scan: Scan, match: Match) -> FoundDate:
    """每周三, 每周一至周五, 每周二、四."""
    days = match["days"].replace("周", "").replace("星期", "").replace("礼拜", "")
    if days == "末":
        return rule(scan, match, "FREQ=WEEKLY;BYDAY=SA,SU", clock=True)
    chosen = [weekday(character) for character in days if character in WEEKDAYS]
    is_run = len(chosen) == 2 and len(days) > 2 and not any(mark in days for mark in "、和及与")  # noqa: PLR2004 - from … to …
    run = range(chosen[0], chosen[1] + 1) if is_run and chosen[0] < chosen[1] else sorted(set(chosen))
    return rule(scan, match, "FREQ=WEEKLY;BYDAY=" + ",".join(WEEKDAY_CODES[one] for one in run), clock=True)


def workdays(scan: Scan, match: Match) -> FoundDate | None:
    """周一至周五8:30—18:00: opening hours, which recur without 每."""
    first, last = weekday(match["first"]), weekday(match["last"])
    if first >= last:
        return None
    return rule(scan, match, "FREQ=WEEKLY;BYDAY=" + ",".join(WEEKDAY_CODES[first : last + 1]), clock=True)


def daily(scan: Scan, match: Match) -> FoundDate | None:
    """每天上午9时, 每晚7点至9点; without a clock 每天 is no date."""
    if match["what"] is None or match["what"] == "个工作日":
        return rule(scan, match, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", clock=True)
    found = rule(scan, match, "FREQ=DAILY", clock=True, evening=match["what"] == "晚")
    return found if "BYHOUR" in found.rule else None


def rule(scan: Scan, match: Match, text: str, *, clock: bool = False, evening: bool = False) -> FoundDate:
    """A recurring date; it names no day of its own."""
    hours, end = clocks.of_rule(scan, match.end(), evening=evening) if clock else ("", match.end())
    monthwise = "BYMONTHDAY" not in text and "BYDAY" not in text and ("BYMONTH" in text or "MONTHLY" in text)
    whole = scan.phrase(match.start(), end, None, None, "time" if hours else "month" if monthwise else "day")
    return FoundDate(whole.text, whole.offset, None, None, whole.precision, whole.deadline, text + hours)


READERS = ((YEARLY, yearly), (MONTHLY, monthly), (WEEKLY, weekly), (WORKDAYS, workdays), (DAILY, daily))
