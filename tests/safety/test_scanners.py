"""What the scanners of others say of our code and of the workflow that publishes it."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ZIZMOR = Path(sys.executable).with_name("zizmor")


def said(*words: str) -> str:
    """What a scanner printed when it found something; empty when it did not."""
    done = subprocess.run(words, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_bandit_finds_nothing():
    command = [sys.executable, "-m", "bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive"]
    assert said(*command, "build.py", "pelicanconf.py", "plugins", "tools", "bench") == ""


@pytest.mark.skipif(not ZIZMOR.exists(), reason="zizmor has no wheel for this platform")
def test_zizmor_finds_nothing():
    assert said(str(ZIZMOR), "--offline", "--quiet", ".github/workflows") == ""
