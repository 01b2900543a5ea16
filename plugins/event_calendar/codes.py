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

CODES = (ENDS_FIRST, UNKNOWN_DISTRICT, FAR_AWAY, WRONG_WEEKDAY, HALF_TIMED)
