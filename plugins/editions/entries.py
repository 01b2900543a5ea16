"""What a feed says of one article, whatever the feed's format."""

import uuid
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol, runtime_checkable

from ..documents.document import Document
from ..documents.fields import SHANGHAI
from ..documents.front_matter import FrontMatter
from ..documents.lifecycle import opens_at
from ..documents.photo_addresses import widest_address
from ..documents.site import SiteSettings
from .full_text import absolute, full_html

WRITERS = frozenset({"记者", "通讯员", "作者", "供稿", "摄影"})


class Named(Protocol):
    """Somebody with a name."""

    @property
    def name(self) -> str: ...  # noqa: D102


@runtime_checkable
class Signed(Protocol):
    """Front matter with an author card (an opinion)."""

    @property
    def author(self) -> Named: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed. ``published`` and ``updated`` come from the front matter, never from a clock."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    image: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    tags: tuple[str, ...]


def entry_of(document: Document, site: SiteSettings) -> Entry:
    """The feed entry of ``document``."""
    meta = document.meta
    cover = document.cover or document.portrait
    return Entry(
        id=identity(site, document.url),
        url=absolute(site, document.url),
        title=document.title,
        summary=document.summary,
        html=str(full_html(document, site)),
        image=absolute(site, widest_address(cover)) if cover else "",
        published=opens_at(meta),
        updated=updated_at(meta),
        authors=authors_of(meta),
        tags=tuple(dict.fromkeys([*([meta.column] if meta.column else []), *meta.topics, *meta.tags])),
    )


def identity(site: SiteSettings, url: str) -> str:
    """What tells an entry from all others: its address; for a site without one a UUID of its name and path.

    Atom wants an absolute IRI, and an invented host name would be a lie that outlives the site's first week.
    """
    return absolute(site, url) if site.url else uuid.uuid5(uuid.NAMESPACE_URL, f"{site.name} {url}").urn


def updated_at(meta: FrontMatter) -> datetime:
    """The last instant at which the editor says that the article changed."""
    opened = opens_at(meta)
    return max(opened, datetime.combine(meta.updated, time(), SHANGHAI)) if meta.updated else opened


def authors_of(meta: FrontMatter) -> tuple[str, ...]:
    """The people who wrote or photographed it, each once, an opinion's author first."""
    signed = (meta.author.name,) if isinstance(meta, Signed) else ()
    return tuple(
        dict.fromkeys([*signed, *(name for credit in meta.credits if credit.role in WRITERS for name in credit.names)])
    )
