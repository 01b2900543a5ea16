"""The one place where the front meets Pelican: configured from ``pelicanconf.py``, silenced, and taken at its word.

Pelican carries on when a plugin fails to load or a file cannot be read, and ends with “Done”. Here, whatever it logs as
an error, and any plugin that is missing afterwards, stops the build: that is our bug, never a half-published site.
"""

import contextlib
import io
import logging
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..build_state.garbage import collected_rarely
from ..diagnostics import Problem, has_errors
from ..incremental.session import Outcome


class PelicanFailed(RuntimeError):  # noqa: N818 - a sentence about what happened
    """Pelican, a plugin or a template failed: our bug."""


@dataclass(frozen=True, slots=True)
class Generated:
    """What a run of Pelican left in the stage; without ``outcome`` there were errors and nothing is to be published."""

    problems: tuple[Problem, ...]
    outcome: Outcome | None = None
    next_change: datetime | None = None


def generate(base: Path, content: Path, stage: Path, build: Mapping[str, Any]) -> Generated:
    """Run Pelican over ``content`` into ``stage``; ``build`` becomes the setting ``BUILD`` that our plugins read."""
    if str(base) not in sys.path:
        sys.path.insert(0, str(base))
    with _silenced() as said:
        from pelican import Pelican  # noqa: PLC0415 - half a second that a build without changes must not pay
        from pelican.settings import read_settings  # noqa: PLC0415

        from ..documents.run import ContentErrors  # noqa: PLC0415

        settings = read_settings(
            str(base / "pelicanconf.py"),
            override={
                "PATH": str(content),
                "OUTPUT_PATH": str(stage),
                "DELETE_OUTPUT_DIRECTORY": False,
                "BUILD": build,
            },
        )
        wanted = list(settings["PLUGINS"])
        with collected_rarely(), _plugins_of_this_run():
            pelican = Pelican(settings)
            if len(pelican.plugins) != len(wanted):
                raise PelicanFailed(
                    f"有插件没有载入：应有 {len(wanted)} 个，载入 {len(pelican.plugins)} 个。{_text(said)}"
                )
            try:
                pelican.run()
            except ContentErrors as found:
                return Generated(found.problems)
    run = settings["RUN"]
    if has_errors(run.problems):
        return Generated(run.problems)
    if said:
        raise PelicanFailed(_text(said))
    changes = [*run.next_changes, run.library.next_change()]
    return Generated(run.problems, settings["INCREMENTAL_RUN"].outcome, min((c for c in changes if c), default=None))


@contextlib.contextmanager
def _plugins_of_this_run() -> Iterator[None]:
    """Disconnect at the end whatever plugins connect inside the block: the next run may have other plugins."""
    from blinker import ANY, Signal  # noqa: PLC0415 - comes with Pelican
    from pelican.plugins import signals  # noqa: PLC0415

    all_signals = [value for value in vars(signals).values() if isinstance(value, Signal)]
    before = {id(signal): list(signal.receivers_for(ANY)) for signal in all_signals}
    try:
        yield
    finally:
        for signal in all_signals:
            for receiver in list(signal.receivers_for(ANY)):
                if receiver not in before[id(signal)]:
                    signal.disconnect(receiver)


class _Listener(logging.Handler):
    """Collects what Pelican and our plugins log as errors; warnings too when a file was not copied."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text += f" {type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
        if record.levelno >= logging.ERROR or text.startswith("A problem occurred copying"):
            self.said.append(text)


@contextlib.contextmanager
def _silenced() -> Iterator[list[str]]:
    listener = _Listener()
    root = logging.getLogger()
    before = root.handlers[:]
    root.handlers[:] = [listener]
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            from pelican.log import console  # noqa: PLC0415 - must come after the handlers are ours

            quiet, console.quiet = console.quiet, True
            try:
                yield listener.said
            finally:
                console.quiet = quiet
    finally:
        root.handlers[:] = before


def _text(said: list[str]) -> str:
    return "；".join(dict.fromkeys(said))
