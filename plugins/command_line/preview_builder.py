"""The server's hold on the process that builds (:mod:`.warm`): started ahead, asked, and started anew when it ends."""

import contextlib
import json
import subprocess
import sys
from dataclasses import dataclass

from .exits import Exit
from .options import BuildOptions

START = "import sys; sys.path.insert(0, sys.argv[1]); from plugins.command_line.warm import main; main()"
PATIENCE = 5.0
"""Seconds that a build under way has to end when the preview does."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a build: its exit code, whether other pages are out, why not."""

    code: int
    is_out: bool
    text: str


GONE = Built(Exit.OUR_BUG, is_out=False, text="生成预览的进程中途结束了。预览保持原样，下次保存时再试。")


class Builder:
    """Builds of one preview, each in a process of its own."""

    def __init__(self, options: BuildOptions) -> None:
        """Start the process that waits."""
        folders = options.folders
        names = {name: str(getattr(folders, name)) for name in ("base", "content", "output", "cache", "shown")}
        now = options.now.isoformat() if options.now_was_given else None
        self._told = {"folders": names, "now": now, "drafts": options.drafts, "jobs": options.jobs}
        self._base = names["base"]
        self._count = 0
        self._process = self._started()

    def build(self) -> Built:
        """Build, and wait until the site is out; never raises for what a build does."""
        if self._process.poll() is not None:
            self._process = self._started()
        self._count += 1
        process = self._process
        with contextlib.suppress(OSError, ValueError):
            if process.stdin and process.stdout:
                process.stdin.write(f"{self._count}\n")
                process.stdin.flush()
                for line in process.stdout:
                    answer = json.loads(line)
                    if answer["build"] == str(self._count):
                        return Built(answer["code"], answer["is_out"], answer["text"])
        return GONE

    def renew(self) -> None:
        """Start anew: the program itself, or its settings, changed."""
        self.close()
        self._process = self._started()

    def close(self) -> None:
        """End the process; a build under way is let end."""
        process = self._process
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()

    def _started(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-P", "-c", START, self._base],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.write(f"{json.dumps(self._told)}\n")
                process.stdin.flush()
        return process
