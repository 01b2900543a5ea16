"""``verify``: whether the published site is still, byte for byte, what the build wrote."""

import json
import sys

from ..incremental.verification import Difference, NoSiteError, differences
from .exits import Exit, Stopped
from .options import VerifyOptions
from .terminal import say

WORDS = {"missing": "少了", "changed": "改了", "extra": "多了"}
SHOWN = 50


def verify(options: VerifyOptions) -> int:
    """Print each file that differs from the manifest; 0 when none does, 3 otherwise."""
    try:
        files, wrong = differences(options.folders.output)
    except NoSiteError as none:
        raise Stopped(str(none), Exit.USAGE) from None
    except OSError as fault:
        raise Stopped(f"读不了：{fault.filename or options.folders.output}（{fault.strerror}）。", Exit.ENVIRONMENT) from None
    if options.json:
        sys.stdout.write(as_json(files, wrong))
    else:
        _tell(files, wrong)
    return Exit.ENVIRONMENT if wrong else Exit.GOOD


def as_json(files: int, wrong: tuple[Difference, ...]) -> str:
    """One JSON object: how many files are listed, and each that differs by what is wrong with it."""
    told = {"files": files, "differences": [{"file": one.name, "kind": one.kind} for one in wrong]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _tell(files: int, wrong: tuple[Difference, ...]) -> None:
    for one in wrong[:SHOWN]:
        print(f"{WORDS[one.kind]} {one.name}")
    if len(wrong) > SHOWN:
        print(f"……还有 {len(wrong) - SHOWN} 个")
    if wrong:
        say(f"清单上有 {files} 个文件，{len(wrong)} 处不符。重新生成一次就会恢复：python3 build.py build --clean")
    else:
        say(f"{files} 个文件与清单一字不差。")
