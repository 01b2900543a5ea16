"""What the builder and a decoding process say to each other: a length, JSON of that length, then the bytes it announces.

No pickle: whoever takes over a decoder through a hostile photo must not be able to make the builder run code. What comes
back is checked against what was ordered, and anything else counts as a lost process.
"""

import json
import re
from collections.abc import Mapping
from typing import IO, Any, get_args

from ..documents.photo_files import CURE_FORMAT, PhotoError
from .engines import Made, Note, Order, Version
from .pixels import too_much_memory
from .recipes import Option, Recipe

LENGTH = 4
LONGEST_HEAD = 1_000_000
LONGEST_BODY = 200_000_000
LONGEST_REASON = 300
TONE = re.compile(r"[0-9a-f]{3}")


class Garbled(Exception):  # noqa: N818 - not every exception is an error: this one ends a conversation
    """The other side broke off, or said what nobody asked for."""


def say(stream: IO[bytes], head: Mapping[str, Any], *bodies: bytes) -> None:
    """Send one message."""
    text = json.dumps(head).encode()
    stream.write(len(text).to_bytes(LENGTH))
    stream.write(text)
    stream.writelines(bodies)
    stream.flush()


def heard(stream: IO[bytes]) -> dict[str, Any] | None:
    """The head of the next message; nothing at the end of the stream."""
    prefix = stream.read(LENGTH)
    if not prefix:
        return None
    length = int.from_bytes(prefix)
    if len(prefix) < LENGTH or length > LONGEST_HEAD:
        raise Garbled
    try:
        head = json.loads(_body(stream, length))
    except (ValueError, RecursionError):
        raise Garbled from None
    if not isinstance(head, dict):
        raise Garbled
    return head


def say_order(stream: IO[bytes], data: bytes, order: Order) -> None:
    """Ask for a photo as ordered."""
    recipes = [[recipe.suffix, recipe.format, recipe.media_type, _plain(recipe)] for recipe in order.recipes]
    say(stream, {"size": len(data), "widths": order.widths, "recipes": recipes, "blur": order.blur}, data)


def heard_order(stream: IO[bytes]) -> tuple[bytes, Order] | None:
    """The next photo and what is wanted of it; nothing when no more will come."""
    head = heard(stream)
    if head is None:
        return None
    recipes = tuple(
        Recipe(suffix, format_, media, tuple((name, _rich(value)) for name, value in options))
        for suffix, format_, media, options in head["recipes"]
    )
    order = Order(tuple(head["widths"]), recipes, tuple((a, b, c, d) for a, b, c, d in head["blur"]))
    return _body(stream, head["size"]), order


def say_made(stream: IO[bytes], made: Made) -> None:
    """Deliver."""
    rows = [[version.width, version.recipe.suffix, len(version.data)] for version in made.versions]
    head = {"versions": rows, "tone": made.tone, "notes": made.notes}
    say(stream, head, *(version.data for version in made.versions))


def say_error(stream: IO[bytes], error: PhotoError) -> None:
    """Say why there is nothing to deliver."""
    say(stream, {"reason": error.reason[:LONGEST_REASON], "cure": error.cure[:LONGEST_REASON]})


def unforeseen(fault: Exception) -> PhotoError:
    """The error for a photo at which our own program stumbled, or ran out of memory."""
    if isinstance(fault, MemoryError):
        return too_much_memory()
    reason = f"让处理程序出了错（{type(fault).__name__}），处理已经中止"
    return PhotoError("unreadable", reason, f"{CURE_FORMAT}；并告诉开发者")


def heard_made(stream: IO[bytes], order: Order) -> Made:
    """What became of ``order``; PhotoError as the other side put it, Garbled for anything but a full answer."""
    match heard(stream):
        case {"reason": str(reason), "cure": str(cure)} if max(len(reason), len(cure)) <= LONGEST_REASON:
            raise PhotoError("unreadable", reason, cure)
        case {"versions": list(rows), "tone": str(tone), "notes": list(notes)}:
            if not TONE.fullmatch(tone) or not all(note in get_args(Note) for note in notes):
                raise Garbled
            return Made(_versions(stream, rows, order), tone, tuple(notes))
    raise Garbled


def _versions(stream: IO[bytes], rows: list[Any], order: Order) -> tuple[Version, ...]:
    """Every version that was ordered, in the order of ``rows``."""
    recipes = {recipe.suffix: recipe for recipe in order.recipes}
    try:
        sizes = {(width, recipes[suffix]): size for width, suffix, size in rows}
    except (KeyError, TypeError, ValueError):
        raise Garbled from None
    wanted = {(width, recipe) for width in order.widths for recipe in order.recipes}
    if sizes.keys() != wanted or len(rows) != len(wanted) or not all(type(size) is int for size in sizes.values()):
        raise Garbled
    return tuple(Version(width, recipe, _body(stream, size)) for (width, recipe), size in sizes.items())


def _body(stream: IO[bytes], size: int) -> bytes:
    if not 0 <= size <= LONGEST_BODY:
        raise Garbled
    body = stream.read(size)
    if len(body) < size:
        raise Garbled
    return body


def _plain(recipe: Recipe) -> list[list[object]]:
    return [[name, value.decode("latin-1") if isinstance(value, bytes) else value] for name, value in recipe.options]


def _rich(value: int | str | list[list[str]]) -> Option:
    if isinstance(value, list):
        return tuple((name, setting) for name, setting in value)
    return value.encode("latin-1") if isinstance(value, str) else value
