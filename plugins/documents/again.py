"""Some articles read again on their own: what a build needs to know when a few files were edited."""

import importlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from ..build_state.store import Table
from ..build_state.values import is_ours
from .cards import card_of
from .document import Card, Document
from .front_matter import FrontMatter
from .markdown_text import converter
from .photo_cache import PhotoFactsCache
from .read_all import NAME, from_row, key_of, rules_of
from .reading import FileRead, Reading
from .relations import title_key
from .vocabulary import Vocabulary

__all__ = ["Again", "registry"]


def registry(place: str) -> Any:  # noqa: ANN401 - a registry of the feature that the settings name
    """What a setting names as ``module:name``; raises TypeError for another's module, since the setting was kept."""
    module, _, name = place.partition(":")
    if not is_ours(module):
        raise TypeError(place)
    return getattr(importlib.import_module(module), name)


class Again:
    """Reads files of a site whose other files are as they were; ``options`` is the setting ``DOCUMENTS`` of the site."""

    def __init__(
        self, root: Path, vocabulary: Vocabulary, options: Mapping[str, str], shown: str, cache: Path
    ) -> None:
        """Read nothing yet."""
        self._root, self._vocabulary, self._options, self._shown = root, vocabulary, options, shown
        self._cache = cache

    def edited(self, path: PurePosixPath) -> FileRead:
        """What reading the file ``path`` finds."""
        return self._reading.read_file(path)

    def at(self, path: str) -> Document | None:
        """The document of a file that has the bytes that it had, from what was kept of it where that can be."""
        place = PurePosixPath(path)
        known = from_row(self._reading, place, self._rows.get(key_of(path)))
        return known[0] if known else self._reading.read_file(place).document

    def card(self, document: Document) -> Card:
        """What lists may know of it."""
        return card_of(document)

    def titles(self, document: Document, before: str) -> tuple[str, str]:
        """What no other article may have in common with it: with the title that it had, and with its own."""
        now = title_key(document)
        return f"{''.join(before.split())}\n{now.partition(chr(10))[2]}", now

    @cached_property
    def _reading(self) -> Reading:
        options = self._options
        kinds = registry(options["kinds"]) if "kinds" in options else {"news": FrontMatter}
        folder_kinds = registry(options["folder_kinds"]) if "folder_kinds" in options else {}
        facts = PhotoFactsCache(self._cache)
        return Reading(self._root, kinds, folder_kinds, self._vocabulary, facts, converter(), self._shown)

    @cached_property
    def _rows(self) -> Table:
        """The kept rows; opened by each process for itself."""
        return Table(self._cache / NAME, rules_of(self._reading))
