"""Events out of documents: from front matter, from dated ◆ items, from deadlines.

Pure functions of one document each (:func:`of_document`), and one total order (:func:`merge`). A UID depends on the
article's path and on what names the event within it: its id, else its name, for an item its number. Never on a day, a
text or a clock: an event that moves, or an item that is corrected, stays the same in a subscriber's calendar. What a
renamed event or a renumbered item was before is the ledger's business.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from ..build_state.prose import reads_prose
from ..documents.document import Document, Item
from ..documents.event_fields import Deadline, EventSpec
from ..documents.fields import PENDING
from ..documents.vocabulary import Vocabulary
from .dates import FoundDate, find_dates
from .deadlines import deadlines_in
from .entries import Event, Kind, Moment, Occasion, YearUnknown, day_of, of_nature, settled
from .naming import sentences, short_name
from .notes import end_fits, said_in, spec_of

DAYS = {"day", "time"}


@dataclass(frozen=True, slots=True)
class Told:
    """What one document tells the calendar."""

    events: tuple[Event, ...]
    year_unknown: tuple[YearUnknown, ...] = ()


def of_document(document: Document, vocabulary: Vocabulary, host: str = "yugong") -> Told:
    """What one document tells, in its own order; ``host`` makes UIDs differ between sites."""
    maker = _Maker(document, vocabulary, host)
    events = (*maker.from_front_matter(), *maker.from_items(), *maker.from_deadlines())
    return Told(events, tuple(maker.year_unknown))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a document is asked with: the same vocabulary for all documents of a run."""

    vocabulary: Vocabulary = field(compare=False)
    host: str


@reads_prose
def told(document: Document, asked: Asked) -> tuple[Told, ...]:
    """What one document tells; nothing at all when it tells nothing, as most do."""
    found = of_document(document, asked.vocabulary, asked.host)
    return (found,) if found.events or found.year_unknown else ()


def merge(events: Iterable[Iterable[Event]]) -> tuple[Event, ...]:
    """All events by time; all-day ones come first on their day. The order is total."""
    return tuple(
        sorted(
            (event for of_one in events for event in of_one),
            key=lambda e: (e.start_instant.timestamp(), not e.all_day, e.last_day, e.name, e.uid),
        )
    )


def uid_of(path: object, key: str, host: str) -> str:
    """The UID of what ``key`` names in the article at ``path``."""
    named = f"{path}\n{key}".encode("utf-8", "replace")
    return f"{hashlib.sha256(named).hexdigest()[:24]}@{host}"


@dataclass(slots=True)
class _Maker:
    document: Document
    vocabulary: Vocabulary
    host: str
    seen: Counter[str] = field(default_factory=Counter)
    year_unknown: list[YearUnknown] = field(default_factory=list)

    def key(self, wanted: str) -> str:
        """``wanted``, told apart from the same one earlier in the article."""
        self.seen[wanted] += 1
        return wanted if self.seen[wanted] == 1 else f"{wanted} {self.seen[wanted]}"

    def event(  # noqa: PLR0913 - an event has these parts
        self,
        key: str,
        kind: Kind,
        spec: EventSpec,
        *,
        line: int,
        text: str,
        date_text: str = "",
        anchor: str = "",
        mark: str = "",
        districts: tuple[str, ...] = (),
        organisations: tuple[str, ...] = (),
    ) -> Event:
        meta, document = self.document.meta, self.document
        start, end = settled(spec.start, spec.end)
        key = self.key(f"id:{spec.id}" if spec.id else key)
        changed = max(meta.date, meta.updated or meta.date)
        return Event(
            uid=uid_of(document.path, key, self.host),
            key=key,
            mark=mark or spec.name,
            path=document.source.path,
            line=line,
            name=spec.name,
            start=start,
            end=end,
            place=spec.place or "",
            organiser=spec.organiser or "",
            districts=districts,
            organisations=organisations,
            column=meta.column or "",
            kind=kind,
            source_url=f"{document.url}#{anchor}" if anchor else document.url,
            source_title=document.title,
            text=text,
            date_text=date_text,
            changed=changed,
            sequence=(changed - meta.date).days,
            standing=spec.standing,
            moved_from=spec.moved_from,
            link=spec.link or "",
            registration=spec.registration,
            rule=spec.repeat or "",
            occasions=_occasions(spec, start),
            extra=tuple(of_nature(moment, start) for moment in spec.extra),
            image=document.cover,
        )

    def from_front_matter(self) -> Iterator[Event]:
        for index, spec in enumerate(self.document.meta.events):
            words = " ".join(part for part in (spec.name, spec.organiser, spec.place) if part)
            yield from self.with_registration(
                self.event(
                    f"event:{spec.name}",
                    "event",
                    spec,
                    line=self.document.place_of("events", index).line,
                    text=spec.text or self.document.summary,
                    districts=self.districts_of(spec),
                    organisations=self.vocabulary.organisations_in(words),
                )
            )

    def with_registration(self, event: Event) -> Iterator[Event]:
        """The event, and the day until which one may register for it as a deadline of its own."""
        yield event
        if event.registration is None or event.standing == "cancelled":
            return
        spec = EventSpec(name=f"{event.name}报名", start=event.registration, place=None, link=event.link or None)
        yield self.event(
            f"registration:{event.key}",
            "deadline",
            spec,
            line=event.line,
            text=f"{event.name}报名截止",
            anchor=event.source_url.partition("#")[2],
            mark=f"registration:{event.mark}",
            districts=event.districts,
            organisations=event.organisations,
        )

    def districts_of(self, spec: EventSpec) -> tuple[str, ...]:
        """The district that the event names, or that its place does, or the article's own."""
        if spec.district:
            return (spec.district,)
        mentioned = self.vocabulary.districts_in(spec.place or "")
        return mentioned or (() if self.document.body.items else self.document.meta.districts)

    def from_items(self) -> Iterator[Event]:
        for item in self.document.body.items:
            found = dated(item, self.document.day)
            spec = item_spec(item, self.document.day, found)
            if not isinstance(spec, EventSpec):
                continue
            yield from self.with_registration(
                self.event(
                    f"item:{item.number}",
                    "deadline" if found is not None and found.deadline else "item",
                    spec,
                    line=item.place.line,
                    text=spec.text or item.text,
                    date_text=found.text if found else "",
                    anchor=item.anchor,
                    mark=item.anchor,
                    districts=(spec.district,)
                    if spec.district
                    else item.districts or self.vocabulary.districts_in(spec.place or ""),
                    organisations=item.organisations,
                )
            )

    def from_deadlines(self) -> Iterator[Event]:
        meta = self.document.meta
        for index, deadline in enumerate(meta.deadlines):
            if not deadline.calendar:
                continue
            if isinstance(deadline.date, date):
                line = self.document.place_of("deadlines", index).line
                yield self.deadline(deadline, line, "\n".join([deadline.what, *_for_whom(deadline)]))
            elif deadline.text:
                self.year_unknown.append(self.without_year(deadline))
        if not meta.deadlines:
            for told in deadlines_in(self.document):
                if told.deadline.date == PENDING:
                    self.year_unknown.append(self.without_year(told.deadline))
                else:
                    yield self.deadline(told.deadline, told.line, told.sentence)

    def deadline(self, deadline: Deadline, line: int, text: str) -> Event:
        """The event of a deadline whose day is known."""
        meta = self.document.meta
        return self.event(
            f"deadline:{deadline.what}",
            "deadline",
            EventSpec.model_validate({"name": deadline.what, "start": deadline.date}),
            line=line,
            text=text,
            date_text=deadline.text or "",
            districts=meta.all_districts(),
            organisations=meta.all_organisations(),
        )

    def without_year(self, deadline: Deadline) -> YearUnknown:
        """What can be shown of a deadline whose year nobody wrote down."""
        meta, document = self.document.meta, self.document
        return YearUnknown(
            deadline.what,
            deadline.text or "",
            deadline.who or "",
            document.url,
            document.title,
            meta.all_districts(),
            meta.all_organisations(),
            meta.column or "",
        )


def _for_whom(deadline: Deadline) -> tuple[str, ...]:
    return (f"对象：{deadline.who}",) if deadline.who else ()


def _occasions(spec: EventSpec, start: Moment) -> tuple[Occasion, ...]:
    """The different days of a series, each in the nature of its start."""
    found = []
    for one in spec.exceptions:
        was = of_nature(one.date, start)
        to = None if one.is_off else of_nature(one.to if one.to is not None else one.date, start)
        found.append(Occasion(was, to, place=one.place or ""))
    return tuple(found)


def item_spec(item: Item, published: date, found: FoundDate | None) -> EventSpec | tuple[str, str] | None:
    """The event of a ◆ item as its text and its notes tell it; nothing when it has no day or belongs on none.

    ``found`` is what :func:`dated` says of it. What is wrong with its notes comes back as message and cure.
    """
    values: dict[str, object] = {}
    day = found.first_day if found else None
    for note in item.notes:
        said = said_in(note.words, published, day)
        if said.slips:
            return said.slips[0]
        if said.hidden:
            return None
        values |= said.values
    if found is None and "start" not in values:
        return ("这一条没有日期，{日历：…} 里也没有写", "请写上日期，例如 {日历：2026-12-01 14:30}") if values else None
    if found is not None and found.start is not None:
        end = found.end
        if end is not None and ("start" not in values or end_fits(_moment(values["start"]), end)):
            values = {"end": end, **values}
        values = {"start": found.start, **values}
        if values.get("status") == "moved" and values["start"] != found.start:
            values = {"moved_from": found.start, **values}
    sentence = sentences(item.text)[0] if item.text.strip() else item.title
    name = item.title or (short_name(item.text, found) if found else sentence[:36])
    return spec_of({"name": name, **values})


def _moment(value: object) -> Moment:
    return value if isinstance(value, date) else date.max


def dated(item: Item, published: date) -> FoundDate | None:
    """The day of a ◆ item: the first that it names, in its first sentence that names any.

    A vague date, a rule and a holiday's name are no day; “截至8月31日” tells how far a fact reaches, and only a
    deadline that is still to come is an event.
    """
    for sentence in sentences(item.text):
        found = next((f for f in find_dates(sentence, published) if f.precision not in {"month", "year"}), None)
        if found is None:
            continue
        if found.precision not in DAYS or found.recurring or found.named or found.start is None:
            return None
        if found.deadline and ("截至" in found.text or day_of(found.start) <= published):
            return None
        return found
    return None
