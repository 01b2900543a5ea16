"""What every engine must do: the same promises for Pillow and, where the extra is installed, for libvips."""

from io import BytesIO

import pytest

from plugins.documents.photo_files import PhotoError
from plugins.photo_gallery.engines import Order, engine
from plugins.photo_gallery.privacy import findings
from plugins.photo_gallery.recipes import RECIPES
from tests.unit.photo_gallery.odd_photos import QUARTERS, cmyk_inks, display_p3, private_photo, quarters, saved
from tests.unit.photo_gallery.odd_photos import planted as planted_in
from tests.unit.photo_gallery.test_pixels import corners, near, stored_with

LOSSY = 16


@pytest.fixture(params=["pillow", "vips"])
def made(request):
    """``made(bytes, widths, blur) -> {(width, suffix): image}`` by one of the engines, and its notes."""
    from PIL import Image

    try:
        chosen = engine(request.param)
    except (ImportError, OSError):
        pytest.skip("the extra vips is not installed")

    def make(data, widths, blur=()):
        result = chosen.make(data, Order(widths, RECIPES, blur))
        images = {(v.width, v.recipe.suffix): Image.open(BytesIO(v.data)) for v in result.versions}
        for version in result.versions:
            assert findings(version.data, version.recipe.suffix) == ()
        return images, result

    return make


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(made, orientation):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(stored_with(orientation, quarters(1600, 800)), "JPEG", exif=exif, quality=95)
    images, _ = made(data, (240, 480))
    assert {key: image.size for key, image in images.items()} == {
        (width, suffix): (width, width // 2) for width in (240, 480) for suffix in ("avif", "jpg")
    }
    assert all(near(corners(image), QUARTERS, LOSSY) for image in images.values())


@pytest.mark.parametrize("size", [(1001, 667), (667, 1001), (4000, 3000), (3000, 4000), (480, 1), (481, 7)])
def test_every_version_has_the_size_that_the_page_says(made, size):
    images, _ = made(saved(quarters(*size), "JPEG"), (240, 480))
    for (width, _), image in images.items():
        assert image.size == (width, max(1, round(size[1] * width / size[0])))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_wide_gamut_becomes_srgb(made, format_):
    from PIL import Image

    data = saved(Image.new("RGB", (600, 400), (200, 90, 60)), format_, icc_profile=display_p3(), quality=95)
    images, _ = made(data, (480,))
    for image in images.values():
        red, green, blue = image.convert("RGB").getpixel((50, 50))
        assert red > 208
        assert green < 90
        assert blue < 60


def test_printers_inks_follow_their_profile(made):
    from PIL import Image

    cyan = Image.new("CMYK", (600, 400), (255, 0, 0, 0))
    images, result = made(saved(cyan, "JPEG", quality=95, icc_profile=cmyk_inks()), (480,))
    assert result.notes == ()
    assert all(image.convert("RGB").getpixel((9, 9))[0] < 60 for image in images.values())
    _, guessed = made(saved(cyan, "JPEG", quality=95), (480,))
    assert guessed.notes == ("cmyk",)


def test_a_grey_photo_stays_grey(made):
    images, _ = made(saved(quarters(900, 600).convert("L"), "JPEG"), (480,))
    for image in images.values():
        assert all(max(pixel) - min(pixel) <= 6 for pixel in corners(image))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("part", [0.5, 0.9, 0.999])
def test_a_photo_that_breaks_off_is_refused(made, format_, part):
    from PIL import Image

    data = saved(Image.effect_noise((900, 600), 60).convert("RGB"), format_)
    with pytest.raises(PhotoError) as caught:
        made(data[: int(len(data) * part)], (480,))
    assert caught.value.reason
    assert caught.value.cure


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_private_comes_through(made, format_):
    data = private_photo(format_)
    secrets = planted_in(data)
    assert len(secrets) >= 4
    images, _ = made(data, (240, 480))
    assert len(images) == 4
    for image in images.values():
        written = image.fp.getvalue()
        assert [word for word in secrets if word.encode() in written or word.encode("utf-16-le") in written] == []


def test_a_region_is_covered(made):
    from PIL import Image

    picture = Image.new("RGB", (800, 600), (180, 160, 120))
    picture.paste((255, 0, 0), (200, 150, 400, 300))
    images, _ = made(saved(picture, "JPEG", quality=95), (240, 480), ((0.25, 0.25, 0.25, 0.25),))
    assert all(near([image.convert("RGB").getpixel((image.width // 3, image.height // 3))], [(180, 160, 120)]) for image in images.values())
