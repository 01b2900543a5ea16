"""What the machine can do to a build: full and read-only disks, no permission, kills, a vanishing cache, a clock that jumps.

Each time the live site is the old one or the new one, whole; the person reads one Chinese sentence; the next build
publishes what a clean one would. With ``YUGONG_LONG=1`` a hundred kills instead of a few.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LONG = os.environ.get("YUGONG_LONG") == "1"
NOW = "2026-06-01T08:00:00+08:00"
ARTICLE = "content/news/a1.md"
KILLS = 100 if LONG else 6
SEED = 20260601


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
    environment = {**os.environ, "YUGONG_NO_VENV": "1", "YUGONG_DEBUG": "1"}
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
def small_disk(tmp_path):
    """A folder on a file system of its own of 24 MB; skipped where we may not mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "yugong-test", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small disk needs root")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("left", [0, 100_000, 1_000_000])
def test_a_full_disk_keeps_the_old_site(site_at, small_disk, tmp_path, left):
    site = fill(site_at(small_disk / "site"))
    old = built(site)
    for number in range(30):
        site.write(f"content/news/a{number}.md", article(number, "新的正文。" * 4000))
    room = shutil.disk_usage(small_disk).free
    with (small_disk / "filler").open("wb") as filler:
        filler.write(b"x" * max(0, room - left))
    done = run(site)
    assert done.returncode == 3, done.stderr
    assert "磁盘满了" in done.stderr
    assert "Traceback" not in done.stderr
    assert site.outputs() == old
    (small_disk / "filler").unlink()
    assert built(site) == clean(site, tmp_path)


def test_a_read_only_disk_keeps_the_old_site(site_at, small_disk):
    site = fill(site_at(small_disk / "site"))
    old = built(site)
    site.write(ARTICLE, article(1, "新的。"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = run(site)
    assert done.returncode == 3, done.stderr
    assert "只读" in done.stderr
    assert site.outputs() == old


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


def test_kills_at_random_moments(site, tmp_path):
    made = fill(site())
    begun = time.monotonic()
    built(made)
    usual = time.monotonic() - begun
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    report = {"old": 0, "new": 0}
    old = made.outputs()
    for turn in range(KILLS):
        made.write(ARTICLE, article(1, f"第{turn}稿。"))
        process = subprocess.Popen(
            command(made),
            cwd=made.folder,
            env={**os.environ, "YUGONG_NO_VENV": "1"},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(chance.uniform(0.1, usual * 1.2))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        found = made.outputs()
        assert is_whole(found), f"kill {turn} of seed {SEED}"
        report["old" if found == old else "new"] += 1
        old = built(made)
    print(f"{KILLS} kills: {report}")
    assert old == clean(made, tmp_path)
    assert not list((made.folder / ".output.yugong").glob("stage-*"))


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


def test_a_clock_that_jumps(site, tmp_path):
    made = fill(site(), 3)
    made.write("content/news/later.md", "---\ntitle: 以后\ndate: 2026-07-01\n---\n以后的事。\n")
    for now in ("2026-06-01T08:00:00+08:00", "2026-08-01T08:00:00+08:00", "2020-01-01T00:00:00+08:00", NOW):
        assert built(made, now=now) == clean(made, tmp_path, now), now
