"""A name for what a sentence tells: its first clauses, without the date."""

import re

from .dates import FoundDate

LONGEST_NAME = 36
LONGEST_WITH_ACTION = 52
SHORTEST_CLAUSE = 6
ACTIONS = ("开展", "举行", "举办", "召开", "进行", "启动", "看望", "慰问")
"""A clause that begins so says what happens; the one before it only who and where."""
SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]?")
CLAUSES = re.compile(r"(?<=[，,；;])")
AFTER_DATE = re.compile(r"^(?:上午|下午|晚上|晚|起)?[\s，,、：:]*")


def sentences(text: str) -> list[str]:
    """The sentences of ``text`` with their full stops."""
    return [found.strip() for found in SENTENCE.findall(text) if found.strip()]


def first_sentence(text: str) -> str:
    """The first sentence of ``text`` with its full stop.

    >>> first_sentence("甲。乙。")
    '甲。'
    """
    match = SENTENCE.match(text.strip())
    return match[0] if match and match[0] else text.strip()


def short_name(text: str, found: FoundDate) -> str:
    """A name for an item without one: its first clauses, without the date.

    >>> from datetime import date
    >>> from plugins.event_calendar.dates import find_dates
    >>> text = "8月28日，璧山区总工会举办2024年集体协商竞赛，12支参赛队伍参加。"
    >>> short_name(text, find_dates(text, date(2024, 9, 2))[0])
    '璧山区总工会举办2024年集体协商竞赛'
    """
    sentence = first_sentence(text)
    before, after = sentence[: found.offset], sentence[found.offset + len(found.text) :]
    before = before.rstrip().removesuffix("于").removesuffix("在")
    rest = (before + AFTER_DATE.sub("", after)).strip("。！？!?，,；; ")
    name = ""
    for clause in CLAUSES.split(rest):
        action = clause.startswith(ACTIONS) and not any(action in name for action in ACTIONS)
        longest = LONGEST_WITH_ACTION if action else LONGEST_NAME
        enough = len(name) > LONGEST_NAME // 3 and not action
        if len(name) >= SHORTEST_CLAUSE and (enough or len(name) + len(clause) > longest):
            break
        name += clause
    name = name.strip("，,；; ") or sentence
    return name if len(name) <= LONGEST_WITH_ACTION else name[:LONGEST_NAME] + "…"
