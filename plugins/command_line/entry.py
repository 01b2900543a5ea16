"""Which verb runs, in which environment, and what becomes of a sentence, an interrupt or our own bug."""

import os
import sys
import traceback
from importlib import import_module
from pathlib import Path

from . import environment
from .exits import Exit, Stopped
from .faults import stopped_by

BASE = Path(__file__).resolve().parents[2]
VERB_OF = {
    "BuildOptions": ("build_verb", "build"),
    "CheckOptions": ("check", "check"),
    "ServeOptions": ("serve", "serve"),
    "NewOptions": ("new", "new"),
    "PhotosOptions": ("photos", "photos"),
    "StatusOptions": ("status", "status"),
    "VerifyOptions": ("verify", "verify"),
    "RollbackOptions": ("rollback", "rollback"),
    "DatesOptions": ("dates", "dates"),
    "CleanOptions": ("clean", "clean"),
    "TestOptions": ("run_tests", "run_tests"),
}
"""The module and function that run what was asked for, by the type of its options."""
WITHOUT_PACKAGES = ("clean", "verify", "rollback", "help", "-h", "--help", "--version")


def start(arguments: list[str]) -> int:
    """The exit code of ``build.py arguments``; enters the private environment first where a verb needs packages."""
    _speak_utf8()
    try:
        return _start(arguments)
    except Stopped as stop:
        print(stop.sentence, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("\n已按您的要求停下，网站保持原样。", file=sys.stderr)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return Exit.GOOD
    except ModuleNotFoundError as error:
        return _missing_package(error)
    except Exception as error:  # noqa: BLE001 - the one place where nothing may escape as a traceback
        return _told(error)


def _start(arguments: list[str]) -> int:
    verb = arguments[0] if arguments else "build"
    level: environment.Level = "test" if verb == "test" else "build"
    if verb not in WITHOUT_PACKAGES and not environment.is_inside(BASE):
        if not environment.is_ready(BASE, level):
            if _only_shows_help(arguments):
                return Exit.GOOD
            environment.make(BASE, level)
        return environment.enter(BASE, arguments)
    return _run(arguments)


def _only_shows_help(arguments: list[str]) -> bool:
    """Whether that was all; a usage error is raised now, not after a minute of set-up."""
    from .arguments import parse  # noqa: PLC0415 - a ready start goes on without it

    return parse(arguments, BASE) is None


def _run(arguments: list[str]) -> int:
    """Parse and run the verb; each verb is imported only when it is asked for."""
    from .arguments import parse  # noqa: PLC0415 - what a start costs before this line is paid by every verb

    asked = parse(arguments, BASE)
    if asked is None:
        return Exit.GOOD
    module, verb = VERB_OF[type(asked).__name__]
    code: int = getattr(import_module(f".{module}", __package__), verb)(asked)
    return code


def _speak_utf8() -> None:
    """Make standard output and error UTF-8 wherever we run (Windows consoles, LANG=C); never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _missing_package(error: ModuleNotFoundError) -> int:
    if (error.name or "").partition(".")[0] in {"plugins", ""}:
        return _told(error)
    environment.forget(BASE)
    print(f"运行环境不完整（缺少 {error.name}）。请再运行一次，会自动重做。", file=sys.stderr)
    return Exit.ENVIRONMENT


def sentence_of(error: BaseException) -> tuple[int, str]:
    """The exit code and the sentence for what nobody caught: the disk's or the rights' doing, or our own bug."""
    stop = stopped_by(error, ()) if isinstance(error, OSError) else None
    if stop is not None:
        return stop.code, stop.sentence
    if os.environ.get("YUGONG_DEBUG") == "1":
        traceback.print_exception(error)
    last = traceback.extract_tb(error.__traceback__)[-1] if error.__traceback__ else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else "?"
    return Exit.OUR_BUG, (
        f"这是我们的错误，不是稿件的问题：{type(error).__name__}（{where}）。网站保持原样。\n"
        "请把这一行连同您刚才的操作告诉我们；设置环境变量 YUGONG_DEBUG=1 再运行一次，可以看到全部细节。"
    )


def _told(error: BaseException) -> int:
    code, sentence = sentence_of(error)
    print(sentence, file=sys.stderr)
    return code


def _close_quietly() -> None:
    """Point standard output at nothing, so that Python does not complain about the closed pipe when it ends."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
