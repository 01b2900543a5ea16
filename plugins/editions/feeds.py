"""Atom 1.0 (RFC 4287) and JSON Feed 1.1, for everything, each column, each district and each topic.

A site without an address (``url`` in site.yaml) has feeds too: their links start at the root, which a reader resolves
against the place where it found the feed, and their ids are UUIDs.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from xml.etree import ElementTree as ET

from ..documents.document import Document
from ..documents.fields import SHANGHAI
from ..documents.library import Library
from ..documents.link_targets import encoded
from ..documents.listing_urls import ListAddress, ListKind, list_address, lists_of
from ..documents.site import SiteSettings
from .entries import Entry, entry_of, identity
from .full_text import absolute

MOST_ENTRIES = 50
KINDS: dict[ListKind, str] = {"column": "栏目", "district": "区县", "topic": "专题"}
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ATOM = "http://www.w3.org/2005/Atom"
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: ``kind`` is ``all`` or a kind of list, ``page`` the page that lists the same articles.

    ``atom`` and ``json`` are its files below the output folder, not percent-encoded.
    """

    kind: str
    name: str
    title: str
    page: str
    atom: str
    json: str
    documents: tuple[Document, ...]

    @property
    def atom_url(self) -> str:
        """The address of the Atom file below the root."""
        return _url(self.atom)

    @property
    def json_url(self) -> str:
        """The address of the JSON file below the root."""
        return _url(self.json)


def feeds(library: Library) -> tuple[Feed, ...]:
    """The site's feeds, the one of everything first (it exists even when it is empty), the others by kind and name."""
    site = library.site
    lists: dict[ListAddress, list[Document]] = defaultdict(list)
    for document in library.articles:
        for kind, name in dict.fromkeys(lists_of(library.cards[str(document.path)])):
            if kind in KINDS:
                lists[list_address(library.vocabulary, kind, name)].append(document)
    everything = Feed(
        "all", "全部稿件", site.name, "/", "feeds/all.atom.xml", "feeds/all.json", library.articles[:MOST_ENTRIES]
    )
    order = list(KINDS)
    return (everything, *(_feed(site, a, lists[a]) for a in sorted(lists, key=lambda a: (order.index(a.kind), a))))


def _feed(site: SiteSettings, address: ListAddress, documents: list[Document]) -> Feed:
    stem = f"feeds/{address.kind}/{address.slug}"
    shown = tuple(documents[:MOST_ENTRIES])
    return Feed(
        address.kind,
        address.name,
        f"{site.name}：{address.name}",
        address.url,
        f"{stem}.atom.xml",
        f"{stem}.json",
        shown,
    )


def outputs(library: Library) -> Iterator[tuple[str, bytes]]:
    """Every feed file: where to, and its bytes."""
    yield from files_of(feeds(library), library.site)


def files_of(found: Iterable[Feed], site: SiteSettings) -> Iterator[tuple[str, bytes]]:
    """The files of these feeds."""
    entries: dict[str, Entry] = {}
    for feed in found:
        for document in feed.documents:
            path = str(document.path)
            entries[path] = entries.get(path) or entry_of(document, site)
        of_feed = tuple(entries[str(document.path)] for document in feed.documents)
        yield feed.atom, as_atom(feed, of_feed, site)
        yield feed.json, as_json(feed, of_feed, site)


def as_atom(feed: Feed, entries: tuple[Entry, ...], site: SiteSettings) -> bytes:
    """The feed as an Atom document. Characters that XML cannot hold are dropped."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _add(root, "id", identity(site, feed.atom_url))
    _add(root, "title", feed.title)
    if site.description or site.slogan:
        _add(root, "subtitle", site.description or site.slogan or "")
    _add(root, "updated", _updated(entries, site).isoformat())
    _add(root, "link", rel="self", type="application/atom+xml", href=absolute(site, feed.atom_url))
    _add(root, "link", rel="alternate", type="text/html", href=absolute(site, feed.page))
    _add(ET.SubElement(root, "author"), "name", site.organiser or site.name)
    if site.copyright:
        _add(root, "rights", site.copyright)
    for entry in entries:
        _add_entry(root, entry)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def _add_entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", entry.published.isoformat())
    _add(element, "updated", entry.updated.isoformat())
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    for name in entry.authors:
        _add(ET.SubElement(element, "author"), "name", name)
    for tag in entry.tags:
        _add(element, "category", term=tag)
    if entry.summary:
        _add(element, "summary", entry.summary, type="text")
    _add(element, "content", entry.html, type="html")


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> None:
    element = ET.SubElement(parent, tag, {key: _legal(value) for key, value in attributes.items()})
    element.text = _legal(text) or None


def as_json(feed: Feed, entries: tuple[Entry, ...], site: SiteSettings) -> bytes:
    """The feed as a JSON Feed document."""
    whole: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute(site, feed.page),
        "feed_url": absolute(site, feed.json_url),
        "description": site.description or site.slogan or "",
        "language": "zh-CN",
        "authors": [{"name": site.organiser or site.name}],
        "items": [_item(entry) for entry in entries],
    }
    return (json.dumps(_kept(whole), ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, object]:
    return _kept(
        {
            "id": entry.id,
            "url": entry.url,
            "title": _legal(entry.title),
            "content_html": _legal(entry.html),
            "summary": _legal(entry.summary),
            "image": entry.image,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [{"name": name} for name in entry.authors],
            "tags": list(entry.tags),
        }
    )


def _kept(values: dict[str, object]) -> dict[str, object]:
    """``values`` without empty ones; ``items`` and ``content_html`` belong even when they are empty."""
    return {key: value for key, value in values.items() if value or key in {"items", "content_html"}}


def _updated(entries: tuple[Entry, ...], site: SiteSettings) -> datetime:
    """The newest entry's instant; an empty feed changed last when the site opened, as far as anyone said."""
    founded = datetime.combine(site.founded, time(), SHANGHAI) if site.founded else BEGINNING
    return max((entry.updated for entry in entries), default=founded)


def _legal(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def _url(save_as: str) -> str:
    return "/" + "/".join(encoded(part) for part in save_as.split("/"))
