"""Photo files below ``content/``: which file an article means, and its bytes; what they are, :mod:`.photo_facts` says."""

import os
import stat
import sys
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote

from ..diagnostics import nearest

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".heic", ".heif"})
MAX_BYTES = 100_000_000
LONGEST_PATH, LONGEST_NAME = 500, 255
"""In characters and in bytes; what is longer, file systems refuse with errors instead of answers."""
NAMES_SHOWN = 5
HOW_TO_OPEN = os.O_RDONLY
for _flag in (
    "O_NOFOLLOW",
    "O_NONBLOCK",
    "O_BINARY",
):  # not through links, not waiting for a pipe, no line ends changed
    HOW_TO_OPEN |= getattr(os, _flag, 0)
CASE_COUNTS = sys.platform == "linux"
"""Whether a file that the system finds surely has the name that was asked for, upper and lower case included."""
CURE_FORMAT = "请用看图软件打开它，另存为 JPEG 或 PNG，再放回来"
CURE_LARGE = "请把长边缩到 4000 像素左右再放"
CURE_BROKEN = "请向作者重新要一份，或用看图软件打开后另存为 JPEG"


class PhotoError(Exception):
    """Why a photo cannot be used (``reason``) and what to do (``cure``), in Chinese.

    The reason is a sentence when it comes from :func:`resolve`, and what follows 照片“name” in one otherwise.

    ``kind`` is ``missing`` when no such file is there, ``outside`` when the path leaves ``content/`` or runs
    through a symbolic link, ``unreadable`` when the file is there and is no photo that we publish.
    """

    def __init__(self, kind: Literal["missing", "outside", "unreadable"], reason: str, cure: str = "") -> None:
        """An error of that kind; a ``cure`` may be empty."""
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.cure = cure


def resolve(root: Path, article: PurePosixPath, src: str) -> Path | PhotoError:
    """The file below ``root`` (``content/``) that ``src`` means in ``article``; or why there is none.

    ``article`` is relative to ``root``, ``src`` to the article's folder. Backslashes, ``%20`` and the two Unicode
    spellings of an accented name are understood; a wrong upper or lower case letter is not, since the site moves
    between systems that care and systems that do not.
    """
    place = _inside(article.parent, src)
    if isinstance(place, PhotoError):
        return place
    file = root / place
    if not os.path.lexists(file) and "%" in src:
        decoded = _inside(article.parent, unquote(src))
        if isinstance(decoded, PhotoError):
            return decoded
        place, file = decoded, root / decoded
    linked = _symlink_in(root, place)
    if linked:
        return PhotoError("outside", f"照片路径经过符号链接：“{linked}”", "请把照片本身放进稿件的文件夹，不要用链接")
    if file.is_file() and (CASE_COUNTS or file.name in _names(file.parent)):
        return file
    return _same_name(root, place) or _missing(root, article, place, src)


def read_photo(file: Path) -> bytes:
    """The bytes of a photo file, never through a symbolic link; PhotoError when there are none or too many."""
    try:
        handle = os.open(file, HOW_TO_OPEN)
    except OSError as error:
        if file.is_symlink():
            raise PhotoError("outside", "是符号链接", "请放照片本身，不要放链接") from None
        kind: Literal["missing", "unreadable"] = "unreadable" if file.exists() else "missing"
        raise PhotoError(kind, f"读不出来：{error.strerror}", "请检查文件是否存在、有没有读取权限") from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise PhotoError("unreadable", "不是文件", "请填写照片的文件名，不是文件夹")
    with os.fdopen(handle, "rb") as stream:
        if not status.st_size:
            raise PhotoError("unreadable", "是空文件（0 字节）", "多半是复制或下载没有完成，请重新放一份")
        if status.st_size > MAX_BYTES:
            raise PhotoError("unreadable", f"有 {status.st_size / 1e6:.0f} MB，超过 100 MB", "请缩小后再放")
        return stream.read()


def _inside(folder: PurePosixPath, src: str) -> PurePosixPath | PhotoError:
    written = src.strip().replace("\\", "/")
    if "://" in written or written.startswith("//") or written.lower().startswith(("data:", "javascript:")):
        return PhotoError("outside", f"照片不能引用别的网站：“{src}”", "请把照片下载到稿件的文件夹，写它的文件名")
    if not written or "\0" in written:
        return PhotoError("missing", "没有写照片的文件名", "例如：src: 启动仪式.jpg")
    if len(written) > LONGEST_PATH or any(len(part.encode()) > LONGEST_NAME for part in written.split("/")):
        return PhotoError("missing", f"照片的路径太长：“{src[:40]}……”", "请把照片改成短一点的名字")
    drive = len(written) > 1 and written[1] == ":" and written[0].isascii() and written[0].isalpha()
    if written.startswith("/") or drive:
        cure = "照片和稿件放在一起，只写文件名，例如 启动仪式.jpg"
        return PhotoError("outside", f"照片要写相对稿件的路径：“{src}”", cure)
    parts: list[str] = []
    for part in (*folder.parts, *written.split("/")):
        if part == ".." and not parts:
            return PhotoError(
                "outside", f"照片路径离开了 content 文件夹：“{src}”", "请把照片放进稿件的文件夹，只写文件名"
            )
        if part == "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return PurePosixPath(*parts)


def _symlink_in(root: Path, place: PurePosixPath) -> PurePosixPath | None:
    steps = [PurePosixPath(*place.parts[: end + 1]) for end in range(len(place.parts))]
    return next((step for step in steps if (root / step).is_symlink()), None)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(file.name for file in folder.iterdir())
    except OSError:
        return []


def _same_name(root: Path, place: PurePosixPath) -> Path | None:
    """The file whose path differs only in how Unicode spells it (a Mac writes é as two characters)."""
    file = root
    for part in place.parts:
        wanted = unicodedata.normalize("NFC", part)
        found = next((name for name in _names(file) if unicodedata.normalize("NFC", name) == wanted), None)
        if found is None:
            return None
        file /= found
    return file if file.is_file() and not _symlink_in(root, PurePosixPath(file.relative_to(root).as_posix())) else None


def _missing(root: Path, article: PurePosixPath, place: PurePosixPath, src: str) -> PhotoError:
    folder = root / place.parent
    if (root / place).is_dir():
        return PhotoError("missing", f"这是文件夹，不是照片：“{src}”", "请写到照片的文件名，例如 photos/启动仪式.jpg")
    photos = [name for name in _names(folder) if PurePosixPath(name).suffix.lower() in SUFFIXES]
    twin = next((name for name in photos if name.casefold() == place.name.casefold()), None)
    if twin:
        return PhotoError("missing", f"照片不存在：“{src}”，大小写不对", f"文件名是“{twin}”，请照它写")
    reason = f"照片不存在：“{src}”"
    if place.parent != article.parent and not folder.is_dir():
        return PhotoError("missing", reason, f"没有文件夹“{place.parent}”；照片的路径从稿件所在的文件夹算起")
    stems = {name: PurePosixPath(name).stem.casefold() for name in photos}  # endings alone make no two names alike
    near = nearest(place.stem.casefold(), stems.values())
    guess = "、".join(f"“{name}”" for stem in near for name in photos if stems[name] == stem)
    guess = f"是不是{guess}？" if guess else ""
    if not guess and photos:
        guess = f"这个文件夹里有：{'、'.join(photos[:NAMES_SHOWN])}{' 等' if len(photos) > NAMES_SHOWN else ''}"
    return PhotoError("missing", reason, guess or f"请把照片放进“{place.parent}”，或改正文件名")
