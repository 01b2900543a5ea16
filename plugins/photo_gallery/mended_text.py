"""Chinese that cameras, phones and old programs left in photos, decoded: UTF-8, GBK, UTF-16, or one read as another."""

import re

from ..documents.source import CONTROL, ZERO_WIDTH

HAN = re.compile("[㐀-鿿豈-﫿]")
HIGH = re.compile(rb"[\x80-\xff]")
LONGEST_TAIL = 3
"""Bytes of a UTF-8 character that a field of limited length may have cut off."""
REPLACED = "\ufffd"


def decoded(data: bytes) -> str:
    r"""The text of bytes whose encoding nobody names: UTF-8, else GB18030, else Latin-1; what was cut off is left off.

    >>> decoded("重庆".encode()), decoded("重庆市总工会".encode("gbk")), decoded("重庆".encode()[:-1])
    ('重庆', '重庆市总工会', '重')
    >>> decoded("Müller".encode("latin-1"))
    'Müller'
    """
    data = data.split(b"\0\0\0")[0].rstrip(b"\0 ")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return tidy(data.decode("utf-16", "ignore"))
    return mended(_utf8(data) or _gb18030(data) or data.decode("latin-1"))


def mended(text: str) -> str:
    """``text`` as it was meant, when its UTF-8 or GBK bytes were read as Latin-1 or Windows-1252 somewhere.

    >>> mended("重庆".encode().decode("latin-1")), mended("重庆".encode("gbk").decode("latin-1")), mended("café Müller")
    ('重庆', '重庆', 'café Müller')
    """
    if HAN.search(text):
        return tidy(text)
    data = _bytes_of(text)
    if data is None or not HIGH.search(data):
        return tidy(text)
    meant = _utf8(data) or _gb18030(data)
    return tidy(meant if HAN.search(meant) else text)


def wide(data: bytes) -> str:
    r"""The text of the ``XP…`` fields of Windows: UTF-16, little end first.

    >>> wide("启动仪式".encode("utf-16-le") + b"\0\0")
    '启动仪式'
    """
    return mended(data[: len(data) // 2 * 2].decode("utf-16-le", "ignore"))


def tidy(text: str) -> str:
    """On one line, without what no page may hold."""
    text = CONTROL.sub("", ZERO_WIDTH.sub("", text.partition("\0")[0].replace("\t", " ")))
    return "" if REPLACED in text else re.sub(r"\s+", " ", text).strip()


def _utf8(data: bytes) -> str:
    for cut in range(LONGEST_TAIL + 1):
        try:
            return data[: len(data) - cut].decode("utf-8")
        except UnicodeDecodeError as error:
            if error.start < len(data) - cut - LONGEST_TAIL:
                return ""
    return ""


def _gb18030(data: bytes) -> str:
    """The text of GBK bytes; empty when they are more likely a western language's single accents."""
    for end in (len(data), len(data) - 1):
        try:
            text = data[:end].decode("gb18030")
        except UnicodeDecodeError:
            continue
        with_ascii = [one for one in HAN.findall(text) if one.encode("gb18030")[1] < 0x80]  # noqa: PLR2004 - é and a letter
        return text if 2 * len(with_ascii) < len(HAN.findall(text)) else ""
    return ""


def _bytes_of(text: str) -> bytes | None:
    """The bytes that were read as ``text`` one by one; None when a character is none of theirs."""
    data = bytearray()
    for character in text:
        if ord(character) < 256:  # noqa: PLR2004 - Latin-1
            data.append(ord(character))
            continue
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:
            return None
    return bytes(data)
