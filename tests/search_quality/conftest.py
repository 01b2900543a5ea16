"""The real content and the generated articles, built once by the real command and read by a real Chromium."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
NOW = "2026-12-01T08:00:00+08:00"
sys.path[:0] = [str(HERE), str(HERE.parent / "web")]


def want(reason):
    """Skip for ``reason``, or fail where everything must be there."""
    if os.environ.get("YUGONG_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def built(content, folder):
    """The output folder of ``content``, built by the real command."""
    words = ["build", "--content", content, "--output", folder / "output", "--cache", folder / "cache", "--now", NOW]
    command = [sys.executable, str(PROJECT / "build.py"), *map(str, words)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "output"


@pytest.fixture(scope="session")
def corpus():
    """What the pages say, as the oracle reads it."""
    from expectations import read_corpus

    return read_corpus()


@pytest.fixture(scope="session")
def queries(corpus):
    """Both halves."""
    from expectations import HALVES, read_queries

    return [query for half in HALVES for query in read_queries(half, corpus)]


@pytest.fixture(scope="session")
def large_site(tmp_path_factory):
    """The output folder of the real content among the generated articles."""
    from filler import write

    folder = tmp_path_factory.mktemp("large")
    write(folder / "content")
    return built(folder / "content", folder)


@pytest.fixture(scope="session")
def chromium_path():
    from chromium import find_chromium

    return find_chromium() or want("no Chromium on the PATH (apt install chromium)")


@pytest.fixture(scope="session")
def answers(large_site, queries, chromium_path):
    """What Chromium shows for every query, as it is and without Intl.Segmenter: two dictionaries by query."""
    from apart import run_apart
    from reader import ask_all
    from servers import serving

    with serving(large_site) as address:
        texts = [query.text for query in queries]
        return run_apart(ask_all(address, texts, chromium_path))
