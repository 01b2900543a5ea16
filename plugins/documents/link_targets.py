"""Addresses: from a file below ``content/`` to its URL and output file, and from a link to what it points at.

Pure: nothing here looks at a disk. A file's name *is* its address, so a name that a server, Windows or a terminal
would misread is refused (:class:`UnsafeName`) instead of being mended behind the editor's back.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

LONGEST_SEGMENT = 200
"""Bytes of UTF-8 in one folder or file name: below every file system's 255, with room for a temporary ending."""

SUFFIXES = (".md", ".markdown")
RESERVED = frozenset(
    {
        "albums",
        "archive",
        "assets",
        "benefits",
        "calendar",
        "columns",
        "districts",
        "feeds",
        "figures",
        "glossary",
        "handbook",
        "laomo",
        "news",
        "offline",
        "pages",
        "people",
        "photos",
        "search",
        "series",
        "sitemap",
        "subscribe",
        "tags",
        "theme",
        "topics",
    }
)
"""First folders that the site itself fills; a page cannot take their place."""

DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])( *\..*)?", re.IGNORECASE)
NOT_ON_WINDOWS = frozenset('<>:"|?*')
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
IN_FRAGMENT = "-._~:"
IN_QUERY = "-._~/?&=+%:@!$,;"


class UnsafeName(ValueError):  # noqa: N818 - it names what was found, and reads as such
    """A name that cannot be an address; ``reason`` says why, in Chinese."""

    def __init__(self, name: str, reason: str) -> None:
        """An error that keeps the name and the reason apart."""
        super().__init__(f"“{_printable(name)}”不能用作网址：{reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ContentPath:
    """A link to a file or folder below ``content/``, by where it stands there; the file need not exist."""

    path: PurePosixPath
    query: str = ""
    fragment: str = ""

    @property
    def is_document(self) -> bool:
        """Whether it can be an article: ``.md``, or no ending (then the folder's ``index.md`` or the file is meant)."""
        return self.path.suffix.lower() in {"", *SUFFIXES}

    @property
    def url(self) -> str:
        """The address without query and fragment; right for an article, and meaningless for another file."""
        return _url(_folders(self.path))

    @property
    def href(self) -> str:
        """What the page's ``href`` holds."""
        return _with_ends(self.url, self.query, self.fragment)


@dataclass(frozen=True, slots=True)
class SiteUrl:
    """A link that starts at the site's root: ``path`` is percent-encoded in one way and has no ``..``."""

    path: str
    query: str = ""
    fragment: str = ""

    @property
    def href(self) -> str:
        """What the page's ``href`` holds."""
        return _with_ends(self.path, self.query, self.fragment)


@dataclass(frozen=True, slots=True)
class External:
    """A link to another host, a mailbox or a telephone, as it was typed."""

    href: str
    scheme: str


@dataclass(frozen=True, slots=True)
class AnchorOnly:
    """A link within the page; ``fragment`` is decoded, and empty for a link to nowhere (``[x]()``)."""

    fragment: str

    @property
    def href(self) -> str:
        """What the page's ``href`` holds."""
        return "#" + quote(self.fragment, safe=IN_FRAGMENT)


@dataclass(frozen=True, slots=True)
class Outside:
    """A link whose ``..`` leave ``content/`` (or the site)."""

    target: str


@dataclass(frozen=True, slots=True)
class Unsafe:
    """A link that no page may hold; ``reason`` says why, in Chinese."""

    target: str
    reason: str


LinkTarget = ContentPath | SiteUrl | External | AnchorOnly | Outside | Unsafe


def resolve_link(article: PurePosixPath, target: str) -> LinkTarget:
    """What ``target`` means in ``article`` (a path below ``content/``).

    Relative links count from the article's file, as an editor and every Markdown preview see them. ``.md`` files
    may also be named from the root of ``content/`` (``/news/2024/a.md``).

    >>> resolve_link(PurePosixPath("news/2024/a.md"), "../../laomo/fu-guotao/index.md#shiji").href
    '/laomo/fu-guotao/#shiji'
    """
    target = target.strip(" \t\r\n")
    if not target.isprintable() and any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in target):
        return Unsafe(target, "链接里有控制字符")
    if "\\" in target:
        return Unsafe(target, "链接里有反斜杠，请用正斜杠 /")
    if scheme := SCHEME.match(target):
        name = scheme[1].lower()
        return External(target, name) if name in SAFE_SCHEMES else Unsafe(target, f"不允许 {name}: 开头的链接")
    if target.startswith("//"):
        return External(target, "")
    rest, _, fragment = target.partition("#")
    path, _, query = rest.partition("?")
    if not path and not query:
        return AnchorOnly(unquote(fragment))
    return _within_site(article, target, path or article.name, (query, unquote(fragment)))


def _within_site(
    article: PurePosixPath, target: str, path: str, ends: tuple[str, str]
) -> ContentPath | SiteUrl | Outside | Unsafe:
    from_root = path.startswith("/")
    decoded = [unicodedata.normalize("NFC", unquote(part)) for part in path.split("/")]
    if any("\\" in part or "/" in part or _has_control(part) for part in decoded):
        return Unsafe(target, "链接里有编码过的斜杠、反斜杠或控制字符")
    segments = _without_dots([*([] if from_root else article.parent.parts), *decoded])
    if segments is None:
        return Outside(target)
    is_file = bool(segments) and segments[-1].lower().endswith(SUFFIXES)
    if not from_root or is_file:
        return ContentPath(PurePosixPath(*segments), *ends)
    is_folder = bool(segments) and decoded[-1] in {"", ".", ".."}
    return SiteUrl(_url(segments) if is_folder or not segments else _url(segments).rstrip("/"), *ends)


def url_of_target(article: PurePosixPath, target: str) -> str:
    """What the ``href`` of a link to ``target`` holds on the page of ``article``; ``#`` for a link that is refused.

    >>> url_of_target(PurePosixPath("news/2024/a.md"), "../../pages/about.md")
    '/about/'
    """
    found = resolve_link(article, target)
    return "#" if isinstance(found, (Outside, Unsafe)) else found.href


def url_of_path(path: PurePosixPath) -> str:
    """The address of the article at ``path`` below ``content/``: ``news/2024/a.md`` → ``/news/2024/a/``.

    Raises UnsafeName for a name that cannot be an address. Names are NFC; all but unreserved ASCII is percent-encoded.

    >>> url_of_path(PurePosixPath("pages/about.md"))
    '/about/'
    """
    return _url(_checked(path))


def save_as_of_path(path: PurePosixPath) -> str:
    """The output file of the article at ``path``, below the output folder and not percent-encoded.

    Raises UnsafeName like :func:`url_of_path`; so it never leaves the output folder.

    >>> save_as_of_path(PurePosixPath("laomo/fu-guotao/index.md"))
    'laomo/fu-guotao/index.html'
    """
    return "/".join([*_checked(path), "index.html"])


@lru_cache(maxsize=4096)
def checked_segment(name: str) -> str:
    """``name`` in NFC as one folder of an address (a tag, a person …), not percent-encoded. Raises UnsafeName.

    >>> checked_segment("互助保障")
    '互助保障'
    """
    segment = unicodedata.normalize("NFC", name)
    reason = _unsafe(segment)
    if reason:
        raise UnsafeName(name, reason)
    return segment


def encoded(segment: str) -> str:
    """``segment`` percent-encoded: everything but ASCII letters, digits and ``-._~``."""
    return quote(segment, safe="-._~")


def _checked(path: PurePosixPath) -> list[str]:
    if path.is_absolute() or path.suffix.lower() not in {"", *SUFFIXES}:
        raise UnsafeName(str(path), "稿件应该是 content 里的 .md 文件")
    for part in path.parts:
        checked_segment(part)
    folders = [checked_segment(folder) for folder in _folders(path)]
    if not folders:
        raise UnsafeName(str(path), "这个文件会盖住首页")
    if (path.parts[0] == "pages" or len(path.parts) == 1) and folders[0].casefold() in RESERVED:
        raise UnsafeName(path.name, f"网址 /{folders[0]}/ 由网站自己使用，请换一个名称")
    return folders


def _folders(path: PurePosixPath) -> list[str]:
    """The folders of the address: without ``pages/`` in front, ``index.md`` and ``.md`` behind."""
    parts = [unicodedata.normalize("NFC", part) for part in path.parts]
    if parts and parts[-1].lower().endswith(SUFFIXES):
        parts[-1] = parts[-1].rpartition(".")[0]
        if parts[-1] == "index":
            parts.pop()
    return parts[1:] if parts and parts[0] == "pages" else parts


def _url(folders: list[str]) -> str:
    return "/" + "".join(f"{encoded(folder)}/" for folder in folders)


def _with_ends(path: str, query: str, fragment: str) -> str:
    tail = f"?{quote(query, safe=IN_QUERY)}" if query else ""
    return path + tail + (f"#{quote(fragment, safe=IN_FRAGMENT)}" if fragment else "")


def _without_dots(parts: list[str]) -> list[str] | None:
    kept: list[str] = []
    for part in parts:
        if part == "..":
            if not kept:
                return None
            kept.pop()
        elif part not in {"", "."}:
            kept.append(part)
    return kept


def _printable(name: str) -> str:
    return "".join("\ufffd" if _has_control(c) else c for c in name)


def _has_control(text: str) -> bool:
    if text.isascii() and text.isprintable():
        return False
    return any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in text)


def _unsafe(segment: str) -> str:  # noqa: PLR0911 - one return a reason
    """Why ``segment`` cannot be a folder's name; empty when it can."""
    if not segment or segment.strip() != segment:
        return "名称不能为空，也不能以空格开头或结尾"
    if segment in {".", ".."} or segment.startswith("."):
        return "名称不能以点开头"
    if segment.endswith("."):
        return "名称不能以点结尾"
    if "/" in segment or "\\" in segment:
        return "名称里不能有斜杠或反斜杠"
    if _has_control(segment):
        return "名称里有看不见的控制字符"
    if NOT_ON_WINDOWS & set(segment):
        return f"名称里不能有 {' '.join(sorted(NOT_ON_WINDOWS & set(segment)))}（Windows 存不下这样的文件）"
    if DEVICES.fullmatch(segment):
        return f"“{segment}”是 Windows 的设备名"
    if len(segment.encode()) > LONGEST_SEGMENT:
        return f"名称太长（最多 {LONGEST_SEGMENT} 字节，约 {LONGEST_SEGMENT // 3} 个汉字）"
    return ""
