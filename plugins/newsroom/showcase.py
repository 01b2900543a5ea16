"""The showcase of model workers: everyone, and rooms by the highest level of honour."""

from dataclasses import dataclass

from ..documents.document import Document
from ..documents.library import Library
from .kinds import HONOUR_LEVELS, Laomo

NO_HONOUR = "荣誉待核实"


@dataclass(frozen=True, slots=True)
class Showcase:
    """All profiles by name, and the same in rooms; a room without profiles is left out."""

    profiles: tuple[Document, ...]
    groups: tuple[tuple[str, tuple[Document, ...]], ...]


def showcase(library: Library) -> Showcase:
    """The showcase of the public profiles."""
    profiles = tuple(sorted((d for d in library.articles if d.kind == "laomo"), key=lambda d: d.url))
    rooms = {level: tuple(p for p in profiles if room_of(p) == level) for level in (*HONOUR_LEVELS[:-1], NO_HONOUR)}
    return Showcase(profiles, tuple((level, found) for level, found in rooms.items() if found))


def room_of(profile: Document) -> str:
    """The highest level among a profile's honours; without a known level, the room of the unverified."""
    if not isinstance(profile.meta, Laomo):
        return NO_HONOUR
    ranks = [HONOUR_LEVELS.index(honour.level) for honour in profile.meta.honours]
    best = HONOUR_LEVELS[min(ranks)] if ranks else HONOUR_LEVELS[-1]
    return NO_HONOUR if best == HONOUR_LEVELS[-1] else best
