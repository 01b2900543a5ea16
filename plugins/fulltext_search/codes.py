"""The kinds of problem that search can meet."""

from ..diagnostics.codes import Code

UNSEARCHABLE_TITLE = Code(
    "W601",
    "标题搜不到",
    "标题里没有一个汉字、字母或数字，读者无法用标题搜到这一篇。",
    "title: ……",
    "title: 产业工人的一天",
)

CODES = (UNSEARCHABLE_TITLE,)
