"""What is fuzzed: each target takes bytes and returns, or raises what nobody must ever see.

A target says more than “did not crash”: the places of problems lie in the text, clean HTML stays clean, a date's
text stands in its source. A case that was found is kept below ``tests/fuzz/cases/<target>/`` and tried by every run
of the tests.
"""

import re
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

from plugins.diagnostics import Problem
from plugins.documents.markdown_text import convert, converter
from plugins.documents.photo_cache import PhotoFactsCache
from plugins.documents.reading import Reading
from plugins.documents.source import decode
from plugins.documents.vocabulary import Vocabulary
from plugins.documents.yaml_nodes import parse, places, plain
from plugins.event_calendar.dates import find_dates
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

LIVE = re.compile(
    r"<(script|iframe|object|embed|svg|style|form|base|meta|link)\b|\son\w+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
KIND_NAMES = tuple(KINDS)


@cache
def _reading() -> Reading:
    root = Path(tempfile.mkdtemp(prefix="fuzz-"))
    (root / "news").mkdir()
    return Reading(root, KINDS, FOLDER_KINDS, Vocabulary(), PhotoFactsCache(None), converter())


def _in_the_text(problem: Problem, text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    place = problem.place
    assert 1 <= place.line <= max(1, len(lines)), problem
    assert 1 <= place.column <= len(lines[place.line - 1]) + 2, problem
    assert problem.message


def front_matter(data: bytes) -> None:
    """A whole file of any bytes: a document or problems."""
    reading = _reading()
    (reading.root / "news" / "a.md").write_bytes(data)
    document, problems = reading.read(PurePosixPath("news/a.md"))
    assert document is not None or problems
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    for problem in problems:
        _in_the_text(problem, text)


def fields(data: bytes) -> None:
    """A well-formed head whose lines are anything: what YAML and the models say of it."""
    kind = KIND_NAMES[data[0] % len(KIND_NAMES)] if data else "news"
    rest = data[1:].replace(b"---", b"-- ")
    front_matter(f"---\nkind: {kind}\ntitle: 甲\ndate: 2024-09-02\n".encode() + rest + "\n---\n正文。\n".encode())


def yaml_nodes(data: bytes) -> None:
    """Any text as YAML with places."""
    source = decode(data, "a.md")
    if isinstance(source, Problem):
        return
    node = parse(source, 1, len(source.lines))
    if node is None or isinstance(node, Problem):
        return
    plain(node)
    for place in places(node).values():
        assert 1 <= place.line <= len(source.lines)


def markdown(data: bytes) -> None:
    """Any text as a body: HTML without anything that runs."""
    text = data.decode("utf-8", "replace")
    html = str(convert(text, _markdown())[0])
    tags = re.findall(r"<[^>]*>", html)
    assert not any(LIVE.search(tag) for tag in tags), html


@cache
def _markdown():
    return converter()


def dates(data: bytes) -> None:
    """Any text: every phrase found stands in it, in order."""
    text = data.decode("utf-8", "replace")
    for found in find_dates(text, date(2024, 9, 2)):
        assert found.text in text


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (front_matter, fields, yaml_nodes, markdown, dates)
}
