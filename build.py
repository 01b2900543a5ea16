#!/usr/bin/env python3
"""The one command: ``python3 build.py [verb]``; see ``python3 build.py --help``.

Thin on purpose: it refuses an old Python in words, sees to the private environment (``.venv/`` beside this file, made
from the hash-locked lists) and hands over to ``plugins.command_line``. Written so that Python 3.6 can still read it.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is where it is refused
    sys.stderr.write(
        "渝工需要 Python 3.11 或更新的版本，现在运行的是 %d.%d。"  # noqa: UP031 - must run on the old Python that it refuses
        "请从 python.org 或系统的软件源安装新版 Python，再运行一次。\n" % sys.version_info[:2]
    )
    sys.exit(3)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - pathlib is slower to import

from plugins.command_line.entry import start

if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
