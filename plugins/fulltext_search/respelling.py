"""The lexicon and the sounds after an edit: the files that hold a changed phrase or pair, and no other."""

from collections.abc import Iterable
from dataclasses import replace

from .built import Keep, Load, Pairs
from .index import Index
from .lexicon import (
    Usage,
    Vocabulary,
    bucket_of,
    buckets_for,
    by_text,
    drop_row,
    is_worth,
    keys_of,
    least_of,
    packed,
    put_row,
    rows_of,
    unpacked,
)
from .phrases import Phrase
from .places import key_of
from .shards import digest_of
from .sounds import RANK_OF_DIGIT, bucket_file, bucket_in, least_digit, table_in
from .sounds import buckets_for as files_for
from .terms import Normaliser

Phrases = list[list[str]]


def with_sounds(before: Index, after: Index, pairs: Iterable[str], load: Load, keep: Keep) -> Index | None:
    """``after`` with the sounds of its pairs, some of which are more or less common than ``before``; or nothing."""
    pairs = sorted(pairs)
    if not pairs:
        return after
    digits = [_digits(index, pairs, load) for index in (before, after)]
    table = table_in(load(before.readings))
    count = len(before.sounds)
    files = list(before.sounds)
    changed: dict[int, dict[int, list[tuple[int, int]]]] = {}
    rows = before.sounding
    for pair, old, new in zip(pairs, *digits, strict=True):
        if (old > 0, RANK_OF_DIGIT[old]) == (new > 0, RANK_OF_DIGIT[new]):
            continue
        for key, number in table.places_of(pair):
            place = key % count
            if place not in changed:
                changed[place] = bucket_in(table, load(files[place]), place, count)
            own = [row for row in changed[place].pop(key, []) if row[0] != number]
            own += [(number, RANK_OF_DIGIT[new])] if new else []
            rows += (new > 0) - (old > 0)
            if own:
                changed[place][key] = own
    if files_for(rows) != count:
        return None
    for place, bucket in changed.items():
        file = bucket_file(table, bucket, place, count)
        files[place] = digest_of(file)
        keep(files[place], file)
    return replace(after, sounds=tuple(files), sounding=rows)


def _digits(index: Index, pairs: Iterable[str], load: Load) -> list[int]:
    """How common each pair is, in the volume where it is most; 0 where that is too seldom."""
    volumes = [Pairs.read(load(built.pairs)) for _, built in index.volumes]
    least = least_digit(len(index.days))
    digits = (max(volume.get(key_of(pair)) for volume in volumes) for pair in pairs)
    return [digit if digit >= least else 0 for digit in digits]


def with_phrases(
    index: Index, changes: Iterable[tuple[Phrases, Phrases]], load: Load, keep: Keep, normalise: Normaliser
) -> Index | None:
    """``index`` with the rows of the phrases that documents have no more, or have now; or nothing."""
    touched: dict[str, Usage] = {}
    vocabulary = Vocabulary(load(index.vocabulary))
    before: dict[str, Usage] = {}
    for gone, come in changes:
        for phrases, by in ((by_text(gone), -1), (by_text(come), 1)):
            for text, said in phrases.items():
                if text not in touched:
                    before[text], touched[text] = vocabulary.get(text), vocabulary.get(text)
                touched[text].add(said, by)
    moved = {text: usage for text, usage in touched.items() if usage != before[text]}
    if not moved:
        return index
    buckets = _Buckets(index, load)
    least = least_of(len(index.days))
    shown = {text: (_row(text, before[text], least), _row(text, usage, least)) for text, usage in sorted(moved.items())}
    for text, (old, new) in shown.items():
        vocabulary.put(text, moved[text])
        reading = buckets.drop(old, normalise)
        if new and old and not new.reading and (new.kind, old.reading) == (old.kind, ""):
            shown[text] = (old, new._replace(reading=reading))
    for _, new in shown.values():
        buckets.put(new, normalise, vocabulary)
    if buckets_for(buckets.rows) != len(index.lexicon):
        return None
    keep(digest_of(vocabulary.data), vocabulary.data)
    return replace(index, lexicon=buckets.written(keep), rows=buckets.rows, vocabulary=digest_of(vocabulary.data))


def _row(text: str, usage: Usage, least: int) -> Phrase | None:
    """The phrase as readers are offered it, if they are."""
    best = usage.best(text) if usage.documents else None
    return best if best and is_worth(best, usage, least) else None


class _Buckets:
    """The files of the lexicon that an edit touches."""

    def __init__(self, index: Index, load: Load) -> None:
        self.names = list(index.lexicon)
        self.rows = index.rows
        self._load = load
        self._open: dict[int, dict[str, list[list[str]]]] = {}

    def drop(self, phrase: Phrase | None, normalise: Normaliser) -> str:
        """Take the rows of a phrase away; how it is read, from there rather than from a dictionary."""
        if not phrase:
            return ""
        first = next(keys_of(normalise(phrase.text), ""), "")
        rows = self._bucket(first).get(first, ()) if first else ()
        reading = next((row[2] for row in rows if row[0] == phrase.text), phrase.reading)
        for key, row in rows_of(phrase._replace(reading=reading), normalise):
            drop_row(self._bucket(key), key, row)
            self.rows -= 1
        return reading

    def put(self, phrase: Phrase | None, normalise: Normaliser, vocabulary: Vocabulary) -> None:
        for key, row in rows_of(phrase, normalise) if phrase else ():
            put_row(self._bucket(key), key, row, vocabulary)
            self.rows += 1

    def written(self, keep: Keep) -> tuple[bytes, ...]:
        for place, bucket in self._open.items():
            file = packed(dict(sorted(bucket.items())))
            self.names[place] = digest_of(file)
            keep(self.names[place], file)
        return tuple(self.names)

    def _bucket(self, key: str) -> dict[str, list[list[str]]]:
        place = bucket_of(key, len(self.names))
        if place not in self._open:
            self._open[place] = unpacked(self._load(self.names[place]))
        return self._open[place]
