"""Who reads the running text of which article: noted while a site is made, so that the next build knows.

Lists, calendars and checks live on cards, front matter, links and headings (an article's *face*). Only its own page, and
a few others, read its prose: the text itself. Where an edit changes the prose alone, and nobody but its own page and
declared readers had read it, nothing else on the site can have changed. Texts tell when they are read (:func:`note`).

A **declared reader** (:func:`reads_prose`) is a pure function of one document and of what it knows beside (the
vocabulary, say): it may read any document's prose, and a later build calls it again to learn whether what it found is still the same. Whoever reads
prose without that is noted; the article is then simply not one for the short way.

An article's **labels** (title and summary: :func:`labelled`) stand in lists, beside others' texts and in feeds. Who reads
them is noted by the article's path: a page that showed them is rendered again when they change, and an article whose
labels were read while the pages' values were made (a feed, say) takes the long way, unless a declared reader did.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Protocol, TypeVar


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

    ``read`` holds the ids of bodies and sources, which live as long as their library, ``labels`` the paths of documents
    whose title or summary was read; ``found`` maps the full name of a reader to what it found in each document, by path,
    where it found anything; ``knowing`` to what it knew beside. ``is_page`` says that a page is being rendered: then
    opening an article's front matter counts as reading its labels.
    """

    read: set[int] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    is_page: bool = False
    knowing: dict[str, object] = field(default_factory=dict)
    found: dict[str, dict[str, object]] = field(default_factory=dict)


DECLARED = "reads_prose"
"""The attribute that marks a declared reader."""

_NOTES: ContextVar[Notes | None] = ContextVar("notes", default=None)


def note(text: object) -> None:
    """Note that somebody reads this text; nothing outside a block of :func:`noted`."""
    notes = _NOTES.get()
    if notes is not None:
        notes.read.add(id(text))


def note_label(path: object) -> None:
    """Note that somebody reads the title or the summary of the article at ``path``."""
    notes = _NOTES.get()
    if notes is not None:
        notes.labels.add(str(path))


class _Label:
    """A slot whose reading is noted; with ``on_pages_only``, only while a page is rendered."""

    def __init__(self, slot: Any, *, on_pages_only: bool) -> None:  # noqa: ANN401 - Python's own descriptor
        self._slot = slot
        self._on_pages_only = on_pages_only

    def __get__(self, one: Any, kind: type | None = None) -> Any:  # noqa: ANN401 - as above
        if one is None:
            return self
        notes = _NOTES.get()
        if notes is not None and (notes.is_page or not self._on_pages_only):
            notes.labels.add(str(one.path))
        return self._slot.__get__(one, kind)

    def __set__(self, one: Any, value: object) -> None:  # noqa: ANN401 - as above
        self._slot.__set__(one, value)


def labelled(*names: str, on_pages: tuple[str, ...] = ()) -> Callable[[type[T]], type[T]]:
    """Note whoever reads these attributes of a class with slots and a ``path``; ``on_pages`` only while pages are made."""

    def noting(kind: type[T]) -> type[T]:
        for name in (*names, *on_pages):
            setattr(kind, name, _Label(getattr(kind, name), on_pages_only=name in on_pages))
        return kind

    return noting


def begin_notes() -> Notes:
    """Note from now on, in this context, until another call; a build does so once."""
    notes = Notes()
    _NOTES.set(notes)
    return notes


def end_notes() -> None:
    """Note nothing any more."""
    _NOTES.set(None)


@contextmanager
def unnoted() -> Iterator[None]:
    """Note nothing inside the block: what is read there is told to the next build in another way."""
    token = _NOTES.set(None)
    try:
        yield
    finally:
        _NOTES.reset(token)


@contextmanager
def noted() -> Iterator[Notes]:
    """Collect what a page reads inside the block, apart from what was noted before."""
    notes = Notes(is_page=True)
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


def reads_prose(reader: Callable[[D, V], T]) -> Callable[[D, V], T]:
    """Declare a reader: a function at the top of its module, of a document and of one thing that it knows beside.

    That thing is the same (or equal) for all documents of a run (the vocabulary, say), and can be kept
    (:mod:`.values`). What the reader returns must have a fingerprint; an empty value (``()``, ``None``) says that there
    is nothing of note.
    """
    name = f"{reader.__module__}:{reader.__qualname__}"

    @wraps(reader)
    def declared(document: D, knowing: V) -> T:
        notes = _NOTES.get()
        if notes is None:
            return reader(document, knowing)
        with unnoted():
            found = reader(document, knowing)
        by_path = notes.found.setdefault(name, {})
        known = notes.knowing.setdefault(name, knowing)
        if known is not knowing and known != knowing:
            notes.read.update(map(id, document.texts))
            notes.labels.add(str(document.path))
        if found:
            by_path[str(document.path)] = found
        return found

    setattr(declared, DECLARED, True)
    return declared


def is_declared(reader: object) -> bool:
    """Whether this is a reader that :func:`reads_prose` declared: what was kept can name any function of ours."""
    return getattr(reader, DECLARED, False) is True
