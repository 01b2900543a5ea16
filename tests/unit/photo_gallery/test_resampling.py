"""The fast way of shrinking gives what Pillow gives, on every processor."""

import sys

import pytest

from plugins.photo_gallery.pillow_engine import PillowEngine
from plugins.photo_gallery.resampling import shrunk
from tests.unit.photo_gallery.odd_photos import quarters

SIZES = [((900, 600), (480, 320)), ((901, 601), (77, 600)), ((1, 700), (1, 90)), ((700, 1), (90, 1)), ((5, 5), (2, 1))]


def grain(size, mode):
    """A picture in which every pixel differs from its neighbours."""
    from PIL import Image

    area = size[0] * size[1]
    noise = Image.frombytes("L", size, bytes(number * number * 7919 // 13 % 251 for number in range(area)))
    return Image.blend(quarters(*size), noise.convert("RGB"), 0.5).convert(mode)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "RGBA"])
@pytest.mark.parametrize(("size", "wanted"), SIZES)
def test_it_is_lanczos_as_pillow_has_it(size, wanted, mode):
    from PIL import ImageChops
    from PIL.Image import Resampling

    pytest.importorskip("cykooz_resizer")
    picture = grain(size, mode)
    ours, book = shrunk(picture, wanted), picture.resize(wanted, Resampling.LANCZOS)
    assert (ours.mode, ours.size) == (mode, wanted)
    pairs = zip(ours.split(), book.split(), strict=True)
    assert max(ImageChops.difference(*pair).getextrema()[1] for pair in pairs) <= 3


def test_every_processor_makes_the_same_bytes():
    from PIL import Image

    resizer = pytest.importorskip("cykooz_resizer")
    picture = grain((900, 600), "RGB")
    plain = Image.new("RGB", (480, 320))
    other = resizer.Resizer()
    other.cpu_extensions = resizer.CpuExtensions.none
    options = resizer.ResizeOptions(resize_alg=resizer.ResizeAlg.convolution(resizer.FilterType.lanczos3))
    other.resize_pil(picture, plain, options)
    assert shrunk(picture, (480, 320)).tobytes() == plain.tobytes()


def test_a_system_without_it_shrinks_by_pillow_and_the_edition_says_so(monkeypatch):
    from PIL.Image import Resampling

    monkeypatch.setitem(sys.modules, "cykooz_resizer", None)
    picture = grain((900, 600), "RGB")
    assert shrunk(picture, (480, 320)) == picture.resize((480, 320), Resampling.LANCZOS)
    monkeypatch.undo()
    pytest.importorskip("cykooz_resizer")
    assert "cykooz-resizer" in PillowEngine().edition
