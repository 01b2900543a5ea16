"""A process of its own in which photos are decoded: it may use so much memory, so much time, and write no file.

Started by :mod:`.decoders` as ``python decoder.py ROOT PACKAGE ENGINE SECONDS``: it reads orders from its standard input and
answers on its standard output until the input ends, so that it also ends when the builder is killed.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from .engines import Engine

MEMORY = 480 * 2**20
"""Bytes of its own; with the libraries' code, which all decoders share, it stays below half a gigabyte."""
SECONDS = 9
"""Of processor time for one photo; the kernel counts whole seconds, and the tenth ends it."""
BEYOND = 4 * 2**30
"""Bytes of addresses, for systems that do not count the memory itself."""


def limit_to(memory: int, time: int) -> Callable[[], object]:
    """Take away from this process what no photo needs; the result grants it the seconds for one photo more.

    Nothing is limited where the system knows no limits (Windows): there the builder's own clock remains.
    """
    try:
        import resource  # noqa: PLC0415 - POSIX
    except ImportError:
        return int
    for kind, most in (("DATA", memory), ("AS", BEYOND), ("FSIZE", 0), ("CORE", 0)):
        _lower(resource, getattr(resource, f"RLIMIT_{kind}"), most)

    def grant() -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        seconds = int(used.ru_utime + used.ru_stime) + time
        resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard < 0 else min(seconds, hard), hard))

    return grant


def _lower(resource: "ModuleType", kind: int, most: int) -> None:
    """Lower one limit for good; some systems refuse some of them, and what is lower already stays."""
    _, hard = resource.getrlimit(kind)
    most = most if hard < 0 else min(most, hard)
    try:
        resource.setrlimit(kind, (most, most))
    except (OSError, ValueError):
        return


def serve(orders: IO[bytes], answers: IO[bytes], engine: "Engine", wire: Any, grant: Callable[[], object]) -> None:  # noqa: ANN401 - a module
    """Answer orders until no more come."""
    wire.say(answers, {"ready": True})
    while True:
        grant()
        asked = wire.heard_order(orders)
        if asked is None:
            return
        try:
            made = engine.make(*asked)
        except wire.PhotoError as error:
            wire.say_error(answers, error)
        except Exception as fault:  # noqa: BLE001 - whatever a hostile photo brings about
            wire.say_error(answers, wire.unforeseen(fault))
        else:
            wire.say_made(answers, made)
        del asked


def main(root: str, package: str, choice: str, seconds: str) -> None:
    """Give up what no photo needs, and serve."""
    import os  # noqa: PLC0415 - here, since this file is also imported for its figures

    sys.path[0] = root  # instead of this file's folder, whose modules belong to a package
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    wire = import_module(f"{package}.wire")
    engine = import_module(f"{package}.engines").engine(choice)
    serve(sys.stdin.buffer, answers, engine, wire, limit_to(MEMORY, int(seconds)))


if __name__ == "__main__":
    main(*sys.argv[1:])
