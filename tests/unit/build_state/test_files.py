import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.build_state import files
from plugins.build_state.lock import BusyError, hold
from plugins.build_state.workers import executor

PROJECT = Path(__file__).resolve().parents[3]


def test_write_atomically_replaces_and_leaves_nothing_else(tmp_path):
    file = tmp_path / "a" / "b.txt"
    files.write_atomically(file, b"1")
    files.write_atomically(file, b"2")
    assert file.read_bytes() == b"2"
    assert [p.name for p in file.parent.iterdir()] == ["b.txt"]


def test_a_failed_write_keeps_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "b.txt"
    files.write_atomically(file, b"old")

    def full(_descriptor):
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        files.write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["b.txt"]


def test_modes_do_not_depend_on_the_umask(tmp_path):
    before = os.umask(0o077)
    try:
        files.write_new(tmp_path / "d" / "a", b"")
        files.write_atomically(tmp_path / "d" / "b", b"")
    finally:
        os.umask(before)
    assert [oct((tmp_path / n).stat().st_mode & 0o777) for n in ("d", "d/a", "d/b")] == ["0o755", "0o644", "0o644"]


def test_write_new_never_replaces_or_follows(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").write_text("old")
    for name in ("link", "file"):
        with pytest.raises(FileExistsError):
            files.write_new(tmp_path / name, b"new")
    assert not (tmp_path / "elsewhere").exists()


def test_write_if_changed_says_so(tmp_path):
    file = tmp_path / "a"
    assert files.write_if_changed(file, b"1")
    assert not files.write_if_changed(file, b"1")
    assert files.write_if_changed(file, b"2")


def test_link_or_copy_copies_where_it_cannot_link(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"1")
    files.link_or_copy(tmp_path / "a", tmp_path / "x" / "b")
    assert (tmp_path / "x" / "b").stat().st_ino == (tmp_path / "a").stat().st_ino

    def refuse(*_arguments, **_options):
        raise OSError(18, "cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    files.link_or_copy(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "c").read_bytes() == b"1"
    assert (tmp_path / "c").stat().st_ino != (tmp_path / "a").stat().st_ino
    with pytest.raises(FileExistsError):
        files.link_or_copy(tmp_path / "a", tmp_path / "c")


def test_files_below_lists_links_and_does_not_follow_them(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert files.files_below(tmp_path) == ["a/b/c", "loop"]


def test_a_lock_is_held_once_and_given_back_by_the_dead(tmp_path):
    lock = tmp_path / "deep" / "lock"
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1])\n"
        "from plugins.build_state.lock import hold\n"
        "with hold(pathlib.Path(sys.argv[2])): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(PROJECT), str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(BusyError), hold(lock):
        pass
    holder.kill()
    holder.communicate()
    with hold(lock):
        pass


@pytest.mark.parametrize("kind", ["serial", "threads", "processes"])
@pytest.mark.parametrize("jobs", [1, 3])
def test_every_executor_does_the_same(kind, jobs):
    with executor(kind, jobs) as workers:
        assert list(workers.map(divmod, range(7), [3] * 7)) == [divmod(n, 3) for n in range(7)]
        with pytest.raises(ZeroDivisionError):
            workers.submit(divmod, 1, 0).result()


@pytest.mark.skipif(sys.platform != "linux", reason="a flag of Linux's file systems")
def test_a_folder_of_sites_is_set_apart_once_and_where_that_can_be(tmp_path):
    import fcntl

    def flags():
        descriptor = os.open(tmp_path, os.O_RDONLY)
        try:
            word = struct.calcsize("l")
            return int.from_bytes(fcntl.ioctl(descriptor, 0x80006601 | word << 16, bytes(word))[:4], sys.byteorder)
        finally:
            os.close(descriptor)

    files.set_apart(tmp_path / "absent")
    try:
        before = flags()
    except OSError:
        pytest.skip("a file system without flags")
    files.set_apart(tmp_path)
    files.set_apart(tmp_path)
    assert flags() in {before | files.TOP_OF_TREES, before}
    if ext4_of(tmp_path):
        assert flags() & files.TOP_OF_TREES


def ext4_of(folder):
    """Whether the folder lies on ext4, by the mount that its path begins with longest."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    around = [(len(place), kind) for place, kind in mounts if folder.is_relative_to(place)]
    return max(around)[1] == "ext4"
