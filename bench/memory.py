"""The most memory that a command and its children hold, and what it says. Linux."""

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

SAMPLE_SECONDS = 0.1


def memory_of(process: int) -> int:
    """The memory that a process and its children hold, each shared page counted once, in bytes."""
    total, left = 0, [process]
    while left:
        number = left.pop()
        try:
            lines = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii").splitlines()
            left += map(int, Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split())
        except OSError:
            continue
        total += next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
    return total


def measured(command: Sequence[str]) -> tuple[str, int]:
    """What a command says, and the most memory that it held."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        most = 0

        def watch() -> None:
            nonlocal most
            while process.poll() is None:
                most = max(most, memory_of(process.pid))
                time.sleep(SAMPLE_SECONDS)

        watcher = threading.Thread(target=watch)
        watcher.start()
        said = process.communicate()[0]
        watcher.join()
    if process.returncode:
        sys.exit(f"{command[1]} failed")
    return said, most
