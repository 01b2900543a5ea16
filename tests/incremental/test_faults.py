"""Whatever happens to the machine, the live site is the old one or the new one, and the next build mends the rest.

The long part: ``YUGONG_KILLS=100 YUGONG_SWAPS=100 python3 build.py test tests/incremental/test_faults.py``.
"""

import contextlib
import errno
import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from plugins.command_line.exits import Exit, Stopped
from plugins.incremental import publishing, render, replacing

HERE = Path(__file__).parent
KILLS = int(os.environ.get("YUGONG_KILLS", "6"))
SWAPS = int(os.environ.get("YUGONG_SWAPS", "12"))
SITE = """
    -- content/site.yaml --
    name: 测试站
    url: https://example.com
    -- content/news/2024/jia.md --
    ---
    title: 甲
    date: 2024-09-01
    tags: [学习]
    summary: 摘要。
    ---
    甲的正文0。
    -- content/news/2024/yi.md --
    ---
    title: 乙
    date: 2024-09-02
    ---
    乙的正文。
"""
JIA, JIA_PAGE = "content/news/2024/jia.md", "news/2024/jia/index.html"
EDITS = {"the short way": ("甲的正文0", "甲的正文1"), "the long way": ("title: 甲", "title: 甲甲")}


def everything(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def change(made, old, new):
    file = made.site.folder / JIA
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def made(workshop):
    made = workshop(SITE)
    assert made.build().published
    return made


@pytest.mark.parametrize("way", EDITS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EDQUOT])
def test_a_write_that_fails_is_a_sentence(made, monkeypatch, way, number):
    before = everything(made.site.output())
    change(made, *EDITS[way])

    def refuse(path, _data):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(publishing, "write_new", refuse)
    monkeypatch.setattr(replacing, "write_new", refuse)
    monkeypatch.setattr(render, "write_new", refuse)
    with pytest.raises(Stopped) as stop:
        made.build()
    assert stop.value.code == Exit.ENVIRONMENT
    assert "网站保持原样" in stop.value.sentence
    assert everything(made.site.output()) == before
    assert not list((made.site.folder / ".output.yugong").glob("stage-*"))
    monkeypatch.undo()
    assert made.build().published
    assert made.outputs() == made.clean_outputs()


def can_mount():
    tried = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    try:
        return subprocess.run(tried, capture_output=True, check=False, timeout=20).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not can_mount(), reason="no disk of one's own can be mounted here")
@pytest.mark.parametrize("way", EDITS)
@pytest.mark.parametrize("free", ["0", "8192", "40960", "ro"])
def test_a_disk_that_is_full_or_read_only(made, tmp_path, way, free):
    change(made, *EDITS[way])
    (tmp_path / "disk").mkdir()
    command = ["unshare", "-rm", sys.executable, str(HERE / "faulty_disk.py"), str(made.base), str(made.site.folder)]
    ran = subprocess.run(
        [*command, str(tmp_path / "disk"), free], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    made.build()
    sys.path.insert(0, str(HERE))
    from faulty_disk import digest

    assert told["end"] == digest(made.site.output())
    assert told["after"] in {told["before"], told["end"]}
    if told["code"]:
        assert told["code"] == Exit.ENVIRONMENT
        assert "网站保持原样" in told["sentence"]
        assert told["after"] == told["before"]
    assert told["code"] or free != "ro"  # a few bytes may be found on a disk that says that it is full


def drive(base, folder, at=0):
    command = [sys.executable, str(HERE / "driver.py"), str(base), str(folder), str(at)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("at", [2, 5, 8, 11, 14])
def test_the_short_way_is_killed_at_one_of_its_changes(made, at):
    change(made, "正文0", "正文1")
    counted = int(drive(made.base, made.site.folder).stdout.split()[0])
    change(made, "正文1", "正文2")
    old = everything(made.site.output())
    killed = drive(made.base, made.site.folder, min(at, counted))
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    site = everything(made.site.output())
    assert site == old or "正文2".encode() in site[JIA_PAGE]
    assert set(json.loads(site["manifest.json"])["files"]) == set(site) - {"manifest.json"}
    change(made, "正文2", "正文3")
    assert drive(made.base, made.site.folder).returncode == 0
    assert made.outputs() == made.clean_outputs()


def test_builds_that_are_killed_at_random_moments(made, tmp_path, record_property):
    chance = random.Random(9)  # noqa: S311 - moments, not secrets
    trial = shutil.copytree(made.site.folder, tmp_path / "trial", symlinks=True)
    command = [sys.executable, str(HERE / "driver.py"), str(made.base), str(trial), "0"]
    begun = time.monotonic()
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    usual = time.monotonic() - begun
    whole = {JIA_PAGE: {(trial / "output" / JIA_PAGE).read_bytes()}}
    for step in range(KILLS):
        text = (trial / JIA).read_text("utf-8")
        (trial / JIA).write_text(text.replace(f"正文{step}", f"正文{step + 1}"), "utf-8")
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
            time.sleep(chance.uniform(0, usual))
            build.kill()
        site = everything(trial / "output")
        listed = json.loads(site["manifest.json"])["files"]
        assert set(listed) == set(site) - {"manifest.json"}
        page = site[JIA_PAGE]
        assert page in whole[JIA_PAGE] or f"正文{step + 1}".encode() in page
        whole[JIA_PAGE].add(page)
        if step % 3 == 0:
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            page = (trial / "output" / JIA_PAGE).read_bytes()
            assert f"正文{step + 1}".encode() in page
            whole[JIA_PAGE].add(page)
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shutil.rmtree(made.site.folder / "content")
    shutil.copytree(trial / "content", made.site.folder / "content")
    assert everything(trial / "output") == made.clean_outputs()
    record_property("tried", f"{KILLS} 次在随机的时刻用 SIGKILL 终止生成")


def test_a_lock_of_a_dead_process_holds_nobody(made):
    lock = made.site.folder / ".output.yugong/lock"
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1]);"
        "from pathlib import Path; from plugins.build_state.lock import hold\n"
        "with hold(Path(sys.argv[2])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(made.base), str(lock)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        change(made, *EDITS["the long way"])
        with pytest.raises(Stopped, match="另一个构建正在运行"):
            made.build()
        holder.kill()
    assert made.build().published


@pytest.mark.parametrize("way", EDITS)
def test_a_cache_that_vanishes_while_we_build(made, way):
    change(made, *EDITS[way])

    def vanish(_done, _total, what):
        if what in {"读取稿件", "发布"}:
            shutil.rmtree(made.site.folder / ".cache", ignore_errors=True)

    from plugins.command_line.build import run_build

    before = everything(made.site.output())
    with contextlib.suppress(Stopped):
        run_build(made.options(), vanish)
    assert everything(made.site.output()) == before or made.outputs() == made.clean_outputs()
    assert made.build().published
    assert made.outputs() == made.clean_outputs()


@pytest.mark.parametrize("second", [0, 2**31 - 2, 946684800])
def test_a_clock_that_jumps(made, second):
    """A file whose time says that it is old, or from the future, is noticed all the same."""
    for step in range(2):
        change(made, f"正文{step}", f"正文{step + 1}")
        os.utime(made.site.folder / JIA, (second, second))
        made.build()
        assert f"正文{step + 1}".encode() in made.outputs()[JIA_PAGE]
    assert made.outputs() == made.clean_outputs()


def test_caches_of_two_sites_that_changed_places(workshop, base):
    first, second = workshop(SITE), workshop(SITE.replace("甲的正文0", "乙的正文9"))
    first.build()
    second.build()
    for file in sorted((first.site.folder / ".cache").rglob("*")):
        if file.is_file() and file.name not in {"lock", "CACHEDIR.TAG"}:
            other = next((second.site.folder / ".cache").rglob(file.name))
            mine, theirs = file.read_bytes(), other.read_bytes()
            file.write_bytes(theirs)
            other.write_bytes(mine)
    for site in (first, second):
        change(site, "摘要", "新摘要")
        site.build()
        assert site.outputs() == site.clean_outputs()


NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log warn;
events {{ worker_connections 64; }}
http {{
  access_log off; types {{ text/html html; application/json json; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {output}; }}
}}
"""


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
def test_nginx_sees_old_or_new_at_every_swap(made, tmp_path, record_property):
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = tmp_path / "nginx.conf"
    settings.write_text(NGINX.format(folder=tmp_path, port=port, output=made.site.output()))
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    wrong, seen, asked = [], set(), 0
    stop = threading.Event()

    def ask():
        nonlocal asked
        while not stop.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            for place in (JIA_PAGE, "index.html", "manifest.json"):
                connection.request("GET", f"/{place}")
                answer = connection.getresponse()
                data = answer.read()
                asked += 1
                if answer.status != http.client.OK or not data:
                    wrong.append((place, answer.status))
                elif place == JIA_PAGE:
                    seen.add(data)
                elif place == "manifest.json":
                    json.loads(data)
            connection.close()

    pages = {(made.site.output() / JIA_PAGE).read_bytes()}
    with subprocess.Popen(
        ["nginx", "-c", str(settings), "-p", str(tmp_path), *user], stderr=subprocess.DEVNULL
    ) as server:
        try:
            for _ in range(50):
                with socket.socket() as trial:
                    if trial.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            reader = threading.Thread(target=ask)
            reader.start()
            for step in range(SWAPS):
                change(made, f"正文{step}", f"正文{step + 1}")
                made.build()
                pages.add((made.site.output() / JIA_PAGE).read_bytes())
            stop.set()
            reader.join()
        finally:
            server.terminate()
    assert wrong == []
    assert seen <= pages
    assert asked > SWAPS
    record_property("tried", f"{SWAPS} 次换站，其间向 nginx 请求 {asked} 次，看到 {len(seen)} 个版本的页面")


def test_the_same_bytes_whatever_surrounds_the_build(made, tmp_path):
    """Another time zone, locale, hash seed, umask and folder order: the same files."""
    change(made, *EDITS["the long way"])
    expected = made.clean_outputs()
    for number, names in enumerate(
        [
            {"TZ": "America/New_York", "PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C"},
            {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
        ]
    ):
        folder = tmp_path / f"other{number}"
        files = sorted((made.site.folder / "content").rglob("*"), reverse=bool(number))
        for file in files:
            if file.is_file():
                copy = folder / "content" / file.relative_to(made.site.folder / "content")
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
        command = [sys.executable, str(HERE / "driver.py"), str(made.base), str(folder)]
        ran = subprocess.run(
            command,
            env={**os.environ, **names},
            umask=0o077 if number else 0o002,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert ran.returncode == 0, ran.stderr
        assert everything(folder / "output") == expected
