"""Traditional characters and the simplified ones that stand for them in search."""

from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def traditional() -> MappingProxyType[str, str]:
    """The simplified character of each traditional one, from ``traditional.txt`` beside this module.

    The table holds only characters outside GB 2312, so that it cannot change simplified text (乾 and 后 stay).

    >>> traditional()["慶"]
    '庆'
    """
    text = resources.files(__package__).joinpath("traditional.txt").read_text("utf-8")
    pairs = (pair for line in text.splitlines() if not line.startswith("#") for pair in line.split())
    return MappingProxyType({pair[0]: pair[1] for pair in pairs})


def as_pairs() -> str:
    """The whole table as one string of pairs, for the reader's browser."""
    return "".join(old + new for old, new in traditional().items())
