"""Values as JSON and back: what a page was rendered from, to be rendered from again without making it anew.

Only values are kept whose whole state is plain: texts, numbers, days, paths, containers, frozen dataclasses and pydantic
models of our own packages, functions that stand at the top of a module of ours. Anything else raises :class:`TypeError`,
and its owner is simply made anew. A class may answer ``lasting()`` with a plain value that a template cannot tell from
itself. Nothing here is a pickle: a stored text can name our own frozen classes and functions, and nothing else.

Dataclasses and containers that are long as text are kept once and referred to by hash. **Symbols** are values that are
referred to by a name, so that whoever shows them shows what that name means now: an article's card, say.
"""

import dataclasses
import hashlib
import importlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from pathlib import PurePosixPath
from types import FunctionType, MappingProxyType
from typing import Any

from markupsafe import Markup

OURS = __name__.removesuffix(".build_state.values")
LONG = 120
"""Characters of text above which a dataclass is kept once and referred to."""

MANY = 8
"""Parts above which a container is long."""

Json = Any
"""JSON as Python sees it."""

JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def is_ours(module: str) -> bool:
    """Whether a module belongs to our packages.

    >>> is_ours("plugins.documents.document"), is_ours("os"), is_ours("pluginsx.y")
    (True, False, False)
    """
    return module == OURS or module.startswith(f"{OURS}.")


def name_of(thing: type | FunctionType) -> str:
    """``module:name`` of a class or function of ours that can be found again; raises TypeError for any other."""
    name = f"{thing.__module__}:{thing.__qualname__}"
    if not is_ours(thing.__module__) or "." in thing.__qualname__ or named(name) is not thing:
        message = f"not a name of ours: {name}"
        raise TypeError(message)
    return name


@lru_cache(maxsize=512)
def named(name: str) -> Any:  # noqa: ANN401 - a class or a function
    """The class or function of that name; raises TypeError when there is none of ours.

    What a module of ours imported is not ours: a stored text must not reach ``shutil`` through it.
    """
    module, _, attribute = name.partition(":")
    if not is_ours(module) or not attribute.isidentifier():
        message = f"not a name of ours: {name}"
        raise TypeError(message)
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as fault:
        raise TypeError(str(fault)) from fault
    if not isinstance(found, type | FunctionType) or found.__module__ != module:
        message = f"not made in {module}: {attribute}"
        raise TypeError(message)
    return found


class Encoder:
    """Makes JSON of values; each object is looked at once.

    ``pool`` collects what is referred to: texts of JSON by their hash. ``stand_ins`` are values that are not kept but
    put in place again by the reader, by name: the article's own document, say. ``symbols`` gives, by the types that have
    some, the function that names a value of that type, or raises TypeError.
    """

    def __init__(self, symbols: Mapping[type, Callable[[Any], str]] | None = None) -> None:
        """Nothing is known yet."""
        self.pool: dict[str, str] = {}
        self._symbols = symbols or {}
        self._stood_in = 0
        # The object is kept beside its JSON: an id is only unique among living objects.
        self._known: dict[int, tuple[object, Json]] = {}

    def encode(self, value: object, stand_ins: Mapping[int, str] | None = None) -> Json:
        """The JSON of ``value``; raises TypeError for what cannot be kept. ``stand_ins`` are names by the ids of values."""
        if value is None or type(value) in {str, int, bool}:
            return value
        if stand_ins and id(value) in stand_ins:
            self._stood_in += 1
            return {"i": stand_ins[id(value)]}
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if type(value) in self._symbols:
            return {"k": self._symbols[type(value)](value)}
        lasting = getattr(type(value), "lasting", None)
        stands_for = lasting(value) if callable(lasting) and is_ours(type(value).__module__) else value
        made, holds_stand_in = self._made(stands_for, stand_ins or {})
        if not holds_stand_in:
            self._known[id(value)] = (value, made)
        return made

    def parts(self, value: object) -> Json:
        """The JSON of a value of a type that has symbols, itself written out."""
        symbols, self._symbols = self._symbols, {}
        try:
            tag, parts, head = _parts(value)
            return {tag: [*head, *map(self.encode, parts)]}
        finally:
            self._symbols = symbols

    def _made(self, value: object, stand_ins: Mapping[int, str]) -> tuple[Json, bool]:
        plain = _plain(value)
        if plain is not None:
            return plain, False
        if isinstance(value, FunctionType):
            return {"f": name_of(value)}, False
        tag, parts, head = _parts(value)
        before = self._stood_in
        encoded = [self.encode(part, stand_ins) for part in parts]
        held = self._stood_in != before
        made = {tag: [*head, *encoded]}
        if not held and (tag in {"c", "b"} or len(parts) > MANY):
            text = JSON.encode(made)
            if len(text) > LONG:
                key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
                self.pool[key] = text
                return {"r": key}, False
        return made, held


def _plain(value: object) -> Json:
    """The JSON of a value without parts; None for any other."""
    telling = _PLAIN.get(type(value))
    if telling is not None:
        return telling(value)
    return {"h": str.__str__(value)} if isinstance(value, Markup) else None


def _zone(value: datetime) -> list[object]:
    zone = value.tzinfo
    if zone is None:
        return []
    if zone is UTC:
        return [0]
    if type(zone) is not timezone:
        message = f"no JSON for the zone {zone!r}"
        raise TypeError(message)
    return [int(zone.utcoffset(None).total_seconds()), zone.tzname(None)]


_PLAIN: Mapping[type, Callable[[Any], Json]] = {
    Markup: lambda value: {"h": str.__str__(value)},
    float: lambda value: {"n": repr(value)},
    datetime: lambda value: {"D": [value.replace(tzinfo=None, fold=0).isoformat(), value.fold, *_zone(value)]},
    date: lambda value: {"d": value.isoformat()},
    time: lambda value: {"T": value.isoformat()} if value.tzinfo is None else None,
    timedelta: lambda value: {"S": [value.days, value.seconds, value.microseconds]},
    PurePosixPath: lambda value: {"p": str(value)},
}


def _parts(value: object) -> tuple[str, list[object], list[str]]:
    """The tag of a value with parts, the parts, and what stands before them."""
    kind = type(value)
    if kind is tuple:
        return "t", list(value), []  # type: ignore[call-overload]
    if kind is list:
        return "l", value, []  # type: ignore[return-value]
    if kind in {dict, MappingProxyType}:
        return "m", [part for pair in value.items() for part in pair], []  # type: ignore[attr-defined]
    if kind in {set, frozenset}:
        return "s", sorted(value, key=repr), []  # type: ignore[call-overload]
    found = _dataclass(kind)  # type: ignore[arg-type]
    if found is not None:
        name, fields = found
        return "c", [getattr(value, field) for field in fields], [name]
    if hasattr(kind, "model_fields") and is_ours(kind.__module__):
        names = list(kind.model_fields)
        return "b", [part for name in names for part in (name, getattr(value, name))], [name_of(kind)]
    message = f"no JSON for {kind.__module__}.{kind.__qualname__}"
    raise TypeError(message)


@lru_cache(maxsize=512)
def _dataclass(kind: type) -> tuple[str, tuple[str, ...]] | None:
    """The name and the fields of a frozen dataclass of ours; nothing for another type."""
    if not dataclasses.is_dataclass(kind) or not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        return None
    return name_of(kind), tuple(field.name for field in dataclasses.fields(kind) if field.init)


class Decoder:
    """Makes values of JSON again; what was one object becomes one object, made when it is first asked for.

    ``fetch`` gives the pooled JSON of a hash, or None; ``stand_ins`` the values by name, ``symbol`` the value that a
    symbol means. Raises :class:`ValueError` for whatever is not what an :class:`Encoder` made.
    """

    def __init__(
        self,
        fetch: Callable[[str], Json],
        stand_ins: Mapping[str, object],
        symbol: Callable[[str], object] | None = None,
    ) -> None:
        """Nothing is made yet."""
        self._fetch = fetch
        self._symbol = symbol
        self.stand_ins = stand_ins
        self._made: dict[str, object] = {}

    def decode(self, made: Json) -> Any:  # noqa: ANN401 - whatever was encoded
        """The value."""
        try:
            return self._decode(made)
        except (KeyError, IndexError, TypeError, AttributeError) as fault:
            message = f"not a stored value: {fault}"
            raise ValueError(message) from fault

    def _decode(self, made: Json) -> Any:  # noqa: ANN401 - as above
        if made is None or isinstance(made, str | int):
            return made
        ((tag, body),) = made.items()
        if tag == "r":
            if body not in self._made:
                pooled = self._fetch(body)
                if not isinstance(pooled, dict):
                    raise KeyError(body)
                self._made[body] = self._decode(pooled)
            return self._made[body]
        if tag == "i":
            return self.stand_ins[body]
        if tag == "k":
            if self._symbol is None:
                raise KeyError(body)
            return self._symbol(body)
        return _READERS[tag](self, body)

    def several(self, bodies: list[Json]) -> list[Any]:
        """The values."""
        return [self._decode(body) for body in bodies]

    def mapping(self, bodies: list[Json]) -> dict[Any, Any]:
        """Keys and values in turns."""
        parts = self.several(bodies)
        return dict(zip(parts[::2], parts[1::2], strict=True))

    def instance(self, body: list[Json]) -> Any:  # noqa: ANN401 - as above
        """A frozen dataclass."""
        kind = named(body[0])
        found = _dataclass(kind)
        if found is None:
            raise TypeError(body[0])
        return kind(**dict(zip(found[1], self.several(body[1:]), strict=True)))

    def model(self, body: list[Json]) -> Any:  # noqa: ANN401 - as above
        """A pydantic model, which was checked when it was first made."""
        return named(body[0]).model_construct(None, **self.mapping(body[1:]))


def _function(name: str) -> FunctionType:
    found = named(name)
    if not isinstance(found, FunctionType):
        raise TypeError(name)
    return found


def _instant(body: list[Any]) -> datetime:
    text, fold, *zone = body
    found = datetime.fromisoformat(text).replace(fold=fold)
    if not zone:
        return found
    return found.replace(tzinfo=timezone(timedelta(seconds=zone[0]), zone[1]) if zone[1:] else UTC)


_READERS: Mapping[str, Callable[[Decoder, Any], Any]] = {
    "h": lambda _, body: Markup(body),  # noqa: S704 - a Markup when it was kept, and verified by hash
    "n": lambda _, body: float(body),
    "D": lambda _, body: _instant(body),
    "d": lambda _, body: date.fromisoformat(body),
    "T": lambda _, body: time.fromisoformat(body),
    "S": lambda _, body: timedelta(*body),
    "p": lambda _, body: PurePosixPath(body),
    "f": lambda _, body: _function(body),
    "t": lambda decoder, body: tuple(decoder.several(body)),
    "l": lambda decoder, body: decoder.several(body),
    "s": lambda decoder, body: frozenset(decoder.several(body)),
    "m": lambda decoder, body: decoder.mapping(body),
    "c": lambda decoder, body: decoder.instance(body),
    "b": lambda decoder, body: decoder.model(body),
}
