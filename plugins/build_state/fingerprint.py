"""Fingerprints of values: equal fingerprints mean that a template cannot tell the values apart.

``shape_of`` is the one place that says what a type is made of. An unknown type raises :class:`TypeError`: we never
guess that something has not changed. A value that knows better (a function bound to a table, a document with a digest)
carries a text ``fingerprint_token``, which then stands for the whole value.
"""

import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache, partial, singledispatch
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType, MappingProxyType, ModuleType

from markupsafe import Markup
from pydantic import BaseModel

DIGEST_BYTES = 16
"""128 bits: two different values of one site never meet by chance."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value is made of: the tag of its type, its own text, and the values inside it.

    ``ordered=False`` says that the parts have no order that a template could see.
    """

    tag: str
    text: str = ""
    parts: tuple[object, ...] = ()
    ordered: bool = True


def kind_of(value: object) -> str:
    """The qualified name of a value's type."""
    return f"{type(value).__module__}.{type(value).__qualname__}"


@singledispatch
def shape_of(value: object) -> Shape:
    """What ``value`` is made of; raises :class:`TypeError` for a type that nobody registered."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _shape_of_dataclass(value)
    message = f"no fingerprint for {kind_of(value)}"
    raise TypeError(message)


def _shape_of_dataclass(value: object) -> Shape:
    known: Callable[[type], tuple[str, tuple[str, ...]]] = _compared
    kind, names = known(type(value))
    return Shape(kind, parts=tuple([getattr(value, name) for name in names]))


@lru_cache(maxsize=1024)
def _compared(kind: type) -> tuple[str, tuple[str, ...]]:
    """The name of a frozen dataclass and the names of its fields that count when two of it are compared."""
    tag = f"{kind.__module__}.{kind.__qualname__}"
    if not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        message = f"no fingerprint for {tag}: a dataclass must be frozen"
        raise TypeError(message)
    return tag, tuple(field.name for field in dataclasses.fields(kind) if field.compare)


@shape_of.register
def _(value: str) -> Shape:
    return Shape("str", str.__str__(value)) if type(value) is str else Shape(kind_of(value), str.__str__(value))


@shape_of.register
def _(value: Markup) -> Shape:
    return Shape("Markup", str.__str__(value))


@shape_of.register(bytes)
@shape_of.register(bool)
@shape_of.register(int)
@shape_of.register(float)
@shape_of.register(type(None))
@shape_of.register(type(Ellipsis))
@shape_of.register(timedelta)
def _(value: object) -> Shape:
    return Shape(kind_of(value), repr(value))


@shape_of.register(date)
@shape_of.register(time)
def _(value: date | time) -> Shape:
    return Shape(kind_of(value), value.isoformat())


@shape_of.register
def _(value: datetime) -> Shape:
    # A zone shows in %Z and in later arithmetic, not only in the offset.
    return Shape(kind_of(value), f"{value.isoformat()} {value.fold} {value.tzinfo!s}")


@shape_of.register
def _(value: Enum) -> Shape:
    return Shape(kind_of(value), value.name, (value.value,))


@shape_of.register
def _(value: PurePath) -> Shape:
    return Shape("path", value.as_posix())


@shape_of.register(tuple)
@shape_of.register(list)
def _(value: tuple[object, ...] | list[object]) -> Shape:
    return Shape(kind_of(value), parts=tuple(value))


@shape_of.register(set)
@shape_of.register(frozenset)
def _(value: frozenset[object]) -> Shape:
    return Shape("set", parts=tuple(value), ordered=False)


@shape_of.register(dict)
@shape_of.register(MappingProxyType)
def _(value: Mapping[object, object]) -> Shape:
    # In the dictionary's own order: a template that loops over it shows that order.
    return Shape("dict", parts=tuple(part for pair in value.items() for part in pair))


@shape_of.register
def _(value: BaseModel) -> Shape:
    names = type(value).model_fields  # not what a cached property left beside the fields
    return Shape(kind_of(value), parts=tuple(part for name in names for part in (name, getattr(value, name))))


@shape_of.register(FunctionType)
@shape_of.register(BuiltinFunctionType)
def _(value: Callable[..., object]) -> Shape:
    name = f"{value.__module__}.{value.__qualname__}"
    if "<" in value.__qualname__ or getattr(value, "__closure__", None):
        message = f"no fingerprint for {name}: it may depend on the variables around it; give it a fingerprint_token"
        raise TypeError(message)
    if not isinstance(getattr(value, "__self__", None), ModuleType | None):
        message = f"no fingerprint for the method {name}"
        raise TypeError(message)
    return Shape("function", name)


@shape_of.register
def _(value: type) -> Shape:
    return Shape("class", f"{value.__module__}.{value.__qualname__}")


@shape_of.register
def _(value: partial) -> Shape:  # type: ignore[type-arg]
    return Shape("partial", parts=(value.func, value.args, value.keywords))


SHORT = 64
"""Characters of a text whose digest is remembered."""
PLAIN = (str, int, float, bool, type(None), date)


class Fingerprints:
    """Fingerprints that are computed once per object.

    Lives for one run, after the context is complete: an object that changes later keeps its first fingerprint.
    """

    def __init__(self) -> None:
        """An empty memo."""
        # The object is kept beside its digest: an id is only unique among living objects.
        self._known: dict[int, tuple[object, bytes]] = {}
        self._texts: dict[str, bytes] = {}
        self._open: set[int] = set()

    def of(self, value: object) -> str:
        """The fingerprint as 32 hex digits; raises :class:`TypeError` when some part has an unknown type."""
        return self._digest(value).hex()

    def _digest(self, value: object) -> bytes:
        if type(value) is str:
            return self._digest_of_text(value)
        if type(value) in PLAIN:
            return digest_of(shape_of(value), ())
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if id(value) in self._open:
            message = f"no fingerprint for {kind_of(value)}: it contains itself"
            raise TypeError(message)
        self._open.add(id(value))
        try:
            shape = tokened(value) or shape_of(value)
            parts = [self._digest(part) for part in shape.parts]
        finally:
            self._open.discard(id(value))
        digest = digest_of(shape, tuple(parts if shape.ordered else sorted(parts)))
        self._known[id(value)] = (value, digest)
        return digest

    def _digest_of_text(self, value: str) -> bytes:
        """What :func:`digest_of` says of a text; names, addresses and the like come again and again."""
        known = self._texts.get(value)
        if known is None:
            text = value.encode("utf-8", "surrogatepass")
            known = hashlib.blake2b(b"str\x00%d\x000\x00%b" % (len(text), text), digest_size=DIGEST_BYTES).digest()
            if len(value) <= SHORT:
                self._texts[value] = known
        return known


def tokened(value: object) -> Shape | None:
    """The shape of a value that carries its own ``fingerprint_token``, else nothing."""
    if isinstance(value, type):
        return None
    token = getattr(value, "fingerprint_token", None)
    if not isinstance(token, str):
        return None
    name = getattr(value, "__qualname__", "")
    return Shape("token", f"{kind_of(value)}\0{name if isinstance(name, str) else ''}\0{token}")


def digest_of(shape: Shape, parts: tuple[bytes, ...]) -> bytes:
    """The digest of a shape whose parts have these digests."""
    text = shape.text.encode("utf-8", "surrogatepass")
    head = f"{shape.tag}\0{len(text)}\0{len(parts)}\0".encode()
    return hashlib.blake2b(b"".join((head, text, *parts)), digest_size=DIGEST_BYTES).digest()
