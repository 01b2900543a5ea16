"""Every link of every document against everything that it can point at. Pure: no network, no disk."""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from ..diagnostics import Place, Problem, did_you_mean, distance, nearest
from ..documents.document import Document, Link
from ..documents.library import Library
from ..documents.link_targets import AnchorOnly, ContentPath, External, Outside, SiteUrl, Unsafe, resolve_link
from . import codes
from .site_urls import SiteUrls, site_urls

SHOWN_ANCHORS = 6
MOST_COMPARED = 2000
LOOKS_LIKE_A_PATH = re.compile(r"(?:\.{0,2}/|\S+\.md(?:#\S*)?$)\S*")
HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]+|localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:.]+\]")
WITHOUT_SCHEME = re.compile(r"(?:www\.[\w-]+\.|(?:[\w-]+\.)+(?:cn|com|net|org|edu|gov)(?:[/:?#]|$))", re.IGNORECASE)
MAILBOX = re.compile(r"mailto:[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", re.IGNORECASE)
TELEPHONE = re.compile(r"tel:\+?[\d().-]*\d[\d().-]*(?:;ext=\d+)?", re.IGNORECASE)


def check(library: Library) -> Iterator[Problem]:
    """The problems of all links, document by document in the order of their paths."""
    lookup = _Lookup(library)
    for document in library.documents:
        for link in links_of(document):
            yield from _check_link(lookup, document, link)
        if document.meta.source and document.meta.source.url:
            yield from _check_external(document.meta.source.url, document.place_of("source", "url"))


def links_of(document: Document) -> Iterator[Link]:
    """The links of the text, then the places of a profile's quotes where they are paths."""
    yield from document.body.links
    quotes = document.meta.model_dump(include={"quotes"}).get("quotes", ())
    for index, quote in enumerate(quotes):
        where = quote["where"] or ""
        if LOOKS_LIKE_A_PATH.fullmatch(where):
            yield Link(where, document.place_of("quotes", index, "where"))


@dataclass(frozen=True)
class _Lookup:
    """What links are compared with; each part is made when the first link needs it."""

    library: Library

    @cached_property
    def by_url(self) -> Mapping[str, Document]:
        return {document.url: document for document in self.library.documents}

    @cached_property
    def public(self) -> frozenset[PurePosixPath]:
        return frozenset(document.path for document in self.library.public)

    @cached_property
    def withdrawn(self) -> frozenset[PurePosixPath]:
        return frozenset(document.path for document in self.library.withdrawn)

    @cached_property
    def site(self) -> SiteUrls:
        return site_urls(self.library)

    def own(self, href: str) -> str | None:
        """The part below the site's root when ``href`` is an absolute address of this very site."""
        home = self.library.site.url
        if home and (href == home or href.startswith(f"{home}/")):
            return href[len(home) :] or "/"
        return None


def _check_link(lookup: _Lookup, document: Document, link: Link) -> Iterator[Problem]:
    target = resolve_link(document.path, link.target)
    if isinstance(target, External) and (below := lookup.own(target.href)) is not None:
        target = resolve_link(document.path, below)
    match target:
        case External():
            yield from _check_external(target.href, link.place)
        case Outside():
            cure = did_you_mean(
                posixpath.basename(link.target), [d.path.name for d in lookup.library.documents[:MOST_COMPARED]]
            )
            yield codes.OUTSIDE.at(
                link.place, f"链接跑出了内容文件夹：“{_short(link.target)}”", f"请数一数 ../ 的个数。{cure}"
            )
        case AnchorOnly(fragment):
            if not link.target.strip():
                yield codes.NO_TARGET.at(link.place, "链接是空的", "请在括号里写上稿件的路径或网址")
            else:
                yield from _check_anchor(document, fragment, link.place)
        case ContentPath() | SiteUrl():
            yield from _check_internal(lookup, document, link, target)
        case Unsafe():
            return  # reported where the text was read


def _check_internal(
    lookup: _Lookup, document: Document, link: Link, target: ContentPath | SiteUrl
) -> Iterator[Problem]:
    if WITHOUT_SCHEME.match(link.target):
        yield from _check_external(link.target, link.place)
        return
    if isinstance(target, ContentPath) and not target.is_document:
        if distance(target.path.suffix.lower(), ".md") == 1:  # a mistyped ending, not a photo's
            cure = _nearest_page(lookup, document, target, target.url)
            yield codes.NO_TARGET.at(link.place, f"链接的目标不存在：“{_short(link.target)}”", cure)
            return
        message = f"“{_short(link.target)}”不是稿件，不会发布"
        yield codes.NO_TARGET.at(
            link.place, message, "照片请用 ![替代文字](文件名) 放进正文；附件请链接到能下载它的网址"
        )
        return
    url = target.url if isinstance(target, ContentPath) else target.path
    found = lookup.by_url.get(url)
    if found is None:
        if url not in lookup.site:
            cure = _nearest_page(lookup, document, target, url)
            yield codes.NO_TARGET.at(link.place, f"链接的目标不存在：“{_short(link.target)}”", cure)
        return
    if document.path in lookup.public and found.path not in lookup.public:
        if found.path in lookup.withdrawn:
            yield codes.WITHDRAWN.at(link.place, f"链接到已撤稿的“{found.source.path}”", "请删掉链接，留下文字")
            return
        yield codes.NOT_PUBLIC.at(
            link.place,
            f"链接到没有发布的“{found.source.path}”（{_why_hidden(lookup, found)}）",
            "请先发布那一篇，或删掉这个链接",
        )
    elif target.fragment:
        yield from _check_anchor(found, target.fragment, link.place, other=found.path != document.path)


def _check_anchor(target: Document, fragment: str, place: Place, *, other: bool = False) -> Iterator[Problem]:
    anchor = unicodedata.normalize("NFC", fragment)
    known = sorted(target.body.anchors)
    if anchor in {"", "top"} or anchor in target.body.anchors:
        return
    where = f"“{target.source.path}”里" if other else "这一页"
    headings = [heading.anchor for heading in target.body.outline] or known
    shown = "、".join(f"#{name}" for name in headings[:SHOWN_ANCHORS])
    cure = did_you_mean(anchor, known) or (f"那里可以用：{shown}" if shown else "那里没有小标题，请去掉 # 和后面的字")
    yield codes.NO_ANCHOR.at(place, f"{where}没有“#{_short(anchor)}”这个位置", cure)


def _nearest_page(lookup: _Lookup, document: Document, target: ContentPath | SiteUrl, url: str) -> str:
    """What the editor probably meant, as it would be typed in ``document``."""
    if url + "/" in lookup.by_url or url + "/" in lookup.site:
        return f"网址以斜杠结尾：请写成“{unquote(url)}/”"
    if isinstance(target, SiteUrl):
        urls = [unquote(known) for known in (*lookup.by_url, *lookup.site.known)][:MOST_COMPARED]
        return did_you_mean(unquote(url), urls) or "请核对网址，或改用稿件的相对路径（写到 .md）"
    paths = [other.path for other in lookup.library.documents if other.path != document.path]
    name = _own_name(target.path)
    same_name = [path for path in paths if _own_name(path) == name]
    names = nearest(name, list(dict.fromkeys(map(_own_name, paths)))[:MOST_COMPARED])
    meant = same_name or [path for near in names for path in paths if _own_name(path) == near]
    links = [posixpath.relpath(str(path), str(document.path.parent)) for path in meant[:3]]
    if links:
        return f"是不是{'、'.join(f'“{found}”' for found in links)}？"
    return "请核对路径：从本稿件所在的文件夹出发，../ 是上一级，写到 .md"


def _own_name(path: PurePosixPath) -> str:
    """What tells an article from others: its file's name, or its folder's for an ``index.md``."""
    return path.parent.name if path.name == "index.md" else path.stem


def _why_hidden(lookup: _Lookup, document: Document) -> str:
    meta = document.meta
    if meta.status != "published":
        return {"draft": "草稿", "review": "审稿中", "withdrawn": "已撤稿"}[meta.status]
    if meta.expires_at and meta.expires_at <= lookup.library.now:
        return f"{meta.expires_at:%Y-%m-%d} 到期"
    return f"{meta.publish_at:%Y-%m-%d %H:%M} 才发布" if meta.publish_at else f"{meta.date} 才发布"


def _check_external(href: str, place: Place) -> Iterator[Problem]:
    wrong = what_is_wrong(href)
    if wrong:
        yield codes.MALFORMED.at(
            place,
            f"链接“{_short(href)}”写错了：{wrong}",
            "网址请写全，例如 https://www.example.org/；邮箱写 mailto:，电话写 tel:",
        )


def what_is_wrong(href: str) -> str:
    """What makes ``href`` (a link to elsewhere) unusable; empty when it looks right.

    >>> what_is_wrong("https:/www.example.org")
    '少了域名，或 // 不全'
    >>> what_is_wrong("https://www.example.org/a")
    ''
    """
    scheme, colon, _ = href.partition(":")
    match scheme.lower():
        case "http" | "https" if colon:
            return _what_is_wrong_with_host(href)
        case "mailto":
            return "" if MAILBOX.fullmatch(href.partition("?")[0]) else "不像邮箱地址"
        case "tel":
            return "" if TELEPHONE.fullmatch(href) else "不像电话号码"
        case _:
            return "前面少了 https:" if href.startswith("//") else "前面少了 https://"


def _what_is_wrong_with_host(href: str) -> str:
    try:
        parts = urlsplit(href)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "域名或端口不对"
    reasons = (
        (not host, "少了域名，或 // 不全"),
        (any(c.isspace() for c in href), "中间有空格"),
        (host in {"http", "https"}, "写了两次 http"),
        (not HOST.fullmatch(f"[{host}]" if ":" in host else host), "域名不对"),
    )
    return next((reason for applies, reason in reasons if applies), "")


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"  # noqa: PLR2004 - fits one line of a terminal
