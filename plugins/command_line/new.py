"""``new``: a draft at the right place, with the keys that its kind needs; nothing that exists is touched."""

import re
import unicodedata
from pathlib import Path, PurePosixPath

from unidecode import unidecode

from ..diagnostics import Problem, did_you_mean
from ..documents import yaml_nodes
from ..documents.kind_names import SPOKEN_KINDS
from ..documents.link_targets import UnsafeName, save_as_of_path
from ..documents.source import CONTROL, SourceText
from ..documents.unsafe_texts import TAG_IN_TEXT
from ..documents.validation import validate
from ..newsroom.faces.scaffolds import path_of, scaffold, title_without
from ..newsroom.kinds import KINDS
from .exits import Exit, Stopped
from .options import NewOptions
from .terminal import say

LONGEST_SLUG = 60
SLUG = re.compile(r"[\w一-鿿]+(?:-[\w一-鿿]+)*")


def new(options: NewOptions) -> int:
    """Write the draft and print its path; code 2 when it cannot be made as asked."""
    kind = SPOKEN_KINDS.get(options.kind, options.kind)
    if kind not in KINDS:
        cure = f"{did_you_mean(kind, KINDS)}可以用：{'、'.join(KINDS)}。"
        raise Stopped(f"没有“{kind}”这种体裁。{cure}", Exit.USAGE)
    title, day = options.title or title_without(kind), options.day.isoformat()
    text = scaffold(kind, title, day)
    _refuse_unreadable(kind, title, text)
    path = path_of(kind, slug_of(options.slug, title, kind), day)
    _refuse_taken(options, path)
    _write(options.folders.content, path, text)
    print(f"{options.folders.shown}/{path}")
    say("草稿已建好。打开它写稿；带 # 的行删掉开头的 # 就能用。写完把 status 改成 published，再运行 python3 build.py check。")
    return Exit.GOOD


def slug_of(asked: str, title: str, kind: str) -> str:
    """The name in the address: what was asked for, else the title in pinyin, else the kind.

    >>> slug_of("", "重庆开展“求学圆梦行动”", "news")
    'zhong-qing-kai-zhan-qiu-xue-yuan-meng-xing-dong'
    >>> slug_of("", "！！", "news")
    'news'
    """
    if asked:
        if not SLUG.fullmatch(unicodedata.normalize("NFC", asked)):
            raise Stopped(f"网址名“{asked}”不能用。请用小写字母、数字、汉字和连字符，例如 huzhu-baozhang。", Exit.USAGE)
        return unicodedata.normalize("NFC", asked).lower()
    words = re.findall(r"[a-z0-9]+", unidecode(title).lower())
    while len("-".join(words)) > LONGEST_SLUG and len(words) > 1:
        words.pop()
    return "-".join(words)[:LONGEST_SLUG] or kind


def _refuse_unreadable(kind: str, title: str, text: str) -> None:
    """Stop when the title would not pass ``check``."""
    wrong = TAG_IN_TEXT.search(title) or CONTROL.search(title)
    if wrong or "\n" in title:
        raise Stopped("标题里有 HTML 标签、换行或看不见的字符。请删掉再试。", Exit.USAGE)
    source = SourceText("new", text)
    node = yaml_nodes.parse(source, 2, source.lines.index("---", 1))
    result = validate(KINDS[kind], node) if isinstance(node, yaml_nodes.Mapping) else node
    problems = result if isinstance(result, list) else [result] if isinstance(result, Problem) else []
    if problems:
        raise Stopped(f"{problems[0].message}。{problems[0].cure}", Exit.USAGE)


def _refuse_taken(options: NewOptions, path: PurePosixPath) -> None:
    """Stop when the address is taken or can be none."""
    try:
        save_as_of_path(path)
    except UnsafeName as error:
        raise Stopped(f"{error}。请用 --slug 换一个。", Exit.USAGE) from None
    content = options.folders.content
    sibling = path.parent.with_suffix(".md") if path.name == "index.md" else path.with_suffix("") / "index.md"
    for taken in (path, sibling):
        if (content / taken).is_symlink() or (content / taken).exists():
            raise Stopped(f"已经有“{options.folders.shown}/{taken}”了，没有改动它。请用 --slug 换一个名字。", Exit.USAGE)
    for folder in path.parents:
        if folder.parts and (content / folder).is_symlink():
            raise Stopped(f"“{options.folders.shown}/{folder}”是符号链接，里面的稿件不会发布。", Exit.USAGE)


def _write(content: Path, path: PurePosixPath, text: str) -> None:
    file = content / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as draft:
            draft.write(text)
    except FileExistsError:
        raise Stopped(f"“{file}”放不下：那里已经有同名的文件。请用 --slug 换一个名字。", Exit.USAGE) from None
    except OSError as error:
        raise Stopped(f"“{file}”写不进去：{error.strerror}。请检查权限和磁盘空间。", Exit.ENVIRONMENT) from None
