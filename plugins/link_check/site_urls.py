"""The addresses of the site that are no article: lists, calendar, search, feeds, handbook."""

import re
from dataclasses import dataclass
from functools import cached_property

from ..documents.library import Library
from ..documents.listing_urls import FOLDERS, list_address, lists_of
from ..documents.photo_addresses import year_address

FIXED = frozenset(
    {
        *(
            "/",
            "/news/",
            "/laomo/",
            "/albums/",
            "/benefits/",
            "/figures/",
            "/glossary/",
            "/calendar/",
            "/calendar/list/",
            "/search/",
            "/subscribe/",
            "/sitemap/",
        ),
        *("/calendar/all.ics", "/feeds/all.atom.xml", "/feeds/all.json", "/sitemap.xml", "/robots.txt"),
    }
)
SECTIONS = frozenset({"/news/", "/albums/"})
CALENDAR_PAGE = re.compile(r"/calendar/(?:\d{4}/(?:(?:0[1-9]|1[0-2]|w[0-5]\d|list)/)?|kind/(?:event|item|deadline)(?:/|\.ics)|event/[0-9a-f]{12}(?:/|\.ics))")
PAGE = re.compile(r"page/[1-9]\d*/$")
CALENDAR = re.compile(r"/calendar/(district|column|organisation)/([^/]+)(?:\.ics|/)")
FEED = re.compile(r"/feeds/(column|district|topic)/([^/]+)\.(?:atom\.xml|json)")
GATHERED = re.compile(r"/(?:figures/[^/]+|benefits/(?:where|whom)/[^/]+|laomo/by-(?:district|industry|level|year)/[^/]+)/")
HANDBOOK = "/handbook/"


@dataclass(frozen=True)
class SiteUrls:
    """Which addresses exist beside the articles' own.

    Lists come from the articles' cards. Which days of the calendar have a page, how many pages a list has and what the handbook
    holds is known only to those who write them, so their addresses are judged by their form.
    """

    lists: frozenset[str]
    photo_pages: frozenset[str]

    def __contains__(self, path: str) -> bool:
        """Whether ``path`` (percent-encoded, without query and fragment) is an address of the site."""
        if path in FIXED or path in self.lists or path in self.photo_pages or path.startswith(HANDBOOK):
            return True
        if CALENDAR_PAGE.fullmatch(path) or GATHERED.fullmatch(path) or (PAGE.search(path) and PAGE.sub("", path) in self.lists | SECTIONS):
            return True
        match = CALENDAR.fullmatch(path) or FEED.fullmatch(path)
        return match is not None and f"/{match[1]}s/{match[2]}/" in self.lists

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The addresses that can be listed, for suggestions."""
        return tuple(sorted(FIXED | self.lists))


def site_urls(library: Library) -> SiteUrls:
    """The addresses that the build makes from the public articles of ``library``."""
    lists = {
        list_address(library.vocabulary, kind, name).url
        for card in library.cards.values()
        for kind, name in lists_of(card)
    }
    folders = {f"/{folder}/" for folder in FOLDERS.values()}
    photos = {
        f"{document.url}photo-{number}/"
        for document in library.articles
        if document.kind == "album"
        for number in range(1, len(document.all_photos) + 1)
    }
    years = {year_address(document.day.year) for document in library.articles if document.all_photos}
    return SiteUrls(frozenset(lists | folders | years), frozenset(photos))
