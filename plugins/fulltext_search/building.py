"""A volume from what its documents say: on every core, in little memory, with the same bytes anyhow.

Two steps. Each chunk of documents is turned into postings, sorted by the places of their terms, and laid into a temporary
file (:mod:`.chunks`); then each part of the places is merged over all chunks and encoded into its shards
(:mod:`.merging`). No process ever holds more than one chunk or one part, so a hundred thousand articles need hardly more
memory than ten thousand. Both steps use numpy (decision record 0022), which is imported only when there is work.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..build_state.workers import executor
from .built import Built, Contribute, Keep, Pairs, Run, Task, shards_for
from .postings import room_of
from .shards import Layout, digest_of
from .terms import Normaliser

if TYPE_CHECKING:
    from .merging import Part

CHUNK = 400
WORTH_FORKING = 200
PARTS_AT_ONCE = 2


class _Worker:
    """What a worker inherited when it was forked."""

    task: Task | None = None


def _inherit(task: Task | None) -> None:
    _Worker.task = task


def build(numbers: range, contribute: Contribute, keep: Keep, jobs: int, normalise: Normaliser) -> Built:
    """The shards and records of the documents ``numbers``; postings count from the first of them.

    ``keep`` is called in several processes at once. Raises IndexFaultError when nothing can be found in them.
    """
    jobs = jobs if len(numbers) >= WORTH_FORKING else 1
    step = max(1, min(CHUNK, -(-len(numbers) // jobs)))
    chunks = [numbers[start : start + step] for start in range(0, len(numbers), step)]
    with TemporaryDirectory(prefix="search-") as folder:
        task = Task(contribute, keep, normalise, Path(folder))
        try:
            with executor("processes", jobs, _inherit, (task,)) as workers:
                runs = list(workers.map(_run_of, chunks, [numbers.start] * len(chunks)))
                postings = sum(run.worth for run in runs)
                layout = Layout(room_of(len(numbers)), shards_for(postings))
                groups = _groups(layout.shards)
                parts = list(workers.map(_part_of, groups, [runs] * len(groups), [layout] * len(groups)))
        finally:
            _inherit(None)
    return _built(layout, postings, runs, parts, keep)


def _groups(shards: int) -> list[range]:
    """The parts of places that are merged at once: a whole number of shards in each."""
    from .chunks import PARTS  # noqa: PLC0415 - numpy

    size = max(PARTS_AT_ONCE, PARTS // shards)
    return [range(first, first + size) for first in range(0, PARTS, size)]


def _built(layout: Layout, postings: int, runs: Sequence[Run], parts: Sequence["Part"], keep: Keep) -> Built:
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
        {term: name for part in parts for term, name in sorted(part.characters.items())},
        tuple(run.phrases for run in runs),
        digest_of(file),
        postings,
    )


def _run_of(numbers: range, first: int) -> Run:
    from .chunks import run_of  # noqa: PLC0415 - numpy

    assert _Worker.task is not None  # noqa: S101 - set before any call
    return run_of(_Worker.task, numbers, first)


def _part_of(parts: range, runs: Sequence[Run], layout: Layout) -> "Part":
    from .merging import part_of  # noqa: PLC0415 - numpy

    assert _Worker.task is not None  # noqa: S101 - set before any call
    return part_of(_Worker.task, parts, runs, layout)
