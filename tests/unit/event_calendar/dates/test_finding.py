"""What no list of phrases can show: any day in any spelling, any text at all, and the time that it takes."""

import time
from datetime import date, datetime, timedelta

import pytest
from borax.calendars.lunardate import LunarDate
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.event_calendar.dates import find_dates

PUBLISHED = date(2024, 9, 2)  # a Monday
patient = settings(deadline=None)
"""No example is timed: the first ones import borax and chinesecalendar, and the machine may be busy."""


# --- any day, in every spelling -----------------------------------------------------------------------------------

HAN = "〇一二三四五六七八九"
WEEKDAYS = "一二三四五六日"
WIDE = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)} | {ord(":"): "："}


def han(number):
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "") or "零"


def han_year(day, zero="〇"):
    return "".join(HAN[int(digit)] for digit in str(day.year)).replace("〇", zero) + "年"


SPELLINGS = {
    "plain": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "padded": lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    "spaced": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "broken": lambda d: f"{d.year}年{d.month}月\n{d.day}日",
    "spoken": lambda d: f"{d.year}年{d.month}月{d.day}号",
    "month in words": lambda d: f"{d.year}年{d.month}月份{d.day}日",
    "iso": lambda d: d.isoformat(),
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "padded slashes": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    "dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "padded dots": lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    "han": lambda d: f"{han_year(d)}{han(d.month)}月{han(d.day)}日",
    "han with 零": lambda d: f"{han_year(d, '零')}{han(d.month)}月{han(d.day)}日",
    "han with a circle": lambda d: f"{han_year(d, '○')}{han(d.month)}月{han(d.day)}日",
    "half han": lambda d: f"{d.year}年{han(d.month)}月{han(d.day)}日",
    "twenties as 廿": lambda d: f"{d.year}年{han(d.month)}月{han(d.day).replace('二十', '廿').replace('三十', '卅')}日",
    "wide": lambda d: f"{d.year}年{d.month}月{d.day}日".translate(WIDE),
    "weekday in brackets": lambda d: f"{d.year}年{d.month}月{d.day}日（星期{WEEKDAYS[d.weekday()]}）",
    "short weekday": lambda d: f"{d.year}年{d.month}月{d.day}日(周{WEEKDAYS[d.weekday()]})",
    "weekday behind": lambda d: f"{d.year}年{d.month}月{d.day}日星期{WEEKDAYS[d.weekday()]}",
}
CLOCKS = {
    "15:30": lambda h, m: f"{h}:{m:02}",
    "15：30": lambda h, m: f"{h}：{m:02}",
    "15时30分": lambda h, m: f"{h}时{m}分" if m else f"{h}时",
    "15点30分": lambda h, m: f"{h}点{m:02}分" if m else f"{h}点整",
    "in words": lambda h, m: f"{han(h)}时{han(m)}分" if m else f"{han(h)}时",
    "with the part of the day": lambda h, m: (
        part_of_day(h) + (f"{(h - 1) % 12 + 1}时{m}分" if m else f"{(h - 1) % 12 + 1}时")
    ),
    "with the part and a colon": lambda h, m: f"{part_of_day(h)}{(h - 1) % 12 + 1}:{m:02}",
    "wide": lambda h, m: f"{h}:{m:02}".translate(WIDE),
}


def part_of_day(hour):
    parts = ((1, "半夜"), (6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
    return next(word for end, word in parts if hour < end)


DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))


@patient
@given(DAYS, st.sampled_from(sorted(SPELLINGS)), st.dates(date(1900, 1, 1)))
def test_a_day_in_any_spelling_is_read_back(day, spelling, published):
    text = SPELLINGS[spelling](day)
    (found,) = find_dates(f"会议于{text}举行。", published)
    assert (found.text, found.start, found.end, found.precision) == (text, day, None, "day")
    assert not found.deadline
    assert not found.contradicts_itself


@patient
@given(DAYS, st.sampled_from(sorted(SPELLINGS)), st.times(), st.sampled_from(sorted(CLOCKS)))
def test_a_day_with_a_clock_in_any_spelling_is_read_back(day, spelling, moment, clock):
    if clock.startswith("with") and not 6 <= moment.hour < 23:
        return  # by night people say the hour in many ways; the sets hold them
    joint = " " if SPELLINGS[spelling](day)[-1].isdigit() else ""
    text = SPELLINGS[spelling](day) + joint + CLOCKS[clock](moment.hour, moment.minute)
    (found,) = find_dates(f"会议于{text}举行。", PUBLISHED)
    assert (found.text, found.precision) == (text, "time")
    assert found.start.replace(tzinfo=None) == datetime.combine(day, moment.replace(second=0, microsecond=0))


@patient
@given(DAYS, st.integers(1, 60), st.sampled_from(["至", "到", "-", "—", "——", "～", "~", "–", " 至 "]), st.booleans())
def test_a_range_is_read_back(first, length, dash, whole):
    last = first + timedelta(days=length)
    same = first.year == last.year
    right = "" if same and not whole else f"{last.year}年"
    right += "" if (first.year, first.month) == (last.year, last.month) and not whole else f"{last.month}月"
    text = f"{first.year}年{first.month}月{first.day}日{dash}{right}{last.day}日"
    (found,) = find_dates(f"活动于{text}举行。", PUBLISHED)
    assert (found.text, found.start, found.end) == (text, first, last)


@patient
@given(st.dates(date(1950, 1, 1), date(2099, 1, 1)), st.integers(-200, 75))
def test_a_day_without_its_year_is_the_one_in_reach(published, distance):
    day = published + timedelta(days=distance)
    found = find_dates(f"{day.month}月{day.day}日，会议举行。", published)
    assert found[0].start == day or abs(distance) > 180 or (day.month, day.day) == (2, 29)


@patient
@given(st.dates(date(1950, 1, 1), date(2099, 1, 1)), st.integers(0, 6), st.sampled_from([-1, 0, 1]))
def test_a_weekday_of_a_week_is_read_back(published, weekday, week):
    text = {-1: "上周", 0: "本周", 1: "下周"}[week] + WEEKDAYS[weekday]
    (found,) = find_dates(text, published)
    monday = published - timedelta(days=published.weekday())
    assert found.start == monday + timedelta(days=7 * week + weekday)


LUNAR_MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"]
TENS = ["初", "十", "廿"]


@patient
@given(st.dates(date(1950, 3, 1), date(2090, 1, 1)))
def test_a_lunar_day_near_publication_is_read_back(day):
    lunar = LunarDate.from_solar(day)
    tens, ones = divmod(lunar.day, 10)
    spoken = {10: "初十", 20: "二十", 30: "三十"}.get(lunar.day, TENS[tens % 3] + HAN[ones])
    (found,) = find_dates(f"农历{'闰' if lunar.leap else ''}{LUNAR_MONTHS[lunar.month - 1]}月{spoken}", day)
    assert found.start == day


# --- any text ---------------------------------------------------------------------------------------------------

ALPHABET = "0123456789０８一二三十廿〇年月日号时分点半前后至到—-~:：、（）() 　\n上下本今昨近期每周逢末初底“”五一国庆节农历正腊闰截止.°²③"


@patient
@given(st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=60), st.dates())
@example("廿廿日每月廿廿日", date(2024, 1, 1))
@example("上周一明天昨晚24时", date.min)
@example("下下周日后天24时", date.max)
@example("农历十二月三十日", date.max)
@example("即日起至9999年1月1日", date.max)
@example("次日，30天前，99年前，99个月前，99周前，上周，年底，母亲节，冬至，春节假期", date.min)
@example("次日，30天前，99年前，99个月前，99周前，下周，年底，母亲节，冬至，春节假期", date.max)
@example("今明两年，前年，大前年，上月，上半年，月底，每天99点", date.min)
@example("12月31日20时至次日8时，24:00", date.max)
def test_no_text_raises_and_every_phrase_stands_in_it(text, published):
    end = 0
    for found in find_dates(text, published):
        assert found.text
        assert text[found.offset : found.offset + len(found.text)] == found.text
        assert found.offset >= end, "in order, without overlap"
        end = found.offset + len(found.text)
        assert (found.start is None) == (found.precision == "vague" or found.recurring)
        assert isinstance(found.start, datetime) or found.start is None or found.precision != "time"
        if found.start and found.end:
            assert type(found.start) is type(found.end)
            assert found.start <= found.end


@pytest.mark.parametrize("text", ["8月28日前往", "8月28日前后", "8月28日前夕", "8月28日前三季度"])
def test_before_in_another_word_is_no_deadline(text):
    assert not find_dates(text, PUBLISHED)[0].deadline


def test_a_weekday_beside_the_day_is_compared():
    right, wrong = find_dates("8月28日（星期三），8月28日（周二）", PUBLISHED)
    assert not right.contradicts_itself
    assert wrong.contradicts_itself


def test_a_clock_knows_its_zone():
    (found,) = find_dates("8月29日15:30", PUBLISHED)
    assert found.start.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize("text", ["上周，调研组到访", "国庆节期间，活动不断", "下午3时30分，会议开始"])
def test_what_writes_no_day_of_its_own_says_so(text):
    assert find_dates(text, PUBLISHED)[0].named


HOSTILE = (
    "1",
    "年月日",
    "每周一、",
    "（星期",
    "8月",
    " ",
    "2024年",
    "8月1日，3:20 ",
    "3、",
    "《",
    "一",
    "十",
    "2024-",
    "8月26、",
    "正月初一至",
    "14:30",
    "国庆",
    "截至到",
    "前",
    "2:1胜，",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_text_takes_time_in_proportion(piece):
    """Eight times the text takes about eight times the processor time; a square would take sixty-four."""

    def seconds(length):
        text = (piece * length)[:length]
        begun = time.process_time()
        find_dates(text, PUBLISHED)
        return time.process_time() - begun

    short = max(min(seconds(4_000) for _ in range(3)), 0.002)
    assert seconds(32_000) < short * 32
