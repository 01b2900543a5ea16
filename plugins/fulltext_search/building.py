"""Volumes from what their documents say: on every core, in little memory, with the same bytes anyhow.

Two steps. Each chunk of documents is turned into postings, sorted by the places of their terms, and laid into a temporary
file (:mod:`.chunks`); then each part of the places is merged over all chunks and encoded into its shards
(:mod:`.merging`). No process ever holds more than one chunk or one part, so a hundred thousand articles need hardly more
memory than ten thousand. Both steps use numpy (decision record 0022), which is imported only when there is work.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from ..build_state.workers import executor
from .built import Built, Keep, Pairs, Run, Task, shards_for
from .characters import PARTS
from .postings import room_of
from .shards import Layout, digest_of

if TYPE_CHECKING:
    from .merging import Part

P = ParamSpec("P")
T = TypeVar("T")
CHUNK = 200
WORTH_FORKING = 200
POSTINGS_AT_ONCE = 200_000


class _Worker:
    """What a worker inherited when it was forked."""

    task: Task | None = None


def _inherit(task: Task | None) -> None:
    _Worker.task = task


@contextmanager
def workers_for(task: Task, documents: int, jobs: int) -> Iterator[Executor]:
    """Workers that turn so many documents into volumes."""
    try:
        with executor("processes", jobs if documents >= WORTH_FORKING else 1, _inherit, (task,)) as workers:
            yield workers
    finally:
        _inherit(None)


def runs_of(volumes: Sequence[range], jobs: int, workers: Executor) -> list[list[Run]]:
    """What the documents of each volume say, in chunks. Raises IndexFaultError when one says nothing."""
    total = sum(map(len, volumes))
    step = max(1, min(CHUNK, -(-total // jobs)))
    chunks = [[numbers[at : at + step] for at in range(0, len(numbers), step)] for numbers in volumes]
    waiting = [
        [workers.submit(_run_of, chunk, numbers.start) for chunk in own]
        for numbers, own in zip(volumes, chunks, strict=True)
    ]
    return [[future.result() for future in own] for own in waiting]


def built_of(volumes: Sequence[Sequence[Run]], keep: Keep, workers: Executor) -> list[Built]:
    """The shards and records of each volume; postings count from the first of its documents."""
    waiting = [_merged(runs, workers) for runs in volumes]
    return [_built(runs, *own, keep) for runs, own in zip(volumes, waiting, strict=True)]


def _merged(runs: Sequence[Run], workers: Executor) -> tuple[Layout, "list[Future[Part]]"]:
    documents, postings = sum(len(run.records) for run in runs), sum(run.worth for run in runs)
    layout = Layout(room_of(documents), shards_for(postings))
    return layout, [workers.submit(_part_of, group, runs, layout) for group in _groups(layout.shards, postings)]


def _groups(shards: int, postings: int) -> list[range]:
    """The parts of places that are merged at once: a whole number of shards in each."""
    size = PARTS // min(PARTS, shards)
    while size < PARTS and postings * size < POSTINGS_AT_ONCE * PARTS:
        size *= 2
    return [range(first, first + size) for first in range(0, PARTS, size)]


def _built(runs: Sequence[Run], layout: Layout, waiting: "Sequence[Future[Part]]", keep: Keep) -> Built:
    parts = [future.result() for future in waiting]
    pairs = Pairs()
    for part in parts:
        pairs.keys.frombytes(part.keys)
        pairs.digits += part.digits
    file = pairs.write()
    keep(digest_of(file), file)
    return Built(
        layout,
        tuple(name for part in parts for name in part.shards),
        tuple(name for run in runs for name in run.records),
        tuple(sorted(name for part in parts for name in part.wholes)),
        tuple(name for part in parts for name in part.characters),
        tuple(run.phrases for run in runs),
        digest_of(file),
        sum(run.worth for run in runs),
    )


def with_task(call: Callable[Concatenate[Task, P], T], *given: P.args, **more: P.kwargs) -> T:
    """Call it, in a worker, with the task that the worker inherited."""
    assert _Worker.task is not None  # noqa: S101 - set before any call
    return call(_Worker.task, *given, **more)


def _run_of(numbers: range, first: int) -> Run:
    from .chunks import run_of  # noqa: PLC0415 - numpy

    return with_task(run_of, numbers, first)


def _part_of(parts: range, runs: Sequence[Run], layout: Layout) -> "Part":
    from .merging import part_of  # noqa: PLC0415 - numpy

    return with_task(part_of, parts, runs, layout)
