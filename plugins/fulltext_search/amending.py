"""The published index after a few articles were edited, without the rest of the site (the short way, decision 0021).

The state then says what the index is before the caller has published it. So every answer also holds the files of all
earlier ones since the last whole build: whichever of them never came out comes out now.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..documents.document import Document
from .contribution import EventLike, Surroundings, facets_of, of_document
from .folding import traditional
from .index import Index
from .kept import Kept, Known
from .making import FOLDER, key_of
from .patching import Edit, Patcher
from .records import record_in
from .shards import IndexFaultError
from .terms import Normaliser

PUBLISHED = "search/index/"
MOST_PENDING = 20_000
"""Files of earlier answers above which the index is made the long way again."""

Edits = Sequence[tuple[Document, tuple[EventLike, ...]]]


@dataclass(frozen=True, slots=True)
class Knowing:
    """What the next build must know to bring the index up to date."""

    kind_names: Mapping[str, str]


def amend(
    cache: Path, engine: str, edits: Edits, knowing: Knowing, _document: Callable[[str], Document]
) -> Mapping[str, bytes | None] | None:
    """The files of the index that are new or gone, by their place on the site; nothing where the long way is needed."""
    kept = Kept(cache / FOLDER, engine)
    known = kept.read(checked=False)
    try:
        return _amended(kept, known, edits, knowing) if known else None
    except (IndexFaultError, OSError):
        return None


def _amended(kept: Kept, known: Known, edits: Edits, knowing: Knowing) -> Mapping[str, bytes | None] | None:
    numbers = {url: number for number, url in enumerate(known.urls)}
    keys = list(known.keys)
    changed = []
    for document, events in edits:
        number = numbers.get(document.url, -1)
        if number < 0 or known.index.days[number] != document.day:
            return None
        # Whose pages an article leads to follows from its front matter, which is as it was.
        people = dict(record_in(kept.load(_record_of(known.index, number))).get("people", ()))
        around = Surroundings(dict(knowing.kind_names), people, tuple(events))
        keys[number] = key_of(document, around)
        if keys[number] != known.keys[number]:
            changed.append(Edit(number, of_document(document, around), facets_of(document, around.kind_names)))
    index = Patcher(kept.load, kept.keep, Normaliser(traditional())).edited(known.index, changed, known.index.synonyms)
    if index is None:
        return None
    before, after = known.index.files(), index.files()
    heads = index.heads()
    touched = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    pending = touched | (known.index.heads().keys() ^ heads.keys()) | set(known.pending)
    if len(pending) > MOST_PENDING:
        return None
    found = {name: kept.load(after[name]) if name in after else None for name in pending}
    kept.save(replace(known, keys=tuple(keys), index=index, look="", pending=tuple(sorted(pending))))
    return {f"{PUBLISHED}{name}": data for name, data in sorted({**found, **heads}.items())}


def _record_of(index: Index, number: int) -> bytes:
    """The file of a document's record."""
    return next(
        built.records[number - volume.start] for volume, built in index.volumes if volume.start <= number < volume.end
    )
