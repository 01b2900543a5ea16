"""Python and the reader's browser split text in the same way."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.fulltext_search.folding import as_pairs, traditional
from plugins.fulltext_search.index import shard_number
from plugins.fulltext_search.terms import Normaliser, terms_of

SOURCES = sorted((Path(__file__).parents[3] / "content").rglob("*.md"))
ODD = [
    "",
    " ",
    "8月28日，重庆市总工会发放6,000元（1.5万元）补助。",
    "于 10 月 17 日 2024 年 8 月",
    "2024年8月28日、5年3月4日2月、8月2024年9月30日，6元7个8.5％",
    "１２，３４５．６元 1,234,567.8.9 .5 5. 1,2,34 1.,2",
    "慶祝「勞動節」乾隆皇后",
    "𬭎基𠮷野家㐀㙍〇々豈﨎",
    "e\u0301te\u0301 ÉTÉ İSTANBUL ΣΑΣ ß ﬁ ㎡ ℃ ① ½ ㈱ ㏒ ｶﾞ",
    "A\u200bB\ufeff中\ufe0f文\U000e0100字\u00ad",
    "甲\t乙\n丙\r\n丁\u2028戊\u3000己\u00a0庚",
    "<script>alert(1)</script> __proto__ constructor %E4%B8%AD %% \\ ' \" ` ${x}",
    "COVID-19 5G+工业 C++ AI-工会 a.b 3.5G U.S.A.",
    "👷🏽‍♀️安全😀帽",
    "حقوق العمال हिन्दी ไทย 한국어 ひらがなカタカナー",
]


def same(reader, texts):
    """The normal forms and terms of both sides; equal, or the first difference fails."""
    normalise = Normaliser(traditional())
    theirs = reader(terms=texts, folding=as_pairs())["terms"]
    for text, (normal, terms) in zip(texts, theirs, strict=True):
        ours = normalise(text)
        assert normal == ours, text
        assert sorted(terms) == sorted(terms_of(ours)), text


def test_both_sides_agree_on_odd_texts(reader):
    same(reader, ODD)


def test_both_sides_agree_on_the_real_content(reader):
    assert SOURCES
    same(reader, [line for file in SOURCES for line in file.read_text(encoding="utf-8").splitlines()])


PIECES = st.one_of(
    st.sampled_from("0123456789年月日元万.,，。 “”《》-工人勞學𬭎㐀〇aZＡ９\n\t·…%<&"),
    st.characters(exclude_categories=("Cs", "Cn", "Co"), max_codepoint=0x2FFFF),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=40).map("".join), min_size=150, max_size=150))
def test_both_sides_agree_on_anything(reader, texts):
    same(reader, texts)


def test_both_sides_find_the_same_shard(reader):
    terms = [[term, count] for term in ("", "a", "=8月28日", "学分", "𬭎钢", "__proto__") for count in (1, 16, 4096)]
    assert reader(hashes=terms)["hashes"] == [shard_number(term, count) for term, count in terms]


def test_the_table_cannot_touch_simplified_text():
    for old, new in traditional().items():
        assert len(old) == len(new) == 1
        assert new.encode("gb2312")
        with pytest.raises(UnicodeEncodeError):
            old.encode("gb2312")
        assert new not in traditional()


@pytest.mark.parametrize(
    ("query", "pieces"),
    [
        ("学分银行是什么", ["学分银行"]),
        ("请问怎么报名读大学呢？", ["报名读大学"]),
        ("什么", ["什么"]),
        ("吗", ["吗"]),
        ("于 10 月 17 日", ["于", "10月17日"]),
        ("补助 6000 元", ["补助", "6000元"]),
        ("傅 国 涛", ["傅国涛"]),
        ("求学圆梦 补助", ["求学圆梦", "补助"]),
        ("《求学圆梦行动》通知", ["求学圆梦行动", "通知"]),
        ("“工”会", ["工会"]),
        ("的", ["的"]),
        ("勞動模範", ["劳动模范"]),
        ("“”，。！", []),
    ],
)
def test_what_a_query_asks_for(reader, query, pieces):
    assert reader(understood=[query], folding=as_pairs())["understood"][0]["pieces"] == pieces


def test_marks_stand_where_the_phrase_was_written(reader):
    cases = [["工会“求学 圆梦”行动，求学圆梦", "求学圆梦"], ["𬭎基：ＡＩ补助６,０００元", "补助6000元"], ["甲", "乙"]]
    assert reader(places=cases)["places"] == [[[3, 8], [12, 16]], [[6, 14]], []]


def test_the_driver_speaks_json(reader):
    assert json.dumps(reader()) == "{}"
