"""The same commit gives the same bytes: other zone, language, hash seed, umask, folder, file order, cores, clock."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
NOW = "2026-12-01T08:00:00+08:00"
PARTS = ("build.py", "pelicanconf.py", "mkdocs.yml", "requirements.lock", "plugins", "theme", "handbook", "content")
OTHERWISE = {
    "another zone": {"TZ": "America/St_Johns"},
    "another language": {"LANG": "C", "LC_ALL": "C"},
    "another hash seed": {"PYTHONHASHSEED": "4711"},
}


def built(base, folder, *words, umask=0o022, **environment):
    """The digest of every published file by name, and their modes."""
    command = [sys.executable, str(base / "build.py"), "build", "--output", str(folder / "output")]
    command += ["--cache", str(folder / "cache"), "--now", NOW, *words]
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ"))}
    done = subprocess.run(
        command,
        env={**keep, "YUGONG_NO_VENV": "1", **environment},
        umask=umask,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    root = folder / "output"
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mode & 0o777)
        for path in files
    }


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    """The site as it is usually built."""
    return built(PROJECT, tmp_path_factory.mktemp("usual"), "--jobs", "1")


def assert_equal(found, usual):
    assert sorted(found) == sorted(usual)
    assert {name for name in usual if found[name] != usual[name]} == set()


def test_everything_about_the_machine_otherwise(usual, tmp_path):
    """Another folder in which the files were made in another order, and every setting of the process at once."""
    other = tmp_path / "另一个 文件夹"
    other.mkdir()
    for part in reversed(PARTS):
        copy_backwards(PROJECT / part, other / part)
    environment = {name: value for settings in OTHERWISE.values() for name, value in settings.items()}
    found = built(other, tmp_path, "--jobs", "2", umask=0o077, **environment)
    assert_equal(found, usual)


@pytest.mark.skipif(os.environ.get("YUGONG_LONG") != "1", reason="each by itself: with YUGONG_LONG=1")
@pytest.mark.parametrize("what", OTHERWISE)
def test_each_by_itself(usual, tmp_path, what):
    assert_equal(built(PROJECT, tmp_path, "--jobs", "1", **OTHERWISE[what]), usual)


def copy_backwards(source: Path, target: Path) -> None:
    """Copy a tree last name first and newest time last, so that no order of a folder is the usual one."""
    if source.is_file():
        shutil.copyfile(source, target)
        os.utime(target, (0, 1_000_000_000))
        return
    target.mkdir()
    for entry in sorted(source.iterdir(), reverse=True):
        if entry.name != "__pycache__":
            copy_backwards(entry, target / entry.name)
