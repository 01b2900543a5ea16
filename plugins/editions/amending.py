"""The feeds that hold an edited article, made again without the rest of the site (the short way, decision 0026)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..documents.document import Document
from ..documents.site import SiteSettings
from .feeds import Feed, files_of


@dataclass(frozen=True, slots=True)
class Recipe:
    """A feed with its articles' paths in place of the articles."""

    kind: str
    name: str
    title: str
    page: str
    atom: str
    json: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Knowing:
    """What the next build must know to make some feeds again."""

    site: SiteSettings
    feeds: tuple[Recipe, ...]


def recipe_of(feed: Feed) -> Recipe:
    """What is kept of a feed."""
    paths = tuple(str(document.path) for document in feed.documents)
    return Recipe(feed.kind, feed.name, feed.title, feed.page, feed.atom, feed.json, paths)


def amend(
    _cache: Path,
    _engine: str,
    edits: Sequence[tuple[Document, tuple[object, ...]]],
    knowing: Knowing,
    document: Callable[[str], Document],
) -> Mapping[str, bytes]:
    """The files of all feeds with an edited article; ``document`` gives the articles beside it."""
    found = {str(edited.path): edited for edited, _ in edits}
    edited_paths = frozenset(found)

    def article(path: str) -> Document:
        if path not in found:
            found[path] = document(path)
        return found[path]

    touched = (
        Feed(one.kind, one.name, one.title, one.page, one.atom, one.json, tuple(map(article, one.paths)))
        for one in knowing.feeds
        if not edited_paths.isdisjoint(one.paths)
    )
    return dict(files_of(touched, knowing.site))
