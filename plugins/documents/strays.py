"""Files below ``content/`` that look as if they should count, and do not: nothing is passed over in silence."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..diagnostics import Place, Problem, did_you_mean, distance
from . import codes
from .photo_sidecar import NAME as SIDECAR
from .vocabulary import RECORDS

MANUSCRIPTS = {".docx", ".doc", ".wps", ".rtf", ".odt", ".txt", ".text", ".html", ".htm"}
MARKDOWN = {".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".mdtext", ".mds", ".mdd", ".mmd", ".m", ".d", ".dm", ".mk"}
YAML = {".yaml", ".yml", ".json", ".toml"}
ODD_ENDINGS = (".md", "。md", "．md", ",md", "，md")
OWN_FILES = {"site.yaml", "ratchet.yaml"}
SIDECAR_NAMES = frozenset({"photos", "photo", "照片"})
"""What a ``photos.yaml`` is called by mistake, endings aside."""
NEAR = 2
"""Edits within which a name at the root is taken for a mistyped one of ours (``sites.yml``)."""
SPOKEN_FOLDERS = {
    "新闻": "news",
    "稿件": "news",
    "动态": "news",
    "劳模": "laomo",
    "人物": "laomo",
    "影集": "albums",
    "相册": "albums",
    "图片": "albums",
    "页面": "pages",
    "词表": "vocabulary",
    "laomu": "laomo",
    "photos": "albums",
}


def strays(root: Path, shown: str, folder_kinds: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each file or first folder that is not read as it seems to be meant; links are reported elsewhere."""
    known = [*folder_kinds, "vocabulary"]
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        relative = PurePosixPath(Path(folder).relative_to(root).as_posix())
        if not relative.parts:
            for name in folders:
                yield from _folder(f"{shown}/{_printable(name)}", _printable(name), known)
        for name in sorted(files):
            if name.startswith((".", "_", "~$")) or name.endswith("~"):
                continue
            found = _stray(relative, _printable(name))
            if found:
                yield codes.NOT_READ.at(Place(_printable(f"{shown}/{relative / name}")), *found)


def _printable(name: str) -> str:
    """A name that can be encoded, whatever bytes the file system holds."""
    return name.encode("utf-8", "replace").decode()


def _folder(place: str, name: str, known: list[str]) -> Iterator[Problem]:
    """A first folder whose name is nearly one that decides the kind of article."""
    if not known or name in known:
        return
    meant = SPOKEN_FOLDERS.get(name) or next((k for k in known if distance(name.casefold(), k) <= 1), None)
    if meant in known:
        message = f"文件夹“{name}”不是“{meant}”，里面的稿件会当作消息，网址也以 /{name}/ 开头"
        yield codes.FOLDER_NAME.at(Place(place), message, f"是不是“{meant}”？请改文件夹的名字")


def _stray(folder: PurePosixPath, name: str) -> tuple[str, str] | None:
    """Why the file is not read, and what to do; nothing for a file that is read or that is no text."""
    path, lower = PurePosixPath(name), name.lower()
    if path.suffix.lower() in MANUSCRIPTS and _bare(name) in SIDECAR_NAMES:
        return _settings(folder, name)
    if path.suffix.lower() in YAML:
        return _settings(folder, name)
    if path.suffix.lower() == ".md":
        kept = folder.parts[:1] != ("vocabulary",)
        return None if kept else (f"词表文件夹里的“{name}”不会当作稿件", "请移到 news、laomo、albums 或 pages")
    mended = ""
    if path.suffix.lower() in MARKDOWN:
        mended = f"{path.stem}.md"
    elif lower.endswith((".md.txt", ".md.text")):
        mended = name[: lower.rindex(".md") + 3]
    elif lower.strip().endswith(ODD_ENDINGS):
        mended = f"{name.strip()[:-3].rstrip('。．，, ')}.md"
    if mended:
        return f"“{name}”不会发布：稿件的扩展名是 .md", f"请改名为“{mended}”"
    if path.suffix.lower() in MANUSCRIPTS:
        return f"“{name}”不会发布：只读 .md 文件", "请把文字另存为 UTF-8 的 .md 文件，开头写上 front matter"
    return None


def _bare(name: str) -> str:
    """A name without the endings that systems hide or add, in lower case.

    >>> _bare("Photos.yaml.txt")
    'photos'
    """
    return re.sub(r"(?:\.(?:ya?ml|txt|text))+$", "", name.lower())


def _settings(folder: PurePosixPath, name: str) -> tuple[str, str] | None:
    where = str(folder)
    if where == "vocabulary":
        known = [f"{record}.yaml" for record in RECORDS]
        if name in known:
            return None
        stem = PurePosixPath(name).stem
        near = f"是不是“{stem}.yaml”？" if stem in RECORDS else did_you_mean(name, known)
        return f"“{name}”不是词表，不会读", f"{near}词表有：{'、'.join(known)}"
    if name != SIDECAR and _bare(name) in SIDECAR_NAMES:
        return f"“{name}”不会读：照片的说明写在 {SIDECAR} 里", f"请改名为“{SIDECAR}”"
    if PurePosixPath(name).stem in RECORDS:
        return f"“{name}”不会读：词表要放在 vocabulary 文件夹里", f"请移到 vocabulary/{PurePosixPath(name).stem}.yaml"
    if where == "." and name not in OWN_FILES:
        near = next((own for own in sorted(OWN_FILES) if distance(name.lower(), own) <= NEAR), "")
        return (f"“{name}”不会读", f"是不是“{near}”？") if near else None
    return None
