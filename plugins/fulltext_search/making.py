"""The index of a library: its documents in order, in volumes, each built or taken from what was kept."""

import hashlib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ..documents.document import Document
from ..documents.library import Library
from ..documents.listing_urls import list_address
from .building import built_of, runs_of, with_task, workers_for
from .built import Built, Contribute, Task, keep_all
from .contribution import Contribution, EventLike, Facets, Surroundings, facets_of, of_document
from .folding import as_pairs, traditional
from .index import Index, Synonyms, facets_file
from .kept import Kept, Known
from .options import Options
from .patching import MOST_EDITED, Edit, Patcher
from .terms import Normaliser
from .volumes import Volume, volumes_of
from .words import sounds_of, words_of

FOLDER = "search"
"""Of the cache."""
KEY_LENGTH = 24

Events = Mapping[str, tuple[EventLike, ...]]
Files = dict[str, Path | bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """What the index needs of the whole site: its documents in order (their addresses, keys and days), and what they say."""

    urls: tuple[str, ...]
    keys: tuple[str, ...]
    days: tuple[date, ...]
    synonyms: Synonyms
    contribute: Contribute
    facets: Callable[[int], Facets]


def make(library: Library, options: Options, events: Events, kept: Kept, jobs: int) -> Files:
    """Every file of the index by its name; finished ones are ``kept``."""
    documents = sorted(library.public, key=lambda document: (document.day, document.url))
    normalise = Normaliser(traditional())
    people = people_of(library) if options.people else {}

    def around(document: Document) -> Surroundings:
        return Surroundings(options.kind_names, people, events.get(str(document.path), ()))

    def contribute(number: int) -> Contribution:
        return of_document(documents[number], around(documents[number]))

    site = Site(
        tuple(document.url for document in documents),
        tuple(key_of(document, around(document)) for document in documents),
        tuple(document.day for document in documents),
        synonyms_of(library, normalise),
        contribute,
        lambda number: facets_of(documents[number], options.kind_names),
    )
    return files_of(index_of(site, kept, normalise, jobs), kept)


def files_of(index: Index, kept: Kept) -> Files:
    """The published files: finished ones where they lie, the others as bytes."""
    folder = f"{kept.files}/"
    files: Files = {name: Path(folder + digest.hex()) for name, digest in index.files().items()}
    return dict(sorted((files | index.heads()).items()))


def index_of(site: Site, kept: Kept, normalise: Normaliser, jobs: int) -> Index:
    """The index, as it was but for what changed; it is remembered."""
    known = kept.read()
    index = (known and _edited(known, site, kept, normalise)) or _made(known, site, kept, normalise, jobs)
    index.check()
    kept.clean(index)
    kept.save(Known(site.urls, site.keys, index, kept.look(index.kept())))
    return index


def _edited(known: Known, site: Site, kept: Kept, normalise: Normaliser) -> Index | None:
    """The index after a few documents say something else; nothing where more has changed."""
    if (known.urls, known.index.days) != (site.urls, site.days):
        return None
    numbers = [n for n, (old, new) in enumerate(zip(known.keys, site.keys, strict=True)) if old != new]
    if len(numbers) > MOST_EDITED:
        return None
    edits = [Edit(number, site.contribute(number), site.facets(number)) for number in numbers]
    return Patcher(kept.load, kept.keep, normalise).edited(known.index, edits, site.synonyms)


def _made(known: Known | None, site: Site, kept: Kept, normalise: Normaliser, jobs: int) -> Index:
    volumes = {volume: _as_it_was(known, volume, site) for volume in volumes_of(site.days)}
    fresh = [volume for volume, built in volumes.items() if not built]
    numbers = [range(volume.start, volume.end) for volume in fresh]
    with TemporaryDirectory(prefix="search-") as folder:
        task = Task(site.contribute, kept.keep, kept.load, normalise, Path(folder))
        with workers_for(task, sum(map(len, numbers)), jobs) as workers:
            runs = runs_of(numbers, jobs, workers)
            phrases = {volume: [run.phrases for run in own] for volume, own in zip(fresh, runs, strict=True)}
            said = [
                name for volume, built in volumes.items() for _, name in (built.phrases if built else phrases[volume])
            ]
            # The longest task first: the parts of the volumes fill the other cores.
            waiting = workers.submit(with_task, words_of, said, len(site.days))
            volumes.update(zip(fresh, built_of(runs, kept.keep, workers), strict=True))
            words = waiting.result()
            found = tuple((volume, built) for volume, built in volumes.items() if built)
            pairs = [built.pairs for _, built in found]
            sounding = workers.submit(with_task, sounds_of, pairs, words.readings, len(site.days))
            folding = zlib.compress(as_pairs().encode(), 9)
            facets = facets_file([site.facets(number) for number in range(len(site.days))])
            names = keep_all((folding, facets), kept.keep)
            sounds, rows = sounding.result()
    return Index(
        days=site.days,
        volumes=found,
        lexicon=words.lexicon,
        rows=words.rows,
        sounds=sounds,
        sounding=rows,
        readings=words.readings,
        folding=names[0],
        facets=names[1],
        synonyms=site.synonyms,
        vocabulary=words.vocabulary,
    )


def _as_it_was(known: Known | None, volume: Volume, site: Site) -> Built | None:
    """The volume as it was made last, if it has the same documents and none of them has changed."""
    own = slice(volume.start, volume.end)
    for before, built in known.index.volumes if known else ():
        same = slice(before.start, before.end)
        if known and (known.urls[same], known.keys[same]) == (site.urls[own], site.keys[own]):
            return built
    return None


def key_of(document: Document, around: Surroundings) -> str:
    """What tells whether the document still says what it said: its own digest, and what its record shows of others."""
    events = [(event.name, event.first_day.isoformat(), event.place, event.url) for event in around.events]
    people = [around.people.get(name, "") for name in document.meta.all_people()]
    shown = (document.digest, str(document.day), events, people)
    return hashlib.sha256(repr(shown).encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]


def synonyms_of(library: Library, normalise: Normaliser) -> Synonyms:
    """The groups of words that stand for each other, in normal form."""
    groups = (dict.fromkeys(filter(None, map(normalise, synonym.words))) for synonym in library.vocabulary.synonyms)
    return tuple(map(tuple, groups))


def people_of(library: Library) -> dict[str, str]:
    """The page of each person that public articles name."""
    names = (name for card in library.cards.values() for name in card.people)
    return {name: list_address(library.vocabulary, "person", name).url for name in dict.fromkeys(names)}
