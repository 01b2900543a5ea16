"""What search asks of an article."""

from collections.abc import Iterator

from ..build_state.prose import reads_prose
from ..diagnostics import Place, Problem
from ..documents.document import Document
from ..documents.library import Library
from .codes import REPEATED_SYNONYM, UNSEARCHABLE_TITLE
from .terms import HAN_CHARACTER, Normaliser


def check(library: Library) -> Iterator[Problem]:
    """A warning for each title without a character that can be searched, and for each word in two groups of synonyms."""
    yield from _repeated(library)
    for document in library.documents:
        yield from unsearchable(document, None)


@reads_prose
def unsearchable(document: Document, _nothing: None) -> tuple[Problem, ...]:
    """A warning for a title without a character that can be searched."""
    if HAN_CHARACTER.search(document.title) or Normaliser()(document.title):
        return ()
    message = f"标题“{document.title}”里没有可以搜索的字"
    return (UNSEARCHABLE_TITLE.at(document.place_of("title"), message, "请在标题里写出汉字、字母或数字"),)


def _repeated(library: Library) -> Iterator[Problem]:
    place = Place(f"{library.shown}/vocabulary/synonyms.yaml")
    seen: dict[str, tuple[str, ...]] = {}
    for synonym in library.vocabulary.synonyms:
        for word in dict.fromkeys(synonym.words):
            if word in seen:
                message = f"“{word}”在两组同义词里：{'、'.join(seen[word])}；{'、'.join(synonym.words)}"
                yield REPEATED_SYNONYM.at(place, message, "请把两组合成一组，或者从其中一组里删掉它")
            seen.setdefault(word, synonym.words)
