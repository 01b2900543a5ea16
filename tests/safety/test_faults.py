"""A build that another account runs, and a cache that somebody clears while it is used: in processes of their own.

What a disk, a kill and a clock can do is tried in ``tests/incremental/test_faults.py``.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
NOW = "2026-06-01T08:00:00+08:00"
ARTICLE = "content/news/a1.md"


def article(number, text="正文。"):
    return f"---\ntitle: 第{number}篇\ndate: 2024-09-01\n---\n{text}\n"


def fill(site, count=30):
    """A site of some articles with a photo."""
    for number in range(count):
        site.write(f"content/news/a{number}.md", article(number))
    site.write(
        "content/albums/x/index.md", "---\ntitle: 影像\ndate: 2024-09-01\nphotos: [{src: p.png, alt: 图}]\n---\n"
    )
    site.write("content/albums/x/p.png", "photo 800x600")
    return site


def command(site, *words, now=NOW):
    places = ["--content", "content", "--output", "output", "--cache", ".cache"]
    return [sys.executable, str(PROJECT / "build.py"), "build", *places, "--now", now, *words]


def run(site, *words, now=NOW, **how):
    environment = {**os.environ, "YUGONG_NO_VENV": "1"}
    return subprocess.run(
        command(site, *words, now=now),
        cwd=site.folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        **how,
    )


def built(site, **how):
    done = run(site, **how)
    assert done.returncode == 0, done.stderr
    return site.outputs()


def clean(site, tmp_path, now=NOW):
    """What a build from nothing publishes."""
    apart = tmp_path / "apart"
    shutil.rmtree(apart, ignore_errors=True)
    shutil.copytree(site.folder / "content", apart / "content")
    return built(type(site)(apart, {}), now=now)


def is_whole(files):
    """Whether these are exactly the files and bytes that their manifest lists."""
    files = dict(files)
    listed = json.loads(files.pop("manifest.json"))["files"]
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == listed


@pytest.fixture
def nobody():
    """Another account that can run this Python; skipped where there is none (an interpreter below root's home)."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("becoming another account needs root")
    account = {"user": 65534, "group": 65534, "extra_groups": []}
    try:
        subprocess.run([sys.executable, "-c", ""], check=True, capture_output=True, **account)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("another account cannot run this Python")
    return account


@pytest.mark.parametrize("closed", ["output", ".output.yugong", ".cache"])
def test_no_permission_keeps_the_old_site(site_at, tmp_path_factory, nobody, closed):
    folder = tmp_path_factory.mktemp("other")
    for parent in [folder, *folder.parents]:
        if parent.stat().st_uid == 0 and parent != Path("/") and "pytest" in str(parent):
            parent.chmod(0o755)
    site = fill(site_at(folder / "site"), 3)
    old = built(site)
    for path in [site.folder, *site.folder.rglob("*")]:
        os.chown(path, 65534, 65534)
    site.write(ARTICLE, article(1, "新的。"))
    for path in [site.folder / closed, *(site.folder / closed).rglob("*")]:
        os.chown(path, 0, 0)
        path.chmod(0o755 if path.is_dir() else 0o644)
    os.chown(site.folder, 0, 0)
    done = run(site, **nobody)
    assert done.returncode == 3, done.stderr
    assert "权限" in done.stderr
    assert site.outputs() == old


def test_a_cache_that_vanishes_while_it_is_used(site, tmp_path):
    made = fill(site())
    old = built(made)
    made.write(ARTICLE, article(1, "新的。"))
    process = subprocess.Popen(
        command(made),
        cwd=made.folder,
        env={**os.environ, "YUGONG_NO_VENV": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    while process.poll() is None:
        shutil.rmtree(made.folder / ".cache", ignore_errors=True)
        time.sleep(0.02)
    said = process.communicate()[1]
    assert process.returncode in {0, 3}, said
    assert "Traceback" not in said
    found = made.outputs()
    assert is_whole(found)
    assert process.returncode == 0 or found == old
    assert built(made) == clean(made, tmp_path)
