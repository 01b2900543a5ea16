"""The showcase of model workers: everyone in rooms by the highest level of honour, and pages by what they share."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..documents.document import Document
from ..documents.library import Library
from ..documents.link_targets import encoded
from ..documents.listing_urls import folder_name
from .kinds import HONOUR_LEVELS, Laomo
from .listings import Entry

NO_HONOUR = "荣誉待核实"
PENDING_LEVEL = "级别待核实"

Values = Callable[[Laomo], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Showcase:
    """Profiles by name, and the same in rooms (a room without profiles is left out), with the ways to narrow down.

    ``chosen`` is the facet and the value that this page is narrowed to; both empty for everyone.
    """

    profiles: tuple[Document, ...]
    groups: tuple[tuple[str, tuple[Document, ...]], ...]
    url: str = "/laomo/"
    save_as: str = "laomo/index.html"
    chosen: tuple[str, str] = ("", "")
    facets: tuple[tuple[str, tuple[Entry, ...]], ...] = ()


def _levels(meta: Laomo) -> tuple[str, ...]:
    return tuple(PENDING_LEVEL if h.level == HONOUR_LEVELS[-1] else h.level for h in meta.honours) or (NO_HONOUR,)


def _years(meta: Laomo) -> tuple[str, ...]:
    return tuple(f"{h.year}年" for h in meta.honours if isinstance(h.year, int))


FACETS: tuple[tuple[str, str, Values], ...] = (
    ("by-district", "区县", lambda meta: meta.all_districts()),
    ("by-industry", "行业", lambda meta: (meta.industry,) if meta.industry else ()),
    ("by-level", "荣誉级别", _levels),
    ("by-year", "获奖年份", _years),
)


def showcases(library: Library) -> Iterator[Showcase]:
    """The whole showcase, then one page for each value of each facet."""
    profiles = tuple(sorted((d for d in library.articles if d.kind == "laomo"), key=lambda d: d.url))
    holders = [(folder, title, _holders(profiles, values)) for folder, title, values in FACETS]
    facets = tuple(
        (title, tuple(Entry(name, _url(folder, name), len(found)) for name, found in by_name.items()))
        for folder, title, by_name in holders
        if by_name
    )
    yield Showcase(profiles, _rooms(profiles), facets=facets)
    for folder, title, by_name in holders:
        for name, found in by_name.items():
            save_as = f"laomo/{folder}/{folder_name(name)}/index.html"
            yield Showcase(tuple(found), _rooms(tuple(found)), _url(folder, name), save_as, (title, name), facets)


def _holders(profiles: tuple[Document, ...], values: Values) -> dict[str, list[Document]]:
    """The profiles of each value, in the order of the values' names."""
    found: dict[str, list[Document]] = defaultdict(list)
    for profile in profiles:
        if isinstance(profile.meta, Laomo):
            for name in dict.fromkeys(values(profile.meta)):
                found[name].append(profile)
    return {name: found[name] for name in sorted(found, key=_order)}


def _order(name: str) -> tuple[int, str]:
    """Levels of honour from high to low; everything else by name."""
    return (HONOUR_LEVELS.index(name) if name in HONOUR_LEVELS else len(HONOUR_LEVELS), name)


def _rooms(profiles: tuple[Document, ...]) -> tuple[tuple[str, tuple[Document, ...]], ...]:
    rooms = {level: tuple(p for p in profiles if room_of(p) == level) for level in (*HONOUR_LEVELS[:-1], NO_HONOUR)}
    return tuple((level, found) for level, found in rooms.items() if found)


def _url(folder: str, name: str) -> str:
    return f"/laomo/{folder}/{encoded(folder_name(name))}/"


def room_of(profile: Document) -> str:
    """The highest level among a profile's honours; without a known level, the room of the unverified."""
    if not isinstance(profile.meta, Laomo):
        return NO_HONOUR
    ranks = [HONOUR_LEVELS.index(honour.level) for honour in profile.meta.honours]
    best = HONOUR_LEVELS[min(ranks)] if ranks else HONOUR_LEVELS[-1]
    return NO_HONOUR if best == HONOUR_LEVELS[-1] else best
