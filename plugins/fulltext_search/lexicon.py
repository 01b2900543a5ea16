"""The lexicon: names and phrases that a reader may begin to type, by their characters, their pinyin, their initials.

People, organisations, columns, topics, series, tags and districts come from the front matter; phrases are what stands
in “…” and 《…》 and between the marks of titles.
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
PIECE = re.compile(rf"[{HAN}A-Za-z0-9·]{{2,20}}")
ROWS_OF_BUCKET = 150
PERSON, PHRASE, TITLE = "人物", "词语", "标题"
ORDER = (PERSON, "单位", "专题", "栏目", "系列", "区县", "标签", PHRASE, TITLE)
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
    ]
    return tuple(dict.fromkeys(Phrase(text, kind, said.get(text, "")) for kind, text in named))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Buckets by number, each a deflated JSON list of ``[text, kind, reading]``, the most common first."""

    buckets: tuple[bytes, ...]


def lexicon_of(documents: Iterable[tuple[Phrase, ...]], normalise: Normaliser) -> Lexicon:
    """The lexicon of all phrases; one with several kinds keeps the first of :data:`ORDER`."""
    counts: Counter[str] = Counter()
    best: dict[str, Phrase] = {}
    for phrases in documents:
        counts.update({phrase.text for phrase in phrases})
        for phrase in phrases:
            known = best.get(phrase.text)
            if known is None or _order(phrase) < _order(known):
                best[phrase.text] = phrase
    rows = sorted(best.values(), key=lambda phrase: (ORDER.index(phrase.kind), -counts[phrase.text], phrase.text))
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
