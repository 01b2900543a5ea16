"""A limit on the processor time of one piece of work, for converters that some text can keep busy for hours.

Counted in this process's own processor time, so a slow or busy machine never fails a good file. The alarm interrupts
Python and its regular expressions; what it cannot interrupt (or where there is no such alarm: Windows, a thread), the
worker processes of :mod:`.workshop` bound from outside.
"""

import gc
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 0.05
"""Seconds between repeated alarms: one that falls into a destructor is swallowed by Python, the next one is not.

(Into a callback of the garbage collector too, with a message on standard error; so it rests meanwhile.)
"""


class OutOfTime(BaseException):
    """The work took longer than it may."""


def can_limit() -> bool:
    """Whether :func:`time_limit` can interrupt work here."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block after ``seconds`` of processor time; where that cannot be, just run the block."""
    if not can_limit():
        yield
        return
    armed = True

    def ring(_number: int, _frame: FrameType | None) -> None:
        if armed:
            raise OutOfTime

    collects = gc.isenabled()
    gc.disable()
    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collects:
            gc.enable()
