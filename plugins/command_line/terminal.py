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
ENOUGH = 3
"""Finished pieces from which the pace of the rest is told."""
LONG = 120


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
        self.task: tuple[str, float, int] = ("", 0.0, 0)
        """What is being done, since when, and how much of it was done by then."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show how far it is, at most ten times a second."""
        now = time.monotonic()
        if what != self.task[0]:
            self.task = (what, now, done)
        if not self.alive or now - self.begun < PATIENCE or (self.drawn and now - self.shown < PAUSE):
            return
        self.shown, self.drawn = now, True
        left = time_left(done - self.task[2], total - done, now - self.task[1])
        line = bar(done, total, what, shutil.get_terminal_size().columns - 1, left)
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


def time_left(done: int, remaining: int, seconds: float) -> str:
    """How long the rest takes when it goes on as it went; nothing in the first moments, which say too little.

    >>> time_left(30, 90, 20.0), time_left(30, 9000, 20.0), time_left(1, 90, 0.2)
    ('还要约 60 秒', '还要约 100 分钟', '')
    """
    if done < ENOUGH or seconds < PATIENCE or not remaining:
        return ""
    left = seconds / done * remaining
    return f"还要约 {max(1, round(left))} 秒" if left < LONG else f"还要约 {round(left / 60)} 分钟"


def bar(done: int, total: int, what: str, width: int, left: str = "") -> str:
    """One line of progress that fits ``width`` terminal columns.

    >>> bar(3, 4, "生成页面", 60)
    '生成页面 ██████████████████░░░░░░ 3/4'
    >>> bar(0, 0, "读取稿件", 60)
    '读取稿件'
    """
    count = f"{done}/{total} {left}".rstrip()
    if not total or columns_of(what) + columns_of(count) + WIDTH + 2 > width:
        return what if columns_of(what) <= width else ""
    full = min(WIDTH, WIDTH * done // total)
    return f"{what} {'█' * full}{'░' * (WIDTH - full)} {count}"
