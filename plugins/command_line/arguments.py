"""The command line → options. Standard library only: help and usage errors need no environment.

Every verb has its help and its examples; usage errors are Chinese sentences with exit code 2. This is the one place
that reads the clock: ``now`` is decided here, once, and travels as a value.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from ..diagnostics import did_you_mean
from .chinese_parser import Formatter, Parser, Shown, add_help
from .exits import Exit, Stopped
from .help_texts import EXAMPLES, OVERVIEW, VERBS
from .options import (
    BuildOptions,
    CheckOptions,
    CleanOptions,
    DatesOptions,
    Folders,
    NewOptions,
    Options,
    PhotosOptions,
    RollbackOptions,
    ServeOptions,
    StatusOptions,
    TestOptions,
    VerifyOptions,
)

CHONGQING = timezone(timedelta(hours=8), "Asia/Shanghai")
EARLIEST, LATEST = 1000, 9998
"""The years that ``--now`` may name: those that an article's date may."""
PUBLISHED_CURE = "请写成 2024-09-02。"
PROGRAM = "python3 build.py"
VERSION = "0.1.0"
MOST_JOBS = 256
HIGHEST_PORT = 65535


def parse(arguments: Sequence[str], base: Path) -> Options | None:
    """What was asked for, or nothing when help or the version was shown; raises ``Stopped`` with code 2."""
    words = list(arguments)
    if words and words[0] == "test":
        return _tests(words[1:], base)
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help", "--version"}):
        words.insert(0, "build")
    parser = _parser()
    if not words[0].startswith("-") and words[0] not in VERBS:
        hint = did_you_mean(words[0], VERBS)
        raise Stopped(f"没有“{words[0]}”这个命令。{hint}可用的命令：{'、'.join(VERBS)}。", Exit.USAGE)
    try:
        asked = parser.parse_args(words)
    except Shown:
        return None
    return _dates(asked) if asked.verb == "dates" else _options(asked, base)


def instant(text: str) -> datetime:
    """The moment that ``text`` names; without a zone it is Chongqing's, without a time it is midnight.

    >>> instant("2024-09-02").isoformat()
    '2024-09-02T00:00:00+08:00'
    >>> instant("2024-09-02T00:30Z").isoformat()
    '2024-09-02T08:30:00+08:00'
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is None or not EARLIEST <= moment.year <= LATEST:
        sentence = f"--now 的时间“{text}”无法识别。请写成 2024-09-02T08:00 或 2024-09-02。"
        raise Stopped(sentence, Exit.USAGE)
    return (moment if moment.tzinfo else moment.replace(tzinfo=CHONGQING)).astimezone(CHONGQING)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Stopped(f"--date 的日期“{text}”无法识别。请写成 2024-09-02。", Exit.USAGE) from None


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog=PROGRAM,
        description="渝工：检查稿件、生成网站。",
        epilog=OVERVIEW,
        formatter_class=Formatter,
        allow_abbrev=False,
        add_help=False,
    )
    add_help(parser)
    parser.add_argument("--version", action="version", version=_version(), help="显示版本")
    verbs = parser.add_subparsers(dest="verb", title="命令", metavar="命令", prog=PROGRAM, parser_class=Parser)
    made = {name: _verb(verbs, name) for name in VERBS if name != "test"}
    build, check, serve, new = made["build"], made["check"], made["serve"], made["new"]
    photos, status, clean = made["photos"], made["status"], made["clean"]
    verify, rollback, dates = made["verify"], made["rollback"], made["dates"]
    verbs.add_parser("test", help=VERBS["test"], add_help=False)
    _folders(build)
    _moment(build)
    _building(build)
    build.add_argument(
        "--profile",
        choices=("production", "preview"),
        default="preview",
        help="production 要求填了备案号，默认 preview",
    )
    build.add_argument("--clean", action="store_true", help="不用上次的缓存，从头生成")
    build.add_argument("--explain", action="store_true", help="说明每个页面为什么重新生成")
    build.add_argument("--json", action="store_true", help="在标准输出只打印一份 JSON 结果")
    check.add_argument("paths", nargs="*", metavar="路径", help="只显示这些文件或文件夹里的问题")
    _folders(check, output=False)
    _moment(check)
    check.add_argument("--format", choices=("text", "json", "github"), default="text", help="输出格式，默认 text")
    check.add_argument("--calendar", action="store_true", help="逐项列出日历上会有什么")
    check.add_argument("--update-calendar", action="store_true", help="把活动记进 calendar.ledger，和稿件一起提交")
    check.add_argument("--update-ratchet", action="store_true", help="把现有的提醒记进 ratchet.yaml，以后只显示新的")
    serve.add_argument("--port", type=_port, default=8000, metavar="端口", help="默认 8000；0 表示任选一个空闲端口")
    _folders(serve)
    _moment(serve)
    _building(serve)
    _drafting(new)
    photos.add_argument("folder", metavar="文件夹", help="照片所在的文件夹，例如 content/albums/liangjiang-dengguang")
    photos.add_argument("--content", metavar="文件夹", help="稿件文件夹，默认 content")
    _folders(status, output=False)
    _moment(status)
    status.add_argument("--json", action="store_true", help="在标准输出只打印一份 JSON 结果")
    for parser_of_output in (verify, rollback):
        parser_of_output.add_argument("--output", metavar="文件夹", help="网站在哪里，默认 output")
    verify.add_argument("--json", action="store_true", help="在标准输出只打印一份 JSON 结果")
    _dating(dates)
    _folders(clean)
    return parser


def _verb(verbs: "argparse._SubParsersAction[Parser]", name: str) -> Parser:
    parser = verbs.add_parser(
        name,
        help=VERBS[name],
        description=VERBS[name] + "。",
        epilog=EXAMPLES[name],
        formatter_class=Formatter,
        allow_abbrev=False,
        add_help=False,
    )
    add_help(parser)
    return parser


def _folders(parser: argparse.ArgumentParser, *, output: bool = True) -> None:
    parser.add_argument("--content", metavar="文件夹", help="稿件文件夹，默认 content")
    if output:
        parser.add_argument("--output", metavar="文件夹", help="网站生成到哪里，默认 output")
    parser.add_argument("--cache", metavar="文件夹", help="两次生成之间保留的状态，默认 .cache；删掉也无妨")


def _moment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", metavar="时间", help="当作此刻，例如 2024-09-02T08:00；默认是现在")


def _building(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--drafts", action="store_true", help="连草稿、待审和定时稿件一起生成，只供预览")
    parser.add_argument("--jobs", type=_jobs, metavar="个数", help="同时用几个处理器，默认全部")


def _drafting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="体裁", help="例如 brief、news、laomo")
    parser.add_argument("title", nargs="?", default="", metavar="标题", help="标题；劳模写姓名")
    parser.add_argument("--date", metavar="日期", help="发布日期，默认今天")
    parser.add_argument("--slug", metavar="网址名", help="文件名里的名字，默认是标题的拼音")
    parser.add_argument("--content", metavar="文件夹", help="稿件文件夹，默认 content")


def _dating(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="-", metavar="文件", help="要读的文字；- 是标准输入，不写就是它")
    parser.add_argument("--published", metavar="日期", help="这段文字是哪一天发布的，例如 2024-09-02")
    parser.add_argument("--json", action="store_true", help="打印一份 JSON 列表")
    parser.add_argument("--jsonl", action="store_true", help="逐行读 JSON，逐行回答")


def published_day(text: str) -> date | None:
    """The day of publication that ``text`` names, with or without a clock time; None when it names none.

    >>> published_day("2024-09-02"), published_day("2024-09-02T08:00+08:00"), published_day("昨天")
    (datetime.date(2024, 9, 2), datetime.date(2024, 9, 2), None)
    """
    try:
        day = datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None
    return day if EARLIEST <= day.year <= LATEST else None


def _published(text: str) -> date:
    day = published_day(text)
    if day is None:
        raise Stopped(f"--published 的日期“{text}”无法识别。{PUBLISHED_CURE}", Exit.USAGE)
    return day


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_JOBS):
        raise argparse.ArgumentTypeError(f"的值“{text}”不对，请写 1 到 {MOST_JOBS} 的整数")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"的值“{text}”不对，请写 0 到 {HIGHEST_PORT} 的整数")
    return int(text)


def _options(asked: argparse.Namespace, base: Path) -> Options:
    folders = _decide_folders(asked, base)
    if asked.verb in {"clean", "verify", "rollback"}:
        return _of_output(asked, folders)
    if not folders.content.is_dir():
        raise Stopped(f"找不到稿件文件夹“{folders.content}”。请检查 --content，或先建好这个文件夹。", Exit.USAGE)
    if asked.verb == "new":
        day = _day(asked.date) if asked.date is not None else this_moment().date()
        return NewOptions(folders=folders, kind=asked.kind, title=asked.title.strip(), day=day, slug=asked.slug or "")
    if asked.verb == "photos":
        return PhotosOptions(folders=folders, folder=_photo_folder(asked.folder, folders))
    now = instant(asked.now) if asked.now is not None else this_moment()
    if asked.verb == "status":
        return StatusOptions(folders=folders, now=now, json=asked.json)
    if asked.verb == "check":
        paths = tuple(_existing(path, folders) for path in asked.paths)
        return CheckOptions(
            folders=folders,
            now=now,
            paths=paths,
            format=asked.format,
            update_ratchet=asked.update_ratchet,
            calendar=asked.calendar,
            update_calendar=asked.update_calendar,
        )
    serving = asked.verb == "serve"
    build = BuildOptions(
        folders=folders,
        now=now,
        now_was_given=asked.now is not None,
        drafts=asked.drafts,
        jobs=asked.jobs or _processors(),
        profile="preview" if serving else asked.profile,
        clean=not serving and asked.clean,
        explain=not serving and asked.explain,
        json=not serving and asked.json,
    )
    return ServeOptions(build=build, port=asked.port) if serving else build


def _dates(asked: argparse.Namespace) -> DatesOptions:
    """What reads a text and needs no site."""
    published = None if asked.published is None else _published(asked.published)
    return DatesOptions(file=asked.file, published=published, json=asked.json, jsonl=asked.jsonl)


def _of_output(asked: argparse.Namespace, folders: Folders) -> Options:
    """What looks at a published site only."""
    if asked.verb == "verify":
        return VerifyOptions(folders=folders, json=asked.json)
    return CleanOptions(folders=folders) if asked.verb == "clean" else RollbackOptions(folders=folders)


def _decide_folders(asked: argparse.Namespace, base: Path) -> Folders:
    chosen = {name: getattr(asked, name, None) for name in ("content", "output", "cache")}
    for name, text in chosen.items():
        if text is not None and (not text.strip() or "\0" in text):
            raise Stopped(f"--{name} 后面要跟一个文件夹。", Exit.USAGE)
    defaults = {"content": "content", "output": "output", "cache": ".cache"}
    places = {
        name: Path(os.path.abspath(text)) if text is not None else base / defaults[name]  # noqa: PTH100 - keeps symlinks
        for name, text in chosen.items()
    }
    content = chosen["content"]
    folders = Folders(base=base, **places, shown=_shown(content) if content is not None else "content")
    if getattr(asked, "output", None) is not None or getattr(asked, "content", None) is not None:
        _refuse_overlap(folders)
    return folders


def _shown(text: str) -> str:
    """How problems name the content folder: as it was typed, with forward slashes and without a last one.

    >>> _shown("别的站/"), _shown("."), _shown("./content//")
    ('别的站', '.', 'content')
    """
    return Path(text).as_posix()


def _refuse_overlap(folders: Folders) -> None:
    """Refuse an output that holds, or lies in, the editors' files: it is replaced as a whole."""
    output, content = folders.output.resolve(), folders.content.resolve()
    if output == content or output in content.parents or content in output.parents:
        raise Stopped(f"输出文件夹“{folders.output}”与稿件文件夹重叠，生成会覆盖稿件。请换一个 --output。", Exit.USAGE)
    if output == folders.base or output in folders.base.parents:
        raise Stopped(f"输出文件夹“{folders.output}”包含整个项目，生成会覆盖它。请换一个 --output。", Exit.USAGE)


def _existing(text: str, folders: Folders) -> Path:
    """The path, which must exist and lie in the content folder (or hold it)."""
    path = Path(os.path.abspath(text))  # noqa: PTH100 - keeps symlinks
    if "\0" in text or not os.path.lexists(path):
        raise Stopped(f"找不到“{text}”。请检查这个文件或文件夹的路径。", Exit.USAGE)
    if path != folders.content and folders.content not in path.parents and path not in folders.content.parents:
        raise Stopped(f"“{text}”不在稿件文件夹“{folders.content}”里。要检查别处的稿件，请加 --content。", Exit.USAGE)
    return path


def _photo_folder(text: str, folders: Folders) -> Path:
    """The folder that was asked for: as typed, with Windows' backslashes, or as a folder below the content folder."""
    typed = text.strip().strip("\"'“”")
    if not typed or "\0" in typed:
        raise Stopped("photos 后面要跟一个文件夹，例如 content/albums/liangjiang-dengguang。", Exit.USAGE)
    for spelling in (typed, typed.replace("\\", "/")):
        for path in (Path(os.path.abspath(spelling)), folders.base / spelling, folders.content / spelling):  # noqa: PTH100 - keeps symlinks
            if path.is_dir():
                return Path(os.path.abspath(path))  # noqa: PTH100 - the same
            if path.is_file():
                raise Stopped(f"“{text}”是文件，不是文件夹。请写照片所在的文件夹。", Exit.USAGE)
    raise Stopped(f"找不到文件夹“{text}”。请检查路径，例如 content/albums/liangjiang-dengguang。", Exit.USAGE)


def this_moment() -> datetime:
    """The clock, or the moment that a reproducible build is told (SOURCE_DATE_EPOCH)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(CHONGQING)
    return datetime.now(CHONGQING).replace(microsecond=0)


def _processors() -> int:
    available = getattr(os, "sched_getaffinity", None)
    return len(available(0)) if available else os.cpu_count() or 1


def _tests(words: list[str], base: Path) -> TestOptions | None:
    if words[:1] in (["-h"], ["--help"]):
        print(f"用法：python3 build.py test [pytest 的参数……]\n\n{VERBS['test']}。\n\n{EXAMPLES['test']}", end="")
        return None
    return TestOptions(base=base, arguments=tuple(words))


def _version() -> str:
    return f"渝工 {VERSION}（Python {sys.version_info[0]}.{sys.version_info[1]}）"
