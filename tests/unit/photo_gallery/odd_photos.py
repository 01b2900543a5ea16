"""Odd photos, drawn and written byte by byte: colour profiles, orientations, private bytes, attacks."""

import struct
import zlib
from functools import cache
from io import BytesIO

QUARTERS = ((220, 30, 30), (30, 160, 40), (40, 60, 200), (230, 200, 40))
"""Upper left, upper right, lower left, lower right of :func:`quarters`."""
D50 = (0.9642, 1.0, 0.8249)


def quarters(width, height):
    """A picture whose four quarters have four colours, so that every wrong turn shows."""
    from PIL import Image

    picture = Image.new("RGB", (width, height))
    for number, colour in enumerate(QUARTERS):
        across, down = number % 2, number // 2
        picture.paste(
            colour, (width // 2 * across, height // 2 * down, width // 2 * (across + 1), height // 2 * (down + 1))
        )
    return picture


def saved(picture, format_, **options):
    """The picture as the bytes of a file."""
    buffer = BytesIO()
    picture.save(buffer, format_, **options)
    return buffer.getvalue()


def _profile(device, space, pcs, tags):
    body, table, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        padded = data + b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += padded
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"\0" * 4, 0x02400000, device, space, pcs)
    head += struct.pack(">6H", 2020, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28 + _xyz(D50) + b"\0" * 4
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _xyz(values):
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _words(kind, name):
    text = name.encode() + b"\0"
    if kind == b"text":
        return b"text" + b"\0" * 4 + text
    return b"desc" + b"\0" * 4 + struct.pack(">I", len(text)) + text + b"\0" * 78


def _curve(gamma):
    return b"curv" + b"\0" * 4 + struct.pack(">IH", 1, round(gamma * 256))


def display_p3():
    """An RGB profile with the primaries of Display P3: the same numbers mean stronger colours than in sRGB."""
    named = {b"desc": _words(b"desc", "Wide test profile"), b"cprt": _words(b"text", "none")}
    points = {
        b"wtpt": D50,
        b"rXYZ": (0.5151, 0.2412, -0.0011),
        b"gXYZ": (0.2920, 0.6922, 0.0419),
        b"bXYZ": (0.1571, 0.0666, 0.7841),
    }
    tags = named | {name: b"XYZ " + b"\0" * 4 + _xyz(values) for name, values in points.items()}
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _curve(2.2)))


def cmyk_inks():
    """A CMYK profile in which full cyan prints as the Lab colour (55, -37, -50): far from what a naive guess shows."""
    inks = {0: (55, -37, -50), 1: (48, 74, -3), 2: (89, -5, 93), 3: (16, 0, 0)}
    nodes = b""
    for number in range(16):  # the first channel varies slowest
        used = [inks[channel] for channel in range(4) if number >> (3 - channel) & 1]
        light = 100.0
        for ink in used:
            light *= ink[0] / 100
        nodes += bytes(
            (
                round(light * 2.55),
                max(0, min(255, 128 + sum(ink[1] for ink in used))),
                max(0, min(255, 128 + sum(ink[2] for ink in used))),
            )
        )
    ramp = bytes(range(256))
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1" + b"\0" * 4 + bytes((4, 3, 2, 0)) + identity + ramp * 4 + nodes + ramp * 3
    named = {b"desc": _words(b"desc", "Ink test profile"), b"cprt": _words(b"text", "none")}
    return _profile(b"prtr", b"CMYK", b"Lab ", named | {b"A2B0": table, b"wtpt": b"XYZ " + b"\0" * 4 + _xyz(D50)})


PRIVATE = {
    "serial": "SN-4711-0815-ABCD",
    "owner": "Zhang San Owner Name",
    "comment": "Secret comment of the camera",
    "xmp": "xmp-private-person-shown",
    "place": "GPSAREA-Yuzhong-Home",
    "text": "png-text-private-value",
}


def private_photo(format_):
    """A photo with something private in every corner that its format has."""
    from PIL import Image, PngImagePlugin

    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x8298] = "Maker", PRIVATE["owner"], PRIVATE["owner"]
    exif.get_ifd(0x8769)[0xA431] = PRIVATE["serial"]
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[28] = "N", (29.0, 33.0, 12.0), PRIVATE["place"].encode()
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{PRIVATE["xmp"]}</x:xmpmeta>'.encode()
    options = {"exif": exif, "xmp": xmp, "icc_profile": display_p3()}
    if format_ == "JPEG":
        options["comment"] = PRIVATE["comment"].encode()
    if format_ == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", PRIVATE["text"])
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", PRIVATE["xmp"])
        del options["xmp"]
    return saved(quarters(1200, 800), format_, **options)


def planted(data):
    """Which private words a file really carries; not every format has a place for each."""
    return [word for word in PRIVATE.values() if word.encode() in data]


def exif_with(orientation=1, words="", place=False):
    """EXIF as cameras and picture editors write it; Chinese words as raw GB 18030 bytes, which is what old ones do."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = orientation
    if words:
        exif[0x010E] = words.encode("gb18030").decode("latin-1")
    if place:
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2], gps[3], gps[4] = "N", (29.0, 33.0, 12.0), "E", (106.0, 34.0, 1.0)
    return exif


def sixteen_bit(width, height):
    """A 16-bit RGB PNG, written by hand since Pillow makes none: a ramp from black to white."""
    rows = b"".join(
        b"\0" + b"".join(struct.pack(">HHH", *[65535 * across // max(1, width - 1)] * 3) for across in range(width))
        for _ in range(height)
    )
    return _png((width, height), 16, 2, zlib.compress(rows))


def header_only(width, height):
    """A PNG that promises so many pixels and has none of them."""
    return _png((width, height), 8, 2, zlib.compress(b""))


def jpeg_that_claims(width, height):
    """A small JPEG whose frame header says that it is huge."""
    data = bytearray(saved(quarters(64, 48), "JPEG"))
    frame = data.index(b"\xff\xc0") + 5
    data[frame : frame + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def endless_scans(count=500):
    """A progressive JPEG whose last scan comes again and again: each costs a pass over all pixels."""
    data = saved(quarters(5000, 4000), "JPEG", progressive=True, quality=20)
    last = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last * count + data[-2:]


def plain_ground(**options):
    """A poster: a picture above, one colour below, and nothing wrong with it."""
    from PIL import Image

    poster = Image.new("RGB", (900, 600), (180, 20, 30))
    poster.paste(quarters(880, 300), (10, 10))
    return saved(poster, "JPEG", **options)


def ran_dry(tenths, orientation=1):
    """A JPEG that was cut off and then given an end, as download managers and “repair” tools do it."""
    from PIL import Image

    picture = quarters(900, 600)
    grain = Image.frombytes("L", (300, 200), (bytes(range(0, 251, 3)) * 800)[: 300 * 200]).resize((900, 600))
    data = saved(Image.blend(picture, grain.convert("RGB"), 0.3), "JPEG", exif=exif_with(orientation))
    return data[: len(data) * tenths // 10].rstrip(b"\xff") + b"\xff\xd9"


def million_frames(count=1_000_000):
    """A GIF of one-pixel frames."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    head = b"GIF89a" + struct.pack("<HHBBB", 10, 10, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return head + frame * count + b";"


def with_gain_map(width=1200, height=800):
    """What an HDR phone writes: a JPEG, then its gain map as a second JPEG, announced by MPF and by XMP."""
    from PIL import Image

    buffer = BytesIO()
    xmp = b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><r hdrgm:Version="1.0"/></x:xmpmeta>'
    second = Image.new("L", (width // 4, height // 4), 90)
    quarters(width, height).save(buffer, "MPO", save_all=True, append_images=[second])
    data = buffer.getvalue()
    # right after the start: MPF counts from its own head, which must stay as far from the second picture as it was
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp + data[2:]


def moving(format_, frames=4, size=(600, 400)):
    """An animation in any of the formats that move."""
    from PIL import Image

    shades = [Image.new("RGB", size, (shade * 255 // frames, 0, 90)) for shade in range(frames)]
    return saved(shades[0], format_, save_all=True, append_images=shades[1:], duration=120)


def deep_png(colour, pixel, size=(600, 400)):
    """A PNG of 16 bits a channel in one colour, of a kind that Pillow does not write."""
    row = b"\0" + struct.pack(f">{len(pixel)}H", *pixel) * size[0]
    return _png(size, 16, colour, zlib.compress(row * size[1]))


def with_chunk(name, body):
    """A good PNG with one more chunk before its pixels."""
    data = saved(quarters(900, 600), "PNG")
    more = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return data[:33] + more + data[33:]


def bomb(kind):
    """A good PNG with a hundred megabytes of packed text or profile."""
    packed = zlib.compress(b"A" * 100_000_000, 9)
    head = {b"zTXt": b"Comment\0\0", b"iCCP": b"x\0\0", b"iTXt": b"XML:com.adobe.xmp\0\1\0\0\0"}[kind]
    return with_chunk(kind, head + packed)


def with_two_frames():
    """A JPEG with two frame headers of different sizes: one for whoever checks, one for whoever decodes."""
    data = saved(quarters(900, 600), "JPEG")
    frame = data.index(b"\xff\xc0")
    small = data[frame : frame + 5] + struct.pack(">HH", 64, 64) + data[frame + 9 : frame + 19]
    return data[:frame] + small + data[frame:]


def with_thumbnail():
    """A JPEG whose thumbnail still shows what the photo was before it was cropped."""
    from PIL import Image

    before = saved(Image.new("RGB", (160, 120), (255, 0, 255)), "JPEG", comment=PRIVATE["comment"].encode())
    return saved(quarters(900, 600), "JPEG", exif=exif_with(6).tobytes() + before)


def without_screen(size=(0, 0)):
    """A GIF whose screen has another size than its picture."""
    data = bytearray(saved(quarters(900, 600).quantize(16), "GIF"))
    data[6:10] = struct.pack("<HH", *size)
    return bytes(data)


@cache
def good_odd_photos():
    """Odd photos that must be published, by name."""
    from PIL import Image

    found = {f"orientation-{n}.jpg": saved(quarters(900, 600), "JPEG", exif=exif_with(n)) for n in range(1, 9)}
    cyan = Image.new("CMYK", (900, 600), (255, 0, 0, 0))
    return found | {
        "cmyk.jpg": saved(cyan, "JPEG"),
        "cmyk-with-profile.jpg": saved(cyan, "JPEG", icc_profile=cmyk_inks()),
        "display-p3.jpg": saved(quarters(900, 600), "JPEG", icc_profile=display_p3()),
        "grey.jpg": saved(quarters(900, 600).convert("L"), "JPEG"),
        "sixteen-bit.png": sixteen_bit(600, 40),
        "sixteen-bit-grey.png": saved(Image.new("I;16", (600, 400), 32768), "PNG"),
        "palette.png": saved(quarters(600, 400).quantize(4), "PNG"),
        "clear.png": saved(Image.new("RGBA", (600, 400), (200, 0, 0, 90)), "PNG"),
        "place.jpg": saved(quarters(900, 600), "JPEG", exif=exif_with(place=True)),
        "chinese-exif.jpg": saved(quarters(900, 600), "JPEG", exif=exif_with(words="重庆市总工会 车间一角")),
        "gain-map.jpg": with_gain_map(),
        "progressive.jpg": saved(quarters(900, 600), "JPEG", progressive=True),
        "thin.png": saved(Image.new("RGB", (2000, 1), (9, 9, 9)), "PNG"),
        "plain-ground.jpg": plain_ground(),
        "one-pixel.gif": saved(Image.new("P", (1, 1)), "GIF"),
        **{f"moving.{suffix}": moving(format_) for suffix, format_ in
           (("gif", "GIF"), ("webp", "WEBP"), ("png", "PNG"), ("avif", "AVIF"))},
        "a-million-frames.gif": million_frames(),
        "cmyk-progressive.jpg": saved(quarters(900, 600).convert("CMYK"), "JPEG", progressive=True, quality=95),
        "sixteen-bit-clear.png": deep_png(6, (40000, 10000, 5000, 65535)),
        "sixteen-bit-grey-clear.png": deep_png(4, (40000, 65535)),
        "palette-clear.png": saved(quarters(900, 600).quantize(4), "PNG", transparency=bytes((0, 255, 255, 255))),
        "trailing.jpg": saved(quarters(900, 600), "JPEG") + b"PK\3\4" + PRIVATE["comment"].encode() * 1000,
        "thumbnail.jpg": with_thumbnail(),
        "twice.jpg": saved(quarters(900, 600), "JPEG") * 2,
        "a-jpeg-called.png": saved(quarters(900, 600), "JPEG"),
        "another-space-s-profile.jpg": saved(quarters(900, 600), "JPEG", icc_profile=cmyk_inks()),
        "broken-profile.jpg": saved(quarters(900, 600), "JPEG", icc_profile=b"nonsense" * 99),
        "without-screen.gif": without_screen(),
        "high-and-thin.png": saved(Image.new("RGB", (300, 20_000), (9, 99, 199)), "PNG"),
        "broad-and-thin.jpg": saved(Image.new("RGB", (20_000, 1), (9, 99, 199)), "JPEG"),
        "sixty-thousand-broad.jpg": saved(Image.new("L", (65_000, 900), 99), "JPEG"),
    }  # fmt: skip


@cache
def hostile_photos():
    """Photos that must be refused with a reason, by name."""
    whole = saved(quarters(900, 600), "JPEG")
    return {
        "nothing.jpg": b"",
        "cut-in-the-header.jpg": whole[:100],
        "cut-in-the-pixels.jpg": whole[: len(whole) // 2],
        "without-its-end.jpg": whole[:-2],
        "two-hundred-megapixels.png": header_only(20_000, 10_000),
        "two-hundred-megapixels.jpg": jpeg_that_claims(20_000, 10_000),
        "sixty-thousand-square.png": header_only(60_000, 60_000),
        "no-pixels.png": header_only(0, 0),
        "only-a-header.png": header_only(600, 400),
        "claims-more-than-it-has.jpg": jpeg_that_claims(5000, 5000),
        **{f"ran-dry-{part}.jpg": ran_dry(part) for part in (2, 5, 9)},
        "ran-dry-lying.jpg": ran_dry(5, orientation=6),
        "endless-scans.jpg": endless_scans(),
        "web-page.jpg": b"<!DOCTYPE html><script>alert(1)</script>",
        "drawing.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "print.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "layers.jpg": b"8BPS\0\1" + b"\0" * 40,
        "scan.tif": b"II*\0\x08\0\0\0",
        "bomb-of-text.png": bomb(b"zTXt"),
        "bomb-of-xmp.png": bomb(b"iTXt"),
        "bomb-of-a-profile.png": bomb(b"iCCP"),
        "two-frames.jpg": with_two_frames(),
        "huge-screen.gif": without_screen((60_000, 600)),
        "without-palette.png": _png((60, 40), 8, 3, zlib.compress((b"\0" + b"\1" * 60) * 40)),
        "half.webp": saved(quarters(900, 600), "WEBP")[:900],
        "half.avif": saved(quarters(900, 600), "AVIF")[:700],
        "sound.webp": b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
        "pointer.jpg": b"version https://git-lfs.github.com/spec/v1\n",
    }


def animated_png(width, height, frames):
    """A PNG of few bytes whose frames, half clear and laid over one another, are as many pixels as you like."""
    packer = zlib.compressobj(1)
    row = b"\4" + b"\x60\x70\x80\x90" * width
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)),
        (b"acTL", struct.pack(">II", frames, 0)),
    ]
    for number in range(frames):
        control = struct.pack(">IIIIIHHBB", max(0, 2 * number - 1), width, height, 0, 0, 1, 20, 0, 1)
        chunks.append((b"fcTL", control))
        chunks.append((b"fdAT", struct.pack(">I", 2 * number) + pixels) if number else (b"IDAT", pixels))
    return _of_chunks(*chunks, (b"IEND", b""))


def _png(size, depth, colour, compressed):
    head = struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0)
    return _of_chunks((b"IHDR", head), (b"IDAT", compressed), (b"IEND", b""))


def _of_chunks(*chunks):
    """A PNG file of these chunks."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
