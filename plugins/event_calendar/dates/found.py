"""What a date phrase says: a value with its place in the text."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Precision = Literal["time", "day", "month", "year", "vague"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One phrase of a text that names a date.

    ``text`` stands exactly so at ``offset`` of the source. ``start`` is a day, or an aware instant where a clock time
    stands beside it; None for a vague phrase and for a rule. ``end`` is the *last* day (not the one after) of a range,
    a month or a year, or the instant at which a span of hours ends. ``rule`` is the RRULE of a recurring date.
    ``weekday`` is the weekday that the text itself writes beside the day (0 is Monday). ``named`` says that the text
    does not write the day itself: it names a holiday or a whole week (上周), or a clock time alone (下午3时), for which
    the day of publication or the one before it in the text stands in.
    """

    text: str
    offset: int
    start: date | datetime | None
    end: date | datetime | None
    precision: Precision
    deadline: bool = False
    rule: str = ""
    weekday: int | None = None
    named: bool = False

    @property
    def recurring(self) -> bool:
        """Whether the phrase is a rule, not a day."""
        return bool(self.rule)

    @property
    def first_day(self) -> date | None:
        """The day of ``start``."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def contradicts_itself(self) -> bool:
        """Whether the weekday beside the day is not that day's."""
        day = self.first_day
        return self.weekday is not None and day is not None and day.weekday() != self.weekday
