"""One call in a process of its own beside this one. Apart from :mod:`.workers`: it imports next to nothing."""

import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn


@contextlib.contextmanager
def beside(call: Callable[[], object], jobs: int) -> Iterator[Callable[[], Any]]:
    """Make a call in a process of its own while the block runs; gives what waits for its value, which must be JSON.

    Where one cannot fork, and when the process fails, the call is made here as soon as its value is asked for. The
    process has ended when the block has.
    """
    if jobs < 2 or not _can_fork():  # noqa: PLR2004 - two make it parallel
        yield call
        return
    read, write = os.pipe()
    child = os.fork()
    if not child:
        _answer(call, write)
    os.close(write)
    with open(read, encoding="utf-8") as said:  # noqa: PTH123 - a descriptor has no path
        try:
            yield lambda: _answered(said.read(), call)
        finally:
            said.read()
            os.waitpid(child, 0)


def _answer(call: Callable[[], object], write: int) -> NoReturn:
    """Write the value of the call and end, whatever happens: a child must never return into the code of its parent."""
    try:
        with open(write, "w", encoding="utf-8") as said:
            said.write(json.dumps(call()))
    finally:
        os._exit(0)


def _answered(said: str, call: Callable[[], object]) -> Any:  # noqa: ANN401 - JSON
    return json.loads(said) if said else call()


def _can_fork() -> bool:
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
