"""What search asks of an article."""

from collections.abc import Iterator

from ..diagnostics import Problem
from ..documents.library import Library
from .codes import UNSEARCHABLE_TITLE
from .terms import Normaliser


def check(library: Library) -> Iterator[Problem]:
    """A warning for each title without a character that can be searched."""
    normalise = Normaliser()
    for document in library.documents:
        if not normalise(document.title):
            message = f"标题“{document.title}”里没有可以搜索的字"
            yield UNSEARCHABLE_TITLE.at(document.place_of("title"), message, "请在标题里写出汉字、字母或数字")
