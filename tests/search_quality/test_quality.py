"""Search quality, as a reader meets it: every query in Chromium, over the real pages among the generated ones.

The misses of the tuning half are printed (``pytest -s``); those of the blind half only with ``YUGONG_SHOW_BLIND=1``,
so that nobody tunes on it by accident.
"""

import os

import pytest
from expectations import HALVES, NO_ANSWER, REAL
from scoring import misses, recall, reciprocal_rank, scores, table

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LEAST_RECALL, LEAST_RANK = 0.96, 0.95


@pytest.fixture(scope="module")
def figures(queries, answers):
    """Recall@10 and MRR by half; the tables are printed once. Numbers only, so that a failing test shows no query."""
    found = {text: answer.found for text, answer in answers["typed"].items()}
    by_half = {half: scores([query for query in queries if query.half == half], found) for half in HALVES}
    for half, own in by_half.items():
        print(f"\n{half}\n{table(own)}")
        if half == "tuning" or os.environ.get("YUGONG_SHOW_BLIND") == "1":
            print(misses(own))
    return {half: (recall(own), reciprocal_rank(own)) for half, own in by_half.items()}


@pytest.mark.parametrize("half", HALVES)
def test_readers_find_what_they_look_for(figures, half):
    found, rank = figures[half]
    assert found >= LEAST_RECALL
    assert rank >= LEAST_RANK


def test_without_a_segmenter_the_results_are_the_same(answers):
    assert {text for text, answer in answers["typed"].items() if answer != answers["without"][text]} == set()


def test_an_address_shows_what_the_box_shows(answers):
    assert len(answers["opened"]) > 20
    assert {text for text, answer in answers["opened"].items() if answer != answers["typed"][text]} == set()


def test_what_is_nowhere_is_not_found_and_the_page_says_so(queries, answers):
    for query in queries:
        if query.kind == NO_ANSWER:
            answer = answers["typed"][query.text]
            assert answer.found == (), query.text
            assert "没有" in answer.told, query.text


def test_no_result_stands_twice(answers):
    for text, answer in answers["typed"].items():
        assert len(set(answer.found)) == len(answer.found), text


def test_the_first_ten_are_pages_of_the_site(answers, large_site):
    pages = {url for answer in answers["typed"].values() for url in answer.found[:10]}
    assert {url for url in pages if not (large_site / url.strip("/") / "index.html").is_file()} == set()


def test_every_real_page_is_found_by_some_query(answers):
    found = {url for answer in answers["typed"].values() for url in answer.found}
    assert set(REAL.values()) <= found
