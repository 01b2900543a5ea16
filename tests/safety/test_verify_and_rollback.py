"""The published site compared with its manifest, and the way back to the site before."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.build_state.lock import hold

PROJECT = Path(__file__).resolve().parents[2]
ONE = "---\ntitle: 甲\ndate: 2024-09-01\n---\n第一稿。\n"
TWO = "---\ntitle: 甲\ndate: 2024-09-01\n---\n第二稿。\n"
ARTICLE = "content/news/a.md"


def run(verb, made, *words):
    command = [sys.executable, "build.py", verb, "--output", str(made.output()), *words]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False, timeout=60)


@pytest.fixture
def made(site):
    made = site().edit(ARTICLE, ONE)
    made.build()
    return made


def test_a_site_as_it_was_built_is_right(made):
    done = run("verify", made, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["differences"] == []
    assert told["files"] == len(made.outputs()) - 1


def test_every_kind_of_difference_is_named(made):
    made.output("index.html").write_text("defaced")
    made.output("robots.txt").unlink()
    made.output("shell.php").write_text("<?php")
    made.output("404.html").rename(made.output("real.html"))
    made.output("404.html").symlink_to(made.output("real.html"))
    done = run("verify", made)
    assert done.returncode == 3
    assert done.stdout.splitlines() == [
        "改了 404.html",
        "改了 index.html",
        "多了 real.html",
        "少了 robots.txt",
        "多了 shell.php",
    ]


@pytest.mark.parametrize("verb", ["verify", "rollback"])
def test_a_folder_that_is_not_ours_is_a_sentence(site, verb):
    made = site()
    made.write("output/photo.jpg", b"mine")
    done = run(verb, made)
    assert done.returncode == 2
    assert "不能核对" in done.stderr or "不是渝工生成的网站" in done.stderr
    assert made.outputs() == {"photo.jpg": b"mine"}


def test_back_and_forth(made):
    first = made.outputs()
    assert run("rollback", made).returncode == 2
    made.edit(ARTICLE, TWO).build()
    second = made.outputs()
    assert first != second
    assert run("rollback", made).returncode == 0
    assert made.outputs() == first
    assert run("rollback", made).returncode == 0
    assert made.outputs() == second
    assert run("rollback", made).returncode == 0
    made.build()
    assert made.outputs() == second


def test_a_damaged_site_before_is_not_gone_back_to(made):
    made.edit(ARTICLE, TWO).build()
    now = made.outputs()
    previous = made.folder / ".output.yugong/previous/index.html"
    previous.unlink()
    previous.write_text("damaged")
    done = run("rollback", made)
    assert (done.returncode, made.outputs()) == (2, now)
    assert "不完整" in done.stderr


def test_not_while_somebody_builds(made):
    made.edit(ARTICLE, TWO).build()
    with hold(made.folder / ".output.yugong/lock"):
        done = run("rollback", made)
    assert done.returncode == 3
    assert "另一个构建正在运行" in done.stderr
