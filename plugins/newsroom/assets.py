"""The theme's static files under names that carry their content, so that a browser may keep them for ever."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

HASHED = {".css", ".js"}


class Assets:
    """``asset('css/site.css')`` → ``/assets/css/site.1f2e3d4c.css``; callable from templates.

    ``registered`` are the files of other plugins by name; they are looked up when asked, since plugins register
    them until output begins.
    """

    def __init__(self, folder: Path, registered: Mapping[str, Path]) -> None:
        """The files of ``folder`` (the theme's static folder) and the registered ones."""
        self._folder = folder
        self._registered = registered

    def __call__(self, name: str) -> str:
        """The address of a static file; KeyError names one that does not exist (a mistake of the theme)."""
        if name not in self._addresses:
            raise KeyError(f"没有静态文件“{name}”；有：{'、'.join(self._addresses)}")
        return self._addresses[name]

    @property
    def fingerprint_token(self) -> str:
        """What every page that asks for an asset depends on."""
        return " ".join(self._addresses.values())

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every static file by name, in order; looked up once, at the first question after all plugins registered."""
        found = {p.relative_to(self._folder).as_posix(): p for p in self._folder.rglob("*") if p.is_file()}
        return dict(sorted({**found, **self._registered}.items()))

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {name: "/" + self.save_as(name, file) for name, file in self.files.items()}

    def save_as(self, name: str, file: Path) -> str:
        """Where a file is published: scripts and styles with their digest in the name, pictures under their own."""
        stem, dot, suffix = name.rpartition(".")
        if f".{suffix}" not in HASHED:
            return f"assets/{name}"
        return f"assets/{stem}.{hashlib.sha256(file.read_bytes()).hexdigest()[:10]}{dot}{suffix}"

    def outputs(self) -> Iterator[tuple[str, Path]]:
        """Every published file: where to, and from which file."""
        for name, file in self.files.items():
            yield self._addresses[name].removeprefix("/"), file


def absolute_urls(site_url: str) -> Callable[[str], str]:
    """A function from an address below the root to the whole address; without a site address it stays as it is."""
    return AbsoluteUrl(site_url)


class AbsoluteUrl:
    """``absolute('/news/')`` → ``https://…/news/``; callable from templates."""

    def __init__(self, site_url: str) -> None:
        """Addresses below ``site_url``, which may be empty."""
        self.fingerprint_token = site_url

    def __call__(self, url: str) -> str:
        """The whole address of ``url``."""
        return f"{self.fingerprint_token}{url}" if url.startswith("/") else url
