"""The calendar cut by one matter: a district, a column, a kind, an organisation. A slice has a page a year and a feed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..documents.link_targets import encoded
from ..documents.listing_urls import list_address
from ..documents.vocabulary import Vocabulary
from .entries import KIND_TITLES, Entry, Event, Kind

SliceKind = Literal["kind", "district", "column", "organisation"]
SLICE_TITLES: dict[SliceKind, str] = {"kind": "类别", "district": "区县", "column": "栏目", "organisation": "单位"}
ALL_URL = "/calendar/all.ics"


@dataclass(frozen=True, slots=True)
class Slice:
    """One matter that events have in common: its page with the newest year, its feed, its folder below the output."""

    kind: SliceKind
    name: str
    title: str
    url: str
    ics_url: str
    folder: str

    @property
    def ics_save_as(self) -> str:
        """Its feed's file below the output."""
        return f"{self.folder[:-1]}.ics"


def slice_of(kind: SliceKind, name: str, title: str, slug: str) -> Slice:
    """The slice of that name; ``slug`` is not percent-encoded."""
    address = f"/calendar/{kind}/{encoded(slug)}"
    return Slice(kind, name, title, f"{address}/", f"{address}.ics", f"calendar/{kind}/{slug}/")


class Slices:
    """All slices that events or entries stand in, in a fixed order: kinds, then districts as the vocabulary has them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Addresses come from the vocabulary, once each."""
        self._vocabulary = vocabulary
        self._known: dict[tuple[SliceKind, str], Slice] = {}
        self._order = {district.name: index for index, district in enumerate(vocabulary.districts)}

    def of(self, one: Entry | Event) -> Iterable[Slice]:
        """The slices of one event."""
        names: tuple[tuple[SliceKind, str], ...] = (
            ("kind", one.kind),
            *(("district", name) for name in one.districts),
            *((("column", one.column),) if one.column else ()),
            *(("organisation", name) for name in one.organisations),
        )
        for key in names:
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = self._made(*key)
            yield known

    def _made(self, kind: SliceKind, name: str) -> Slice:
        if kind == "kind":
            return slice_of(kind, name, KIND_TITLES[_as_kind(name)], name)
        return slice_of(kind, name, name, list_address(self._vocabulary, kind, name).slug)

    def rank(self, one: Slice) -> tuple[int, int, str]:
        """Where a slice stands among the others."""
        place = self._order.get(one.name, len(self._order)) if one.kind == "district" else 0
        if one.kind == "kind":
            place = list(KIND_TITLES).index(_as_kind(one.name))
        return list(SLICE_TITLES).index(one.kind), place, one.name

    def events(self, events: Sequence[Event]) -> dict[Slice, tuple[Event, ...]]:
        """The events of each slice, in their order."""
        found: dict[Slice, list[Event]] = defaultdict(list)
        for event in events:
            for one in self.of(event):
                found[one].append(event)
        return {one: tuple(found[one]) for one in sorted(found, key=self.rank)}

    def entries(self, entries: Sequence[Entry]) -> dict[Slice, tuple[Entry, ...]]:
        """The entries of each slice, in their order."""
        found: dict[Slice, list[Entry]] = defaultdict(list)
        for entry in entries:
            for one in self.of(entry):
                found[one].append(entry)
        return {one: tuple(found[one]) for one in sorted(found, key=self.rank)}


def _as_kind(name: str) -> Kind:
    return "deadline" if name == "deadline" else "item" if name == "item" else "event"
