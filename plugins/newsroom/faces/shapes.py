"""The fields of a model as plain descriptions: what an editor types, not how it is parsed.

A face never looks at an annotation; a new type of field is taught here once, and :func:`shape_of` refuses one that
it does not know, so that no face can quietly leave a field out.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ...documents import event_fields, event_times, photo_marks, repeats, vocabulary
from ...documents import fields as known
from ..kinds import YearOrPending

ShapeName = Literal["text", "day", "moment", "when", "year", "names", "choice", "flag", "record", "list", "credits", "point", "regions"]
LINE, TEXT, NAME = 300, 5000, 100


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands after a key.

    ``longest`` counts characters of a text; ``pending``: 待核实 may stand instead; ``shorthand``: a record may be given by one
    text; ``nothing``: the place may stay empty; ``clock``: a clock time may follow the day.
    """

    name: ShapeName
    longest: int = 0
    choices: tuple[str, ...] = ()
    record: type[BaseModel] | None = None
    item: "Shape | None" = None
    pending: bool = False
    shorthand: bool = False
    nothing: bool = False
    clock: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class FieldFace:
    """One key of a record: what it is called, what it means, what it takes."""

    key: str
    title: str
    description: str
    required: bool
    shape: Shape
    default: str | bool | None = None
    pattern: str | None = None
    examples: tuple[Any, ...] = ()


KNOWN: tuple[tuple[Any, Shape], ...] = (
    (known.Day, Shape("day")),
    (known.Dated, Shape("day", clock=True)),
    (known.DayOrPending, Shape("day", pending=True)),
    (known.Moment, Shape("moment")),
    (known.Instant, Shape("moment")),
    (event_times.When, Shape("when")),
    (event_fields.Whens, Shape("names", longest=NAME, nothing=True)),
    (vocabulary.Days, Shape("names", longest=NAME, nothing=True)),
    (event_fields.Address, Shape("text", longest=LINE)),
    (repeats.RepeatRule, Shape("record", record=repeats.RepeatForm, shorthand=True)),
    (YearOrPending, Shape("year", pending=True)),
    (known.Names, Shape("names", longest=NAME, nothing=True)),
    (known.Credits, Shape("credits", nothing=True)),
    (photo_marks.FocusPoint, Shape("point", nothing=True)),
    (photo_marks.BlurRegions, Shape("regions", nothing=True)),
    (known.Line, Shape("text", longest=LINE)),
    (known.Text, Shape("text", longest=TEXT)),
    (known.Name, Shape("text", longest=NAME)),
    (bool, Shape("flag")),
    (str, Shape("text")),
)


def fields_of(model: type[BaseModel]) -> tuple[FieldFace, ...]:
    """The fields of ``model`` in the order in which they are declared."""
    hints = typing.get_type_hints(model, include_extras=True)
    return tuple(_field(key, hints[key], info) for key, info in model.model_fields.items())


def shape_of(hint: Any) -> Shape:  # noqa: ANN401 - any annotation
    """The shape of what ``hint`` takes; raises TypeError for a type that no face knows.

    >>> shape_of(Literal["男", "女"] | None)
    Shape(name='choice', longest=0, choices=('男', '女'), record=None, item=None, pending=False, shorthand=False, nothing=True)
    """
    for annotation, shape in KNOWN:
        if hint == annotation:
            return shape
    return next(
        filter(None, (read(hint) for read in (_choice, _annotated, _optional, _list, _record))), None
    ) or _unknown(hint)


def words_of_choices(info: str) -> Mapping[str, str]:
    """What each choice means, from a description like “draft 草稿 review 审稿”.

    >>> words_of_choices("draft 草稿 review 审稿")["draft"]
    '草稿'
    """
    words = info.split()
    return dict(zip(words[::2], words[1::2], strict=False))


def _field(key: str, hint: Any, info: FieldInfo) -> FieldFace:  # noqa: ANN401 - any annotation
    default = info.default
    return FieldFace(
        key=key,
        title=info.title or key,
        description=info.description or "",
        required=info.is_required(),
        shape=shape_of(hint),
        default=default if default is not PydanticUndefined and isinstance(default, (str, bool)) else None,
        pattern=next((str(rule.pattern) for rule in info.metadata if getattr(rule, "pattern", None)), None),
        examples=tuple(info.examples or ()),
    )


def _choice(hint: Any) -> Shape | None:  # noqa: ANN401 - any annotation
    if typing.get_origin(hint) is not Literal:
        return None
    choices = tuple(str(value) for value in typing.get_args(hint))
    return Shape("choice", choices=choices)


def _annotated(hint: Any) -> Shape | None:  # noqa: ANN401 - any annotation
    if typing.get_origin(hint) is not Annotated:
        return None
    inner, *extras = typing.get_args(hint)
    readers = [extra.func for extra in extras if isinstance(extra, BeforeValidator)]
    shape = shape_of(inner)
    if {known.photo_of, known.source_of, event_fields.exception_of} & set(readers):
        shape = replace(shape, shorthand=True)
    if event_fields.standing_of in readers:
        shape = replace(shape, choices=(*shape.choices, *event_fields.SPOKEN_STANDINGS))
    nothing = {known.none_is_empty, event_fields.exceptions_of} & set(readers)
    return replace(shape, nothing=True) if nothing else shape


def _optional(hint: Any) -> Shape | None:  # noqa: ANN401 - any annotation
    if typing.get_origin(hint) not in {typing.Union, types.UnionType}:
        return None
    parts = typing.get_args(hint)
    rest = [part for part in parts if part is not type(None)]
    pending = typing.get_args(known.Pending)
    bare = [part for part in rest if typing.get_args(part) != pending]
    if len(bare) != 1:
        return None
    shape = replace(shape_of(bare[0]), nothing=len(rest) < len(parts))
    return replace(shape, pending=shape.pending or len(bare) < len(rest))


def _list(hint: Any) -> Shape | None:  # noqa: ANN401 - any annotation
    if typing.get_origin(hint) is not tuple:
        return None
    return Shape("list", item=shape_of(typing.get_args(hint)[0]))


def _record(hint: Any) -> Shape | None:  # noqa: ANN401 - any annotation
    return Shape("record", record=hint) if isinstance(hint, type) and issubclass(hint, BaseModel) else None


def _unknown(hint: Any) -> Shape:  # noqa: ANN401 - any annotation
    raise TypeError(f"no face knows {hint!r}")
