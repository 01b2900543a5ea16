"""The safety ring: what editors' text, files and the machine's faults cannot do."""

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "web")]


@pytest.fixture(scope="module")
def browser_of_safety():
    """One Chromium; skipped by name where there is none, a failure where CI promises one."""
    from chromium import FLAGS, find_chromium
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        (pytest.fail if os.environ.get("YUGONG_REQUIRE_BROWSER") == "1" else pytest.skip)("no Chromium on the PATH")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()
