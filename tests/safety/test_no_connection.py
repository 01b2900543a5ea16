"""The build opens no connection: with the network's doors watched, the real content is built by the real command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
DOORS = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
)
WATCHED = """
import json, os, runpy, sys
doors = set(sys.argv[2].split(","))
told = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def watch(event, arguments):
    if event in doors or event.startswith(("urllib.", "http.client.", "ftplib.", "smtplib.")):
        os.write(told, (json.dumps([event, repr(arguments[1:])]) + "\\n").encode())
sys.addaudithook(watch)
sys.argv = sys.argv[3:]
sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[0])))
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def doors_opened(tmp_path, *words):
    """Every event of a network's door in a run of those words, in the process and in those that it forked."""
    told = tmp_path / "doors"
    command = [sys.executable, "-c", WATCHED, str(told), ",".join(DOORS), *words]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False, timeout=400)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in told.read_text("utf-8").splitlines()]


def is_local(event):
    """Whether a socket of the machine itself was meant: workers talk through one on some systems."""
    return event[0] in {"socket.connect", "socket.bind"} and "('" not in event[1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_opens_no_connection(tmp_path, monkeypatch, jobs, record_property):
    monkeypatch.setenv("YUGONG_NO_VENV", "1")
    places = ["--output", str(tmp_path / "output"), "--cache", str(tmp_path / "cache"), "--jobs", str(jobs)]
    found = doors_opened(tmp_path, str(PROJECT / "build.py"), "build", *places)
    assert [event for event in found if not is_local(event)] == []
    record_property("tried", f"真实内容，--jobs {jobs}：盯着每一次套接字调用")


def test_the_watch_sees_a_connection(tmp_path):
    """Without this the test above could not fail."""
    script = tmp_path / "asks.py"
    script.write_text("import socket\nsocket.socket().connect_ex(('127.0.0.1', 9))\n", "utf-8")
    assert [event for event in doors_opened(tmp_path, str(script)) if not is_local(event)]
