"""What is written is found: by the postings themselves, and by the reader's script."""

import random
from datetime import date

import numpy as np
import pytest

from plugins.fulltext_search import building, built, making, merging, packing, shards, sounds, words
from plugins.fulltext_search.contribution import Contribution, ranks_of
from plugins.fulltext_search.counting import counted
from plugins.fulltext_search.folding import traditional
from plugins.fulltext_search.places import pair_of, shard_number
from plugins.fulltext_search.postings import bytes_of, decoded, encoded, passed, room_of
from plugins.fulltext_search.shards import (
    IndexFaultError,
    Layout,
    digest_of,
    entry_of,
    opened,
    read_whole,
    shard_of,
    terms_in,
)
from plugins.fulltext_search.terms import Normaliser, pairs_of

NORMALISE = Normaliser(traditional())
HAN = [chr(code) for code in range(0x4E00, 0x4F40)] + list("𬭎𠮷㐀㙍〇工会会员")
MARKS = "，。、“”《》 ：\n"


def sentences(seed, count):
    """Made-up text of real characters, with marks and numbers in it; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a test's text
    made = []
    for _ in range(count):
        made += chance.choices(HAN, k=chance.randint(2, 12))
        made += chance.choice(
            [chance.choice(MARKS), f"{chance.randint(1, 12)}月{chance.randint(1, 30)}日", "5G ", "6,000元"]
        )
    return "".join(made)


def cuts(text, start, more):
    """Whether the run would begin or end inside a number, which is one unit: 1日 is not what 21日 says."""
    inside = [text[at - 1 : at + 1] for at in (start, start + 2 + more) if 0 < at < len(text)]
    return any(set(two) <= set("0123456789,.") for two in inside)


def shards_in(files):
    found = {name.split("/")[2]: data for name, data in files.items() if name.startswith("shards/")}
    return [found[name] for name in sorted(found, key=lambda name: int(name.split("-")[1], 16))]


def all_terms(files):
    found = terms_in(shards_in(files))
    return {term: list(zip(one.numbers, one.ranks, strict=True)) for term, one in found.items()}


def by_postings(terms, query):
    """A reference reader: the numbers of the documents that hold every pair (or the only character) of ``query``."""
    holding = None
    for run in NORMALISE(query).split(" "):
        for term in pairs_of(run) if len(run) > 1 else [run]:
            these = {number for number, _ in terms.get(term, [])}
            holding = these if holding is None else holding & these
    return holding or set()


@pytest.fixture(scope="module")
def texts():
    return [(sentences(seed, 2).replace("\n", ""), sentences(1000 + seed, 30)) for seed in range(12)]


@pytest.fixture
def documents(texts, make):
    return [make(number, *text) for number, text in enumerate(texts)]


def test_every_substring_is_found_by_the_postings(texts, documents, tmp_path, files_made):
    terms = all_terms(files_made(documents, tmp_path))
    for number, (title, body) in enumerate(texts):
        for text in (title, body):
            for start in range(0, len(text) - 1, 3):
                query = text[start : start + 2 + start % 7]
                if NORMALISE(query):
                    assert number in by_postings(terms, query), query


def test_every_substring_is_found_by_the_reader(texts, documents, written, reader):
    wanted = []
    for number, text in enumerate(texts):
        for part in text:
            wanted += [
                (part[i : i + 2 + i % 7], number) for i in range(0, len(part) - 1, 5) if not cuts(part, i, i % 7)
            ]
    wanted = [(query, number) for query, number in wanted if NORMALISE(query) and "\n" not in query]
    answer = reader(folder=written(documents), queries=[query for query, _ in wanted])
    for (query, number), found in zip(wanted, answer["found"], strict=True):
        assert f"/news/{number}/" in [hit["url"] for hit in found["exact"]], query


def test_a_word_that_is_nowhere_has_no_exact_match(make, written, reader):
    folder = written(
        [make(1, "产业工人提升学历", "重庆开展求学圆梦行动，发放补助。"), make(2, "计算中心揭牌", "量子之外。")]
    )
    queries = [
        "元宇宙",
        "量子计算机",
        "补助行动",
        "😀",
        "，。",
        "__proto__",
        "constructor",
        "<script>alert(1)</script>",
        "%",
    ]
    for found in reader(folder=folder, queries=queries)["found"]:
        assert found["exact"] == [], found


def test_titles_come_first_and_new_before_old(make, written, reader):
    folder = written(
        [
            make(3, "别的事", "互助保障"),
            make(1, "互助保障扩面", "文"),
            make(2, "互助保障", "文"),
            make(4, "别的事", "互助保障"),
        ]
    )
    found = reader(folder=folder, queries=["互助保障"])["found"][0]
    assert [hit["url"] for hit in found["exact"]] == ["/news/2/", "/news/1/", "/news/4/", "/news/3/"]
    assert found["count"] == [4, True]


@pytest.mark.parametrize(
    "query",
    [
        "学",
        "學歷",
        "“求学圆梦行动”补助",
        "求学圆梦 补助",
        "求学圆梦行动怎么补助？",
        "10月17日",
        "6000元",
        "６０００元",
        "6 , 000",
        "求学\n圆梦",
    ],
)
def test_how_readers_ask(make, written, reader, query):
    folder = written(
        [make(1, "学历提升", "《求学圆梦行动》于 10 月 17 日发放补助6,000元。"), make(2, "无关", "别的内容。")]
    )
    found = reader(folder=folder, queries=[query])["found"][0]
    shown = found["exact"] or (found["related"] if query == "6 , 000" else [])
    assert [hit["url"] for hit in shown] == ["/news/1/"]


def test_many_results_are_counted(make, written, reader):
    folder = written([make(n, f"第{n}篇", "工会互助") for n in range(30)])
    one, two = reader(folder=folder, queries=["工会", "工会互助"])["found"]
    assert one["count"] == [30, True]
    assert len(one["exact"]) == 10
    assert two["count"] == [30, False]


def test_a_long_list_keeps_the_best_and_names_the_file_of_all(monkeypatch):
    monkeypatch.setattr(shards, "LONGEST_LIST", 4)
    monkeypatch.setattr(shards, "BEST", 3)
    found = [number << 2 | (number == 0) for number in range(40)]
    bits, whole = entry_of("工会", found, room_of(40))
    entry = decoded(bits, 0, room_of(40))[0]
    assert (entry.documents, entry.numbers, entry.cut) == (40, (0, 38, 39), True)
    assert digest_of(whole) == entry.name
    assert read_whole(whole).postings == found


def test_a_cut_list_loses_nobody(make, written, reader, monkeypatch):
    """Common pairs that never stand together but in one old article, and their lists are cut: it is found all the same."""
    monkeypatch.setattr(shards, "LONGEST_LIST", 12)
    monkeypatch.setattr(shards, "BEST", 5)
    texts = ["工会会员，会议工会，员会工作" for _ in range(60)]
    texts[7] = "工会会议员会"
    folder = written([make(n, f"第{n}篇", text) for n, text in enumerate(texts)])
    one, two, three = reader(folder=folder, queries=["会会议员", "工会", "会议"], all=True)["found"]
    assert [hit["url"] for hit in one["exact"]] == ["/news/7/"]
    assert len(two["exact"]) == 60 or two["count"] == [60, True]
    assert three["count"] == [60, True]


def some_list(size, documents):
    chance = random.Random(size)  # noqa: S311 - a test's numbers
    numbers = sorted(chance.sample(range(documents), size))
    return numbers, [chance.choice([0, 0, 0, 1, 2, 3]) for _ in numbers]


@pytest.mark.parametrize("size", [1, 2, 5, 16, 300, 4000])
@pytest.mark.parametrize("documents", [5000, 80_000])
def test_lists_come_back(size, documents):
    numbers, ranks = some_list(size, documents)
    bits = "0101" + encoded(numbers, ranks, room_of(documents)) + "0101"
    found, end = decoded(bits, 4, room_of(documents))
    assert (list(found.numbers), list(found.ranks), end) == (numbers, ranks, len(bits) - 4)
    assert passed(bits, 4, room_of(documents)) == end


def test_many_lists_at_once_have_the_same_bits():
    sizes = [1, 2, 1, 5, 16, 300, 1, 4000]
    cut = (900, digest_of(b"whole"))
    given = [some_list(size, 5000) for size in sizes]
    one_by_one = [
        encoded(*own, room_of(5000), cut if size == 300 else None) for size, own in zip(sizes, given, strict=True)
    ]
    lists = packing.Lists(
        packing.array_of(sizes),
        packing.array_of([900 if size == 300 else size for size in sizes]),
        packing.array_of([int.from_bytes(cut[1], "big") if size == 300 else -1 for size in sizes]),
        packing.array_of([number for numbers, _ in given for number in numbers]),
        packing.array_of([rank for _, ranks in given for rank in ranks]),
        packing.array_of([room_of(5000)] * len(sizes)),
    )
    assert packing.packed(lists, packing.keyless(len(sizes))) == [bytes_of(bits) for bits in one_by_one]
    assert packing.sizes_of(lists).tolist() == [len(bits) for bits in one_by_one]


def test_many_documents_at_once_have_the_same_terms(make):
    documents = [make(n, sentences(n, 1), *sentences(900 + n, 20).split("\n")).passages for n in range(30)]
    documents += [make(40, "\U0010ffff", "1\U0010ffff2", "\0。").passages, ()]
    found = counted(documents, 100, NORMALISE)
    lists = np.split(found.others.postings, np.cumsum(found.others.counts)[:-1])
    together = {term: own.tolist() for term, own in zip(found.others.names, lists, strict=True)}
    for key, posting in zip(found.keys.tolist(), found.postings.tolist(), strict=True):
        together.setdefault(pair_of(key), []).append(posting)
    apart = {}
    for number, passages in enumerate(documents, 100):
        for term, rank in ranks_of(passages, NORMALISE).items():
            apart.setdefault(term, []).append(number << 2 | rank)
    assert together == apart


def test_a_shard_made_at_once_is_the_one_made_term_by_term(make, tmp_path, files_made):
    made = shards_in(files_made([make(n, f"标题{n}", sentences(n, 60)) for n in range(12)], tmp_path))
    for number, shard in enumerate(made):
        data = opened(shard, number)
        assert shard_of(data.entries, Layout(data.room, len(made))) == shard


def test_forked_and_serial_builds_are_equal(make, tmp_path, files_made):
    made = [make(n, f"标题{n}", sentences(n, 12)) for n in range(building.WORTH_FORKING + 20)]
    assert (
        files_made(made, tmp_path / "a")
        == files_made(made, tmp_path / "b", jobs=2)
        == files_made(made[::-1], tmp_path / "c")
    )


def test_an_edit_leaves_the_shards_of_other_words(make, tmp_path, files_made, monkeypatch):
    monkeypatch.setattr(built, "POSTINGS_OF_SHARD", 300)
    made = [make(n, f"标题{n}", sentences(n, 60)) for n in range(12)]
    before = files_made(made, tmp_path)
    made[3] = make(3, "标题3", sentences(3, 60) + "求学圆梦")
    after = files_made(made, tmp_path)
    changed = {name for name in before if before[name] != after.get(name)} | set(after) - set(before)
    assert len([name for name in changed if name.startswith("shards/")]) < len(shards_in(before)) / 2
    assert {name.split("/")[0] for name in changed} <= {"shards", "records", "index.json", "words"}
    assert [name for name in changed if name.startswith("records/")] == ["records/2024/3"]


def test_shards_grow_in_number_not_in_size(make, tmp_path, files_made):
    found = shards_in(files_made([make(n, f"标题{n}", sentences(n, 400)) for n in range(12)], tmp_path))
    assert len(found) > 2
    for number, data in enumerate(found):
        assert {shard_number(term, len(found)) for term in opened(data, number).entries} == {number}


def test_terms_are_found_among_many_shards(make, written, reader, monkeypatch):
    monkeypatch.setattr(built, "POSTINGS_OF_SHARD", 50)
    folder = written([make(1, "学历提升", "发放补助6,000元。"), make(2, "无关", sentences(2, 20))])
    found = reader(folder=folder, queries=["补助", "学历"])["found"]
    assert [[hit["url"] for hit in one["exact"]] for one in found] == [["/news/1/"]] * 2


def test_an_edit_writes_no_file_that_it_does_not_change(make, tmp_path, files_made, monkeypatch):
    """The page carries what index.json says; an edit of a text must leave both as they are, and every name."""
    monkeypatch.setattr(built, "POSTINGS_OF_SHARD", 300)
    made = [make(n, f"标题{n}", sentences(n, 60)) for n in range(12)]
    before = files_made(made, tmp_path)
    made[3] = make(3, "标题3", sentences(3, 60).replace("。", "！", 1) + "求学")
    after = files_made(made, tmp_path)
    assert before.keys() == after.keys()
    assert before["index.json"] == after["index.json"]


def test_an_empty_site_has_an_empty_index(tmp_path, files_made):
    assert b'"documents":0' in files_made([], tmp_path)["index.json"]


def test_an_empty_index_of_a_site_with_articles_stops_the_build(tmp_path, files_made):
    empty = Contribution("/news/a/", date(2024, 9, 2), (), b"{}")
    with pytest.raises(IndexFaultError, match="空"):
        files_made([empty], tmp_path)


@pytest.mark.parametrize("table", [("lexicon_of", []), ("sounds_of", ((), 0))])
def test_an_empty_table_stops_the_build(make, tmp_path, files_made, monkeypatch, table):
    monkeypatch.setattr(words if table[0] == "lexicon_of" else making, table[0], lambda *_: table[1])
    with pytest.raises(IndexFaultError, match="空"):
        files_made([make(1, "标题", "正文")], tmp_path)


def test_a_shard_that_is_read_back_wrongly_stops_the_build(make, tmp_path, monkeypatch, files_made):
    right = packing.packed
    monkeypatch.setattr(merging, "packed", lambda *given: [bytes([bits[0] ^ 64]) + bits[1:] for bits in right(*given)])
    with pytest.raises(IndexFaultError, match="读"):
        files_made([make(1, "标题", "正文")], tmp_path)


@pytest.mark.parametrize(
    "damage", [lambda s: s[:-3], lambda s: s[5:], lambda _: b"<!DOCTYPE html>\n<p>404", lambda _: b""]
)
def test_a_damaged_shard_is_refused(damage):
    bits = encoded([1, 2], [0, 3], room_of(5))
    shard = shard_of(dict.fromkeys(("补助", "补贴", "=6000元"), bits), Layout(room_of(5), 1))
    assert len(terms_in([shard])) == 3
    with pytest.raises(IndexFaultError):
        opened(damage(shard), 0)


@pytest.fixture
def few(monkeypatch):
    """Two documents of closed years are enough for a volume of their own."""
    monkeypatch.setattr("plugins.fulltext_search.volumes.FEW", 2)


@pytest.mark.usefixtures("few")
def test_closed_years_are_a_volume_of_their_own(make, tmp_path, written, reader, files_made):
    old = [make(n, f"旧{n}", "求学圆梦行动", day=date(2023, 1, n + 1)) for n in range(3)]
    new = make(9, "新", "圆梦补助", day=date(2024, 1, 1))
    before, after = files_made(old, tmp_path / "a"), files_made([*old, new], tmp_path / "b")
    kept = {name for name in before if name.startswith(("shards/2023", "records/2023"))}
    assert kept
    assert all(before[name] == after[name] for name in kept)
    found = reader(folder=written([*old, new]), queries=["圆梦", "新"])["found"]
    assert [len(one["exact"]) for one in found] == [4, 1]


def test_a_few_results_come_all_at_once(make, written, reader):
    folder = written([make(n, f"第{n}篇", "工会互助") for n in range(12)])
    (found,) = reader(folder=folder, queries=["工会互助"])["found"]
    assert len(found["exact"]) == 12
    assert found["count"] == [12, True]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("付国涛", ["傅国涛"]),
        ("fuguotao", ["傅国涛"]),
        ("fgt", ["傅国涛"]),
        ("fu guo tao", ["傅国涛"]),
        ("liangjiang", ["两江"]),
    ],
)
def test_what_the_reader_meant(make, written, reader, query, meant):
    folder = written([make(1, "劳模", "傅国涛在两江四岸。"), make(2, "无关", "国家富强，涛声依旧。")], names=["傅国涛"])
    (found,) = reader(folder=folder, queries=[query])["found"]
    assert found["meant"] == meant
    assert [hit["url"] for hit in found["exact"]] == ["/news/1/"]


def test_a_large_site_has_sounds_of_pairs_in_two_documents_and_of_all_names(make, written, reader, monkeypatch):
    monkeypatch.setattr(sounds, "MANY", 3)
    texts = ("傅国涛在两江四岸。", "四岸灯火。", "国家富强。")
    folder = written([make(n, "劳模", text) for n, text in enumerate(texts)], names=["傅国涛"])
    found = reader(folder=folder, queries=["sian", "liangjiang", "fuguotao"])["found"]
    assert [one["meant"] for one in found] == [["四岸"], [], ["傅国涛"]]


def test_suggestions_while_typing(make, written, reader):
    folder = written([make(1, "劳模", "傅国涛在两江四岸。")], names=["傅国涛", "傅山", "重庆市总工会"])
    suggested = reader(folder=folder, typed=["傅", "傅guo", "fg", "fugu", "chongqing", "zs", "傅国涛", "", "甲"])[
        "suggested"
    ]
    assert suggested == [["傅国涛", "傅山"], ["傅国涛"], ["傅国涛"], ["傅国涛"], ["重庆市总工会"], [], [], [], []]
