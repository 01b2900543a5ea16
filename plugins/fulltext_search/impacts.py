"""What one document says to the index: its terms with their impacts, and the record that a result shows."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from ..documents.document import Document
from .folding import traditional
from .passages import Passage, passages_of
from .terms import Normaliser, terms_of

USUAL_LENGTH = 800
"""Characters of a usual article. A constant, not the average of the site: an article's impacts stay what they are
when another one is written, and old shards stay with them."""

SATURATION, LENGTH_WEIGHT = 1.2, 0.5
"""BM25's k1 and b."""

LEVELS = 15
"""Impacts are 1 to 15, four bits."""


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """All that the index needs of one document; a pure function of it.

    ``terms`` holds each term with its impact, in order of the terms. ``record`` is the JSON that the reader's browser
    fetches when the document is among the best: address, title and passages.
    """

    day: date
    url: str
    terms: tuple[tuple[str, int], ...]
    record: bytes


def of_document(document: Document, kind_names: dict[str, str], normalise: Normaliser | None = None) -> DocumentTerms:
    """What ``document`` says to the index; ``kind_names`` are the kinds' names for readers."""
    passages = passages_of(document)
    labels = (kind_names.get(document.kind, ""), document.meta.column or "")
    record = {
        "url": document.url,
        "title": document.title,
        "day": document.day.isoformat(),
        "labels": [label for label in dict.fromkeys(labels) if label],
        "passages": [[passage.text, passage.anchor] if passage.anchor else [passage.text] for passage in passages],
    }
    return DocumentTerms(
        day=document.day,
        url=document.url,
        terms=impacts_of(passages, normalise or Normaliser(traditional())),
        record=json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(),
    )


def impacts_of(passages: tuple[Passage, ...], normalise: Normaliser) -> tuple[tuple[str, int], ...]:
    """Each term of the passages with its impact, in order of the terms.

    >>> dict(impacts_of((Passage("补助"),), Normaliser()))["补助"]
    9
    """
    counts: Counter[str] = Counter()
    length = 0
    for passage in passages:
        normal = normalise(passage.text)
        length += len(normal)
        for term, count in Counter(terms_of(normal)).items():
            counts[term] += count * passage.weight
    damping = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / USUAL_LENGTH)
    return tuple((term, max(1, min(LEVELS, round(LEVELS * n / (n + damping))))) for term, n in sorted(counts.items()))
