"""What is written is found: by the postings themselves, and by the reader's script."""

import random
from datetime import date

import pytest

from plugins.fulltext_search import index as index_module
from plugins.fulltext_search.folding import traditional
from plugins.fulltext_search.impacts import DocumentTerms
from plugins.fulltext_search.index import IndexFaultError, merge, shard_number, shard_of, terms_in
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


def all_terms(files):
    return {term: found for name in files if name.endswith(".txt") for term, found in terms_in(files[name]).items()}


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


def test_every_substring_is_found_by_the_postings(texts, documents):
    terms = all_terms(merge(documents).files)
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
            wanted += [(part[i : i + 2 + i % 7], number) for i in range(0, len(part) - 1, 5)]
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
    assert len(one["exact"]) == 12
    assert two["count"] == [30, False]


def test_a_long_list_keeps_the_best_and_says_how_many(make, monkeypatch):
    monkeypatch.setattr(index_module, "LONGEST_LIST", 3)
    found = [(number, 1 + (number == 0)) for number in range(9)]
    line = index_module.line_of("工会", found)
    assert line.endswith(" 9")
    assert [number for number, _ in index_module.decoded(line.split(" ")[1])] == [0, 7, 8]


def test_the_order_of_reading_does_not_show(documents):
    assert merge(documents).files == merge(reversed(documents)).files


def test_a_new_article_leaves_the_numbers_of_the_old(make):
    old = [make(n, f"标题{n}", "正文") for n in range(5)]
    before, after = merge(old).files, merge([*old, make(9, "新的", "内容")]).files
    kept = set(before) & set(after)
    assert len([name for name in kept if name.endswith(".json")]) == len(old) + 1


def test_shards_grow_in_number_not_in_size(make):
    files = merge([make(n, f"标题{n}", sentences(n, 120)) for n in range(12)]).files
    sizes = [len(data) for name, data in files.items() if name.endswith(".txt")]
    assert len(sizes) > 2
    assert max(sizes) < 2 * index_module.SHARD_BYTES
    for name, data in files.items():
        if name.endswith(".txt"):
            assert len({shard_number(term, len(sizes)) for term in terms_in(data)}) == 1


def test_an_empty_site_has_an_empty_index():
    assert b'"documents":0' in merge([]).files["index.json"]


def test_an_empty_index_of_a_site_with_articles_stops_the_build():
    empty = DocumentTerms(date(2024, 9, 2), "/news/a/", (), b"{}")
    with pytest.raises(IndexFaultError, match="空"):
        merge([empty])


def test_a_shard_that_is_read_back_wrongly_stops_the_build(make, monkeypatch):
    monkeypatch.setattr(index_module, "encoded", lambda found: "J" * len(found) + "J")
    with pytest.raises(IndexFaultError, match="读回"):
        merge([make(1, "标题", "正文")])


@pytest.mark.parametrize(
    "damage", [lambda s: s[:-3], lambda s: s[5:], lambda _: b"<!DOCTYPE html>\n<p>404", lambda _: b""]
)
def test_a_damaged_shard_is_refused(damage):
    shard = shard_of(["补助 JvB", "补贴 J", "行动 vB"])
    assert terms_in(shard)
    with pytest.raises((IndexFaultError, ValueError)):
        terms_in(damage(shard))


def test_a_few_results_come_all_at_once(make, written, reader):
    folder = written([make(n, f"第{n}篇", "工会互助") for n in range(24)])
    (found,) = reader(folder=folder, queries=["工会互助"])["found"]
    assert len(found["exact"]) == 24
    assert found["count"] == [24, True]
