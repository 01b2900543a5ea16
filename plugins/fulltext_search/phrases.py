"""Phrases: the names and phrases of a document that a reader may begin to type.

People, organisations, columns, topics, series, tags and districts come from the front matter; phrases are what stands
in “…” and 《…》, between the marks of titles, and in short runs of the text itself.
"""

import re
from typing import NamedTuple

from ..documents.document import Document
from .terms import HAN

QUOTED = re.compile(rf"[“《]([{HAN}A-Za-z0-9·\-]{{2,14}})[”》]")
CLAUSE = re.compile(rf"(?<![{HAN}A-Za-z0-9])[{HAN}]{{2,6}}(?![{HAN}A-Za-z0-9])")
"""A short run between marks: 产教融合、校企合作."""
SPEAKER = re.compile(
    "([王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧肖冯曾程蔡彭潘袁董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖"
    "姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚]"
    rf"[{HAN}]{{1,2}})(?=说|介绍|表示|告诉|坦言|回忆|认为|指出|透露)"
)
"""Whoever is quoted may be a person that the front matter does not name."""
PIECE = re.compile(rf"[{HAN}A-Za-z0-9·]{{2,20}}")
PERSON, PHRASE, TITLE, MINED = "人物", "词语", "标题", "正文"
ORDER = (PERSON, "单位", "专题", "栏目", "系列", "区县", "标签", PHRASE, TITLE, MINED)


class Phrase(NamedTuple):
    """A name or phrase, what it names, and its reading where the front matter says it."""

    text: str
    kind: str
    reading: str = ""


def phrases_of(document: Document) -> tuple[Phrase, ...]:
    """The phrases of one document, each once."""
    meta = document.meta
    said = {reading.name: reading.pinyin for reading in meta.readings}
    named = [
        *((PERSON, name) for name in meta.all_people()),
        *(("单位", name) for name in meta.all_organisations()),
        *(("专题", name) for name in meta.topics),
        *(("标签", name) for name in meta.tags),
        *(("区县", name) for name in meta.all_districts()),
        *(("栏目", name) for name in (meta.column,) if name),
        *(("系列", name) for name in (meta.series,) if name),
        *((PHRASE, text) for text in QUOTED.findall(document.body.text)),
        *((PHRASE, text) for text in QUOTED.findall(document.title)),
        *((TITLE, text) for text in PIECE.findall(document.title)),
        *((MINED, text) for text in SPEAKER.findall(document.body.text)),
        *((MINED, text) for text in CLAUSE.findall(document.body.text)),
    ]
    return tuple(dict.fromkeys(Phrase(text, kind, said.get(text, "")) for kind, text in named))
