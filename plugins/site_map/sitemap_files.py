"""``sitemap.xml`` (sitemaps.org, protocol 0.9) and ``robots.txt`` (RFC 9309) as bytes."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from ..documents.site import SiteSettings
from .pages import Page

MOST_URLS = 50_000
"""The protocol's limit for one file; above it ``sitemap.xml`` becomes an index of numbered files."""
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

IMAGES = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def sitemaps(pages: Iterable[Page], site: SiteSettings, *, most: int = MOST_URLS) -> Iterator[tuple[str, bytes]]:
    """The sitemap's files: where to, and their bytes. None for a site without an address."""
    if not site.url:
        return
    rows = [_row(page, site) for page in pages]
    chunks = [rows[start : start + most] for start in range(0, len(rows), most)]
    if len(chunks) == 1:
        yield "sitemap.xml", _urlset(chunks[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    entries = "".join(f"<sitemap><loc>{escape(f'{site.url}/{name}')}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{HEAD}<sitemapindex {NAMESPACE}>\n{entries}</sitemapindex>\n".encode()
    for name, chunk in zip(names, chunks, strict=True):
        yield name, _urlset(chunk)


def robots(site: SiteSettings, *, drafts: bool) -> bytes:
    """Everybody may read everything; a preview with drafts is for nobody's index."""
    lines = ["User-agent: *", "Disallow: /" if drafts else "Disallow:"]
    lines += [f"Sitemap: {site.url}/sitemap.xml"] if site.url and not drafts else []
    return ("\n".join(lines) + "\n").encode()


def _urlset(rows: list[str]) -> bytes:
    names = f"{NAMESPACE} {IMAGES}" if any("<image:image>" in row for row in rows) else NAMESPACE
    return f"{HEAD}<urlset {names}>\n{''.join(rows)}</urlset>\n".encode()


def _row(page: Page, site: SiteSettings) -> str:
    changed = f"<lastmod>{page.changed.isoformat()}</lastmod>" if page.changed else ""
    images = "".join(
        f"<image:image><image:loc>{escape(site.url + image)}</image:loc></image:image>" for image in page.images
    )
    return f"<url><loc>{escape(site.url + page.url)}</loc>{changed}{images}</url>\n"
