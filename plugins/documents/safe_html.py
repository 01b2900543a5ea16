"""The last gate before a page: HTML through an allow-list (nh3, a Rust binding of ammonia)."""

import html
import re
from collections.abc import Iterator

import nh3

TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "em", "strong",
    "a", "img", "table", "thead", "tbody", "tr", "th", "td", "hr", "br", "sup", "sub", "del", "div",
}  # fmt: skip
ATTRIBUTES = {
    "*": set[str](),  # ammonia would let title and lang stand on every tag
    **{tag: {"id"} for tag in ("h2", "h3", "h4", "h5", "h6", "li", "sup", "div")},
    "a": {"href", "title", "id"},
    "img": {"data-photo"},
    "ol": {"start"},
}
ADMONITIONS = {"admonition", "note", "tip", "warning", "important", "caution", "info", "quote", "abstract"}
CLASSES = {
    "div": ADMONITIONS | {"footnote"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
    "td": {"align-left", "align-center", "align-right"},
    "th": {"align-left", "align-center", "align-right"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
VOID = {"br", "hr", "img"}
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>")
BREAKS = re.compile(r"</(?:p|h[2-6]|li|dt|dd|tr|blockquote|pre|div)>|<br>")
ANY_TAG = re.compile(r"<[^>]*>")
FOOTNOTE_MARKS = re.compile(r'<sup id="fnref[^>]*>.*?</sup>|<a [^>]*class="footnote-backref"[^>]*>.*?</a>')

_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def clean(markup: str) -> str:
    """``markup`` with nothing in it but the allowed tags, attributes, classes and link schemes."""
    return _cleaner.clean(markup)


def blocks(markup: str) -> Iterator[str]:
    """The top-level elements of clean ``markup``, one by one.

    >>> list(blocks("<p>甲</p><ul><li><p>乙</p></li></ul>"))
    ['<p>甲</p>', '<ul><li><p>乙</p></li></ul>']
    """
    depth = start = 0
    for match in TAG.finditer(markup):
        if match[2] in VOID:
            if depth == 0:
                yield markup[start : match.end()].strip()
                start = match.end()
            continue
        depth += -1 if match[1] else 1
        if depth == 0:
            yield markup[start : match.end()].strip()
            start = match.end()
    if markup[start:].strip():
        yield markup[start:].strip()


def text_of(markup: str) -> str:
    r"""The words of clean ``markup``, a line a block, without footnote marks.

    >>> text_of("<p>甲<strong>乙</strong></p><p>丙</p>")
    '甲乙\n丙'
    """
    text = ANY_TAG.sub("", BREAKS.sub("\n", FOOTNOTE_MARKS.sub("", markup)))
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
