"""The kinds of problem with dates and events."""

from ..diagnostics import Code

ENDS_FIRST = Code(
    "E501",
    "活动还没开始就结束了",
    "活动的结束（end）不能早于开始（start）。end 是最后一天，不是第二天；只有一天的活动不用写 end。",
    "start: 2024-09-05\nend: 2024-09-03",
    "start: 2024-09-03\nend: 2024-09-05",
)
UNKNOWN_DISTRICT = Code(
    "E502",
    "活动的区县不认识",
    "活动按区县分日历，所以区县要写词表里的全称。",
    "district: 南岸",
    "district: 南岸区",
)
FAR_AWAY = Code("W503", "活动离稿件日期太远", "活动比稿件早或晚 400 天以上，多半是年份写错了。确实如此就不用改。")
WRONG_WEEKDAY = Code(
    "W504",
    "日期和星期对不上",
    "正文里日期后面写的星期，和日历上这一天的星期不同；其中一个是错的。",
    "8月28日（星期二）",
    "8月28日（星期三）",
)
HALF_TIMED = Code(
    "W505",
    "活动只写了结束的时刻",
    "开始写成一天、结束却写了时刻，日历只能当作全天活动。开始也写上时刻，才会显示钟点。",
    "start: 2024-09-03\nend: 2024-09-03 17:00",
    "start: 2024-09-03 14:30\nend: 2024-09-03 17:00",
)

REPEAT_START = Code(
    "E506",
    "开始不在重复的日子上",
    "活动的开始（start）就是第一次，所以它要合重复（repeat）的规则：写“每周三”，start 就要是星期三。",
    "start: 2026-12-01\nrepeat: 每周三",
    "start: 2026-12-02\nrepeat: 每周三",
)
NOT_IN_SERIES = Code(
    "E507",
    "例外的日子本来就没有活动",
    "exceptions 里写的是按规则本来有、这一次不办或改期的日子；不在规则里的日子写了没有用，多半是日期写错了。",
    "repeat: 每周三\nexceptions: [2026-12-10]",
    "repeat: 每周三\nexceptions: [2026-12-09]",
)
BAD_NOTE = Code(
    "E508",
    "{日历：…} 写得不对",
    "条目里的 {日历：…} 是写给日历看的，读者看不到。写错了就不起作用，所以要改对：各部分用“；”隔开。",
    "◆8月28日，甲厂工会举办大赛。{日历：地点}",
    "◆8月28日，甲厂工会举办大赛。{日历：14:30；地点：甲厂礼堂}",
)
YEAR_NOT_ANNOUNCED = Code(
    "W509",
    "这一年的放假安排还没有",
    "国务院办公厅每年十一月前后公布下一年的放假和调休。没有公布的年份，月历上不标“休”“班”；公布以后写进 vocabulary/holidays.yaml。",
    "",
    "- name: 元旦\n  start: 2027-01-01\n  end: 2027-01-03",
)
LATE_REGISTRATION = Code(
    "W510",
    "报名截止晚于活动开始",
    "活动已经开始，报名还没有截止，多半是日期写错了。确实如此就不用改。",
    "start: 2026-12-05\nregistration: 2026-12-15",
    "start: 2026-12-15\nregistration: 2026-12-05",
)
BROKEN_LEDGER = Code(
    "W511",
    "活动台账有一行读不懂",
    "content/calendar.ledger 是程序写的，记着订阅的人见过哪些活动。手改或合并冲突会弄坏它；坏的行当作没有。",
)
SAME_ID = Code(
    "E512",
    "两个活动用了同一个编号",
    "编号（id）让改了名的活动还是同一个活动，所以一篇稿件里不能重复。",
    "- {name: 初赛, start: 2026-12-05, id: dasai}\n- {name: 决赛, start: 2026-12-19, id: dasai}",
    "- {name: 初赛, start: 2026-12-05, id: chusai}\n- {name: 决赛, start: 2026-12-19, id: juesai}",
)

CODES = (
    ENDS_FIRST,
    UNKNOWN_DISTRICT,
    FAR_AWAY,
    WRONG_WEEKDAY,
    HALF_TIMED,
    REPEAT_START,
    NOT_IN_SERIES,
    BAD_NOTE,
    YEAR_NOT_ANNOUNCED,
    LATE_REGISTRATION,
    BROKEN_LEDGER,
    SAME_ID,
)
