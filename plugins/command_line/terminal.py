"""How we talk: colour only where it is wanted, progress only on a terminal and only when something takes long."""

import os
import shutil
import sys
import time
from typing import Self, TextIO

from ..diagnostics.report import columns_of

PATIENCE = 1.0
"""Seconds of silence before a progress bar appears."""
PAUSE = 0.1
WIDTH = 24


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour what goes to ``stream``: NO_COLOR wins, then FORCE_COLOR, then a real terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def say(text: str) -> None:
    """Print a line of talk on standard error."""
    print(text, file=sys.stderr, flush=True)


class Progress:
    """A bar on standard error, shown from the second second on and wiped at the end; silent in pipes and logs.

    Call it as ``progress(done, total, "生成页面")``; a ``total`` of 0 shows the words alone.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        """Begin counting the time; nothing is shown yet."""
        self.stream = stream or sys.stderr
        self.alive = self.stream.isatty() and os.environ.get("TERM") != "dumb"
        self.begun = self.shown = time.monotonic()
        self.drawn = False

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show how far it is, at most ten times a second."""
        now = time.monotonic()
        if not self.alive or now - self.begun < PATIENCE or (self.drawn and now - self.shown < PAUSE):
            return
        self.shown, self.drawn = now, True
        line = bar(done, total, what, shutil.get_terminal_size().columns - 1)
        self.stream.write(f"\r\x1b[2K{line}")
        self.stream.flush()

    def done(self) -> None:
        """Wipe the bar."""
        if self.drawn:
            self.stream.write("\r\x1b[2K")
            self.stream.flush()
            self.drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.done()


def bar(done: int, total: int, what: str, width: int) -> str:
    """One line of progress that fits ``width`` terminal columns.

    >>> bar(3, 4, "生成页面", 60)
    '生成页面 ██████████████████░░░░░░ 3/4'
    >>> bar(0, 0, "读取稿件", 60)
    '读取稿件'
    """
    count = f"{done}/{total}"
    if not total or columns_of(what) + len(count) + WIDTH + 2 > width:
        return what if columns_of(what) <= width else ""
    full = min(WIDTH, WIDTH * done // total)
    return f"{what} {'█' * full}{'░' * (WIDTH - full)} {count}"
