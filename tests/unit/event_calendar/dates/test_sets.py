"""How well the grammar reads the sets that lie beside this file; see ``sets`` for how they are written."""

import pytest

from tests.unit.event_calendar.dates.sets import score, sentences

LEAST_RECALL, LEAST_PRECISION = 0.97, 0.99


def test_the_sets_are_large_enough():
    assert sum(len(sentence.expected) for sentence in sentences("phrases.txt")) >= 300
    assert len(sentences("lookalikes.txt")) >= 100
    assert len(sentences("blind.txt")) >= 150
    assert not any(sentence.expected for sentence in sentences("lookalikes.txt"))


@pytest.mark.parametrize("name", ["phrases.txt", "blind.txt", "blind2.txt"])
def test_dated_phrases_are_read_with_all_of_their_meaning(name):
    found = score(name)
    assert found.recall >= LEAST_RECALL, "\n".join(found.wrong)
    assert found.precision >= LEAST_PRECISION, "\n".join(found.wrong)


def test_look_alikes_count_against_the_precision():
    found = score("phrases.txt", "lookalikes.txt", "blind.txt", "blind2.txt")
    assert found.precision >= LEAST_PRECISION, "\n".join(found.wrong)


def test_a_look_alike_is_no_date():
    assert score("lookalikes.txt").wrong == ()


def test_a_set_that_is_not_read_lowers_the_score(monkeypatch):
    monkeypatch.setattr("tests.unit.event_calendar.dates.sets.find_dates", lambda _text, _published: ())
    assert score("phrases.txt").recall == 0
