"""The colour that holds a photo's place."""

import pytest

from plugins.photo_gallery.tones import class_of_focus, stylesheet, tone_of


@pytest.mark.parametrize(
    ("colour", "tone"), [((255, 255, 255), "eee"), ((0, 0, 0), "222"), ((200, 30, 30), "a22"), ((40, 100, 240), "26e")]
)
def test_a_plain_picture_is_its_colour(colour, tone):
    from PIL import Image

    assert tone_of(Image.new("RGB", (320, 200), colour)) == tone


def test_most_of_the_picture_wins_not_the_mean():
    from PIL import Image

    picture = Image.new("RGB", (300, 200), (230, 230, 240))
    picture.paste((0, 0, 0), (0, 0, 100, 200))
    assert tone_of(picture) == "eee"


def test_the_style_sheet_knows_every_tone_and_focus_and_nothing_else():
    from PIL import Image

    rules = stylesheet()
    colours = [(a, b, c) for a in range(0, 256, 51) for b in range(0, 256, 51) for c in range(0, 256, 51)]
    for colour in colours:
        assert f"picture .tone-{tone_of(Image.new('RGB', (4, 4), colour))}{{" in rules
    for part in range(101):
        for name in class_of_focus((part / 100, part / 100)).split():
            assert f".{name}{{" in rules
    assert len(rules) < 4000
    assert class_of_focus(None) == ""
