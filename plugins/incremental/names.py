"""Output names that cannot leave the output folder or collide on any system, checked by construction."""

import re
import unicodedata

LONGEST_PART = 255
DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


class UnsafeNameError(ValueError):
    """A ``save_as`` that we refuse to write; a bug of the one who made it."""


class ClashError(ValueError):
    """Two outputs that want one place; a bug of the one who made them."""


def safe_name(save_as: str) -> str:
    """Return ``save_as`` itself when it is a plain relative path, else raise :class:`UnsafeNameError`.

    Refused: empty, absolute, ``..`` and ``.``, backslashes, drive letters, control characters, device names of Windows,
    parts that end in a dot or a space, parts that are too long for a file system.

    >>> safe_name("news/a/index.html")
    'news/a/index.html'
    """
    for part in save_as.split("/"):
        wrong = (
            part in {"", ".", ".."}
            or FORBIDDEN.search(part)
            or part.endswith((".", " "))
            or DEVICES.fullmatch(part)
            or len(part.encode("utf-8", "replace")) > LONGEST_PART
            or any(unicodedata.category(c) == "Cs" for c in part)
        )
        if wrong:
            message = f"不能写到这个位置：{save_as!r}"
            raise UnsafeNameError(message)
    return save_as


class Claims:
    """Who writes where: each place once, also where capital letters and Unicode forms do not count."""

    def __init__(self) -> None:
        """Nothing is claimed yet."""
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def claim(self, save_as: str) -> None:
        """Claim a place; raises :class:`ClashError` when it, or a folder it needs, is taken."""
        safe_name(save_as)
        key = unicodedata.normalize("NFC", save_as).casefold()
        parts = key.split("/")
        folders = ["/".join(parts[:end]) for end in range(1, len(parts))]
        taken = self._files.get(key) or self._folders.get(key)
        for folder in folders:
            taken = taken or self._files.get(folder)
        if taken is not None:
            message = f"两个页面要写到同一个位置：{taken} 和 {save_as}"
            raise ClashError(message)
        self._files[key] = save_as
        for folder in folders:
            self._folders.setdefault(folder, save_as)

    def release(self, save_as: str) -> None:
        """Give a place back, for a page that replaces another on purpose."""
        self._files.pop(unicodedata.normalize("NFC", save_as).casefold(), None)
