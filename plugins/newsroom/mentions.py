"""Names that an article's text mentions and that have a page of their own: people, organisations, documents, terms.

Found in the plain text when all articles are known, so that a page depends on the names that it mentions and on no
others: a new profile renders the articles that mention the person again. The links themselves are put into the text
while a page is rendered (:mod:`.linking`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..build_state.prose import reads_prose
from ..documents.document import Card, Document
from ..documents.library import Library
from ..documents.link_targets import encoded
from ..documents.listing_urls import list_address
from ..documents.vocabulary import Term
from .kinds import Laomo, Policy

FEWEST_CARDS = 2
"""A list with fewer articles than this would only lead back to where the reader is."""
SHORTEST = 2
FEW = 120
"""First characters that are looked for one by one sooner than all characters of a text are gathered."""
LATIN = re.compile(r"[0-9A-Za-z]")
NUMERALS = frozenset("一二两三四五六七八九十百千万几")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the text writes it, and the page that it leads to; ``kind`` is person, organisation, document, term."""

    name: str
    url: str
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term with its meaning, and the articles that use it."""

    term: Term
    anchor: str
    cards: tuple[Card, ...]


class NameIndex:
    """All names that could be linked, found in a text without trying each of them."""

    def __init__(self, library: Library) -> None:
        """The names of ``library``: profiles, organisations with a list, policy documents, glossary terms."""
        self.by_first: dict[str, dict[str, Named]] = defaultdict(dict)
        for found in (*_terms(library), *_organisations(library), *_documents(library), *_people(library)):
            if len(found.name) >= SHORTEST:
                self.by_first[found.name[0]][found.name] = found

    def mentioned(self, document: Document) -> tuple[Named, ...]:
        """The names that the document's text holds, longest first; never the page itself."""
        return mentioned(document, self)

    def lasting(self) -> "KnownNames":
        """The same names as a value that can be kept."""
        return KnownNames(dict(self.by_first))


@dataclass(frozen=True)
class KnownNames:
    """The names of a :class:`NameIndex`, by their first character and then by name."""

    by_first: Mapping[str, Mapping[str, Named]]


@reads_prose
def mentioned(document: Document, names: NameIndex | KnownNames) -> tuple[Named, ...]:
    """The names that the document's text holds, longest first; never the page itself."""
    text = document.body.text
    letters: str | set[str] = set(text) if len(names.by_first) > FEW else text
    found = [
        named
        for first in names.by_first
        if first in letters
        for name, named in names.by_first[first].items()
        if named.url != document.url and name[1] in letters and name in text and re.search(whole(name), text)
    ]
    return tuple(sorted(found, key=lambda named: (-len(named.name), named.name)))


def glossary(library: Library, mentions: Mapping[str, tuple[Named, ...]]) -> tuple[GlossaryEntry, ...]:
    """Every term with the articles that mention it, newest first."""
    users: dict[str, list[Card]] = defaultdict(list)
    for path, named in mentions.items():
        for found in named:
            if found.kind == "term":
                users[found.name].append(library.cards[path])
    return tuple(GlossaryEntry(t, anchor_of(t.term), tuple(users[t.term])) for t in library.vocabulary.terms)


def whole(name: str) -> str:
    """A pattern of ``name`` that is not the end of another number or Latin word, nor the beginning of a count.

    >>> [bool(re.search(whole("五小"), text)) for text in ("“五小”活动", "用了五小时")]
    [True, False]
    >>> bool(re.search(whole("416"), "共1416人"))
    False
    """
    before = r"(?<![0-9A-Za-z.&#])" if LATIN.match(name[0]) else ""
    after = r"(?![0-9A-Za-z]|\.\d)" if LATIN.match(name[-1]) else ""
    if name[0] in NUMERALS and len(name) == SHORTEST:
        after = "(?![时年月日天个人名])"
    return f"{before}{re.escape(name)}{after}"


def anchor_of(term: str) -> str:
    """The id of a term on the glossary's page.

    >>> anchor_of("2+4+N")
    'term-2-4-N'
    """
    return "term-" + re.sub(r"\W+", "-", term)


def _terms(library: Library) -> Iterator[Named]:
    for term in library.vocabulary.terms:
        yield Named(term.term, f"/glossary/#{encoded(anchor_of(term.term))}", "term", term.meaning)


def _organisations(library: Library) -> Iterator[Named]:
    counts: dict[str, int] = defaultdict(int)
    for card in library.cards.values():
        for name in card.organisations:
            counts[name] += 1
    short = {organisation.name: organisation.short for organisation in library.vocabulary.organisations}
    for name, count in counts.items():
        if count >= FEWEST_CARDS:
            url = list_address(library.vocabulary, "organisation", name).url
            for written in (name, *short.get(name, ())):
                yield Named(written, url, "organisation", "" if written == name else name)


def _documents(library: Library) -> Iterator[Named]:
    for document in library.articles:
        if isinstance(document.meta, Policy):
            source = document.meta.source
            for title in {document.title.replace(" ", ""), source.title if source and source.title else ""}:
                if title:
                    yield Named(f"《{title}》", document.url, "document")


def _people(library: Library) -> Iterator[Named]:
    counts: dict[str, int] = defaultdict(int)
    for card in library.cards.values():
        for name in card.people:
            counts[name] += 1
    for name, count in counts.items():
        if count >= FEWEST_CARDS:
            yield Named(name, list_address(library.vocabulary, "person", name).url, "person")
    for document in library.articles:
        if isinstance(document.meta, Laomo):
            yield Named(document.meta.full_name, document.url, "person")
