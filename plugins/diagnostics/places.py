"""Where something stands: a file, a line and a column, as an editor counts them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of one file.

    ``path`` is the file as an editor knows it (``content/news/….md``), with forward slashes.
    ``line`` and ``column`` count from 1, in characters (not bytes); a place without a line is the whole file
    and prints as 1:1. ``width`` is how many characters the caret underlines.
    """

    path: str
    line: int = 1
    column: int = 1
    width: int = 1
    source: str = ""

    def with_width(self, width: int) -> "Place":
        """The same place, underlining ``width`` characters (at least one)."""
        return Place(self.path, self.line, self.column, max(1, width), self.source)

    def __str__(self) -> str:
        """``path:line:column``, which editors and terminals turn into a link."""
        return f"{self.path}:{self.line}:{self.column}"
