"""What a photo file says of itself, as suggestions to an editor: XMP first, then IPTC, then EXIF.

Words only: where a photo was taken by GPS, the camera's number and its owner are never looked at. What cameras and
phones write by themselves is left out, and so is a text that holds coordinates, a telephone or an identity number.
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from xml.etree import ElementTree as ET

from pydantic_core import PydanticCustomError

from ..documents.fields import day_of
from ..documents.photo_facts import checked_header
from ..documents.photo_files import read_photo
from ..documents.unsafe_texts import TAG_IN_TEXT
from .mended_text import HAN, decoded, mended, wide

LARGEST_XMP = 1_000_000
LONGEST, LONGEST_LINE = 1000, 200
LANGUAGES = ("zh-CN", "zh-Hans", "zh", "x-default")
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XMP = {
    "title": ("photoshop:Headline", "dc:title"),
    "caption": ("dc:description",),
    "credit": ("dc:creator",),
    "agency": ("photoshop:Credit", "photoshop:Source"),
    "taken": ("photoshop:DateCreated", "exif:DateTimeOriginal"),
    "location": ("Iptc4xmpCore:Location", "photoshop:City"),
    "alt": ("Iptc4xmpCore:AltTextAccessibility",),
}
IPTC = {
    "title": ((2, 105), (2, 5)),
    "caption": ((2, 120),),
    "credit": ((2, 80),),
    "agency": ((2, 110), (2, 115)),
    "taken": ((2, 55),),
    "location": ((2, 92), (2, 90)),
}
IPTC_RESOURCE = 0x0404
TITLE_XP, COMMENT_XP, AUTHOR_XP, SUBJECT_XP = 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9F
DESCRIPTION, ARTIST, TAKEN, USER_COMMENT, EXIF_IFD = 0x010E, 0x013B, 0x9003, 0x9286, 0x8769
MACHINE = re.compile(
    r"OLYMPUS DIGITAL CAMERA|SONY DSC|MINOLTA.*|KONICA.*|SAMSUNG.*|DCIM.*|DIGITAL CAMERA|Exif_JPEG_PICTURE|Untitled.*"
    r"|Screenshot.*|Picasa.*|Adobe .*|unknown|user|admin(?:istrator)?|default|ASCII|None|null|[{\[].*|<.*"
    r"|(?:IMG|DSC|MVIMG|PXL|mmexport|MTXX|wx_camera)[\W_]*\d.*|未知|无|CREATOR: gd-jpeg.*",
    re.IGNORECASE | re.DOTALL,
)
"""What machines write where people should."""
PRIVATE = re.compile(
    r"\d{1,3}\.\d{3,}\s*°?\s*[NSEW北南东西]?[\s,，;；/]+\s*[东西EW]?\s*\d{1,3}\.\d{3,}|\d{1,3}\s*°\s*\d{1,2}\s*['′’]"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|GPS|经度|纬度",
    re.IGNORECASE,
)
"""Coordinates, mobile telephones, identity numbers."""
ZEROES = re.compile(r"0000|1904|1970|19[89]0[-:]?01[-:]?01|2000[-:]?01[-:]?01")
"""What a camera says whose clock was never set."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be said of a photo, in the fields of ``photos.yaml``; empty where the file says nothing."""

    title: str = ""
    caption: str = ""
    credit: str = ""
    agency: str = ""
    taken: str = ""
    location: str = ""
    alt: str = ""


def suggestion_of(file: Path) -> Suggestion:
    """What ``file`` says of itself. PhotoError when it is no photo that we publish; never raises for its words."""
    words = checked_header(read_photo(file)).words
    sources = (_safely(_xmp, words.xmp), _safely(_iptc, words.iptc), _safely(_exif, words.exif))
    found = {}
    for field in fields(Suggestion):
        accept = _day if field.name == "taken" else _words
        longest = LONGEST if field.name in {"caption", "alt"} else LONGEST_LINE
        texts = (accept(text) for source in sources for text in source.get(field.name, ()))
        found[field.name] = next(filter(None, texts), "")[:longest]
    if found["title"] == found["caption"]:
        found["title"] = ""
    return Suggestion(**found)


Texts = Mapping[str, tuple[str, ...]]


def _safely(read: Callable[[bytes], Texts], block: bytes) -> Texts:
    """What a reader finds; metadata that is broken says nothing."""
    try:
        found = read(block) if block else {}
    except Exception:  # noqa: BLE001 - hostile metadata raises anything, and costs only the suggestion
        return {}
    return found


def _words(text: str) -> str:
    """A text that a person may have written; empty for a machine's, and for what must not be passed on."""
    text = TAG_IN_TEXT.sub("", text).strip()
    by_machine = MACHINE.fullmatch(text) or (len(text) < 2) or (text.isascii() and text.islower() and " " not in text)  # noqa: PLR2004 - one letter says nothing
    return "" if by_machine or PRIVATE.search(text) else text


def _day(text: str) -> str:
    """A day in ISO form; empty when there is none, or the clock was never set."""
    match = re.match(r"\s*(\d{4})[-:/.年]?(\d{2})[-:/.月]?(\d{2})", text)
    if not match or ZEROES.match(text.strip()):
        return ""
    with contextlib.suppress(PydanticCustomError):
        return day_of("-".join(match.groups())).isoformat()
    return ""


def _xmp(data: bytes) -> Texts:
    if len(data) > LARGEST_XMP or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return {}
    root = ET.fromstring(data.strip(b"\0 \r\n\t"))  # noqa: S314 - no document type, so no entities; small
    return {name: tuple(_of_keys(root, keys)) for name, keys in XMP.items()}


def _of_keys(root: ET.Element, keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        prefix, _, local = key.partition(":")
        tag = f"{{{NAMES[prefix]}}}{local}"
        for description in root.iter(f"{{{NAMES['rdf']}}}Description"):
            if tag in description.attrib:
                yield mended(description.attrib[tag])
        for element in root.iter(tag):
            yield from _of_element(element)


def _of_element(element: ET.Element) -> Iterator[str]:
    entries = element.findall(".//rdf:li", NAMES)
    if not entries:
        yield mended(element.text or "")
    elif element.find("rdf:Alt", NAMES) is not None:  # one text in several languages
        order = {language: number for number, language in enumerate(LANGUAGES)}
        for entry in sorted(entries, key=lambda one: order.get(one.get(XML_LANG, ""), len(order))):
            yield mended(entry.text or "")
    else:
        yield "、".join(filter(None, (mended(entry.text or "") for entry in entries)))


def _iptc(resources: bytes) -> Texts:
    records: dict[tuple[int, int], list[bytes]] = {}
    for kind, value in _records(resources):
        records.setdefault(kind, []).append(value)
    return {name: tuple(text for key in keys for text in _of_record(records.get(key))) for name, keys in IPTC.items()}


def _records(resources: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Kind and value of what IPTC says, which is one of Photoshop's resources (IIM 4.2)."""
    at = 0
    while resources[at : at + 4] == b"8BIM":
        kind = int.from_bytes(resources[at + 4 : at + 6])
        at += 6 + (resources[at + 6] // 2 + 1) * 2  # a name, padded to an even length with its own
        length = int.from_bytes(resources[at : at + 4])
        if kind == IPTC_RESOURCE:
            yield from _data_sets(resources[at + 4 : at + 4 + length])
        at += 4 + length + length % 2


def _data_sets(block: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    at = 0
    while block[at : at + 1] == b"\x1c":
        length = int.from_bytes(block[at + 3 : at + 5])
        if length & 0x8000:  # longer than any caption
            return
        yield (block[at + 1], block[at + 2]), block[at + 5 : at + 5 + length]
        at += 5 + length


def _of_record(values: list[bytes] | None) -> Iterator[str]:
    if values:
        yield "、".join(map(decoded, values))


def _exif(block: bytes) -> Texts:
    from PIL import Image  # noqa: PLC0415 - Pillow reads EXIF without any decoder, and is loaded only here

    exif = Image.Exif()
    exif.load(block)
    inner = exif.get_ifd(EXIF_IFD)
    description, author = _of_tag(exif.get(DESCRIPTION)), _of_tag(exif.get(ARTIST))
    title, subject, comment, windows_author = (
        _of_wide(exif.get(tag)) for tag in (TITLE_XP, SUBJECT_XP, COMMENT_XP, AUTHOR_XP)
    )
    # Windows copies its title into the description, in whatever encoding the machine had
    captions = (comment, _of_comment(inner.get(USER_COMMENT)), description, subject)
    return {
        "title": (title,),
        "caption": tuple(sorted(captions, key=lambda text: not HAN.search(text))),
        "credit": (windows_author, author),
        "taken": (_of_tag(inner.get(TAKEN)),),
    }


def _of_tag(value: object) -> str:
    if isinstance(value, bytes):
        return decoded(value)
    return mended(value) if isinstance(value, str) else ""


def _of_wide(value: object) -> str:
    if isinstance(value, tuple):
        value = bytes(value)
    return wide(value) if isinstance(value, bytes) else ""


def _of_comment(value: object) -> str:
    """EXIF's UserComment: eight bytes that name the encoding, then the text."""
    if not isinstance(value, bytes):
        return _of_tag(value)
    head, body = value[:8], value[8:]
    if head.startswith(b"UNICODE"):
        orders = (body.decode(f"utf-16-{order}", "ignore") for order in ("le", "be"))
        return mended(max(orders, key=lambda text: len(re.findall("[ -~一-鿿]", text))))
    return decoded(body if head.rstrip(b"\0 ") in {b"", b"ASCII", b"JIS"} else value)
