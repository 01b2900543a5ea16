"""Odd photos come out in the right colours, the right way up, and with nothing of what else their files held."""

from io import BytesIO

import pytest

from plugins.documents.photo_addresses import widths_of
from plugins.documents.photo_facts import checked_header
from plugins.photo_gallery.engines import Order, engine
from plugins.photo_gallery.privacy import findings
from plugins.photo_gallery.recipes import RECIPES
from tests.unit.photo_gallery.odd_photos import PRIVATE, QUARTERS, good_odd_photos

PLAIN, TURNED = QUARTERS, (QUARTERS[2], QUARTERS[0], QUARTERS[3], QUARTERS[1])
GREY = ((156, 156, 156),) * 4
EXPECTED = {
    "cmyk-progressive.jpg": PLAIN,
    "sixteen-bit-clear.png": ((156, 39, 19),) * 4,
    "sixteen-bit-grey-clear.png": GREY,
    "palette-clear.png": None,  # one of the four is paper now; which one, the quantiser decides
    "trailing.jpg": PLAIN,
    "thumbnail.jpg": TURNED,
    "twice.jpg": PLAIN,
    "a-jpeg-called.png": PLAIN,
    "another-space-s-profile.jpg": PLAIN,
    "broken-profile.jpg": PLAIN,
    "without-screen.gif": PLAIN,
    "high-and-thin.png": ((9, 99, 199),) * 4,
    "broad-and-thin.jpg": ((9, 99, 199),) * 4,
}


def quarters_of(data):
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        picture = image.convert("RGB")
    across, down = picture.size
    return [picture.getpixel((across * x // 4, down * y // 4)) for y in (1, 3) for x in (1, 3)]


def near(found, wanted):
    return all(abs(a - b) <= 6 for one, other in zip(found, wanted, strict=True) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_colours_of_an_odd_photo(name):
    data = good_odd_photos()[name]
    made = engine("auto").make(data, Order(widths_of(checked_header(data).upright[0]), RECIPES))
    for version in made.versions:
        found = quarters_of(version.data)
        if EXPECTED[name]:
            assert near(found, EXPECTED[name]), (version.width, version.recipe.suffix, found)
        else:
            assert sum(near([colour], [(255, 255, 255)]) for colour in found) == 1
        assert findings(version.data, version.recipe.suffix) == ()
        assert not [word for word in PRIVATE.values() if word.encode() in version.data]
