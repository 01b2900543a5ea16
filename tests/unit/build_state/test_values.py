"""Values as JSON and back: what comes back cannot be told from what went; anything else is refused, never guessed."""

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.build_state.values import Decoder, Encoder, named
from plugins.documents.document import Card, Photo
from plugins.documents.fields import SHANGHAI
from plugins.documents.site import SiteSettings
from plugins.newsroom.words import day_zh

PHOTO = Photo(PurePosixPath("news/a.jpg"), "会场", "", "李四", 640, 480, "0" * 64)
CARD = Card(
    "a.md",
    "/a/",
    "news",
    "甲",
    ("甲",),
    "",
    "",
    date(2024, 9, 1),
    "摘要" * 40,
    "",
    "",
    (),
    ("x",),
    (),
    (),
    (),
    "",
    PHOTO,
)

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False)
    | st.dates()
    | st.datetimes()
    | st.datetimes(timezones=st.sampled_from([UTC, SHANGHAI]))
    | st.timedeltas()
    | st.text().map(Markup),
    lambda children: st.lists(children) | st.lists(children).map(tuple) | st.dictionaries(st.text(), children),
)


def there_and_back(value):
    encoder = Encoder()
    made = json.loads(json.dumps(encoder.encode(value)))
    return Decoder(lambda key: json.loads(encoder.pool[key]), {}).decode(made)


@given(plain)
def test_plain_values_come_back(value):
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)
    assert repr(back) == repr(value)


@pytest.mark.parametrize(
    "value",
    [
        CARD,
        (CARD, CARD),
        SiteSettings(name="站", url="https://example.com"),
        day_zh,
        frozenset({"a", "b"}),
        time(9, 30),
        timedelta(1, 2, 3),
        datetime(2024, 9, 1, 8, tzinfo=timezone(timedelta(hours=8), "x"), fold=1),
        PurePosixPath("a/b"),
    ],
)
def test_our_values_come_back(value):
    assert there_and_back(value) == value


def test_long_values_are_kept_once():
    encoder = Encoder()
    first, second = encoder.encode((CARD,)), encoder.encode([CARD, CARD])
    assert len(encoder.pool) == 2  # the card, and its photo
    assert first["t"][0] == second["l"][0] == second["l"][1]


def test_a_stand_in_is_put_in_place_again():
    encoder = Encoder()
    made = encoder.encode((CARD, PHOTO), {id(CARD): "own"})
    assert Decoder(lambda key: json.loads(encoder.pool[key]), {"own": "新"}).decode(made) == ("新", PHOTO)


@pytest.mark.parametrize("value", [object(), lambda: 1, Path("/x"), print, open, ValueError, json.dumps, Encoder()])
def test_anything_else_is_refused(value):
    with pytest.raises(TypeError):
        Encoder().encode(value)


@pytest.mark.parametrize(
    "name",
    [
        *("os:system", "builtins:eval", "plugins.build_state.files:os.system", "pluginsx:a", ":"),
        *("plugins.build_state.files:shutil", "plugins.build_state.files:Path", "plugins.build_state.lock:contextlib"),
        *("plugins.command_line.build:hold", "plugins.build_state.files:CANNOT_LINK"),
    ],
)
def test_a_stored_text_cannot_name_what_is_not_ours(name):
    with pytest.raises(TypeError):
        named(name)
    for made in ({"f": name}, {"c": [name, "x"]}, {"b": [name]}):
        with pytest.raises(ValueError, match="not a stored value"):
            Decoder(lambda _key: None, {}).decode(made)


@pytest.mark.parametrize(
    "made", [{}, {"t": 1}, {"zz": []}, {"r": "x"}, {"i": "x"}, {"d": "x"}, {"c": []}, [], {"a": 1, "b": 2}]
)
def test_what_is_no_stored_value_is_refused(made):
    with pytest.raises(ValueError, match=r"not a stored value|Invalid isoformat|not enough values|too many values"):
        Decoder(lambda _key: None, {}).decode(made)
