"""Whether every ``{日历：…}`` says something, stands where it counts, and is whole."""

import re
from collections.abc import Iterator

from ..build_state.prose import reads_prose
from ..diagnostics import Place, Problem, did_you_mean
from ..documents.calendar_notes import NOTE
from ..documents.document import Document
from ..documents.event_fields import EventSpec
from ..documents.vocabulary import Vocabulary
from . import codes
from .deadlines import deadlines_in
from .entries import ends_first
from .events import dated, item_spec
from .notes import CURE, said_in
from .series_checks import check_series

ALIKE = re.compile(r"[{｛][ \t]*(日历|日曆|曰历|日厉|历日|日程|月历|calendar|rili)[^\n]{0,40}", re.IGNORECASE)
FENCES = re.compile(r"^(`{3,}|~{3,}).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)


@reads_prose
def check_notes(document: Document, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """The problems of one document's notes, and of what looks like one and is none."""
    return tuple(_check_notes(document, vocabulary))


def _check_notes(document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    for item in document.body.items:
        if not item.notes:
            continue
        found = dated(item, document.day)
        spec = item_spec(item, document.day, found)
        place = item.notes[0].place
        day = found.first_day if found else None
        slips = [(n.place, slip) for n in item.notes for slip in said_in(n.words, document.day, day).slips]
        if slips:
            yield from (codes.BAD_NOTE.at(at, *slip) for at, slip in slips)
        elif isinstance(spec, tuple):
            yield codes.BAD_NOTE.at(place, *spec)
        elif isinstance(spec, EventSpec):
            yield from _meaning(spec, vocabulary, item.notes[0].place)
    yield from _outside(document)
    yield from _alike(document)


def _meaning(spec: EventSpec, vocabulary: Vocabulary, place: Place) -> Iterator[Problem]:
    if spec.district and vocabulary.districts and not vocabulary.district(spec.district):
        message = f"不认识的区县：“{spec.district}”"
        yield codes.UNKNOWN_DISTRICT.at(place, message, district_cure(spec.district, vocabulary))
    if spec.end is not None and ends_first(spec.start, spec.end):
        yield codes.ENDS_FIRST.at(place, f"“{spec.name}”的结束早于开始", "请核对 {日历：…} 里的时间")
    yield from check_series(spec, lambda *_: place)


def district_cure(name: str, vocabulary: Vocabulary) -> str:
    """What to write instead of a district's name that nobody knows."""
    known = [district.name for district in vocabulary.districts]
    short = next((f"是不是“{d.name}”？请写全称" for d in vocabulary.districts if d.short == name), "")
    return short or did_you_mean(name, known) or "区县的全称见词表 vocabulary/districts.yaml"


def _outside(document: Document) -> Iterator[Problem]:
    """Notes outside of items: they can only silence a deadline that the text names."""
    if not document.body.notes:
        return
    silenced = {note.beside for note in document.body.notes}
    told = {one.sentence for one in deadlines_in(document, silenced=False)}
    for note in document.body.notes:
        said = said_in(note.words, document.day, None)
        if said.slips:
            yield from (codes.BAD_NOTE.at(note.place, *slip) for slip in said.slips)
        elif not said.hidden:
            cure = "请把它写进 ◆ 条目；时限要改，写在 front matter 的 deadlines 里"
            yield codes.BAD_NOTE.at(note.place, "条目外的 {日历：…} 只能写“不进”", cure)
        elif note.beside in silenced and not any(sentence in note.beside for sentence in told):
            cure = "请移到要改的那一条或那一段的末尾，或删掉"
            yield codes.BAD_NOTE.at(note.place, "这一段没有进日历的时限，{日历：不进} 不起作用", cure)


def _alike(document: Document) -> Iterator[Problem]:
    text = document.source.text
    if "{" not in text and "｛" not in text:
        return
    bare = FENCES.sub(lambda match: " " * len(match[0]), text)
    bare = NOTE.sub(lambda match: " " * len(match[0]), bare)
    body = _body_offset(document)
    for match in ALIKE.finditer(bare, body):
        place = document.source.place_at(match.start(), len(match[0]))
        if match[1] == "日历":
            yield codes.BAD_NOTE.at(place, "{日历：…} 没有写完，读者会看到它", "请在同一行用 } 结束")
        else:
            yield codes.BAD_NOTE.at(
                place, f"“{{{match[1]}”不是写给日历的话，读者会看到它", f"是不是“{{日历：…}}”？{CURE}"
            )


def _body_offset(document: Document) -> int:
    """Where the text begins, after the front matter."""
    lines = document.source.lines
    end = next((index for index, line in enumerate(lines[1:], 1) if line.startswith("---")), 0)
    return sum(len(line) + 1 for line in lines[: end + 1])
