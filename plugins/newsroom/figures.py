"""数说: the figures of all articles, by topic, each with its as-of date and the sentence that says it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ..documents.document import Card, Document
from ..documents.library import Library
from ..documents.link_targets import encoded
from ..documents.listing_urls import list_address
from .counted import Counted, Figure
from .kinds import Roundup
from .quantities import Quantity, quantity_of, sentence_with

ELSEWHERE = "其他"
LONGEST_FRAGMENT = 40
FEWEST_BARS = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with its source; ``url`` leads to the sentence where the browser can."""

    value: str
    label: str
    as_of: str
    place: str
    sentence: str
    quantity: Quantity | None
    url: str
    card: Card


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: ``share`` of the longest, in thousandths."""

    label: str
    value: str
    share: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures of one unit as bars, longest first."""

    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class FigurePage:
    """The figures of one topic; ``topic_url`` is the topic's own page, ``others`` the other pages of figures."""

    title: str
    url: str
    save_as: str
    topic_url: str
    facts: tuple[Fact, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class FigureIndex:
    """All pages of figures."""

    pages: tuple[FigurePage, ...]
    count: int


def figure_index(library: Library) -> FigureIndex:
    """The pages of figures, in the vocabulary's order of topics; figures without a topic come last."""
    found: dict[str, list[Fact]] = defaultdict(list)
    count = 0
    for document in library.articles:
        card = library.cards[str(document.path)]
        for fact in facts_of(document, card):
            count += 1
            for topic in card.topics or (ELSEWHERE,):
                found[topic].append(fact)
    rank = {heading.name: index for index, heading in enumerate(library.vocabulary.topics)}
    ordered = sorted(found, key=lambda name: (name == ELSEWHERE, rank.get(name, len(rank)), name))
    return FigureIndex(tuple(_page(name, tuple(found[name]), library) for name in ordered), count)


def facts_of(document: Document, card: Card) -> Iterator[Fact]:
    """The figures of one article, those of a round-up's parts with their region."""
    if isinstance(document.meta, Counted):
        for figure in document.meta.figures:
            yield _fact(figure, document, card)
    if isinstance(document.meta, Roundup):
        for part in document.meta.parts:
            for figure in part.figures:
                yield _fact(figure, document, card, part.region)


def _fact(figure: Figure, document: Document, card: Card, place: str = "") -> Fact:
    quantity = quantity_of(figure.value)
    sentence = figure.sentence or sentence_with(quantity.digits if quantity else "", document.body.text)
    return Fact(
        figure.value,
        figure.label,
        figure.as_of or "",
        place,
        sentence,
        quantity,
        card.url + _fragment(sentence),
        card,
    )


def _fragment(sentence: str) -> str:
    """The part of an address that makes a browser scroll to the sentence and mark it."""
    if not sentence:
        return ""
    start = sentence if len(sentence) <= LONGEST_FRAGMENT else sentence[: LONGEST_FRAGMENT // 2]
    return "#:~:text=" + quote(start, safe="").replace("-", "%2D")


def _page(name: str, facts: tuple[Fact, ...], library: Library) -> FigurePage:
    address = list_address(library.vocabulary, "topic", name)
    slug = "other" if name == ELSEWHERE else address.slug
    return FigurePage(
        name,
        f"/figures/{encoded(slug)}/",
        f"figures/{slug}/index.html",
        "" if name == ELSEWHERE else address.url,
        facts,
        tuple(_charts(facts)),
    )


def _charts(facts: tuple[Fact, ...]) -> Iterator[Chart]:
    """One chart for each unit that at least two figures share."""
    by_unit: dict[str, list[tuple[Quantity, Fact]]] = defaultdict(list)
    for fact in facts:
        if fact.quantity and fact.quantity.unit:
            by_unit[fact.quantity.unit].append((fact.quantity, fact))
    for unit, found in by_unit.items():
        longest = max(quantity.number for quantity, _ in found)
        if len(found) >= FEWEST_BARS and longest:
            ordered = sorted(found, key=lambda pair: (-pair[0].number, pair[1].label))
            bars = (
                Bar(f"{f.place}：{f.label}" if f.place else f.label, f.value, round(1000 * q.number / longest))
                for q, f in ordered
            )
            yield Chart(unit, tuple(bars))
