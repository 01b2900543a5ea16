"""How an event repeats: the words of an editor, friendly YAML or RFC 5545 in; one checked RRULE out.

``每周三``, ``每月第一个周五，到2026-12-31``, ``{freq: weekly, days: [周三], count: 10}`` and
``FREQ=WEEKLY;BYDAY=WE;COUNT=10`` say the same kind of thing. The result is a text without ``RRULE:`` in the order of
:data:`ORDER`; its UNTIL is a day or an instant as it was meant, and the calendar gives it the form that the event's
start asks for.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from .event_times import When, plain, when_of
from .fields import Line, Model, Names, wrong

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = "一二三四五六日"
COUNTS = {character: number for number, character in enumerate("零一二三四五六七八九十")} | {"两": 2, "天": 7, "日": 7}
ORDER = (
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYSETPOS",
    "WKST",
)
LIMITS = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYWEEKNO": 53, "BYYEARDAY": 366, "BYSETPOS": 366}
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
STARTS = ("每", "隔", "双", "单双", "周", "星期", "礼拜")
UNITS = {
    "天": "DAILY",
    "日": "DAILY",
    "周": "WEEKLY",
    "星期": "WEEKLY",
    "礼拜": "WEEKLY",
    "月": "MONTHLY",
    "年": "YEARLY",
}
NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"
PHRASE = re.compile(
    rf"(?:每(?P<quarter>个?季度)|(?P<other>隔|每隔一|每隔1|双|单双)?(?:每)?(?P<every>{NUMBER})?个?(?P<unit>天|日|周|星期|礼拜|月|年))的?(?P<rest>.*)"
)
DAY_OF_WEEK = re.compile(r"(?:周|星期|礼拜)?([一二三四五六日天])")
DAY_RANGE = re.compile(
    r"(?:周|星期|礼拜)?([一二三四五六日天])\s*(?:至|到|-|—|~)\s*(?:周|星期|礼拜)?([一二三四五六日天])"
)
NTH_DAY = re.compile(r"(第([一二三四五12345])|最后一?|倒数第([一二三四12345]))个?(?:周|星期|礼拜)([一二三四五六日天])")
DAY_OF_MONTH = re.compile(rf"(?:({NUMBER})月)?({NUMBER})[日号]")
ENDING = re.compile(
    r"[,，;；\s]*(?:(?:直)?(?:至|到|截至|截止到?)(?P<until>\d{4}.*?)(?:为止|止)?|共(?P<count>\d{1,3}|[一二三四五六七八九十两]{1,3})[次场期])$"
)
BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
LEAP = 2024
STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?")
CURE = (
    "请写成 每周三、每两周周五、每月15日、每月第一个周五、每年5月1日、每个工作日，或 RRULE，例如 FREQ=WEEKLY;BYDAY=WE"
)


class RepeatForm(Model):
    """The friendly form: how often, on which days, until when or how many times."""

    freq: Line = Field(
        title="频率", description="daily 每天 weekly 每周 monthly 每月 yearly 每年", examples=["weekly", "每周"]
    )
    every: Line | None = Field(
        None, title="间隔", description="每几天、几周、几月、几年一次", pattern=r"^[1-9]\d{0,2}$", examples=["2"]
    )
    days: Names = Field((), title="星期", description="周三，或第一个周五、最后一个周五", examples=[["周三", "周五"]])
    month_days: Names = Field((), title="几号", description="15，倒数用 -1", examples=[["15"]])
    months: Names = Field((), title="几月", examples=[["5"]])
    until: When | None = Field(None, title="到哪天", description="含这一天", examples=["2026-12-31"])
    count: Line | None = Field(None, title="几次", pattern=r"^[1-9]\d{0,2}$", examples=["10"])


def repeat_of(value: object) -> str:
    """The RRULE that ``value`` says; raises PydanticCustomError with a cure.

    >>> repeat_of("每月第一个周五，共10次")
    'FREQ=MONTHLY;COUNT=10;BYDAY=1FR'
    """
    if isinstance(value, dict):
        return _ordered(_of_form(value))
    text = plain(value)
    return _ordered(_of_rfc(text) if "=" in text else _of_words(text, value))


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by their names.

    >>> parts_of("FREQ=WEEKLY;BYDAY=WE")
    {'FREQ': 'WEEKLY', 'BYDAY': 'WE'}
    """
    return dict(part.split("=", 1) for part in rule.split(";"))


def until_of(rule: str) -> date | datetime | None:
    """The last day or instant of a rule, or nothing when it has none."""
    text = parts_of(rule).get("UNTIL")
    return stamp_of(text) if text else None


def stamp_of(text: str) -> date | datetime:
    """A DATE or DATE-TIME of RFC 5545; one without a zone is Beijing's."""
    match = STAMP.fullmatch(text)
    if not match:
        raise wrong("repeat", f"UNTIL 的写法不对：“{text}”", "请写成 UNTIL=20261231 或 UNTIL=20261231T160000Z")
    year, month, day, hour, minute, second = (
        int(part) for part in (*match.groups()[:3], *(match[n] or 0 for n in (4, 5, 6)))
    )
    try:
        if not match[4]:
            return date(year, month, day)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        raise wrong("repeat", f"UNTIL 没有这一天：“{text}”", "请核对日期") from None
    return moment if match[7] else when_of(moment.replace(tzinfo=None).isoformat(" "))


def _of_form(value: dict[str, object]) -> dict[str, str]:
    try:
        form = RepeatForm.model_validate({key: item for key, item in value.items() if item is not None})
    except ValidationError as error:
        raise _first_of(error) from None
    word = form.freq.upper()
    found = _of_words(form.freq, form.freq) if word not in FREQUENCIES else {"FREQ": word}
    if form.every:
        found["INTERVAL"] = form.every
    if form.days:
        found["BYDAY"] = ",".join(day for name in form.days for day in _days(name))
    for key, names in (("BYMONTHDAY", form.month_days), ("BYMONTH", form.months)):
        if names:
            found[key] = ",".join(name.rstrip("日号月") for name in names)
    if form.count:
        found["COUNT"] = form.count
    if form.until is not None:
        found["UNTIL"] = _stamp(form.until)
    return found


def _first_of(error: ValidationError) -> PydanticCustomError:
    detail = error.errors()[0]
    key = ".".join(str(part) for part in detail["loc"][:1])
    context = detail.get("ctx", {})
    if detail["type"] == "extra_forbidden":
        return wrong("repeat", f"repeat 里不认识的键：“{key}”", f"可以用的键：{'、'.join(RepeatForm.model_fields)}")
    if detail["type"] == "missing":
        return wrong("repeat", "repeat 里缺少 freq（频率）", "请加上 freq: weekly，或者直接写 repeat: 每周三")
    message = str(context.get("message", f"repeat 里“{key}”的写法不对"))
    return wrong("repeat", message, str(context.get("cure", "请照手册的例子写")))


def _of_rfc(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.upper().removeprefix("RRULE:").strip(";").split(";"):
        key, _, value = (piece.strip() for piece in part.partition("="))
        if key not in ORDER:
            raise wrong("repeat", f"重复规则里不认识的“{key}”", f"可以用：{'、'.join(ORDER)}")
        if key in found:
            raise wrong("repeat", f"重复规则里“{key}”写了两次", "请删掉一个")
        found[key] = value
    return found


def _of_words(text: str, shown: object) -> dict[str, str]:
    words = text.removeprefix("逢").replace("每逢", "每").replace("每个", "每").replace(" ", "")
    found: dict[str, str] = {}
    ending = ENDING.search(words)
    if ending:
        words = words[: ending.start()]
        if ending["until"]:
            found["UNTIL"] = _stamp(when_of(ending["until"]))
        else:
            found["COUNT"] = str(_number(ending["count"]))
    if words in {"每工作日", "工作日"}:
        return {**found, "FREQ": "WEEKLY", "BYDAY": ",".join(DAYS[:5])}
    if words in {"每周末", "周末"}:
        return {**found, "FREQ": "WEEKLY", "BYDAY": "SA,SU"}
    if words.upper() in FREQUENCIES:
        return {**found, "FREQ": words.upper()}
    match = PHRASE.fullmatch(f"每{words}" if words.startswith(("周", "星期", "礼拜")) else words)
    if not match or not words.startswith(STARTS):
        raise wrong("repeat", f"重复方式无法识别：“{shown}”", CURE)
    return {**found, **_of_phrase(match, shown)}


def _of_phrase(match: re.Match[str], shown: object) -> dict[str, str]:
    if match["quarter"]:
        found = {"FREQ": "MONTHLY", "INTERVAL": "3"}
    else:
        found = {"FREQ": UNITS[match["unit"]]}
        every = _number(match["every"]) if match["every"] else 1
        if match["other"] and every == 1:
            every = 2
        if every > 1:
            found["INTERVAL"] = str(every)
    rest = match["rest"].strip("的,，、")
    if not rest:
        return found
    if found["FREQ"] == "WEEKLY":
        return {**found, "BYDAY": ",".join(_days(rest))}
    if found["FREQ"] in {"MONTHLY", "YEARLY"} and (NTH_DAY.search(rest) or rest in {"最后一天", "月底", "底"}):
        return {**found, **_nth(rest, found["FREQ"], shown)}
    days = DAY_OF_MONTH.findall(rest)
    if not days or DAY_OF_MONTH.sub("", rest).strip("、,，和及") or found["FREQ"] not in {"MONTHLY", "YEARLY"}:
        raise wrong("repeat", f"重复方式无法识别：“{shown}”", CURE)
    months = [str(_number(month)) for month, _ in days if month]
    if (found["FREQ"] == "YEARLY") != bool(months):
        raise wrong(
            "repeat", f"重复方式无法识别：“{shown}”", "每年的要写月和日，例如 每年5月1日；每月的只写日，例如 每月15日"
        )
    month = {"BYMONTH": ",".join(dict.fromkeys(months))} if months else {}
    return {**found, **month, "BYMONTHDAY": ",".join(dict.fromkeys(str(_number(day)) for _, day in days))}


def _nth(rest: str, frequency: str, shown: object) -> dict[str, str]:
    month = re.match(rf"({NUMBER})月", rest)
    if (frequency == "YEARLY") != bool(month):
        raise wrong("repeat", f"重复方式无法识别：“{shown}”", CURE)
    found = {"BYMONTH": str(_number(month[1]))} if month else {}
    if NTH_DAY.search(rest):
        return {**found, "BYDAY": ",".join(_days(rest[month.end() :] if month else rest))}
    return {**found, "BYMONTHDAY": "-1"}


def _days(text: str) -> list[str]:
    """The weekdays that a text names, as BYDAY writes them."""
    whole = plain(text).upper()
    if all(BYDAY.fullmatch(part) for part in whole.split(",")):
        return whole.split(",")
    nth = NTH_DAY.findall(text)
    if nth and not NTH_DAY.sub("", text).strip("、,，和及的"):
        return [f"{_nth_number(*parts[:3])}{DAYS[_weekday(parts[3])]}" for parts in nth]
    days: list[int] = []
    for first, last in DAY_RANGE.findall(text):
        days += range(_weekday(first), _weekday(last) + 1)
    rest = DAY_RANGE.sub("", text)
    days += [_weekday(name) for name in DAY_OF_WEEK.findall(rest)]
    if not days or DAY_OF_WEEK.sub("", rest).strip("、,，和及的"):
        raise wrong("repeat", f"星期无法识别：“{text}”", "请写成 周三，或 第一个周五、最后一个周五")
    return [DAYS[day] for day in sorted(set(days))]


def _nth_number(word: str, nth: str, from_end: str) -> int:
    if nth:
        return _number(nth)
    return -_number(from_end) if from_end else -1 if word.startswith("最后") else 1


def _weekday(character: str) -> int:
    return min(f"{WEEKDAYS}天".index(character), 6)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (COUNTS[tens] if tens else 1) * 10 + (COUNTS[ones] if ones else 0)
    return COUNTS[text]


def _stamp(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"{moment.year:04}{moment.month:02}{moment.day:02}"


def _ordered(found: dict[str, str]) -> str:
    """The rule in one order, after everything about it is known to be right."""
    if found.get("FREQ") not in FREQUENCIES:
        raise wrong("repeat", f"重复的频率不对：“{found.get('FREQ', '')}”", "FREQ 是 DAILY、WEEKLY、MONTHLY 或 YEARLY")
    if "COUNT" in found and "UNTIL" in found:
        raise wrong("repeat", "重复规则里“次数”和“到哪天”只能写一个", "请删掉 COUNT 或 UNTIL")
    for key in ("INTERVAL", "COUNT"):
        if key in found and not re.fullmatch(r"[1-9]\d{0,2}", found[key]):
            raise wrong("repeat", f"重复规则里 {key} 的写法不对：“{found[key]}”", "请写 1 到 999 的整数")
    for key, most in LIMITS.items():
        values = [value.removeprefix("+") for value in found[key].split(",")] if key in found else []
        low = 1 if key == "BYMONTH" else -most
        if any(not re.fullmatch(r"-?\d{1,3}", v) or not low <= int(v) <= most or int(v) == 0 for v in values):
            raise wrong(
                "repeat", f"重复规则里 {key} 的写法不对：“{found[key]}”", f"请写 {low} 到 {most} 的整数，不含 0"
            )
    if "BYDAY" in found:
        _check_days(found)
    if "WKST" in found and found["WKST"] not in DAYS:
        raise wrong("repeat", f"重复规则里 WKST 的写法不对：“{found['WKST']}”", "请写 WKST=MO，或删掉它")
    if "UNTIL" in found:
        stamp_of(found["UNTIL"])
    _check_company(found)
    return ";".join(f"{key}={found[key]}" for key in ORDER if key in found)


def _check_days(found: dict[str, str]) -> None:
    for day in found["BYDAY"].split(","):
        match = BYDAY.fullmatch(day)
        if not match or (match[1] and int(match[1]) == 0):
            raise wrong(
                "repeat",
                f"重复规则里 BYDAY 的写法不对：“{day}”",
                "请写 MO TU WE TH FR SA SU，例如 BYDAY=WE,FR 或 BYDAY=1FR",
            )
        if match[1] and found["FREQ"] not in {"MONTHLY", "YEARLY"}:
            raise wrong("repeat", f"“第几个星期几”只能每月或每年重复：“{day}”", "请改频率，例如 每月第一个周五")


def _check_company(found: dict[str, str]) -> None:
    """Which parts RFC 5545 lets stand beside which frequency (3.3.10)."""
    refused = {
        "WEEKLY": ("BYMONTHDAY", "BYWEEKNO", "BYYEARDAY"),
        "DAILY": ("BYWEEKNO", "BYYEARDAY"),
        "MONTHLY": ("BYWEEKNO", "BYYEARDAY"),
    }
    for key in refused.get(found["FREQ"], ()):
        if key in found:
            raise wrong("repeat", f"FREQ={found['FREQ']} 不能和 {key} 一起用", "请改频率，或删掉这一部分")
    months, days = ([int(n) for n in found.get(key, "").split(",") if n] for key in ("BYMONTH", "BYMONTHDAY"))
    if months and days and all(abs(day) > monthrange(LEAP, month)[1] for month in months for day in days):
        raise wrong("repeat", f"{months[0]}月没有{abs(days[0])}日", "请核对月和日")
    if "BYSETPOS" in found and not any(key.startswith("BY") and key != "BYSETPOS" for key in found):
        raise wrong("repeat", "BYSETPOS 要和别的 BY… 一起用", "例如 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")


RepeatRule = Annotated[str, BeforeValidator(repeat_of)]
