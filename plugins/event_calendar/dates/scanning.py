"""One text on its way: where its sentences end, what was found before, and the year that a phrase leaves open."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from . import grammar, years
from .found import FoundDate, Precision
from .numerals import narrowed, number

Match = re.Match[str]
LOOK_BACK = 10
HALF_A_YEAR = 183
SENTENCE_END = re.compile(r"[。!?;\n◆]")
PARAGRAPH_END = re.compile(r"\n")
TITLE = re.compile(r"《[^《》]{1,80}》")
CONTEST = re.compile(
    r"比分|[战险完惜]胜|击败|[胜负平]局|战平|逆转|取胜|大胜|连胜|小胜|[胜负]于|不敌|告负|比例|配比|比为|之比|比率|比值"
)
RELATIVE_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2}
RELATIVE_MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
CENTURY = 2000
ATTRIBUTE = re.compile(rf"(?:自|从|截[至止]|于《|据|依照){grammar.GAP}$")
"""Before a date that tells the background of a sentence, not its time."""


@dataclass
class Scan:
    """One text and what was read of it so far.

    ``last`` is the nearest phrase that writes a day or a month; ``told`` the nearest whose year the text itself tells;
    ``rule`` the nearest recurring one, to which the clocks after it belong.
    """

    source: str
    published: date
    last: FoundDate | None = None
    told: FoundDate | None = None
    rule: FoundDate | None = None
    contests: dict[int, bool] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The source with narrow digits and marks."""
        return narrowed(self.source)

    @cached_property
    def sentence_ends(self) -> list[int]:
        """Where its sentences end."""
        return [match.start() for match in SENTENCE_END.finditer(self.text)]

    @cached_property
    def paragraph_ends(self) -> list[int]:
        """Where its paragraphs end."""
        return [match.start() for match in PARAGRAPH_END.finditer(self.text)]

    @cached_property
    def titles(self) -> list[tuple[int, int]]:
        """Where titles in 《》 begin and end."""
        return [match.span() for match in TITLE.finditer(self.text)]

    # --- places ---------------------------------------------------------------------------------------------------

    def sentence(self, offset: int) -> int:
        """The number of the sentence in which the character at ``offset`` stands."""
        return bisect_right(self.sentence_ends, offset - 1)

    def paragraph(self, offset: int) -> int:
        """The number of its paragraph."""
        return bisect_right(self.paragraph_ends, offset - 1)

    def is_title(self, offset: int) -> bool:
        """Whether it stands in the title of a book or a document: 《今晚报》, 《明天会更好》."""
        index = bisect_right(self.titles, (offset, len(self.text))) - 1
        return index >= 0 and self.titles[index][0] <= offset < self.titles[index][1]

    def is_contest(self, offset: int) -> bool:
        """Whether its sentence tells scores or ratios, so that 21:15 is no time."""
        index = self.sentence(offset)
        if index not in self.contests:
            first = self.sentence_ends[index - 1] if index else 0
            last = self.sentence_ends[index] if index < len(self.sentence_ends) else len(self.text)
            self.contests[index] = bool(CONTEST.search(self.text, first, last))
        return self.contests[index]

    def beside(self, before: FoundDate | None, start: int) -> bool:
        """Whether ``before`` stands in the same sentence as the character at ``start``."""
        return before is not None and self.sentence(before.offset) == self.sentence(start)

    def adjacent(self, start: int) -> str | None:
        """What stands between the last phrase and ``start``, where that is little; None where it is much."""
        end = self.last.offset + len(self.last.text) if self.last else -LOOK_BACK
        return self.text[end:start] if 0 <= start - end <= 2 else None  # noqa: PLR2004 - a mark and a space

    # --- phrases --------------------------------------------------------------------------------------------------

    def phrase(  # noqa: PLR0913 - a phrase has these parts
        self,
        start: int,
        end: int,
        first: date | datetime | None,
        last: date | datetime | None,
        precision: Precision,
        *,
        weekday: int | None = None,
        named: bool = False,
    ) -> FoundDate:
        """A phrase with the words before and after it that make it a deadline."""
        after = grammar.BEFORE.match(self.text, end)
        deadline = bool(after) and not (after and after["until"] and last and precision in {"day", "time"})
        if after and (deadline or after["until"] in {"止", "为止"}):
            end = after.end()
        before = grammar.UNTIL.search(self.text, max(0, start - LOOK_BACK), start)
        if before:
            wide = precision in {"month", "year"}
            final = day_of(last or first)
            if not before["weak"] or (final and final > self.published and (before["goal"] is not None or wide)):
                deadline, start = True, before.start()
        return FoundDate(self.source[start:end], start, first, last, precision, deadline, "", weekday, named)

    def remember(self, found: FoundDate, *, told: bool) -> None:
        """Keep what later phrases lean on."""
        if found.recurring:
            self.rule = found
        if found.first_day is None or (found.named and not told):
            return
        if found.precision != "year" and not found.named:
            self.last, self.rule = found, None
        if told and not ATTRIBUTE.search(self.text, max(0, found.offset - LOOK_BACK), found.offset):
            end = found.offset + len(found.text)
            if found.precision != "year" or self.text[end : end + 1] in {",", "、", ";", ":"}:
                self.told = found

    def is_deadline(self, end: int) -> bool:
        """Whether 前 or 截止 follows at ``end``, past a weekday in brackets and a clock."""
        from .clocks import CLOCK_BESIDE, WRITTEN_WEEKDAY  # noqa: PLC0415 - clocks lean on this module

        match = WRITTEN_WEEKDAY.match(self.text, end)
        end = match.end() if match else end
        match = CLOCK_BESIDE.match(self.text, end)
        return bool(grammar.BEFORE.match(self.text, match.end() if match else end))

    def is_coming(self, start: int, end: int) -> bool:
        """Whether the words around say that the day is still to come: 将于1月5日召开."""
        before = grammar.COMING.search(self.text, max(0, start - LOOK_BACK), start)
        return bool(before or grammar.COMING_AFTER.match(self.text, end))

    # --- years ----------------------------------------------------------------------------------------------------

    def year(self, match: Match) -> int | None:
        """The year that a phrase writes, in digits or in words; None when it writes none that can be known."""
        if match["year"]:
            return number(match["year"])
        if "yy" in match.re.groupindex and match["yy"]:
            return CENTURY + int(match["yy"])
        word = match["relative"]
        if word in RELATIVE_YEARS:
            return self.published.year + RELATIVE_YEARS[word]
        before = self.told or self.last
        if word is None or before is None or before.first_day is None:
            return None
        if self.paragraph(before.offset) != self.paragraph(match.start()):
            return None
        return before.first_day.year + (word in {"次年", "翌年"})

    def year_of(self, month: int, day: int | None, start: int, end: int) -> int | None:
        """The year of a month and day that write none: the one told before, else the nearest to publication."""
        told = self.carried(start)
        if told is not None:
            turned = (told.month - month) * 30 + told.day - (day or told.day) > HALF_A_YEAR
            return told.year + turned
        deadline = self.is_deadline(end)
        if day is None and month == self.published.month:
            return self.published.year
        ahead = deadline or self.is_coming(start, end)
        return years.year_of(month, day or 1, self.published, deadline=ahead)

    def carried(self, start: int) -> date | None:
        """The day whose year goes on here: in the same sentence, or told at the head of an earlier one beside it."""
        told = self.told
        if told is None or self.paragraph(told.offset) != self.paragraph(start):
            return None
        if self.sentence(told.offset) == self.sentence(start):
            return told.first_day
        head = self.text[max(0, told.offset - 1) : told.offset]
        heads = told.precision != "year" and head in {"", "。", ";", "◆", "\n", "\u3000", " ", "!", "?"}
        return told.first_day if heads else None


def day_of(moment: date | datetime | None) -> date | None:
    """The day of a day or an instant."""
    return moment.date() if isinstance(moment, datetime) else moment


def shifted(day: date, days: int) -> date | None:
    """``days`` after ``day``; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def weekday(character: str) -> int:
    """0 for 一, 6 for 日 and 天."""
    return min(grammar.WEEKDAYS.index(character), 6)
