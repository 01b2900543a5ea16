"""Fingerprints of values: equal fingerprints mean that a template cannot tell the values apart.

``shape_of`` is the one place that says what a type is made of. An unknown type raises :class:`TypeError`: we never
guess that something has not changed. A value that knows better (a function bound to a table, a document with a digest)
carries a text ``fingerprint_token``, which then stands for the whole value.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache, partial, singledispatch
from hashlib import blake2b
from operator import attrgetter
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType, MappingProxyType, ModuleType
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

TOKEN = "fingerprint_token"  # noqa: S105 - not a secret
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


FEW = 8
"""Parts up to which a tuple stands in whatever holds it, without a digest of its own."""

Telling = Callable[[Any], bytes]
Taking = Callable[[Any], Sequence[object]]


def _told(mark: bytes, text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return b"%b%d:%b" % (mark, len(data), data)


LEAVES: Mapping[type, Telling] = {
    str: lambda value: _told(b"s", value),
    Markup: lambda value: _told(b"m", str.__str__(value)),
    int: lambda value: b"i%d;" % value,
    bool: lambda value: b"b%d;" % value,
    type(None): lambda _: b"n;",
    float: lambda value: _told(b"f", repr(value)),
    date: lambda value: _told(b"d", value.isoformat()),
}
"""How values without parts stand in the value that holds them. No telling is the beginning of another one."""


@lru_cache(maxsize=1024)
def _plan(kind: type) -> tuple[bytes, Taking] | None:
    """What all values of a frozen dataclass or a model begin with, and how their parts are taken; nothing for others.

    What :func:`shape_of` says of them, for the types of which there are tens of thousands of values.
    """
    if hasattr(kind, TOKEN):
        return None
    if issubclass(kind, BaseModel) and shape_of.dispatch(kind) is shape_of.dispatch(BaseModel):
        names = tuple(kind.model_fields)
        taking: Taking = partial(_fields_of, names)
    elif dataclasses.is_dataclass(kind) and shape_of.dispatch(kind) is shape_of.dispatch(object):
        _, names = _compared(kind)
        taking = attrgetter(*names) if len(names) > 1 else partial(_attributes_of, names)
    else:
        return None
    if TOKEN in names:
        return None
    return _told(b"C", "\0".join((kind.__module__, kind.__qualname__, *names))), taking


def _attributes_of(names: tuple[str, ...], value: object) -> list[object]:
    return [getattr(value, name) for name in names]


def _fields_of(names: tuple[str, ...], value: BaseModel) -> list[object]:
    fields = vars(value)
    return [fields[name] for name in names]


class Fingerprints:
    """Fingerprints that are computed once per object.

    Lives for one run, after the context is complete: an object that changes later keeps its first fingerprint.
    """

    def __init__(self) -> None:
        """An empty memo."""
        # The object is kept beside its digest: an id is only unique among living objects.
        self._known: dict[int, tuple[object, bytes]] = {}
        self._open: set[int] = set()

    def of(self, value: object) -> str:
        """The fingerprint as 32 hex digits; raises :class:`TypeError` when some part has an unknown type."""
        part = self._part(value)
        return (part[1:] if part[:1] == b"#" else blake2b(part, digest_size=DIGEST_BYTES).digest()).hex()

    def _part(self, value: object) -> bytes:
        """The value as it stands in the one that holds it: itself when it is short, else ``#`` and its digest."""
        kind = type(value)
        leaf = LEAVES.get(kind)
        if leaf is not None:
            return leaf(value)
        if kind is tuple and len(value) <= FEW:  # type: ignore[arg-type]
            return b"(%d:%b" % (len(value), b"".join(map(self._part, value)))  # type: ignore[arg-type, call-overload]
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        return self._digested(value, kind)

    def _digested(self, value: object, kind: type) -> bytes:
        if id(value) in self._open:
            message = f"no fingerprint for {kind_of(value)}: it contains itself"
            raise TypeError(message)
        self._open.add(id(value))
        try:
            plan: Callable[[type], tuple[bytes, Taking] | None] = _plan
            planned = plan(kind)
            if planned is not None:
                head, taking = planned
                text = head + b"".join(map(self._part, taking(value)))
            else:
                text = self._shaped(tokened(value) or _lasting(value) or shape_of(value))
        finally:
            self._open.discard(id(value))
        part = b"#" + blake2b(text, digest_size=DIGEST_BYTES).digest()
        self._known[id(value)] = (value, part)
        return part

    def _shaped(self, shape: Shape) -> bytes:
        parts = list(map(self._part, shape.parts))
        head = _told(b"S", shape.tag) + _told(b"", shape.text) + b"%d:" % len(parts)
        return head + b"".join(parts if shape.ordered else sorted(parts))


def _lasting(value: object) -> Shape | None:
    """The shape of a value of which a template sees what another one says (:mod:`.values`), else nothing."""
    lasting = getattr(type(value), "lasting", None)
    return Shape(f"as {kind_of(value)}", parts=(lasting(value),)) if callable(lasting) else None


def tokened(value: object) -> Shape | None:
    """The shape of a value that carries its own ``fingerprint_token``, else nothing."""
    if isinstance(value, type):
        return None
    token = getattr(value, TOKEN, None)
    if not isinstance(token, str):
        return None
    name = getattr(value, "__qualname__", "")
    return Shape("token", f"{kind_of(value)}\0{name if isinstance(name, str) else ''}\0{token}")
