"""The queries themselves: enough of them, of every kind, with expectations that the pages bear out."""

from collections import Counter

import pytest
from expectations import HALVES, NO_ANSWER, REAL, plain
from filler import SIZE, THEMES, fillers, name_of

KINDS = {
    "人名",
    "单位",
    "主题",
    "词的一部分",
    "单字",
    "数额",
    "日期",
    "问句",
    "拼音",
    "首字母",
    "繁体",
    "同音错字",
    "多个词",
    "引号",
    NO_ANSWER,
}


def test_there_are_enough_of_every_kind_in_both_halves(queries):
    for half in HALVES:
        own = Counter(query.kind for query in queries if query.half == half)
        assert set(own) == KINDS
        assert own.total() >= 110
        assert min(own.values()) >= 4


def test_no_query_stands_in_both_halves(queries):
    assert [text for text, times in Counter(query.text for query in queries).items() if times > 1] == []


def test_every_query_has_its_answer_or_none(queries, corpus):
    for query in queries:
        if query.kind == NO_ANSWER:
            assert not query.right, query.text
            assert not corpus.holding([query.text]), query.text
        else:
            assert query.pages, query.text
            assert query.pages <= corpus.texts.keys(), query.text
            assert query.best is None or query.best in query.pages, query.text


def test_every_real_page_is_known_to_the_oracle(corpus):
    from filler import CONTENT

    sources = list(CONTENT.rglob("*.md"))
    assert len(sources) == len(REAL)
    assert all(corpus.texts[url] for url in REAL.values())


def test_the_generated_articles_are_many_and_plainly_generated(corpus):
    made = fillers()
    assert len(made) == SIZE >= 500
    assert len({filler.url for filler in made}) == SIZE
    assert all(plain("检索测试用的生成稿，不是新闻") in corpus.texts[filler.url] for filler in made)
    assert {filler.theme["name"] for filler in made} == {theme["name"] for theme in THEMES}


def test_a_name_belongs_to_one_generated_article():
    names = [name_of(index) for index in range(SIZE * 3)]
    assert len(set(names)) == len(names)
    assert name_of(213) == "薛宏蕾", "the queries name people of certain numbers"


@pytest.mark.parametrize(
    ("word", "held"), [("6000元", False), ("26000元", True), ("1月3日", False), ("11月3日", True), ("学分银行", True)]
)
def test_the_oracle_reads_numbers_whole(word, held):
    from expectations import Corpus

    corpus = Corpus({"/": plain("发放 26,000 元，11月3日，“学分银行”")}, {})
    assert bool(corpus.holding([word])) == held
