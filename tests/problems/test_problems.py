"""The problems ring: the editor reads exactly this.

Each ``*.txt`` beside this file is a site in txtar's form and, last, ``-- problems --`` with the report as
``check`` prints it. ``python3 build.py test tests/problems --update`` accepts what is printed now; the diff is
reviewed like any other. A case with an error must also stop the build and leave no output.
"""

from pathlib import Path

import pytest

from plugins.command_line.check import rendered
from plugins.diagnostics import has_errors

CASES = sorted(Path(__file__).parent.glob("*.txt"), key=lambda case: case.name)
LAST = "-- problems --\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_editor_reads_exactly_this(case, site, request):
    given, mark, expected = case.read_bytes().decode("utf-8").partition(LAST)
    assert mark, f"{case.name} has no line {LAST!r}"
    small = site(given)
    report = rendered(small.check(), "text", colour=False)
    if request.config.getoption("update"):
        case.write_bytes((given + LAST + report).encode())
    else:
        assert report == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_build_says_the_same_and_publishes_nothing(case, site):
    given, _, expected = case.read_bytes().decode("utf-8").partition(LAST)
    small = site(given)
    report = small.build()
    assert rendered(report.problems, "text", colour=False) == expected
    assert small.output().exists() is not has_errors(report.problems)
