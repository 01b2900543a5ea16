"""Clock times: 下午3时30分, 14:30, 9时至11时30分, beside a day or alone."""

import re
from datetime import date, datetime, time, timedelta

from ...documents.fields import SHANGHAI
from .found import FoundDate
from .grammar import CLOCK, CONNECTOR, GAP, WEEK, WEEKDAYS
from .numerals import number
from .scanning import Match, Scan, shifted

AFTERNOON = {"下午", "午后", "傍晚"}
NIGHT = {"深夜", "午夜", "半夜", "夜间", "夜里", "晚上", "晚间", "当晚", "晚"}
SMALL_HOURS = {"凌晨", "清晨", "早晨", "早上", "今早", "早", "晨"}
QUARTERS = {"一": 15, "三": 45}
NOON, MIDNIGHT = 12, 24
LOOK_BACK = 8
MIDNIGHT_BEFORE = datetime.min.replace(tzinfo=SHANGHAI)
ASIDE = r"(?:农历|正月|腊月|大年|除夕|元旦|春节|清明|五一|劳动|端午|中秋|国庆|重阳|元宵)[一二三四五六七八九十正冬腊闰月初廿卅日节当天]{0,8}"
WRITTEN_WEEKDAY = re.compile(
    rf"{GAP}(?:\({GAP}(?:{WEEK}(?P<weekday>[{WEEKDAYS}])(?:[,、 ]?{GAP}{ASIDE})?|{ASIDE}){GAP}\)"
    rf"|(?:星期)(?P<bare>[{WEEKDAYS}]))"
)
"""A weekday or the lunar day beside a day: the same day said twice."""
CLOCK_BESIDE = re.compile(rf"{GAP}[,、T]?{GAP}{CLOCK}")
CLOCK_ALONE = re.compile(rf"(?<![\d.比以+/])(?<!\d:){CLOCK}")
NEXT_DAY = re.compile(r"(?:次日|翌日|第二天|次日的)")
OF_A_RULE = re.compile(r"(?:工作日|节假日|周末|休息日|双休日|每天|每日|平日|平时)的?[,:]?\s?$")
OPENING = re.compile(r"(?:(?:开放|营业|服务|办公|开馆|工作|上班|接待|运营|运行)时间[为是:]{0,2}|全年|全天候?)\s?$")
"""Before clock times that hold every day."""
AT = re.compile(r"(?:[于在]|时间[为是:]?)$")
"""Before a clock that stands among scores: 2:1战胜对手，比赛于15:30开球."""
PLAIN = re.compile(r"[时点](?:许|整|左右|[,、至到~—-]|$)")


def instant(match: Match, day: date, *, evening: bool = False) -> datetime | None:
    """The moment that a clock names on ``day``; None when no clock shows it."""
    hour = number(match["hour"])
    written = match["minute"] or match["digits"] or match["colon"]
    minute = (
        30 if match["half"] else QUARTERS[match["quarter"]] if match["quarter"] else number(written) if written else 0
    )
    if hour is None or minute is None or minute > 59:  # noqa: PLR2004
        return None
    part = match["part"] or ("晚" if evening else "")
    hour += NOON if _is_later_half(part, hour) else 0
    if hour == MIDNIGHT:  # the end of the day is the next one's beginning
        day_after = shifted(day, 1)
        return datetime.combine(day_after, time(0, minute), SHANGHAI) if day_after else None
    return datetime.combine(day, time(hour, minute), SHANGHAI) if hour < MIDNIGHT else None


def _is_later_half(part: str, hour: int) -> bool:
    """Whether ``hour`` of that part of the day is told on a dial of twelve and past noon; 晚上12点 is midnight."""
    if part in {"中午", "正午"}:
        return hour < 3  # noqa: PLR2004
    if hour == NOON:
        return part in NIGHT
    return hour < NOON and ((part in AFTERNOON and hour > 0) or (part in NIGHT and hour >= 5))  # noqa: PLR2004


def beside(scan: Scan, end: int, day: date, *, evening: bool = False) -> tuple[datetime | None, int]:
    """The instant on ``day`` that a clock time at ``end`` names, and where it ends."""
    match = CLOCK_BESIDE.match(scan.text, end)
    found = instant(match, day, evening=evening) if match else None
    if (
        match
        and found
        and match["colon"]
        and scan.is_contest(match.start())
        and not match["part"]
        and match[0][:1] == ","
    ):
        return None, end
    return (found, match.end()) if match and found else (None, end)


def until(scan: Scan, end: int, start: datetime) -> tuple[datetime | None, int]:
    """The end of a span of hours: 9:00—11:00, 下午2时至4时, 20时至次日8时."""
    connector = CONNECTOR.match(scan.text, end)
    if connector is None:
        return None, end
    later = NEXT_DAY.match(scan.text, connector.end())
    match = CLOCK_ALONE.match(scan.text, later.end() if later else connector.end())
    day = shifted(start.date(), 1) if later else start.date()
    found = instant(match, day) if match and day else None
    if match is None or found is None:
        return None, end
    if found <= start and match["part"] is None and found.hour < NOON:
        found += timedelta(hours=NOON)
    elif found <= start and match["part"] in SMALL_HOURS:
        next_day = shifted(found.date(), 1)
        found = found.replace(year=next_day.year, month=next_day.month, day=next_day.day) if next_day else found
    return (found, match.end()) if found > start else (None, end)


def alone(scan: Scan, match: Match) -> FoundDate | int | None:
    """A clock time on the day that the text named before it in the paragraph, else on the day of publication."""
    near = scan.last if scan.last and scan.paragraph(scan.last.offset) == scan.paragraph(match.start()) else None
    near = near if near and near.precision in {"day", "time"} else None
    found = instant(match, near.first_day if near and near.first_day else scan.published)
    if found is None or scan.is_title(match.start()):
        return None
    before = scan.text[max(0, match.start() - LOOK_BACK) : match.start()]
    if scan.beside(scan.rule, match.start()) or OF_A_RULE.search(before) or (match["same"] and near is None):
        return until(scan, match.end(), found)[1]
    if OPENING.search(before):
        hours, end = of_rule(scan, match.start())
        return FoundDate(scan.source[match.start() : end], match.start(), None, None, "time", rule="FREQ=DAILY" + hours)
    if not _is_clock(scan, match, before, near):
        return None
    last, end = until(scan, match.end(), found)
    return scan.phrase(match.start(), end, found, last, "time", named=near is None)


def _is_clock(scan: Scan, match: Match, before: str, near: FoundDate | None) -> bool:
    """Whether a clock without its day is one: 21:15 among scores and a bare 3点 are not."""
    if match["same"] or match["part"]:
        return True
    if match["colon"]:
        return not scan.is_contest(match.start()) or bool(AT.search(before))
    if match["minute"] or match["half"] or match["quarter"]:
        return True
    return scan.beside(near, match.start()) and bool(PLAIN.search(scan.text, match.start(), match.end() + 2))


def of_rule(scan: Scan, end: int, *, evening: bool = False) -> tuple[str, int]:
    """The clock beside a recurring day as the parts of a rule, and where it ends."""
    found, clock_end = beside(scan, end, scan.published, evening=evening)
    if found is None:
        return "", end
    _, last_end = until(scan, clock_end, found)
    return f";BYHOUR={found.hour};BYMINUTE={found.minute}", last_end


READERS = ((CLOCK_ALONE, alone),)
