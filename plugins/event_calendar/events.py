"""Events out of documents: from front matter, from dated ◆ items, from the deadlines of policies.

Pure functions of one document each (:func:`of_document`), and one total order (:func:`merge`). A UID depends on the
article's path and on the event's own name (or its item's anchor), never on its day or on a clock: an event that moves
stays the same event in a subscriber's calendar.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Protocol, runtime_checkable

from ..documents.document import Document, Item
from ..documents.fields import SHANGHAI, EventSpec
from ..documents.vocabulary import Vocabulary
from .dates import FoundDate, find_dates

EventKind = Literal["event", "item", "deadline"]
LONGEST_NAME = 36
LONGEST_WITH_ACTION = 52
SHORTEST_CLAUSE = 6
ACTIONS = ("开展", "举行", "举办", "召开", "进行", "启动", "看望", "慰问")
"""A clause that begins so says what happens; the one before it only who and where."""
SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]?")
CLAUSES = re.compile(r"(?<=[，,；;])")
AFTER_DATE = re.compile(r"^(?:上午|下午|晚上|晚|起)?[\s，,、：:]*")
LAST_MINUTE = time(23, 59)


class DeadlineLike(Protocol):
    """What the calendar reads of a deadline, whoever defines the kind of article that has them."""

    what: str
    date: date | str
    text: str | None
    who: str | None


@runtime_checkable
class HasDeadlines(Protocol):
    """Front matter with deadlines."""

    deadlines: tuple[DeadlineLike, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the calendar.

    ``start`` and ``end`` are both days (``all_day``; ``end`` is the last one, not the one after) or both instants in
    Beijing time. ``url`` leads to the source, for an item to its anchor. ``changed`` is the day on which the editor
    last changed the article, ``sequence`` the days between its publication and that.
    """

    uid: str
    name: str
    start: date | datetime
    end: date | datetime | None
    all_day: bool
    place: str
    organiser: str
    district: str
    districts: tuple[str, ...]
    organisations: tuple[str, ...]
    column: str
    url: str
    text: str
    kind: EventKind
    source_title: str
    date_text: str
    changed: date
    sequence: int = 0

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return day_of(self.start)

    @property
    def last_day(self) -> date:
        """The last day on which it takes place; an event that ends at midnight is over the day before."""
        if self.end is None:
            return self.first_day
        if isinstance(self.end, datetime) and self.end.time() == time() and self.end > self.start_instant:
            return max(self.first_day, self.end.date() - timedelta(days=1))
        return day_of(self.end)

    @property
    def start_instant(self) -> datetime:
        """The instant at which it begins; a day begins at midnight in Beijing."""
        return self.start if isinstance(self.start, datetime) else datetime.combine(self.start, time(), SHANGHAI)


def day_of(moment: date | datetime) -> date:
    """The day in Beijing on which ``moment`` lies."""
    return moment.astimezone(SHANGHAI).date() if isinstance(moment, datetime) else moment


def of_document(document: Document, vocabulary: Vocabulary, host: str = "yugong") -> tuple[Event, ...]:
    """The events that one document tells, in the order of the document; ``host`` makes UIDs differ between sites."""
    seen: Counter[str] = Counter()
    make = _Maker(document, vocabulary, host, seen)
    return (*make.from_front_matter(), *make.from_items(), *make.from_deadlines())


def merge(events: Iterable[Iterable[Event]]) -> tuple[Event, ...]:
    """All events by time; all-day ones come first on their day. The order is total."""
    return tuple(
        sorted(
            (event for of_one in events for event in of_one),
            key=lambda e: (e.start_instant.timestamp(), not e.all_day, e.last_day, e.name, e.uid),
        )
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    document: Document
    vocabulary: Vocabulary
    host: str
    seen: Counter[str]

    def uid(self, key: str) -> str:
        """A UID for ``key``, which names the event within its article."""
        self.seen[key] += 1
        whole = f"{self.document.path}\n{key}\n{self.seen[key]}"
        return f"{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:24]}@{self.host}"

    def event(  # noqa: PLR0913 - an event has these parts
        self,
        key: str,
        kind: EventKind,
        name: str,
        start: date | datetime,
        end: date | datetime | None,
        *,
        text: str,
        date_text: str,
        anchor: str = "",
        place: str = "",
        organiser: str = "",
        districts: tuple[str, ...] = (),
        organisations: tuple[str, ...] = (),
    ) -> Event:
        meta = self.document.meta
        start, end = settled(start, end)
        changed = max(meta.date, meta.updated or meta.date)
        return Event(
            uid=self.uid(key),
            name=name,
            start=start,
            end=end,
            all_day=not isinstance(start, datetime),
            place=place,
            organiser=organiser,
            district=districts[0] if districts else "",
            districts=districts,
            organisations=organisations,
            column=meta.column or "",
            url=f"{self.document.url}#{anchor}" if anchor else self.document.url,
            text=text,
            kind=kind,
            source_title=self.document.title,
            date_text=date_text,
            changed=changed,
            sequence=(changed - meta.date).days,
        )

    def from_front_matter(self) -> Iterator[Event]:
        for spec in self.document.meta.events:
            words = " ".join(part for part in (spec.name, spec.organiser, spec.place) if part)
            yield self.event(
                f"event:{spec.name}",
                "event",
                spec.name,
                spec.start,
                spec.end,
                text=self.document.summary,
                date_text="",
                place=spec.place or "",
                organiser=spec.organiser or "",
                districts=self.districts_of(spec),
                organisations=self.vocabulary.organisations_in(words),
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
            if found is not None and found.start is not None:
                yield self.event(
                    f"item:{item.anchor}",
                    "item",
                    item.title or short_name(item.text, found),
                    found.start,
                    found.end,
                    text=item.text,
                    date_text=found.text,
                    anchor=item.anchor,
                    districts=item.districts,
                    organisations=item.organisations,
                )

    def from_deadlines(self) -> Iterator[Event]:
        meta = self.document.meta
        if not isinstance(meta, HasDeadlines):
            return
        for deadline in meta.deadlines:
            if isinstance(deadline.date, date):
                who = f"对象：{deadline.who}" if deadline.who else ""
                yield self.event(
                    f"deadline:{deadline.what}",
                    "deadline",
                    deadline.what,
                    deadline.date,
                    None,
                    text="\n".join(part for part in (deadline.what, who) if part),
                    date_text=deadline.text or "",
                    districts=meta.districts,
                    organisations=meta.organisations,
                )


def settled(start: date | datetime, end: date | datetime | None) -> tuple[date | datetime, date | datetime | None]:
    """Start and end of one nature, in Beijing time.

    A clock time at the start and a bare day at the end last until the end of that day; a bare day at the start makes
    the whole event one of days. An end that adds nothing (the same day, or before the start) is left out.
    """
    if isinstance(start, datetime):
        start = start.astimezone(SHANGHAI)
        if end is not None and not isinstance(end, datetime):
            end = None if end <= start.date() else datetime.combine(end, LAST_MINUTE, SHANGHAI)
        if isinstance(end, datetime):
            end = end.astimezone(SHANGHAI)
            return start, end if end > start else None
        return start, None
    last = None if end is None else day_of(end)
    return start, last if last is not None and last > start else None


def dated(item: Item, published: date) -> FoundDate | None:
    """The day of a ◆ item: the first date of its first sentence, unless that is vague, a rule or a deadline."""
    sentence = first_sentence(item.text)
    found = next((f for f in find_dates(sentence, published) if f.precision not in {"month", "year"}), None)
    if found is None or found.precision == "vague" or found.recurring or found.deadline or found.named:
        return None
    return found


def first_sentence(text: str) -> str:
    """The first sentence of ``text`` with its full stop.

    >>> first_sentence("甲。乙。")
    '甲。'
    """
    match = SENTENCE.match(text.strip())
    return match[0] if match and match[0] else text.strip()


def short_name(text: str, found: FoundDate) -> str:
    """A name for an item without one: its first clauses, without the date.

    >>> text = "8月28日，璧山区总工会举办2024年集体协商竞赛，12支参赛队伍参加。"
    >>> short_name(text, find_dates(text, date(2024, 9, 2))[0])
    '璧山区总工会举办2024年集体协商竞赛'
    """
    sentence = first_sentence(text)
    before, after = sentence[: found.offset], sentence[found.offset + len(found.text) :]
    before = before.rstrip().removesuffix("于").removesuffix("在")
    rest = (before + AFTER_DATE.sub("", after)).strip("。！？!?，,；; ")
    name = ""
    for clause in CLAUSES.split(rest):
        action = clause.startswith(ACTIONS) and not any(action in name for action in ACTIONS)
        longest = LONGEST_WITH_ACTION if action else LONGEST_NAME
        enough = len(name) > LONGEST_NAME // 3 and not action
        if len(name) >= SHORTEST_CLAUSE and (enough or len(name) + len(clause) > longest):
            break
        name += clause
    name = name.strip("，,；; ") or sentence
    return name if len(name) <= LONGEST_WITH_ACTION else name[:LONGEST_NAME] + "…"
