"""How the site stands: what comes next, what waits for whom, what grows old, what is not known yet.

The thresholds are those of the inspection of government sites (国办秘函〔2019〕19号): a home page without anything new
for two weeks, columns of news for two weeks, columns of notices and documents for six months, columns that are empty.
A column is one of news or of documents by its name, since that is how an inspector tells them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from ...documents.document import Document
from ...documents.fields import PENDING, SHANGHAI
from ...documents.library import Library
from ...documents.lifecycle import opens_at

NEWS_DAYS, DOCUMENT_DAYS = 14, 183
NEWS_COLUMN = re.compile("动态|要闻|新闻|消息|快讯")
DOCUMENT_COLUMN = re.compile("政策|文件|通知|公告|公示")
REVIEWS = (("一审", "初审"), ("二审", "复审"), ("三审", "终审"))
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MENTIONED = re.compile(f"“[^”\\n]*{PENDING}[^”\\n]*”|`[^`\\n]*{PENDING}[^`\\n]*`")
"""待核实 spoken of, not left open."""
KEY = re.compile(r"^\s*(?:- +)*([A-Za-z_]\w*)\s*[:：]")
LONGEST_SHOWN = 60

ChangeName = Literal["opens", "expires", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Change:
    """One article becomes visible, goes, or its tombstone appears."""

    at: datetime
    what: ChangeName
    document: Document


@dataclass(frozen=True, slots=True)
class Stale:
    """The home page or a column without anything new for longer than allowed; ``last`` is None when it is empty."""

    name: str
    kind: Literal["home", "news", "documents", "empty"]
    last: date | None
    days: int | None
    allowed: int | None


@dataclass(frozen=True, slots=True)
class Open:
    """One 待核实: where, and the key of the front matter that it stands after, if any."""

    path: str
    line: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that ``status`` tells; ``changes`` in the order of time, articles in the order of their paths."""

    now: datetime
    changes: tuple[Change, ...]
    drafts: tuple[Document, ...]
    in_review: tuple[Document, ...]
    stale: tuple[Stale, ...]
    incomplete: tuple[Open, ...]
    unreviewed: tuple[tuple[Document, tuple[str, ...]], ...]


def standing_of(library: Library, texts: Iterable[tuple[str, str]] = ()) -> Standing:
    """How ``library`` stands at its ``now``; ``texts`` are the other files to search for 待核实, by shown name."""
    documents = library.documents
    open_places = [one for d in documents for one in open_in(d.source.path, d.source.text)]
    open_places += [one for path, text in texts for one in open_in(path, text)]
    waiting = [d for d in documents if d.meta.status in {"review", "published"} and d.kind != "page"]
    return Standing(
        now=library.now,
        changes=changes(documents, library.now),
        drafts=tuple(d for d in documents if d.meta.status == "draft"),
        in_review=tuple(d for d in documents if d.meta.status == "review"),
        stale=tuple(stale(library)),
        incomplete=tuple(open_places),
        unreviewed=tuple((d, missing) for d in waiting if (missing := missing_reviews(d))),
    )


def changes(documents: Iterable[Document], now: datetime) -> tuple[Change, ...]:
    """All that will change by time alone, the next first."""
    found: list[Change] = []
    for document in documents:
        meta, opens = document.meta, opens_at(document.meta)
        if meta.status == "withdrawn" and opens > now:
            found.append(Change(opens, "withdrawn", document))
        elif meta.status == "published":
            if opens > now:
                found.append(Change(opens, "opens", document))
            if meta.expires_at is not None and meta.expires_at > max(now, opens):
                found.append(Change(meta.expires_at, "expires", document))
    return tuple(sorted(found, key=lambda change: (change.at, str(change.document.path), change.what)))


def stale(library: Library) -> Iterator[Stale]:
    """The home page and the columns that an inspector would call stale or empty."""
    today = library.now.astimezone(SHANGHAI).date()
    articles = [d for d in library.public if d.is_public(library.now) and d.kind != "page"]
    home = _old("首页", "home", articles, today)
    if home:
        yield home
    used = {d.meta.column for d in articles if d.meta.column}
    known = [heading.name for heading in library.vocabulary.columns]
    for name in [*known, *sorted(used - set(known))]:
        in_column = [d for d in articles if d.meta.column == name]
        kind: Literal["news", "documents"] | None = (
            "documents" if DOCUMENT_COLUMN.search(name) else "news" if NEWS_COLUMN.search(name) else None
        )
        if not in_column:
            yield Stale(name, "empty", None, None, None)
        elif kind and (old := _old(name, kind, in_column, today)):
            yield old


def missing_reviews(document: Document) -> tuple[str, ...]:
    """The reviews of 三审 that the credits do not name anybody for; 待核实 is nobody."""
    done = {credit.role for credit in document.meta.credits if set(credit.names) - {PENDING}}
    return tuple(names[0] for names in REVIEWS if not done & set(names))


def open_in(path: str, text: str) -> Iterator[Open]:
    r"""Every 待核实 of a text that is not in a comment and not merely spoken of, a line each.

    >>> [(one.line, one.key) for one in open_in("a.md", "---\n# 待核实\ndate: 待核实\n---\n写“待核实”。\n年份待核实。")]
    [(3, 'date'), (6, '')]
    """
    markdown = path.endswith(".md")
    kept = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text) if markdown else text
    fences = 0
    for number, line in enumerate(kept.split("\n"), 1):
        fences += markdown and fences < 2 and line.startswith("---")  # noqa: PLR2004 - the front matter's two fences
        in_yaml = not markdown or fences < 2  # noqa: PLR2004 - the same
        if PENDING not in MENTIONED.sub("", line) or (in_yaml and line.lstrip().startswith("#")):
            continue
        key = KEY.match(line) if in_yaml else None
        yield Open(path, number, key[1] if key else "", _around(line.strip()))


def other_texts(library: Library) -> Iterator[tuple[str, str]]:
    """The settings and the vocabularies as text, by the names that problems use; what cannot be read is left to ``check``."""
    files = [library.root / "site.yaml", *sorted((library.root / "vocabulary").glob("*.yaml"))]
    for file in files:
        text = _read(file)
        if text is not None:
            yield f"{library.shown}/{file.relative_to(library.root).as_posix()}", text


def _around(line: str) -> str:
    """The part of a long line that shows the first 待核实 that is left open."""
    if len(line) <= LONGEST_SHOWN:
        return line
    at = MENTIONED.sub(lambda match: "　" * len(match[0]), line).index(PENDING)
    start = max(0, at + len(PENDING) - LONGEST_SHOWN)
    end = start + LONGEST_SHOWN
    return f"{'……' if start else ''}{line[start:end]}{'……' if end < len(line) else ''}"


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None


def _old(name: str, kind: Literal["home", "news", "documents"], articles: list[Document], today: date) -> Stale | None:
    allowed = DOCUMENT_DAYS if kind == "documents" else NEWS_DAYS
    days = [day for d in articles for day in (d.day, d.meta.updated) if day is not None and day <= today]
    if not days:
        return Stale(name, kind, None, None, allowed)
    last = max(days)
    age = today - last
    return Stale(name, kind, last, age.days, allowed) if age > timedelta(days=allowed) else None
