"""The index of a library: its documents in order, in volumes, each built or taken from what was kept."""

from collections.abc import Mapping
from pathlib import Path

from ..documents.document import Document
from ..documents.library import Library
from ..documents.listing_urls import list_address
from .building import build
from .contribution import Contribution, EventLike, Surroundings, facets_of, of_document
from .folding import traditional
from .index import Extras, Files, files_of
from .lexicon import lexicon_of, phrases_of
from .options import Options
from .sounds import sounds_of, table_of_readings
from .terms import Normaliser
from .volumes import volumes_of

Events = Mapping[str, tuple[EventLike, ...]]


def make(library: Library, options: Options, events: Events, cache: Path, jobs: int) -> Files:
    """Every file of the index by its name; finished ones lie below ``cache``, which is made when it is missing."""
    kept = cache / "files"
    kept.mkdir(parents=True, exist_ok=True)
    documents = sorted(library.public, key=lambda document: (document.day, document.url))
    normalise = Normaliser(traditional())
    people = people_of(library) if options.people else {}

    def contribute(number: int) -> Contribution:
        document = documents[number]
        around = Surroundings(options.kind_names, people, events.get(str(document.path), ()))
        return of_document(document, around, normalise)

    def keep(name: bytes, data: bytes) -> None:
        (kept / name.hex()).write_bytes(data)

    days = [document.day for document in documents]
    built = [(volume, build(range(volume.start, volume.end), contribute, keep, jobs)) for volume in volumes_of(days)]
    extras = extras_of(library, documents, options, normalise, "".join(volume.pairs for _, volume in built))
    return files_of(days, built, extras, kept)


def extras_of(
    library: Library, documents: list[Document], options: Options, normalise: Normaliser, pairs: str
) -> Extras:
    """What the index has beside postings and records."""
    return Extras(
        lexicon=lexicon_of(map(phrases_of, documents), normalise).buckets,
        sounds=sounds_of([pairs]),
        readings=table_of_readings(),
        facets=[facets_of(document, options.kind_names) for document in documents],
        synonyms=tuple(
            tuple(dict.fromkeys(filter(None, map(normalise, synonym.words)))) for synonym in library.vocabulary.synonyms
        ),
    )


def people_of(library: Library) -> dict[str, str]:
    """The page of each person that public articles name."""
    names = (name for card in library.cards.values() for name in card.people)
    return {name: list_address(library.vocabulary, "person", name).url for name in dict.fromkeys(names)}
