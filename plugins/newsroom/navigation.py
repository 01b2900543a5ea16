"""The site's navigation and its index of pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..documents.library import Library
from .listings import TITLES, by_list, directories


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation; ``key`` is the first folder of the pages that it stands for."""

    title: str
    url: str
    key: str


NAVIGATION = (
    NavItem("首页", "/", ""),
    NavItem("新闻", "/news/", "news"),
    NavItem("劳模", "/laomo/", "laomo"),
    NavItem("专题", "/topics/", "topics"),
    NavItem("影像", "/albums/", "albums"),
    NavItem("区县", "/districts/", "districts"),
    NavItem("日历", "/calendar/", "calendar"),
    NavItem("往期", "/archive/", "archive"),
)


def listing_urls(library: Library) -> tuple[tuple[str, str, str], ...]:
    """Address, title and group of every list, for the site map and the sitemap file."""
    return tuple(_listing_urls(library))


def _listing_urls(library: Library) -> Iterator[tuple[str, str, str]]:
    yield "/news/", "新闻", "总览"
    yield "/laomo/", "劳模", "总览"
    yield "/albums/", "影像", "总览"
    for directory in directories(library):
        yield directory.url, directory.title, "总览"
    for address in by_list(library):
        title = f"{address.name} 年" if address.kind == "archive" else address.name
        yield address.url, title, TITLES[address.kind]
