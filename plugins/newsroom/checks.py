"""Whether the names in an article are names that the vocabularies know, on that day."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from ..build_state.prose import reads_prose
from ..diagnostics import Neighbours, Place, Problem, did_you_mean
from ..documents import codes as document_codes
from ..documents import relations
from ..documents.cards import card_of
from ..documents.document import Document, Photo
from ..documents.fields import PENDING
from ..documents.library import Library
from ..documents.listing_urls import ListAddress, list_address, lists_of
from ..documents.vocabulary import Vocabulary
from . import codes
from .kinds import Laomo, Roundup

SHORTEST_NAME = 3


def check(library: Library) -> Iterator[Problem]:
    """All problems of names in the library's documents, drafts included."""
    for document in library.documents:
        yield from _districts(document, library.vocabulary)
        yield from _organisations(document, library.vocabulary)
        yield from _honours(document, library.vocabulary)
        yield from _incomplete_honours(document)
        yield from _photos_twice(document)
        yield from _parts(document)
        yield from wording(document, library.vocabulary)
    yield from relations.check_dates(library.documents, library.now)
    yield from _near_names(library)
    yield from _colliding_lists(library)


def check_production(library: Library) -> Iterator[Problem]:
    """What the law asks of a public site: the 备案号 stops the build, the rest is reminded of."""
    site = library.site
    if not site.icp:
        yield document_codes.NO_ICP.at(
            library.site_places.get("icp:key") or document_place(library),
            "site.yaml 里没有 ICP 备案号（icp）",
            "请填上主管部门给的备案号；试看请用 --profile preview",
        )
    if not site.police:
        place = library.site_places.get("police:key") or document_place(library)
        yield codes.NO_POLICE.at(place, "site.yaml 里没有公安备案号（police）", "开通三十日内办好，再填上")
    if not (site.report_phone or site.report_email):
        place = library.site_places.get("report_phone:key") or document_place(library)
        message = "site.yaml 里没有举报电话或邮箱（report_phone、report_email）"
        yield codes.NO_REPORT.at(place, message, "请填上一样，页尾就会显示举报的办法")


def document_place(library: Library) -> Place:
    """The settings file as a whole."""
    return Place(f"{library.shown}/site.yaml")


def _districts(document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    if not vocabulary.districts:
        return
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("districts", index), name) for index, name in enumerate(document.meta.districts)
    ]
    if isinstance(document.meta, Laomo) and document.meta.district:
        named.append((("district",), document.meta.district))
    for keys, name in named:
        district = vocabulary.district(name)
        if district is None:
            now = [d.name for d in vocabulary.districts if d.exists_on(document.day)]
            yield codes.UNKNOWN_DISTRICT.at(
                document.place_of(*keys), f"不认识的区县：“{name}”", _district_cure(name, now, vocabulary, document)
            )
        elif not district.exists_on(document.day):
            gone = district.valid_to and district.valid_to <= document.day
            when = f"{district.valid_to} 起已撤销" if gone else f"{district.valid_from} 才设立"
            cure = f"请改成“{district.successor}”" if gone and district.successor else "请核对稿件日期和区县"
            yield codes.DISTRICT_GONE.at(document.place_of(*keys), f"“{name}”{when}，稿件日期是 {document.day}", cure)


def _district_cure(name: str, now: list[str], vocabulary: Vocabulary, document: Document) -> str:
    gone = [
        d
        for d in vocabulary.districts
        if not d.exists_on(document.day) and d.successor and name in {d.short, d.name.rstrip("区县")}
    ]
    if gone:
        return f"“{gone[0].name}”已并入“{gone[0].successor}”，请写“{gone[0].successor}”"
    short = [d.name for d in vocabulary.districts if d.short == name and d.exists_on(document.day)]
    if short:
        return f"是不是“{short[0]}”？请写全称"
    return did_you_mean(name, now) or "区县的全称见词表 vocabulary/districts.yaml"


def _organisations(document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    if not vocabulary.organisations:
        return
    known = [o.name for o in vocabulary.organisations]
    short = {alias: o.name for o in vocabulary.organisations for alias in o.short}
    for index, name in enumerate(document.meta.organisations):
        if name in known:
            continue
        cure = f"请写全称“{short[name]}”" if name in short else did_you_mean(name, known)
        message = f"词表里没有这个单位：“{name}”"
        yield codes.UNKNOWN_ORGANISATION.at(
            document.place_of("organisations", index),
            message,
            cure or "如果没写错，请加进 vocabulary/organisations.yaml",
        )


def _honours(document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    if not isinstance(document.meta, Laomo) or not vocabulary.honours:
        return
    known = {honour.name: honour for honour in vocabulary.honours}
    for index, honour in enumerate(document.meta.honours):
        entry = known.get(honour.name)
        if entry is None:
            place = document.place_of("honours", index, "name")
            cure = did_you_mean(honour.name, known) or "请照词表 vocabulary/honours.yaml 写；词表没有的先加进词表"
            yield codes.UNKNOWN_HONOUR.at(place, f"不认识的荣誉：“{honour.name}”", cure)
        elif PENDING not in {honour.level, entry.level} and honour.level != entry.level:
            place = document.place_of("honours", index, "level")
            yield codes.HONOUR_LEVEL.at(
                place, f"“{honour.name}”的级别写成了“{honour.level}”", f"词表里是“{entry.level}”"
            )


def _incomplete_honours(document: Document) -> Iterator[Problem]:
    """Honours without level or year; 待核实 is an answer, silence is none."""
    if not isinstance(document.meta, Laomo):
        return
    for index, honour in enumerate(document.meta.honours):
        keys = {"level": "级别", "year": "年份"}
        missing = [key for key in keys if f"honours.{index}.{key}" not in document.places]
        if missing:
            lines = "、".join(f"{key}: {PENDING}" for key in missing)
            yield codes.HONOUR_INCOMPLETE.at(
                document.place_of("honours", index, "name"),
                f"荣誉“{honour.name}”没有写{'和'.join(keys[key] for key in missing)}",
                f"请补上；来源没有写明的，写 {lines}",
            )


def _photos_twice(document: Document) -> Iterator[Problem]:
    """A photo file that stands twice on the page; the cover and a portrait may repeat one."""
    first: dict[PurePosixPath, Photo] = {}
    for photo in (*document.photos, *document.body.figures):
        other = first.setdefault(photo.path, photo)
        if other is not photo:
            message = f"照片“{photo.path.name}”已经在第 {other.place.line} 行列出"
            yield codes.PHOTO_TWICE.at(photo.place, message, "请只留一处")


def _parts(document: Document) -> Iterator[Problem]:
    if not isinstance(document.meta, Roundup):
        return
    headings = [heading.text for heading in document.body.outline if heading.level == 2]  # noqa: PLR2004 - h2 heads a part
    for index, part in enumerate(document.meta.parts):
        if part.heading not in headings:
            place = document.place_of("parts", index, "heading")
            cure = did_you_mean(part.heading, headings) or "请在正文里加上这个二级标题：## " + part.heading
            yield codes.PART_WITHOUT_HEADING.at(place, f"正文里没有这个二级标题：“{part.heading}”", cure)


@reads_prose
def wording(document: Document, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Problems for what the vocabulary knows as a slip of the pen."""
    return tuple(_wording(document, vocabulary))


def _wording(document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    text = document.source.text
    for entry in vocabulary.wording:
        if entry.wrong not in text:
            continue
        for match in re.finditer(re.escape(entry.wrong), text):
            place = document.source.place_at(match.start(), len(entry.wrong))
            yield codes.WORDING.at(
                place,
                f"“{entry.wrong}”可能是误写",
                f"请核对是否应为“{entry.right}”{f'（{entry.note}）' if entry.note else ''}",
            )


def _near_names(library: Library) -> Iterator[Problem]:
    """A name used once that is one edit away from one that others use, or that the vocabulary holds."""
    vocabulary = library.vocabulary
    kinds = {
        "column": [entry.name for entry in vocabulary.columns],
        "topics": [entry.name for entry in vocabulary.topics],
        "series": [entry.name for entry in vocabulary.series],
        "people": [],
    }
    for key, listed in kinds.items():
        used = [(d, index, name) for d in library.documents for index, name in enumerate(_names(d, key))]
        counts = Counter(name for _, _, name in used)
        strong = {*listed, *(name for name, count in counts.items() if count > 1)}
        if key == "people":
            strong |= {d.meta.full_name for d in library.documents if isinstance(d.meta, Laomo)}
        neighbours = Neighbours(sorted(name for name in strong if len(name) >= SHORTEST_NAME))
        for document, index, name in used:
            near = None if name in strong or len(name) < SHORTEST_NAME else neighbours.one_edit_from(name)
            if near:
                keys = (key, index) if key in {"topics", "people"} else (key,)
                message = f"“{name}”和已有的“{near}”只差一个字"
                yield codes.NEAR_NAME.at(document.place_of(*keys), message, f"是不是“{near}”？")


def _colliding_lists(library: Library) -> Iterator[Problem]:
    """Two names whose lists would lie at one address; a published folder may not tell upper case from lower.

    Pages stand in no list, but their events have calendars by the same names.
    """
    named = [(address, PurePosixPath(cards[0].path)) for address, cards in library.lists.items()]
    for document in library.public:
        if str(document.path) not in library.cards:
            names = lists_of(card_of(document))
            named += ((list_address(library.vocabulary, kind, name), document.path) for kind, name in names)
    first: dict[str, ListAddress] = {}
    for address, path in named:
        other = first.setdefault(address.save_as.casefold(), address)
        if other != address:
            place = Place(library.by_path[path].source.path)
            message = f"“{address.name}”和“{other.name}”的网址相同：{address.url}"
            yield codes.LISTS_COLLIDE.at(place, message, "请统一写法；词表里的 slug 不能和别的名称相同")


def _names(document: Document, key: str) -> Iterable[str]:
    meta = document.meta
    match key:
        case "column":
            return (meta.column,) if meta.column else ()
        case "series":
            return (meta.series,) if meta.series else ()
        case "topics":
            return meta.topics
        case _:
            return meta.people
