"""The words that date phrases are made of, as fragments of regular expressions over narrowed text.

Every repetition is bounded, so that each pattern looks at a fixed stretch of text. What a neighbouring character can
tell apart is kept out in the patterns beside their readers (2个月, 36年, 8月28日前往, 今天的成就); what only a calendar
can refuse (2月30日) the readers refuse.
"""

import re

GAP = r"\s{0,2}"
ONES = "一二三四五六七八九"
MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{ONES}])"
DAY = rf"(?:\d{{1,2}}|[{ONES}十廿卅]{{1,3}})"
YEAR = rf"(?:(?:1[89]|20|21)\d\d|[一二][〇零○Oo0{ONES}]{{3}})"
RELATIVE_YEAR = "今年|本年|去年|上年|前年|大前年|明年|后年|当年|同年|次年|翌年"
RELATIVE_MONTH = "上个月|下个月|这个月|本月|当月|同月|上月|下月|次月"
DASH = r"(?:至|到|[-~—–―─]{1,3})"
NOT_AFTER_NUMBER = rf"(?<![\d第每近逐{ONES}十〇零百千万])"
SHORT_YEAR = rf"(?P<yy>[0-3]\d)年(?=度?{GAP}{MONTH}{GAP}月)"
OF_YEAR = rf"(?:(?:(?P<year>{YEAR}){GAP}年度?|{SHORT_YEAR}|(?P<relative>{RELATIVE_YEAR})){GAP}的?{GAP})"
PART = "上中旬|中下旬|上旬|中旬|下旬|月?[初中底末](?![级心央学考期国])"
NUMBERED = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
WEEKDAYS = "一二三四五六日天"
WEEK = "(?:周|星期|礼拜)"
NOT_A_MONTH = r"(?![龄嫂薪饼票租均球亮光度]|一[^十日号]|三(?![十日号])|革命|怀胎)"
CLOCK_PARTS = "凌晨|清晨|早晨|早上|今早|上午|中午|正午|午后|下午|傍晚|晚上|晚间|夜间|夜里|深夜|午夜|半夜|当晚|晚|早|晨"
HOUR = rf"(?:\d{{1,2}}|[{ONES}两零〇]|十[{ONES}]?|二十[一二三四]?)"
TIMES = "(?![间代刻期候常尚速段光隔长机而政空评任装局针事务令节髦差])"
POINTS = "(?![刻建要意名体半评位单赞击亮滴缀燃头心播餐菜歌球数内工经希感共措说原问思启做成])"
"""What follows 时 or 点 in other words: 3时段, 5点建议, 三点要求."""
CLOCK = (
    rf"(?:(?P<same>当[天日]){GAP})?(?:(?P<part>{CLOCK_PARTS})的?{GAP})?(?<![\d.])(?P<hour>{HOUR}){GAP}"
    rf"(?:(?:时{TIMES}|点(?:钟|{POINTS}))"
    rf"(?:{GAP}(?P<minute>\d{{1,2}}|[{ONES}十零〇]{{1,3}}){GAP}分(?![之钟制])(?:{GAP}(?:\d{{1,2}}|[{ONES}十]{{1,3}}){GAP}秒)?"
    rf"|(?P<digits>[0-5]\d)(?![\d.名人个位余多次家场年月日万%])|(?P<quarter>[一三])刻钟?|整)?"
    rf"|[时点](?P<half>半)|:(?P<colon>[0-5]\d)(?::[0-5]\d)?(?!\d|[:.]\d)(?:\+0?8:?00|Z)?"
    rf"|(?={DASH}{HOUR}{GAP}(?:[时点]|:[0-5]\d)))"
)
CONNECTOR = re.compile(rf"{GAP}(?:起)?{DASH}{GAP}")
PARTED_CONNECTOR = re.compile(rf"{GAP}(?:起|上午|下午|中午|白天|夜间|夜里|晚上|晚间|晚|早上|早|凌晨|傍晚)?{DASH}{GAP}")
"""Between two days the part of the first one may stand: 22日夜间到23日."""
BEFORE = re.compile(
    rf"{GAP}(?:下班|中午|上午|下午)?(?:之|以)?前(?![夕往后来去期景线沿列端辈段些几两半\d述置三五十行进身言方台任者天年日瞻锋赴程途]|提(?![交供出请报])|不久)"
    rf"|{GAP}(?:24时)?(?P<until>截止|截至|为止|止(?![步于血痛]))"
)
UNTIL = re.compile(
    rf"(?:截(?:止(?:日期|时间)?|稿(?:日期|时间)?|至(?:日期|时间))(?:为|是|到|至|:)?|(?:(?<=[起期延长])|(?<=[延顺]长)|(?<=有效)|^|(?<=[\s,。;:!?◆]))至|截[止至]?[至到]"
    rf"|不得?[晚迟]于|最[迟晚](?:于|在|不超过)?|(?<![回来看迟前改整达得受挪移感从想谈说拖顺提])(?P<goal>(?:^|(?<=[\s,。;、:!?◆争划计保取将标])))?(?P<weak>到)){GAP}$"
)
COMING = re.compile(rf"(?:将|拟|定于|计划|预计|力争|争取|有望|确保)[于在从自到]?{GAP}$")
COMING_AFTER = re.compile(rf"{GAP}(?:前后|起)?,?{GAP}[将拟]")
