"""Photos are decoded in processes that may die: a hostile one costs its process, never the builder.

As many processes as photos are made at a time, each kept for the next photo: starting one takes a tenth of a second,
handing over a photo a few milliseconds. They are started anew instead of forked, since the builder has threads by then,
and so they hold nothing of the builder's memory either.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from types import TracebackType
from typing import Self

from ..documents.photo_files import CURE_FORMAT, PhotoError
from . import wire
from .decoder import SECONDS
from .engines import Engine, Made, Order

PATIENCE = 60.0
"""Seconds by the clock for one photo, for a decoder that sleeps instead of working, and for systems without limits; more
than the processor time that it is granted, since machines are shared."""
START = 60.0
HERE = Path(__file__).resolve()
ENVIRONMENT = {
    "VIPS_CONCURRENCY": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": str(2**25),
    "MALLOC_TRIM_THRESHOLD_": str(2**28),
}
"""One photo a process: libraries that start threads of their own would only make processes wait for one another."""
OUT_OF_TIME = tuple(getattr(signal, name) for name in ("SIGXCPU",) if hasattr(signal, name))


class Lost(Exception):  # noqa: N818 - told as a PhotoError
    """The process is gone; in words why."""


class Decoder:
    """One process; used by one thread at a time."""

    def __init__(self, choice: str, seconds: int) -> None:
        """Start it, without waiting until it is ready."""
        package = __package__ or ""
        root = HERE.parents[len(package.split("."))]
        words = [sys.executable, *(("-B",) if sys.dont_write_bytecode else ())]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own file
            [*words, str(HERE.with_name("decoder.py")), str(root), package, choice, str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **ENVIRONMENT},
        )
        self._seconds = seconds
        self._ready = False
        self._late = False

    def make(self, data: bytes, order: Order) -> Made:
        """The photo as ordered; PhotoError as the process put it, Lost when it died of the photo."""
        orders, answers = self._process.stdin, self._process.stdout
        if orders is None or answers is None:
            raise RuntimeError("a process without pipes")
        clock = Timer(PATIENCE if self._ready else PATIENCE + START, self._end)
        clock.start()
        try:
            if not self._ready and wire.heard(answers) != {"ready": True}:
                raise RuntimeError("the photo decoder does not start")
            self._ready = True
            wire.say_order(orders, data, order)
            return wire.heard_made(answers, order)
        except (OSError, wire.Garbled):
            if not self._ready:
                raise RuntimeError("the photo decoder does not start") from None
            raise Lost(self._why()) from None
        finally:
            clock.cancel()
            clock.join()

    def _end(self) -> None:
        self._late = True
        self._process.kill()

    def _why(self) -> str:
        """Why it is gone."""
        try:
            code = self._process.wait(1)
        except subprocess.TimeoutExpired:  # alive, and talking nonsense
            self._process.kill()
            code = self._process.wait()
        if self._late or -code in OUT_OF_TIME:
            return f"解码超过 {self._seconds + 1} 秒还没有完，处理已经中止"
        return "让解码程序崩溃了，处理已经中止"

    def close(self) -> None:
        """End it, and leave nothing behind."""
        with suppress(OSError):
            self._process.stdin.close()  # type: ignore[union-attr]  # it has pipes
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()  # type: ignore[union-attr]


class Decoders:
    """An engine that does its work in other processes; ``with`` ends them."""

    def __init__(self, inside: Engine, seconds: int = SECONDS) -> None:
        """Start nothing yet: most builds have no new photo. A photo may take ``seconds`` of processor time."""
        self._seconds = seconds
        self.name = inside.name
        self.edition = inside.edition
        self._idle: list[Decoder] = []
        self._lock = Lock()

    def make(self, data: bytes, order: Order) -> Made:
        """The photo as ordered, by a process that is free or new; PhotoError also when that process is lost."""
        with self._lock:
            decoder = self._idle.pop() if self._idle else Decoder(self.name, self._seconds)
        try:
            made = decoder.make(data, order)
        except PhotoError:
            self._take_back(decoder)
            raise
        except Lost as lost:
            decoder.close()
            raise PhotoError("unreadable", str(lost), CURE_FORMAT) from None
        except BaseException:
            decoder.close()
            raise
        self._take_back(decoder)
        return made

    def _take_back(self, decoder: Decoder) -> None:
        with self._lock:
            self._idle.append(decoder)

    def __enter__(self) -> Self:
        """These decoders."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End those that are left."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()
