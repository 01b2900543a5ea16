"""Months, years and their parts: 8月底, 7月至9月, 2019年至2024年, 今年上半年, 前三季度, 20世纪80年代."""

import re
from datetime import date, timedelta

from . import years
from .found import FoundDate, Precision
from .grammar import (
    CONNECTOR,
    DASH,
    DAY,
    GAP,
    MONTH,
    NOT_A_MONTH,
    NOT_AFTER_NUMBER,
    NUMBERED,
    OF_YEAR,
    ONES,
    PART,
    RELATIVE_YEAR,
    YEAR,
)
from .numerals import number
from .scanning import Match, Scan

TENTHS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上中旬": (1, 20), "中下旬": (11, 31)}
TENTHS |= {"初": (1, 10), "中": (11, 20), "底": (21, 31), "末": (21, 31)}
LONGEST_MONTH, LAST_MONTH = 31, 12
PARTS_OF_YEAR = {"初": (1, 1), "中": (6, 7), "底": (12, 12), "末": (12, 12)}
HALVES = {"上": (1, 6), "下": (7, 12), "一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}
FIRST_QUARTERS = {"两": 6, "二": 6, "三": 9}
QUARTERS = {"1": "一", "2": "二", "3": "三", "4": "四"}
HALF = r"上半年|下半年|[前头](?:两|二|三)个?季度|第?[一二三四1-4]季度"
RIGHT_MONTH = re.compile(
    rf"(?:(?P<year>{YEAR}){GAP}年{GAP}|(?P<relative>{RELATIVE_YEAR}){GAP})?(?P<month>{MONTH}){GAP}月份?{NOT_A_MONTH}(?!{GAP}{DAY}{GAP}日)(?P<part>{PART})?"
)
MONTHS = re.compile(
    rf"{NOT_AFTER_NUMBER}(?<![-/:]){OF_YEAR}?(?P<month>{MONTH}){GAP}(?:{DASH}|(?P<comma>、)|(?<=[{ONES}])(?P<beside>)(?=[{ONES}])){GAP}(?P<last>{MONTH}){GAP}月份?{NOT_A_MONTH}(?!{GAP}{DAY}{GAP}[日号])"
)
LISTED_MONTH = re.compile(
    rf"(?:(?<=、)|{NOT_AFTER_NUMBER}{OF_YEAR}?)(?P<month>{MONTH})(?=(?:、{MONTH}){{1,6}}月(?!{GAP}{DAY}{GAP}[日号]))"
)
YEARS = re.compile(
    rf"{NOT_AFTER_NUMBER}(?P<year>{YEAR}){GAP}年?{GAP}{DASH}{GAP}(?P<last>{YEAR}){GAP}年度?(?![来历代]|{GAP}{MONTH}{GAP}月)"
)
LISTED_YEAR = re.compile(
    rf"{NOT_AFTER_NUMBER}(?P<year>{YEAR})(?=(?:、{YEAR}){{1,5}}{GAP}[两三四五六]?年)|(?<=、)(?P<last>{YEAR})(?=[两三四五六]年)"
)
YEAR_ALONE = re.compile(
    rf"{NOT_AFTER_NUMBER}(?<![近约逾超])(?:(?P<year>{YEAR}){GAP}(?:年度|年)|(?P<relative>{RELATIVE_YEAR}))"
    rf"(?:{GAP}(?:的?(?P<half>{HALF})|[前头](?P<months>{NUMBERED})个?月(?!{DAY}日)|(?P<part>(?:年)?[初中底末]|年终)(?![级心学考期国等])))?(?![来历代级]|[前头]个?月)"
)
TWO_YEARS = re.compile("(?P<first>今明|明后|去今)两年")
TWO = {"今明": (0, 1), "明后": (1, 2), "去今": (-1, 0)}
HALF_ALONE = re.compile(rf"(?<![每年])(?P<half>{HALF})")
PART_ALONE = re.compile(
    r"(?<![每今本去明上下半学青少童中老幼成\d月年一-十])(?P<unit>年|月)(?P<part>[初底末]|中(?=[,前]))(?![级心学考期国等])"
)
DECADE = re.compile(
    rf"(?<!\d)(?:(?:(?:(?P<century>1[89]|20|21)|(?P<han>十八|十九|二十|二十一)|(?P<word>上个?|本))世纪)(?P<early>[三四五六七八](?=[四五六七八九]十))?(?P<tens>[1-9]0|[{ONES}]?十)"
    rf"|(?P<whole>(?:1[89]|20)\d0)|(?P<bare>[3-9]0|[三四五六七八九]十))年代"
)
THIS_CENTURY = 21
AGE = re.compile(r"(?:刚满|已满|才|正好|刚好|已经?|整)?\d{1,3}岁")


def month(scan: Scan, match: Match, year: int | None, month: int | None) -> FoundDate | None:
    """A month, a part of one (8月底), or a run of months (7月至9月)."""
    if year is None or month is None or years.day_in(year, month, 1) is None:
        return None
    end, first, last = match.end(), date(year, month, 1), years.month_end(year, month)
    if match["part"]:
        begins, ends = TENTHS[match["part"].removeprefix("月")]
        first, last = first.replace(day=begins), min(last, first + timedelta(days=ends - 1))
    connector = CONNECTOR.match(scan.text, end)
    right = RIGHT_MONTH.match(scan.text, connector.end()) if connector else None
    if right:
        last_month = number(right["month"]) or 0
        last_year = year + 1 if right["relative"] in {"次年", "翌年"} else scan.year(right)
        last_year = last_year or (year if last_month >= month else year + 1)
        if years.day_in(last_year, last_month, 1) and (last_year, last_month) >= (year, month):
            end, last = right.end(), years.month_end(last_year, last_month)
            ends = TENTHS[right["part"].removeprefix("月")][1] if right["part"] else LONGEST_MONTH
            last = min(last, last.replace(day=min(ends, last.day)))
    return scan.phrase(match.start(), end, first, last, "month")


def months(scan: Scan, match: Match) -> FoundDate | None:
    """5-6月, 1至8月, 7、8月, 七八月: one 月 for both."""
    first, last = number(match["month"]), number(match["last"])
    if first is None or last is None or first >= last:
        return None
    is_pair = match["comma"] is not None or match["beside"] is not None
    if is_pair and last != first + 1:
        return None
    year = scan.year(match) or scan.year_of(first, None, match.start(), match.end())
    return _of_months(scan, match, year, first, last)


def listed_month(scan: Scan, match: Match) -> FoundDate | None:
    """3 and 5 of 3、5、8月."""
    numeral = number(match["month"])
    if scan.text[match.start() - 1 : match.start()] == "、" and scan.adjacent(match.start()) != "、":
        return None
    if numeral is None:
        return None
    year = scan.year(match) or scan.year_of(numeral, None, match.start(), match.end())
    return _of_months(scan, match, year, numeral, numeral)


def run_of_years(scan: Scan, match: Match) -> FoundDate | None:
    """2019年至2024年, 2014—2016年."""
    first, last = number(match["year"]), number(match["last"])
    return _of_years(scan, match, first, last) if first and last and first < last else None


def listed_year(scan: Scan, match: Match) -> FoundDate | None:
    """2023 and 2024 of 2023、2024两年."""
    year = number(match["year"] or match["last"])
    return _of_years(scan, match, year, year) if year else None


def year_alone(scan: Scan, match: Match) -> FoundDate | None:
    """A year, or a half, a quarter, the end of one."""
    year = scan.year(match)
    if year is None or AGE.match(scan.text, match.end()):
        return None
    if match["half"]:
        return _of_months(scan, match, year, *half(match))
    if match["months"]:
        last = number(match["months"].replace("两", "二"))
        return _of_months(scan, match, year, 1, last) if last and last <= LAST_MONTH else None
    part = match["part"] or ""
    if part in {"中", "年终"}:  # 2024年中的一天, 2024年年终总结: the year is all that is said
        return _of_years(scan, match, year, year, end=match.start("part"))
    begins, ends = PARTS_OF_YEAR.get(part.removeprefix("年"), (1, LAST_MONTH))
    return _of_months(scan, match, year, begins, ends, precision="year")


def two_years(scan: Scan, match: Match) -> FoundDate | None:
    """今明两年."""
    first, last = (scan.published.year + step for step in TWO[match["first"]])
    return _of_years(scan, match, first, last)


def half_alone(scan: Scan, match: Match) -> FoundDate | None:
    """上半年, 第三季度: of the year that the sentence tells, else of the year of publication."""
    told = scan.carried(match.start())
    return _of_months(scan, match, told.year if told else scan.published.year, *half(match))


def half(match: Match) -> tuple[int, int]:
    """The first and the last month of a half, a quarter, the first quarters."""
    words = match["half"].removeprefix("第")
    if words[0] in "前头":
        return 1, FIRST_QUARTERS[words[1]]
    return HALVES[QUARTERS.get(words[0], words[0])]


def part_alone(scan: Scan, match: Match) -> FoundDate | None:
    """年底, 月底: of the year and month of publication."""
    day = scan.published
    if match["unit"] == "年":
        return _of_months(scan, match, day.year, *PARTS_OF_YEAR[match["part"]], precision="year")
    begins, ends = TENTHS[match["part"]]
    last = min(ends, years.month_end(day.year, day.month).day)
    return scan.phrase(match.start(), match.end(), day.replace(day=begins), day.replace(day=last), "month")


def decade(scan: Scan, match: Match) -> FoundDate | None:
    """20世纪80年代, 上世纪五六十年代, 1980年代, 八十年代."""
    if match["whole"]:
        first = int(match["whole"])
        return _of_years(scan, match, first, first + 9)
    century = number(match["century"] or match["han"] or "20")
    century = THIS_CENTURY if match["word"] == "本" else century
    tens = number(match["tens"] or match["bare"])
    if century is None or tens is None:
        return None
    first = (century - 1) * 100
    begins = first + 10 * (number(match["early"]) or 0) if match["early"] else first + tens
    return _of_years(scan, match, begins, first + tens + 9)


def _of_months(  # noqa: PLR0913 - a span has these parts
    scan: Scan, match: Match, year: int | None, first: int, last: int, *, precision: Precision = "month"
) -> FoundDate | None:
    """The phrase of these months of a year; None when the year is out of all reason."""
    begins = years.day_in(year, first, 1)
    if begins is None:
        return None
    return scan.phrase(match.start(), match.end(), begins, years.month_end(begins.year, last), precision)


def _of_years(scan: Scan, match: Match, first: int, last: int, *, end: int | None = None) -> FoundDate | None:
    """The phrase of these years; None when they are out of all reason."""
    begins, ends = years.day_in(first, 1, 1), years.day_in(last, LAST_MONTH, LONGEST_MONTH)
    if begins is None or ends is None:
        return None
    return scan.phrase(match.start(), match.end() if end is None else end, begins, ends, "year")


READERS = (
    (DECADE, decade),
    (MONTHS, months),
    (LISTED_MONTH, listed_month),
    (YEARS, run_of_years),
    (LISTED_YEAR, listed_year),
    (YEAR_ALONE, year_alone),
    (TWO_YEARS, two_years),
    (HALF_ALONE, half_alone),
    (PART_ALONE, part_alone),
)
