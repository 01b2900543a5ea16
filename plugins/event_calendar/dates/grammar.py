"""The shapes of date phrases as regular expressions over narrowed text; every repetition is bounded.

Look-alikes are kept out here where a neighbouring character tells them apart: 2个月, 36年, 第35期, 24小时, 〔2019〕4号,
“五一”劳动奖章, 8月28日前往, 今天的成就. What only a calendar can refuse (2月30日) is refused in ``finding``.
"""

import re

GAP = r"\s{0,2}"
ONES = "一二三四五六七八九"
MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{ONES}])"
DAY = rf"(?:\d{{1,2}}|[{ONES}十廿卅]{{1,3}})"
YEAR = rf"(?:(?:19|20|21)\d\d|[一二][〇零○{ONES}]{{3}})"
RELATIVE_YEAR = "今年|本年|去年|上年|前年|明年|后年|当年|同年|次年|翌年"
RELATIVE_MONTH = "上个月|下个月|这个月|本月|当月|上月|下月|次月"
DASH = r"(?:至|到|[-~—–―─]{1,3})"
NOT_AFTER_NUMBER = rf"(?<![\d.第{ONES}十〇零])"
OF_YEAR = rf"(?:(?P<year>{YEAR}){GAP}年度?|(?P<relative>{RELATIVE_YEAR})){GAP}的?{GAP}"
PART = "上旬|中旬|下旬|初|底|末"
HALF = "上半年|下半年|第?[一二三四1-4]季度"
FESTIVALS = "春节|元宵节|清明节|端午节|七夕节|中秋节|重阳节|妇女节|植树节|劳动节|青年节|儿童节|建党节|建军节|教师节|国庆节|记者节"
SHORT_FESTIVALS = "五一|五四|六一|七一|八一|国庆|清明|端午|中秋|春节|元旦|重阳"
AROUND = "国际劳动节|劳动节|青年节|儿童节|节|假期|期间|小?长假|黄金周|前夕|当天|来临|将至"
HOLIDAY = (
    rf"(?:“(?P<quoted>{SHORT_FESTIVALS})”(?P<around>{AROUND})?|(?P<festival>{FESTIVALS}|元旦|除夕)"
    rf"|(?P<short>{SHORT_FESTIVALS})(?:{AROUND}))"
)
WEEKDAYS = "一二三四五六日天"
WEEK = "(?:周|星期|礼拜)"

ISO = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20|21)\d\d)(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d|[.\-/]\d)"
)
YEARLY = re.compile(
    rf"每(?:年|逢)的?{GAP}(?:{HOLIDAY}|(?P<month>{MONTH}){GAP}月(?:{GAP}(?P<day>{DAY}){GAP}[日号])?|(?P<weekend>周末))"
)
MONTHLY = re.compile(rf"每个?月的?{GAP}(?P<days>{DAY}{GAP}[日号](?:[、和及]{DAY}{GAP}[日号]){{0,6}})")
WEEKLY = re.compile(
    rf"每个?(?:逢)?{WEEK}(?P<days>末|[{WEEKDAYS}](?:(?:、|和|及|{DASH}){WEEK}?[{WEEKDAYS}]|[二三四五六日](?![个次场期项批名天、])){{0,6}})(?!期|岁)"
)
LUNAR = re.compile(
    rf"(?:农历的?{GAP}(?P<leap>闰)?(?P<month>正|冬|腊|{MONTH})|(?P<bare>正|冬|腊))月"
    rf"(?P<day>初[{ONES}十]|[二三]十[{ONES}]?|十[{ONES}]?|廿[{ONES}]?)日?"
)
FESTIVE = re.compile(rf"(?:{NOT_AFTER_NUMBER}{OF_YEAR})?{HOLIDAY}")
MONTH_DAY = re.compile(
    rf"{NOT_AFTER_NUMBER}(?:{OF_YEAR})?(?:(?P<month>{MONTH}){GAP}月份?|(?P<shifted>{RELATIVE_MONTH}))(?![龄嫂薪饼票租均]|一[^十日号])"
    rf"(?:{GAP}(?P<day>{DAY}){GAP}(?:[日号]|(?={DASH}{GAP}{DAY}{GAP}[日号])|(?=、{DAY}[日号]))|{GAP}(?P<part>{PART}))?"
)
YEARS = re.compile(rf"{NOT_AFTER_NUMBER}(?P<year>{YEAR}){GAP}年?{GAP}{DASH}{GAP}(?P<last>{YEAR}){GAP}年(?![来间历])")
YEAR_ALONE = re.compile(
    rf"{NOT_AFTER_NUMBER}(?<![近约逾超])(?:(?P<year>{YEAR}){GAP}年度?|(?P<relative>{RELATIVE_YEAR}))"
    rf"(?:{GAP}(?P<half>{HALF})|(?P<part>[初底末]|年[初底末]))?(?![来间历代])"
)
HALF_ALONE = re.compile(rf"(?P<half>{HALF})")
RELATIVE_DAY = re.compile(
    "(?P<back>大前天|(?<![目此以年月日天周先生之])前[天日]|昨[天日晚]|(?<!到)今[天日晚]|(?<!的)明[天日晚]|大后天|(?<!先)(?<!先天)后天)"
    "(?!的|气|天|之|说法|头条|中国|报|重现)"
)
WEEK_DAY = re.compile(
    rf"(?P<week>上上|上|本|这|下下|下)个?{WEEK}(?P<weekday>[{WEEKDAYS}末])(?!期)"
    rf"(?:{GAP}{DASH}{GAP}(?:本|下|上)?{WEEK}?(?P<last>[{WEEKDAYS}])(?![{ONES}、]))?"
)
BARE_DAY = re.compile(
    rf"(?<![\d.第月年个为期共近满达超足时约逾休假每{ONES}十/:+\-])(?P<day>\d{{1,2}}|[二三]?十[{ONES}]|廿[{ONES}]){GAP}日"
    r"(?!内|以内|之内|后|游|均|工作|以上|龄|期|报|元|常|光|夜|子|制|本|间|程)"
)
VAGUE = re.compile(
    rf"(?<![临接附])近日(?!点)来?|连日来|(?<![\d{ONES}十今昨明当次生平每前节假廿工]){GAP}?日前|(?<![中远])近期|近来|前不久|不久前"
    r"|前一?段时间|前几天|前些天|前些日子|这几天|近几天|近段时间|(?:^|(?<=[\s,。;、◆“:!?]))最近(?![的距离])"
    rf"|(?<![\d一每第])[上本这下]周(?![{WEEKDAYS}末期转边岁密全报折])"
)
CLOCK_PARTS = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜间|当晚|晚|早"
HOUR = rf"(?:\d{{1,2}}|[{ONES}两]|十[{ONES}]?|二十[一二三四]?)"
CLOCK = (
    rf"(?P<part>{CLOCK_PARTS})?{GAP}(?<!\d)(?P<hour>{HOUR}){GAP}"
    rf"(?:(?:时|点钟?)(?![间代刻建要意名体半评])(?:{GAP}(?P<minute>\d{{1,2}}|[{ONES}十]{{1,3}}){GAP}分(?!之)|(?P<short>[0-5]\d)(?![\d.名人个位余多次家场年月日万%])|整)?"
    rf"|[时点](?P<half>半)|:(?P<colon>[0-5]\d)(?::[0-5]\d)?(?!\d))"
)
CLOCK_BESIDE = re.compile(rf"{GAP}(?:[,、T]|当[日天])?{GAP}{CLOCK}")
CLOCK_ALONE = re.compile(rf"(?<![\d:.]){CLOCK}")
WRITTEN_WEEKDAY = re.compile(
    rf"{GAP}(?:\({GAP}(?:{WEEK})(?P<weekday>[{WEEKDAYS}]){GAP}\)|(?:星期)(?P<bare>[{WEEKDAYS}]))"
)
CONNECTOR = re.compile(rf"{GAP}(?:起)?{DASH}{GAP}")
RIGHT_DAY = re.compile(
    rf"(?:(?P<year>{YEAR}){GAP}年{GAP}|(?P<relative>{RELATIVE_YEAR}){GAP})?(?:(?P<month>{MONTH}){GAP}月份?{GAP})?(?P<day>{DAY}){GAP}[日号](?!内)"
)
RIGHT_MONTH = re.compile(
    rf"(?:(?P<year>{YEAR}){GAP}年{GAP}|(?P<relative>{RELATIVE_YEAR}){GAP})?(?P<month>{MONTH}){GAP}月(?![龄嫂薪饼票租均])"
)
LISTED_DAY = re.compile(rf"、{GAP}(?P<day>{DAY}){GAP}[日号]")
BEFORE = re.compile(
    rf"{GAP}(?:下班)?(?:之|以)?前(?![夕往后来去期景线沿列端辈段些几两半\d述置三五十]|不久)|{GAP}(?:24时)?(?P<until>截止|为止|止(?![步于]))"
)
UNTIL = re.compile(
    rf"(?:截止(?:日期|时间)(?:为|是|:)?|(?<=[起期延])至|截[至止](?:[至到])?|不[晚迟]于|最[迟晚](?:于|在)?|(?P<weak>到)){GAP}$"
)
