"""Python and the reader's browser split text in the same way."""

import base64
import json
import zlib
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.fulltext_search.contribution import counted
from plugins.fulltext_search.folding import as_pairs, traditional
from plugins.fulltext_search.places import shard_number
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
        assert sorted(terms) == sorted(terms_of(ours)) == sorted(counted(ours).elements()), text


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
    terms = [
        [term, count]
        for term in ("", "a", "=8月28日", "学分", "一一", "龥龥", "学5", "学", "𬭎钢", "__proto__")
        for count in (1, 16, 4096, 65536)
    ]
    assert reader(hashes=terms)["hashes"] == [shard_number(*given) for given in terms]


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
        ("于 10 月 17 日", ["10月17日"]),
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
    found = reader(understood=[query], folding=as_pairs())["understood"][0]["pieces"]
    assert [piece["text"] for piece in found] == pieces


def test_a_quoted_phrase_is_taken_literally(reader):
    found = reader(understood=["“求学圆梦”补助怎么领", '"学历"', "「互助」"])["understood"]
    assert [[(piece["text"], piece["strict"]) for piece in one["pieces"]] for one in found] == [
        [("求学圆梦", True), ("补助", False)],
        [("学历", True)],
        [("互助", True)],
    ]


@pytest.mark.parametrize(
    ("piece", "other"),
    [
        ("六千元", "6000元"),
        ("6000元", "六千元"),
        ("一万五千元", "15000元"),
        ("2024年8月28日", "8月28日"),
        ("八月二十八日", "8月28日"),
        ("8月28号", "8月28日"),
        ("30000人", "3万人"),
        ("3万元", "30000元"),
        ("十二条", "12条"),
        ("105名", "一百零五名"),
        ("6000块", "6000元"),
        ("六千块钱", "6000元"),
    ],
)
def test_numbers_and_dates_in_other_spellings(reader, piece, other):
    assert other in reader(spellings=[piece])["spellings"][0]


def test_a_part_of_an_amount_is_no_amount(reader):
    found = reader(spellings=["3万元", "1.5万元", "万元", "3万块"])["spellings"]
    assert found == [["30000元"], [], [], ["3万元"]]


def test_synonyms_stand_for_each_other(reader):
    asked = reader(understood=["劳模补贴"], synonyms=[["补贴", "补助"], ["劳模", "劳动模范"], ["模", "模范"]])[
        "understood"
    ][0]
    assert asked["pieces"][0]["alternatives"][:2] == ["劳模补助", "劳动模范补贴"]


@pytest.mark.parametrize(
    ("letters", "reading", "fit"),
    [
        ("fuguotao", "fu guo tao", 3),
        ("fgt", "fu guo tao", 2),
        ("fuguot", "fu guo tao", 1),
        ("fguo", "fu guo tao", 1),
        ("fut", "fu guo tao", 0),
        ("x", "fu guo tao", 0),
    ],
)
def test_how_letters_fit_a_reading(reader, letters, reading, fit):
    assert reader(fits=[[letters, reading]])["fits"] == [fit]


def test_inflating_without_the_browser_s_own(reader):
    texts = [
        "",
        "a",
        "补助" * 500,
        "".join(chr(0x4E00 + i * 7 % 5000) for i in range(4000)),
        SOURCES[0].read_text("utf-8"),
    ]
    packed = [zlib.compress(text.encode(), level) for text in texts for level in (0, 1, 9)]
    packed.append(zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_FIXED))
    packed[-1] = packed[-1].compress("劳模".encode()) + packed[-1].flush()
    answer = reader(deflated=[base64.b64encode(data).decode() for data in packed])["inflated"]
    assert answer == [text for text in texts for _ in range(3)] + ["劳模"]


def test_the_way_to_a_phrase_on_its_page(reader):
    cases = [["市总工会说，求学圆梦行动开始。", "学圆"], ["劳模", "劳模"], ["甲乙", "丙丁"]]
    found = [unquote(text) for text in reader(directives=cases)["directives"]]
    assert found == [":~:text=求-,学圆,-梦行动开始", ":~:text=劳模", ""]


def test_marks_stand_where_the_phrase_was_written(reader):
    cases = [["工会“求学 圆梦”行动，求学圆梦", "求学圆梦"], ["𬭎基：ＡＩ补助６,０００元", "补助6000元"], ["甲", "乙"]]
    assert reader(places=cases)["places"] == [[[3, 8], [12, 16]], [[6, 14]], []]


def test_the_driver_speaks_json(reader):
    assert json.dumps(reader()) == "{}"
