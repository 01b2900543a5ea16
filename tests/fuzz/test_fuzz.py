"""The fuzzers' short turn: every case ever found, and fresh inputs made of what editors and attackers type."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from targets import TARGETS

CASES = sorted((Path(__file__).parent / "cases").glob("*/*"))
PIECES = [
    *(
        "---\n",
        "title: ",
        "date: 2024-09-02\n",
        "kind: brief\n",
        "- ",
        "  ",
        ": ",
        "：",
        "[",
        "]",
        "{",
        "}",
        "|\n",
        ">\n",
        "&a ",
        "*a ",
        "!!",
    ),
    *(
        "◆",
        "**",
        "`",
        "```\n",
        "# ",
        "> ",
        "1. ",
        "![",
        "](",
        ")",
        "<",
        ">",
        "&#",
        "\\",
        "|",
        "\n\n",
        "\r\n",
        "\t",
        "javascript:",
    ),
    *(
        "2024年",
        "8月",
        "28日",
        "上周五",
        "近日",
        "至",
        "—",
        "下午3时",
        "农历八月十五",
        "每周三",
        "〔2019〕4号",
        "三",
        "二〇二四年",
        "截至",
    ),
    *(
        "重庆市总工会",
        "劳模",
        "乾",
        "𠮷",
        "é",
        "\u2028",
        "\u200b",
        "\ufeff",
        "\0",
        "\x85",
        "\ud7ff",
        "９",
        "①",
        "👷🏽",
        "A1",
    ),
]
INPUTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6), st.binary(max_size=3)), max_size=40).map(
    lambda parts: b"".join(part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass") for part in parts)
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_case_that_was_found_stays_mended(case):
    TARGETS[case.parent.name](case.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=INPUTS)
def test_nothing_escapes(target, data):
    TARGETS[target](data)
