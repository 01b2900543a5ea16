"""The reader's script in fewer bytes: no comments, no spaces that mean nothing, short names for our own.

A name of ours is shortened everywhere alike, whether it is a variable, a property or a method, so no scope has to be
understood: two names never become one. What browsers or the index's files call things (:data:`KEPT`) stays, and so does
whatever some text in the modules spells, because it may be a key. A test asks a browser for all names that it knows.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, product
from string import ascii_letters

from .platform_names import KEPT

TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<space>\s+)"
    r"|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<number>\d[\w.]*)"
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"|(?P<pattern>(?:(?<=[(\[!])|(?<=[=:&|?,] ))/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"
    r"""|(?P<mark>=>|[^\w\s"'])""",
    re.DOTALL,
)
"""A pattern stands behind a bracket, or behind a mark and a space, as our modules write it; a division never does."""
WORD = re.compile(r"[A-Za-z_$][\w$]*")
SHORT = 2
"""Names of so many characters or fewer stay as they are."""
OPENS = frozenset("{([,;:?&|=<.!`") | {"=>"}
CLOSES = frozenset("})],.?:&|=;`")

Token = tuple[str, str]
"""What it is, and its text; ``raw`` is a part of a template that stands as it is."""


def tokens_of(source: str) -> list[Token]:
    """The tokens of a module; those in the ``${…}`` of templates among them."""
    return list(_tokens(source, [0]))


def _tokens(source: str, at: list[int], *, inside: bool = False) -> Iterator[Token]:
    """Tokens from ``at[0]`` on, which moves along; ``inside`` ends with the bracket that closes a ``${``."""
    depth = 0
    while at[0] < len(source):
        if source[at[0]] == "`":
            yield from _template(source, at)
            continue
        match = TOKEN.match(source, at[0])
        if match is None or match.lastgroup is None:
            raise ValueError(f"not understood: {source[at[0] : at[0] + 40]!r}")
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if inside and depth < 0:
            return
        at[0] = match.end()
        yield match.lastgroup, match[0]


def _template(source: str, at: list[int]) -> Iterator[Token]:
    start = at[0]
    at[0] += 1
    while source[at[0]] != "`":
        if source[at[0]] == "\\":
            at[0] += 2
        elif source.startswith("${", at[0]):
            at[0] += 2
            yield "raw", source[start : at[0]]
            yield from _tokens(source, at, inside=True)
            start = at[0]
        else:
            at[0] += 1
    at[0] += 1
    yield "raw", source[start : at[0]]


def short_names(sources: Iterable[str]) -> dict[str, str]:
    """A short name for each of ours in all these modules together, the shortest for the most frequent."""
    counts: Counter[str] = Counter()
    kept = set(KEPT)
    for source in sources:
        tokens = [token for token in tokens_of(source) if token[0] not in {"space", "comment"}]
        counts.update(text for kind, text in tokens if kind == "name")
        for kind, text in tokens:
            if kind in {"text", "raw"}:
                kept.update(WORD.findall(text))
        kept.update(
            text
            for (_, before), _, (_, text) in zip(tokens, tokens[1:], tokens[2:], strict=False)
            if before == "dataset"
        )
    ours = (name for name in counts if name not in kept and len(name) > SHORT)
    ordered = sorted(ours, key=lambda name: (-counts[name], name))
    taken = kept | set(counts)
    return dict(zip(ordered, (name for name in _names() if name not in taken), strict=False))


def _names() -> Iterator[str]:
    for length in count(1):
        yield from map("".join, product(ascii_letters, repeat=length))


def squeezed(source: str, names: Mapping[str, str]) -> str:
    """The script with these names and without what means nothing."""
    out: list[str] = []
    gap = ""
    for kind, text in tokens_of(source):
        if kind in {"comment", "space"}:
            gap = "\n" if "\n" in text or (gap == "\n" and kind == "space") else gap or " "
            continue
        if out:
            out.append(_between(out[-1], gap, text))
        out.append("let" if text == "const" else names.get(text, text) if kind == "name" else text)
        gap = ""
    return "".join(out) + "\n"


def _between(before: str, gap: str, text: str) -> str:
    """What must stay between two tokens of the space that stood there."""
    if not gap or before in OPENS or before[-2:] == "${" or text in CLOSES or text == "=>":
        return ""
    words = WORD.match(before[-1]) or before[-1].isdigit(), WORD.match(text) or text[0].isdigit()
    if gap == "\n":
        return gap
    # Strings and brackets part words by themselves; signs may join to others (+ +, a / b).
    return " " if all(words) or (before[-1] in "+-/" and text[0] in "+-/") else ""
