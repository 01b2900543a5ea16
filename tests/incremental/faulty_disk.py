"""Builds on a small disk of its own that is full or read-only, then again when it no longer is; prints JSON.

    unshare -rm python faulty_disk.py BASE SITE DISK FREE

copies SITE to a new disk mounted at DISK, leaves FREE bytes of it (or makes it read-only: ``ro``), builds, mends the
disk, builds again. Tells exit code and sentence of the first build, and the digests of the files before, after, and at
the end.
"""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

SIZE = 16 * 1024 * 1024
PR_SET_PDEATHSIG = 1


def digest(folder):
    total = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(f"{file.relative_to(folder)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def mount(*words):
    subprocess.run(["mount", *words], check=True)


def die_with_the_test():
    """A test that is killed must not leave us behind with a disk mounted."""
    import ctypes

    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main(base, site, disk, free):
    die_with_the_test()
    sys.path.insert(0, str(base))
    sys.dont_write_bytecode = True
    from plugins.command_line.build import run_build
    from plugins.command_line.exits import Stopped
    from plugins.command_line.options import BuildOptions, Folders

    mount("-t", "tmpfs", "-o", f"size={SIZE}", "none", str(disk))
    at = disk / "site"
    shutil.copytree(site, at, symlinks=True)
    folders = Folders(base=base, content=at / "content", output=at / "output", cache=at / ".cache")
    options = BuildOptions(folders=folders, now=datetime.fromisoformat("2026-06-01T08:00:00+08:00"))
    filler = disk / "filler"
    before = digest(at / "output")
    if free == "ro":
        mount("-o", "remount,ro", str(disk))
    else:
        filler.write_bytes(b"\0" * max(0, shutil.disk_usage(disk).free - int(free)))
    try:
        run_build(options)
        code, sentence = 0, ""
    except Stopped as stop:
        code, sentence = int(stop.code), stop.sentence
    after = digest(at / "output")
    if free == "ro":
        mount("-o", "remount,rw", str(disk))
    else:
        filler.unlink()
    run_build(options)
    print(
        json.dumps({"code": code, "sentence": sentence, "before": before, "after": after, "end": digest(at / "output")})
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
