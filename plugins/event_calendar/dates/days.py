"""Days of the calendar: whole, without their year, bare, listed, from one to another."""

import re
from datetime import date, timedelta

from . import clocks, spans, years
from .found import FoundDate
from .grammar import (
    CONNECTOR,
    DASH,
    DAY,
    GAP,
    MONTH,
    NOT_A_MONTH,
    NOT_AFTER_NUMBER,
    OF_YEAR,
    ONES,
    PART,
    PARTED_CONNECTOR,
    RELATIVE_MONTH,
    RELATIVE_YEAR,
    YEAR,
)
from .numerals import number
from .scanning import RELATIVE_MONTHS, Match, Scan, shifted, weekday

HALF_A_MONTH = 15
FAR = 45
"""A text that tells of a day farther than this from its publication counts on from there."""
HAN = "\u3400-\u9fff"
BARE = (
    rf"(?:(?<!\n)\d{{1,2}}(?=(?:{DASH}|(?:、\d{{1,2}}){{0,4}}、)\d{{1,2}}日(?!内|游))|(?:\d{{1,2}}|[二三]?十[{ONES}]?|廿[{ONES}]?){GAP}"
    r"(?:日(?![内后之游均工龄期报元常光子制本间程益方志月]|以[内上后]|夜(?!间|里))|号(?=(?:上午|下午|晚|凌晨|早上|中午|起,))))"
)
ISO = re.compile(
    r"(?<![A-Za-z0-9_.\-/])(?P<year>(?:19|20|21)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d|[.\-/]\d{1,2}(?!\d|[./-]))"
    r"(?:(?:-|[~—–]{1,2}|至|到)(?:(?P<last_year>(?:19|20|21)\d\d)(?P=mark))?(?:(?P<last_month>\d{1,2})(?P=mark))?(?P<last>\d{1,2})(?![\d:时点]|[.\-/]\d))?"
)
MONTH_DAY = re.compile(
    rf"{NOT_AFTER_NUMBER}{OF_YEAR}?(?:(?P<month>{MONTH}){GAP}月份?|(?P<shifted>{RELATIVE_MONTH})的?){NOT_A_MONTH}"
    rf"(?:{GAP}(?P<day>{DAY}){GAP}(?:[日号](?![线楼院门店厅馆])|(?={DASH}{GAP}(?:{MONTH}{GAP}月{GAP})?{DAY}{GAP}[日号])|(?=(?:[、,]{DAY}){{1,6}}[日号]))"
    rf"|{GAP}的?(?P<part>{PART}))?"
)
IMPOSSIBLE = re.compile(rf"{NOT_AFTER_NUMBER}(?:{YEAR}{GAP}年{GAP})?\d{{1,2}}{GAP}月{GAP}\d{{1,2}}{GAP}[日号]")
LISTED = re.compile(
    rf"(?<=[、,和及与])(?P<day>{DAY}){GAP}(?:[日号](?![线楼院内]|以内)|(?=(?:[、,和及与]{DAY}){{1,6}}{GAP}[日号]))"
)
RUN = re.compile(rf"(?P<days>(?:[、,]{GAP}{DAY}){{1,6}}){GAP}[日号]")
BARE_DAY = re.compile(rf"(?:(?<![\w.:+/~—-])|(?<=[{HAN}])(?<![月年每{ONES}十])){BARE}")
RIGHT_DAY = re.compile(
    rf"(?:(?P<year>{YEAR}){GAP}年{GAP}|(?P<relative>{RELATIVE_YEAR}){GAP})?(?:(?P<month>{MONTH}){GAP}月份?{GAP}|(?P<next>次月|下月|翌月))?(?P<day>{DAY}){GAP}[日号](?!内)"
)
OPENS_A_DAY = re.compile(r"(?:[于在自从至到和及与或者电据将拟日]|到了|预计|计划)$")
"""Words after which a bare 28日 is a day; after another one what follows must say so."""
SAYS_A_DAY = re.compile(
    rf"{GAP}(?:[上下中]午|凌晨|傍晚|晚|早|清晨|在|从|召开|举[行办]|发布|印发|获悉|了解到|开[幕展赛工始]|闭幕|结束|启动|宣布|通报|表示|电|[至到—-])"
)
COUNTS = re.compile(
    r"(?:公示|拘留|休假|停工|旷工|请假|历时|为期|工期|期限|限|连续|满|近|逾|超|共|计|达|足|约|仅|用|休|第|每|前|后|头|首|期|个|放|隔离|提前|之日起|为|长|了|整|多)$"
)
"""What comes before a number of days: 公示5日, 拘留15日."""


def iso(scan: Scan, match: Match) -> FoundDate | int:
    """2024-08-28, 2024/8/28, 2024.8.28, and from one to another."""
    day = years.day_in(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None:
        return match.end()
    if match["last"] and (match["mark"] != "-" or match["last_month"]):
        year, month = int(match["last_year"] or day.year), int(match["last_month"] or day.month)
        last = years.day_in(year, month, int(match["last"]))
        if last and last > day:
            return scan.phrase(match.start(), match.end(), day, last, "day")
    return with_company(scan, match.start(), match.end("day"), day)


def month_day(scan: Scan, match: Match) -> FoundDate | int | None:
    """[year] month [day], or a month of the year alone."""
    if match["relative"] and scan.year(match) is None:
        return match.end()  # 当年10月 of no year that was told
    if match["day"] is None:
        return spans.month(scan, match, *month_and_year(scan, match, None))
    numeral = number(match["day"])
    year, month = month_and_year(scan, match, numeral)
    day = years.day_in(year, month, numeral)
    return with_company(scan, match.start(), match.end(), day) if day else impossible(scan, match)


def impossible(scan: Scan, match: Match) -> int:
    """2月30日至31日, 2024年13月5日: nothing, up to its end."""
    connector = CONNECTOR.match(scan.text, match.end())
    right = RIGHT_DAY.match(scan.text, connector.end()) if connector else None
    return right.end() if right else match.end()


def month_and_year(scan: Scan, match: Match, day: int | None) -> tuple[int | None, int | None]:
    """The year and month of a month or month and day, written or inferred."""
    if match["shifted"]:
        word = match["shifted"]
        if word in RELATIVE_MONTHS:
            return years.month_shifted(scan.published, RELATIVE_MONTHS[word])
        before = scan.last.first_day if scan.beside(scan.last, match.start()) and scan.last else None
        return years.month_shifted(before, int(word == "次月")) if before else (None, None)
    month = number(match["month"])
    if match["year"] or match["yy"] or match["relative"]:
        return scan.year(match), month
    if month is None:
        return None, None
    return scan.year_of(month, day, match.start(), match.end()), month


def bare_day(scan: Scan, match: Match) -> FoundDate | None:
    """28日: of the month of the day before it in the sentence, else of the month nearest to publication."""
    start = match.start()
    numeral = number(match[0].rstrip("日号").strip())
    if numeral is None or not _is_day(scan, start, match.end()):
        return None
    before = scan.last.first_day if scan.last and scan.paragraph(scan.last.offset) == scan.paragraph(start) else None
    if before and scan.last and not scan.beside(scan.last, start):
        is_news = abs((before - scan.published).days) <= FAR or scan.last.precision == "month"
        before = None if is_news else before
    day = _following(before, numeral) if before else None
    day = day or years.month_of_bare_day(numeral, scan.published, deadline=_lies_ahead(scan, match))
    found = with_company(scan, start, match.end(), day) if day else None
    whole = match[0][-1] in "日号" or (start > 0 and scan.text[match.end()] == "、")
    return found if found and (whole or (found.end and found.text[-1] == "日")) else None


def _lies_ahead(scan: Scan, match: Match) -> bool:
    return scan.is_deadline(match.end()) or scan.is_coming(match.start(), match.end())


def _is_day(scan: Scan, start: int, end: int) -> bool:
    """Whether a bare 28日 is a day of the month and not a number of days."""
    before = scan.text[max(0, start - 3) : start]
    if OPENS_A_DAY.search(before):
        return True
    if COUNTS.search(before):
        return False
    whole = scan.text[end - 1] in "日号"
    return not before[-1:].isalpha() or (whole and bool(SAYS_A_DAY.match(scan.text, end)))


def listed(scan: Scan, match: Match) -> FoundDate | int | None:
    """27日 of 8月26日、27日; 5 of 8月3、5、8日."""
    before = (
        scan.last.first_day if scan.last and scan.adjacent(match.start()) in {"、", ",", "和", "及", "与"} else None
    )
    numeral = number(match["day"])
    if before is None or numeral is None or scan.last is None or scan.last.precision not in {"day", "time"}:
        return None
    day = _following(before, numeral)
    return with_company(scan, match.start(), match.end(), day) if day else match.end()


def _following(before: date, numeral: int) -> date | None:
    """The day of that number in the month of ``before``, or in the next one where it is long over."""
    is_over = before.day - numeral > HALF_A_MONTH
    year, month = years.month_shifted(before, 1) if is_over else (before.year, before.month)
    return years.day_in(year, month, numeral)


def with_company(  # noqa: PLR0913 - what stands beside a day
    scan: Scan, start: int, end: int, first: date, *, evening: bool = False, named: bool = False
) -> FoundDate:
    """A day with what may follow it: a weekday in brackets, a second day, a clock, a span of hours."""
    written = None
    match = clocks.WRITTEN_WEEKDAY.match(scan.text, end)
    if match:
        character = match["weekday"] or match["bare"]
        written, end = weekday(character) if character else None, match.end()
    clock, end = clocks.beside(scan, end, first, evening=evening)
    right, right_end = right_day(scan, end, first)
    if right is None:
        hours, hours_end = clocks.until(scan, end, clock) if clock else (None, end)
        precision = "time" if clock else "day"
        return scan.phrase(start, hours_end, clock or first, hours, precision, weekday=written, named=named)  # type: ignore[arg-type]
    match = clocks.WRITTEN_WEEKDAY.match(scan.text, right_end)
    right_end = match.end() if match else right_end
    last_clock, right_end = clocks.beside(scan, right_end, right) if clock else (None, right_end)
    if clock and last_clock and last_clock > clock:
        return scan.phrase(start, right_end, clock, last_clock, "time", weekday=written, named=named)
    return scan.phrase(start, right_end, first, right, "day", weekday=written, named=named)


def right_day(scan: Scan, end: int, first: date) -> tuple[date | None, int]:
    """The last day of a range that goes on at ``end``: month and year are the first day's unless written."""
    connector = PARTED_CONNECTOR.match(scan.text, end)
    match = RIGHT_DAY.match(scan.text, connector.end()) if connector else None
    if match is None:
        return run_of_days(scan, end, first)
    year = first.year + 1 if match["relative"] in {"次年", "翌年"} else scan.year(match)
    numeral, month = number(match["day"]), number(match["month"]) if match["month"] else first.month
    if match["next"]:
        year, month = years.month_shifted(first, 1)
    last = years.day_in(year or first.year, month, numeral)
    if last and last < first and year is None and match["month"]:
        last = years.day_in(first.year + 1, month, numeral)
    return (last, match.end()) if last and last >= first else (None, end)


def run_of_days(scan: Scan, end: int, first: date) -> tuple[date | None, int]:
    """The last of days side by side under one 日 (8月26、27日), as the end of a range."""
    match = RUN.match(scan.text, end) if scan.text[end - 1 : end] not in {"日", "号"} else None
    if match is None:
        return None, end
    numerals = [number(part.strip()) for part in re.split("[、,]", match["days"])[1:]]
    follow = [shifted(first, step) for step in range(1, len(numerals) + 1)]
    if all(
        day and day.month == first.month and day.day == numeral for day, numeral in zip(follow, numerals, strict=True)
    ):
        return first + timedelta(days=len(numerals)), match.end()
    return None, end


READERS = (
    (ISO, iso),
    (LISTED, listed),
    (MONTH_DAY, month_day),
    (IMPOSSIBLE, impossible),
    (BARE_DAY, bare_day),
)
