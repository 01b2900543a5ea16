"""What a reader sees of a photo: upright, in the right colours, moving when it moved, and whole or not at all."""

from io import BytesIO

import pytest

from plugins.documents.photo_files import PhotoError
from plugins.photo_gallery.opening import opened
from plugins.photo_gallery.pixels import pictures
from tests.unit.photo_gallery.odd_photos import QUARTERS, cmyk_inks, display_p3, quarters, saved

NEAR = 12


def corners(picture):
    width, height = picture.size
    rgb = picture.convert("RGB")
    places = [
        (width // 4, height // 4),
        (3 * width // 4, height // 4),
        (width // 4, 3 * height // 4),
        (3 * width // 4, 3 * height // 4),
    ]
    return [rgb.getpixel(place) for place in places]


def near(found, wanted, tolerance=NEAR):
    return all(
        abs(a - b) <= tolerance
        for one, other in zip(found, wanted, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def stored_with(orientation, upright):
    """The pixels that a camera stores, so that turning them as ``orientation`` says gives ``upright``."""
    from PIL.Image import Transpose

    undo = {2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM, 5: Transpose.TRANSPOSE,
            6: Transpose.ROTATE_90, 7: Transpose.TRANSVERSE, 8: Transpose.ROTATE_270}  # fmt: skip
    return upright.transpose(undo[orientation]) if orientation in undo else upright


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_published_upright(orientation, format_):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = orientation
    size = (3200, 1600) if format_ == "JPEG" else (800, 400)
    data = saved(stored_with(orientation, quarters(*size)), format_, exif=exif)
    made, _ = pictures(data, (240, 480))
    assert [p.frames[0].size for p in made] == [(480, 240), (240, 120)]
    assert all(near(corners(p.frames[0]), QUARTERS) for p in made)


def test_a_jpeg_is_decoded_at_a_fraction_but_with_a_margin():
    image, _ = opened(saved(quarters(4000, 3000), "JPEG"))
    with image:
        assert image.size == (4000, 3000)
    made, _ = pictures(saved(quarters(4000, 3000), "JPEG"), (1600,))
    assert made[0].frames[0].size == (1600, 1200)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_wide_gamut_photo_keeps_its_colours(format_):
    from PIL import Image

    colour = (200, 90, 60)
    data = saved(Image.new("RGB", (600, 400), colour), format_, icc_profile=display_p3(), quality=95)
    made, _ = pictures(data, (480,))
    red, green, blue = made[0].frames[0].getpixel((50, 50))
    assert red > colour[0] + 8  # the same light needs a stronger number in the smaller space
    assert green < colour[1]
    assert blue < colour[2]
    assert "icc_profile" not in made[0].frames[0].info


def test_an_srgb_profile_changes_nothing():
    from PIL import Image, ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(Image.new("RGB", (600, 400), (200, 90, 60)), "PNG", icc_profile=profile)
    made, _ = pictures(data, (480,))
    assert near([made[0].frames[0].getpixel((9, 9))], [(200, 90, 60)], 0)


def test_a_broken_profile_costs_only_the_profile():
    from PIL import Image

    data = saved(Image.new("RGB", (600, 400), (200, 90, 60)), "PNG", icc_profile=b"no profile at all")
    made, notes = pictures(data, (480,))
    assert near([made[0].frames[0].getpixel((9, 9))], [(200, 90, 60)], 0)
    assert notes == ()


def test_cmyk_follows_its_own_profile():
    from PIL import Image

    cyan = Image.new("CMYK", (600, 400), (255, 0, 0, 0))
    naive, guessed = pictures(saved(cyan, "JPEG", quality=95), (480,))
    right, known = pictures(saved(cyan, "JPEG", quality=95, icc_profile=cmyk_inks()), (480,))
    assert guessed == ("cmyk",)
    assert known == ()
    assert near([naive[0].frames[0].getpixel((9, 9))], [(0, 255, 255)], 4)
    red, green, blue = right[0].frames[0].getpixel((9, 9))
    assert red < 40
    assert 110 < green < 170
    assert 190 < blue < 250


def test_sixteen_bit_grey_is_scaled_not_clipped():
    from PIL import Image

    made, _ = pictures(saved(Image.new("I;16", (600, 400), 32768), "PNG"), (480,))
    assert abs(made[0].frames[0].convert("L").getpixel((9, 9)) - 128) <= 2


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L"])
def test_transparency_is_laid_on_white(mode):
    from PIL import Image

    if mode == "P":
        picture = Image.new("P", (600, 400), 0)
        picture.putpalette([200, 0, 0, 0, 0, 0])
        data = saved(picture, "PNG", transparency=0)
    else:
        data = saved(
            Image.new(mode, (600, 400), {"RGBA": (200, 0, 0, 0), "LA": (40, 0), "1": 1, "L": 255}[mode]), "PNG"
        )
    made, _ = pictures(data, (480,))
    assert made[0].frames[0].mode in {"RGB", "L"}
    assert set(made[0].frames[0].convert("RGB").get_flattened_data()) == {(255, 255, 255)}


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_keeps_its_frames_and_times(format_):
    from PIL import Image

    frames = [Image.new("RGB", (600, 400), (shade, 0, 255 - shade)) for shade in (0, 80, 160, 240)]
    data = saved(frames[0], format_, save_all=True, append_images=frames[1:], duration=120)
    made, notes = pictures(data, (480, 600))
    assert notes == ()
    assert [len(p.frames) for p in made] == [4, 4]
    assert made[0].durations == (120,) * 4
    assert [
        abs(f.getpixel((9, 9))[0] - shade) < 20 for f, shade in zip(made[1].frames, (0, 80, 160, 240), strict=True)
    ] == [True] * 4


def test_an_endless_animation_becomes_its_first_frame():
    from PIL import Image

    frames = [Image.new("L", (1000, 1000), shade % 256) for shade in range(62)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)
    made, notes = pictures(data, (480, 1000))
    assert notes == ("stilled",)
    assert [len(p.frames) for p in made] == [1, 1]


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_photo_that_breaks_off_is_refused(format_):
    from PIL import Image

    data = saved(Image.effect_noise((900, 600), 60).convert("RGB"), format_)
    with pytest.raises(PhotoError) as caught:
        pictures(data[: len(data) * 2 // 3], (480,))
    assert caught.value.kind == "unreadable"
    assert caught.value.reason
    assert caught.value.cure


def test_a_phone_photo_with_a_second_picture_is_its_first():
    """Phones append a gain map or a depth map as a second JPEG (MPO)."""
    from PIL import Image

    second = Image.new("RGB", (300, 200), (255, 255, 255))
    buffer = BytesIO()
    quarters(1200, 800).save(buffer, "MPO", save_all=True, append_images=[second])
    made, notes = pictures(buffer.getvalue(), (480,))
    assert notes == ("several",)
    assert near(corners(made[0].frames[0]), QUARTERS)
