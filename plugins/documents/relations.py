"""What only shows when all documents lie side by side: two files with one address, two titles alike, names unknown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..diagnostics import Code, Place, Problem
from .document import Document
from .link_targets import RESERVED
from .vocabulary import Vocabulary

ONE_URL = Code(
    "E301",
    "两个文件的网址相同",
    "每篇稿件的网址由文件名决定，不能重复，也不能占用网站自己的网址。",
    "news/a.md 和 news/a/index.md",
    "news/a.md 和 news/b.md",
)
SAME_TITLE = Code("W302", "同一天有两个相同的标题", "读者分不清哪一篇；多半是同一篇存了两份。")
CODES = (ONE_URL, SAME_TITLE)
LISTS = {"/", "/news/", "/laomo/", "/albums/"}
OWN_FOLDERS = RESERVED - {"news", "laomo", "albums", "pages"}


def check(documents: Iterable[Document], vocabulary: Vocabulary) -> Iterator[Problem]:  # noqa: ARG001 - same shape as a feature's check
    """Problems between documents; ``documents`` in the order of their paths."""
    documents = tuple(documents)
    yield from _one_url(documents)
    titles: dict[tuple[str, object], Document] = {}
    for document in documents:
        first = titles.setdefault((document.title, document.day), document)
        if first is not document:
            place = document.place_of("title")
            yield SAME_TITLE.at(place, f"标题和“{first.source.path}”相同，日期也相同", "请删掉多余的一份，或改一个标题")


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
