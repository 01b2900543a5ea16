"""Markdown to HTML with Python-Markdown, as this site's editors use it.

Raw HTML is not Markdown here: a tag is shown as text and reported. Newlines between two Han characters vanish
(CLREQ; browsers would show a space), a ``◆`` at the start of a line starts a paragraph, comments are dropped.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from .plain_prose import plain_html
from .wide_text import WIDE

INLINE_TAGS = r"(?:</?(?:strong|em|a|code|del|sup|sub)\b[^<>]*>)*"
INLINE_NAMES = {"strong", "em", "a", "code", "del", "sup", "sub"}
SOFT_BREAK = re.compile(rf"(?<=[{WIDE}])({INLINE_TAGS})[ \t]*\n[ \t]*({INLINE_TAGS})(?=[{WIDE}])")
PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
ITEM_MARK = "◆"
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
RAW_TAG = r"(<(?:/?[A-Za-z][^<>]*|[!?][^<>]*)>)"
HARMLESS = re.compile(r"<(?:br ?/?|/?su[bp])>", re.IGNORECASE)
INLINE_MARKS = re.compile(r"[`\\\[\]!<>&*_\n\x02\x03]")
"""One of these stands in all that an inline pattern can match: a text without them is what it is."""
EXTENSIONS = ("tables", "footnotes", "def_list", "admonition", "sane_lists", "fenced_code")


@dataclass
class Found:
    """What a conversion met on its way: links and images in order of the page, raw tags, headings."""

    links: list[str] = field(default_factory=list)
    images: list[Element] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    rewrite: Callable[[str], str] = str


def anchor_of(text: str) -> str:
    """The anchor of a heading: its own words, with a hyphen for whatever an address cannot hold.

    An anchor of ASCII only begins with ``h-``, so that it never meets an id of the theme (``main``, ``q``); so does
    one that begins with a digit, which not every tool takes for an id.

    >>> anchor_of("（一）五项任务")
    '一-五项任务'
    """
    kept = "".join(c if unicodedata.category(c)[0] in "LN" else "-" for c in unicodedata.normalize("NFC", text).lower())
    anchor = re.sub("-+", "-", kept).strip("-") or "section"
    return f"h-{anchor}" if anchor.isascii() or not anchor[0].isalpha() else anchor


def converter() -> Markdown:
    """A Markdown instance for one worker; :func:`convert` resets it between texts."""
    settings = {"footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处脚注"}}
    return Markdown(extensions=[*EXTENSIONS, _House()], extension_configs=settings, output_format="html", tab_length=4)


def convert(text: str, markdown: Markdown, rewrite: Callable[[str], str] = str) -> tuple[str, Found]:
    """The HTML of ``text`` and what it holds; ``rewrite`` gives each link its published address.

    Photos stand in the HTML as ``<img data-photo="N">``, N counting :attr:`Found.images` from 0. The HTML is not
    yet safe: :mod:`.safe_html` makes it so.
    """
    found = Found(rewrite=rewrite)
    plain = plain_html(text, rewrite, lambda words: new_anchor(words, found.anchors))
    if plain is None:
        return convert_long(text, markdown, rewrite)
    found.links, found.headings, found.images = plain.links, plain.headings, plain.images
    return join_lines(plain.html), found


def convert_long(text: str, markdown: Markdown, rewrite: Callable[[str], str] = str) -> tuple[str, Found]:
    """What :func:`convert` returns, always by Python-Markdown."""
    markdown.reset()
    found = Found(rewrite=rewrite)
    markdown.yugong_found = found  # type: ignore[attr-defined]
    return join_lines(markdown.convert(text)), found


def new_anchor(words: str, taken: set[str]) -> str:
    """An anchor that no other heading of the page has, which it joins."""
    base = anchor = anchor_of(words)
    number = 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return anchor


def join_lines(html: str) -> str:
    r"""``html`` without the newlines that stand between two Han characters or wide marks.

    >>> join_lines("<p>常态化\n调查</p>")
    '<p>常态化调查</p>'
    """
    if not any(map(_ends_within_text, html.split("\n")[:-1])):
        return html
    parts = PREFORMATTED.split(html)
    return "".join(part if index % 2 else SOFT_BREAK.sub(r"\1\2", part) for index, part in enumerate(parts))


def _ends_within_text(line: str) -> bool:
    """Whether a newline after ``line`` of HTML may stand inside a paragraph; most stand after a block's end tag.

    >>> _ends_within_text("<p>甲</p>"), _ends_within_text("<p>甲"), _ends_within_text("<p><em>甲</em>")
    (False, True, True)
    """
    if not line.endswith(">"):
        return bool(line)
    return line[line.rfind("<") :].strip("</>").split(" ")[0] in INLINE_NAMES


class _House(Extension):
    """This site's dialect: no raw HTML, house anchors, ◆ paragraphs, images as photos."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Prepare(md), "yugong_prepare", 40)
        md.inlinePatterns.register(_RawTag(RAW_TAG, md), "yugong_raw", 90)
        md.treeprocessors.register(_Collect(md), "yugong_collect", 5)
        md.treeprocessors.register(_Inline(md), "inline", 20)  # in place of the one that asks every pattern of every text


class _Inline(InlineTreeprocessor):
    """Python-Markdown's own, but a text without any mark is not searched for each of twenty patterns."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - Python's mangled name
        if not INLINE_MARKS.search(data):
            return data
        return super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc, no-any-return]


class _Prepare(Preprocessor):
    """Drops comments (keeping the count of lines) and gives each ◆ its own paragraph, outside fenced code."""

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        fence = ""
        for line in self._without_comments(lines):
            match = FENCE.match(line)
            if match and not fence:
                fence = match[1]
            elif match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            if not fence and line.lstrip().startswith(ITEM_MARK) and out and out[-1].strip():
                out.append("")
            out.append(line)
        return out

    @staticmethod
    def _without_comments(lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "<!--" not in text:
            return lines
        pieces: list[tuple[str, list[str]]] = []
        plain: list[str] = []
        fence = ""
        for line in lines:
            match = FENCE.match(line)
            if match and not fence:
                fence = match[1]
                pieces.append(("text", plain))
                plain = [line]
                continue
            plain.append(line)
            if fence and match and match[1].startswith(fence):
                pieces.append(("code", plain))
                fence, plain = "", []
        pieces.append(("code" if fence else "text", plain))
        kept: list[str] = []
        for kind, part in pieces:
            if part:
                joined = "\n".join(part)
                joined = COMMENT.sub(lambda m: "\n" * m[0].count("\n"), joined) if kind == "text" else joined
                kept.extend(joined.split("\n"))
        return kept


class _RawTag(InlineProcessor):
    """A tag in the text: ``<br>``, ``<sub>``, ``<sup>`` pass, anything else is shown as text and noted."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str | Element | None, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        tag = m[1]
        if HARMLESS.fullmatch(tag):
            return self.md.htmlStash.store(tag.lower()), m.start(), m.end()
        self.md.yugong_found.raw.append(tag)  # type: ignore[attr-defined]
        return AtomicString(tag), m.start(), m.end()


class _Collect(Treeprocessor):
    """Gives headings their anchors, lists links and images, and marks images for the gallery."""

    def run(self, root: Element) -> None:
        found: Found = self.md.yugong_found  # type: ignore[attr-defined]
        for element in root.iter():
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                self._head(element, found)
            elif element.tag == "a" and element.get("href") is not None:
                self._link(element, found)
            elif element.tag in {"td", "th"} and element.get("style"):
                element.set("class", element.attrib.pop("style").rpartition(" ")[2].strip(";").join(("align-", "")))
            elif element.tag == "img":
                element.set("data-photo", str(len(found.images)))
                found.images.append(element)
            if element.get("id"):
                found.anchors.add(element.get("id", ""))

    @staticmethod
    def _link(element: Element, found: Found) -> None:
        target = element.get("href", "")
        found.links.append(target)
        element.set("href", found.rewrite(target))

    def _head(self, element: Element, found: Found) -> None:
        level = max(2, int(element.tag[1]))
        element.tag = f"h{level}"
        text = " ".join("".join(element.itertext()).split())
        text = UnescapeTreeprocessor(self.md).unescape(text)
        anchor = new_anchor(text, found.anchors)
        element.set("id", anchor)
        found.headings.append((level, anchor, text))


__all__ = ["ITEM_MARK", "Found", "anchor_of", "convert", "converter", "join_lines"]
