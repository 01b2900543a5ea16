"""“Did you mean”: the known name that is nearest to what was typed."""

from collections.abc import Iterable
from difflib import SequenceMatcher

ALIKE = 0.6
"""The share of common characters (difflib) from which two names look alike."""


def distance(left: str, right: str) -> int:
    """Edits (insert, delete, replace, swap of neighbours) that turn one string into the other.

    The optimal string alignment distance.

    >>> distance("tilte", "title")
    1
    >>> distance("南安区", "南岸区")
    1
    """
    before_last: list[int] = []
    last = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        current = [row]
        for column, b in enumerate(right, 1):
            best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                best = min(best, before_last[column - 2] + 1)
            current.append(best)
        before_last, last = last, current
    return last[-1]


def nearest(name: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Up to ``most`` known names like ``name``, the nearest first; empty when nothing is near.

    >>> nearest("tilte", ["title", "date", "status"])
    ('title',)
    >>> nearest("南岸", ["南岸区", "江北区"])
    ('南岸区',)
    >>> nearest("xyz", ["南岸区"])
    ()
    """
    scored = []
    for candidate in dict.fromkeys(known):
        edits = distance(name, candidate)
        ratio = SequenceMatcher(None, name, candidate).ratio()
        length = max(len(name), len(candidate))
        contains = min(len(name), len(candidate)) > 1 and (name in candidate or candidate in name)
        if (edits <= 1 + length // 5 and edits < length) or ratio >= ALIKE or contains:
            scored.append((edits, -ratio, candidate))
    scored.sort()
    return tuple(candidate for edits, _, candidate in scored[:most] if edits <= scored[0][0] + 1)


class Neighbours:
    """Known names, found again from a name that is one edit away; a look-up costs the name's length, not their number.

    >>> Neighbours(["求学圆梦行动"]).one_edit_from("求学园梦行动")
    '求学圆梦行动'
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Each name under every text that one deletion leaves of it (the symmetric-deletion index)."""
        self._by_rest: dict[str, list[str]] = {}
        for name in dict.fromkeys(known):
            for rest in _deletions(name):
                self._by_rest.setdefault(rest, []).append(name)

    def one_edit_from(self, name: str) -> str | None:
        """The first known name at distance 1, or None."""
        found = (near for rest in _deletions(name) for near in self._by_rest.get(rest, ()))
        return next((near for near in found if distance(name, near) == 1), None)


def _deletions(name: str) -> list[str]:
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A Chinese half-sentence with the nearest names, or nothing.

    >>> did_you_mean("tilte", ["title"])
    '是不是“title”？'
    """
    names = nearest(name, known)
    return f"是不是{'、'.join(f'“{found}”' for found in names)}？" if names else ""
