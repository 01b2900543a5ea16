"""The index of a library: its documents in order, in volumes, each built or taken from what was kept."""

import hashlib
from collections.abc import Mapping

from ..documents.document import Document
from ..documents.library import Library
from ..documents.listing_urls import list_address
from .building import build
from .contribution import Contribution, EventLike, Surroundings, facets_of, of_document
from .folding import traditional
from .index import Extras, Files, files_of
from .kept import Kept
from .lexicon import lexicon_of, phrases_of
from .options import Options
from .patching import Patcher
from .sounds import sounds_of, table_of_readings
from .terms import Normaliser
from .volumes import volumes_of

KEY_LENGTH = 24

Events = Mapping[str, tuple[EventLike, ...]]


def make(library: Library, options: Options, events: Events, kept: Kept, jobs: int) -> Files:
    """Every file of the index by its name; finished ones are ``kept``."""
    documents = sorted(library.public, key=lambda document: (document.day, document.url))
    normalise = Normaliser(traditional())
    people = people_of(library) if options.people else {}

    def around(document: Document) -> Surroundings:
        return Surroundings(options.kind_names, people, events.get(str(document.path), ()))

    def contribute(number: int) -> Contribution:
        return of_document(documents[number], around(documents[number]), normalise)

    days = [document.day for document in documents]
    keys = [key_of(document, around(document)) for document in documents]
    built = []
    patcher = Patcher(contribute, kept.load, kept.keep, normalise)
    for volume in volumes_of(days):
        numbers = range(volume.start, volume.end)
        known = kept.volume(volume.name, keys[volume.start : volume.end])
        made = known and patcher.patched(known[0], [volume.start + number for number in known[1]], volume.start)
        built.append((volume, made or build(numbers, contribute, kept.keep, jobs)))
    pairs = [one.pairs for _, one in built]
    phrases = [phrases_of(document) for document in documents]
    extras = Extras(
        lexicon=kept.table("lexicon", phrases, lambda: lexicon_of(phrases, normalise).buckets),
        sounds=kept.table("sounds", pairs, lambda: sounds_of(pairs)),
        readings=kept.table("readings", "", lambda: (table_of_readings(),))[0],
        facets=[facets_of(document, options.kind_names) for document in documents],
        synonyms=synonyms_of(library, normalise),
    )
    kept.save({volume.name: (keys[volume.start : volume.end], one) for volume, one in built})
    return files_of(days, built, extras, kept.files)


def key_of(document: Document, around: Surroundings) -> str:
    """What tells whether the document still says what it said: its own digest, and what its record shows of others."""
    events = [(event.name, event.first_day.isoformat(), event.place, event.url) for event in around.events]
    people = [around.people.get(name, "") for name in document.meta.all_people()]
    shown = (document.digest, str(document.day), events, people)
    digest = hashlib.sha256(repr(shown).encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]
    return f"{document.url} {digest}"


def synonyms_of(library: Library, normalise: Normaliser) -> tuple[tuple[str, ...], ...]:
    """The groups of words that stand for each other, in normal form."""
    groups = (dict.fromkeys(filter(None, map(normalise, synonym.words))) for synonym in library.vocabulary.synonyms)
    return tuple(map(tuple, groups))


def people_of(library: Library) -> dict[str, str]:
    """The page of each person that public articles name."""
    names = (name for card in library.cards.values() for name in card.people)
    return {name: list_address(library.vocabulary, "person", name).url for name in dict.fromkeys(names)}
