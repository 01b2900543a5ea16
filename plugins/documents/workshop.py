"""Worker processes that answer one question after another, and can be ended when one takes too long.

Unlike an executor's pool, a worker that overruns or dies costs one answer: it is replaced, and the questions after it
are asked again. Workers are forked, so what they need is inherited and never sent.
"""

import contextlib
import gc
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar, cast

Q = TypeVar("Q")
A = TypeVar("A")
BATCH = 16
"""Questions handed to a worker at a time: enough that it never waits, few enough that none waits for the other."""


class _Worker(Generic[Q, A]):
    """One process, the pipe to it, and the questions that it has not answered yet."""

    def __init__(self, answer: Callable[[Q], A]) -> None:
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        self.process: ForkProcess = context.Process(target=_work, args=(theirs, self.pipe, answer), daemon=True)
        self.process.start()
        theirs.close()
        self.waiting: deque[int] = deque()
        self.since = time.monotonic()

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _work(pipe: "Connection", others_end: "Connection", answer: Callable[[Q], A]) -> None:
    """Answer until the pipe is closed. Nothing here makes long-lived cycles, so collecting them rarely is enough."""
    others_end.close()
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            for question in cast("list[Q]", pipe.recv()):
                pipe.send(answer(question))


def answers(
    questions: Sequence[Q], answer: Callable[[Q], A], *, jobs: int, patience: float, failed: Callable[[Q], A]
) -> Iterator[tuple[int, A]]:
    """The number and the answer of each question, as they come.

    A question that keeps its worker for ``patience`` seconds (by the clock), or kills it, gets the answer of
    ``failed``.
    """
    unasked = deque(range(len(questions)))
    workers = [_Worker[Q, A](answer) for _ in range(min(jobs, len(questions)))]
    try:
        while True:
            for worker in workers:
                _ask(worker, unasked, questions)
            busy = [worker for worker in workers if worker.waiting]
            if not busy:
                return
            ready = set(wait([worker.pipe for worker in busy], timeout=patience / 4))
            for worker in busy:
                try:
                    if worker.pipe in ready:
                        yield from _received(worker)
                        continue
                    if time.monotonic() - worker.since < patience:
                        continue
                except (EOFError, OSError):
                    pass
                lost = worker.waiting.popleft()
                unasked.extendleft(reversed(worker.waiting))
                worker.end()
                workers[workers.index(worker)] = _Worker[Q, A](answer)
                yield lost, failed(questions[lost])
    finally:
        for worker in workers:
            worker.end()


def _ask(worker: _Worker[Q, A], unasked: deque[int], questions: Sequence[Q]) -> None:
    """Keep ``worker`` busy; a batch is sent when less than half of the last one is open."""
    if len(worker.waiting) >= BATCH // 2 or not unasked:
        return
    batch = [unasked.popleft() for _ in range(min(BATCH, len(unasked)))]
    if not worker.waiting:
        worker.since = time.monotonic()
    worker.waiting.extend(batch)
    with contextlib.suppress(OSError):  # a dead worker is noticed when its pipe is read
        worker.pipe.send([questions[number] for number in batch])


def _received(worker: _Worker[Q, A]) -> Iterator[tuple[int, A]]:
    while worker.waiting and worker.pipe.poll():
        found = cast("A", worker.pipe.recv())
        worker.since = time.monotonic()
        yield worker.waiting.popleft(), found
