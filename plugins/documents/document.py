"""What a checked article is: its front matter, its body in segments, its address; and the card that lists show."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath

from markupsafe import Markup

from ..build_state.prose import labelled, note, note_label
from ..diagnostics import Place
from .calendar_notes import CalendarNote
from .fields import PENDING
from .front_matter import FrontMatter
from .photo_marks import Point, Region
from .source import SourceText
from .wide_text import WIDE

CREDIT_MARK = re.compile(r"图[/／:：源片]|(?:示意|资料|供|制|绘|配|截|效果|设计|宣传)图|漫画|海报|摄(?!影家)")
"""A credit that says itself what it is: 示意图, 资料图片, 徐熙孟 摄, 图/新华社."""
ORGANISATION = re.compile(r"(?:工会|公司|集团|医院|学院|学校|大学|报社|日报|晚报|晨报|时报|新闻|社|局|委|台|中心|网|厂|办公室|委员会)$")
LONGEST_NAME = 3
INTENDED_BREAK = re.compile(rf"\n|(?<=[{WIDE}])[ 　]+(?=[{WIDE}])")


def signature_of(credit: str, agency: str = "") -> str:
    """Who made a photo, as papers set it: a person 摄, an organisation after 图/, and what says itself as it is.

    >>> signature_of("徐熙孟", "新华社"), signature_of("", "新华社"), signature_of("重庆市总工会"), signature_of("示意图")
    ('新华社 徐熙孟 摄', '图/新华社', '图/重庆市总工会', '示意图')
    """
    if not credit:
        return f"图/{agency}" if agency else ""
    if credit == PENDING:
        return "摄影者待核实"
    if CREDIT_MARK.search(credit):
        return credit
    if len(credit) > LONGEST_NAME and ORGANISATION.search(credit):
        return f"图/{credit}"
    return f"{agency} {credit} 摄" if agency and agency not in credit else f"{credit} 摄"


def lines_of_title(title: str) -> tuple[str, ...]:
    """The lines that the editor meant: a space between two Han characters of a title is a break.

    >>> lines_of_title("重庆开展“求学圆梦行动” 助力产业工人提升")
    ('重庆开展“求学圆梦行动”', '助力产业工人提升')
    """
    return tuple(part.strip() for part in INTENDED_BREAK.split(title) if part.strip()) or (title,)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo file below ``content/`` with its words.

    ``path`` is relative to ``content/``; ``width`` and ``height`` are pixels after the EXIF orientation is applied;
    ``digest`` is the file's SHA-256 in hex. The original is never published: ``photo_gallery`` turns ``shown_digest``
    into the addresses of derivatives. ``focus`` is the point that a crop must keep and ``blur`` what nobody may
    recognise, both in fractions of the upright photo (see ``photo_marks``). ``title`` to ``consent`` stand in
    ``photos.yaml`` only (see ``photo_sidecar``).
    """

    path: PurePosixPath
    alt: str
    caption: str
    credit: str
    width: int
    height: int
    digest: str
    animated: bool = False
    focus: Point | None = None
    blur: tuple[Region, ...] = ()
    title: str = ""
    agency: str = ""
    taken: date | None = None
    location: str = ""
    consent: str = ""
    place: Place = field(compare=False, repr=False, default=Place(""))

    @property
    def signature(self) -> str:
        """Who made it, as papers set it below a photo; empty when nobody is named."""
        return signature_of(self.credit, self.agency)

    @property
    def shown_digest(self) -> str:
        """What tells the pictures that readers may see from any others: the file and the regions blurred in it.

        A region added later gives the photo other addresses, so that no cache goes on showing the open face.
        """
        if not self.blur:
            return self.digest
        return hashlib.sha256(f"{self.digest} {self.blur}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Html:
    """A run of safe HTML."""

    html: Markup


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo that stands between two runs of text."""

    photo: Photo


@dataclass(frozen=True, slots=True)
class Item:
    """One ◆ item of a weekly brief.

    ``anchor`` is stable while the item's own text is (``item-`` and a short hash), so that a calendar entry keeps
    its address when another item is added above. ``text`` is plain, without the ◆; ``place`` is where it begins in
    the file. ``title`` is the small headline directly above it, if any. ``notes`` are what the editor says of it to
    the calendar.
    """

    anchor: str
    number: int
    title: str
    text: str
    segments: tuple[Html | Figure, ...]
    districts: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    notes: tuple[CalendarNote, ...] = ()
    place: Place = field(compare=False, repr=False, default=Place(""))


Segment = Html | Figure | Item


NO_HTML = Markup()
PROSE = frozenset({"segments", "html", "text"})
"""What of a body is running text, and no part of the article's face."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of the outline: level 2 to 6, the anchor, the plain text."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in the text: where it points and where it was written."""

    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Body:
    """The text after the front matter, converted and made safe.

    ``html`` is the whole text in one piece with plain ``<img>`` tags left out (for feeds and search);
    ``anchors`` are all ids on the page that a link may name; ``notes`` are the calendar notes outside of items.
    """

    segments: tuple[Segment, ...] = ()
    outline: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    html: Markup = NO_HTML
    text: str = ""
    notes: tuple[CalendarNote, ...] = ()

    def __getattribute__(self, name: str) -> object:
        """The attribute; reading the prose is noted (:mod:`..build_state.prose`)."""
        if name in PROSE:
            note(self)
        return object.__getattribute__(self, name)

    @property
    def items(self) -> tuple[Item, ...]:
        """The ◆ items in order."""
        return tuple(segment for segment in self._parts if isinstance(segment, Item))

    @property
    def figures(self) -> tuple[Photo, ...]:
        """The photos in the text, in order, those inside ◆ items included."""
        flat: list[Html | Figure] = []
        for segment in self._parts:
            flat.extend(segment.segments if isinstance(segment, Item) else [segment])
        return tuple(segment.photo for segment in flat if isinstance(segment, Figure))

    @property
    def _parts(self) -> tuple[Segment, ...]:
        """The segments, for who only looks for items and photos: they belong to the article's face."""
        parts: tuple[Segment, ...] = object.__getattribute__(self, "segments")
        return parts


@labelled("title", "title_lines", "summary")
@dataclass(frozen=True, slots=True)
class Card:
    """What a list may know of an article. A list cannot read a body, so editing a body dirties no list."""

    path: str
    url: str
    kind: str
    title: str
    title_lines: tuple[str, ...]
    kicker: str
    subtitle: str
    day: date
    summary: str
    column: str
    series: str
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    districts: tuple[str, ...]
    organisations: tuple[str, ...]
    people: tuple[str, ...]
    byline: str
    cover: Photo | None


@labelled("summary", on_pages=("meta",))
@dataclass(frozen=True, slots=True)
class Document:
    """A checked article.

    ``path`` is relative to ``content/`` (``news/2024/2024-09-02-yizhou.md``), ``url`` the address below the site's
    root (``/news/2024/2024-09-02-yizhou/``), ``save_as`` the file below ``output/``. ``digest`` covers everything
    that the document's pages may show of it: its file, its photos, and the vocabulary that its items were matched with.
    """

    path: PurePosixPath
    url: str
    save_as: str
    kind: str
    meta: FrontMatter
    body: Body
    summary: str
    photos: tuple[Photo, ...]
    cover: Photo | None
    portrait: Photo | None
    digest: str
    source: SourceText = field(compare=False, repr=False)
    places: Mapping[str, Place] = field(compare=False, repr=False, default_factory=dict)

    @property
    def fingerprint_token(self) -> str:
        """What tells this document's state from any other, for pages that were rendered from it."""
        return f"{self.digest} {self.url}"

    @property
    def texts(self) -> tuple[Body, SourceText]:
        """What tells when it is read (:mod:`..build_state.prose`)."""
        return self.body, self.source

    @property
    def face(self) -> tuple[object, ...]:
        """Everything that others may know of it without reading its prose, but its labels."""
        body = self.body
        return (
            self.path,
            self.url,
            self.save_as,
            self.kind,
            self.meta.model_copy(update={"title": "", "summary": None}),
            self.photos,
            self.cover,
            self.portrait,
            body.outline,
            body.anchors,
            tuple(link.target for link in body.links),
            body.items,
            body.notes,
            body.figures,
            tuple(sorted(self.places)),
        )

    @property
    def labels(self) -> tuple[str, str]:
        """Title and summary, which lists show and nothing else depends on."""
        return self.title, self.summary

    @property
    def title(self) -> str:
        """The title on one line."""
        note_label(self.path)
        return self.meta.title

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title in the lines that the editor meant."""
        note_label(self.path)
        return lines_of_title(self.meta.title)

    @property
    def day(self) -> date:
        """The day of publication on this site."""
        return self.meta.date

    @property
    def all_photos(self) -> tuple[Photo, ...]:
        """Every photo that the page may show, each file once: front matter's, the text's, cover, portrait."""
        found = [*self.photos, *self.body.figures, *(p for p in (self.cover, self.portrait) if p)]
        first: dict[PurePosixPath, Photo] = {}
        for photo in found:
            first.setdefault(photo.path, photo)
        return tuple(first.values())

    @property
    def loose_photos(self) -> tuple[Photo, ...]:
        """The front matter's photos that do not stand in the text already."""
        placed = {photo.path for photo in self.body.figures}
        return tuple(photo for photo in self.photos if photo.path not in placed)

    def place_of(self, *keys: str | int) -> Place:
        """Where a front matter value stands, e.g. ``place_of("events", 0, "start")``; the nearest known parent."""
        for end in range(len(keys), 0, -1):
            place = self.places.get(".".join(str(key) for key in keys[:end]))
            if place:
                return place
        return Place(self.source.path)

    def is_public(self, now: datetime) -> bool:
        """Whether readers may see it at ``now``: published, its time come and not over. Drafts never are."""
        from .lifecycle import is_public  # noqa: PLC0415 - lifecycle reads documents; the method is a convenience

        return is_public(self.meta, now)
