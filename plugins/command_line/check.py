"""``check``: every problem of every file, found without Pelican and without writing anything."""

import gc
import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Problem, has_errors, in_order
from ..diagnostics.report import as_github, as_json, as_text
from .check_memory import CheckMemory
from .exits import Exit, Stopped
from .known_warnings import new_ones, update
from .options import CheckFormat, CheckOptions, Folders
from .terminal import Progress, say, wants_colour

if TYPE_CHECKING:
    from ..documents.library import Library

SCHEMA = 1
"""Of the object with ``--calendar``; raised when a key changes its meaning or goes."""
FEATURES = (
    "newsroom",
    "event_calendar",
    "fulltext_search",
    "photo_gallery",
    "editions",
    "link_check",
    "site_map",
    "manuscripts",
)
"""The rooms that may have a ``checks.check(library)``; one that has none is passed over."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check finds: the problems in order, and what will be on the calendar, as JSON holds it."""

    problems: tuple[Problem, ...]
    calendar: tuple[dict[str, object], ...]


def check(options: CheckOptions) -> int:
    """Print the problems on standard output; 1 when any of the shown ones is an error."""
    refuse_empty(options.folders)
    collects = gc.isenabled()
    gc.disable()  # nearly all that is read stays until the end; looking through it for garbage costs a third of the time
    try:
        return _check(options)
    finally:
        if collects:
            gc.enable()


def _check(options: CheckOptions) -> int:
    with Progress() as progress:
        said = update_calendar(options) if options.update_calendar else ""
        checked = everything(options, progress)
        found = new_ones(checked.problems, options.folders)
        if options.update_ratchet:
            said = update(checked.problems, options.folders)
            found = find_problems(options, progress)
    shown = tuple(problem for problem in found if concerns(problem.place.path, options))
    calendar = [row for row in checked.calendar if concerns(str(row.get("path", "")), options)]
    if options.calendar and options.format == "json":
        sys.stdout.write(with_calendar(shown, calendar))
    else:
        sys.stdout.write(rendered(shown, options.format, colour=wants_colour(sys.stdout)))
    if options.format == "text" and (options.calendar or calendar):
        # asked for, it is data; otherwise it is talk beside the findings
        (sys.stdout if options.calendar else sys.stderr).write(f"\n{calendar_text(calendar, options)}")
    sys.stdout.flush()
    if said:
        say(said)
    return Exit.CONTENT if has_errors(shown) else Exit.GOOD


def find_problems(options: CheckOptions, progress: Callable[[int, int, str], None]) -> tuple[Problem, ...]:
    """Every problem of the whole site but the warnings that its ratchet knows, in order."""
    return new_ones(every_problem(options, progress), options.folders)


def library_of(folders: Folders, now: datetime) -> "Library":
    """The whole site as values, read on every core."""
    from ..build_state.workers import cores  # noqa: PLC0415 - only when something changed
    from ..documents.library import read_library  # noqa: PLC0415 - pydantic and Pillow, the same
    from ..newsroom.kinds import FOLDER_KINDS, KINDS  # noqa: PLC0415 - the same

    return read_library(
        folders.content,
        kinds=KINDS,
        folder_kinds=FOLDER_KINDS,
        now=now,
        cache=folders.cache,
        shown=folders.shown,
        jobs=cores(),
    )


def every_problem(options: CheckOptions, progress: Callable[[int, int, str], None]) -> tuple[Problem, ...]:
    """Every problem of the whole site, in order."""
    return everything(options, progress).problems


def everything(options: CheckOptions, progress: Callable[[int, int, str], None]) -> Checked:
    """Every problem of the whole site, in order, and what will be on the calendar."""
    progress(0, 0, "读取稿件")
    memory = CheckMemory(options, Path(__file__).resolve().parents[1])
    kept = memory.recall()
    if kept is not None:
        return Checked(kept, memory.calendar)
    library = library_of(options.folders, options.now)
    found: list[Problem] = [*library.problems]
    rooms = [room for room in FEATURES if _has_checks(room)]
    for number, room in enumerate(rooms):
        progress(number, len(rooms), "检查")
        found += importlib.import_module(f"plugins.{room}.checks").check(library)
    checked = Checked(in_order(found), tuple(_calendar_of(library, options.now)))
    memory.calendar = checked.calendar
    memory.remember(checked.problems, library.next_change())
    return checked


def _calendar_of(library: "Library", now: datetime) -> Iterable[dict[str, object]]:
    from ..event_calendar.collection import collect  # noqa: PLC0415 - only when something changed
    from ..event_calendar.told import rows_of  # noqa: PLC0415 - the same

    return (dict(sorted(row.items())) for row in rows_of(collect(library, now)))


def update_calendar(options: CheckOptions) -> str:
    """Write ``calendar.ledger`` for the events as they are; a sentence about it."""
    from ..build_state.files import write_if_changed  # noqa: PLC0415 - only when it was asked for
    from ..event_calendar import ledger  # noqa: PLC0415 - the same
    from ..event_calendar.collection import of_library, read_ledger  # noqa: PLC0415 - the same

    library = library_of(options.folders, options.now)
    if has_errors(library.problems):
        return f"稿件有错误，{ledger.NAME} 没有改。改好再运行一次。"
    events = {path: told.events for path, told in of_library(library).items()}
    text = ledger.written(read_ledger(library.root, library.shown), events)
    changed = write_if_changed(options.folders.content / ledger.NAME, text.encode())
    count = sum(map(len, events.values()))
    return f"{ledger.NAME} 记着 {count} 项活动{'，请和稿件一起提交' if changed else '，没有变化'}。"


def concerns(path: str, options: CheckOptions) -> bool:
    """Whether a file, as problems name it, lies in one of the asked paths (in all of them when none was asked)."""
    prefix = "" if options.folders.shown == "." else f"{options.folders.shown}/"
    file = options.folders.content / path.removeprefix(prefix)
    return not options.paths or any(path == file or path in file.parents for path in options.paths)


def rendered(problems: Iterable[Problem], form: CheckFormat, *, colour: bool) -> str:
    """The problems in the asked form."""
    if form == "json":
        return as_json(problems)
    return as_github(problems) if form == "github" else as_text(problems, colour=colour)


def with_calendar(problems: Iterable[Problem], calendar: Sequence[dict[str, object]]) -> str:
    """``check --calendar --format json``: an object, since the list without it is a promise."""
    told = {"schema": SCHEMA, "problems": as_list(problems), "calendar": calendar}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def calendar_text(calendar: Sequence[dict[str, object]], options: CheckOptions) -> str:
    """What will be on the calendar, for people: all of it when that, or some files, were asked for."""
    from ..event_calendar.told import as_text as told  # noqa: PLC0415 - only for people

    return told(calendar, whole=options.calendar or bool(options.paths), today=options.now.date())


def refuse_empty(folders: Folders) -> None:
    """Stop with a sentence when there is nothing to read, so that an empty site is never taken for a good one."""
    try:
        names = [entry.name for entry in folders.content.iterdir() if not entry.name.startswith(".")]
    except OSError as error:
        sentence = f"稿件文件夹“{folders.content}”打不开（{error.strerror}）。请检查权限。"
        raise Stopped(sentence, Exit.ENVIRONMENT) from None
    if not names:
        sentence = f"稿件文件夹“{folders.content}”是空的。请放入 site.yaml、vocabulary/ 和 news/，再运行一次。"
        raise Stopped(sentence, Exit.USAGE)


def as_list(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """The problems as the JSON list that ``check --format json`` prints."""
    rows: list[dict[str, object]] = json.loads(as_json(problems))
    return rows


def _has_checks(room: str) -> bool:
    folder = Path(__file__).resolve().parents[1] / room
    return (folder / "checks.py").is_file() and importlib.util.find_spec(f"plugins.{room}.checks") is not None
