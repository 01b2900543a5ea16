"""When Python looks for cycles: rarely, while nearly everything that is made stays."""

import contextlib
import gc
from collections.abc import Iterator

RARELY = (200_000, 50, 1000)
"""A build makes millions of objects that live until it ends; looking through all of them again and again finds nothing.

Forked workers inherit this: a full search there would write to every inherited object, and so copy all memory.
"""


@contextlib.contextmanager
def collected_rarely() -> Iterator[None]:
    """Look for cycles among new objects only, and among those rarely."""
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
