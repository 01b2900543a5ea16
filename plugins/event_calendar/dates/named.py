"""Days by name: holidays, the terms of the sun, lunar days. “五一”劳动奖章 and 八一路 are none."""

import re
from datetime import timedelta

from . import holidays
from .days import with_company
from .found import FoundDate
from .grammar import BEFORE, DASH, GAP, MONTH, NOT_AFTER_NUMBER, OF_YEAR, ONES
from .numerals import number
from .scanning import LOOK_BACK, Match, Scan

SHORT = "五一|五四|六一|七一|八一|十一|三八|国庆|清明|端午|中秋|元宵|重阳|七夕|圣诞"
FULL = (
    "春节|元宵节|清明节|端午节|七夕节|中秋节|重阳节|腊八节|中元节|妇女节|植树节|劳动节|青年节|儿童节|建党节|建军节|教师节|国庆节"
    "|记者节|护士节|医师节|圣诞节|国家公祭日|烈士纪念日|国家宪法日|世界读书日|世界环境日|母亲节|父亲节|元旦|除夕|大年三十"
)
KIND = "(?:国际|中国|全国|世界)?(?:劳动节|妇女节|青年节|儿童节|建党节|建军节|国庆节)"
BREAK = "小?长假|假期|假日|黄金周"
AROUND = f"{KIND}(?:{BREAK}|期间|前夕|当[天日晚])?|节?(?:{BREAK}|期间|前夕|当[天日晚])|双节(?:{BREAK}|期间)?|佳节|节(?![目俗奏省能约水拍令点气律])"
FOLLOWS = "(?=”?“(?:六一|七一|国庆|中秋|十一)”|来临|将至|临近|到来|[之以]?前(?![往后锋线进身街路])|[之以]?后(?!勤)|过后|[、和]?(?:国庆|中秋|春节|端午))"
HOLIDAY = (
    rf"(?:“(?P<quoted>{SHORT}|春节|元旦)”(?P<around>{AROUND})?|(?:“?(?:{SHORT})”?)?(?:国际|中国|全国|世界)?(?P<festival>{FULL})(?!联欢|晚会|档|序曲|目(?!的))"
    rf"(?P<tail>{BREAK}|期间|前夕|佳节|当[天日])?|(?P<short>{SHORT})(?:{AROUND}|(?<=国庆|中秋|端午|清明|元宵|重阳|五一){FOLLOWS}))"
)
FESTIVE = re.compile(rf"(?:{NOT_AFTER_NUMBER}{OF_YEAR})?(?<![第二三四{ONES}双]){HOLIDAY}")
OF_A_YEAR = re.compile(
    rf"{NOT_AFTER_NUMBER}{OF_YEAR}“?(?P<bare>{SHORT})”?(?![月日号]|劳动|巾帼|奖|红旗|勋章|路|小学|广场|口号)(?P<tail>假期|期间|前夕)?"
)
IS_NEAR = re.compile(FOLLOWS)
STRONG = "立春|立夏|立秋|立冬|春分|秋分|夏至|冬至|惊蛰"
WEAK = "雨水|谷雨|小满|芒种|小暑|大暑|处暑|白露|寒露|霜降|小雪|大雪|小寒|大寒|清明"
TERM = rf"(?:(?P<term>{STRONG})(?:节气|时节|当[天日])?|(?P<weak>{WEAK})(?:节气|时节|当[天日]))"
TERM_OF_YEAR = re.compile(rf"(?:{NOT_AFTER_NUMBER}{OF_YEAR})?{TERM}")
LUNAR_DAY = rf"(?:初[{ONES}十]|[二三]十[{ONES}]?|十[{ONES}]?|廿[{ONES}]?)"
LUNAR = re.compile(
    rf"(?:{NOT_AFTER_NUMBER}{OF_YEAR})?(?:(?:农历|阴历|旧历)的?{GAP}(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?(?P<leap>闰)?(?P<month>正|冬|腊|{MONTH})月"
    rf"|(?P<bare>正|冬|腊)月|(?P<chinese>十[一二]?|[{ONES}])月(?=初[{ONES}十](?![个名次场位批项条天件年])|廿[{ONES}]?(?![{ONES}日号]))|(?P<great>大年)(?=初[{ONES}]))(?P<day>{LUNAR_DAY})(?:日|(?![个名次场位批项条件岁元]))"
    rf"(?:{GAP}{DASH}{GAP}(?P<last>{LUNAR_DAY})日?)?"
)
COUNTED = re.compile(rf"(?<![第\d{ONES}十])(?:\d{{1,3}}|[{ONES}十几数多每]{{1,3}})个$")
"""Before holidays that are counted: 30个春节, but the day itself in 第40个教师节."""
SAID_TWICE = {"", "(", "是", "为"}
"""Between a day and its name: 3月8日国际妇女节, 12月4日是国家宪法日."""
LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def festive(scan: Scan, match: Match) -> FoundDate | int | None:
    """A holiday by name; a quoted one only where 节, 假期, 期间 or 前 follows: “五一”劳动奖章 is no day."""
    if scan.is_title(match.start()) or COUNTED.search(scan.text, max(0, match.start() - LOOK_BACK), match.start()):
        return None
    if scan.adjacent(match.start()) in SAID_TWICE and not (match["year"] or match["relative"]):
        return match.end()  # 3月8日国际妇女节 is one day, said twice
    follows = BEFORE.match(scan.text, match.end()) or IS_NEAR.match(scan.text, match.end())
    if match["quoted"] and not match["around"] and not follows and not (match["year"] or match["relative"]):
        return None
    return _holiday(scan, match, name_of(match))


def festive_of_year(scan: Scan, match: Match) -> FoundDate | None:
    """今年中秋, 2024年“五一”."""
    return _holiday(scan, match, match["bare"])


def _holiday(scan: Scan, match: Match, name: str) -> FoundDate | None:
    deadline = scan.is_deadline(match.end())
    year = scan.year(match)
    day = holidays.holiday(name, year, scan.published, deadline=deadline)
    if day is None or (match["relative"] and year is None):
        return None
    if re.search(BREAK, match[0]):
        first, last = holidays.days_off(day)
        return scan.phrase(match.start(), match.end(), first, last if last > first else None, "day", named=True)
    return with_company(scan, match.start(), match.end(), day, named=True)


def term(scan: Scan, match: Match) -> FoundDate | int | None:
    """冬至, 谷雨时节."""
    if scan.is_title(match.start()):
        return None
    if scan.adjacent(match.start()) in SAID_TWICE:
        return match.end()
    year = scan.year(match)
    day = holidays.term_day(match["term"] or match["weak"], year, scan.published)
    if day is None or (match["relative"] and year is None):
        return None
    return scan.phrase(match.start(), match.end(), day, None, "day", named=True)


def lunar(scan: Scan, match: Match) -> FoundDate | None:
    """农历八月十五, 正月初一至初七."""
    word = match["month"] or match["bare"] or match["chinese"] or "正"
    month, numeral = LUNAR_MONTHS.get(word) or number(word), number(match["day"])
    year = scan.year(match)
    if month is None or numeral is None or (match["relative"] and year is None):
        return None
    leap = bool(match["leap"])
    if year is not None:
        day = holidays.lunar_day_of(year, month, numeral, leap=leap)
    else:
        day = holidays.lunar_day(month, numeral, scan.published, leap=leap)
    if day is None:
        return None
    last_numeral = number(match["last"]) if match["last"] else None
    if last_numeral and last_numeral > numeral:
        last = day + timedelta(days=last_numeral - numeral)
        return scan.phrase(match.start(), match.end(), day, last, "day")
    return with_company(scan, match.start(), match.end("day"), day) if not match["last"] else None


def name_of(match: Match) -> str:
    """The name by which ``holidays`` knows the holiday of a match."""
    groups = match.groupdict()
    name: str = groups["quoted"] or groups["short"] or groups["festival"] or groups["plain"]
    short = name.removesuffix("节")
    return short if holidays.is_known(short) else name


READERS = ((LUNAR, lunar), (FESTIVE, festive), (OF_A_YEAR, festive_of_year), (TERM_OF_YEAR, term))
