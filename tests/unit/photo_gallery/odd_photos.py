"""Odd photos, drawn and written byte by byte: colour profiles, orientations, private bytes, attacks."""

import struct
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
