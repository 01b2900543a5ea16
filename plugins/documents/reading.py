"""One file to one document: decode, split, validate, convert; every problem of the file in one go."""

import hashlib
import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from markdown import Markdown

from ..diagnostics import Place, Problem
from . import codes, yaml_nodes
from .body import Conversion, read_body
from .document import Body, Document, Photo
from .fields import PhotoRef
from .front_matter import FrontMatter
from .front_matter_lines import split_front_matter
from .kind_names import SPOKEN_KINDS
from .link_targets import UnsafeName, save_as_of_path, url_of_path
from .markdown_text import converter
from .photo_cache import PhotoFactsCache
from .photo_facts import PhotoFacts
from .photo_files import PhotoError, resolve
from .photo_marks import Point, Region, point_within, regions_within
from .photo_sidecar import NAME as SIDECAR
from .photo_sidecar import Sidecars
from .photo_words import NOTHING, filled, same_credit
from .plain_yaml import plain_mapping
from .private_numbers import other_numbers
from .source import SourceText, decode, read_data
from .text_traps import traps
from .time_limit import OutOfTime, time_limit
from .unsafe_texts import unsafe_texts
from .validation import nearest_value, salvage, typed_values, validate
from .vocabulary import Vocabulary

SUMMARY_LENGTH = 90
NO_PLACES: MappingType[str, Place] = {}
MARKS = re.compile(r"[^\w\s]")
TOO_SLOW_CURE = "请检查这一行前后成串的括号、星号、引用号和表格，拆开或删掉；很长的表格请分成几个"
DAY_IN_NAME = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])")


@dataclass(frozen=True)
class Reading:
    """What reading any file of the site needs; one for all files of a run."""

    root: Path
    kinds: MappingType[str, type[FrontMatter]]
    folder_kinds: MappingType[str, str]
    vocabulary: Vocabulary
    facts: PhotoFactsCache
    markdown: Markdown
    shown: str = "content"
    budget: float = 1.0
    """Seconds of processor time for the text of one file; an ordinary one takes some thousandths."""
    sidecars: Sidecars = field(init=False)

    def __post_init__(self) -> None:
        """The sidecars of the same folder."""
        object.__setattr__(self, "sidecars", Sidecars(self.root, self.shown))

    def read(self, path: PurePosixPath) -> tuple[Document | None, tuple[Problem, ...]]:
        """The document at ``path`` (relative to the root) and the problems of its file.

        The document is None when its front matter cannot be read; it may exist beside problems, which then still
        keep the site from being published.
        """
        found = self.read_file(path)
        return found.document, found.problems

    def read_file(self, path: PurePosixPath) -> "FileRead":
        """What :meth:`read` returns, with what is needed to keep it for the next run."""
        name = f"{self.shown}/{path}".encode("utf-8", "replace").decode()
        try:
            url, save_as = url_of_path(path), save_as_of_path(path)
        except UnsafeName as error:
            return FileRead(None, (codes.BAD_NAME.at(Place(name), str(error), "请改用字母、数字、汉字和连字符"),))
        data = read_data(self.root / path, name)
        if isinstance(data, Problem):
            return FileRead(None, (data,))
        source = decode(data, name)
        if isinstance(source, Problem):
            return FileRead(None, (source,))
        article = _Article(self, path, source, url, save_as)
        document, problems = article.read()
        folders = sorted({*article.folders, path.parent})
        sidecars = tuple((str(folder), self.sidecars.of(folder).digest) for folder in folders)
        digest = hashlib.sha256(data).hexdigest()
        return FileRead(document, problems, digest, article.typed, tuple(article.named), sidecars)

    def renew(self) -> None:
        """A new converter: one that was stopped in the middle of a text remembers where it was."""
        object.__setattr__(self, "markdown", converter())


@dataclass(frozen=True)
class FileRead:
    """What reading one file found.

    ``digest`` is that of the file's bytes (empty when they could not be read), ``typed`` the kind and the values of
    right front matter, ``named`` the photos that it names: each as typed, with the file and its facts, ``sidecars`` the
    folders whose ``photos.yaml`` may say something of them, with its digest.
    """

    document: Document | None
    problems: tuple[Problem, ...]
    digest: str = ""
    typed: tuple[str, MappingType[str, object]] | None = None
    named: tuple[tuple[str, str, int, int, str, bool], ...] = ()
    sidecars: tuple[tuple[str, str], ...] = ()


@dataclass
class _Article:
    """One file on its way to a document."""

    reading: Reading
    path: PurePosixPath
    source: SourceText
    url: str
    save_as: str
    problems: list[Problem] = field(default_factory=list)
    typed: tuple[str, MappingType[str, object]] | None = None
    named: list[tuple[str, str, int, int, str, bool]] = field(default_factory=list)
    marks: dict[PurePosixPath, tuple[Point | None, tuple[Region, ...]]] = field(default_factory=dict)
    folders: set[PurePosixPath] = field(default_factory=set)

    def read(self) -> tuple[Document | None, tuple[Problem, ...]]:
        split = split_front_matter(self.source)
        if isinstance(split, Problem):
            return None, (split,)
        node = plain_mapping(self.source, *split) or yaml_nodes.parse(self.source, *split)
        if isinstance(node, Problem):
            return None, (node,)
        if not isinstance(node, yaml_nodes.Mapping):
            place = node.place if node else self.source.place(split[0])
            return None, (
                codes.YAML_SYNTAX.at(place, "front matter 里没有“键: 值”", "至少写 title: 标题 和 date: 2024-09-02"),
            )
        meta = self.meta(node)
        places = yaml_nodes.places(node)
        self.problems += [*unsafe_texts(node), *other_numbers(self.source)]
        if meta is not None:
            self.collect_marks(meta)
        body = self.body(split[1] + 1, brief=meta is not None and meta.template == "brief")
        if meta is None:
            return None, tuple(self.problems)
        written = body.segments or any(line.strip() for line in self.source.lines[split[1] + 1 :])
        if not (written or meta.status == "draft" or meta.takes_photos_of_folder):
            cure = "请在第二行 --- 下面写正文；还没写好，就加一行 status: draft"
            self.problems.append(codes.EMPTY_BODY.at(self.source.place(split[1] + 1), "正文是空的", cure))
        document = self.document(meta, body, places)
        return document, tuple(self.problems)

    def meta(self, node: yaml_nodes.Mapping) -> FrontMatter | None:
        """The front matter; beside errors, what can be salvaged of it, so that the other checks find the rest."""
        reading = self.reading
        default = reading.folder_kinds.get(self.path.parts[0], "news") if len(self.path.parts) > 1 else "page"
        typed = next((value for key, value in node.entries if key.value == "kind"), None)
        kind = typed.value if isinstance(typed, yaml_nodes.Scalar) and typed.value else default
        model = reading.kinds.get(kind) or reading.kinds.get(kind.replace("-", ""))
        if model is None and typed is not None:
            meant = nearest_value(kind, reading.kinds, SPOKEN_KINDS)
            guess = f"是不是“{meant}”？" if meant else ""
            cure = f"{guess}可以用：{'、'.join(reading.kinds)}"
            self.problems.append(codes.BAD_VALUE.at(typed.place, f"没有这种体裁：“{kind}”", cure))
            node = yaml_nodes.Mapping(tuple(entry for entry in node.entries if entry[0].value != "kind"), node.place)
            found = validate(FrontMatter, node)
            self.problems += [p for p in found if p.code != codes.UNKNOWN_KEY.id] if isinstance(found, list) else []
            return salvage(reading.kinds.get(default, FrontMatter), node, self.stand_ins())
        result = validate(model or FrontMatter, node, kinds=reading.kinds)
        if isinstance(result, list):
            self.problems += result
            return salvage(model or FrontMatter, node, self.stand_ins())
        self.typed = (kind if kind in reading.kinds else kind.replace("-", ""), typed_values(node))
        return result

    def stand_ins(self) -> dict[str, str]:
        """Values for required keys that are missing or wrong, until the editor mends them; never published."""
        day = DAY_IN_NAME.search(self.path.stem) or DAY_IN_NAME.search(self.path.parent.name)
        return {"title": str(self.path), "date": day[0] if day else "2024-01-01"}

    def body(self, first_line: int, *, brief: bool) -> Body:
        offset = sum(len(line) + 1 for line in self.source.lines[:first_line])
        work = Conversion(
            source=self.source,
            offset=min(offset, len(self.source.text)),
            article=self.path,
            markdown=self.reading.markdown,
            vocabulary=self.reading.vocabulary,
            photo=lambda src, alt, caption, place: (
                self.photo(PhotoRef(src=src, alt=alt, caption=caption or None), place, place) if src else None
            ),
        )
        try:
            with time_limit(self.reading.budget):
                body = read_body(work, brief=brief)
                found = [*work.problems, *traps(self.source, first_line, brief=brief)]
        except OutOfTime:
            body, found = Body(), [self.too_slow(first_line)]
        if any(problem.code in {codes.MARKDOWN_FAILED.id, codes.TOO_SLOW.id} for problem in found):
            self.reading.renew()
        self.problems += found
        return body

    def too_slow(self, first_line: int) -> Problem:
        """The problem of a text that takes too long, at the line with the most marks in it."""
        lines = self.source.lines[first_line:]
        worst = max(range(len(lines)), key=lambda index: len(MARKS.findall(lines[index])), default=0)
        message = f"正文转换超时（超过 {self.reading.budget:g} 秒），多半在这一行：符号太多或嵌套太深"
        return codes.TOO_SLOW.at(self.source.place(first_line + worst + 1), message, TOO_SLOW_CURE)

    def document(self, meta: FrontMatter, body: Body, places: dict[str, Place]) -> Document:
        def placed(ref: PhotoRef | None, *keys: str) -> Photo | None:
            if ref is None:
                return None
            path = ".".join(keys)
            place = places.get(f"{path}.src") or places.get(path) or self.source.place()
            marks = {key: places[f"{path}.{key}"] for key in ("focus", "blur") if f"{path}.{key}" in places}
            return self.photo(ref, place, places.get(f"{path}.alt", place), marks)

        photos = tuple(filter(None, (placed(ref, "photos", str(index)) for index, ref in enumerate(meta.photos))))
        photos = photos or tuple(self.photos_of_folder(meta))
        cover = self.cover(meta, photos, body, placed)
        portrait = placed(meta.portrait_ref(), *meta.portrait_keys()) if meta.portrait_keys() else None
        summary = meta.summary or _beginning(body)
        document = Document(
            path=self.path,
            url=self.url,
            save_as=self.save_as,
            kind=meta.kind,
            meta=meta,
            body=body,
            summary=summary,
            photos=photos,
            cover=cover,
            portrait=portrait,
            digest="",
            source=self.source,
            places=places,
        )
        object.__setattr__(document, "digest", _digest(document))
        return document

    def cover(
        self, meta: FrontMatter, photos: tuple[Photo, ...], body: Body, placed: Callable[..., Photo | None]
    ) -> Photo | None:
        """The cover; one named without alt takes the words of the same photo among the article's."""
        known = {photo.path: photo for photo in (*photos, *body.figures)}
        if meta.cover is None:
            return next(iter(known.values()), None)
        if meta.cover.alt is None:
            found = resolve(self.reading.root, self.path, meta.cover.src)
            if isinstance(found, Path):
                same = known.get(PurePosixPath(found.relative_to(self.reading.root).as_posix()))
                if same is not None:
                    self.note(meta.cover.src, same)
                    return same
        return placed(meta.cover, "cover")

    def photos_of_folder(self, meta: FrontMatter) -> Iterator[Photo]:
        """The photos of an album that lists none: those of its folder's sidecar, in its order, but for refused ones."""
        if not meta.takes_photos_of_folder or self.path.name != "index.md":
            return
        for entry in self.reading.sidecars.of(self.path.parent).entries.values():
            file = resolve(self.reading.root, self.path, entry.name)
            if isinstance(file, Path) and entry.words.consent != "不同意":
                photo = self.photo(PhotoRef(src=entry.name), self.source.place(), self.source.place())
                if photo is not None:
                    yield photo

    def photo(
        self, ref: PhotoRef, place: Place, alt_place: Place, mark_places: MappingType[str, Place] = NO_PLACES
    ) -> Photo | None:
        """The photo that ``ref`` names, or None with a problem; what the article leaves open, its sidecar says."""
        found = resolve(self.reading.root, self.path, ref.src)
        if isinstance(found, PhotoError):
            self.require_alt(ref, alt_place)
            code = codes.PHOTO_MISSING if found.kind == "missing" else codes.PHOTO_UNUSABLE
            self.problems.append(code.at(place, found.reason, found.cure))
            return None
        path = PurePosixPath(found.relative_to(self.reading.root).as_posix())
        self.folders.add(path.parent)
        entry = self.reading.sidecars.entry(path)
        words = entry.words if entry else NOTHING
        if entry and words.credit and ref.credit and not same_credit(ref.credit, words.credit):
            message = f"照片“{ref.src}”的摄影写了两样：这里是“{ref.credit}”，photos.yaml 里是“{words.credit}”"
            self.problems.append(codes.CREDIT_DIFFERS.at(place, message, "请核对，改成一样，或删掉这里的 credit"))
        ref = filled(ref, words)
        self.require_alt(ref, entry.place_of("alt") if entry and alt_place == place else alt_place)
        try:
            facts = self.reading.facts.facts(found)
        except PhotoError as error:
            self.problems.append(codes.PHOTO_UNUSABLE.at(place, f"照片“{ref.src}”{error.reason}", error.cure))
            return None
        if entry:
            mark_places = {**{key: entry.place_of(key) for key in ("focus", "blur")}, **mark_places}
        focus, blur = self.marks_within(path, ref, facts, mark_places)
        photo = Photo(
            path=path,
            alt=ref.alt or "",
            caption=ref.caption or "",
            credit=ref.credit or "",
            width=facts.width,
            height=facts.height,
            digest=facts.digest,
            animated=facts.animated,
            focus=focus,
            blur=blur,
            title=words.title or "",
            agency=words.agency or "",
            taken=words.day,
            location=words.location or "",
            consent=words.consent or "",
            place=place,
        )
        self.note(ref.src, photo)
        return photo

    def require_alt(self, ref: PhotoRef, place: Place) -> None:
        """A problem for a photo without words for those who cannot see it."""
        if not (ref.alt or "").strip():
            cure = "请用一句话写出照片里有什么，例如 alt: 工人在车间检修机床"
            if place.path.endswith(SIDECAR):
                cure = "请用一句话写出照片里有什么，例如 替代文字: 工人在车间检修机床"
            self.problems.append(codes.PHOTO_NO_ALT.at(place, f"照片“{ref.src}”缺少替代文字", cure))

    def marks_within(
        self, path: PurePosixPath, ref: PhotoRef, facts: PhotoFacts, places: MappingType[str, Place]
    ) -> tuple[Point | None, tuple[Region, ...]]:
        """What is marked on the photo at ``path`` anywhere in this article, as fractions of it.

        A region is blurred wherever the article shows the file, whichever of its mentions asks for it.
        """
        focus, regions = self.marks.get(path, (None, ()))
        size = facts.width, facts.height
        found: list[str] = []
        point: Point | None = None
        blur: tuple[Region, ...] = ()
        try:
            point = point_within(ref.focus or focus, *size)
        except ValueError as fault:
            found.append(str(fault))
        try:
            blur = regions_within((*regions, *ref.blur), *size)
        except ValueError as fault:
            found.append(str(fault))
        for reason in found:
            place = places.get(reason.split()[0])
            if place:  # where another mention of the same photo has the mistake, it is told there
                message = f"照片“{ref.src}”：{reason}（照片宽 {facts.width}、高 {facts.height} 像素）"
                self.problems.append(codes.PHOTO_MARK.at(place, message, "请照这张照片的画面重新量一次"))
        return point, blur

    def collect_marks(self, meta: FrontMatter) -> None:
        """What the front matter marks on each photo, before the text and the lists ask for the same files."""
        for ref in (*meta.photos, meta.cover, meta.portrait_ref()):
            if ref is None or not (ref.focus or ref.blur):
                continue
            found = resolve(self.reading.root, self.path, ref.src)
            if isinstance(found, Path):
                path = PurePosixPath(found.relative_to(self.reading.root).as_posix())
                focus, regions = self.marks.get(path, (None, ()))
                self.marks[path] = (ref.focus or focus, (*regions, *ref.blur))

    def note(self, src: str, photo: Photo) -> None:
        """Remember which file ``src`` meant, and what that file was."""
        self.named.append((src, str(photo.path), photo.width, photo.height, photo.digest, photo.animated))


def _beginning(body: Body) -> str:
    text = body.items[0].text if body.items else body.text
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= SUMMARY_LENGTH else text[:SUMMARY_LENGTH].rstrip("，、；：（《“ ") + "……"


def _digest(document: Document) -> str:
    parts = [str(document.path), document.source.text]
    parts += [f"{photo!r}" for photo in document.all_photos]
    parts += [f"{i.anchor} {i.districts} {i.organisations}" for i in document.body.items]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
