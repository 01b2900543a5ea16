from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from plugins.build_state.fingerprint import Fingerprints


class Colour(Enum):
    RED = 1
    BLUE = 2


class Named(BaseModel):
    model_config = ConfigDict(frozen=True)
    name: str
    tags: tuple[str, ...] = ()


class Other(BaseModel):
    name: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    day: date
    place: str = field(compare=False, default="")


@dataclass
class Loose:
    title: str


class Unknown:
    pass


class Tokened:
    def __init__(self, token):
        self.fingerprint_token = token


def made_by(value):
    def inner():
        return value

    return inner


def plain():
    """A function that depends on nothing."""


def of(value):
    return Fingerprints().of(value)


DIFFERENT = [
    "a", "b", "", Markup("a"), b"a", 1, 1.0, True, False, 0, None, "1", "None",
    date(2024, 9, 2), datetime(2024, 9, 2), datetime(2024, 9, 2, tzinfo=UTC),  # noqa: DTZ001 - naive on purpose
    datetime(2024, 9, 2, tzinfo=timezone(timedelta(hours=8))), datetime(2024, 9, 2, tzinfo=timezone(timedelta(hours=8), "A")),
    (), [], {}, frozenset(), ("a",), ["a"], ("a", "b"), ("b", "a"), ("ab",), (("a",), "b"), ("a", ("b",)),
    {"a": 1}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": {"b": 2}}, frozenset({"a"}), frozenset({"a", "b"}),
    PurePosixPath("a"), PurePosixPath("a/b"), Colour.RED, Colour.BLUE,
    Named(name="a"), Named(name="b"), Named(name="a", tags=("x",)), Other(name="a"),
    Card("a", date(2024, 9, 2)), Card("b", date(2024, 9, 2)),
    len, plain, str, Tokened("a"), Tokened("b"), timedelta(1),
]  # fmt: skip


def test_what_a_template_can_tell_apart_has_different_fingerprints():
    prints = [of(value) for value in DIFFERENT]
    same = [
        (a, b) for i, a in enumerate(DIFFERENT) for j, b in enumerate(DIFFERENT) if i < j and prints[i] == prints[j]
    ]
    assert same == []


def test_equal_values_have_equal_fingerprints():
    assert of(Card("a", date(2024, 9, 2), place="x")) == of(Card("a", date(2024, 9, 2), place="y"))
    assert of(Named(name="a", tags=("x",))) == of(Named(name="a", tags=("x",)))
    assert of(frozenset("abcdef")) == of(frozenset("fedcba"))
    assert of(Tokened("a")) == of(Tokened("a"))


def test_fingerprints_are_the_same_in_every_process_and_version_of_ours():
    assert of(("a", 1, None, {"b": frozenset({"c", "d"})})) == "fd45b903b0e0927c63fb1b88445a20ef"


@pytest.mark.parametrize(
    "value",
    [
        Unknown(),
        object(),
        Loose("a"),
        made_by(1),
        lambda: 1,
        [1, Unknown()],
        {"a": made_by(2)},
        "a".upper,
        iter(()),
        (x for x in ()),
    ],
)
def test_an_unknown_type_is_never_guessed(value):
    with pytest.raises(TypeError, match="no fingerprint"):
        of(value)


def test_a_value_that_contains_itself_is_refused():
    knot = []
    knot.append(knot)
    with pytest.raises(TypeError, match="contains itself"):
        of(knot)


def test_an_object_is_walked_once():
    class Counted(tuple):
        __slots__ = ()
        walked = 0

        def __iter__(self):
            Counted.walked += 1
            return super().__iter__()

    value, prints = Counted(("a", "b")), Fingerprints()
    assert prints.of([value, value]) == prints.of([value, value])
    assert Counted.walked == 1


def test_a_short_lived_object_does_not_lend_its_id_to_the_next():
    prints = Fingerprints()
    assert len({prints.of((str(n),)) for n in range(500)}) == 500


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def shown(value):
    """All that a template can see of a value: its type, its text, its order."""
    return f"{type(value)}{value!r}"


@given(values, values)
def test_fingerprints_are_equal_exactly_when_the_values_look_equal(left, right):
    assert (of(left) == of(right)) == (shown(left) == shown(right))
