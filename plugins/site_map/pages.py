"""The site's pages as one list: articles and pages from the library, lists from whoever makes them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..documents.library import Library
from ..documents.photo_addresses import widest_address

OVERVIEW = "总览"
ABOUT = "关于"
SERVICES = "服务"
NOT_IN_SITEMAP = frozenset({"/search/", "/handbook/"})
"""Pages without words of their own, and pages that are not for readers."""
LARGE_GROUPS = frozenset({"标签", "人物", "单位"})
"""Groups of names that grow with every article; people find them in their directories."""

MOST_IMAGES = 1000
"""The limit of the sitemap's image extension for one page."""

Listed = Iterable[tuple[str, str, str]]
Services = Iterable[tuple[str, str]]
Group = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address below the root, the day on which an editor last changed it, and the photos it shows."""

    url: str
    changed: date | None = None
    images: tuple[str, ...] = ()


def pages(library: Library, listed: Listed, services: Services) -> Iterator[Page]:
    """Every page once, in a fixed order: the front page, those that are no article, the articles, newest first.

    ``listed`` are (address, title, group) of lists, ``services`` (address, title) of other pages.
    """
    seen = {"/", *NOT_IN_SITEMAP}
    yield Page("/", max((card.day for card in library.cards.values()), default=None))
    for url, *_ in (*listed, *services):
        if url not in seen:
            seen.add(url)
            yield Page(url)
    for document in library.public:
        changed = max(document.day, document.meta.updated or document.day)
        yield Page(document.url, changed, tuple(map(widest_address, document.all_photos[:MOST_IMAGES])))


def site_index(library: Library, listed: Listed, services: Services) -> tuple[Group, ...]:
    """The pages in groups of (name, address) for people; articles are found through their lists, not one by one."""
    groups: dict[str, dict[str, str]] = {OVERVIEW: {"/": "首页"}}
    for url, title, group in listed:
        if group not in LARGE_GROUPS:
            groups.setdefault(group, {})[url] = title
    plain = sorted((d for d in library.public if d.kind == "page"), key=lambda d: d.url)
    groups.setdefault(ABOUT, {}).update({document.url: document.title for document in plain})
    groups.setdefault(SERVICES, {}).update(services)
    return tuple((title, tuple((name, url) for url, name in found.items())) for title, found in groups.items() if found)
