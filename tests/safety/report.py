"""What was tried, and what was lost: ``python3 tests/safety/report.py`` (what CI runs) or ``… --long`` (hours).

Runs the tests behind each promise of the security model (``handbook/developer/security.md``) and prints a table: the
promise, how many tests, what they tried, how many failed. ``--only 2,3`` takes some of the promises; ``--save FILE`` keeps
the table. Ends with 1 when anything was lost or could not be tried.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

PROJECT = Path(__file__).resolve().parents[2]
LONG = {
    "YUGONG_LONG": "1",
    "YUGONG_KILLS": "100",
    "YUGONG_SWAPS": "100",
    "YUGONG_SEQUENCES": "1000",
    "YUGONG_STEPS": "4",
    "YUGONG_WIDE_SEQUENCES": "200",
    "YUGONG_WIDE_STEPS": "8",
}
PROMISES = {
    "1": ("一步换上，退得回去", ["tests/incremental/test_publishing.py", "tests/safety/test_verify_and_rollback.py"]),
    "2": ("机器出事，网站还是整的", ["tests/incremental/test_faults.py", "tests/safety/test_faults.py"]),
    "3": ("缓存伤不了人", ["tests/incremental/test_hostile_caches.py", "tests/unit/build_state"]),
    "4": ("增量等于全新", ["tests/incremental/test_oracle.py", "tests/incremental/test_wide_oracle.py"]),
    "5": ("同一提交，同样的字节", ["tests/safety/test_reproducible.py", "tests/safety/test_sbom.py"]),
    "6": (
        "稿件不会变成程序",
        [
            *("tests/safety/test_hostile_strings.py", "tests/safety/test_no_connection.py"),
            *("tests/unit/documents/test_link_targets.py", "tests/fuzz", "tests/lifecycle"),
        ],
    ),
    "7": ("坏照片拖不垮生成", ["tests/incremental/test_hostile_photos.py", "tests/incremental/test_photo_privacy.py"]),
    "8": ("别人的扫描没有发现", ["tests/safety/test_scanners.py"]),
}


@dataclass(frozen=True)
class Row:
    """One promise: its tests, what they say that they tried, and those that failed or were skipped."""

    number: str
    tests: int
    tried: tuple[str, ...]
    lost: tuple[str, ...]
    skipped: tuple[str, ...]
    seconds: float


def run(number: str, paths: list[str], environment: dict[str, str]) -> Row:
    """Run the tests of a promise and read pytest's report."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "junit_family=xunit1"]
        ran = subprocess.run([*command, f"--junitxml={report}", *paths], cwd=PROJECT, env=environment, check=False)
        cases = list(ET.parse(report).getroot().iter("testcase")) if report.is_file() else []  # noqa: S314 - as above
    names = {id(case): f"{case.get('classname')}::{case.get('name')}" for case in cases}
    failed = tuple(
        names[id(case)] for case in cases if case.find("failure") is not None or case.find("error") is not None
    )
    skipped = tuple(
        f"{names[id(case)]}: {why.get('message')}" for case in cases if (why := case.find("skipped")) is not None
    )
    tried = dict.fromkeys(entry.get("value", "") for case in cases for entry in case.iter("property"))
    lost = failed or (() if ran.returncode == 0 else (f"pytest ended with {ran.returncode}",))
    return Row(number, len(cases), tuple(tried), lost, skipped, time.monotonic() - begun)


def table(rows: list[Row]) -> str:
    """The report as Markdown."""
    lines = ["| | 承诺 | 测试 | 损失 | 秒 |", "| --- | --- | --- | --- | --- |"]
    for row in rows:
        lost = str(len(row.lost)) if row.lost else "无"
        lines.append(f"| {row.number} | {PROMISES[row.number][0]} | {row.tests} | {lost} | {row.seconds:.0f} |")
    for row in rows:
        lines += ["", f"{row.number} {PROMISES[row.number][0]}"]
        lines += [f"- 试了：{what}" for what in row.tried]
        lines += [f"- 没试成：{what}" for what in row.skipped]
        lines += [f"- **损失**：{what}" for what in row.lost]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run what was asked for and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--only", default=",".join(PROMISES))
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    environment = {**os.environ, **(LONG if options.long else {})}
    rows = [run(number, PROMISES[number][1], environment) for number in options.only.split(",")]
    text = table(rows)
    print(text)
    if options.save:
        options.save.write_text(text, "utf-8")
    return 1 if any(row.lost for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
