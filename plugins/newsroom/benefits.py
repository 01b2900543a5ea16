"""补助: who can get how much, where, until when; the same item of two articles is shown side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..documents.document import Card
from ..documents.fields import PENDING
from ..documents.library import Library
from ..documents.link_targets import encoded
from ..documents.listing_urls import folder_name
from .counted import Benefit, Counted
from .listings import Entry

FACETS: tuple[tuple[str, str, Callable[[Benefit], tuple[str, ...]]], ...] = (
    ("where", "地区", lambda benefit: (benefit.where,)),
    ("whom", "人群", lambda benefit: benefit.audience),
)
"""The folder, the title and the values of each way to filter."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of an item; ``differs`` are the fields that another article says otherwise."""

    benefit: Benefit
    card: Card
    source: str
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be got, with every article that says so; ``facets`` are what it is filtered by."""

    name: str
    where: str
    claims: tuple[Claim, ...]
    facets: tuple[str, ...]

    @property
    def disputed(self) -> bool:
        """Whether two articles say it differently."""
        return any(claim.differs for claim in self.claims)


@dataclass(frozen=True, slots=True)
class BenefitPage:
    """All items (``chosen`` empty), or those of one value of one facet."""

    url: str
    save_as: str
    chosen: str
    items: tuple[Item, ...]
    facets: tuple[tuple[str, tuple[Entry, ...]], ...]


def benefit_pages(library: Library) -> Iterator[BenefitPage]:
    """The table of everything, then one page for each value of each facet."""
    items = items_of(library)
    choices = tuple((title, tuple(_choices(folder, values, items))) for folder, title, values in FACETS)
    yield BenefitPage("/benefits/", "benefits/index.html", "", items, choices)
    for _, found in choices:
        for choice in found:
            kept = tuple(item for item in items if choice.name in item.facets)
            yield BenefitPage(choice.url, _save_as(choice), choice.name, kept, choices)


def items_of(library: Library) -> tuple[Item, ...]:
    """The items in the order in which the articles told of them; an item is the same where its name and place are."""
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for document in sorted(library.articles, key=lambda d: (d.day, str(d.path))):
        if isinstance(document.meta, Counted):
            card = library.cards[str(document.path)]
            source = document.meta.source
            told = source.title if source and source.title and source.title != PENDING else ""
            for benefit in document.meta.benefits:
                found[benefit.where, benefit.item].append(Claim(benefit, card, told))
    return tuple(_item(where, name, claims) for (where, name), claims in found.items())


def _item(where: str, name: str, claims: list[Claim]) -> Item:
    """Its claims, oldest article first, each with the fields in which it differs from another article's."""
    differing = tuple(
        key
        for key in ("whom", "amount", "condition", "until")
        if len({c.card.path for c in claims}) > 1 and len({str(getattr(c.benefit, key)) for c in claims}) > 1
    )
    facets = dict.fromkeys(value for c in claims for _, _, values in FACETS for value in values(c.benefit))
    return Item(name, where, tuple(Claim(c.benefit, c.card, c.source, differing) for c in claims), tuple(facets))


def _choices(folder: str, values: Callable[[Benefit], tuple[str, ...]], items: tuple[Item, ...]) -> Iterator[Entry]:
    """The values of one facet that an item has, the ones with most items first."""
    names: dict[str, int] = defaultdict(int)
    for item in items:
        for name in dict.fromkeys(value for claim in item.claims for value in values(claim.benefit)):
            names[name] += 1
    for name in sorted(names, key=lambda n: (n == PENDING, -names[n], n)):
        yield Entry(name, f"/benefits/{folder}/{encoded(folder_name(name))}/", names[name])


def _save_as(choice: Entry) -> str:
    folder = choice.url.split("/")[2]
    return f"benefits/{folder}/{folder_name(choice.name)}/index.html"
