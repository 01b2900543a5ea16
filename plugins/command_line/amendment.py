"""The short way: some articles' words or some templates were edited and nothing else; their pages are made again alone.

Taken when all of this holds, and left for the long way as soon as one thing does not: the last build is right but for
files of articles and templates that existed before; nothing was to be said about those articles then or now; all that
lists, calendars and checks know of them is as it was, but for title and summary, whose readers are known
(:mod:`..build_state.prose`); nobody but their own pages and declared readers had read their text, and the readers find
what they had found; the pages ask for no name whose value was not kept. Pelican is not imported.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .last_build import LastBuild

if TYPE_CHECKING:
    from ..documents.again import Again as Rereader
    from ..incremental.again import Changed, KeptSite
    from ..incremental.inputs import Stamp

CONTENT, TEMPLATES = "content/", "theme/templates/"
MOST = 20
"""With more articles edited at once, the long way is not much longer."""
WORTH_FORKING = 60
CHUNKS_PER_WORKER = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What the short way needs to know of a build; ``fresh`` is an empty folder for what it makes."""

    content: Path
    output: Path
    state: Path
    cache: Path
    fresh: Path
    shown: str
    engine: str
    now: datetime
    jobs: int


@dataclass(frozen=True, slots=True)
class Edits:
    """The edited files: articles below the content folder, templates below the theme's."""

    articles: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """One page made again: its place, the SHA-256 of its bytes, and the file that has them unless it is as it was."""

    place: str
    sha256: str
    file: Path | None
    labels: frozenset[str]


@dataclass(frozen=True)
class Amended:
    """The pages made again, with the reason for each, and what is to be kept when they are out."""

    pages: Mapping[str, Made]
    reasons: Mapping[str, str]
    rows: Mapping[str, str]


def edits(last: LastBuild, stamps: "Mapping[str, Stamp]") -> Edits | None:
    """The files that have other bytes, when they are articles and templates and nothing else has; else nothing."""
    if stamps.keys() != last.inputs.keys():
        return None
    changed = [key for key, stamp in stamps.items() if last.inputs[key][-1] != stamp[-1]]
    articles = tuple(k.removeprefix(CONTENT) for k in changed if k.startswith(CONTENT) and k.endswith(".md"))
    templates = tuple(k.removeprefix(TEMPLATES) for k in changed if k.startswith(TEMPLATES) and k.endswith(".html"))
    if not changed or len(articles) > MOST or len(articles) + len(templates) != len(changed):
        return None
    return Edits(articles, templates)


def amended(asked: Asked, last: LastBuild, stamps: "Mapping[str, Stamp]", edited: Edits) -> Amended | None:
    """What has changed, made again; None when the site must be built the long way."""
    told = {problem.place.path for problem in last.problems}
    if any(f"{asked.shown}/{path}" in told for path in edited.articles):
        return None
    if not (asked.state / "articles.sqlite").is_file():
        return None
    try:
        return _amended(asked, last, stamps, edited)
    except Exception:  # noqa: BLE001 - whatever it is, the long way finds it again and tells it properly
        return None


def remember(asked: Asked, done: Amended, question: str) -> None:
    """Keep what the next edit wants to know, now that the site of ``question`` is out."""
    from ..incremental.articles import QUESTION, table_of, text_of  # noqa: PLC0415 - needed only after an edit

    with contextlib.suppress(sqlite3.Error), table_of(asked.state, asked.engine) as table:
        for key, text in {**done.rows, QUESTION: text_of(question)}.items():
            table.put_json(key, text)


def _amended(asked: Asked, last: LastBuild, stamps: "Mapping[str, Stamp]", edited: Edits) -> Amended:
    from ..documents.again import Again as Rereader  # noqa: PLC0415 - pydantic and Markdown, only after an edit
    from ..incremental.again import KeptSite, LongWayError  # noqa: PLC0415 - Jinja, only after an edit
    from ..incremental.articles import table_of  # noqa: PLC0415 - the same

    with table_of(asked.state, asked.engine) as table:
        site = KeptSite(table)
        if not site.is_of(last.question):
            raise LongWayError(last.question)
        vocabulary, options = site.value("vocabulary"), site.value("reading")
        rereader = Rereader(asked.content, vocabulary, options, asked.shown, asked.cache)
        for path in edited.articles:
            _take_over(asked, last, site, rereader, path, str(stamps[CONTENT + path][-1]))
        places = site.stale(edited.templates)
    share = _Share(asked, tuple(places), site.changed, rereader)
    pages = {made.place: made for made in _all_made(share)}
    with table_of(asked.state, asked.engine) as site.table:
        rows = site.rows({made.place: made.labels for made in pages.values()})
    own = {one.document.save_as for one in site.changed.values()}
    words = "、".join([*(["article 的标题或摘要"] if len(places) > len(own) else []), *map("模板 {}".format, edited.templates)])
    reasons = {place: "article 变了" if place in own else f"{words} 变了" for place in places}
    return Amended(pages, reasons, rows)


def _take_over(  # noqa: PLR0913, PLR0917 - what an article is read with
    asked: Asked, last: LastBuild, site: "KeptSite", rereader: "Rereader", path: str, digest: str
) -> None:
    """Let ``site`` know the new text of the article at ``path``; raises when others may see more of the edit."""
    read = rereader.edited(PurePosixPath(path))
    document = read.document
    if document is None or read.problems or read.digest != digest or not document.is_public(asked.now):
        raise ValueError(path)
    site.edit(path, document, rereader.card(document))
    before = site.retitled(path)
    if before:
        if any(before in problem.message for problem in last.problems):
            raise ValueError(path)
        site.retitle(*rereader.titles(document, before))


@dataclass
class _Share:
    """What a process needs to make pages: inherited by workers, each of which opens the table for itself."""

    asked: Asked
    places: Sequence[str]
    changed: "dict[str, Changed]"
    rereader: "Rereader"
    site: "KeptSite | None" = None

    def made(self, start: int, step: int) -> list[Made]:
        """Every ``step``-th page from ``start`` on."""
        if self.site is None:
            from ..incremental.again import KeptSite  # noqa: PLC0415 - Jinja, only after an edit
            from ..incremental.articles import table_of  # noqa: PLC0415 - the same

            self.site = KeptSite(table_of(self.asked.state, self.asked.engine), self.changed, self._document)
        return [self._made(number) for number in range(start, len(self.places), step)]

    def _document(self, path: str) -> object:
        return self.rereader.unchanged(PurePosixPath(path))

    def _made(self, number: int) -> Made:
        from ..build_state.files import write_new  # noqa: PLC0415 - needed only after an edit

        assert self.site is not None
        place = self.places[number]
        again = self.site.render(place)
        data = again.text.encode()
        file = None
        if data != (self.asked.output / place).read_bytes():
            file = self.asked.fresh / str(number)
            write_new(file, data)
        return Made(place, hashlib.sha256(data).hexdigest(), file, again.labels)


class _Worker:
    share: _Share | None = None


def _inherit(share: _Share) -> None:
    _Worker.share = share


def _made_inherited(start: int, step: int) -> list[Made]:
    return _Worker.share.made(start, step) if _Worker.share else []


def _all_made(share: _Share) -> Iterator[Made]:
    jobs = share.asked.jobs
    if jobs < 2 or len(share.places) < WORTH_FORKING:  # noqa: PLR2004 - two make it parallel
        yield from share.made(0, 1)
        return
    from ..build_state.workers import executor  # noqa: PLC0415 - multiprocessing, only where there is much to make

    step = jobs * CHUNKS_PER_WORKER
    try:
        with executor("processes", jobs, _inherit, (share,)) as workers:
            for some in workers.map(_made_inherited, range(step), [step] * step):
                yield from some
    finally:
        _Worker.share = None
