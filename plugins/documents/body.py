"""The text of an article: Markdown in, safe segments out, everything odd in it named with its place."""

import hashlib
import html as html_entities
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePosixPath

from markdown import Markdown
from markupsafe import Markup

from ..diagnostics import Place, Problem
from . import codes, safe_html
from .calendar_notes import CalendarNote, numbers_in, taken_out, without_tokens
from .document import Body, Figure, Heading, Html, Item, Link, Photo
from .link_targets import Outside, Unsafe, resolve_link
from .markdown_text import ITEM_MARK, Found, convert
from .source import SourceText
from .vocabulary import Vocabulary

PHOTO = re.compile(r'<img data-photo="(\d+)">')
EMPTY_PARAGRAPH = re.compile(r"^<p>\s*</p>$")
HEADING = re.compile(r"^<h([2-6])\b")
ITEM_START = re.compile(rf"^<p>\s*{ITEM_MARK}\s*")

MakePhoto = Callable[[str, str, str, Place], Photo | None]
"""Resolves a photo from src, alt, caption and place; reports what is wrong itself."""


@dataclass
class Conversion:
    """One article's text on its way: where it begins, what it needs, and the problems that it collects."""

    source: SourceText
    offset: int
    article: PurePosixPath
    markdown: Markdown
    vocabulary: Vocabulary
    photo: MakePhoto
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    notes: list[tuple[str, int, int]] = field(default_factory=list)
    """The calendar notes of the text: words, offset after ``offset``, width."""

    def note(self, number: int, beside: str = "") -> CalendarNote:
        """The note of that number."""
        words, at, width = self.notes[number]
        return CalendarNote(words, beside, self.source.place_at(self.offset + at, width))

    def find(self, written: str) -> Place:
        """Where ``written`` stands next in the text; the first place when it stands there no more."""
        for start in (self.seen.get(written, self.offset), self.offset):
            at = self.source.text.find(written, start) if written else -1
            if at >= 0:
                self.seen[written] = at + len(written)
                return self.source.place_at(at, len(written.split("\n", maxsplit=1)[0]))
        return self.source.place_at(min(self.offset, max(0, len(self.source.text) - 1)))


def published_href(article: PurePosixPath, target: str) -> str:
    """What a page's ``href`` holds for a link as it was typed; ``#`` for one that is refused."""
    link = resolve_link(article, target)
    return "#" if isinstance(link, (Unsafe, Outside)) else link.href


def read_body(work: Conversion, *, brief: bool) -> Body:
    """The body of the text from ``work.offset`` on; problems go to ``work.problems``."""
    text, work.notes = taken_out(work.source.text[work.offset :])
    try:
        raw, found = convert(text, work.markdown, lambda target: published_href(work.article, target))
    except (RecursionError, AssertionError, IndexError, ValueError) as error:
        message = f"正文无法转换（{type(error).__name__}）"
        place = work.source.place_at(work.offset)
        work.problems.append(codes.MARKDOWN_FAILED.at(place, message, "请检查嵌套很深的列表、引用或括号"))
        return Body()
    photos = _photos(work, found)
    links = tuple(_links(work, found))
    work.problems += _raw_tags(work, found)
    markup = safe_html.clean(raw)
    pieces = tuple(_pieces(markup, photos))
    segments = tuple(_with_items(pieces, work)) if brief else tuple(_merged(pieces))
    inside = {note.place for segment in segments if isinstance(segment, Item) for note in segment.notes}
    without_photos = Markup(PHOTO.sub("", without_tokens(markup)))  # noqa: S704 - cleaned above
    body = Body(
        segments=segments,
        outline=tuple(Heading(level, anchor, words) for level, anchor, words in found.headings),
        anchors=frozenset(found.anchors),
        links=links,
        html=without_photos,
        text=safe_html.text_of(without_photos),
        notes=tuple(note for note in _notes(pieces, work) if note.place not in inside) if work.notes else (),
    )
    return replace(body, anchors=body.anchors | {item.anchor for item in body.items})


def _photos(work: Conversion, found: Found) -> list[Photo | None]:
    photos: list[Photo | None] = []
    for image in found.images:
        src, alt, caption = image.get("src", ""), image.get("alt", ""), image.get("title", "")
        photos.append(work.photo(html_entities.unescape(src), alt, caption, work.find(src)))
    return photos


def _links(work: Conversion, found: Found) -> Iterator[Link]:
    for target in found.links:
        if target.startswith(("#fn:", "#fnref")):
            continue
        place = work.find(target)
        link = resolve_link(work.article, target)
        if isinstance(link, Unsafe):
            message = f"不安全的链接：“{target[:60]}”（{link.reason}）"
            work.problems.append(codes.UNSAFE_LINK.at(place, message, "请改成 https:// 开头的网址，或站内稿件的路径"))
            continue
        yield Link(target, place)


def _raw_tags(work: Conversion, found: Found) -> Iterator[Problem]:
    for tag in found.raw:
        if tag.startswith("</"):
            continue
        cure = "请删掉它，用 Markdown 的写法；要显示尖括号本身，请放进反引号 `…`"
        yield codes.RAW_HTML.at(work.find(tag), f"正文里有 HTML 标签：{tag[:60]}", cure)


def _pieces(markup: str, photos: list[Photo | None]) -> Iterator[Html | Figure]:
    """The blocks of ``markup``; a photo comes out of its paragraph and follows it as a figure."""
    if "<img" not in markup:
        yield from (Html(Markup(block)) for block in safe_html.blocks(markup) if not EMPTY_PARAGRAPH.match(block))  # noqa: S704 - as below
        return
    for block in safe_html.blocks(markup):
        rest = PHOTO.sub("", block)
        if rest and not EMPTY_PARAGRAPH.match(rest):
            yield Html(Markup(rest))  # noqa: S704 - cleaned by the caller
        for match in PHOTO.finditer(block):
            photo = photos[int(match[1])] if int(match[1]) < len(photos) else None
            if photo is not None:
                yield Figure(photo)


def _notes(pieces: tuple[Html | Figure, ...], work: Conversion) -> Iterator[CalendarNote]:
    """Every note, with the words of the block that it stands in."""
    for piece in pieces:
        if not isinstance(piece, Html):
            continue
        for number in numbers_in(piece.html):
            yield work.note(number, safe_html.text_of(without_tokens(piece.html)).strip())


def _merged(pieces: tuple[Html | Figure, ...] | list[Html | Figure]) -> Iterator[Html | Figure]:
    """Neighbouring runs of HTML as one."""
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, Html):
            markup = without_tokens(piece.html)
            run += [] if EMPTY_PARAGRAPH.match(markup) else [markup]
            continue
        if run:
            yield Html(Markup("\n".join(run)))  # noqa: S704 - made of safe pieces
            run = []
        yield piece
    if run:
        yield Html(Markup("\n".join(run)))  # noqa: S704 - made of safe pieces


def _with_items(pieces: tuple[Html | Figure, ...], work: Conversion) -> Iterator[Html | Figure | Item]:
    """The segments of a brief: what stands before the first ◆ of a section, then its items.

    A small heading (level 3 and below) above a single ◆ is that item's own headline, not a section's.
    """
    number, used = 0, set[str]()
    for heading, group in _sections(pieces):
        starts = [
            index for index, piece in enumerate(group) if isinstance(piece, Html) and ITEM_START.match(piece.html)
        ]
        own = heading is not None and starts == [0] and not heading.html.startswith("<h2")
        before = group[: starts[0]] if starts else group
        yield from _merged([heading, *before] if heading is not None and not own else before)
        for start, end in pairwise([*starts, len(group)]):
            number += 1
            yield _item(
                group[start:end], safe_html.text_of(without_tokens(heading.html)) if own and heading else "", number, used, work
            )


def _sections(pieces: tuple[Html | Figure, ...]) -> Iterator[tuple[Html | None, list[Html | Figure]]]:
    """The pieces under each heading, those before the first heading under None."""
    heading: Html | None = None
    group: list[Html | Figure] = []
    for piece in pieces:
        if isinstance(piece, Html) and HEADING.match(piece.html):
            yield heading, group
            heading, group = piece, []
        else:
            group.append(piece)
    yield heading, group


def _item(pieces: list[Html | Figure], title: str, number: int, used: set[str], work: Conversion) -> Item:
    bare = [Html(Markup(ITEM_START.sub("<p>", p.html))) if isinstance(p, Html) else p for p in pieces]  # noqa: S704 - safe already
    segments = tuple(_merged(bare))
    text = "\n".join(safe_html.text_of(piece.html) for piece in segments if isinstance(piece, Html))
    anchor = base = "item-" + hashlib.sha256(text.encode()).hexdigest()[:8]
    repeat = 2
    while anchor in used:
        anchor, repeat = f"{base}-{repeat}", repeat + 1
    used.add(anchor)
    return Item(
        anchor=anchor,
        number=number,
        title=title,
        text=text,
        segments=segments,
        districts=work.vocabulary.districts_in(text),
        organisations=work.vocabulary.organisations_in(text),
        notes=tuple(work.note(n) for piece in bare if isinstance(piece, Html) for n in numbers_in(piece.html)),
        place=_place_of_item(work),
    )


def _place_of_item(work: Conversion) -> Place:
    place = work.find(ITEM_MARK)
    return place.with_width(max(1, len(place.source) - place.column + 1))
