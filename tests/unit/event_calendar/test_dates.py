"""The grammar of dates, on the phrases of the sources, on phrases of our own, and on look-alikes."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.event_calendar.dates import find_dates

PUBLISHED = date(2024, 9, 2)  # a Monday


def spelled(text, published=PUBLISHED):
    """The phrases of ``text`` as short words: start[/end] precision, ! for a deadline, the rule."""
    return [in_words(found) for found in find_dates(text, published)]


def in_words(found):
    if found.rule:
        return found.rule
    if found.precision == "vague":
        assert found.start is None
        return "vague"
    ends = [moment.isoformat().removesuffix(":00+08:00") for moment in (found.start, found.end) if moment]
    return f"{'/'.join(ends)} {found.precision}{'!' if found.deadline else ''}"


def year(number):
    return f"{number}-01-01/{number}-12-31 year"


SOURCES = [
    ("8月29日下午,中国职工保险互助会", "2024-08-29 day"),
    ("到2024年11月30日,将力争", "2024-11-30 day!"),
    ("◆8月26日,市总工会学习贯彻党的二十届三中全会精神", "2024-08-26 day"),
    ("◆8月28日,南岸区总工会", "2024-08-28 day"),
    ("◆8月30日,市总工会机关", "2024-08-30 day"),
    ("◆近日,在巫溪法院执行大厅", "vague"),
    ("◆近期,重庆连晴高温", "vague"),
    ("并于 11 月 1 日上报年度产改工作总结", "2024-11-01 day"),
    ("参与产改试点的单位于 11 月 3日前务必上报 1-2 篇", "2024-11-03 day!"),
    ("于 10 月 17 日前，将高校各单位", "2024-10-17 day!"),
    ("2023年,市总工会完成", year(2023)),
    ("2024年起,市总工会将总结", year(2024)),
    ("到2025年,帮助产业工人", f"{year(2025)}!"),
    ("我市自2014年开展职工互助保障活动以来", year(2014)),
    ("璧山区总工会举办2024年集体协商竞赛", year(2024)),
    ("今年以来,两江新区总工会", year(2024)),
    ("2021年3月,王蕴琦", "2021-03-01/2021-03-31 month"),
    ("今年1月,25家企事业单位", "2024-01-01/2024-01-31 month"),
    ("每逢“五一”假期,市总工会都会", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"),
    ("每年“五一”期间,除“亮灯致敬劳动者”", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"),
    ("去年5月20日以来,重庆职工群体", "2023-05-20 day"),
    ("前不久,全国人大代表", "vague"),
    ("2016年3月1日,全总和教育部", "2016-03-01 day"),
    ("截至2022年底,全国工会", f"{year(2022)}!"),
    ("截止到2022年12月6日,网站", "2022-12-06 day!"),
    ("截止到2022年8月,圆梦大学", "2022-08-01/2022-08-31 month!"),
    ("5月19日,重庆市电力行业", "2024-05-19 day"),
    ("截至今年5月底,全省", "2024-05-01/2024-05-31 month!"),
    ("2022年教师节前,上海浦东", "2022-09-10 day!"),
    ("生于1979年的宋学如", year(1979)),
]
DAYS = [
    ("2024年8月28日", "2024-08-28 day"),
    ("2024年8月28日（星期三）", "2024-08-28 day"),
    ("二〇二四年八月二十六日", "2024-08-26 day"),
    ("八月二十六日", "2024-08-26 day"),
    ("八月廿三日", "2024-08-23 day"),
    ("８月２８日", "2024-08-28 day"),
    ("8 月 28 日", "2024-08-28 day"),
    ("8月28号", "2024-08-28 day"),
    ("2024-08-28", "2024-08-28 day"),
    ("2024/8/28", "2024-08-28 day"),
    ("2024.8.28", "2024-08-28 day"),
    ("28日，市总工会", "2024-08-28 day"),
    ("昨日", "2024-09-01 day"),
    ("昨天", "2024-09-01 day"),
    ("前天", "2024-08-31 day"),
    ("今日上午，会议举行", "2024-09-02 day"),
    ("明天", "2024-09-03 day"),
    ("后天", "2024-09-04 day"),
    ("上周五", "2024-08-30 day"),
    ("本周五", "2024-09-06 day"),
    ("下周一", "2024-09-09 day"),
    ("上个星期日", "2024-09-01 day"),
    ("本月15日", "2024-09-15 day"),
    ("上月20日", "2024-08-20 day"),
    ("明年3月5日", "2025-03-05 day"),
    ("农历八月十五", "2024-09-17 day"),
    ("腊月二十三", "2024-02-02 day"),
    ("国庆节", "2024-10-01 day"),
    ("“五一”国际劳动节", "2024-05-01 day"),
    ("中秋节前", "2024-09-17 day!"),
    ("2月29日", "2024-02-29 day"),
]
RANGES = [
    ("8月26日至28日", "2024-08-26/2024-08-28 day"),
    ("9月3日—5日", "2024-09-03/2024-09-05 day"),
    ("8月30日到9月2日", "2024-08-30/2024-09-02 day"),
    ("4月20—22日", "2024-04-20/2024-04-22 day"),
    ("8月26、27日", "2024-08-26/2024-08-27 day"),
    ("2024年12月30日至2025年1月2日", "2024-12-30/2025-01-02 day"),
    ("12月30日至1月2日", "2024-12-30/2025-01-02 day"),
    ("8月1日起至8月31日止", "2024-08-01/2024-08-31 day"),
    ("本周六至周日", "2024-09-07/2024-09-08 day"),
    ("7月至9月", "2024-07-01/2024-09-30 month"),
    ("2019年至2024年", "2019-01-01/2024-12-31 year"),
    ("2014—2016年", "2014-01-01/2016-12-31 year"),
    ("2023年第三季度", "2023-07-01/2023-09-30 month"),
    ("9月中旬", "2024-09-11/2024-09-20 month"),
    ("2月下旬", "2024-02-21/2024-02-29 month"),
    ("今年上半年", "2024-01-01/2024-06-30 month"),
]
TIMES = [
    ("8月29日下午3时30分", "2024-08-29T15:30 time"),
    ("8月29日15:30", "2024-08-29T15:30 time"),
    ("8月29日 14：30", "2024-08-29T14:30 time"),
    ("9月3日（星期二）上午9时", "2024-09-03T09:00 time"),
    ("8月29日晚上7点半", "2024-08-29T19:30 time"),
    ("8月29日中午12时", "2024-08-29T12:00 time"),
    ("8月28日9:00—11:00", "2024-08-28T09:00/2024-08-28T11:00 time"),
    ("8月28日下午2时至4时", "2024-08-28T14:00/2024-08-28T16:00 time"),
    ("8月28日9时至8月29日17时", "2024-08-28T09:00/2024-08-29T17:00 time"),
    ("9月30日24时前", "2024-10-01T00:00 time!"),
    ("2024-08-28T15:30", "2024-08-28T15:30 time"),
    ("昨晚8时", "2024-09-01T20:00 time"),
]
DEADLINES = [
    ("10月17日前上报", "2024-10-17 day!"),
    ("11月3日之前", "2024-11-03 day!"),
    ("9月30日以前", "2024-09-30 day!"),
    ("截至8月31日", "2024-08-31 day!"),
    ("截止日期：9月20日", "2024-09-20 day!"),
    ("最迟于9月20日", "2024-09-20 day!"),
    ("9月10日截止", "2024-09-10 day!"),
    ("报名截止时间为9月20日", "2024-09-20 day!"),
    ("有效期至2026年12月31日", "2026-12-31 day!"),
    ("即日起至9月30日", "2024-09-30 day!"),
    ("9月底前", "2024-09-01/2024-09-30 month!"),
    ("请于9月20日（星期五）17:00前报送", "2024-09-20T17:00 time!"),
    ("到2023年", year(2023)),
]
RULES = [
    ("每月15日", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("每周三", "FREQ=WEEKLY;BYDAY=WE"),
    ("每周一至周五", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("每周二、四", "FREQ=WEEKLY;BYDAY=TU,TH"),
    ("每逢周末", "FREQ=WEEKLY;BYDAY=SA,SU"),
    ("每周一三五", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("每周一三", "FREQ=WEEKLY;BYDAY=MO,WE"),
    ("每周五三次", "FREQ=WEEKLY;BYDAY=FR"),
    ("每月1日、15日", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
    ("每年9月10日", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=10"),
    ("每年9月", "FREQ=YEARLY;BYMONTH=9"),
    ("每逢中秋节", "FREQ=YEARLY"),
]


@pytest.mark.parametrize(("text", "expected"), SOURCES + DAYS + RANGES + TIMES + DEADLINES + RULES, ids=lambda v: v)
def test_a_phrase_means(text, expected):
    assert spelled(text)[:1] == [expected]


@pytest.mark.parametrize("word", ["近日", "日前", "近期", "前不久", "不久前", "连日来", "近来", "前段时间"])
def test_a_vague_word_gives_no_date(word):
    assert spelled(f"{word}，南岸区总工会开展慰问。") == ["vague"]


LOOK_ALIKES = """
33618|2+4+N|“五一”劳动奖章|五一劳动奖章|“五一”巾帼标兵岗|五四奖章|二十届三中全会|24小时|7×24小时|12351|8级工|第35期|第45届|007 版
10.63万元|1.5亿元|95.6分|〔2019〕4 号|产改字〔2022〕2 号|几十年来|十年来|近年来|连续5年|8年来|36年|5周年|1-2 篇|1864人|十分钟
今天的成就|美好的明天|2个月|3个月内|十四五|“两个一百年”|50问|比分21:15|3:2|10:1|近2000年历史|本周期|五小时|一月一主题|1日游
为期3日|3日内|2个工作日|生日前|192.168.1.1|七一勋章|“八一”勋章|月薪3000元|5号楼|三点要求|5点建议|百日攻坚|A款|6名职工|13万余人
2024届|一周动态|每天|节假日|周边|临近日落|2月30日|13月5日|2023年13月40日|二十大|九三学社|四川省|万州一中|400-800-1234
""".replace("\n", "|").split("|")


@pytest.mark.parametrize("text", sorted(filter(None, LOOK_ALIKES)))
def test_a_look_alike_is_no_day(text):
    found = [f for f in find_dates(f"据了解，{text}受到欢迎。", PUBLISHED) if f.precision in {"day", "time", "vague"}]
    assert found == []
    assert find_dates(text, PUBLISHED)[1:] == ()


@pytest.mark.parametrize("text", ["8月28日前往", "8月28日前后", "8月28日前夕"])
def test_before_in_another_word_is_no_deadline(text):
    assert [found.deadline for found in find_dates(text, PUBLISHED)] == [False]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("12月28日", date(2025, 1, 6), date(2024, 12, 28)),
        ("1月5日", date(2024, 12, 30), date(2025, 1, 5)),
        ("12月31日", date(2024, 12, 31), date(2024, 12, 31)),
        ("1月1日", date(2025, 1, 1), date(2025, 1, 1)),
        ("5月20日", date(2024, 11, 20), date(2024, 5, 20)),
        ("3月31日前", date(2024, 9, 2), date(2025, 3, 31)),
        ("10月17日前", date(2024, 11, 1), date(2024, 10, 17)),
        ("30日", date(2024, 9, 2), date(2024, 8, 30)),
        ("2月29日", date(2025, 1, 6), date(2024, 2, 29)),
    ],
)
def test_the_year_is_the_nearest_one(text, published, expected):
    assert find_dates(text, published)[0].start == expected


def test_a_day_and_its_holiday_are_one_day():
    assert spelled("3月8日国际妇女节，市总工会举行表彰。") == ["2024-03-08 day"]


def test_a_later_clock_belongs_to_the_day_before_it():
    text = "9月3日上午9:00报到，14:30开会。"
    assert spelled(text) == ["2024-09-03T09:00 time", "2024-09-03T14:30 time"]


def test_a_bare_day_belongs_to_the_month_before_it():
    assert spelled("7月26日开幕，28日闭幕。") == ["2024-07-26 day", "2024-07-28 day"]


def test_a_weekday_beside_the_day_is_compared():
    right, wrong = find_dates("8月28日（星期三），8月28日（周二）", PUBLISHED)
    assert not right.contradicts_itself
    assert wrong.contradicts_itself


def test_a_clock_knows_its_zone():
    (found,) = find_dates("8月29日15:30", PUBLISHED)
    assert isinstance(found.start, datetime)
    assert found.start.utcoffset() == timedelta(hours=8)


ALPHABET = "0123456789０８一二三十廿〇年月日号时分点半前后至到—-~:：、（）() 　\n上下本今昨近期每周逢末初底“”五一国庆节农历正腊闰截止.°²③"


@given(st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=60), st.dates())
@example("廿廿日每月廿廿日", date(2024, 1, 1))
@example("上周一明天昨晚24时", date.min)
@example("下下周日后天24时", date.max)
@example("农历十二月三十日", date.max)
def test_no_text_raises_and_every_phrase_stands_in_it(text, published):
    end = 0
    for found in find_dates(text, published):
        assert found.text
        assert text[found.offset : found.offset + len(found.text)] == found.text
        assert found.offset >= end, "in order, without overlap"
        end = found.offset + len(found.text)
        assert (found.start is None) == (found.precision == "vague" or found.recurring)
        if found.start and found.end:
            assert found.start <= found.end


HAN = "〇一二三四五六七八九"


def han(number):
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")


SPELLINGS = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year}年{d.month}月{d.day}号",
    lambda d: d.isoformat(),
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    lambda d: "".join(HAN[int(c)] for c in str(d.year)) + f"年{han(d.month)}月{han(d.day)}日",
    lambda d: f"{d.year}年{d.month}月{d.day}日".translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}),
]


@given(st.dates(date(1949, 10, 1), date(2099, 12, 31)), st.sampled_from(range(len(SPELLINGS))), st.dates())
def test_a_day_in_any_spelling_is_read_back(day, spelling, published):
    text = SPELLINGS[spelling](day)
    (found,) = find_dates(f"会议于{text}举行。", published)
    assert (found.text, found.start, found.end, found.precision) == (text, day, None, "day")


@given(st.dates(date(1950, 1, 1), date(2099, 1, 1)), st.integers(-200, 100))
def test_a_day_without_its_year_is_the_one_in_reach(published, distance):
    day = published + timedelta(days=distance)
    found = find_dates(f"{day.month}月{day.day}日，会议举行。", published)
    assert found[0].start == day or abs(distance) > 180 or (day.month, day.day) == (2, 29)


def test_long_hostile_text_takes_no_time_to_speak_of():
    for text in ("1" * 50_000, "每周一、" * 12_000, "（星期" * 15_000, "8月" * 20_000, " " * 50_000, "2024年" * 10_000):
        find_dates(text, PUBLISHED)
