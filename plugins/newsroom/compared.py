"""Figures of several regions side by side: people beside people, money beside money."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .counted import Figure
from .kinds import Part

MEASURES = {"元": "资金", "人": "人数", "名": "人数", "%": "比例", "％": "比例"}
"""What a unit measures; the order in which readers meet it is that of the article."""
OTHERS = "单位、场次等"
UNIT = re.compile(r"(?<=[\d千万亿多余])(?:元|人|名|[%％])")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one region."""

    region: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several regions say of one measure, in the article's order."""

    measure: str
    rows: tuple[Row, ...]


def measure_of(value: str) -> str:
    """What a figure measures, by its first unit.

    >>> [measure_of(value) for value in ("1.15亿元", "超230万人次", "100万元、100名", "70%至全额", "24所")]
    ['资金', '人数', '资金', '比例', '单位、场次等']
    """
    unit = UNIT.search(value)
    return MEASURES[unit[0]] if unit else OTHERS


def by_measure(parts: Iterable[Part]) -> tuple[Comparison, ...]:
    """The figures of all parts by what they measure; a measure of which one region speaks compares nothing and goes last."""
    found: dict[str, list[Row]] = defaultdict(list)
    for part in parts:
        for figure in part.figures:
            found[measure_of(figure.value)].append(Row(part.region, figure))
    shared = {measure: rows for measure, rows in found.items() if len({row.region for row in rows}) > 1}
    alone = [row for measure, rows in found.items() if measure not in shared for row in rows]
    rest = [*shared.pop(OTHERS, []), *alone]
    return tuple(Comparison(measure, tuple(rows)) for measure, rows in [*shared.items(), (OTHERS, rest)] if rows)
