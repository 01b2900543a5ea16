"""“Did you mean”: the known name that is nearest to what was typed."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

ALIKE = 0.6
"""The share of common characters (difflib) from which two names look alike."""
ALIKE_CHARACTER, REPEATED, SWAPPED = 0.4, 0.6, 0.8
"""What mistakes cost that hands and input methods make more often than others: a whole edit costs 1."""
LOOK_ALIKE = (
    *("己已巳", "末未", "土士", "日曰", "戊戌戍", "人入", "千干于", "天夫", "大太犬", "王玉主", "刀力", "未末来"),
    *("璧壁碧", "綦其基", "涪培陪碚倍", "渝愉输偷榆", "潼漳僮", "垫执热", "彭澎膨", "黔黥", "酉西四", "秀季"),
    *("岸峰崖", "安按案", "两雨", "江汪红", "渡度", "坝贝", "坪评", "川州", "荣菜", "昌吕冒", "梁粱", "武式"),
    *("奉秦春", "节芍", "巫坐", "溪奚", "忠中患", "阳阴", "云去", "石右", "柱住往", "劳芳", "模摸", "范苑", "奖桨"),
    *("O0oQ", "l1I|", "rn", "uv", "mn", "bd", "pq", "5S", "8B", "2Z", "-_—－–", "/\\", ".。．", '“”"', "（(", "）)"),
)
"""Characters that eyes and scanners confuse, with those of district names first."""


def distance(left: str, right: str) -> int:
    """Edits (insert, delete, replace, swap of neighbours) that turn one string into the other.

    The optimal string alignment distance.

    >>> distance("tilte", "title")
    1
    >>> distance("南安区", "南岸区")
    1
    """
    before_last: list[int] = []
    last = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        current = [row]
        for column, b in enumerate(right, 1):
            best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                best = min(best, before_last[column - 2] + 1)
            current.append(best)
        before_last, last = last, current
    return last[-1]


def cost(left: str, right: str) -> float:
    """Like :func:`distance`, but a character that sounds or looks like the right one, or a doubled one, counts less.

    >>> cost("碧山区", "璧山区") < cost("梁山区", "璧山区")
    True
    """
    if not left or not right:
        return float(max(len(left), len(right)))
    before_last: list[float] = []
    last = [float(column) for column in range(len(right) + 1)]
    for row, a in enumerate(left, 1):
        doubled = REPEATED if row > 1 and left[row - 2] == a else 1.0
        current = [last[0] + 1.0]
        for column, b in enumerate(right, 1):
            best = min(last[column] + doubled, current[column - 1] + 1.0, last[column - 1] + difference(a, b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                best = min(best, before_last[column - 2] + SWAPPED)
            current.append(best)
        before_last, last = last, current
    return last[-1]


def difference(left: str, right: str) -> float:
    """How unlike two characters are, from 0 (the same) to 1.

    >>> difference("曰", "日") == difference("璧", "碧") == ALIKE_CHARACTER
    True
    """
    if left == right:
        return 0.0
    alike = any(left in group and right in group for group in LOOK_ALIKE)
    if alike or left.casefold() == right.casefold() or (sound(left) and sound(left) == sound(right)):
        return ALIKE_CHARACTER
    return 1.0


def sound(text: str) -> str:
    """The pinyin of Han characters without tones; empty where Unidecode is missing (before anything is installed).

    >>> sound("重庆")
    'zhongqing'
    """
    if text.isascii():
        return ""
    return _sound(text)


@lru_cache(maxsize=20_000)
def _sound(text: str) -> str:
    try:
        from unidecode import unidecode  # noqa: PLC0415 - the command line starts without packages
    except ImportError:  # pragma: no cover - only before the environment is made
        return ""
    return re.sub(r"[^a-z0-9]", "", unidecode(text).lower())


def nearest(name: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Up to ``most`` known names like ``name``, the nearest first; empty when nothing is near.

    Near is what few edits make, what shares most characters, what contains the other, and what sounds the same.

    >>> nearest("tilte", ["title", "date", "status"])
    ('title',)
    >>> nearest("南岸", ["南岸区", "江北区"])
    ('南岸区',)
    >>> nearest("bishanqu", ["璧山区", "巫山县"])
    ('璧山区',)
    >>> nearest("xyz", ["南岸区"])
    ()
    """
    scored = []
    spelled = sound(name) or name.lower()
    for candidate in dict.fromkeys(known):
        length = max(len(name), len(candidate))
        edits = distance(name, candidate)
        ratio = SequenceMatcher(None, name, candidate).ratio()
        contains = min(len(name), len(candidate)) > 1 and (name in candidate or candidate in name)
        sounds = bool(sound(candidate)) and len(spelled) > 1 and spelled == sound(candidate)
        if (edits <= 1 + length // 5 and edits < length) or ratio >= ALIKE or contains or sounds:
            exact = 0.0 if not sounds else min(cost(name, candidate), ALIKE_CHARACTER)
            scored.append((exact if sounds else cost(name, candidate), -ratio, candidate))
    scored.sort()
    return tuple(candidate for price, _, candidate in scored[:most] if price <= scored[0][0] + 1)


class Neighbours:
    """Known names, found again from a name that is one edit away; a look-up costs the name's length, not their number.

    >>> Neighbours(["求学圆梦行动"]).one_edit_from("求学园梦行动")
    '求学圆梦行动'
    """

    def __init__(self, known: Iterable[str]) -> None:
        """Each name under every text that one deletion leaves of it (the symmetric-deletion index)."""
        self._by_rest: dict[str, list[str]] = {}
        for name in dict.fromkeys(known):
            for rest in _deletions(name):
                self._by_rest.setdefault(rest, []).append(name)

    def one_edit_from(self, name: str) -> str | None:
        """The first known name at distance 1, or None."""
        found = (near for rest in _deletions(name) for near in self._by_rest.get(rest, ()))
        return next((near for near in found if distance(name, near) == 1), None)


def _deletions(name: str) -> list[str]:
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A Chinese half-sentence with the nearest names, or nothing.

    >>> did_you_mean("tilte", ["title"])
    '是不是“title”？'
    """
    names = nearest(name, known)
    return f"是不是{'、'.join(f'“{found}”' for found in names)}？" if names else ""
