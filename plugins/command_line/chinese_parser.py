"""argparse in Chinese: headings, usage errors as sentences with exit code 2, and no leaving of the process."""

import argparse
import re
from typing import NoReturn

from .exits import Exit, Stopped


class Shown(Exception):  # noqa: N818 - not an error: help was asked for and shown
    """Help or the version was printed; there is nothing to do."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with a Chinese heading."""

    def add_usage(self, usage: str | None, actions, groups, prefix: str | None = None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """The usage line under its Chinese heading."""
        super().add_usage(usage, actions, groups, prefix or "用法：")


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and raises instead of leaving."""

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as a sentence."""
        hint = f"\n运行 {self.prog} --help 看用法。"
        raise Stopped(f"命令写法有误：{in_chinese(message)}{hint}", Exit.USAGE)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Never leave the process: what was asked for has been shown."""
        if status:
            self.error(message or "")
        raise Shown


TRANSLATIONS = (
    (r"argument (\S+): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)", r"\1 的值 \2 不对，可以是 \3"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1 后面不能跟值 \2"),
    (r"argument (\S+): (.+)", r"\1 \2"),
    (r"unrecognized arguments: (.+)", r"不认识 \1"),
    (r"the following arguments are required: (.+)", r"缺少 \1"),
)


def in_chinese(message: str) -> str:
    """What argparse says, in Chinese where we know the sentence."""
    for pattern, meaning in TRANSLATIONS:
        if re.fullmatch(pattern, message, re.DOTALL):
            return re.sub(pattern, meaning, message, flags=re.DOTALL) + "。"
    return message


def add_help(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` its help option and Chinese headings."""
    parser._optionals.title = "选项"  # noqa: SLF001 - argparse has no other way to name its groups
    parser._positionals.title = "参数"  # noqa: SLF001
    parser.add_argument("-h", "--help", action="help", help="显示这段说明")
