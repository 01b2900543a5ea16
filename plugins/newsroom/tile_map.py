"""The districts as tiles, each near its true place: a drawing that fits a phone and claims no border."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..documents.vocabulary import Vocabulary

LEVELS = (1, 3, 6)
"""A tile is darker from these numbers of articles on; the number is written on it as well."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One district: its name in one or two lines, column and row, its list (empty without articles), and how many."""

    name: str
    lines: tuple[str, ...]
    column: int
    row: int
    url: str
    count: int
    level: int


def tile_map(vocabulary: Vocabulary, lists: Mapping[str, tuple[str, int]]) -> tuple[Tile, ...]:
    """The districts of today that have a place on the map; ``lists`` are addresses and counts by name."""
    tiles = []
    for district in vocabulary.districts:
        if district.tile and not district.valid_to:
            url, count = lists.get(district.name, ("", 0))
            level = sum(count >= least for least in LEVELS)
            column, row = (int(part) for part in district.tile.split(","))
            tiles.append(Tile(district.name, lines_of(district.short or district.name), column, row, url, count, level))
    return tuple(tiles)


def lines_of(name: str) -> tuple[str, ...]:
    """A name as one line of two characters, or two lines.

    >>> lines_of("沙坪坝"), lines_of("渝中")
    (('沙坪', '坝'), ('渝中',))
    """
    return (name,) if len(name) <= 2 else (name[:2], name[2:])  # noqa: PLR2004 - what a tile holds
