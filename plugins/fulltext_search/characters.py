"""Single characters whose lists are cut: all their postings, kept for the next edit and never published.

A file holds the characters of one part of the places (:func:`part_of_term`), so that an edit reads and writes those of
its own characters only::

    the characters in order, and a line break
    how many postings each has, then all postings: four bytes each
"""

from array import array
from collections.abc import Mapping, Sequence

from .built import Keep, Load
from .places import CRC_BITS, hash_of
from .shards import digest_of

PART_BITS = 6
PARTS = 1 << PART_BITS

Lists = Mapping[str, "array[int]"]


def part_of_term(term: str) -> int:
    """The part of the places in which a term stands that is no pair of Chinese characters."""
    return hash_of(term) >> CRC_BITS - PART_BITS


def file_of(lists: Lists) -> bytes:
    """The file of these characters.

    >>> lists_in(file_of({"会": array("I", [4, 9]), "工": array("I", [5])}))["工"].tolist()
    [5]
    """
    ordered = sorted(lists)
    counts = array("I", [len(lists[one]) for one in ordered])
    return b"".join(
        (
            "".join(ordered).encode("utf-8", "surrogatepass") + b"\n",
            counts.tobytes(),
            *(lists[one].tobytes() for one in ordered),
        )
    )


def lists_in(file: bytes) -> dict[str, "array[int]"]:
    """What :func:`file_of` wrote."""
    line, _, data = file.partition(b"\n")
    ordered = line.decode("utf-8", "surrogatepass")
    numbers = array("I")
    numbers.frombytes(data)
    found = {}
    at = len(ordered)
    for character, count in zip(ordered, numbers, strict=False):
        found[character] = numbers[at : at + count]
        at += count
    return found


class Characters:
    """The files of a volume, while an edit changes them."""

    def __init__(self, names: Sequence[bytes], load: Load) -> None:
        """``names`` are the files by their parts."""
        self._names, self._load = tuple(names), load
        self._open: dict[int, dict[str, array[int]]] = {}

    def get(self, character: str) -> list[int] | None:
        """All postings of a character whose list is cut."""
        found = self._lists(character).get(character) if len(character) == 1 else None
        return found.tolist() if found else None

    def put(self, character: str, postings: Sequence[int]) -> None:
        """All postings of a character from now on; none where its list is not cut."""
        lists = self._lists(character)
        if postings:
            lists[character] = array("I", postings)
        else:
            lists.pop(character, None)

    def written(self, keep: Keep) -> tuple[bytes, ...]:
        """The files by their parts; those that were opened are kept anew."""
        names = list(self._names)
        for part, lists in self._open.items():
            file = file_of(lists)
            names[part] = digest_of(file)
            keep(names[part], file)
        return tuple(names)

    def _lists(self, character: str) -> dict[str, "array[int]"]:
        part = part_of_term(character)
        if part not in self._open:
            self._open[part] = lists_in(self._load(self._names[part]))
        return self._open[part]
