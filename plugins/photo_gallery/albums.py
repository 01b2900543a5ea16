"""A page for each photo of an album, so that a photo has an address and works without JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..documents.document import Document, Photo


@dataclass(frozen=True, slots=True)
class AlbumPhoto:
    """One photo page: which photo of how many, its neighbours, and the album that it belongs to."""

    photo: Photo
    number: int
    count: int
    url: str
    save_as: str
    album_url: str
    album_title: str
    previous_url: str | None
    next_url: str | None
    download: bool = False


def pages_of(album: Document) -> Iterator[AlbumPhoto]:
    """The photo pages of an album in the order of its ``all_photos``, to which its own page links."""
    photos = album.all_photos
    count = len(photos)
    folder = album.save_as.removesuffix("index.html")
    for number, photo in enumerate(photos, 1):
        yield AlbumPhoto(
            photo,
            number,
            count,
            url=f"{album.url}photo-{number}/",
            save_as=f"{folder}photo-{number}/index.html",
            album_url=album.url,
            album_title=album.title,
            previous_url=f"{album.url}photo-{number - 1}/" if number > 1 else None,
            next_url=f"{album.url}photo-{number + 1}/" if number < count else None,
            download=may_download(album),
        )


def may_download(album: Document) -> bool:
    """Whether readers are offered the album's photos as files (front matter ``download``)."""
    return bool(getattr(album.meta, "download", False))
