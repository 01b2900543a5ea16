"""A document as JSON and back: what reading a good file found, without converting and checking it again.

Only files without errors are kept. A row holds while the file's bytes, the rules (code, vocabularies: the version of
the store) and the photos that it names are the same; whatever is odd reads as “nothing known”, and the file is read
again. The front matter is kept as it was typed and goes through its model again, so a stored value that is not right
is not a value.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal

from markupsafe import Markup

from ..build_state.prose import unnoted
from ..diagnostics import Place, Problem
from .calendar_notes import CalendarNote
from .document import Body, Document, Figure, Heading, Html, Item, Link, Photo, Segment
from .front_matter import FrontMatter
from .source import SourceText

Row = dict[str, Any]
"""JSON: dictionaries, lists, texts and numbers; checked by hash before it gets here."""
ODD = (KeyError, IndexError, TypeError, ValueError, AttributeError)
Triple = tuple[int, int, int]


def row_of(document: Document, typed: tuple[str, Mapping[str, Any]], problems: tuple[Problem, ...]) -> Row | None:
    """The row of ``document``, whose front matter is ``typed`` (kind and values); None when it is not to be kept."""
    if any(problem.is_error or problem.place.path != document.source.path for problem in problems):
        return None
    body = document.body
    return {
        "kind": typed[0],
        "meta": typed[1],
        "address": [document.url, document.save_as],
        "summary": document.summary,
        "digest": document.digest,
        "photos": [_photo(photo) for photo in document.photos],
        "cover": _photo(document.cover) if document.cover else None,
        "portrait": _photo(document.portrait) if document.portrait else None,
        "segments": [_segment(segment) for segment in body.segments],
        "outline": [[heading.level, heading.anchor, heading.text] for heading in body.outline],
        "anchors": sorted(body.anchors),
        "links": [[link.target, *_place(link.place)] for link in body.links],
        "html": None if _is_one_piece(body) else str(body.html),
        "text": body.text,
        "notes": [_note(note) for note in body.notes],
        "places": [[key, *_place(place)] for key, place in document.places.items()],
        "problems": [[p.code, p.severity, *_place(p.place), p.message, p.cure] for p in problems],
    }


def restored(
    row: Row, path: PurePosixPath, source: SourceText, kinds: Mapping[str, type[FrontMatter]]
) -> tuple[Document, tuple[Problem, ...]] | None:
    """What :func:`row_of` kept of the file ``path``; None when the row is not one of ours."""
    try:
        return _Row(row, source).document(path, kinds)
    except ODD:
        return None


def _is_one_piece(body: Body) -> bool:
    """Whether the text is one run of HTML, as it is without photos and items: then it is kept once."""
    return len(body.segments) == 1 and isinstance(body.segments[0], Html) and body.segments[0].html == body.html


def _place(place: Place) -> Triple:
    return (place.line, place.column, place.width)


def _photo(photo: Photo) -> list[object]:
    words = [photo.alt, photo.caption, photo.credit]
    facts = [photo.width, photo.height, photo.digest, photo.animated]
    told = [photo.title, photo.agency, photo.taken and photo.taken.isoformat(), photo.location, photo.consent]
    return [str(photo.path), *words, *facts, photo.focus, photo.blur, *told, *_place(photo.place)]


def _note(note: CalendarNote) -> list[object]:
    return [note.words, note.beside, *_place(note.place)]


def _segment(segment: Segment) -> object:
    if isinstance(segment, Html):
        return str(segment.html)
    if isinstance(segment, Figure):
        return _photo(segment.photo)
    return {
        "names": [segment.anchor, segment.number, segment.title, segment.text],
        "segments": [_segment(part) for part in segment.segments],
        "districts": segment.districts,
        "organisations": segment.organisations,
        "notes": [_note(note) for note in segment.notes],
        "place": _place(segment.place),
    }


def _only_html(segments: tuple[Segment, ...]) -> Markup:
    """The one run of HTML that is the whole text."""
    (only,) = segments
    if not isinstance(only, Html):
        raise TypeError(only)
    return only.html


class LatePlaces(Mapping[str, Place]):
    """The places of a document's values, each made when it is asked for: only a problem has need of one."""

    def __init__(self, at: Mapping[str, Triple], source: SourceText) -> None:
        """``at`` holds line, column and width by the key."""
        self._at = at
        self._source = source

    def __getitem__(self, key: str) -> Place:
        """The place; raises KeyError for a key that was not typed."""
        at = self._at[key]
        with unnoted():  # where a value stands is no reading of the text
            place = self._source.place(*at)
        self._source.forget_lines()
        return place

    def __iter__(self) -> Iterator[str]:
        """The keys, in the order in which they were typed."""
        return iter(self._at)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._at)

    def __contains__(self, key: object) -> bool:
        """Whether the value was typed."""
        return key in self._at


class _Row:
    """One row on its way back to a document; its places take their lines from the source."""

    def __init__(self, row: Row, source: SourceText) -> None:
        self.row = row
        self.source = source
        self.place: Callable[[int, int, int], Place] = source.place

    def document(
        self, path: PurePosixPath, kinds: Mapping[str, type[FrontMatter]]
    ) -> tuple[Document, tuple[Problem, ...]]:
        row, place = self.row, self.place
        segments = tuple(self.segment(part) for part in row["segments"])
        body = Body(
            segments=segments,
            outline=tuple(Heading(*entry) for entry in row["outline"]),
            anchors=frozenset(row["anchors"]),
            links=tuple(Link(target, place(*at)) for target, *at in row["links"]),
            html=self.html(row["html"]).html if row["html"] is not None else _only_html(segments),
            text=row["text"],
            notes=tuple(map(self.note, row["notes"])),
        )
        meta = kinds.get(row["kind"], FrontMatter).model_validate(row["meta"])
        url, save_as = row["address"]
        document = Document(
            path=path,
            url=url,
            save_as=save_as,
            kind=meta.kind,
            meta=meta,
            body=body,
            summary=row["summary"],
            photos=tuple(map(self.photo, row["photos"])),
            cover=self.photo(row["cover"]) if row["cover"] else None,
            portrait=self.photo(row["portrait"]) if row["portrait"] else None,
            digest=row["digest"],
            source=self.source,
            places=LatePlaces({key: (line, column, width) for key, line, column, width in row["places"]}, self.source),
        )
        problems = tuple(map(self.problem, row["problems"]))
        self.source.forget_lines()
        return document, problems

    def segment(self, part: Any) -> Segment:  # noqa: ANN401 - JSON
        if isinstance(part, list):
            return Figure(self.photo(part))
        if isinstance(part, str):
            return self.html(part)
        anchor, number, title, text = part["names"]
        return Item(
            anchor=anchor,
            number=number,
            title=title,
            text=text,
            segments=tuple(self.figure(p) if isinstance(p, list) else self.html(p) for p in part["segments"]),
            districts=tuple(part["districts"]),
            organisations=tuple(part["organisations"]),
            notes=tuple(map(self.note, part["notes"])),
            place=self.place(*part["place"]),
        )

    def note(self, part: list[Any]) -> CalendarNote:
        words, beside, *at = part
        return CalendarNote(words, beside, self.place(*at))

    def html(self, markup: str) -> Html:
        return Html(Markup(markup))  # noqa: S704 - cleaned before it was stored, and verified by hash

    def figure(self, part: list[Any]) -> Figure:
        return Figure(self.photo(part))

    def photo(self, part: list[Any]) -> Photo:
        path, alt, caption, credit, width, height, digest, animated, focus, blur, *told = part
        title, agency, taken, location, consent, *at = told
        return Photo(
            path=PurePosixPath(path),
            alt=alt,
            caption=caption,
            credit=credit,
            width=width,
            height=height,
            digest=digest,
            animated=animated,
            focus=tuple(focus) if focus else None,
            blur=tuple(tuple(region) for region in blur),
            title=title,
            agency=agency,
            taken=date.fromisoformat(taken) if taken else None,
            location=location,
            consent=consent,
            place=self.place(*at),
        )

    def problem(self, part: list[Any]) -> Problem:
        code, severity, line, column, width, message, cure = part
        level: Literal["error", "warning"] = "error" if severity == "error" else "warning"
        return Problem(code, level, self.place(line, column, width), message, cure)
