"""The private environment: ``.venv/`` beside ``build.py``, made from the hash-locked lists and stamped last.

Standard library only, and only what is cheap to import: this runs before anything is installed, and on every start.
The stamp is written when everything else is done, so an interrupted set-up is simply made again. Wheels only: nothing
is compiled and no package's set-up code runs. All talk goes to standard error.
"""

import contextlib
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal, NoReturn

from .exits import Exit, Stopped

Level = Literal["build", "test"]

STAMP = ".yugong-stamp"
LOCKS: dict[Level, str] = {"build": "requirements.lock", "test": "requirements-test.lock"}
WINDOWS = os.name == "nt"

_CAUSES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("No space left", "Errno 28", "os error 28", "not enough space"),
        "磁盘空间不够。准备环境大约需要 500 MB，请清理后再运行一次。",
    ),
    (
        ("DO NOT MATCH THE HASHES", "Hash mismatch", "hash mismatch"),
        "下载的软件包与清单里的校验值不符，为安全起见没有安装。请换一个软件源（或等镜像同步完），再运行一次。",
    ),
    (
        (
            "Failed to establish a new connection",
            "NewConnectionError",
            "name resolution",
            "Name or service not known",
            "getaddrinfo failed",
            "Network is unreachable",
            "Connection refused",
            "Connection reset",
            "Read timed out",
            "timed out",
            "ProxyError",
            "dns error",
            "error sending request",
            "client error (Connect)",
            "Failed to fetch",
            "Could not connect",
            "Network connectivity is disabled",
            "CERTIFICATE_VERIFY_FAILED",
            "SSLError",
        ),
        "连不上软件包的下载服务。请检查网络、代理和证书设置（PIP_INDEX_URL 可指定国内镜像），再运行一次。",
    ),
    (
        ("Permission denied", "Errno 13", "Read-only file system", "os error 13", "os error 30", "Access is denied"),
        "项目文件夹不能写入。请换到自己有权限的文件夹，或修改权限，再运行一次。",
    ),
    (
        (
            "No matching distribution found",
            "no wheels",
            "has no usable wheels",
            "Building source distributions",
            "error: command 'gcc' failed",
            "Microsoft Visual C++",
            "Failed to build",
            "unable to execute",
        ),
        "有的软件包没有适合这台机器的现成版本，又没有编译器。请改用 64 位的 Python 3.11 至 3.14，再运行一次。",
    ),
)


def python_of(venv: Path) -> Path:
    """The interpreter inside ``venv``."""
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def is_inside(base: Path) -> bool:
    """Whether this process already runs in the private environment (or was told to use its own, by packagers)."""
    return os.environ.get("YUGONG_NO_VENV") == "1" or Path(sys.prefix).resolve() == (base / ".venv").resolve()


def is_ready(base: Path, level: Level) -> bool:
    """Whether the environment was wholly made, for this Python and from the lists as they are now."""
    try:
        stamp = (base / ".venv" / STAMP).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    wanted = {_stamp(base, "test"), _stamp(base, level)}
    return stamp in wanted and os.access(python_of(base / ".venv"), os.X_OK)


def enter(base: Path, arguments: list[str]) -> int:
    """Run ``build.py`` again inside the environment; on POSIX this process becomes that one and never returns."""
    python = str(python_of(base / ".venv"))
    command = [python, str(base / "build.py"), *arguments]
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    environment["PYTHONUTF8"] = "1"
    sys.stdout.flush()
    sys.stderr.flush()
    if WINDOWS:
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - our own interpreter
    return os.execve(python, command, environment)  # noqa: S606 - the same; it never returns


def make(base: Path, level: Level) -> None:
    """Make or complete the environment; raises ``Stopped`` with a sentence when the machine does not let us."""
    for lock in {LOCKS["build"], LOCKS[level]}:
        if not (base / lock).is_file():
            raise Stopped(f"缺少 {lock}，项目不完整。请重新下载或克隆整个项目。", Exit.ENVIRONMENT)
    try:
        with _only_one(base / ".venv.lock"):
            if not is_ready(base, level):
                _make(base, level)
    except OSError as error:
        _stop(str(error))


def forget(base: Path) -> None:
    """Remove the stamp, so that the next start makes the environment anew."""
    with contextlib.suppress(OSError):
        (base / ".venv" / STAMP).unlink()


def _make(base: Path, level: Level) -> None:
    venv, lock = base / ".venv", base / LOCKS[level]
    _say("正在准备运行环境（只在第一次和依赖更新后，约一分钟）……")
    complete = level == "test" and is_ready(base, "build")
    forget(base)
    if not complete:
        _remove(venv)
    uv = _uv()
    if not uv:
        _make_with_pip(venv, lock, fresh=not complete)
    elif not _uv_made_it(uv, venv, lock, fresh=not complete):
        _remove(venv)
        _make_with_pip(venv, lock, fresh=True)
    stamp = venv / STAMP
    half = stamp.with_suffix(".half")
    half.write_text(_stamp(base, level), encoding="utf-8")
    half.replace(stamp)
    _say("运行环境已就绪。")


def _uv_made_it(uv: str, venv: Path, lock: Path, *, fresh: bool) -> bool:
    """Whether uv made the environment; pip is asked next, since each reads proxies and certificates in its own way."""
    try:
        _make_with_uv(uv, venv, lock, fresh=fresh)
    except Stopped:
        _say("uv 没有成功，改用 pip 再试……")
        return False
    return True


def _make_with_uv(uv: str, venv: Path, lock: Path, *, fresh: bool) -> None:
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_LINK_MODE": os.environ.get("UV_LINK_MODE", "copy")}
    environment.pop("VIRTUAL_ENV", None)
    if fresh:
        _run([uv, "venv", "--quiet", "--no-project", "--python", sys.executable, str(venv)], environment)
    command = [uv, "pip", "sync", "--quiet", "--require-hashes", "--no-build", "--python", str(python_of(venv)), str(lock)]
    _run(command, environment)


def _make_with_pip(venv: Path, lock: Path, *, fresh: bool) -> None:
    from importlib.util import find_spec  # noqa: PLC0415 - not needed on a start that is ready

    if find_spec("venv") is None or find_spec("ensurepip") is None:
        sentence = (
            "这台机器的 Python 缺少 venv 组件。Debian、Ubuntu 请运行 apt install python3-venv，"
            "其他系统请从 python.org 重装 Python，再运行一次。"
        )
        raise Stopped(sentence, Exit.ENVIRONMENT)
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUTF8": "1"}
    for name in ("PYTHONPATH", "PYTHONHOME", "PIP_REQUIRE_VIRTUALENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"):
        environment.pop(name, None)
    if fresh:
        _run([sys.executable, "-m", "venv", str(venv)], environment)
    pip = [str(python_of(venv)), "-m", "pip", "install", "--quiet", "--progress-bar", "off"]
    _run([*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(lock)], environment)


def _run(command: list[str], environment: dict[str, str]) -> None:
    """Run a step of the set-up quietly; what it said is kept for the sentence (and shown with YUGONG_DEBUG=1)."""
    done = subprocess.run(  # noqa: S603 - an installer with arguments of our own
        command,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        _stop(done.stdout)


def _stop(said: str) -> NoReturn:
    """Raise the sentence that fits what an installer or the system said."""
    if os.environ.get("YUGONG_DEBUG") == "1":
        _say(said)
    lowered = said.lower()
    for clues, sentence in _CAUSES:
        if any(clue.lower() in lowered for clue in clues):
            raise Stopped(f"准备运行环境没有成功：{sentence}", Exit.ENVIRONMENT)
    raise Stopped(
        "准备运行环境没有成功，原因不明。设置环境变量 YUGONG_DEBUG=1 再运行一次，可以看到安装程序的原话。",
        Exit.ENVIRONMENT,
    )


def _stamp(base: Path, level: Level) -> str:
    """What the environment was made from: the Python and the digest of each list that was installed."""
    lines = [f"python {sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]} {sys.platform}"]
    for lock in dict.fromkeys((LOCKS["build"], LOCKS[level])):
        try:
            lines.append(f"{lock} {hashlib.sha256((base / lock).read_bytes()).hexdigest()}")
        except OSError:
            lines.append(f"{lock} missing")
    return "\n".join(lines) + "\n"


def _uv() -> str | None:
    import shutil  # noqa: PLC0415 - not needed on a start that is ready

    return None if os.environ.get("YUGONG_NO_UV") == "1" else shutil.which("uv")


def _remove(venv: Path) -> None:
    import shutil  # noqa: PLC0415 - not needed on a start that is ready

    if venv.is_symlink():
        raise Stopped(".venv 是一个符号链接，不敢替换。请删除它，再运行一次。", Exit.ENVIRONMENT)
    if venv.is_dir():
        shutil.rmtree(venv)
    elif venv.exists():
        venv.unlink()


@contextlib.contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Hold the set-up's lock; the system frees it when its holder dies, so a dead process holds nothing."""
    with path.open("a+b") as file:
        if not _try_lock(file):
            _say("另一个窗口正在准备运行环境，等它完成……")
            _wait_for_lock(file)
        yield


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - Windows only

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - POSIX only

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _wait_for_lock(file: IO[bytes]) -> None:
    import time  # noqa: PLC0415 - not needed on a start that is ready

    while not _try_lock(file):
        time.sleep(0.2)


def _say(text: str) -> None:
    print(text.rstrip("\n"), file=sys.stderr, flush=True)
