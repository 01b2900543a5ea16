"""Reads the sets of dated sentences beside this file, and says how well the grammar answers them.

A line that begins with ``@`` is the day of publication, one that begins with ``#`` a remark, an indented one expects
``phrase => meaning`` of the sentence above it. Where one line says both, braces mark the phrase (``于{8月28日}举行 =>
2024-08-28``), or the whole text is the phrase. A meaning is short: a day, a month (2024-08), a year, an instant or
``start/end``; then the precision where the form does not say it; ``!`` for a deadline; ``vague``; or the rule itself.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.event_calendar.dates import FoundDate, find_dates

HERE = Path(__file__).parent
YEAR, MONTH = 4, 7
"""Lengths of 2024 and 2024-08."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a set with the (phrase, meaning) pairs that it holds, in order."""

    text: str
    published: date
    expected: tuple[tuple[str, str], ...]


def sentences(name: str) -> tuple[Sentence, ...]:
    """The sentences of the set ``name``, such as ``blind.txt``."""
    return tuple(_sentences((HERE / name).read_text("utf-8").splitlines()))


def _sentences(lines: list[str]) -> Iterator[Sentence]:
    published, text, expected = date(2024, 9, 2), "", []
    for line in [*(line.replace("\\n", "\n") for line in lines), ""]:
        if line.startswith("  "):
            phrase, _, meaning = line.strip().partition(" => ")
            expected.append((phrase, written_out(meaning)))
            continue
        if text:
            yield Sentence(text, published, tuple(expected))
        text, expected = "", []
        if line.startswith("@"):
            published = date.fromisoformat(line[1:].strip())
        elif " => " in line:
            text, _, meaning = line.partition(" => ")
            phrase = text.partition("{")[2].partition("}")[0] or text
            text, expected = text.replace("{", "").replace("}", ""), [(phrase, written_out(meaning))]
        elif line and not line.startswith("#"):
            text = line


def written_out(meaning: str) -> str:
    """The long form of a short meaning.

    >>> written_out("2024-02 !")
    '2024-02-01/2024-02-29 month!'
    """
    if meaning.startswith(("FREQ=", "vague")):
        return meaning.replace(" !", "!")
    words = meaning.split()
    deadline = "!" if words[-1] == "!" else ""
    moment = words[0]
    known = next((word for word in words[1:] if word != "!"), "")
    if len(moment) == YEAR:
        return f"{moment}-01-01/{moment}-12-31 year{deadline}"
    if len(moment) == MONTH:
        last = calendar.monthrange(int(moment[:4]), int(moment[5:]))[1]
        return f"{moment}-01/{moment}-{last} month{deadline}"
    return f"{moment} {known or ('time' if 'T' in moment else 'day')}{deadline}"


def in_words(found: FoundDate) -> str:
    """A found phrase in the long form of :func:`written_out`."""
    mark = "!" if found.deadline else ""
    if found.rule:
        return found.rule + mark
    if found.precision == "vague":
        return "vague" if found.start is None else "vague with a day"
    ends = [moment.isoformat().removesuffix(":00+08:00") for moment in (found.start, found.end) if moment]
    return f"{'/'.join(ends)} {found.precision}{mark}"


@dataclass
class Score:
    """How many phrases were expected, found and right; ``wrong`` tells of each that was not."""

    expected: int = 0
    found: int = 0
    right: int = 0
    wrong: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """The share of the expected phrases that was found with phrase and meaning exactly right."""
        return self.right / max(1, self.expected)

    @property
    def precision(self) -> float:
        """The share of the found phrases that was expected just so."""
        return self.right / max(1, self.found)


def score(*names: str) -> Score:
    """The score over whole sets. A phrase is right only when its words and all of its meaning are."""
    total = Score()
    for sentence in (sentence for name in names for sentence in sentences(name)):
        answers = [(one.text, in_words(one)) for one in find_dates(sentence.text, sentence.published)]
        missed = [pair for pair in sentence.expected if pair not in answers]
        false = [pair for pair in answers if pair not in sentence.expected]
        total.expected += len(sentence.expected)
        total.found += len(answers)
        total.right += len(sentence.expected) - len(missed)
        if missed or false:
            total.wrong += (f"{sentence.text}\n    missed {missed}\n    false {false}",)
    return total
