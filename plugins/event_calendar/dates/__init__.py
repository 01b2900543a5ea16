"""Chinese dates in running text: pure functions, no clock, no dependencies but borax (lunar days, imported late).

``find_dates(text, published)`` is the one entry; see ``found`` for what it returns and ``grammar`` for what it reads.
"""

from .finding import find_dates
from .found import FoundDate, Precision

__all__ = ["FoundDate", "Precision", "find_dates"]
