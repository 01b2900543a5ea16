"""Builds a site in a process of its own and, when told so, dies by SIGKILL at the n-th change of a file.

    python driver.py BASE SITE [n]

Prints how many changes there were.
"""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

CHANGES = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree", "open"}


def main(base, site, at):
    count = 0

    def watch(event, arguments):
        nonlocal count
        if event not in CHANGES or (event == "open" and not isinstance(arguments[2], int)):
            return
        if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        if str(site) in str(arguments[0]):
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.path.insert(0, str(base))
    sys.dont_write_bytecode = True
    from plugins.command_line.build import run_build
    from plugins.command_line.options import BuildOptions, Folders

    folders = Folders(base=base, content=site / "content", output=site / "output", cache=site / ".cache")
    sys.addaudithook(watch)
    report = run_build(BuildOptions(folders=folders, now=datetime.fromisoformat("2026-06-01T08:00:00+08:00")))
    print(count, "pelican" in sys.modules, report.up_to_date)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
