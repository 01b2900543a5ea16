"""A covered region: nothing of what stood there comes through, and nothing else is touched."""

import pytest

from plugins.photo_gallery.engines import Order
from plugins.photo_gallery.pillow_engine import PillowEngine
from plugins.photo_gallery.recipes import RECIPES
from plugins.photo_gallery.veil import veiled
from tests.unit.photo_gallery.odd_photos import saved

SIZE = (800, 600)
REGION = (0.25, 0.25, 0.25, 0.25)


def scene(secret):
    """Sand with a square of ``secret`` where :data:`REGION` is."""
    from PIL import Image

    picture = Image.new("RGB", SIZE, (180, 160, 120))
    picture.paste(secret, (200, 150))
    return picture


def secrets():
    from PIL import Image, ImageDraw

    noise = Image.effect_noise((200, 150), 100).convert("RGB")
    plate = Image.new("RGB", (200, 150), (20, 40, 160))
    ImageDraw.Draw(plate).text((20, 60), "渝A12345"[1:], fill=(255, 255, 255))
    return (noise, plate, Image.new("RGB", (200, 150), (255, 0, 0)))


def test_what_stood_there_takes_no_part_in_the_result():
    """Three quite different secrets give the same picture, bit by bit: there is nothing to bring back."""
    assert len({veiled(scene(secret), (REGION,)).tobytes() for secret in secrets()}) == 1


def test_not_even_beside_another_covered_region():
    """Regions that touch or overlap are covered before any colour is taken from around one of them."""
    regions = (REGION, (0.2, 0.2, 0.1, 0.1), (0.5, 0.25, 0.1, 0.1))
    assert len({veiled(scene(secret), regions).tobytes() for secret in secrets()}) == 1


def test_the_rest_of_the_photo_stays_as_it_was():
    from PIL import ImageChops

    before = scene(secrets()[2])
    box = ImageChops.difference(before, veiled(before, (REGION,))).getbbox()
    assert box == (200, 150, 400, 300)
    assert veiled(before, ()) is before


@pytest.mark.parametrize("region", [(0, 0, 1, 1), (0, 0, 0.5, 1), (0.9, 0.9, 0.1, 0.1), (0, 0.4, 1, 0.1), (0, 0, 0.01, 0.01)])
def test_regions_at_the_edge(region):
    from PIL import Image

    red, blue = (Image.new("RGB", SIZE, colour) for colour in ((255, 0, 0), (0, 0, 255)))
    covered = veiled(red, (region,))
    assert covered.size == SIZE
    across, down = int((region[0] + region[2] / 2) * 800), int((region[1] + region[3] / 2) * 600)
    if region == (0, 0, 1, 1):
        assert covered.tobytes() == veiled(blue, (region,)).tobytes()
    else:
        assert covered.getpixel((min(across, 799), min(down, 599))) == (255, 0, 0)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "GIF"])
def test_every_version_is_covered(format_):
    """A red secret leaves no red in any width or format, nor in any frame."""
    from io import BytesIO

    from PIL import Image

    picture = scene(secrets()[2])
    options = {"save_all": True, "append_images": [scene(secrets()[2]).rotate(180)]} if format_ == "GIF" else {}
    regions = (REGION, (0.5, 0.5, 0.25, 0.25))
    made = PillowEngine().make(saved(picture, format_, **options), Order((240, 480, 800), RECIPES, regions))
    assert len(made.versions) == 6
    for version in made.versions:
        with Image.open(BytesIO(version.data)) as image:
            for number in range(getattr(image, "n_frames", 1)):
                image.seek(number)
                red, green, _ = image.convert("RGB").split()
                most = max(r - g for r, g in zip(red.get_flattened_data(), green.get_flattened_data(), strict=True))
                assert most < 60, (version.width, version.recipe.suffix)
