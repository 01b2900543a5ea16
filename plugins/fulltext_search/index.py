"""The index of a site: what its files are called, and the one that names all others.

Files, all below one folder::

    index.json                       what there is; the only file that browsers ask for anew each time
    shards/<volume>/<number>-<hash>  postings by term (:mod:`.shards`)
    long/<hash>                      the whole of a list that its shard has cut
    records/<volume>/<number>        a document's record, deflated JSON; its number counts from the volume's first
    words/…                          the lexicon, the sounds, the facets, the tables that only some queries need

Documents are numbered by day and address, so that a new one comes last and old files stay as they are.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .building import Built
from .contribution import Facets
from .folding import as_pairs
from .lexicon import packed
from .shards import IndexFaultError
from .volumes import Volume, first_of_years

FORMAT = 2
SHARD_NAME_BYTES = 3
"""Of a shard's digest in its name: enough to tell it from the shard of that number before."""
NAMES_AT_ONCE = 1024
"""Shards of a volume whose names stand in ``index.json``; of a larger one they stand in pages."""
PAGE = 128
NAME_LENGTH = 12

Files = dict[str, Path | bytes]


@dataclass(frozen=True, slots=True)
class Extras:
    """What the index has beside postings and records."""

    lexicon: tuple[bytes, ...]
    sounds: tuple[bytes, ...]
    readings: bytes
    facets: Sequence[Facets]
    synonyms: tuple[tuple[str, ...], ...]


def files_of(days: Sequence[date], volumes: Sequence[tuple[Volume, Built]], extras: Extras, kept: Path) -> Files:
    """Every file of the index by its name; the built ones lie in ``kept`` under their digests.

    Raises IndexFaultError when a table came out empty although there are documents.
    """
    files: Files = {}
    head = {
        "format": FORMAT,
        "documents": len(days),
        "years": first_of_years(days),
        "volumes": [_volume(volume, built, kept, files) for volume, built in volumes],
        "lexicon": _buckets("lexicon", extras.lexicon, files),
        "sounds": _buckets("sounds", extras.sounds, files),
        "readings": _file(extras.readings, files),
        "folding": _file(zlib.compress(as_pairs().encode(), 9), files),
        "facets": _file(facets_file(extras.facets), files),
        "synonyms": extras.synonyms,
    }
    if days and not (extras.lexicon and extras.sounds and len(extras.facets) == len(days)):
        raise IndexFaultError(f"搜索的词表是空的：{len(days)} 篇稿件没有产生词语、读音或分类")
    files["index.json"] = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(files.items()))


def _volume(volume: Volume, built: Built, kept: Path, files: Files) -> dict[str, object]:
    """What ``index.json`` says of a volume; its files are added to ``files``."""
    names = b"".join(name[:SHARD_NAME_BYTES] for name in built.shards)
    for number, name in enumerate(built.shards):
        files[f"shards/{volume.name}/{number:x}-{name[:SHARD_NAME_BYTES].hex()}"] = kept / name.hex()
    for name in built.wholes:
        files[f"long/{name.hex()}"] = kept / name.hex()
    for number, name in enumerate(built.records):
        files[f"records/{volume.name}/{number}"] = kept / name.hex()
    said = {"name": volume.name, "start": volume.start, "documents": len(built.records), "shards": len(built.shards)}
    if len(built.shards) <= NAMES_AT_ONCE:
        return {**said, "names": base64.b64encode(names).decode()}
    pages = [names[at : at + PAGE * SHARD_NAME_BYTES] for at in range(0, len(names), PAGE * SHARD_NAME_BYTES)]
    return {**said, "page": PAGE, "pages": [_file(page, files) for page in pages]}


def _buckets(kind: str, buckets: tuple[bytes, ...], files: Files) -> dict[str, object]:
    """Files of one kind under their numbers, with the three bytes of each digest."""
    names = [hashlib.sha256(data).digest()[:SHARD_NAME_BYTES] for data in buckets]
    for number, (name, data) in enumerate(zip(names, buckets, strict=True)):
        files[f"words/{kind}-{number:x}-{name.hex()}"] = data
    return {"count": len(buckets), "names": base64.b64encode(b"".join(names)).decode()}


def _file(data: bytes, files: Files) -> str:
    name = f"words/{hashlib.sha256(data).hexdigest()[:NAME_LENGTH]}"
    files[name] = data
    return name


def facets_file(facets: Sequence[Facets]) -> bytes:
    """Columns, kinds and districts of all documents by number, as places in lists of their names."""
    columns = sorted({facet.column for facet in facets if facet.column})
    kinds = sorted({facet.kind for facet in facets if facet.kind})
    districts = sorted({name for facet in facets for name in facet.districts})
    columns_of = _places(columns)
    kinds_of = _places(kinds)
    districts_of = _places(districts)
    return packed(
        {
            "names": {"column": columns, "kind": kinds, "district": districts},
            "column": [columns_of.get(facet.column, -1) for facet in facets],
            "kind": [kinds_of.get(facet.kind, -1) for facet in facets],
            "district": [[districts_of[name] for name in facet.districts] for facet in facets],
        }
    )


def _places(names: Sequence[str]) -> Mapping[str, int]:
    return {name: number for number, name in enumerate(names)}
