"""The theme's static files under names that carry their content, so that a browser may keep them for ever.

A style sheet of ``@import "part.css";`` lines is a bundle: one file is published, made of its parts in that order,
without comments and indentation; the parts themselves are not published. Scripts lose their indentation and the lines that are only comments.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

HASHED = {".css", ".js"}
IMPORT = re.compile(r'^@import\s+"(?P<name>[^":?]+\.css)"\s*;[ \t]*$', re.MULTILINE)
COMMENT_OR_STRING = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
NOTE = re.compile(r"^[ \t]*(?://.*|/\*\*.*\*/)\n", re.MULTILINE)
INDENTATION = re.compile(r"\s*\n\s*")


class Assets:
    """``asset('css/site.css')`` → ``/assets/css/site.1f2e3d4c.css``; callable from templates.

    ``registered`` are the files of other plugins by name; they are looked up when asked, since plugins register
    them until output begins.
    """

    def __init__(self, folder: Path, registered: Mapping[str, Path]) -> None:
        """The files of ``folder`` (the theme's static folder) and the registered ones."""
        self._folder = folder
        self._registered = registered

    def __call__(self, name: str) -> str:
        """The address of a static file; KeyError names one that does not exist (a mistake of the theme)."""
        if name not in self._addresses:
            raise KeyError(f"没有静态文件“{name}”；有：{'、'.join(self._addresses)}")
        return self._addresses[name]

    def integrity(self, name: str) -> str:
        """The digest by which a browser refuses the file if anybody changed it (Subresource Integrity)."""
        self(name)
        return self._integrities[name]

    def lasting(self) -> "KnownAssets":
        """The same for a template that is rendered later."""
        return KnownAssets(self._addresses, self._integrities)

    @property
    def fingerprint_token(self) -> str:
        """What every page that asks for an asset depends on."""
        return " ".join(self._addresses.values())

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every static file by name, in order; looked up once, at the first question after all plugins registered."""
        found = {p.relative_to(self._folder).as_posix(): p for p in self._folder.rglob("*") if p.is_file()}
        return dict(sorted({**found, **self._registered}.items()))

    @cached_property
    def _contents(self) -> dict[str, bytes | Path]:
        """What is published under each name: bundles and scripts made, parts left out, other files as they are."""
        sheets = {n: file.read_text(encoding="utf-8") for n, file in self.files.items() if n.endswith(".css")}
        made = {name: bundled(name, sheets).encode() for name in sheets}
        scripts = (n for n in self.files if n.endswith(".js") and n not in self._registered)
        made |= {name: without_notes(self.files[name].read_text(encoding="utf-8")).encode() for name in scripts}
        parts = {beside(name, part) for name, text in sheets.items() for part in IMPORT.findall(text)}
        return {name: made.get(name, file) for name, file in self.files.items() if name not in parts}

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {name: "/" + save_as(name, content) for name, content in self._contents.items()}

    @cached_property
    def _integrities(self) -> dict[str, str]:
        hashed = {name: data_of(content) for name, content in self._contents.items() if suffix_of(name) in HASHED}
        return {name: f"sha384-{b64encode(hashlib.sha384(data).digest()).decode()}" for name, data in hashed.items()}

    def outputs(self) -> Iterator[tuple[str, bytes | Path]]:
        """Every published file: where to, and its bytes or the file that has them."""
        for name, content in self._contents.items():
            yield self._addresses[name].removeprefix("/"), content


def save_as(name: str, content: bytes | Path) -> str:
    """Where a file is published: scripts and styles with their digest in the name, pictures under their own.

    >>> save_as("css/site.css", b"a{}")
    'assets/css/site.5f546eb460.css'
    >>> save_as("img/emblem.svg", b"<svg/>")
    'assets/img/emblem.svg'
    """
    suffix = suffix_of(name)
    if suffix not in HASHED:
        return f"assets/{name}"
    digest = hashlib.sha256(data_of(content)).hexdigest()[:10]
    return f"assets/{name.removesuffix(suffix)}.{digest}{suffix}"


def suffix_of(name: str) -> str:
    """The last suffix with its dot: ``.css``."""
    return PurePosixPath(name).suffix


def data_of(content: bytes | Path) -> bytes:
    """The bytes of a published file."""
    return content if isinstance(content, bytes) else content.read_bytes()


def bundled(name: str, sheets: Mapping[str, str], within: tuple[str, ...] = ()) -> str:
    r"""The style sheet ``name`` with its imports in their place, and nothing in it that only people read.

    KeyError says which part is missing, and ValueError which sheet imports itself: mistakes of the theme.

    >>> bundled("css/site.css", {"css/site.css": '@import "a.css";', "css/a.css": "p {\n  color: red; /* why */\n}"})
    'p {\ncolor: red;\n}\n'
    """
    if name in within:
        raise ValueError(f"样式表“{name}”绕了一圈引用自己：{' → '.join((*within, name))}")
    if name not in sheets:
        raise KeyError(f"“{within[-1]}”引用的样式表“{name}”不存在；有：{'、'.join(sheets)}")
    plain = COMMENT_OR_STRING.sub(lambda match: "" if match[0].startswith("/*") else match[0], sheets[name])
    whole = IMPORT.sub(lambda match: bundled(beside(name, match["name"]), sheets, (*within, name)), plain)
    return INDENTATION.sub("\n", whole).strip() + "\n"


def without_notes(script: str) -> str:
    r"""A script without the lines and spaces in which only people read something.

    >>> without_notes("/** What it is. */\n  // why\ncall('// not this'); // nor this\n")
    "call('// not this'); // nor this\n"
    """
    plain = NOTE.sub("", script)
    whole = all(line.count("`") % 2 == 0 for line in plain.split("\n"))  # else some text goes over several lines
    return INDENTATION.sub("\n", plain) if whole else plain


def beside(name: str, part: str) -> str:
    """The name of a part that ``name`` imports, in the same folder.

    >>> beside("css/site.css", "tokens.css")
    'css/tokens.css'
    """
    return str(PurePosixPath(name).parent / part)


def absolute_urls(site_url: str) -> Callable[[str], str]:
    """A function from an address below the root to the whole address; without a site address it stays as it is."""
    return AbsoluteUrl(site_url)


@dataclass(frozen=True, slots=True)
class AbsoluteUrl:
    """``absolute('/news/')`` → ``https://…/news/``; callable from templates. ``site_url`` may be empty."""

    site_url: str

    @property
    def fingerprint_token(self) -> str:
        """What every page that asks for a whole address depends on."""
        return self.site_url

    def __call__(self, url: str) -> str:
        """The whole address of ``url``."""
        return f"{self.site_url}{url}" if url.startswith("/") else url


@dataclass(frozen=True)
class KnownAssets:
    """The addresses of an :class:`Assets`, without its files: for a template, the same."""

    addresses: Mapping[str, str]
    integrities: Mapping[str, str]

    def __call__(self, name: str) -> str:
        """The address of a static file; KeyError names one that does not exist (a mistake of the theme)."""
        if name not in self.addresses:
            raise KeyError(f"没有静态文件“{name}”；有：{'、'.join(self.addresses)}")
        return self.addresses[name]

    def integrity(self, name: str) -> str:
        """The digest by which a browser refuses the file if anybody changed it."""
        self(name)
        return self.integrities[name]
