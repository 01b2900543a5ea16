"""The whole article as one piece of HTML that stands on its own: in a feed reader, far from our style sheet."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from ..documents.document import Document, Figure, Html, Item, Photo, Segment
from ..documents.photo_addresses import widest_address
from ..documents.site import SiteSettings

HREF = re.compile(r'(<a\b[^>]*?\shref=")((?:/(?!/)|#|\?)[^"]*)"')


def absolute(site: SiteSettings, url: str) -> str:
    """``url`` (below the site's root) as a whole address; without a site address it stays as it is."""
    return f"{site.url}{url}"


def full_html(document: Document, site: SiteSettings) -> Markup:
    """The text with its photos and ◆ items, every link complete.

    The photos of the front matter that the text does not show follow at the end.
    """
    shown = {photo.path for photo in document.body.figures}
    rest = [_figure(photo, site) for photo in document.photos if photo.path not in shown]
    return Markup("\n").join([*_parts(document.body.segments, document, site), *rest])


def _parts(segments: Iterable[Segment], document: Document, site: SiteSettings) -> Iterable[Markup]:
    for segment in segments:
        match segment:
            case Html(html):
                yield _with_whole_links(html, document.url, site)
            case Figure(photo):
                yield _figure(photo, site)
            case Item():
                if segment.title:
                    yield Markup("<h3>{}</h3>").format(segment.title)
                yield from _parts(segment.segments, document, site)


def _with_whole_links(html: Markup, url: str, site: SiteSettings) -> Markup:
    """``html`` (clean, so its attributes stand in double quotes) with links that do not depend on where it is read."""

    def whole(match: re.Match[str]) -> str:
        target = match[2] if match[2].startswith("/") else f"{url}{match[2]}"
        return f'{match[1]}{escape(site.url)}{target}"'

    return Markup(HREF.sub(whole, str(html)))  # noqa: S704 - clean HTML, only longer links


def _figure(photo: Photo, site: SiteSettings) -> Markup:
    words = "　".join(part for part in (photo.caption, photo.signature) if part)
    caption = Markup("<figcaption>{}</figcaption>").format(words) if words else ""
    source = absolute(site, widest_address(photo))
    return Markup('<figure><img src="{}" alt="{}">{}</figure>').format(source, photo.alt, caption)
