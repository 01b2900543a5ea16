"""Executors by kind of work: the same calls run in this thread, on threads, or in forked processes."""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any, Literal, ParamSpec, TypeVar

Kind = Literal["serial", "threads", "processes"]
P = ParamSpec("P")
T = TypeVar("T")


class SerialExecutor(Executor):
    """An executor that does each call at once, here."""

    def submit(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A future that is already done."""
        future: Future[T] = Future()
        try:
            future.set_result(call(*args, **kwargs))
        except Exception as fault:  # noqa: BLE001 - a future carries any exception to the one who asks
            future.set_exception(fault)
        return future


def cores() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether forking is available and safe: forking beside other threads can deadlock the child."""
    available = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return available and threading.active_count() == 1


def ignore(*_values: object) -> None:
    """Do nothing."""


def _begin(initializer: Callable[..., object], *initargs: object) -> None:
    gc.freeze()
    initializer(*initargs)


def executor(
    kind: Kind, jobs: int, initializer: Callable[..., object] = ignore, initargs: tuple[Any, ...] = ()
) -> Executor:
    """An executor for ``jobs`` calls at a time.

    ``processes`` are forked, so that ``initargs`` are inherited and never pickled; where one cannot fork, or for a
    single job, the work is done serially with equal results. ``initializer`` is called once in each worker. A forked
    worker never looks for garbage among what it inherited: that would write to every object, and so copy all memory.
    """
    if jobs > 1 and kind == "threads":
        return ThreadPoolExecutor(jobs, initializer=initializer, initargs=initargs)
    if jobs > 1 and kind == "processes" and can_fork():
        context = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(initializer, *initargs))
    initializer(*initargs)
    return SerialExecutor()
