"""Front matter of the plainest kind: ``key: words`` and ``key: [a, b]``, a line each.

Most articles have nothing else, and the way through YAML's events costs five times what they say. A character that could
mean anything but itself to YAML ends it (``None``), and the text goes the long way (:mod:`.yaml_nodes`): a tree is
either the very one that the long way makes, or none (``tests/unit/documents/test_plain_yaml.py``).
"""

import re
from collections.abc import Iterator

from ..diagnostics import Place
from .source import SourceText
from .yaml_nodes import EMPTY, FULL_WIDTH_COLON, LARGEST, Mapping, Node, Scalar, Sequence

OPENING = r"\w“‘《（〈「【"
WITHIN = OPENING + r"”’》）〉」】、，。；？！·—…～％.()/+\-"
WORDS = rf"[{OPENING}](?:[{WITHIN} ]*[{WITHIN}])?"
LINE = re.compile(rf"([a-z][a-z_]*): (?:({WORDS})|\[((?:{WORDS}|\"[{WITHIN} ]+\")(?:, ?(?:{WORDS}|\"[{WITHIN} ]+\"))*)\])")
PART = re.compile(rf"{WORDS}|\"[{WITHIN} ]+\"")


def plain_mapping(source: SourceText, first: int, last: int) -> Mapping | None:
    """The tree of lines ``first`` to ``last`` (from 1, inclusive); None when they are not of the plain kind."""
    entries: dict[str, tuple[Scalar, Node]] = {}
    path = source.path
    size = 0
    for number, line in enumerate(source.lines[first - 1 : last], first):
        size += len(line) + 1
        match = LINE.fullmatch(line)
        if match is None or size > LARGEST or FULL_WIDTH_COLON.match(line):
            return None
        key, words, _ = match.groups()
        if key in entries or key in EMPTY:
            return None
        node: Node
        if words is not None:
            place = Place(path, number, match.start(2) + 1, len(words), line)
            node = Scalar(None if words in EMPTY else words, place)
        else:
            start = match.start(3)
            node = Sequence(tuple(_items(path, number, line, start)), Place(path, number, start, 1, line))
        entries[key] = Scalar(key, Place(path, number, 1, len(key), line)), node
    return Mapping(tuple(entries.values()), next(iter(entries.values()))[0].place) if entries else None


def _items(path: str, number: int, line: str, start: int) -> Iterator[Scalar]:
    for part in PART.finditer(line, start):
        words = part[0]
        place = Place(path, number, part.start() + 1, len(words), line)
        if words[0] == '"':
            yield Scalar(words[1:-1], place)
        else:
            yield Scalar(None if words in EMPTY else words, place)
