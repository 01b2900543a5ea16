"""After an edit the published files are those of a fresh build."""

import random
from dataclasses import replace

import pytest

from plugins.fulltext_search import building, built, lexicon, shards, sounds
from plugins.fulltext_search.contribution import Facets
from plugins.fulltext_search.index import facets_file, facets_with
from plugins.fulltext_search.kept import Kept
from plugins.fulltext_search.patching import MOST_EDITED, Patcher
from plugins.fulltext_search.phrases import Phrase

WORDS = [
    "工会",
    "职工",
    "互助",
    "保障",
    "求学",
    "圆梦",
    "行动",
    "补助",
    "6000元",
    "8月28日",
    "劳模",
    "ai",
    "5G",
    "傅国涛",
    "重庆",
    "𬭎钢",
    "工匠",
    "会员",
]


def text(seed, length=40):
    chance = random.Random(seed)  # noqa: S311 - a test's text
    return "".join(chance.choices(WORDS, k=length)) + "，" + "".join(chance.choices(WORDS, k=length))


def phrases(seed):
    chance = random.Random(seed)  # noqa: S311 - as above
    kinds = [chance.choice(["人物", "词语", "正文", "标题"]) for _ in range(6)]
    readings = [chance.choice(["", "", "gong hui"]) for _ in kinds]
    return tuple(map(Phrase, chance.sample(WORDS, 6), kinds, readings))


@pytest.fixture
def small(monkeypatch):
    """Few postings make several files, and short lists are cut."""
    monkeypatch.setattr(built, "POSTINGS_OF_SHARD", 200)
    monkeypatch.setattr(shards, "LONGEST_LIST", 12)
    monkeypatch.setattr(shards, "BEST", 5)
    monkeypatch.setattr(shards, "BEST_OF_CHARACTER", 4)
    monkeypatch.setattr(building, "CHUNK", 7)
    monkeypatch.setattr(sounds, "ROWS_OF_BUCKET", 60)
    monkeypatch.setattr(lexicon, "ROWS_OF_BUCKET", 8)
    monkeypatch.setattr("plugins.fulltext_search.volumes.FEW", 5)


@pytest.fixture
def seed(request, monkeypatch):
    """Of a test's choices; the last are made on a large site, where a pair in one document has no sound."""
    if request.param > 3:
        monkeypatch.setattr(sounds, "MANY", 20)
    return request.param


@pytest.fixture
def patched(monkeypatch):
    """Whether each index was patched (True) or made anew."""
    found = []
    right = Patcher.edited

    def edited(self, *given):
        found.append(right(self, *given))
        return found[-1]

    monkeypatch.setattr(Patcher, "edited", edited)
    return found


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(6), indirect=True)
def test_after_an_edit_the_files_are_those_of_a_fresh_build(make, tmp_path, files_made, patched, seed):
    chance = random.Random(seed)  # noqa: S311 - a test's choice
    numbers = [*range(340, 352), *range(370, 395)]
    documents = {n: replace(make(n, f"标题{n}", text(n)), phrases=phrases(n)) for n in numbers}
    files_made(documents.values(), tmp_path / "kept", rules="r")
    for turn in range(5):
        for number in chance.sample(numbers, chance.randint(1, 3)):
            new = seed * 100 + turn * 10 + number % 7
            documents[number] = replace(make(number, f"标题{number}", text(new)), phrases=phrases(new))
        after = files_made(documents.values(), tmp_path / "kept", rules="r")
        assert after == files_made(documents.values(), tmp_path / f"fresh{turn}")
    assert any(patched)


@pytest.mark.usefixtures("small")
def test_only_what_a_changed_word_touches_is_read(make, tmp_path, files_made, monkeypatch):
    documents = [make(n, f"标题{n}", text(n)) for n in range(25)]
    files_made(documents, tmp_path, rules="r")
    before = Kept(tmp_path, "r").read()
    documents[7] = make(7, "标题7", text(7) + "璧山")
    read = []
    right = Kept.load
    monkeypatch.setattr(Kept, "load", lambda self, name: read.append(name) or right(self, name))
    files_made(documents, tmp_path, rules="r")
    (_, volume), *_ = before.index.volumes
    assert len(set(read) & set(volume.shards)) <= 5 < len(volume.shards)
    assert set(read) & set(volume.records) == {volume.records[7]}


def test_much_that_changed_is_built_anew(make, tmp_path, files_made, patched):
    documents = [make(n, f"标题{n}", "正文") for n in range(MOST_EDITED + 1)]
    files_made(documents, tmp_path, rules="r")
    files_made([make(n, f"标题{n}", "正文二") for n in range(MOST_EDITED + 1)], tmp_path, rules="r")
    assert patched == []


@pytest.mark.usefixtures("small")
def test_a_volume_that_has_not_changed_is_not_built_again(make, tmp_path, files_made, monkeypatch):
    documents = [make(n, f"标题{n}", text(n)) for n in (*range(340, 352), *range(370, 380))]
    before = files_made(documents, tmp_path / "kept", rules="r")
    built_ = []
    right = building.runs_of
    monkeypatch.setattr(
        "plugins.fulltext_search.making.runs_of", lambda *given: built_.extend(given[0]) or right(*given)
    )
    after = files_made([*documents, make(390, "新", text(5))], tmp_path / "kept", rules="r")
    assert built_ == [range(12, 23)]
    assert {name for name in before if name.startswith(("shards/2024", "records/2024"))} <= set(after)


def test_what_is_kept_is_known_again_unless_it_is_damaged(make, tmp_path, files_made):
    files_made([make(n, f"标题{n}", text(n)) for n in range(4)], tmp_path, rules="rules")
    known = Kept(tmp_path, "rules").read()
    assert known is not None
    assert known.urls == tuple(f"/news/{n}/" for n in range(4))
    assert Kept(tmp_path, "other").read() is None
    assert Kept(tmp_path, "").read() is None
    (_, volume), *_ = known.index.volumes
    (tmp_path / "files" / volume.shards[0].hex()).write_bytes(b"cut")
    assert Kept(tmp_path, "rules").read() is None
    (tmp_path / "state").write_bytes(b"{}")
    assert Kept(tmp_path, "rules").read() is None


def test_facets_after_an_edit_are_those_of_a_fresh_build():
    facets = [Facets("动态", "消息", ("渝中区",)), Facets("", "", ()), Facets("人物", "人物", ("九龙坡区", "渝中区"))]
    file = facets_file(facets)
    assert facets_with(file, {0: facets[0]}) is file
    new = Facets("人物", "", ("璧山区",))
    assert facets_with(file, {0: new}) == facets_file([new, *facets[1:]])
