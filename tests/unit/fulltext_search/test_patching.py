"""After an edit a patched volume has the bytes of a fresh build."""

import random
from dataclasses import fields

import pytest

from plugins.fulltext_search import building, shards
from plugins.fulltext_search.building import build
from plugins.fulltext_search.folding import traditional
from plugins.fulltext_search.kept import Kept
from plugins.fulltext_search.patching import MOST_EDITED, Patcher
from plugins.fulltext_search.terms import Normaliser

NORMALISE = Normaliser(traditional())
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


class Store(dict):
    """Kept files in memory."""

    def keep(self, name, data):
        self[name] = data


@pytest.fixture
def small(monkeypatch):
    """Few postings make several shards, and short lists are cut."""
    monkeypatch.setattr(building, "POSTINGS_OF_SHARD", 200)
    monkeypatch.setattr(shards, "LONGEST_LIST", 12)
    monkeypatch.setattr(shards, "BEST", 5)
    monkeypatch.setattr(shards, "BEST_OF_CHARACTER", 4)


def shown(built, store):
    """All that a volume is made of, with the bytes of its files; the order of pairs does not show."""
    rows = {built.pairs[at : at + 3] for at in range(0, len(built.pairs), 3)}
    names = [*built.shards, *built.records, *built.wholes, built.characters]
    values = {field.name: getattr(built, field.name) for field in fields(built)}
    return {**values, "pairs": rows}, [store[name] for name in names]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(6))
def test_a_patched_volume_is_a_fresh_one(make, seed):
    chance = random.Random(seed)  # noqa: S311 - a test's choice
    documents = [make(n, f"标题{n}", text(n)) for n in range(25)]
    store = Store()
    built = build(range(25), documents.__getitem__, store.keep, 1)
    for turn in range(4):
        edited = chance.sample(range(25), chance.randint(1, 3))
        for number in edited:
            documents[number] = make(number, f"标题{number}", text(seed * 100 + turn * 10 + number % 7))
        fresh = build(range(25), documents.__getitem__, store.keep, 1)
        patched = Patcher(documents.__getitem__, store.__getitem__, store.keep, NORMALISE).patched(built, edited, 0)
        if patched is not None:
            assert shown(patched, store) == shown(fresh, store)
        built = fresh


@pytest.mark.usefixtures("small")
def test_only_shards_with_a_changed_term_are_read(make):
    documents = [make(n, f"标题{n}", text(n)) for n in range(25)]
    store = Store()
    built = build(range(25), documents.__getitem__, store.keep, 1)
    documents[7] = make(7, "标题7", text(7) + "璧山")
    read = []
    patcher = Patcher(documents.__getitem__, lambda name: read.append(name) or store[name], store.keep, NORMALISE)
    patched = patcher.patched(built, [7], 0)
    assert patched is not None
    assert len(set(read) & set(built.shards)) <= 5
    assert set(read) & set(built.records) == {built.records[7]}


def test_much_that_changed_is_built_anew(make):
    documents = [make(n, f"标题{n}", "正文") for n in range(MOST_EDITED + 1)]
    store = Store()
    built = build(range(len(documents)), documents.__getitem__, store.keep, 1)
    patcher = Patcher(documents.__getitem__, store.__getitem__, store.keep, NORMALISE)
    assert patcher.patched(built, range(len(documents)), 0) is None


def test_what_is_kept_is_known_again_unless_it_is_damaged(make, tmp_path):
    documents = [make(n, f"标题{n}", text(n)) for n in range(4)]
    kept = Kept(tmp_path, "rules")
    built = build(range(4), documents.__getitem__, kept.keep, 1)
    keys = [f"/news/{n}/ a" for n in range(4)]
    kept.save({"2024": (keys, built)})
    assert Kept(tmp_path, "rules").volume("2024", keys) == (built, [])
    assert Kept(tmp_path, "rules").volume("2024", [*keys[:3], "/news/3/ b"]) == (built, [3])
    assert Kept(tmp_path, "rules").volume("2024", keys[:3]) is None
    assert Kept(tmp_path, "other").volume("2024", keys) is None
    assert Kept(tmp_path, "").volume("2024", keys) is None
    (tmp_path / "files" / built.shards[0].hex()).write_bytes(b"cut")
    assert Kept(tmp_path, "rules").volume("2024", keys) is None
    (tmp_path / "state").write_bytes(b"{}")
    assert Kept(tmp_path, "rules").volume("2024", keys) is None
