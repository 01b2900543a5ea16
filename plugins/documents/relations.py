"""What only shows when all documents lie side by side: two files with one address, two titles alike, names unknown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from ..diagnostics import Code, Place, Problem
from . import codes
from .document import Document
from .fields import SHANGHAI
from .link_targets import RESERVED
from .vocabulary import Vocabulary

ONE_URL = Code(
    "E301",
    "两个文件的网址相同",
    "每篇稿件的网址由文件名决定，不能重复，也不能占用网站自己的网址。",
    "news/a.md 和 news/a/index.md",
    "news/a.md 和 news/b.md",
)
SAME_TITLE = Code(
    "W302",
    "两篇稿件的标题相同",
    "读者分不清哪一篇；多半是同一篇存了两份。日期不同的一周动态可以同名，已撤稿的不算。",
    "title: 一封感谢信（两篇）",
    "title: 一封感谢信（二）",
)
CODES = (ONE_URL, SAME_TITLE)
LISTS = {"/", "/news/", "/laomo/", "/albums/"}
OWN_FOLDERS = RESERVED - {"news", "laomo", "albums", "pages"}


def check(documents: Iterable[Document], vocabulary: Vocabulary) -> Iterator[Problem]:  # noqa: ARG001 - same shape as a feature's check
    """Problems between documents; ``documents`` in the order of their paths."""
    documents = tuple(documents)
    yield from _one_url(documents)
    yield from _same_titles(documents)


def check_dates(documents: Iterable[Document], now: datetime) -> Iterator[Problem]:
    """Updates and corrections against each other and against ``now``."""
    today = now.astimezone(SHANGHAI).date()
    for document in documents:
        meta = document.meta
        last = max((correction.date for correction in meta.corrections), default=None)
        if meta.updated and "corrections" not in document.places:
            cure = f"请加上 corrections: 和一行 - {{date: {meta.updated}, note: 改了什么}}"
            yield codes.NO_CORRECTION.at(
                document.place_of("updated"), f"{meta.updated} 更新过，却没有更正说明", cure
            )
        if last and (meta.updated is None or meta.updated < last):
            message = f"最后一次更正是 {last}，" + (f"更新日期却是 {meta.updated}" if meta.updated else "却没有写更新日期")
            yield codes.CORRECTION_LATER.at(document.place_of("corrections"), message, f"请写 updated: {last}")
        ahead = max((day for day in (meta.updated, last) if day and day > max(today, meta.date)), default=None)
        if ahead:
            key = "updated" if meta.updated == ahead else "corrections"
            yield codes.UPDATED_AHEAD.at(
                document.place_of(key), f"更新日期 {ahead} 还没到（今天是 {today}）", "请核对年份和月份"
            )


def _same_titles(documents: tuple[Document, ...]) -> Iterator[Problem]:
    """One title twice; issues of a weekly brief may keep one title, and a withdrawn article gives its own free."""
    first: dict[str, Document] = {}
    for document in documents:
        key = title_key(document)
        if not key:
            continue
        other = first.setdefault(key, document)
        if other is not document:
            day = "日期也相同" if other.day == document.day else f"那一篇是 {other.day} 的"
            message = f"标题和“{other.source.path}”相同，{day}"
            yield SAME_TITLE.at(document.place_of("title"), message, "请删掉多余的一份，或改一个标题")


def title_key(document: Document) -> str:
    """What two documents must not have in common: the title, for an issue of a weekly brief with its day; or nothing."""
    if document.meta.status == "withdrawn":
        return ""
    weekly = str(document.day) if document.meta.template == "brief" else ""
    return f"{''.join(document.title.split())}\n{weekly}"


def _one_url(documents: tuple[Document, ...]) -> Iterator[Problem]:
    # casefold: the published folder may lie on a disk that does not tell A from a
    by_url: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_url[document.save_as.casefold()].append(document)
        first = document.save_as.split("/")[0]
        paged = len(document.path.parts) > 1 and document.path.parts[1] == "page"  # /news/page/2/ continues a list
        if document.url in LISTS or first in OWN_FOLDERS or paged:
            yield ONE_URL.at(Place(document.source.path), f"网址 {document.url} 是网站自己的页面", "请给文件换一个名字")
    for same in by_url.values():
        for document in same[1:]:
            message = f"和“{same[0].source.path}”的网址相同：{document.url}"
            yield ONE_URL.at(Place(document.source.path), message, "请给其中一个文件改名")
            yield ONE_URL.at(
                Place(same[0].source.path),
                f"和“{document.source.path}”的网址相同：{same[0].url}",
                "请给其中一个文件改名",
            )
