"""Which names a page looks up: a page depends on what it read, never on a list that somebody keeps by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.runtime import Context

_READS: ContextVar[set[str] | None] = ContextVar("reads", default=None)


class RecordingContext(Context):
    """A Jinja context that notes each top-level name asked for, through ``extends`` and ``include`` as well.

    Names in branches that were not taken may be noted too: that only makes us render too much.
    """

    def resolve_or_missing(self, key: str) -> object:
        """Return what the plain context returns."""
        reads = _READS.get()
        if reads is not None:
            reads.add(key)
        return super().resolve_or_missing(key)


@contextmanager
def recorded() -> Iterator[set[str]]:
    """Collect the names that are looked up inside the block."""
    reads: set[str] = set()
    token = _READS.set(reads)
    try:
        yield reads
    finally:
        _READS.reset(token)


class SharedCode(BytecodeCache):
    """Compiled templates in memory: each of Pelican's generators has its own environment, equal to the others."""

    def __init__(self) -> None:
        """Nothing is compiled yet."""
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template with the same source, if it was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code
