"""``check``: every problem of every file, found without Pelican and without writing anything."""

import gc
import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Iterable
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
        found = find_problems(options, progress)
        said = ""
        if options.update_ratchet:
            said = update(every_problem(options, progress), options.folders)
            found = find_problems(options, progress)
    shown = tuple(problem for problem in found if concerns(problem, options))
    sys.stdout.write(rendered(shown, options.format, colour=wants_colour(sys.stdout)))
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
    progress(0, 0, "读取稿件")
    memory = CheckMemory(options, Path(__file__).resolve().parents[1])
    kept = memory.recall()
    if kept is not None:
        return kept
    library = library_of(options.folders, options.now)
    found: list[Problem] = [*library.problems]
    rooms = [room for room in FEATURES if _has_checks(room)]
    for number, room in enumerate(rooms):
        progress(number, len(rooms), "检查")
        found += importlib.import_module(f"plugins.{room}.checks").check(library)
    problems = in_order(found)
    memory.remember(problems, library.next_change())
    return problems


def concerns(problem: Problem, options: CheckOptions) -> bool:
    """Whether a problem lies in one of the asked paths (in all of them when none was asked)."""
    prefix = "" if options.folders.shown == "." else f"{options.folders.shown}/"
    file = options.folders.content / problem.place.path.removeprefix(prefix)
    return not options.paths or any(path == file or path in file.parents for path in options.paths)


def rendered(problems: Iterable[Problem], form: CheckFormat, *, colour: bool) -> str:
    """The problems in the asked form."""
    if form == "json":
        return as_json(problems)
    return as_github(problems) if form == "github" else as_text(problems, colour=colour)


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
