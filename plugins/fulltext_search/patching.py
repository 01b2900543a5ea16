"""An index after an edit: only the files that a changed word touches are written again, with the bytes of a fresh build.

What a document said before is read from its record and from the phrases kept of its neighbours; no other document is
read. Where a fresh build would have another number of files there is no patch, and the index is built anew.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .built import Built, Keep, Load, Pairs, digit_of, shards_for
from .characters import Characters
from .contribution import Contribution, Facets, ranks_of
from .index import Index, Synonyms, facets_with
from .passages import BODY, Passage
from .places import is_han_pair, key_of, shard_number
from .postings import decoded
from .records import record_in
from .respelling import with_phrases, with_sounds
from .shards import digest_of, entry_of, opened, read_whole, shard_of
from .terms import Normaliser

MOST_EDITED = 20
"""Edited documents above which building anew is as fast."""
MOST_SHARDS = 2_000
"""Shards to be written again above which it is, too."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A document that says something else, by its number on the site."""

    number: int
    said: Contribution
    facets: Facets


@dataclass(slots=True)
class Changes:
    """What else changed with a volume: pairs, and the phrases of each edited document before and after."""

    pairs: set[str] = field(default_factory=set)
    phrases: list[tuple[list[list[str]], list[list[str]]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Patcher:
    """How to read and write kept files."""

    load: Load
    keep: Keep
    normalise: Normaliser

    def edited(self, index: Index, edits: Sequence[Edit], synonyms: Synonyms) -> Index | None:
        """``index`` after these edits, or nothing."""
        changes = Changes()
        volumes = []
        for volume, built in index.volumes:
            said = {e.number - volume.start: e.said for e in edits if volume.start <= e.number < volume.end}
            patched = self.patched(built, said, changes) if said else built
            if patched is None:
                return None
            volumes.append((volume, patched))
        before = replace(index, synonyms=synonyms, facets=self._facets(index.facets, edits))
        after = replace(before, volumes=tuple(volumes))
        sounding = with_sounds(before, after, changes.pairs, self.load, self.keep)
        return sounding and with_phrases(sounding, changes.phrases, self.load, self.keep, self.normalise)

    def patched(self, built: Built, said: Mapping[int, Contribution], changes: Changes) -> Built | None:
        """A volume after documents (by their numbers in it) say something else; what else that changes is noted."""
        terms: dict[str, dict[int, int | None]] = {}
        records = list(built.records)
        postings = built.postings
        for number, one in said.items():
            before, after = self.terms_before(records[number]), ranks_of(one.passages, self.normalise)
            records[number] = self._kept(one.record)
            for term in before.keys() | after.keys():
                if before.get(term) != after.get(term):
                    terms.setdefault(term, {})[number] = after.get(term)
                    postings += ((term in after) - (term in before)) * (len(term) > 1)
        groups: dict[int, list[str]] = {}
        for term in terms:
            groups.setdefault(shard_number(term, built.layout.shards), []).append(term)
        if shards_for(postings) != built.layout.shards or len(groups) > MOST_SHARDS:
            return None
        phrases = self._phrases(built, said, changes)
        volume = _Volume(self, built, terms)
        shards = list(built.shards)
        for number, own in groups.items():
            shards[number] = self._kept(volume.shard(number, own))
        changes.pairs |= set(volume.common)
        return replace(
            built,
            shards=tuple(shards),
            records=tuple(records),
            wholes=tuple(sorted(volume.wholes)),
            characters=volume.characters.written(self.keep),
            phrases=phrases,
            pairs=volume.with_pairs(),
            postings=postings,
        )

    def terms_before(self, record: bytes) -> dict[str, int]:
        """The terms of a document as its record tells them."""
        rows = record_in(self.load(record)).get("passages", ())
        return ranks_of(tuple(Passage(row[0], row[1] if len(row) > 1 else BODY) for row in rows), self.normalise)

    def _phrases(
        self, built: Built, said: Mapping[int, Contribution], changes: Changes
    ) -> tuple[tuple[int, bytes], ...]:
        """The kept phrases with those of the edited documents."""
        found = []
        start = 0
        for count, name in built.phrases:
            own = [number for number in said if start <= number < start + count]
            rows = json.loads(self.load(name)) if own else []
            for number in own:
                after = [list(phrase) for phrase in said[number].phrases]
                changes.phrases.append((rows[number - start], after))
                rows[number - start] = after
            data = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
            found.append((count, self._kept(data) if own else name))
            start += count
        return tuple(found)

    def _facets(self, name: bytes, edits: Sequence[Edit]) -> bytes:
        return self._kept(facets_with(self.load(name), {edit.number: edit.facets for edit in edits}))

    def _kept(self, file: bytes) -> bytes:
        name = digest_of(file)
        self.keep(name, file)
        return name


class _Volume:
    """A volume while its terms change: each with the ranks of the edited documents, or None where it is gone."""

    def __init__(self, patcher: Patcher, built: Built, terms: Mapping[str, Mapping[int, int | None]]) -> None:
        self.load, self.keep = patcher.load, patcher.keep
        self.built, self.terms = built, terms
        self.wholes = set(built.wholes)
        self.characters = Characters(built.characters, patcher.load)
        self.common: dict[str, int] = {}

    def shard(self, number: int, terms: Sequence[str]) -> bytes:
        """Shard ``number`` after these terms have changed."""
        data = opened(self.load(self.built.shards[number]), number)
        for term in terms:
            before, whole = self._found(term, data.entries.get(term, ""), data.room)
            self.wholes.discard(whole)
            after = _changed(before, self.terms[term])
            bits, file = entry_of(term, after, data.room) if after else ("", b"")
            if bits:
                data.entries[term] = bits
            else:
                data.entries.pop(term, None)
            self._note(term, after, file, cut=len(term) == 1 and bool(after) and decoded(bits, 0, data.room)[0].cut)
            if is_han_pair(term) and digit_of(len(before)) != digit_of(len(after)):
                self.common[term] = digit_of(len(after))
        return shard_of(data.entries, self.built.layout)

    def with_pairs(self) -> bytes:
        """The kept file of pairs, as common as they are now."""
        if not self.common:
            return self.built.pairs
        pairs = Pairs.read(self.load(self.built.pairs))
        for term, digit in self.common.items():
            pairs.put(key_of(term), digit)
        file = pairs.write()
        self.keep(digest_of(file), file)
        return digest_of(file)

    def _note(self, term: str, after: Sequence[int], file: bytes, *, cut: bool) -> None:
        """Keep all postings where the list is cut."""
        if len(term) == 1:
            self.characters.put(term, after if cut else ())
        elif file:
            self.wholes.add(digest_of(file))
            self.keep(digest_of(file), file)

    def _found(self, term: str, entry: str, room: int) -> tuple[list[int], bytes]:
        """All postings of a term, and the name of the published file with them where its list is cut."""
        if not entry:
            return [], b""
        postings = self.characters.get(term)
        if postings:
            return postings, b""
        found = decoded(entry, 0, room)[0]
        if not found.cut:
            return found.postings, b""
        return read_whole(self.load(found.name)).postings, found.name


def _changed(found: Sequence[int], ranks: Mapping[int, int | None]) -> list[int]:
    kept = [posting for posting in found if posting >> 2 not in ranks]
    return sorted(kept + [number << 2 | rank for number, rank in ranks.items() if rank is not None])
