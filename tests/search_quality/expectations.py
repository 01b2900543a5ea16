"""The queries with the pages that are right for each, read from ``blind.yaml`` and ``tuning.yaml``.

The oracle is deliberately another program than the engine: it reads the source files, drops what a reader does not
type (marks, spaces, brackets, letter case) and looks for plain substrings.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from filler import CONTENT, SIZE, fillers

HERE = Path(__file__).resolve().parent
HALVES = ("blind", "tuning")
NO_ANSWER = "没有答案"
REAL = {
    "fu-guotao": "/laomo/fu-guotao/",
    "li-xilong": "/laomo/li-xilong/",
    "zeng-yonghong": "/laomo/zeng-yonghong/",
    "dengguang": "/albums/liangjiang-dengguang/",
    "huzhu": "/news/2024/2024-09-02-huzhu-baozhang/",
    "qiuxue": "/news/2024/2024-09-02-qiuxue-yuanmeng/",
    "yizhou": "/news/2024/2024-09-02-yizhou-dongtai/",
    "qijiang": "/news/2026/2026-11-20-changai-1-qijiang/",
    "chuanwei": "/news/2026/2026-11-20-changai-2-chuanwei/",
    "bilei": "/news/2026/2026-11-20-changai-3-bilei/",
    "chanjiao": "/news/2026/2026-11-20-changai-4-chanjiao/",
    "gedi": "/news/2026/2026-11-20-gedi-qiuxue-yuanmeng/",
    "jiaokewen": "/news/2026/2026-11-20-jiaokewenweiti-changai/",
    "quanguo": "/news/2026/2026-11-20-quanguo-qiuxue-yuanmeng/",
    "zhuhun": "/news/2026/2026-11-20-yugong-zhuhun/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "contact": "/contact/",
}
"""What the queries call the real pages, and their addresses."""

UNTYPED = re.compile(r"[\s*_`#|“”‘’「」『』《》〈〉【】\[\]（）()\"'<>·-]+")
THOUSANDS = re.compile(r"(?<=\d),(?=\d)")
LINK = re.compile(r"\]\([^)]*\)")
NOT_INSIDE_A_NUMBER = r"(?<![0-9.])"
"""6000元 does not stand in 16000元, nor 1月3日 in 11月3日."""

HIDDEN_LINES = re.compile(r"^\s*-?\s*(?:kind|src|document|slug|where|date):.*$", re.MULTILINE)


def plain(text: str) -> str:
    """``text`` as the oracle compares it: lower case, without marks and spaces."""
    return THOUSANDS.sub("", UNTYPED.sub("", LINK.sub("]", unicodedata.normalize("NFKC", text).lower())))


@dataclass(frozen=True)
class Corpus:
    """What each page says, by its address."""

    texts: Mapping[str, str]
    themes: Mapping[str, Sequence[str]]

    def holding(self, words: Sequence[str]) -> set[str]:
        """The addresses of the pages that hold all the words."""
        wanted = [
            re.compile(rf"{NOT_INSIDE_A_NUMBER if word[0].isdigit() else ''}{re.escape(plain(word))}") for word in words
        ]
        return {url for url, text in self.texts.items() if all(word.search(text) for word in wanted)}


def read_corpus(size: int = SIZE) -> Corpus:
    """The real content and ``size`` generated articles."""
    texts = {}
    themes: dict[str, list[str]] = {}
    for url in REAL.values():
        path = url.strip("/")
        found = [CONTENT / f"{path}.md", CONTENT / path / "index.md", CONTENT / "pages" / f"{path}.md"]
        source = next(file for file in found if file.exists()).read_text(encoding="utf-8")
        texts[url] = plain(HIDDEN_LINES.sub("", source))
    for filler in fillers(size):
        texts[filler.url] = plain(HIDDEN_LINES.sub("", filler.text()))
        themes.setdefault(filler.theme["name"], []).append(filler.url)
    return Corpus(texts, themes)


@dataclass(frozen=True)
class Query:
    """One query: the pages that must be found, those that are right as well, and the one that should come first."""

    half: str
    kind: str
    text: str
    pages: frozenset[str]
    also: frozenset[str]
    best: str | None

    @property
    def right(self) -> frozenset[str]:
        """Every page that is a right answer."""
        return self.pages | self.also


def read_queries(half: str, corpus: Corpus) -> list[Query]:
    """The queries of one half."""
    kinds = yaml.safe_load((HERE / f"{half}.yaml").read_text(encoding="utf-8"))
    return [_read(half, kind, line, corpus) for kind, lines in kinds.items() for line in lines]


def _read(half: str, kind: str, line: str | dict[str, Any], corpus: Corpus) -> Query:
    given = {"q": line} if isinstance(line, str) else line
    text = given["q"]
    pages = {_address(name) for name in given.get("pages", ())}
    pages |= set(corpus.themes[given["theme"]]) if "theme" in given else set()
    if "holding" in given or (kind != NO_ANSWER and not pages):
        words = given.get("holding", text)
        pages |= corpus.holding([words] if isinstance(words, str) else words)
    also = frozenset(_address(name) for name in given.get("also", ()))
    best = _address(given["best"]) if "best" in given else None
    return Query(half, kind, text, frozenset(pages), also, best)


def _address(name: str | int) -> str:
    return fillers(int(name) + 1)[-1].url if isinstance(name, int) else REAL[name]
