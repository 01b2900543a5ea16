"""The lexicon: the phrases of all documents, in files by their first characters, their pinyin, their initials.

What the documents say is kept as a :class:`Vocabulary`, so that an edit changes the rows of its own phrases and no other.
"""

import json
import zlib
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .phrases import MINED, ORDER, PERSON, Phrase
from .readings import reading_of
from .terms import Normaliser

ROWS_OF_BUCKET = 150
MANY = 2000
"""On a site of so many documents a run of a text must stand in two of them to be a phrase, of twice as many in three …"""
LETTERS = 2
"""Letters of pinyin that a reader types before the first suggestion."""

Row = list[str]
"""The phrase, its kind, its reading."""
Bucket = dict[str, list[Row]]


@dataclass(slots=True)
class Usage:
    """How many documents have a phrase, and how many as what."""

    documents: int = 0
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def best(self, text: str) -> Phrase:
        """The phrase as it is shown: of several kinds the first of :data:`.phrases.ORDER`, with a reading before without."""
        kind, reading = min(self.kinds, key=lambda said: (ORDER.index(said[0]), not said[1], said[1]))
        return Phrase(text, kind, reading)

    def add(self, said: Iterable[tuple[str, str]], by: int) -> None:
        """One document more (or less) that says so."""
        self.documents += by
        for one in said:
            self.kinds[one] += by
            if not self.kinds[one]:
                del self.kinds[one]

    def line(self, text: str) -> str:
        """As it is kept."""
        kinds = [[*said, count] for said, count in sorted(self.kinds.items())]
        return json.dumps([text, self.documents, kinds], ensure_ascii=False, separators=(",", ":"))


def by_text(phrases: Iterable[Sequence[str]]) -> dict[str, set[tuple[str, str]]]:
    """What one document says of each of its phrases: kinds and readings."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for text, kind, reading in phrases:
        found[text].add((kind, reading))
    return found


def usages_of(documents: Iterable[Iterable[Sequence[str]]]) -> dict[str, Usage]:
    """The phrases of all documents, in order."""
    having: Counter[str] = Counter()
    saying: Counter[tuple[str, ...]] = Counter()
    for phrases in documents:
        rows = set(map(tuple, phrases))
        saying.update(rows)
        having.update({row[0] for row in rows})
    found = {text: Usage(count) for text, count in sorted(having.items())}
    for (text, kind, reading), count in saying.items():
        found[text].kinds[kind, reading] = count
    return found


class Vocabulary:
    """What is kept of all phrases: a line each, looked for as text, since an edit asks for few of them."""

    def __init__(self, data: bytes) -> None:
        """``data`` is what :func:`vocabulary_of` made."""
        self.data = data

    def get(self, text: str) -> Usage:
        """How the phrase is used."""
        at = self.data.find(_start(text))
        if at < 0:
            return Usage()
        _, documents, kinds = json.loads(self.data[at + 1 : self.data.index(b"\n", at + 1)])
        return Usage(documents, Counter({(kind, reading): count for kind, reading, count in kinds}))

    def put(self, text: str, usage: Usage) -> None:
        """Use the phrase so from now on; where no document has it, forget it."""
        at = self.data.find(_start(text))
        end = self.data.index(b"\n", at + 1) if at >= 0 else len(self.data) - 1
        line = b"\n" + usage.line(text).encode() if usage.documents else b""
        self.data = self.data[: at if at >= 0 else end] + line + self.data[end:]


def vocabulary_of(usages: Mapping[str, Usage]) -> bytes:
    """The lines of all phrases, one behind the other."""
    return "\n".join(("", *(usage.line(text) for text, usage in usages.items()), "")).encode("utf-8", "surrogatepass")


def _start(text: str) -> bytes:
    return f"\n[{json.dumps(text, ensure_ascii=False)},".encode("utf-8", "surrogatepass")


def least_of(documents: int) -> int:
    """In how many documents a run of a text must stand to be a phrase."""
    return 1 + documents // MANY


def is_worth(phrase: Phrase, usage: Usage, least: int) -> bool:
    """Whether a reader is offered the phrase."""
    return phrase.kind != MINED or usage.documents >= least


def lexicon_of(usages: Mapping[str, Usage], documents: int, normalise: Normaliser) -> list[Bucket]:
    """All rows by key, in as many buckets as they need; the most common first."""
    best = {text: usage.best(text) for text, usage in usages.items()}
    least = least_of(documents)
    worth = [phrase for phrase in best.values() if is_worth(phrase, usages[phrase.text], least)]
    worth.sort(key=lambda phrase: (ORDER.index(phrase.kind), -usages[phrase.text].documents, phrase.text))
    placed: dict[str, list[Row]] = {}
    for phrase in worth:
        for key, row in rows_of(phrase, normalise):
            placed.setdefault(key, []).append(row)
    buckets: list[Bucket] = [{} for _ in range(buckets_for(sum(map(len, placed.values()))))]
    for key in sorted(placed):
        buckets[bucket_of(key, len(buckets))][key] = placed[key]
    return buckets


def rows_of(phrase: Phrase, normalise: Normaliser) -> Iterator[tuple[str, Row]]:
    """The row of a phrase under each of its keys."""
    row = [phrase.text, phrase.kind, phrase.reading or reading_of(phrase.text, name=phrase.kind == PERSON)]
    for key in keys_of(normalise(phrase.text), row[2]):
        yield key, row


def buckets_for(rows: int) -> int:
    """How many files, a power of two, hold so many rows."""
    count = 1
    while count * ROWS_OF_BUCKET < rows:
        count *= 2
    return count


def bucket_of(key: str, count: int) -> int:
    """The number of a key's bucket."""
    return zlib.crc32(key.encode()) % count


def packed(value: object) -> bytes:
    """JSON, deflated."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """What :func:`packed` packed."""
    return json.loads(zlib.decompress(data))


def keys_of(normal: str, reading: str) -> Iterator[str]:
    """Under what a phrase is looked up: its first character, the first two letters of its pinyin, of its initials.

    >>> list(keys_of("傅国涛", "fu guo tao"))
    ['傅', 'fu', 'fg']
    """
    syllables = reading.split()
    found = [normal[:1], "".join(syllables)[:LETTERS], "".join(syllable[0] for syllable in syllables)[:LETTERS]]
    yield from dict.fromkeys(key for key in found if key)


def put_row(bucket: Bucket, key: str, row: Row, vocabulary: Vocabulary) -> None:
    """Put a row where it belongs among those of its key."""
    rows = bucket.setdefault(key, [])
    insort(rows, row, key=lambda one: (ORDER.index(one[1]), -vocabulary.get(one[0]).documents, one[0]))


def drop_row(bucket: Bucket, key: str, row: Row) -> None:
    """Take a row away."""
    bucket[key].remove(row)
    if not bucket[key]:
        del bucket[key]
