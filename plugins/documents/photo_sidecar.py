"""``photos.yaml`` beside the photos: what an editor knows of each photo, once, for every article that shows it.

A mapping from file name to words. Keys have a Chinese name, which ``build.py photos`` writes, and an English one, the
same as in front matter; both may stand in one file, but not both for one value. What an article says of a photo itself
comes first, since a caption may differ from one article to the next; only the regions to blur add up.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from ..diagnostics import Place, Problem, did_you_mean
from . import codes, yaml_nodes
from .photo_files import SUFFIXES
from .photo_words import FIELD_OF, NOTHING, SPELLINGS, PhotoWords
from .private_numbers import other_numbers
from .source import SourceText, decode, read_data
from .unsafe_texts import unsafe_texts
from .validation import salvage, validate

NAME = "photos.yaml"
LARGEST = 1024 * 1024
"""Characters: some thousand photos with long captions."""

ENDINGS = "|".join(sorted(ending.removeprefix(".") for ending in SUFFIXES))
COLON = re.compile(
    rf"^(?P<key>\s*(?:{'|'.join(FIELD_OF)})|\S.*\.(?:{ENDINGS})[\"']?)\s*：[ \t　]*(?=$|[^ \t　])", re.IGNORECASE
)
"""A key of ours, or a photo's name, with the full-width colon that input methods type."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One photo's words, and where they stand."""

    name: str
    words: PhotoWords
    place: Place
    places: Mapping[str, Place] = field(compare=False, repr=False, default_factory=dict)

    def place_of(self, name: str) -> Place:
        """Where the value of a field stands; the file name's place when it is not there."""
        found = (self.places.get(spelling) for spelling in SPELLINGS[name])
        return next((place for place in found if place), self.place)


@dataclass(frozen=True, slots=True)
class Sidecar:
    """One ``photos.yaml``: its entries by file name (NFC) in the editor's order, and what is wrong in it.

    ``digest`` is that of its bytes, empty without a file, so that what was read from it can be kept.
    """

    entries: Mapping[str, Entry]
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    def of(self, name: str) -> Entry | None:
        """What it says of the file ``name`` in its folder."""
        return self.entries.get(unicodedata.normalize("NFC", name))


NONE = Sidecar(MappingProxyType({}))


class Sidecars:
    """The sidecars of a site's folders, each read when it is first asked for."""

    def __init__(self, root: Path, shown: str) -> None:
        """Those below ``root``, which problems call ``shown``."""
        self.root = root
        self.shown = shown
        self._read: dict[PurePosixPath, Sidecar] = {}

    def of(self, folder: PurePosixPath) -> Sidecar:
        """The sidecar of ``folder`` (relative to the root)."""
        if folder not in self._read:
            self._read[folder] = read_sidecar(self.root / folder, f"{self.shown}/{folder / NAME}")
        return self._read[folder]

    def entry(self, photo: PurePosixPath) -> Entry | None:
        """What is said of ``photo`` (relative to the root)."""
        return self.of(photo.parent).of(photo.name)

    def problems(self) -> Iterator[Problem]:
        """What is wrong in any of them, whether an article uses it or not."""
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
            if NAME in files:
                relative = PurePosixPath(Path(folder).relative_to(self.root).as_posix())
                yield from self.of(relative).problems


def read_sidecar(folder: Path, shown: str) -> Sidecar:
    """The sidecar of ``folder``; one with nothing in it when there is no file, or none that can be read."""
    file = folder / NAME
    if not os.path.lexists(file):
        return NONE
    if file.is_symlink():
        return Sidecar(NONE.entries, (codes.SYMLINK.at(Place(shown), "这是一个符号链接", "请把文件本身放进来"),))
    data = read_data(file, shown)
    if isinstance(data, Problem):
        return Sidecar(NONE.entries, (data,))
    digest = hashlib.sha256(data).hexdigest()
    source = decode(data, shown)
    if isinstance(source, Problem):
        return Sidecar(NONE.entries, (source,), digest)
    entries, problems = entries_in(source, _photos_in(folder))
    return Sidecar(MappingProxyType(entries), tuple(problems), digest)


def entries_in(source: SourceText, names: Mapping[str, str]) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries of a sidecar's text and what is wrong with them; ``names`` are the folder's photos by their NFC form."""
    node = yaml_nodes.parse(source, 1, len(source.lines), largest=LARGEST, colon=COLON)
    if node is None or (isinstance(node, yaml_nodes.Scalar) and node.value is None):
        return {}, []
    if isinstance(node, Problem):
        message, cure = (text.replace("front matter ", "").replace("front matter", NAME) for text in (node.message, node.cure))
        return {}, [replace(node, message=message, cure=cure)]
    if not isinstance(node, yaml_nodes.Mapping):
        message, cure = "photos.yaml 应该按文件名分组", "每张照片先写文件名和冒号，下面缩进写“说明: ……”“替代文字: ……”"
        return {}, [codes.BAD_SIDECAR.at(node.place, message, cure)]
    entries: dict[str, Entry] = {}
    problems: list[Problem] = [*other_numbers(source)]
    for key, value in node.entries:
        name = unicodedata.normalize("NFC", key.value or "")
        found = _problem_of_name(key, name, names, entries)
        if found:
            problems.append(found)
        if name in FIELD_OF:
            continue
        entry, wrongs = _entry(key, name, value)
        problems += wrongs
        entries.setdefault(name, entry)
    return entries, problems


def _problem_of_name(
    key: yaml_nodes.Scalar, name: str, names: Mapping[str, str], seen: Mapping[str, Entry]
) -> Problem | None:
    """What is wrong with a file name: not a photo of this folder, nearly one, or there twice."""
    if name in seen:
        return codes.BAD_SIDECAR.at(key.place, f"“{name}”写了两次", "请合并成一项")
    if name in names:
        return None
    if name in FIELD_OF:
        cure = "请在它上面写照片的文件名和冒号，例如 qidong.jpg:，再把这几行缩进两格"
        return codes.BAD_SIDECAR.at(key.place, f"“{name}”不是文件名，不知道说的是哪张照片", cure)
    if "/" in name or "\\" in name:
        cure = "只写文件名；别的文件夹里的照片，写在那个文件夹的 photos.yaml 里"
        return codes.BAD_SIDECAR.at(key.place, f"这里只写本文件夹的照片：“{name}”", cure)
    twin = next((one for one in names if one.casefold() == name.casefold()), "")
    if twin:
        return codes.PHOTO_MISSING.at(key.place, f"照片不存在：“{name}”，大小写不对", f"文件名是“{twin}”，请照它写")
    stems = {PurePosixPath(one).stem: one for one in names}
    near = stems.get(PurePosixPath(name).stem) or stems.get(name)
    guess = f"是不是“{near}”？" if near else did_you_mean(name, names)
    return codes.PHOTO_MISSING.at(key.place, f"照片不存在：“{name}”", guess or "照片改了名，就改这里；删掉了，就把这一项也删掉")


def _entry(key: yaml_nodes.Scalar, name: str, value: yaml_nodes.Node) -> tuple[Entry, list[Problem]]:
    place = key.place.with_width(len(key.value or ""))
    if isinstance(value, yaml_nodes.Scalar) and value.value is None:
        return Entry(name, NOTHING, place), []
    if not isinstance(value, yaml_nodes.Mapping):
        cure = "请另起一行，缩进两格写“说明: ……”“替代文字: ……”"
        return Entry(name, NOTHING, place), [codes.BAD_SIDECAR.at(value.place, f"“{name}”下面应该是一组“键: 值”", cure)]
    problems: list[Problem] = [*unsafe_texts(value), *_said_twice(value)]
    twice = {problem.place for problem in problems if problem.code == codes.BAD_SIDECAR.id}
    node = yaml_nodes.Mapping(tuple(entry for entry in value.entries if entry[0].place not in twice), value.place)
    result = validate(PhotoWords, node, code=codes.BAD_SIDECAR)
    if isinstance(result, list):
        problems += result
        result = salvage(PhotoWords, node, {}) or NOTHING
    return Entry(name, result, place, yaml_nodes.places(value)), problems


def _said_twice(node: yaml_nodes.Mapping) -> Iterator[Problem]:
    """Two spellings of one key in one entry."""
    seen: dict[str, str] = {}
    for key, value in node.entries:
        name = FIELD_OF.get(key.value or "")
        if name is None or (isinstance(value, yaml_nodes.Scalar) and value.value is None):
            continue
        if name in seen:
            message = f"“{key.value}”和“{seen[name]}”说的是同一件事，写了两次"
            yield codes.BAD_SIDECAR.at(key.place, message, "请只留一个")
        seen.setdefault(name, key.value or "")


def _photos_in(folder: Path) -> dict[str, str]:
    """The photo files of a folder: their names in NFC, and as the file system spells them."""
    try:
        found = sorted(file.name for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
    except OSError:
        return {}
    return {unicodedata.normalize("NFC", name): name for name in found}
