"""``serve``: a preview on this machine only, built first and again whenever an editor's file changes.

The build runs in a process of its own (the same command), so that a failed build leaves the server and the old
preview standing. The server answers on the loopback address alone, to requests that name it (no DNS rebinding),
with files that really lie in the output folder (no symbolic link leads out).
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .check import refuse_empty
from .exits import Exit, Stopped
from .options import BuildOptions, ServeOptions
from .terminal import say

HIGHEST_PORT = 65535
PAUSE = 0.1
"""Seconds between two looks at the editors' files, at least; and"""
REST = 6
"""so many times as long as a look takes, so that waiting costs little on a large site, too."""
TYPES = {
    "": "application/octet-stream",
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
Signature = tuple[tuple[str, int, int], ...]


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder, with the site's own 404 page and types that do not depend on the machine."""

    extensions_map = TYPES
    server_version = "yugong"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, or say why not."""
        if self._is_for_us():
            super().do_GET()

    def do_HEAD(self) -> None:
        """The same without the body."""
        if self._is_for_us():
            super().do_HEAD()

    def translate_path(self, path: str) -> str:
        """The file that ``path`` names, or one that is not there when it would lie outside of the folder."""
        root = Path(self.directory).resolve()
        if "\0" in urllib.parse.unquote(path):
            return str(root / "404" / "none")
        file = Path(super().translate_path(path))
        if any(root not in place.resolve().parents and place.resolve() != root for place in (file, file / "index.html")):
            return str(root / "404" / "none")
        return str(file) + ("/" if path.partition("?")[0].endswith("/") else "")

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """A folder without a page is not found; we never list files."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own 404 page where there is one."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """A preview is never cached, nor guessed at."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gives
        """Say nothing: the console is for the build."""

    def _is_for_us(self) -> bool:
        host = self.headers.get("Host", "")
        if host_is_loopback(host):
            return True
        super().send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False


def host_is_loopback(host: str) -> bool:
    """Whether a ``Host`` header names this machine and not somebody's domain that points here.

    >>> host_is_loopback("127.0.0.1:8000"), host_is_loopback("localhost"), host_is_loopback("[::1]:80")
    (True, True, True)
    >>> host_is_loopback("evil.example:8000"), host_is_loopback("localhost.evil.example"), host_is_loopback("")
    (False, False, False)
    """
    try:
        name = urllib.parse.urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return name in {"localhost", "127.0.0.1", "::1"}


def open_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of ``folder`` on the loopback address; port 0 is any free one."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder)))
    except OSError as error:
        sentence = f"端口 {port} 打不开（{error.strerror}）。请换一个，例如 --port {port + 1 if port < HIGHEST_PORT else port - 1}。"
        raise Stopped(sentence, Exit.ENVIRONMENT) from None


def serve(options: ServeOptions) -> int:
    """Build, serve and keep watching until interrupted; 0 then, since that is how a preview ends."""
    refuse_empty(options.build.folders)
    with open_server(options.build.folders.output, options.port) as server:
        seen = signature(options.build)
        code = _build(options.build)
        if code != Exit.GOOD and not options.build.folders.output.is_dir():
            return code
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://127.0.0.1:{server.server_port}/", flush=True)
        say("预览已经打开，改稿后自动更新；按 Ctrl-C 结束。")
        try:
            watch(lambda: signature(options.build), lambda: _build(options.build), seen)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not spoil the first one's end
            say("\n预览结束。")
        finally:
            server.shutdown()
    return Exit.GOOD


def watch(look: Callable[[], Signature], changed: Callable[[], object], seen: Signature, *, pause: float = PAUSE) -> None:
    """Call ``changed`` each time that ``look`` answers something new, for ever."""
    waiting = threading.Event()
    rest = pause
    while not waiting.wait(rest):
        begun = time.perf_counter()
        now = look()
        rest = max(pause, REST * (time.perf_counter() - begun))
        if now != seen:
            seen = now
            changed()


def signature(options: BuildOptions) -> Signature:
    """Name, size and time of every file that a build reads."""
    folders = options.folders
    roots = (folders.content, folders.base / "theme", folders.base / "plugins", folders.base / "handbook")
    return tuple(entry for root in roots for entry in sorted(_files(root)))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    waiting = [str(folder)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting += [entry.path] if entry.name != "__pycache__" else []
                    continue
                with contextlib.suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    yield entry.path, found.st_size, found.st_mtime_ns


def _build(options: BuildOptions) -> int:
    folders = options.folders
    words = ["build", "--content", folders.shown, "--output", str(folders.output), "--cache", str(folders.cache)]
    if folders.shown == "content":
        words[2] = str(folders.content)
    words += ["--jobs", str(options.jobs)]
    words += ["--drafts"] if options.drafts else []
    words += ["--now", options.now.isoformat()] if options.now_was_given else []
    command = [sys.executable, str(folders.base / "build.py"), *words]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own command
