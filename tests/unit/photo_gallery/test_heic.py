"""Phones' HEIC: published where the extra is installed, explained where it is not. The sample carries private words."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from plugins.documents.photo_facts import probe
from plugins.documents.photo_files import PhotoError
from plugins.photo_gallery.engines import CHOICES, Order, engine
from plugins.photo_gallery.privacy import findings
from plugins.photo_gallery.recipes import RECIPES
from tests.unit.photo_gallery.odd_photos import QUARTERS, planted
from tests.unit.photo_gallery.test_pixels import corners, near

SAMPLE = Path(__file__).with_name("quarters.heic")


def test_without_the_extra_the_editor_is_told_what_to_do(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pi_heif", None)
    with pytest.raises(PhotoError) as caught:
        probe(SAMPLE)
    assert "HEIC" in caught.value.reason
    assert "另存为 JPEG" in caught.value.cure
    assert "兼容性最佳" in caught.value.cure


@pytest.mark.skipif(find_spec("pi_heif") is None, reason="the extra heif is not installed")
@pytest.mark.parametrize("choice", CHOICES)
def test_with_the_extra_it_is_a_photo_like_any_other(choice):
    from io import BytesIO

    from PIL import Image

    facts = probe(SAMPLE)
    assert (facts.width, facts.height, facts.format, facts.animated) == (640, 320, "HEIF", False)
    data = SAMPLE.read_bytes()
    secrets = planted(data)
    assert len(secrets) >= 3
    if choice == "vips" and find_spec("pyvips") is None:
        pytest.skip("the extra vips is not installed")
    made = engine(choice).make(data, Order((240, 480), RECIPES))
    assert made.notes == ()
    for version in made.versions:
        assert findings(version.data, version.recipe.suffix) == ()
        assert not [word for word in secrets if word.encode() in version.data]
        assert near(corners(Image.open(BytesIO(version.data))), QUARTERS, 20)


@pytest.mark.skipif(find_spec("pi_heif") is None, reason="the extra heif is not installed")
def test_a_heic_that_breaks_off_is_refused(tmp_path):
    data = SAMPLE.read_bytes()
    for part in (30, len(data) // 3, len(data) * 2 // 3, len(data) - 40):
        (tmp_path / "a.heic").write_bytes(data[:part])
        with pytest.raises(PhotoError) as caught:
            made_of(tmp_path / "a.heic")
        assert caught.value.cure


def made_of(file):
    probe(file)
    return engine("pillow").make(file.read_bytes(), Order((240,), RECIPES))
