"""Where documents meet Pelican: the library at the start of a run, one reader, one gate before output."""

import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.readers import BaseReader, Readers
from pelican.urlwrappers import Category
from pelican.utils import SafeDatetime

from ..build_state.prose import begin_notes, unnoted
from .again import registry
from .document import Document
from .fields import SHANGHAI
from .front_matter import FrontMatter
from .library import read_library
from .run import Run

SETTINGS = {"kinds", "folder_kinds"}
NOTHING = "(?!)"
"""A pattern that no file's name matches: front matter alone says what is known of an article."""


def register() -> None:
    """Connect the named functions below; Pelican holds them weakly, and this module holds them for good."""
    signals.get_generators.connect(begin)
    signals.readers_init.connect(add_reader)
    signals.article_generator_finalized.connect(skip_categories)
    signals.get_writer.connect(stop_on_errors)


def begin(pelican: Pelican) -> type[Generator]:
    """Read the library, once a run, and tell Pelican which files are public articles and pages."""
    settings = pelican.settings
    options: Mapping[str, str] = settings.get("DOCUMENTS", {})
    unknown = set(options) - SETTINGS
    if unknown:
        message = f"设置 DOCUMENTS 里有不认识的键：{'、'.join(sorted(unknown))}；可以用：{'、'.join(sorted(SETTINGS))}"
        raise ValueError(message)
    settings["RUN"] = run = _run(settings, options)
    articles = [str(d.path) for d in run.library.public if d.kind != "page"]
    pages = [str(d.path) for d in run.library.public if d.kind == "page"]
    settings |= {
        "ARTICLE_PATHS": articles,
        "PAGE_PATHS": pages,
        "STATIC_PATHS": [],
        "ARTICLE_EXCLUDES": [],
        "PAGE_EXCLUDES": [],
        "FILENAME_METADATA": NOTHING,
    }
    return SiteContext


def add_reader(readers: Readers) -> None:
    """Read Markdown through the library instead of Pelican's own reader."""
    readers.reader_classes["md"] = LibraryReader


def skip_categories(generator: ArticlesGenerator) -> None:
    """Where categories have neither pages nor feeds, spare Pelican asking of each article whether it is in each of them.

    It asks a list, so that ten times the articles take a hundred times as long. Templates see the categories as before.
    """
    if not any(generator.settings.get(f"CATEGORY_{what}") for what in ("SAVE_AS", "FEED_ATOM", "FEED_RSS")):
        generator.categories = []


def stop_on_errors(pelican: Pelican) -> None:
    """The gate: output begins only when nobody has found an error."""
    pelican.settings["RUN"].stop_on_errors()


class LibraryReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Hands Pelican the document of a path; everything was read and checked before."""

    enabled = True
    file_extensions = ("md",)

    def read(self, filename: str) -> tuple[str, dict[str, Any]]:
        """An empty body and the metadata that Pelican itself needs; ours is ``document``."""
        run: Run = self.settings["RUN"]
        path = PurePosixPath(Path(filename).relative_to(run.library.root).as_posix())
        with unnoted():  # Pelican's own title is not kept for later pages
            return "", _metadata(run.library.by_path[path], self.settings)


class SiteContext(Generator):  # type: ignore[misc]  # Pelican has no types
    """Puts the site's settings into the context."""

    def generate_context(self) -> None:
        """Set ``site``."""
        self.context["site"] = self.settings["RUN"].library.site


def _metadata(document: Document, settings: Mapping[str, Any]) -> dict[str, Any]:
    day = document.day
    return {
        "title": document.title,
        "date": SafeDatetime(day.year, day.month, day.day, tzinfo=SHANGHAI),
        "category": Category(document.meta.column or document.kind, settings),
        "slug": document.url.strip("/").replace("/", "-"),
        "url": document.url.lstrip("/"),
        "save_as": document.save_as,
        "template": document.meta.template,
        "status": "published",
        "summary": "",
        "document": document,
    }


def _run(settings: Mapping[str, Any], options: Mapping[str, str]) -> Run:
    build: Mapping[str, Any] = settings.get("BUILD", {})
    now: datetime = build.get("now") or clock()
    drafts = bool(build.get("drafts", False))
    cache = Path(build.get("cache") or tempfile.mkdtemp(prefix="pelican-documents-"))
    library = read_library(
        Path(settings["PATH"]).resolve(),
        kinds=registry(options["kinds"]) if "kinds" in options else {"news": FrontMatter},
        folder_kinds=registry(options["folder_kinds"]) if "folder_kinds" in options else {},
        now=now,
        drafts=drafts,
        cache=cache,
        shown=str(build.get("shown", "content")),
        jobs=int(build.get("jobs", 1)),
    )
    run = Run(library, now, drafts, str(build.get("profile", "preview")), cache, int(build.get("jobs", 1)))
    run.notes = begin_notes()
    return run


def clock() -> datetime:
    """The instant of a run that was not told one: ``SOURCE_DATE_EPOCH``, else the clock (its only reading)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)

