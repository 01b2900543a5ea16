"""Markdown of the plainest kind, straight to the HTML that Python-Markdown makes of it.

Most texts are paragraphs, headings, short lists, a quotation, a few words in bold and links. For these the way through
Python-Markdown's tree and its twenty inline patterns costs ten times what the result does. This module knows the one
kind of text in which no character can mean anything else, and gives up (``None``) at the first sign of any other: a
text is either converted here to the very bytes of the long way, or not at all
(``tests/unit/documents/test_plain_prose.py`` says so of texts made of every mark).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

NOT_PLAIN = re.compile(r"[`\\<&\t\f\v\r\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029]|\[\^|\]:|\]\[|\] |!!!|~~~|\*\*\*")
"""One of these may mean something that is not known here: code, tags, notes, references, breaks."""
ITEM = re.compile(r"\n+(?=◆)")
"""What stands before an item of a brief, which is a paragraph of its own."""
HEADING = re.compile(r"(#{2,6}) ([^#\n*\[\]>]+)")
NO_PARAGRAPH = r"[#>+\-=:]|\*(?!\*\w)|\d+[.)](?:\s|$)"
"""What a line of a paragraph may not begin with."""
NO_PARAGRAPH_LINE = re.compile(NO_PARAGRAPH)
BULLET = re.compile(rf"- (?!\s|{NO_PARAGRAPH})")
NUMBER = re.compile(rf"([1-9]\d{{0,2}})\. (?!\s|{NO_PARAGRAPH})")
QUOTE = re.compile(rf"> (?!\s|{NO_PARAGRAPH})")
INLINE = re.compile(r"\*\*(\w(?:[^*_\[\]\n]*\w)?)\*\*|(?<!!)\[([^*_\[\]()\n]+)\]\(([\w/.:%#~-]+)\)")
PHOTO = re.compile(r'!\[([^*_\[\]()"\n]*)\]\(([\w/.:%#~-]+)(?: "([^*_\[\]()"\n]+)")?\)')
MARKS = re.compile(r"[*_\[\]]")
ESCAPED = re.compile(r'[&<>"]')


class _NotPlain(Exception):  # noqa: N818 - no error: the text goes the long way
    """Something that this module does not know."""


@dataclass(slots=True)
class Plain:
    """What was made of a plain text: its HTML, the links as typed, the photos, the headings as level, anchor, words."""

    html: str = ""
    links: list[str] = field(default_factory=list)
    images: list[Element] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)


def plain_html(text: str, rewrite: Callable[[str], str], anchor: Callable[[str], str]) -> Plain | None:
    """The HTML of ``text``; None when it is not of the plain kind.

    ``rewrite`` gives each link its published address, ``anchor`` each heading's words their anchor; either may have
    been called when the text turns out not to be plain.
    """
    if NOT_PLAIN.search(text):
        return None
    plain = Plain()
    try:
        plain.html = "\n".join(_Blocks(plain, rewrite, anchor).of(text))
    except _NotPlain:
        return None
    return plain


@dataclass(slots=True)
class _Blocks:
    """The blocks of one text, one after another."""

    plain: Plain
    rewrite: Callable[[str], str]
    anchor: Callable[[str], str]

    def of(self, text: str) -> Iterator[str]:
        before = ""
        for block in ITEM.sub("\n\n", text.strip("\n")).split("\n\n"):
            block = block.strip("\n")  # noqa: PLW2901 - more than one empty line between two blocks
            if not block:
                continue
            lines = block.split("\n")
            if any(line != line.strip() for line in lines) or ("|" in block and len(lines) > 1):
                raise _NotPlain  # a table has two lines at least
            kind = "-" if NUMBER.match(block) else block[0]
            if kind == before and kind in "->":
                raise _NotPlain  # two quotations, or two lists, in a row are one
            yield self.block(kind, block, lines)
            before = kind

    def block(self, kind: str, block: str, lines: list[str]) -> str:
        match kind:
            case "#":
                return self.heading(lines)
            case ">":
                inner = "\n".join(_after(QUOTE, line) for line in lines)
                return f"<blockquote>\n<p>{self.inline(inner)}</p>\n</blockquote>"
            case "-":
                return self.items(lines)
            case "!":
                return f"<p>{self.photo(block)}</p>"
        if any(map(NO_PARAGRAPH_LINE.match, lines)):
            raise _NotPlain
        return f"<p>{self.inline(block)}</p>"

    def heading(self, lines: list[str]) -> str:
        match = HEADING.fullmatch(lines[0])
        if match is None or len(lines) > 1:
            raise _NotPlain
        level, words = len(match[1]), match[2].strip()
        told = " ".join(words.split())
        anchor = self.anchor(told)
        self.plain.headings.append((level, anchor, told))
        return f'<h{level} id="{_attribute(anchor)}">{words}</h{level}>'

    def items(self, lines: list[str]) -> str:
        first = NUMBER.match(lines[0])
        mark, tag = (NUMBER, "ol") if first else (BULLET, "ul")
        rows = "\n".join(f"<li>{self.inline(_after(mark, line))}</li>" for line in lines)
        start = f' start="{first[1]}"' if first and first[1] != "1" else ""
        return f"<{tag}{start}>\n{rows}\n</{tag}>"

    def photo(self, block: str) -> str:
        """A photo that is a paragraph of its own."""
        match = PHOTO.fullmatch(block)
        if match is None:
            raise _NotPlain
        alt, src, caption = match.groups()
        names = {"alt": alt, "data-photo": str(len(self.plain.images)), "src": src, "title": caption}
        names = {name: value for name, value in names.items() if value is not None}
        self.plain.images.append(Element("img", names))
        shown = (f'{name}="{_attribute(value)}"' for name, value in names.items())
        return f"<img {' '.join(shown)}>"

    def inline(self, text: str) -> str:
        """Bold words and links; everything else is text."""
        if not MARKS.search(text):
            return text.replace(">", "&gt;")
        pieces: list[str] = []
        at = 0
        for match in INLINE.finditer(text):
            pieces += [_text(text[at : match.start()]), self.marked(match)]
            at = match.end()
        return "".join([*pieces, _text(text[at:])])

    def marked(self, match: re.Match[str]) -> str:
        strong, words, target = match.groups()
        if strong:
            return f"<strong>{_text(strong)}</strong>"
        self.plain.links.append(target)
        return f'<a href="{_attribute(self.rewrite(target))}">{_text(words)}</a>'


def _after(mark: re.Pattern[str], line: str) -> str:
    match = mark.match(line)
    if match is None:
        raise _NotPlain
    return line[match.end() :]


def _text(text: str) -> str:
    if MARKS.search(text):
        raise _NotPlain
    return text.replace(">", "&gt;")


def _attribute(value: str) -> str:
    """``value`` in quotation marks, as it is."""
    if ESCAPED.search(value):
        raise _NotPlain
    return value
