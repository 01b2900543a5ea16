"""Days and weeks seen from publication (昨日, 上周五, 三天前, 即日起), and words that give no day (近日)."""

import re
from datetime import date, timedelta

from . import days, years
from .found import FoundDate, Precision
from .grammar import DASH, GAP, NUMBERED, ONES, WEEK, WEEKDAYS
from .numerals import number
from .scanning import Match, Scan, day_of, shifted, weekday

DAYS = {"大前": -3, "前": -2, "昨": -1, "当": 0, "今": 0, "明": 1, "后": 2, "大后": 3}
WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
EVENINGS = "晚夜"
LONGEST = 200
"""More days, weeks or years than this before publication nobody counts."""
DAY = re.compile(
    "(?P<back>大前天|(?<![目此以年月日天周先生之])前[天日晚]|昨[天日晚晨夜]|(?<![到至的年])今[天日晚晨早夜]"
    "|(?<![的好向造得望到未赢])明[天日晚晨早]|大后天|(?<!先)(?<!先天)后天)"
    "(?!的(?!上午|下午|晚上|中午|凌晨|早上|早晨)|气|天|之|说法|头条|中国|报|重现|出版|关注|热点|星空|努力|培养|习得|养成)"
)
TWO_DAYS = re.compile("(?P<first>昨(?=今)|今(?=明)|明(?=后))[今明后]两[天日]")
WEEKDAY = re.compile(
    rf"(?P<week>上上|上|本|这|下下|下)个?{WEEK}(?P<weekday>[{WEEKDAYS}末])(?!期)"
    rf"(?:{GAP}{DASH}{GAP}(?:本|下|上)?{WEEK}?(?P<last>[{WEEKDAYS}])(?![{ONES}、]))?"
)
WEEK_ALONE = re.compile(
    rf"(?<![\d一每第之天])(?P<week>上上|上|本|这|下下|下)个?(?:周|星期|礼拜)(?![{WEEKDAYS}末期转边岁密全报折年刊围到详游恩长延星旋])"
)
LISTED_WEEKDAY = re.compile(rf"(?<=[、和及]){WEEK}(?P<weekday>[{WEEKDAYS}])")
WEEKDAY_ALONE = re.compile(
    rf"(?<![上下本这每个至到逢、期期—~-]){WEEK}(?P<weekday>[{WEEKDAYS}])(?=(?:上午|下午|晚上|中午|早上|晚|早){GAP}[\d{ONES}十])"
)
AGO = re.compile(
    rf"(?:^|(?<=[\s,。;、:!?“\"(在约早于是◆]))(?P<count>{NUMBERED})(?P<unit>天|周|个?(?:星期|礼拜)|个月|年)(?:之|以)?前(?![夕往后来去年半后])"
)
FROM_NOW = re.compile(rf"(?:即日|今日|本日)起(?:{DASH}|,?截[至止]到?)(?=[\d{ONES}十本下今明])|即日起(?!{DASH})")
NEXT_DAY = re.compile(r"(?P<word>次日|翌日|第二天|同日)(?!的|清晨的|起床)")
VAGUE = re.compile(
    rf"(?<![临接附])近日(?![点无])来?|连日来?|(?<![\d{ONES}十今昨明当次生平每前节假廿工抗期末目])(?<!\d\s)日前|(?<![中远])近期(?!货|权)|近来"
    r"|前不久|不久前|不久之前|前一?段(?:时间|时期|日子)|前阵子|前几[天日]|前些[天日时]|前些日子|前两天|这几[天日]|近几[天日]|近些天|近两[天日]|这两天|最近几[天日]|近段时间|这段时间|(?<!十)[几数]天前|数日前|(?<!十)几个月前|(?<![\d百千万])[多数几](?<!十几)年(?:以|之)?前|不日(?=[,将起即])"
    r"|(?:^|(?<=[\s,。;、◆“”:!?\"]))最近(?!的|距离|一[次场届]|处)"
)


def day(scan: Scan, match: Match) -> FoundDate | None:
    """昨日, 前天, 明晚."""
    back = match["back"]
    found = shifted(scan.published, DAYS[back.rstrip("天日晚晨早夜")])
    if found is None or scan.is_title(match.start()):
        return None
    return days.with_company(scan, match.start(), match.end(), found, evening=back[-1] in EVENINGS)


def two_days(scan: Scan, match: Match) -> FoundDate | None:
    """今明两天."""
    first = shifted(scan.published, {"昨": -1, "今": 0, "明": 1}[match["first"]])
    last = shifted(first, 1) if first else None
    return scan.phrase(match.start(), match.end(), first, last, "day", named=True) if first and last else None


def week_day(scan: Scan, match: Match) -> FoundDate | None:
    """上周五, 本周六至周日, 下周末."""
    weeks = WEEKS[match["week"]]
    weekend = match["weekday"] == "末"
    try:
        first = years.weekday_in(scan.published, weeks, 5 if weekend else weekday(match["weekday"]))
        last = first + timedelta(days=1) if weekend else None
        if match["last"]:
            last = first + timedelta(days=(weekday(match["last"]) - first.weekday()) % 7)
    except OverflowError:
        return None
    if last is not None:
        return scan.phrase(match.start(), match.end(), first, last, "day")
    return days.with_company(scan, match.start(), match.end(), first)


def week(scan: Scan, match: Match) -> FoundDate | None:
    """上周: its seven days."""
    weeks = WEEKS[match["week"]]
    try:
        first, last = (years.weekday_in(scan.published, weeks, of_week) for of_week in (0, 6))
    except OverflowError:
        return None
    return scan.phrase(match.start(), match.end(), first, last, "day", named=True)


def listed_weekday(scan: Scan, match: Match) -> FoundDate | None:
    """周日 of 本周六、周日."""
    before = scan.last
    if before is None or before.first_day is None or scan.adjacent(match.start()) not in {"、", "和", "及"}:
        return None
    if not re.search("[周期拜]", before.text):
        return None
    ahead = (weekday(match["weekday"]) - before.first_day.weekday()) % 7
    found = shifted(before.first_day, ahead)
    return days.with_company(scan, match.start(), match.end(), found) if found else None


def weekday_alone(scan: Scan, match: Match) -> FoundDate | None:
    """周五下午3时: of the week of publication."""
    try:
        found = years.weekday_in(scan.published, 0, weekday(match["weekday"]))
    except OverflowError:
        return None
    return days.with_company(scan, match.start(), match.end(), found, named=True)


def ago(scan: Scan, match: Match) -> FoundDate | None:
    """三天前, 两周前, 一个月前, 十年前: as exact as their unit."""
    count = number(match["count"].replace("两", "二"))
    if not count or count > LONGEST or scan.is_title(match.start()):
        return None
    first, last, precision = _back(scan.published, count, match["unit"][-1])
    if first is None:
        return None
    text = scan.source[match.start() : match.end()]
    return FoundDate(text, match.start(), first, last, precision, named=True)


def _back(published: date, count: int, unit: str) -> tuple[date | None, date | None, Precision]:
    """The day, week, month or year so long before publication; None beyond the calendar."""
    if unit == "天":
        return shifted(published, -count), None, "day"
    if unit in "周期拜":
        monday = shifted(published, -published.weekday() - 7 * count)
        return monday, shifted(monday, 6) if monday else None, "day"
    year, month = years.month_shifted(published, -count if unit == "月" else -12 * count)
    if not years.FIRST <= year <= years.LAST:
        return None, None, "year"
    if unit == "月":
        return date(year, month, 1), years.month_end(year, month), "month"
    return date(year, 1, 1), date(year, 12, 31), "year"


def from_now(scan: Scan, match: Match) -> FoundDate | None:
    """即日起至9月30日: from publication to the day that follows; 即日起 alone is the day of publication."""
    right = days.MONTH_DAY.match(scan.text, match.end())
    until = days.month_day(scan, right) if right else None
    if isinstance(until, FoundDate):
        last = day_of(until.end or until.start)
        if last is None or last < scan.published:
            return None
        text = scan.source[match.start() : until.offset + len(until.text)]
        return FoundDate(text, match.start(), scan.published, last, "day", deadline=True)
    if match[0] != "即日起":
        return None
    return FoundDate(scan.source[match.start() : match.end()], match.start(), scan.published, None, "day", named=True)


def next_day(scan: Scan, match: Match) -> FoundDate | None:
    """次日: the day after the one that this sentence or the one before it told."""
    before, start = scan.last, match.start()
    if before is None or before.precision not in {"day", "time"}:
        return None
    if scan.sentence(start) - scan.sentence(before.offset) > 1 or scan.paragraph(before.offset) != scan.paragraph(
        start
    ):
        return None
    told = day_of(before.end or before.start)
    found = shifted(told, int(match["word"] != "同日")) if told else None
    return days.with_company(scan, start, match.end(), found) if found else None


def vague(scan: Scan, match: Match) -> FoundDate | None:
    """近日, 近期, 前不久: a date that the text does not give, so neither do we."""
    if scan.is_title(match.start()):
        return None
    return FoundDate(scan.source[match.start() : match.end()], match.start(), None, None, "vague")


READERS = (
    (FROM_NOW, from_now),
    (AGO, ago),
    (DAY, day),
    (TWO_DAYS, two_days),
    (WEEKDAY, week_day),
    (LISTED_WEEKDAY, listed_weekday),
    (WEEKDAY_ALONE, weekday_alone),
    (WEEK_ALONE, week),
    (NEXT_DAY, next_day),
    (VAGUE, vague),
)
