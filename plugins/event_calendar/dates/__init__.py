"""Chinese dates in running text: pure functions, no clock; borax and chinesecalendar are imported when a text asks.

``find_dates(text, published)`` is the one entry; see ``found`` for what it returns, ``grammar`` for what it reads and
``answers`` for the same as data. The handbook's page on dates says which conventions it follows.
"""

from .answers import entries, spoken
from .finding import find_dates
from .found import FoundDate, Precision

__all__ = ["FoundDate", "Precision", "entries", "find_dates", "spoken"]
