"""Deadlines that a policy or a notice names in its text, when its front matter lists none.

The front matter's list is the editor's word: with one, the text is not read. Beside ``issued`` or ``adopted: 待核实``
nobody knows in which year the text was written, so that a day without its year stays without one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..documents.document import Document
from ..documents.event_fields import Deadline
from ..documents.fields import PENDING
from .dates import find_dates
from .entries import day_of
from .naming import sentences, short_name
from .notes import said_in

NOTICE = re.compile(r"通知|公告|通告|启事|征集|征文|报名|招募|须知")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class DeadlineInText:
    """A deadline, the sentence that tells it and the line in which that stands."""

    deadline: Deadline
    sentence: str
    line: int


def deadlines_in(document: Document, *, silenced: bool = True) -> Iterator[DeadlineInText]:
    """The deadlines of a policy's or a notice's text, in its order; with ``silenced=False`` those that a note hides, too."""
    if document.kind != "policy" and not (document.kind == "news" and NOTICE.search(document.title)):
        return
    reference, is_known = _reference(document)
    notes = document.body.notes if silenced else ()
    hidden = {note.beside for note in notes if said_in(note.words, reference, None).hidden}
    for paragraph in document.body.text.split("\n"):
        if paragraph.strip() in hidden:
            continue
        for sentence in sentences(paragraph):
            yield from _in_sentence(document, sentence, reference, is_known=is_known)


def _in_sentence(document: Document, sentence: str, reference: date, *, is_known: bool) -> Iterator[DeadlineInText]:
    for found in find_dates(sentence, reference):
        if not found.deadline or found.precision not in {"day", "time"} or found.start is None or "截至" in found.text:
            continue
        day = day_of(found.end or found.start)
        if is_known and day < reference:
            continue
        words = f"{day.year}年" if "年" not in found.text else ""
        unknown = not is_known and bool(words)
        name = short_name(sentence, found)[:LONGEST]
        at = document.source.text.find(found.text)
        line = document.source.place_at(at).line if at >= 0 else 1
        deadline = Deadline.model_validate(
            {"what": name, "date": PENDING if unknown else day, "text": found.text.strip()}
        )
        yield DeadlineInText(deadline, sentence, line)


def _reference(document: Document) -> tuple[date, bool]:
    """The day from which a day without its year counts, and whether that is known."""
    days = document.meta.model_dump(include={"issued", "adopted"})
    for key in ("issued", "adopted"):
        if isinstance(days.get(key), date):
            return days[key], True
    return document.day, not any(days.get(key) == PENDING for key in ("issued", "adopted"))
