"""The real content in the reader's script: what stands in an article finds that article, exactly."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from plugins.documents.library import read_library
from plugins.fulltext_search.contribution import Surroundings, of_document
from plugins.fulltext_search.folding import traditional
from plugins.fulltext_search.terms import Normaliser
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

CUT = re.compile(r"[0-9.,．]{2}")
"""A run that begins or ends inside a number, which is one unit: 6家 is not what 16家 says."""
PROJECT = Path(__file__).resolve().parents[3]
NOW = datetime.fromisoformat("2026-12-01T08:00:00+08:00")


@pytest.fixture(scope="module")
def library():
    return read_library(PROJECT / "content", kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)


@pytest.fixture
def folder(library, written):
    return written([of_document(document, Surroundings({}, {})) for document in library.public])


def test_every_seventh_run_of_characters_finds_its_article(library, folder, reader):
    normalise = Normaliser(traditional())
    wanted = []
    for document in library.public:
        for text in (document.title, *document.body.text.split("\n")):
            starts = (
                i
                for i in range(0, len(text) - 1, 7)
                if not CUT.search(f"{text[i - 1 : i + 1]} {text[i + 1 + i % 7 : i + 3 + i % 7]}")
            )
            wanted += [(text[i : i + 2 + i % 7], document.url) for i in starts]
    wanted = [(query, url) for query, url in wanted if normalise(query)]
    assert len(wanted) > 1_000
    answer = reader(folder=folder, queries=[query for query, _ in wanted], all=True)
    missed = [
        (query, url)
        for (query, url), found in zip(wanted, answer["found"], strict=True)
        if url not in [hit["url"] for hit in found["exact"]]
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("傅国涛", "/laomo/fu-guotao/"),
        ("傅國濤", "/laomo/fu-guotao/"),
        ("职工互助保障扩面提质", "/news/2024/2024-09-02-huzhu-baozhang/"),
        ("一周动态", "/news/2024/2024-09-02-yizhou-dongtai/"),
    ],
)
def test_the_best_page_comes_first(folder, reader, query, best):
    (found,) = reader(folder=folder, queries=[query])["found"]
    assert found["exact"][0]["url"] == best
