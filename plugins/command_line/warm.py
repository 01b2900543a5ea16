"""The process that waits beside a preview: it has everything imported and looked up, and forks a child for each build.

A child inherits what is ready and builds as ``build.py build`` does; whatever becomes of it, the process that waits and
the server stay. Where one cannot fork, this process builds once itself and ends: the next one is started ahead.
It is told what to build by one line of JSON, then builds at each further line, which is a number, and answers with one
that has it; only the first answer to a number counts.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from ..build_state.workers import can_fork
from ..diagnostics import has_errors
from ..diagnostics.report import as_text
from .arguments import instant, this_moment
from .build import run_build
from .build_report import BuildReport
from .entry import sentence_of
from .exits import Exit, Stopped
from .options import BuildOptions, Folders
from .readiness import Ready, Waiting, ready
from .terminal import Progress, say, wants_colour

SHORT_WAY = ("..documents.again", "..incremental.again", "..newsroom.kinds", ".amendment")
"""What the first edit needs, before any build has shown what it needs."""
COLD = {"numpy", "multiprocessing", "concurrent", "__main__", "__mp_main__"}
"""Packages that are not imported ahead: they start threads or belong to one process."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a build: its exit code, whether other pages are out, what the page shall say when not."""

    code: int
    is_out: bool = False
    text: str = ""


@dataclass
class Warm:
    """Builds for one preview."""

    options: BuildOptions
    answers: TextIO
    ready: Ready | None = None
    number: str = ""
    """Which build this is, as the server counts."""

    def prepare(self, modules: Iterable[str]) -> None:
        """Import, and find out ahead what the next build wants to know."""
        for name in modules:
            if name.partition(".")[0] not in COLD:
                with contextlib.suppress(Exception):  # whoever needs it says what is wrong with it
                    importlib.import_module(name, __package__)
        with contextlib.suppress(OSError):
            self.ready = ready(self.options.folders)
        gc.collect()
        gc.freeze()  # a search for cycles in a child must not touch, and so copy, all that it inherited

    def build(self, number: str) -> Iterable[str]:
        """Build, in a child where that can be; returns the modules that it needed."""
        self.number = number
        if not can_fork():
            self._answered(self._built())
            return ()
        read, write = os.pipe()
        child = os.fork()
        if not child:
            os.close(read)
            self._in_child(write)
        os.close(write)
        with open(read, encoding="utf-8") as said:  # noqa: PTH123 - a descriptor has no path
            needed = said.read().split()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status:
            what = f"信号 {-status}" if status < 0 else f"代码 {status}"
            self._answered(Answer(Exit.OUR_BUG, text=f"生成预览的进程中途结束（{what}）。预览保持原样，下次保存时再试。"))
        return needed

    def _in_child(self, write: int) -> None:
        code = 1
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            before = set(sys.modules)
            answer = self._built()
            self._answered(answer)
            with open(write, "w", encoding="utf-8") as said:
                said.write("\n".join(sorted(name for name in set(sys.modules) - before if name.isprintable())))
            code = 0
        except BaseException:  # noqa: BLE001 - a child must never return into the code of its parent
            traceback.print_exc()
        finally:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(OSError, ValueError):
                    stream.flush()
            os._exit(code)

    def _built(self) -> Answer | None:
        """Build and say so on the terminal; nothing where the answer was given when the pages were out."""
        now = self.options.now if self.options.now_was_given else this_moment()
        told: list[BuildReport] = []

        def published(report: BuildReport) -> None:
            told.append(report)
            self._answered(self._said(report))

        try:
            with Progress() as progress:
                report = run_build(replace(self.options, now=now), progress, Waiting(published, self.ready))
        except Stopped as stop:
            say(stop.sentence)
            return None if told else Answer(stop.code, text=stop.sentence)
        except KeyboardInterrupt:
            return None if told else Answer(Exit.INTERRUPTED)
        except Exception as error:  # noqa: BLE001 - told as the command itself tells it
            code, sentence = sentence_of(error)
            say(sentence)
            return None if told else Answer(code, text=sentence)
        return None if told else self._said(report)

    def _said(self, report: BuildReport) -> Answer:
        if report.problems:
            sys.stderr.write(as_text(report.problems, colour=wants_colour(sys.stderr)))
        say(report.sentence())
        if has_errors(report.problems):
            return Answer(Exit.CONTENT, text=as_text(report.problems))
        return Answer(Exit.GOOD, is_out=not report.up_to_date)

    def _answered(self, answer: Answer | None) -> None:
        if answer is not None:
            row = {"build": self.number, "code": int(answer.code), "is_out": answer.is_out, "text": answer.text}
            with contextlib.suppress(OSError):  # nobody listens any more: the preview is over
                print(json.dumps(row), file=self.answers, flush=True)


def main() -> None:
    """Read what to build, then build at each line until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server says when it is over
    answers = open(os.dup(1), "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open as long as the process
    os.dup2(2, 1)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    warm = Warm(options_of(json.loads(sys.stdin.readline())), answers)
    needed: Iterable[str] = SHORT_WAY
    if not can_fork():
        warm.prepare(needed)
    while number := sys.stdin.readline():
        needed = (*warm.build(number.strip()), *needed)
        if not can_fork():
            return
        warm.prepare(needed)
        needed = ()


def options_of(told: dict[str, Any]) -> BuildOptions:
    """The options that :class:`.preview_builder.Builder` wrote."""
    places = {name: Path(text) for name, text in told["folders"].items()}
    folders = Folders(**{**places, "shown": told["folders"]["shown"]})
    given = told["now"] is not None
    now = instant(told["now"]) if given else this_moment()
    return BuildOptions(folders=folders, now=now, now_was_given=given, drafts=told["drafts"], jobs=told["jobs"])
