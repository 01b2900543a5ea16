"""One article read again on its own: what a build needs to know when a single file was edited."""

import importlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from .front_matter import FrontMatter
from .markdown_text import converter
from .photo_cache import PhotoFactsCache
from .reading import FileRead, Reading
from .vocabulary import Vocabulary


def registry(place: str) -> Any:  # noqa: ANN401 - a registry of the feature that the settings name
    """What a setting names as ``module:name``."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


def read_again(
    root: Path, path: PurePosixPath, vocabulary: Vocabulary, options: Mapping[str, str], shown: str
) -> FileRead:
    """What reading the file ``path`` finds; ``options`` is the setting ``DOCUMENTS`` of the site."""
    kinds = registry(options["kinds"]) if "kinds" in options else {"news": FrontMatter}
    folder_kinds = registry(options["folder_kinds"]) if "folder_kinds" in options else {}
    return Reading(root, kinds, folder_kinds, vocabulary, PhotoFactsCache(), converter(), shown).read_file(path)
