"""ruff with every rule and mypy in strict mode, over the whole tree; the exceptions stand in pyproject.toml."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-test.lock", "tests/web/package-lock.json", "bench/lighthouse/package-lock.json")
MOST_DEPENDENCIES = 25


def said_by(*command):
    done = subprocess.run([sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def test_ruff_finds_nothing():
    code, said = said_by("ruff", "check", "--output-format", "concise", "--no-cache", ".")
    assert code == 0, f"\n{said}"


@pytest.mark.slow
def test_mypy_finds_nothing():
    code, said = said_by("mypy", "--no-color-output", "--no-error-summary")
    assert code == 0, f"\n{said}"


def test_every_exception_of_ruff_has_a_reason():
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    section = text.partition("ignore = [")[2].partition("]\n")[0]
    for line in section.strip().splitlines():
        assert re.search(r'"[A-Z]+\d+",\s+# \S', line), line


def test_the_locks_hold_hashes_and_no_addresses():
    for name in LOCKS:
        text = (PROJECT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://|--index-url|--find-links", text), name
        assert "sha256:" in text or "sha512-" in text, name


def test_the_locks_hold_what_pyproject_asks_for():
    for group, lock in (("project", LOCKS[0]), ("test", LOCKS[1])):
        asked = SETTINGS["project"]["dependencies"] if group == "project" else SETTINGS["dependency-groups"]["test"]
        pinned = set(re.findall(r"^([\w.-]+)==", (PROJECT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        names = {re.split(r"[<>=\[ ]", want)[0].lower() for want in asked}
        assert names <= pinned, names - pinned


def test_the_test_lock_agrees_with_the_lock():
    pins = [set(re.findall(r"^[\w.-]+==\S+", (PROJECT / name).read_text(encoding="utf-8"), re.MULTILINE)) for name in LOCKS[:2]]
    assert pins[0] <= pins[1]


def test_dependencies_are_few():
    assert len(SETTINGS["project"]["dependencies"]) <= MOST_DEPENDENCIES


def test_no_machine_s_path_or_registry_is_committed():
    """Nothing that git knows names a folder of somebody's machine or a package registry."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    words = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "pypi" + ".org", "registry.npm" + "js", "pythonhosted" + ".org")
    found = []
    for name in done.stdout.decode().split("\0"):
        file = PROJECT / name
        if name and file.is_file() and file.suffix not in {".jpg", ".png", ".avif", ".webp", ".gif", ".ico"}:
            text = file.read_text(encoding="utf-8", errors="replace")
            found += [f"{name}: {word}" for word in words if word in text]
    assert not found, "\n" + "\n".join(found)
