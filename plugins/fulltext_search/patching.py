"""A volume after an edit: only the shards that hold a changed term are written again, with the bytes of a fresh build.

What a document said before is read from its record, which holds its text; no other document is read. Where a fresh
build would have another number of shards there is no patch, and the volume is built anew.
"""

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .building import Built, Contribute, Keep, digit_of, is_han_pair, shards_for
from .contribution import ranks_of
from .passages import BODY, Passage
from .postings import decoded, encoded
from .shards import digest_of, entries_in, entry_of, read_entry, shard_of, term_hash, unsealed
from .terms import Normaliser

MOST_EDITED = 20
"""Edited documents above which building anew is as fast."""

Load = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Patcher:
    """How to read and write kept files, and what documents say now."""

    contribute: Contribute
    load: Load
    keep: Keep
    normalise: Normaliser

    def patched(self, built: Built, edited: Sequence[int], first: int) -> Built | None:
        """``built`` after documents ``edited`` (numbers on the site; ``first`` is the volume's first), or nothing."""
        if len(edited) > MOST_EDITED:
            return None
        changes: dict[str, dict[int, int | None]] = {}
        records = list(built.records)
        postings = built.postings
        for number in edited:
            said = self.contribute(number)
            before = self.terms_before(records[number - first])
            postings += len(said.terms) - len(before)
            records[number - first] = digest_of(said.record)
            self.keep(records[number - first], said.record)
            for term in before.keys() | said.terms.keys():
                if before.get(term) != said.terms.get(term):
                    changes.setdefault(term, {})[number - first] = said.terms.get(term)
        if shards_for(postings) != len(built.shards):
            return None
        return self._with_changes(replace(built, records=tuple(records), postings=postings), changes)

    def terms_before(self, record: bytes) -> dict[str, int]:
        """The terms of a document as its record tells them."""
        rows = json.loads(zlib.decompress(self.load(record)))["passages"]
        passages = tuple(Passage(row[0], row[1] if len(row) > 1 else BODY) for row in rows)
        return ranks_of(passages, self.normalise)

    def _with_changes(self, built: Built, changes: dict[str, dict[int, int | None]]) -> Built:
        shards = list(built.shards)
        wholes = set(built.wholes)
        pairs = built.pairs
        characters = entries_in(self.load(built.characters))
        groups: dict[int, list[str]] = {}
        for term in changes:
            groups.setdefault(term_hash(term) % len(shards), []).append(term)
        for number, terms in groups.items():
            entries = entries_in(self.load(shards[number]))
            for term in terms:
                found, whole = self._found(term, entries, characters)
                wholes.discard(whole)
                after = _changed(found, changes[term])
                _put(characters if len(term) == 1 else {}, term, encoded(after) if after else b"")
                entry, file = entry_of(term, after) if after else (b"", b"")
                _put(entries, term, entry)
                if file:
                    wholes.add(digest_of(file))
                    self.keep(digest_of(file), file)
                pairs = _pairs_with(pairs, term, len(found), len(after))
            shards[number] = self._kept(shard_of(entries))
        return replace(
            built,
            shards=tuple(shards),
            wholes=tuple(sorted(wholes)),
            pairs=pairs,
            characters=self._kept(shard_of(characters)),
        )

    def _found(self, term: str, entries: dict[str, bytes], characters: dict[str, bytes]) -> tuple[list[int], bytes]:
        """All postings of a term, and the name of the file with them where its list is cut."""
        if term not in entries:
            return [], b""
        if len(term) == 1:
            return decoded(characters[term], 0)[0], b""
        entry = read_entry(entries[term])
        if not entry.cut:
            return list(entry.found), b""
        return decoded(unsealed(self.load(entry.whole)), 0)[0], entry.whole

    def _kept(self, file: bytes) -> bytes:
        name = digest_of(file)
        self.keep(name, file)
        return name


def _changed(found: list[int], ranks: dict[int, int | None]) -> list[int]:
    kept = [posting for posting in found if posting >> 2 not in ranks]
    return sorted(kept + [number << 2 | rank for number, rank in ranks.items() if rank is not None])


def _put(entries: dict[str, bytes], term: str, entry: bytes) -> None:
    if entry:
        entries[term] = entry
    else:
        entries.pop(term, None)


def _pairs_with(pairs: str, term: str, before: int, after: int) -> str:
    """The text of pairs with the term's digit as it is now."""
    if not is_han_pair(term) or digit_of(before) == digit_of(after):
        return pairs
    at = pairs.find(term)
    while at >= 0 and at % 3 != 1:
        at = pairs.find(term, at + 1)
    row = digit_of(after) + term if after else ""
    return pairs + row if at < 0 else pairs[: at - 1] + row + pairs[at + 2 :]
