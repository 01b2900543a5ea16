"""JSON-LD (schema.org) for an article's page: what search engines and archives may rely on.

Says only what the page says. An office is never an award, a collective's honour is not the person's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from ..documents.document import Document
from ..documents.fields import PENDING
from ..documents.json_script import Json, script
from ..documents.photo_addresses import widest_address
from ..documents.site import SiteSettings
from .entries import Named, authors_of, updated_at
from .full_text import absolute

LONGEST_HEADLINE = 110
TYPES = {"opinion": "OpinionNewsArticle", "policy": "Article", "album": "ImageGallery", "page": "WebPage"}


class Award(Named, Protocol):
    """One honour of a profile."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> int | str: ...  # noqa: D102


@runtime_checkable
class Profile(Protocol):
    """Front matter of a person's profile."""

    @property
    def full_name(self) -> str: ...  # noqa: D102
    @property
    def gender(self) -> str | None: ...  # noqa: D102
    @property
    def organisation(self) -> str | None: ...  # noqa: D102
    @property
    def trade(self) -> str | None: ...  # noqa: D102
    @property
    def honours(self) -> tuple[Award, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class StructuredData:
    """The ``<script type="application/ld+json">`` of one article, made when the page is rendered.

    ``site_token`` stands for all of the settings, ``column_url`` is the address of the article's column.
    """

    document: Document
    site: SiteSettings
    site_token: str
    column_url: str = ""

    @property
    def fingerprint_token(self) -> str:
        """What the block depends on."""
        return f"{self.document.fingerprint_token} {self.site_token} {self.column_url}"

    def __html__(self) -> str:
        return script(graph(self.document, self.site, self.column_url))

    def __str__(self) -> str:
        return self.__html__()


def graph(document: Document, site: SiteSettings, column_url: str = "") -> Json:
    """The article (or the person, the gallery), and the way to it from the front page."""
    main = _profile(document, document.meta, site) if isinstance(document.meta, Profile) else _article(document, site)
    return {"@context": "https://schema.org", "@graph": [main, _breadcrumb(document, site, column_url)]}


def _article(document: Document, site: SiteSettings) -> Json:
    meta = document.meta
    source = meta.source.url if meta.source else None
    return _kept(
        {
            "@type": TYPES.get(document.kind, "NewsArticle"),
            "headline": document.title[:LONGEST_HEADLINE],
            "alternativeHeadline": meta.subtitle,
            **_common(document, site),
            "author": [{"@type": "Person", "name": name} for name in authors_of(meta)] or _organisation(site),
            "articleSection": meta.column if document.kind != "album" else None,
            "keywords": [*meta.topics, *meta.tags],
            "about": [{"@type": "Person", "name": name} for name in meta.people],
            "isBasedOn": source if source and source.startswith(("https://", "http://")) else None,
        }
    )


def _profile(document: Document, meta: Profile, site: SiteSettings) -> Json:
    person = _kept(
        {
            "@type": "Person",
            "name": meta.full_name,
            "description": document.summary,
            "gender": {"男": "Male", "女": "Female"}.get(meta.gender or ""),
            "jobTitle": meta.trade,
            "worksFor": {"@type": "Organization", "name": meta.organisation} if meta.organisation else None,
            "award": [_award(honour) for honour in meta.honours if honour.kind == "个人"],
            "image": [absolute(site, widest_address(document.portrait))] if document.portrait else None,
        }
    )
    return _kept({"@type": "ProfilePage", "name": document.title, **_common(document, site), "mainEntity": person})


def _common(document: Document, site: SiteSettings) -> Json:
    url = absolute(site, document.url)
    return {
        "@id": url,
        "url": url,
        "description": document.summary,
        "inLanguage": "zh-CN",
        "datePublished": document.day.isoformat(),
        "dateModified": updated_at(document.meta).date().isoformat(),
        "image": [absolute(site, widest_address(photo)) for photo in document.all_photos],
        "publisher": _organisation(site),
        "isAccessibleForFree": True,
    }


def _organisation(site: SiteSettings) -> Json:
    return _kept({"@type": "Organization", "name": site.organiser or site.name, "url": site.url})


def _award(honour: Award) -> str:
    return honour.name if honour.year == PENDING else f"{honour.name}（{honour.year}）"


def _breadcrumb(document: Document, site: SiteSettings, column_url: str) -> Json:
    steps = [(site.name, "/"), *([(document.meta.column, column_url)] if document.meta.column and column_url else [])]
    return {"@type": "BreadcrumbList", "itemListElement": list(_steps([*steps, (document.title, document.url)], site))}


def _steps(steps: list[tuple[str, str]], site: SiteSettings) -> Iterator[Json]:
    for position, (name, url) in enumerate(steps, 1):
        yield {"@type": "ListItem", "position": position, "name": name, "item": absolute(site, url)}


def _kept(values: Json) -> Json:
    return {key: value for key, value in values.items() if value not in (None, "", [], ())}
