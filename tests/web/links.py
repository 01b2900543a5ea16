"""Every internal link, picture, script and anchor of a built site, checked over its files alone."""

import posixpath
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

LINKS = {"href", "src", "action", "poster", "data"}
VOID_OF_PAGES = {"preconnect", "dns-prefetch", "canonical", "alternate"}


@dataclass
class Anatomy(HTMLParser):
    """The ids of a page and what it points to, with lines."""

    ids: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        self.ids |= {values[name] for name in ("id",) if name in values}
        if tag == "a" and "name" in values:
            self.ids.add(values["name"])
        if tag == "link" and "canonical" in values.get("rel", ""):
            return
        self.links += [(self.getpos()[0], values[name]) for name in LINKS & set(values) if values[name]]
        for part in values.get("srcset", "").split(","):
            if part.strip():
                self.links.append((self.getpos()[0], part.split()[0]))


@cache
def anatomy(file: Path) -> Anatomy:
    """The page, read once."""
    page = Anatomy()
    page.feed(file.read_text(encoding="utf-8"))
    return page


def broken(site: Path, own: str = "") -> list[str]:
    """``file:line: link`` for each link of the site to itself that leads nowhere; ``own`` is the site's address."""
    found = []
    for file in sorted(site.rglob("*.html")):
        address = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        for line, link in anatomy(file).links:
            if own and link.startswith(f"{own}/"):
                link = link.removeprefix(own)  # noqa: PLW2901 - the same link, seen from inside
            if not leads_somewhere(site, file, address, link):
                found.append(f"{file.relative_to(site)}:{line}: {link}")
    return found


def leads_somewhere(site: Path, file: Path, address: str, link: str) -> bool:
    """Whether ``link`` on the page ``file`` leads to a file (and an anchor) of the site, or away from it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    if not parts.path and not parts.query:
        target = file
    else:
        path = unquote(urlsplit(urljoin(address, parts.path or address)).path)
        target = site / posixpath.normpath(path).lstrip("/")
        target = target / "index.html" if target.is_dir() and (path.endswith("/") or target == site) else target
    if not target.is_file():
        return False
    anchor = unquote(parts.fragment)
    if not anchor or target.suffix != ".html" or anchor.startswith(":~:"):
        return True
    return anchor in anatomy(target).ids or anchor == "top"
