"""The kinds of problem that search can meet."""

from ..diagnostics.codes import Code

UNSEARCHABLE_TITLE = Code(
    "W601",
    "标题搜不到",
    "标题里没有一个汉字、字母或数字，读者无法用标题搜到这一篇。",
    "title: ……",
    "title: 产业工人的一天",
)

REPEATED_SYNONYM = Code(
    "W602",
    "同义词写进了两组",
    "同一个词在 synonyms.yaml 的两组里，搜它会把两组的词都当成一回事。",
    "- words: 补贴、补助\n- words: 补助、资助",
    "- words: 补贴、补助、资助",
)

CODES = (UNSEARCHABLE_TITLE, REPEATED_SYNONYM)
