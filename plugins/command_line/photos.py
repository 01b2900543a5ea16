"""``photos``: a ``photos.yaml`` to fill in, beside the photos of one folder; what an editor wrote is not touched."""

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path

from ..build_state.files import write_atomically
from ..diagnostics.report import as_text
from ..documents.photo_files import SUFFIXES, PhotoError
from ..documents.photo_sidecar import NAME, Sidecar, entries_in, read_sidecar
from ..documents.photo_words import SPELLINGS
from ..documents.source import SourceText
from ..photo_gallery.embedded_words import Suggestion, suggestion_of
from ..photo_gallery.sidecar_draft import entry_text, in_natural_order, with_entries
from .exits import Exit, Stopped
from .options import PhotosOptions
from .terminal import Progress, say, wants_colour

OTHER_PHOTOS = frozenset(
    (".tif", ".tiff", ".bmp", ".psd", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raw", ".svg", ".jfif", ".jpe")
)
MOST_NAMED = 10


@dataclass
class _Found:
    """What a folder holds beyond what its sidecar knows already."""

    new: list[tuple[str, Suggestion]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unusable: int = 0


def photos(options: PhotosOptions) -> int:
    """Write or complete the sidecar and print its path; code 1 when the old one or a photo cannot be read."""
    folder = options.folder
    shown = _shown(options)
    before = _refuse_broken(folder, shown)
    with Progress() as progress:
        found = _look(folder, before, progress)
    if found.new:
        _write(folder / NAME, shown, found)
    if found.new or before.entries:
        print(f"{shown}/{NAME}")
    for line in (*found.remarks, *_summary(folder, shown, before, found)):
        say(line)
    if not options.folder.is_relative_to(options.folders.content):
        say(f"这个文件夹不在稿件文件夹“{options.folders.shown}”里：把它整个移进去，照片才会发布。")
    return Exit.CONTENT if found.unusable else Exit.GOOD


def _shown(options: PhotosOptions) -> str:
    """The folder as problems name it."""
    if options.folder.is_relative_to(options.folders.content):
        below = options.folder.relative_to(options.folders.content).as_posix()
        return options.folders.shown if below == "." else f"{options.folders.shown}/{below}"
    return options.folder.as_posix()


def _refuse_broken(folder: Path, shown: str) -> Sidecar:
    """The sidecar as it is; stops when there is one that cannot be read, before anything is touched."""
    sidecar = read_sidecar(folder, f"{shown}/{NAME}")
    if sidecar.problems and not sidecar.entries:
        report = as_text(sidecar.problems, colour=wants_colour(sys.stderr))
        raise Stopped(f"{report}\n{NAME} 读不懂，没有改动它。改好上面的错，再运行一次。", Exit.CONTENT)
    return sidecar


def _look(folder: Path, before: Sidecar, progress: Progress) -> _Found:
    """Every photo of the folder that the sidecar does not know, with what it says of itself."""
    found = _Found()
    known = {name.casefold() for name in before.entries}
    names = sorted(in_natural_order(_names(folder, found)), key=lambda name: before.of(name) is None)
    first: dict[str, str] = {}
    for number, name in enumerate(names):
        progress(number, len(names), "看照片")
        try:
            suggestion = suggestion_of(folder / name)
        except PhotoError as error:
            found.unusable += 1
            found.remarks.append(f"“{name}”{error.reason}，没有写进去。{error.cure}")
            continue
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if digest in first:
            found.remarks.append(f"“{name}”和“{first[digest]}”是同一张照片，请留一张。")
        first.setdefault(digest, name)
        if before.of(name) is None and name.casefold() not in known and first[digest] == name:
            found.new.append((name, suggestion))
    return found


def _names(folder: Path, found: _Found) -> Iterator[str]:
    """The photo files of the folder; others that look like photos are remarked upon."""
    others = []
    below = False
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise Stopped(f"文件夹“{folder}”打不开：{error.strerror}。", Exit.ENVIRONMENT) from None
    for entry in entries:
        suffix = Path(entry.name).suffix.lower()
        if entry.name.startswith((".", "_", "~$")):
            continue
        if entry.is_dir():
            below = below or any(Path(one).suffix.lower() in SUFFIXES for one in os.listdir(entry.path))  # noqa: PTH208 - names only
        elif suffix in SUFFIXES and _printable(entry.name):
            yield entry.name
        elif suffix in OTHER_PHOTOS or (suffix in SUFFIXES and not _printable(entry.name)):
            others.append(entry.name.encode("utf-8", "replace").decode())
    if others:
        listed = "、".join(others[:MOST_NAMED])
        found.remarks.append(f"这些不能直接用：{listed}。请另存为 JPEG（.jpg），名字用字母、数字或汉字，再放进来。")
    if below:
        found.remarks.append("下一层文件夹里的照片没有算进来，请对那个文件夹再运行一次。")


def _printable(name: str) -> bool:
    return name.isprintable() and "\ufffd" not in name


def _write(file: Path, shown: str, found: _Found) -> None:
    """Add the new entries; what results is read again first, so that nothing is written that cannot be read."""
    before = file.read_bytes().decode("utf-8") if file.exists() else ""
    after = with_entries(before, (entry_text(name, suggestion) for name, suggestion in found.new))
    names = {name: name for name, _ in found.new}
    source = SourceText(f"{shown}/{NAME}", after.removeprefix("\ufeff").replace("\r\n", "\n"))
    entries, _ = entries_in(source, names)
    if any(name not in entries for name in _composed(names)):
        raise Stopped(f"{shown}/{NAME} 的写法接不下去，没有改动它。请把它改成一张照片一组，再运行一次。", Exit.CONTENT)
    try:
        write_atomically(file, after.encode("utf-8"))
    except OSError as error:
        sentence = f"“{shown}/{NAME}”写不进去：{error.strerror}。请检查权限和磁盘空间。"
        raise Stopped(sentence, Exit.ENVIRONMENT) from None


def _composed(names: dict[str, str]) -> Iterator[str]:
    from unicodedata import normalize  # noqa: PLC0415

    return (normalize("NFC", name) for name in names)


def _summary(folder: Path, shown: str, before: Sidecar, found: _Found) -> Iterator[str]:
    """What was done, and what comes next."""
    for name, suggestion in found.new:
        told = [SPELLINGS[one.name][0] for one in fields(Suggestion) if getattr(suggestion, one.name)]
        if told:
            yield f"“{name}”：{'、'.join(told)}是从照片里读出来的，请核对。"
    after = read_sidecar(folder, f"{shown}/{NAME}")
    if not after.entries:
        yield f"“{shown}”里没有能用的照片。"
        return
    kept = f"，原有的 {len(before.entries)} 张没有改动" if before.entries else ""
    yield f"新写了 {len(found.new)} 张{kept}。" if found.new else f"没有新照片，{NAME} 没有改动。"
    open_ = sum(1 for entry in after.entries.values() if not entry.words.alt)
    if open_:
        yield f"还有 {open_} 张没有替代文字：请打开 {shown}/{NAME} 写好，再运行 python3 build.py check。"
    if before.problems:
        yield f"原来写的有 {len(before.problems)} 处不对，请运行 python3 build.py check {shown} 查看。"
