"""The tables of words: the lexicon, how characters are read, which pairs sound alike. Made beside the shards."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .built import Load, Pairs, Task, keep_all
from .index import Names
from .lexicon import lexicon_of, packed, usages_of, vocabulary_of
from .sounds import least_digit, table_in, table_of_readings


@dataclass(frozen=True, slots=True)
class Words:
    """The files of the lexicon and its rows, the file of readings, and the vocabulary (:class:`.index.Index`)."""

    lexicon: Names
    rows: int
    readings: bytes
    vocabulary: bytes


def words_of(task: Task, phrases: Sequence[bytes], documents: int) -> Words:
    """What the phrases in these kept files make."""
    usages = usages_of(_phrases(phrases, task.load))
    lexicon = lexicon_of(usages, documents, task.normalise)
    readings, vocabulary = keep_all((table_of_readings(), vocabulary_of(usages)), task.keep)
    rows = sum(len(rows) for bucket in lexicon for rows in bucket.values())
    return Words(keep_all(map(packed, lexicon), task.keep), rows, readings, vocabulary)


def sounds_of(task: Task, volumes: Iterable[bytes], readings: bytes, documents: int) -> tuple[Names, int]:
    """The files of the sounds of all pairs (each file of a volume's), and how many rows they have."""
    from . import alike  # noqa: PLC0415 - numpy

    pairs = [Pairs.read(task.load(name)) for name in volumes]
    files, rows = alike.sounds_of(pairs, table_in(task.load(readings)), least_digit(documents))
    return keep_all(files, task.keep), rows


def _phrases(files: Iterable[bytes], load: Load) -> Iterator[list[list[str]]]:
    """The phrases of each document."""
    for name in files:
        yield from json.loads(load(name))
