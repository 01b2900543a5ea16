"""A hole in a JPEG is told from a plain ground, whatever the JPEG's kind."""

import pytest

from plugins.documents.photo_files import PhotoError
from plugins.photo_gallery.engines import Order, engine
from plugins.photo_gallery.recipes import JPEG
from tests.unit.photo_gallery.odd_photos import exif_with, plain_ground, ran_dry, saved

ORDER = Order((240, 480), (JPEG,))


@pytest.fixture(params=["pillow", "vips"])
def make(request):
    try:
        return engine(request.param).make
    except (ImportError, OSError):
        pytest.skip("the extra vips is not installed")


@pytest.mark.parametrize(
    "options",
    [{}, {"progressive": True}, {"optimize": True}, {"subsampling": 0}, {"restart_marker_rows": 1},
     {"exif": exif_with(6)}, {"exif": exif_with(3)}, {"quality": 30}],
)  # fmt: skip
def test_a_poster_is_whole(make, options):
    assert len(make(plain_ground(**options), ORDER).versions) == 2


def test_an_empty_page_is_whole(make):
    from PIL import Image

    assert len(make(saved(Image.new("RGB", (900, 600), "white"), "JPEG"), ORDER).versions) == 2


@pytest.mark.parametrize("tenths", range(2, 10))
def test_a_photo_that_ran_dry_is_refused(make, tenths):
    with pytest.raises(PhotoError, match="不完整"):
        make(ran_dry(tenths), ORDER)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_even_one_that_lies_on_its_side(make, orientation):
    with pytest.raises(PhotoError, match="不完整"):
        make(ran_dry(6, orientation), ORDER)
