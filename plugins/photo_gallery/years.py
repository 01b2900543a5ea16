"""All photos of a year on pages of their own, newest month first, each once, leading to where it was published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ..documents.document import Document, Photo
from ..documents.photo_addresses import places_of, year_address

PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo and where its link leads: its own page in an album, or the article that shows it."""

    photo: Photo
    url: str
    month: int


@dataclass(frozen=True, slots=True)
class Month:
    """The photos of one month of publication that stand on one page."""

    number: int
    shots: tuple[Shot, ...]


@dataclass(frozen=True, slots=True)
class PhotoYear:
    """One page of a year's photos, with what its pagination needs."""

    year: int
    years: tuple[int, ...]
    count: int
    months: tuple[Month, ...]
    number: int
    pages: int

    @property
    def page_urls(self) -> tuple[str, ...]:
        """The addresses of all pages of the year."""
        return tuple(year_address(self.year, number) for number in range(1, self.pages + 1))

    @property
    def previous_url(self) -> str | None:
        """The page before this one."""
        return year_address(self.year, self.number - 1) if self.number > 1 else None

    @property
    def next_url(self) -> str | None:
        """The page after this one."""
        return year_address(self.year, self.number + 1) if self.number < self.pages else None

    @property
    def url(self) -> str:
        """This page's own address."""
        return year_address(self.year, self.number)


def year_pages(documents: Iterable[Document], albums: str) -> Iterator[PhotoYear]:
    """The pages of every year, newest first; ``documents`` come newest first, ``albums`` is the kind with photo pages."""
    years: dict[int, dict[str, Shot]] = {}
    for document in documents:
        places = places_of(document, albums)
        for photo in document.all_photos:
            shots = years.setdefault(document.day.year, {})
            shots.setdefault(photo.shown_digest, Shot(photo, places[photo.path], document.day.month))
    names = tuple(sorted(years, reverse=True))
    for year in names:
        shots_of_year = tuple(years[year].values())
        pages = -(-len(shots_of_year) // PER_PAGE)
        for number in range(1, pages + 1):
            on_page = shots_of_year[(number - 1) * PER_PAGE : number * PER_PAGE]
            months = tuple(Month(month, tuple(shots)) for month, shots in groupby(on_page, lambda shot: shot.month))
            yield PhotoYear(year, names, len(shots_of_year), months, number, pages)
