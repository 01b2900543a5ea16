"""The private environment: made once, remade when half-made, and every refusal of the machine a sentence."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from plugins.command_line import environment
from plugins.command_line.exits import Exit, Stopped

PROJECT = Path(__file__).resolve().parents[3]
SAID = [
    ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "磁盘空间"),
    ("error: failed to write: No space left on device (os error 28)", "磁盘空间"),
    ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "网络"),
    ("error: Failed to fetch: `https://…`\n  Caused by: dns error", "网络"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "校验值"),
    ("ERROR: No matching distribution found for nh3==0.3.8", "编译器"),
    ("PermissionError: [Errno 13] Permission denied: '.venv'", "不能写入"),
    ("[Errno 30] Read-only file system: '.venv.lock'", "不能写入"),
    ("something else", "原因不明"),
]


@pytest.mark.parametrize(("said", "sentence"), SAID)
def test_what_an_installer_says_becomes_a_sentence(said, sentence):
    with pytest.raises(Stopped) as stop:
        environment._stop(said)
    assert stop.value.code == Exit.ENVIRONMENT
    assert sentence in stop.value.sentence


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with lists, and a maker that pretends to install."""
    for name in environment.LOCKS.values():
        (tmp_path / name).write_text(f"# {name}\n")
    made = []

    def pretend(venv, lock, *, fresh):
        made.append((lock.name, fresh))
        python = environment.python_of(venv)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch(mode=0o755)

    monkeypatch.setattr(environment, "_make_with_pip", pretend)
    monkeypatch.setenv("YUGONG_NO_UV", "1")
    return tmp_path, made


def test_it_is_made_once(project):
    base, made = project
    assert not environment.is_ready(base, "build")
    environment.make(base, "build")
    environment.make(base, "build")
    assert environment.is_ready(base, "build")
    assert made == [("requirements.lock", True)]


def test_the_tests_complete_it_and_the_build_lives_in_it(project):
    base, made = project
    environment.make(base, "build")
    assert not environment.is_ready(base, "test")
    environment.make(base, "test")
    assert environment.is_ready(base, "test")
    assert environment.is_ready(base, "build")
    assert made == [("requirements.lock", True), ("requirements-test.lock", False)]


@pytest.mark.parametrize("damage", ["list", "stamp", "garbage", "python"])
def test_it_is_remade_from_nothing_when_something_is_not_as_it_was(project, damage):
    base, made = project
    environment.make(base, "build")
    stamp = base / ".venv" / environment.STAMP
    leftover = base / ".venv" / "leftover"
    leftover.touch()
    if damage == "list":
        (base / "requirements.lock").write_text("# newer\n")
    elif damage == "stamp":
        stamp.unlink()
    elif damage == "garbage":
        stamp.write_bytes(b"\xff\x00")
    else:
        environment.python_of(base / ".venv").unlink()
    environment.make(base, "build")
    assert environment.is_ready(base, "build")
    assert made[1:] == [("requirements.lock", True)]
    assert not leftover.exists()


def test_an_interrupted_set_up_leaves_no_stamp(project, monkeypatch):
    base, _ = project

    def interrupted(venv, lock, *, fresh):
        venv.mkdir()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "_make_with_pip", interrupted)
        with pytest.raises(KeyboardInterrupt):
            environment.make(base, "build")
    assert not environment.is_ready(base, "build")
    environment.make(base, "build")
    assert environment.is_ready(base, "build")


def test_a_python_without_venv_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(Stopped, match="python3-venv"):
        environment._make_with_pip(tmp_path / ".venv", tmp_path / "requirements.lock", fresh=True)


def test_a_folder_that_cannot_be_written_is_a_sentence(project, monkeypatch):
    base, _ = project
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    with pytest.raises(Stopped, match="不能写入"):
        environment.make(base, "build")


def test_a_link_in_its_place_is_not_followed(project, tmp_path):
    base, _ = project
    precious = tmp_path / "precious"
    precious.mkdir()
    (base / ".venv").symlink_to(precious)
    with pytest.raises(Stopped, match="符号链接"):
        environment.make(base, "build")
    assert precious.is_dir()


def test_two_set_ups_at_once_make_it_once(project):
    base, made = project
    threads = [threading.Thread(target=environment.make, args=(base, "build")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert made == [("requirements.lock", True)]


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_dead_process_holds_nothing(project):
    base, _ = project
    code = (
        f"import sys, time; sys.path.insert(0, {str(PROJECT)!r})\n"
        "from pathlib import Path\nfrom plugins.command_line import environment\n"
        f"with environment._only_one(Path({str(base / '.venv.lock')!r})):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        holder.send_signal(signal.SIGKILL)
        holder.wait(10)
    begun = time.monotonic()
    environment.make(base, "build")
    assert time.monotonic() - begun < 10


@pytest.mark.slow
def test_no_network_is_a_sentence_and_3(tmp_path):
    """The real command in a real copy with a registry that does not answer."""
    for name in ("build.py", "requirements.lock"):
        shutil.copy(PROJECT / name, tmp_path)
    (tmp_path / "content").mkdir()
    shutil.copytree(PROJECT / "plugins", tmp_path / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_", "YUGONG_"))}
    closed = "http://127.0.0.1:9/simple"
    base_python = Path(sys.base_prefix) / "bin" / "python3"
    done = subprocess.run(
        [str(base_python), str(tmp_path / "build.py")],
        env={**keep, "YUGONG_NO_UV": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": closed, "PIP_RETRIES": "1", "PIP_NO_CACHE_DIR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert "网络" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / ".venv" / environment.STAMP).exists()
