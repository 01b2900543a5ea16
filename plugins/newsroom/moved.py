"""Old names that lead on: an abolished district without articles of its own answers under its name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from ..documents.listing_urls import ListAddress, list_address
from ..documents.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Moved:
    """An old name, since when it is gone, and where it leads: the successor's list, or that of all districts."""

    name: str
    url: str
    save_as: str
    day: date
    successor: str
    target: str


def moved_districts(vocabulary: Vocabulary, lists: Collection[ListAddress]) -> Iterator[Moved]:
    """The abolished districts that have a successor and no list of their own, as older articles would give them."""
    listed = {address.name: address.url for address in lists if address.kind == "district"}
    for district in vocabulary.districts:
        if district.valid_to and district.successor and district.name not in listed:
            address = list_address(vocabulary, "district", district.name)
            target = listed.get(district.successor, "/districts/")
            yield Moved(district.name, address.url, address.save_as, district.valid_to, district.successor, target)
