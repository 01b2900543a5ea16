"""The site's navigation and its index of pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..documents.library import Library
from .benefits import benefit_pages
from .figures import figure_index
from .listings import TITLES, directories
from .showcase import showcases


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
    NavItem("补助", "/benefits/", "benefits"),
    NavItem("数说", "/figures/", "figures"),
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
    yield "/benefits/", "补助", "总览"
    yield "/figures/", "数说", "总览"
    yield "/glossary/", "术语", "总览"
    for page in figure_index(library).pages:
        yield page.url, page.title, "数说"
    for table in benefit_pages(library):
        if table.chosen:
            yield table.url, table.chosen, "补助"
    for room in showcases(library):
        if room.chosen[1]:
            yield room.url, f"{room.chosen[0]}：{room.chosen[1]}", "劳模"
    for directory in directories(library):
        yield directory.url, directory.title, "总览"
    for address in library.lists:
        title = f"{address.name}年" if address.kind == "archive" else address.name
        yield address.url, title, TITLES[address.kind]
