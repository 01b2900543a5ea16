"""``content/calendar.ledger``: which events subscribers have seen, so that an event keeps its UID and SEQUENCE rises.

Output is a function of content alone, and what an event was before is not in today's articles; so it is a file of the
content, written by ``check --update-calendar`` and committed with the articles. A build only reads it. The pages and
files of an event that is not as the ledger knows it already carry the next SEQUENCE, written down or not.

One line an event: article, key, UID, SEQUENCE, digest, mark, day, between tabs, in the order of article and key. An
event that is gone keeps its line (its digest is ``-``): its UID is never given to another.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..diagnostics import Place
from .entries import Event
from .events import uid_of

NAME = "calendar.ledger"
HEADER = (
    "# 活动台账：日历订阅靠它认出改过的活动。由 python3 build.py check --update-calendar 写，\n"
    "# 和稿件一起提交，不要手改，也不要删。\n"
)
GONE = "-"
PARTS = 7


@dataclass(frozen=True, slots=True)
class Line:
    """What the ledger knows of one event."""

    path: str
    key: str
    uid: str
    sequence: int
    digest: str
    mark: str
    day: str


@dataclass(frozen=True)
class Ledger:
    """The lines of each article, and the places of lines that cannot be read."""

    of_article: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    broken: tuple[Place, ...] = ()


def read(text: str, shown: str = NAME) -> Ledger:
    """The ledger of that text; ``shown`` names its file."""
    found: dict[str, list[Line]] = defaultdict(list)
    broken = []
    for number, row in enumerate(text.splitlines(), 1):
        parts = row.split("\t")
        if not row.strip() or row.startswith("#"):
            continue
        if len(parts) != PARTS or not parts[3].isdigit():
            broken.append(Place(shown, number, 1, len(row), row))
            continue
        path, key, uid, sequence, digest, mark, day = parts
        found[path].append(Line(path, key, uid, int(sequence), digest, mark, day))
    return Ledger({path: tuple(lines) for path, lines in found.items()}, tuple(broken))


def written(ledger: Ledger, events: Mapping[str, Sequence[Event]]) -> str:
    """The ledger's next text: these events by their articles, and what it knew that is gone."""
    rows: list[Line] = []
    for path in sorted({*ledger.of_article, *events}):
        settled = known(events.get(path, ()), ledger, path)
        now = {event.uid for event in settled}
        rows += [_line(path, event) for event in settled]
        rows += [replace(line, digest=GONE) for line in ledger.of_article.get(path, ()) if line.uid not in now]
    body = "".join("\t".join(_plain(part) for part in _parts(row)) + "\n" for row in sorted(rows, key=_parts))
    return HEADER + body


def known(events: Sequence[Event], ledger: Ledger, path: str) -> tuple[Event, ...]:
    """The events of one article with the UIDs and SEQUENCEs that subscribers know them by."""
    lines = ledger.of_article.get(path, ())
    if not lines:
        return tuple(events)
    partners = _partners(events, lines)
    taken = {line.uid for line in lines}
    found = []
    for event in events:
        line = partners.get(event.uid)
        if line is None:
            uid = _free(event, path, taken)
            taken.add(uid)
            found.append(replace(event, uid=uid))
            continue
        same = line.digest == digest_of(event)
        found.append(replace(event, uid=line.uid, sequence=max(event.sequence, line.sequence + (not same))))
    return tuple(found)


def _partners(events: Sequence[Event], lines: Sequence[Line]) -> dict[str, Line]:
    """Which line speaks of which event: the same mark and key, the same mark, the same name, then what is left in order."""
    open_events, open_lines = list(events), list(lines)
    found: dict[str, Line] = {}

    def pair(test: Callable[[Event, Line], bool]) -> None:
        for event in open_events[:]:
            line = next((one for one in open_lines if _kind(one.key) == _kind(event.key) and test(event, one)), None)
            if line is not None:
                found[event.uid] = line
                open_events.remove(event)
                open_lines.remove(line)

    pair(lambda event, line: line.key == event.key and (line.mark == _mark(event) or event.key.startswith("id:")))
    pair(lambda event, line: line.mark == _mark(event))
    open_lines = [line for line in open_lines if line.digest != GONE]
    pair(lambda event, line: line.key == event.key and not event.key.startswith("item:"))
    pair(lambda event, line: line.key == event.key and line.day == str(event.first_day))
    pair(lambda event, line: line.day == str(event.first_day))
    pair(lambda event, line: line.key == event.key)
    for kind in {_kind(event.key) for event in open_events}:
        left = [event for event in open_events if _kind(event.key) == kind]
        gone = [line for line in open_lines if _kind(line.key) == kind]
        if len(left) == len(gone) and kind != "id":
            found |= {event.uid: line for event, line in zip(left, gone, strict=True)}
    return found


def _free(event: Event, path: str, taken: set[str]) -> str:
    """A UID that no event of the article has ever had."""
    host = event.uid.partition("@")[2]
    uid, number = event.uid, 1
    while uid in taken:
        number += 1
        uid = uid_of(path, f"{event.key}\n{number}", host)
    return uid


def digest_of(event: Event) -> str:
    """What subscribers can tell an event by; not how often it has changed."""
    shown: Iterable[object] = (
        *(event.name, event.start, event.end, event.place, event.organiser, event.districts, event.organisations),
        *(event.kind, event.text, event.standing, event.moved_from, event.link, event.registration, event.rule),
        *(event.occasions, event.extra, event.column, event.source_title),
    )
    return hashlib.sha256("\0".join(map(str, shown)).encode("utf-8", "replace")).hexdigest()[:16]


def _line(path: str, event: Event) -> Line:
    return Line(path, event.key, event.uid, event.sequence, digest_of(event), _mark(event), str(event.first_day))


def _mark(event: Event) -> str:
    """A few letters that stand for an event's name or an item's text: the ledger repeats no words."""
    return hashlib.sha256(event.mark.encode("utf-8", "replace")).hexdigest()[:8]


def _kind(key: str) -> str:
    return key.partition(":")[0]


def _parts(line: Line) -> tuple[str, ...]:
    return (line.path, line.key, line.uid, str(line.sequence), line.digest, line.mark, line.day)


def _plain(text: str) -> str:
    return " ".join(text.split()) if text.split() else text
