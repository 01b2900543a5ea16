"""Who reads the running text of which article: noted while a site is made, so that the next build knows.

Lists, calendars and checks live on cards, front matter, links and headings (an article's *face*). Only its own page, and
a few others, read its prose: the text itself. Where an edit changes the prose alone, and nobody but its own page and
declared readers had read it, nothing else on the site can have changed. Texts tell when they are read (:func:`note`).

A **declared reader** (:func:`reads_prose`) is a pure function of one document and of what it knows beside (the
vocabulary, say): it may read any document's prose, and a later build calls it again to learn whether what it found is still the same. Whoever reads
prose without that is noted; the article is then simply not one for the short way.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Protocol, TypeVar


class HasPath(Protocol):
    """What a declared reader is given: a document, known by its path."""

    @property
    def path(self) -> object: ...  # noqa: D102
    @property
    def texts(self) -> tuple[object, ...]: ...  # noqa: D102


D = TypeVar("D", bound=HasPath)
V = TypeVar("V")
T = TypeVar("T")


@dataclass(slots=True)
class Notes:
    """What was noted: texts that were read by anybody, and what declared readers found.

    ``read`` holds the ids of bodies and sources, which live as long as their library; ``found`` maps the full name of
    a reader to what it found in each document, by path, where it found anything; ``knowing`` to what it knew beside.
    """

    read: set[int] = field(default_factory=set)
    knowing: dict[str, object] = field(default_factory=dict)
    found: dict[str, dict[str, object]] = field(default_factory=dict)


_NOTES: ContextVar[Notes | None] = ContextVar("notes", default=None)


def note(text: object) -> None:
    """Note that somebody reads this text; nothing outside a block of :func:`noted`."""
    notes = _NOTES.get()
    if notes is not None:
        notes.read.add(id(text))


def begin_notes() -> Notes:
    """Note from now on, in this context, until another call; a build does so once."""
    notes = Notes()
    _NOTES.set(notes)
    return notes


def end_notes() -> None:
    """Note nothing any more."""
    _NOTES.set(None)


@contextmanager
def noted() -> Iterator[Notes]:
    """Collect what is read inside the block, apart from what was noted before."""
    notes = Notes()
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


def reads_prose(reader: Callable[[D, V], T]) -> Callable[[D, V], T]:
    """Declare a reader: a function at the top of its module, of a document and of one thing that it knows beside.

    That thing is the same for all documents of a run (the vocabulary, say), and can be kept
    (:mod:`.values`). What the reader returns must have a fingerprint; an empty value (``()``, ``None``) says that there
    is nothing of note.
    """
    name = f"{reader.__module__}:{reader.__qualname__}"

    @wraps(reader)
    def declared(document: D, knowing: V) -> T:
        notes = _NOTES.get()
        if notes is None:
            return reader(document, knowing)
        token = _NOTES.set(None)
        try:
            found = reader(document, knowing)
        finally:
            _NOTES.reset(token)
        by_path = notes.found.setdefault(name, {})
        if notes.knowing.setdefault(name, knowing) is not knowing:
            notes.read.update(map(id, document.texts))
        if found:
            by_path[str(document.path)] = found
        return found

    return declared
