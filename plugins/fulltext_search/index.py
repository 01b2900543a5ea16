"""The index of a site: what its files are called, and the one that names all others.

Files, all below one folder::

    index.json                        what every search needs; the search page carries the same
    shards/<volume>/<count>-<number>  postings by term (:mod:`.shards`), of so many shards
    long/<hash>                       the whole of a list that its shard has cut
    records/<volume>/<number>         a document's record (:mod:`.records`); its number counts from the volume's first
    words/<table>-<count>-<number>    the lexicon and the sounds, in so many files each
    words/…                           the readings, the traditional characters, the facets

No name but a long list's tells of its content: what the page carries stays right when an article is edited, and an edit
writes no file that it does not change. Browsers ask whether a file is still the same one, as they do for pages.

Documents are numbered by day and address, so that a new one comes last and old files stay as they are.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .built import Built
from .contribution import Facets
from .lexicon import packed, unpacked
from .shards import IndexFaultError
from .volumes import Volume, first_of_years

FORMAT = 4
HEAD = "index.json"

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
            for number, digest in enumerate(built.shards):
                found[f"shards/{volume.name}/{len(built.shards)}-{number:x}"] = digest
            for digest in built.wholes:
                found[f"long/{digest.hex()}"] = digest
            for number, digest in enumerate(built.records):
                found[f"records/{volume.name}/{number}"] = digest
        for kind, digests in (("lexicon", self.lexicon), ("sounds", self.sounds)):
            for number, digest in enumerate(digests):
                found[f"words/{kind}-{len(digests)}-{number:x}"] = digest
        return found | {
            "words/readings": self.readings,
            "words/folding": self.folding,
            "words/facets": self.facets,
        }

    def heads(self) -> dict[str, bytes]:
        """``index.json``."""
        head = {
            "format": FORMAT,
            "documents": len(self.days),
            "years": first_of_years(self.days),
            "volumes": [_volume(volume, built) for volume, built in self.volumes],
            "lexicon": len(self.lexicon),
            "sounds": len(self.sounds),
            "synonyms": self.synonyms,
        }
        return {HEAD: json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()}

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


def _volume(volume: Volume, built: Built) -> dict[str, object]:
    return {"name": volume.name, "start": volume.start, "shards": len(built.shards)}


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
