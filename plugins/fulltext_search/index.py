"""The index of a site: what its files are called, and the one that names all others.

Files, all below one folder::

    index.json                       what every search needs; the only file that browsers ask for anew each time
    shards/<volume>/<number>-<hash>  postings by term (:mod:`.shards`); the hash is of a group of neighbours
    long/<hash>                      the whole of a list that its shard has cut
    records/<volume>/<number>        a document's record (:mod:`.records`); its number counts from the volume's first
    words/<hash>                     the tables: what the lexicon's and the sounds' files are called
    words/…                          those, the readings, the traditional characters, the facets

Documents are numbered by day and address, so that a new one comes last and old files stay as they are.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .built import Built
from .contribution import Facets
from .lexicon import packed, unpacked
from .shards import IndexFaultError, digest_of
from .volumes import Volume, first_of_years

FORMAT = 3
SHORT_NAME = 3
"""Of a digest in a file's name: enough to tell it from the file of that number before."""
MOST_GROUPS = 256
"""Groups of shards that have a name of their own in ``index.json``, however many shards there are."""

Names = tuple[bytes, ...]
"""Finished files by their digests."""
Synonyms = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """An index by the digests of its files.

    ``rows`` and ``sounding`` count the rows of the lexicon and of the sounds. ``vocabulary`` is kept for edits and not
    published (:class:`.lexicon.Vocabulary`).
    """

    days: tuple[date, ...]
    volumes: tuple[tuple[Volume, Built], ...]
    lexicon: Names
    rows: int
    sounds: Names
    sounding: int
    readings: bytes
    folding: bytes
    facets: bytes
    synonyms: Synonyms
    vocabulary: bytes

    def files(self) -> dict[str, bytes]:
        """The digest of every published file, by name, but of those that :meth:`heads` writes."""
        found = {}
        for volume, built in self.volumes:
            names = group_names(built.shards)
            size = len(built.shards) // len(names)
            for number, digest in enumerate(built.shards):
                found[f"shards/{volume.name}/{number:x}-{names[number // size].hex()}"] = digest
            for digest in built.wholes:
                found[f"long/{digest.hex()}"] = digest
            for number, digest in enumerate(built.records):
                found[f"records/{volume.name}/{number}"] = digest
        for kind, digests in (("lexicon", self.lexicon), ("sounds", self.sounds)):
            for number, digest in enumerate(digests):
                found[f"words/{kind}-{number:x}-{digest[:SHORT_NAME].hex()}"] = digest
        for digest in (self.readings, self.folding, self.facets):
            found[f"words/{digest.hex()}"] = digest
        return found

    def heads(self) -> dict[str, bytes]:
        """``index.json`` and the tables."""
        tables = _json(
            {
                "lexicon": _buckets(self.lexicon),
                "sounds": _buckets(self.sounds),
                "readings": f"words/{self.readings.hex()}",
            }
        )
        name = f"words/{digest_of(tables).hex()}"
        head = {
            "format": FORMAT,
            "documents": len(self.days),
            "years": first_of_years(self.days),
            "volumes": [_volume(volume, built) for volume, built in self.volumes],
            "tables": name,
            "folding": f"words/{self.folding.hex()}",
            "facets": f"words/{self.facets.hex()}",
            "synonyms": self.synonyms,
        }
        return {"index.json": _json(head), name: tables}

    def kept(self) -> Iterator[bytes]:
        """Every file that it is made of, or that an edit must know."""
        for _, built in self.volumes:
            yield from (*built.shards, *built.wholes, *built.records, *built.characters, built.pairs)
            yield from (name for _, name in built.phrases)
        yield from (*self.lexicon, *self.sounds, self.readings, self.folding, self.facets, self.vocabulary)

    def check(self) -> None:
        """Raise IndexFaultError when a table came out empty although there are documents."""
        if self.days and not (self.lexicon and self.sounds):
            raise IndexFaultError(f"搜索的词表是空的：{len(self.days)} 篇稿件没有产生词语或读音")


def group_names(shards: Sequence[bytes]) -> Names:
    """The short name of each group of neighbouring shards: it changes when one of them does."""
    size = -(-len(shards) // MOST_GROUPS)
    groups = (b"".join(shards[at : at + size]) for at in range(0, len(shards), size))
    return tuple(hashlib.sha256(group).digest()[:SHORT_NAME] for group in groups)


def _volume(volume: Volume, built: Built) -> dict[str, object]:
    names = group_names(built.shards)
    return {
        "name": volume.name,
        "start": volume.start,
        "documents": len(built.records),
        "shards": len(built.shards),
        "groups": len(names),
        "names": _base64(names),
    }


def _buckets(digests: Names) -> dict[str, object]:
    return {"count": len(digests), "names": _base64(digests)}


def _base64(digests: Names) -> str:
    return base64.b64encode(b"".join(digest[:SHORT_NAME] for digest in digests)).decode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


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


def facets_with(file: bytes, edited: Mapping[int, Facets]) -> bytes:
    """What :func:`facets_file` makes when these documents belong elsewhere than ``file`` says; ``file``, if none does."""
    table = unpacked(file)
    if all(_facets_in(table, number) == facets for number, facets in edited.items()):
        return file
    return facets_file([edited.get(number) or _facets_in(table, number) for number in range(len(table["column"]))])


def _facets_in(table: Any, number: int) -> Facets:  # noqa: ANN401 - JSON of ours
    names = table["names"]
    column, kind = table["column"][number], table["kind"][number]
    return Facets(
        names["column"][column] if column >= 0 else "",
        names["kind"][kind] if kind >= 0 else "",
        tuple(names["district"][place] for place in table["district"][number]),
    )


def _places(names: Sequence[str]) -> Mapping[str, int]:
    return {name: number for number, name in enumerate(names)}
