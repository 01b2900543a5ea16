"""What can be said about photos from the library alone, without decoding them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from ..diagnostics import Code, Place, Problem
from ..documents.document import Document, Photo
from ..documents.library import Library
from ..documents.photo_addresses import ALBUMS
from ..documents.photo_files import SUFFIXES, PhotoError
from ..documents.photo_sidecar import Sidecars
from . import codes
from .derivatives import Derived, Outcome, PrivateBytesError

SMALLEST = 480
NOTES: Mapping[str, tuple[Code, str, str]] = {
    "cmyk": (
        codes.CMYK,
        "照片“{name}”是没有色彩特性文件的 CMYK，颜色可能偏",
        "请另存为 RGB（sRGB）的 JPEG",
    ),
    "stilled": (codes.STILLED, "动图“{name}”太大，只显示第一帧", "请缩短动图，或缩小它的画面"),
    "gain map": (
        codes.GAIN_MAP,
        "照片“{name}”是手机的 HDR 照片，网页上只显示普通画面",
        "请在预览里看一眼；偏暗就在手机上关闭 HDR 后重新导出，不偏暗就不用处理",
    ),
    "several": (
        codes.SEVERAL,
        "“{name}”里不止一张照片，只发布第一张",
        "要别的画面，请用看图软件另存为单独的 JPEG",
    ),
}
"""What an editor reads of each note of the engine."""


def check(library: Library) -> Iterable[Problem]:
    """Photos that are too small to print large, and photos of an album's folder that the album forgot."""
    for document in library.documents:
        for photo in document.all_photos:
            if max(photo.width, photo.height) < SMALLEST:
                message = f"照片“{photo.path.name}”只有 {photo.width}×{photo.height} 像素"
                yield codes.SMALL.at(photo.place, message, "有原图请换原图")
        yield from _without_consent(document)
    yield from _unused(library)
    yield from half_blurred(library.documents)


def _without_consent(document: Document) -> Iterator[Problem]:
    """Photos whose people said no, or were not asked, in an article that readers see or will see."""
    if document.meta.status == "withdrawn":
        return
    for photo in document.all_photos:
        name = photo.path.name
        if photo.consent == "不同意":
            yield codes.REFUSED.at(photo.place, f"照片“{name}”里的人不同意发布", "请从这篇稿件里撤下这张照片")
        elif photo.consent == "待核实":
            yield codes.CONSENT_OPEN.at(
                photo.place,
                f"照片“{name}”里的人是否同意，还没有核实",
                "请问清楚，把 photos.yaml 里的 consent 改成 同意 或 不同意",
            )


def _unused(library: Library) -> Iterator[Problem]:
    """In a folder that an album has to itself, a photo that nobody names was most likely forgotten."""
    used = {photo.path for document in library.documents for photo in document.all_photos}
    sidecars = Sidecars(library.root, library.shown)
    for album in _alone_in_folder(library):
        folder = album.path.parent
        names = sorted(file.name for file in (library.root / folder).iterdir() if file.is_file())
        for name in names:
            if PurePosixPath(name).suffix.lower() in SUFFIXES and folder / name not in used:
                entry = sidecars.entry(folder / name)
                if entry and entry.words.consent == "不同意":
                    continue
                cure = f"要用就加到 photos 里：- src: {name}；不用就移走"
                if not album.meta.photos:
                    cure = f"要用就运行 python3 build.py photos {album.source.path.rpartition('/')[0]}；不用就移走"
                yield codes.UNUSED.at(Place(album.source.path), f"影集没有用上这张照片：“{name}”", cure)


def _alone_in_folder(library: Library) -> Iterator[Document]:
    for document in library.documents:
        if document.kind == ALBUMS and document.path.name == "index.md":
            yield document


def problems_of(photos: Iterable[Photo], outcomes: Mapping[str, Outcome]) -> Iterator[Problem]:
    """What making the web versions found, at each place that names the photo."""
    for photo in photos:
        outcome = outcomes[photo.shown_digest]
        name = photo.path.name
        match outcome:
            case PhotoError():
                yield codes.DAMAGED.at(photo.place, f"照片“{name}”{outcome.reason}", outcome.cure)
            case PrivateBytesError():
                yield codes.PRIVATE.at(
                    photo.place, f"“{name}”生成的图片里：{outcome}", "请把这张照片另存为新的 JPEG 再放，并告诉开发者"
                )
            case Derived(notes=notes):
                for note in notes:
                    code, message, cure = NOTES[note]
                    yield code.at(photo.place, message.format(name=name), cure)


def half_blurred(documents: Iterable[Document]) -> Iterator[Problem]:
    """A photo that is covered in one article and open in another would be recognised all the same.

    Told at every mention that covers less than another: by the bytes of the file, wherever its copies lie.
    """
    mentions: dict[str, list[Photo]] = {}
    for document in documents:
        for photo in document.all_photos:
            mentions.setdefault(photo.digest, []).append(photo)
    for photos in mentions.values():
        every = {region for photo in photos for region in photo.blur}
        for photo in photos:
            if not every <= set(photo.blur):
                other = next(one for one in photos if not set(one.blur) <= set(photo.blur))
                message = f"照片“{photo.path.name}”在“{other.place.path}”里打了码，这里没有打"
                cure = f"请写上同样的 blur: {[list(region) for region in sorted(every)]}"
                yield codes.BLUR_ELSEWHERE.at(photo.place, message, cure)
