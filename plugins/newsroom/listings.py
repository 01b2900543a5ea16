"""Lists of cards by column, district, topic, series, person, tag, organisation and year, in pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..documents.document import Card
from ..documents.library import Library
from ..documents.link_targets import encoded
from ..documents.listing_urls import FOLDERS, ListAddress, ListKind, list_address
from ..documents.vocabulary import District, Heading, Organisation, Vocabulary
from .kinds import Brief
from .moved import moved_districts
from .tile_map import Tile, tile_map

PER_PAGE = 20
TITLES: dict[ListKind, str] = {
    "column": "栏目",
    "district": "区县",
    "topic": "专题",
    "series": "系列",
    "person": "人物",
    "tag": "标签",
    "organisation": "单位",
    "archive": "往期",
}
INTRODUCTIONS: dict[ListKind, str] = {
    "column": "按栏目读。",
    "district": "各区县工会的消息。行政区划以稿件日期为准，已撤销的区县，原名仍能找到。",
    "topic": "围绕一件事，把前后的报道放在一起。",
    "series": "同一个题目下的一组文章。",
    "person": "稿件里写到的人。",
    "tag": "按标签找。",
    "organisation": "稿件里写到的单位。",
    "archive": "按年份找。",
}
FEEDS: dict[str, str] = {"column": "column", "district": "district", "topic": "topic"}
CALENDARS: dict[str, str] = {"column": "column", "district": "district"}

Entity = District | Heading | Organisation | None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name with the address of its list."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of one list; ``number`` counts from 1, ``page_urls`` are all its pages in order."""

    kind: str
    title: str
    summary: str
    slug: str
    cards: tuple[Card, ...]
    count: int
    number: int
    pages: int
    url: str
    save_as: str
    previous_url: str | None
    next_url: str | None
    page_urls: tuple[str, ...]
    feed_url: str | None
    ics_url: str | None
    entity: Entity
    profile: Card | None
    successor: Tagged | None = None
    """The district that took this one's place; its address is empty while it has no articles."""
    predecessors: tuple[Tagged, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a directory: a list, how many articles it has, and a word on it."""

    name: str
    url: str
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """All lists of one kind, in groups; ``entries`` are all of them in one row."""

    kind: str
    title: str
    summary: str
    url: str
    save_as: str
    entries: tuple[Entry, ...]
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    tiles: tuple[Tile, ...] = ()


def listings(library: Library) -> Iterator[Listing]:
    """Every page of every list."""
    profiles = {name: card for card in library.cards.values() if card.kind == "laomo" for name in card.people[:1]}
    lists = library.lists
    urls = {address.name: address.url for address in lists if address.kind == "district"}
    for address, cards in lists.items():
        profile = profiles.get(address.name) if address.kind == "person" else None
        for listing in pages_of(address, cards, library.vocabulary, profile):
            yield _with_kin(listing, library.vocabulary, urls) if address.kind == "district" else listing


def _with_kin(listing: Listing, vocabulary: Vocabulary, urls: Mapping[str, str]) -> Listing:
    """A district's list with the districts before and after it."""
    entity = listing.entity
    after = entity.successor if isinstance(entity, District) else None
    before = tuple(Tagged(d.name, urls.get(d.name, "")) for d in vocabulary.districts if d.successor == listing.title)
    return replace(listing, successor=Tagged(after, urls.get(after, "")) if after else None, predecessors=before)


def pages_of(
    address: ListAddress, cards: tuple[Card, ...], vocabulary: Vocabulary, profile: Card | None = None
) -> Iterator[Listing]:
    """The pages of one list, at most :data:`PER_PAGE` cards each."""
    entity = entity_of(address, vocabulary)
    yield from _paged(
        Listing(
            kind=address.kind,
            title=f"{address.name}年" if address.kind == "archive" else address.name,
            summary=summary_of(entity),
            slug=address.slug,
            cards=cards,
            count=len(cards),
            number=1,
            pages=1,
            url=address.url,
            save_as=address.save_as,
            previous_url=None,
            next_url=None,
            page_urls=(address.url,),
            feed_url=_side(FEEDS, address, "/feeds/{}/{}.atom.xml"),
            ics_url=_side(CALENDARS, address, "/calendar/{}/{}.ics"),
            entity=entity,
            profile=profile,
        )
    )


def sections(library: Library) -> Iterator[Listing]:
    """The pages of /news/ and /albums/, which are lists by kind."""
    cards = tuple(library.cards.values())
    yield from _section("news", "新闻", tuple(card for card in cards if card.kind not in {"laomo", "album"}))
    yield from _section("albums", "影像", tuple(card for card in cards if card.kind == "album"))


def _section(folder: str, title: str, cards: tuple[Card, ...]) -> Iterator[Listing]:
    kind = "album" if folder == "albums" else "news"
    url = f"/{folder}/"
    feed = "/feeds/all.atom.xml" if kind == "news" else None
    whole = Listing(
        kind,
        title,
        "",
        folder,
        cards,
        len(cards),
        1,
        1,
        url,
        f"{folder}/index.html",
        None,
        None,
        (url,),
        feed,
        None,
        None,
        None,
    )
    yield from _paged(whole)


def _paged(whole: Listing) -> Iterator[Listing]:
    """A list of any length as pages of :data:`PER_PAGE` cards; an empty list is one empty page."""
    chunks = [whole.cards[start : start + PER_PAGE] for start in range(0, len(whole.cards), PER_PAGE)] or [()]
    urls = tuple(_page(whole.url, number) for number in range(1, len(chunks) + 1))
    folder = whole.save_as.removesuffix("index.html")
    for number, chunk in enumerate(chunks, 1):
        yield replace(
            whole,
            cards=chunk,
            number=number,
            pages=len(chunks),
            url=urls[number - 1],
            save_as=_page(folder, number) + "index.html",
            previous_url=urls[number - 2] if number > 1 else None,
            next_url=urls[number] if number < len(urls) else None,
            page_urls=urls,
        )


def directories(library: Library) -> Iterator[Directory]:
    """One directory a kind of list, even an empty one: the navigation may lead there."""
    lists = library.lists
    for kind, folder in FOLDERS.items():
        entries = tuple(
            Entry(address.name, address.url, len(cards), note_of(entity_of(address, library.vocabulary)))
            for address, cards in lists.items()
            if address.kind == kind
        )
        if kind == "district":
            gone = moved_districts(library.vocabulary, lists)
            entries += tuple(Entry(moved.name, moved.url, 0, f"已撤销，今{moved.successor}") for moved in gone)
        entries = (
            tuple(sorted(entries, key=lambda entry: entry.name, reverse=True))
            if kind == "archive"
            else _ordered(kind, entries, library)
        )
        yield Directory(
            kind,
            TITLES[kind],
            INTRODUCTIONS[kind],
            f"/{folder}/",
            f"{folder}/index.html",
            entries,
            _groups(kind, entries, library),
            tile_map(library.vocabulary, {e.name: (e.url, e.count) for e in entries}) if kind == "district" else (),
        )


def entity_of(address: ListAddress, vocabulary: Vocabulary) -> Entity:
    """The vocabulary's record behind a list, if it has one."""
    sources: dict[str, tuple[District | Heading | Organisation, ...]] = {
        "district": vocabulary.districts,
        "column": vocabulary.columns,
        "topic": vocabulary.topics,
        "series": vocabulary.series,
        "organisation": vocabulary.organisations,
    }
    return next((record for record in sources.get(address.kind, ()) if record.name == address.name), None)


def summary_of(entity: Entity) -> str:
    """A sentence about a list from its record."""
    if isinstance(entity, Heading):
        return entity.summary or ""
    if isinstance(entity, District) and entity.valid_to:
        after = f"，继任为{entity.successor}" if entity.successor else ""
        return f"{entity.valid_to.year}年{entity.valid_to.month}月{entity.valid_to.day}日撤销{after}。"
    return (entity.note or "") if entity else ""


def note_of(entity: Entity) -> str:
    """A word on a list for its line in the directory."""
    if isinstance(entity, District) and entity.valid_to:
        return f"已撤销，今{entity.successor}" if entity.successor else "已撤销"
    return (entity.summary or "") if isinstance(entity, Heading) else ""


def tagged(vocabulary: Vocabulary, kind: ListKind, names: tuple[str, ...]) -> tuple[Tagged, ...]:
    """The names with the addresses of their lists."""
    return tuple(Tagged(name, list_address(vocabulary, kind, name).url) for name in names)


def _ordered(kind: ListKind, entries: tuple[Entry, ...], library: Library) -> tuple[Entry, ...]:
    if kind == "district":
        rank = {district.name: index for index, district in enumerate(library.vocabulary.districts)}
        return tuple(sorted(entries, key=lambda entry: (rank.get(entry.name, len(rank)), entry.name)))
    return tuple(sorted(entries, key=lambda entry: (-entry.count, entry.name)))


def _groups(kind: ListKind, entries: tuple[Entry, ...], library: Library) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    if kind == "archive":
        groups = [("按年", entries), ("一周动态各期", tuple(_issues(library)))]
        return tuple((title, found) for title, found in groups if found)
    if kind != "district":
        return (("", entries),) if entries else ()
    types = {d.name: ("已撤销" if d.valid_to else d.type) for d in library.vocabulary.districts}
    groups = [
        (title, tuple(e for e in entries if types.get(e.name, "区") == title))
        for title in ("区", "县", "自治县", "功能区", "已撤销")
    ]
    return tuple((title, found) for title, found in groups if found)


def _issues(library: Library) -> Iterator[Entry]:
    """Every weekly brief as an issue, newest first: its number, its title, its week."""
    for document in library.articles:
        if isinstance(document.meta, Brief):
            note = document.title if document.meta.issue else f"{document.day.year}年{document.day.month}月发布"
            yield Entry(document.meta.issue or document.title, document.url, 0, note)


def _page(folder: str, number: int) -> str:
    return folder if number == 1 else f"{folder}page/{number}/"


def _side(kinds: Mapping[str, str], address: ListAddress, pattern: str) -> str | None:
    return pattern.format(kinds[address.kind], encoded(address.slug)) if address.kind in kinds else None
