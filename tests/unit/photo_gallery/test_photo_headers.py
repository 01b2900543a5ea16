"""Headers read byte by byte say what the decoders say, and broken ones say nothing worse than ValueError."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.documents.photo_headers import Header, header_of
from tests.unit.photo_gallery.odd_photos import exif_with, good_odd_photos, moving, private_photo, quarters, saved

HEIC = Path(__file__).with_name("quarters.heic")
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><r tiff:Orientation="%d"/></rdf:RDF></x:xmpmeta>'


def by_pillow(data):
    """Size, orientation and motion, as the decoder sees them."""
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        orientation = Image.Image.getexif(image).get(0x0112, 1)
        animated = image.format in {"GIF", "WEBP", "PNG", "AVIF"} and bool(getattr(image, "is_animated", False))
        return *image.size, orientation, animated


def by_us(data):
    header = header_of(data)
    return header.width, header.height, header.orientation, header.animated


@pytest.mark.parametrize("name", sorted(set(good_odd_photos()) - {"a-million-frames.gif"}))
def test_odd_photos_have_the_header_that_pillow_reads(name):
    data = good_odd_photos()[name]
    assert by_us(data) == by_pillow(data)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_orientation_in_every_format(format_, orientation):
    data = saved(quarters(60, 40), format_, exif=exif_with(orientation))
    assert by_us(data) == by_pillow(data) == (60, 40, orientation, False)
    assert header_of(data).upright == ((60, 40) if orientation < 5 else (40, 60))


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG", "AVIF"])
@pytest.mark.parametrize("frames", [1, 2, 5])
def test_what_moves(format_, frames):
    data = moving(format_, frames)
    assert by_us(data)[3] == by_pillow(data)[3] == (frames > 1)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_xmp_says_how_a_photo_lies_where_exif_does_not(format_):
    from PIL import Image, PngImagePlugin

    def with_xmp(**options):
        if format_ == "PNG":
            options["pnginfo"] = PngImagePlugin.PngInfo()
            options["pnginfo"].add_itxt("XML:com.adobe.xmp", (XMP % 6).decode(), zip=True)
        else:
            options["xmp"] = XMP % 6
        return saved(quarters(60, 40), format_, **options)

    assert header_of(with_xmp()).orientation == 6
    assert header_of(with_xmp(exif=exif_with(3))).orientation == 3  # both: EXIF, as browsers do
    silent = Image.Exif()
    silent[0x010E] = "words"
    assert header_of(with_xmp(exif=silent)).orientation == 6


def test_both_byte_orders_and_nonsense():
    from PIL import Image

    for mark in ("II", "MM"):
        exif = Image.Exif()
        exif.endian = {"II": "<", "MM": ">"}[mark]
        exif[0x0112] = 8
        assert header_of(saved(quarters(60, 40), "JPEG", exif=exif.tobytes())).orientation == 8
    for nonsense in (0, 9, 65535):
        assert header_of(saved(quarters(60, 40), "JPEG", exif=exif_with(nonsense))).orientation == 1


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_words_are_found_where_the_format_keeps_them(format_):
    words = header_of(private_photo(format_)).words
    assert b"SN-4711-0815-ABCD" in words.exif
    assert words.exif[:4] in {b"II*\0", b"MM\0*"}
    if format_ != "AVIF":  # an item that is no RDF is not looked at
        assert b"xmp-private-person-shown" in words.xmp


def test_heic_is_as_its_decoder_shows_it():
    assert header_of(HEIC.read_bytes()).upright == (640, 320)


def seeds():
    """A small photo of each format."""
    for format_ in FORMATS:
        yield saved(quarters(24, 16), format_, **({} if format_ == "GIF" else {"exif": exif_with(6)}))
        if format_ != "JPEG":
            yield moving(format_, 3, (24, 16))
    yield HEIC.read_bytes()


SEEDS = list(seeds())


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 700), st.binary(min_size=1, max_size=6)), max_size=5),
    st.integers(0, 1500) | st.none(),
)
def test_a_broken_header_is_a_header_or_a_value_error(seed, changes, end):
    data = bytearray(seed)
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    try:
        header = header_of(bytes(data[:end]))
    except ValueError:
        return
    assert isinstance(header, Header)
    assert 1 <= header.orientation <= 8


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + b"\xff" * 20_000_000,
        b"\xff\xd8\xff" + b"\xe1\0\x02\xff" * 5_000_000,
        b"\xff\xd8\xff\xe1\xff\xffExif\0\0" + (b"\0" * 65525 + b"\xff\xe1\xff\xffExif\0\0") * 300,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0tEXt\0\0\0\0" * 2_000_000,
        b"GIF89a\1\0\1\0\0\0\0" + b"\x21\xfe\0" * 7_000_000,
        b"GIF89a\1\0\1\0\0\0\0" + b"\0" * 20_000_000,
        b"RIFF\xff\xff\xff\xffWEBP" + b"ANMF\0\0\0\0" * 2_500_000,
        b"\0\0\0\x14ftypavif\0\0\0\0avif" + b"\0\0\0\x08free" * 2_500_000,
    ],
    ids=["fill", "segments", "exif", "chunks", "extensions", "zeroes", "frames", "boxes"],
)
def test_twenty_megabytes_of_nothing_take_no_time(data):
    begun = time.process_time()
    with pytest.raises(ValueError, match=r"."):
        header_of(data)
    assert time.process_time() - begun < 2
