"""The queue: pages to render and files to write, each place claimed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Template

from .names import Claims, ClashError

MANIFEST = "manifest.json"
"""The list of all published files; its place is taken."""


class Missing:
    """The one value of a name that a page asked for and that is nowhere (``{% if x is defined %}``)."""

    fingerprint_token = "missing"  # noqa: S105 - not a secret


MISSING = Missing()


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page to be: where, with which template, from which names.

    ``own`` are this page's names; they win over ``shared``, the context that all pages have in common, and that over
    the environment's globals.
    """

    save_as: str
    template: Template
    shared: Mapping[str, object]
    own: Mapping[str, object]

    @property
    def template_name(self) -> str:
        """The template's name, e.g. ``news.html``."""
        return self.template.name or ""

    def value_of(self, name: str) -> object:
        """Return what a top-level name means on this page, or :data:`MISSING`."""
        for names in (self.own, self.shared, self.template.globals):
            if name in names:
                return names[name]
        return MISSING

    def context(self) -> dict[str, object]:
        """Return all names but the globals, for rendering."""
        return {**self.shared, **self.own}


@dataclass(frozen=True, slots=True)
class File:
    """Bytes, or a finished file elsewhere, that go to the site as they are."""

    save_as: str
    data: bytes | Path


class Queue:
    """Everything that this build will write through the writer."""

    def __init__(self) -> None:
        """Nothing is queued but the manifest's place."""
        self._claims = Claims()
        self._claims.claim(MANIFEST)
        self._pages: dict[str, Page] = {}
        self._files: dict[str, File] = {}
        self._replacing: set[str] = set()

    def add_page(self, page: Page, *, override: bool = False) -> None:
        """Queue a page; with ``override`` it takes the place of another, once, as Pelican's ``override_output``."""
        if page.save_as in self._replacing:
            if override:
                message = f"两个页面都要替换同一个位置：{page.save_as}"
                raise ClashError(message)
            return
        if override and page.save_as in self._pages:
            self._claims.release(page.save_as)
        self._claims.claim(page.save_as)
        if override:
            self._replacing.add(page.save_as)
        self._pages[page.save_as] = page

    def add_file(self, file: File) -> None:
        """Queue a file."""
        self._claims.claim(file.save_as)
        self._files[file.save_as] = file

    def pages(self) -> tuple[Page, ...]:
        """Return the pages by place."""
        return tuple(self._pages[place] for place in sorted(self._pages))

    def files(self) -> tuple[File, ...]:
        """Return the files by place."""
        return tuple(self._files[place] for place in sorted(self._files))
