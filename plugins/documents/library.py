"""All of ``content/`` as values: settings, vocabularies, documents, and every problem that reading them met."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from ..build_state.prose import unnoted
from ..diagnostics import Place, Problem, in_order
from . import codes, relations
from .cards import card_of
from .document import Card, Document
from .front_matter import FrontMatter
from .lifecycle import is_withdrawn, next_change
from .listing_urls import ListAddress, ListKind, list_address, lists_of
from .markdown_text import converter
from .photo_cache import PhotoFactsCache
from .read_all import read_all
from .reading import Reading
from .site import SiteSettings
from .site_files import read_site, read_vocabulary
from .strays import strays
from .vocabulary import Vocabulary

SUFFIXES = {".md"}
NOT_ARTICLES = {"vocabulary"}


@dataclass(frozen=True)
class Library:
    """Everything that was read from ``root``, as readers may see it at ``now``.

    ``documents`` holds every readable document, drafts included, in the order of their paths; ``public`` the ones
    that readers may see (with ``drafts``: all but withdrawn ones), newest first. Features iterate ``public`` only.
    """

    root: Path
    site: SiteSettings
    vocabulary: Vocabulary
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    now: datetime
    drafts: bool = False
    shown: str = "content"
    paths: frozenset[PurePosixPath] = frozenset()
    """Every article file that was found, readable or not: a link to a broken one is not broken itself."""
    site_places: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def public(self) -> tuple[Document, ...]:
        """The documents that readers may see, newest first; path breaks ties, so the order is total."""
        seen = [d for d in self.documents if d.is_public(self.now) or (self.drafts and d.meta.status != "withdrawn")]
        return tuple(sorted(seen, key=lambda d: (-d.day.toordinal(), str(d.path))))

    @cached_property
    def by_path(self) -> Mapping[PurePosixPath, Document]:
        """The public documents by their paths."""
        return {document.path: document for document in self.public}

    @cached_property
    def articles(self) -> tuple[Document, ...]:
        """The public documents but for plain pages."""
        return tuple(document for document in self.public if document.kind != "page")

    @cached_property
    def withdrawn(self) -> tuple[Document, ...]:
        """The documents whose address shows a tombstone."""
        return tuple(document for document in self.documents if is_withdrawn(document.meta, self.now))

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """The card of each public article by its path, newest first."""
        with unnoted():  # whoever reads a card is noted then
            return {str(document.path): card_of(document) for document in self.articles}

    @cached_property
    def lists(self) -> Mapping[ListAddress, tuple[Card, ...]]:
        """The cards of every list, newest first, the lists in the order of kind and name."""
        addresses: dict[tuple[ListKind, str], ListAddress] = {}
        found: dict[ListAddress, list[Card]] = defaultdict(list)
        for card in self.cards.values():
            for kind, name in lists_of(card):
                if (kind, name) not in addresses:
                    addresses[kind, name] = list_address(self.vocabulary, kind, name)
                row = found[addresses[kind, name]]
                if not row or row[-1] is not card:  # a name may stand there twice
                    row.append(card)
        return {address: tuple(found[address]) for address in sorted(found)}

    def next_change(self) -> datetime | None:
        """The first instant after ``now`` at which what readers may see changes."""
        return next_change((document.meta for document in self.documents), self.now)


def read_library(  # noqa: PLR0913 - one call says everything that the result depends on
    root: Path,
    *,
    kinds: Mapping[str, type[FrontMatter]],
    folder_kinds: Mapping[str, str],
    now: datetime,
    drafts: bool = False,
    cache: Path | None = None,
    shown: str = "content",
    jobs: int = 1,
) -> Library:
    """The library of the folder ``root``; ``shown`` is how problems name that folder."""
    site, site_places, problems = read_site(root, shown)
    vocabulary, vocabulary_problems = read_vocabulary(root, shown)
    facts = PhotoFactsCache(cache)
    reading = Reading(root, kinds, folder_kinds, vocabulary, facts, converter(), shown)
    found: list[Problem] = [*problems, *vocabulary_problems]
    paths: list[PurePosixPath] = []
    for entry in _walk(root, shown):
        if isinstance(entry, Problem):
            found.append(entry)
        else:
            paths.append(entry)
    documents: list[Document] = []
    for document, of_file in read_all(reading, paths, jobs=jobs, cache=cache):
        found += of_file
        if document is not None:
            documents.append(document)
    facts.save()
    found += reading.sidecars.problems()
    found += strays(root, shown, folder_kinds)
    found += relations.check(documents, vocabulary)
    return Library(
        root, site, vocabulary, tuple(documents), in_order(found), now, drafts, shown, frozenset(paths), site_places
    )


def _walk(root: Path, shown: str) -> Iterator[PurePosixPath | Problem]:
    """The articles below ``root`` in a fixed order, and a problem for each symbolic link; links are never followed."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        relative = PurePosixPath(Path(folder).relative_to(root).as_posix())
        if relative.parts[:1] and relative.parts[0] in NOT_ARTICLES:
            folders.clear()
            continue
        for name in sorted([*folders, *files]):
            path = relative / name
            if (Path(folder) / name).is_symlink():
                yield codes.SYMLINK.at(
                    Place(f"{shown}/{_shown(path)}"),
                    f"“{_shown(PurePosixPath(name))}”是符号链接，不会发布",
                    "请把文件或文件夹本身放进来",
                )
                if name in folders:
                    folders.remove(name)
            elif (
                name in files
                and PurePosixPath(name).suffix.lower() in SUFFIXES
                and not name.startswith((".", "_", "~$"))
            ):
                yield path


def _shown(path: PurePosixPath) -> str:
    """A path that can be printed, whatever bytes the file system holds."""
    return unicodedata.normalize("NFC", str(path)).encode("utf-8", "replace").decode("utf-8")
