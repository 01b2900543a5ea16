"""The lexicon: names and phrases that a reader may begin to type, by their characters, their pinyin, their initials.

People, organisations, columns, topics, series, tags and districts come from the front matter; phrases are what stands
in “…” and 《…》, between the marks of titles, and in short runs of the text itself.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..documents.document import Document
from .readings import reading_of
from .terms import HAN, Normaliser

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
ROWS_OF_BUCKET = 150
PERSON, PHRASE, TITLE, MINED = "人物", "词语", "标题", "正文"
ORDER = (PERSON, "单位", "专题", "栏目", "系列", "区县", "标签", PHRASE, TITLE, MINED)
MANY = 2000
"""On a site of so many documents a run of a text must stand in two of them to be a phrase, of twice as many in three …"""
LETTERS = 2
"""Letters of pinyin that a reader types before the first suggestion."""


@dataclass(frozen=True, slots=True)
class Phrase:
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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Buckets by number, each a deflated JSON list of ``[text, kind, reading]``, the most common first."""

    buckets: tuple[bytes, ...]


def lexicon_of(documents: Iterable[tuple[Phrase, ...]], normalise: Normaliser) -> Lexicon:
    """The lexicon of all phrases; one with several kinds keeps the first of :data:`ORDER`."""
    counts: Counter[str] = Counter()
    many = 0
    best: dict[str, Phrase] = {}
    for phrases in documents:
        counts.update({phrase.text for phrase in phrases})
        many += 1
        for phrase in phrases:
            known = best.get(phrase.text)
            if known is None or _order(phrase) < _order(known):
                best[phrase.text] = phrase
    least = 1 + many // MANY
    worth = (phrase for phrase in best.values() if phrase.kind != MINED or counts[phrase.text] >= least)
    rows = sorted(worth, key=lambda phrase: (ORDER.index(phrase.kind), -counts[phrase.text], phrase.text))
    placed: dict[str, list[list[str]]] = {}
    for phrase in rows:
        reading = phrase.reading or reading_of(phrase.text, name=phrase.kind == PERSON)
        for key in keys_of(normalise(phrase.text), reading):
            placed.setdefault(key, []).append([phrase.text, phrase.kind, reading])
    return Lexicon(buckets_of(placed))


def buckets_of(placed: dict[str, list[list[str]]]) -> tuple[bytes, ...]:
    """Rows by key, in files: each a deflated JSON object of the keys whose hash falls to it."""
    count = 1
    while count * ROWS_OF_BUCKET < sum(map(len, placed.values())):
        count *= 2
    buckets: list[dict[str, list[list[str]]]] = [{} for _ in range(count)]
    for key in sorted(placed):
        buckets[zlib.crc32(key.encode()) % count][key] = placed[key]
    return tuple(packed(bucket) for bucket in buckets)


def packed(value: object) -> bytes:
    """JSON, deflated."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def keys_of(normal: str, reading: str) -> Iterator[str]:
    """Under what a phrase is looked up: its first character, the first two letters of its pinyin, of its initials.

    >>> list(keys_of("傅国涛", "fu guo tao"))
    ['傅', 'fu', 'fg']
    """
    syllables = reading.split()
    found = [normal[:1], "".join(syllables)[:LETTERS], "".join(syllable[0] for syllable in syllables)[:LETTERS]]
    yield from dict.fromkeys(key for key in found if key)


def _order(phrase: Phrase) -> tuple[int, bool]:
    return ORDER.index(phrase.kind), not phrase.reading
