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
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..build_state.files import write_new
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
    """What was made again: the files with other bytes (with their SHA-256), those that are gone.

    ``reasons`` say why each page was made, ``rows`` are to be kept when they are out.
    """

    files: Mapping[str, tuple[Path, str]]
    gone: frozenset[str]
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
        new_reader = partial(Rereader, asked.content, vocabulary, options, asked.shown, asked.cache)
        rereader = new_reader()
        for path in edited.articles:
            _take_over(asked, last, site, rereader, path, str(stamps[CONTENT + path][-1]))
        site.document = rereader.at
        others = site.amended(asked.cache, asked.engine)
        reasons = site.stale(edited.templates)
    forked = asked.jobs > 1 and len(reasons) >= WORTH_FORKING  # then with stores of their own
    share = _Share(asked, tuple(reasons), site.changed, new_reader() if forked else rereader)
    pages = {made.place: made for made in _all_made(share, forked=forked)}
    files = {made.place: (made.file, made.sha256) for made in pages.values() if made.file}
    for number, (name, data) in enumerate(sorted(others.items())):
        if data is not None and not _is(asked.output / name, data):
            file = asked.fresh / f"other-{number}"
            write_new(file, data)
            files[name] = file, hashlib.sha256(data).hexdigest()
    gone = frozenset(name for name, data in others.items() if data is None)
    with table_of(asked.state, asked.engine) as site.table:
        rows = site.rows({made.place: made.labels for made in pages.values()})
    return Amended(files, gone, reasons, rows)


def _is(file: Path, data: bytes) -> bool:
    return file.is_file() and file.read_bytes() == data


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

            self.site = KeptSite(table_of(self.asked.state, self.asked.engine), self.changed, self.rereader.at)
        return [self._made(self.site, number) for number in range(start, len(self.places), step)]

    def _made(self, site: "KeptSite", number: int) -> Made:
        place = self.places[number]
        again = site.render(place)
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


def _all_made(share: _Share, *, forked: bool) -> Iterator[Made]:
    if not forked:
        yield from share.made(0, 1)
        return
    from ..build_state.workers import executor  # noqa: PLC0415 - multiprocessing, only where there is much to make

    jobs = share.asked.jobs
    step = jobs * CHUNKS_PER_WORKER
    try:
        with executor("processes", jobs, _inherit, (share,)) as workers:
            for some in workers.map(_made_inherited, range(step), [step] * step):
                yield from some
    finally:
        _Worker.share = None
