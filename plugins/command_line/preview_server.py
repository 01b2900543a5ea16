"""The preview's server: files of the published folder on the loopback address, and word of each new build for open pages.

It answers requests that name this machine (no DNS rebinding) with files that really lie in the output folder (no symbolic
link leads out). Pages are served as they are but for two tags: a script that waits for :class:`News` and reloads, or
shows why there is nothing new, and its style. Both are files, so that the pages' own policy allows them.
"""

import io
import json
import os
import secrets
import threading
import urllib.parse
from dataclasses import asdict, dataclass, replace
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from .exits import Exit, Stopped

HIGHEST_PORT = 65535
OURS = "/_preview/"
"""Where the preview's own files are; no page of a site begins so."""
STATIC = {name: Path(__file__).parent / "static" / name for name in ("preview.js", "preview.css")}
PATIENCE = 15.0
"""Seconds after which a waiting page hears that we are still there, so that broken connections are found."""
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


@dataclass(frozen=True, slots=True)
class State:
    """What open pages may know: which build is shown, why the last edits are not (or nothing), whether one is under way."""

    version: str
    text: str = ""
    busy: bool = False


class News:
    """The preview's state, for those who wait for the next one; any thread may tell and wait."""

    def __init__(self) -> None:
        """A version that no earlier preview had: its pages reload."""
        self._changed = threading.Condition()
        self._run, self._count = secrets.token_hex(8), 0
        self.state = State(self._version)

    def begin(self) -> None:
        """A build is under way."""
        self._tell(replace(self.state, busy=True))

    def end(self, text: str = "", *, shown: bool) -> None:
        """A build has ended: ``shown`` when its pages are out, else ``text`` says why not."""
        self._count += shown
        self._tell(State(self._version, text))

    def after(self, seen: State | None, patience: float = PATIENCE) -> State:
        """The state as soon as it is another than ``seen``, or when the patience ends."""
        with self._changed:
            self._changed.wait_for(lambda: self.state != seen, patience)
            return self.state

    @property
    def _version(self) -> str:
        return f"{self._run}-{self._count}"

    def _tell(self, state: State) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder, with the site's own 404 page and types that do not depend on the machine."""

    extensions_map = TYPES
    server_version = "yugong"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, news: News, directory: str) -> None:
        """The library's own, which answers the request at once."""
        self._news = news
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file, or say why not."""
        if not self._is_for_us():
            return
        if self.path == f"{OURS}news":
            self._tell_news()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """The same without the body."""
        if self._is_for_us():
            super().do_HEAD()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The head of the answer; a page is sent from memory, with our tags."""
        path = self.path.partition("?")[0]
        if path.startswith(OURS):
            return self._sent(STATIC.get(path.removeprefix(OURS), Path(self.directory, "404", "none")))
        version = self._news.state.version  # before the file is read: at worst its page reloads once more
        place = Path(self.translate_path(self.path))
        page = place / "index.html" if path.endswith("/") else place
        if page.suffix != ".html" or not page.is_file():
            return super().send_head()
        return self._sent(page, version)

    def _sent(self, file: Path, version: str = "") -> io.BytesIO | None:
        try:
            data = file.read_bytes()
        except (OSError, ValueError):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return self._send(HTTPStatus.OK, with_tags(data, version) if version else data, file.suffix)

    def _send(self, code: int, data: bytes, suffix: str) -> io.BytesIO:
        self.send_response(code)
        self.send_header("Content-Type", TYPES.get(suffix, TYPES[""]))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def _tell_news(self) -> None:
        """Events for as long as the page is open (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        seen: State | None = None
        try:
            while True:
                state = self._news.after(seen)
                line = ": \n\n" if state == seen else f"data: {json.dumps(asdict(state))}\n\n"
                self.wfile.write(line.encode())
                self.wfile.flush()
                seen = state
        except OSError:
            return  # the page was closed

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
        version = self._news.state.version
        data = page.read_bytes()
        body = self._send(code, with_tags(data, version) if version else data, ".html")
        if self.command != "HEAD":
            self.wfile.write(body.getvalue())

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


def with_tags(page: bytes, version: str) -> bytes:
    """A page that waits for news, and is as it was otherwise.

    >>> with_tags(b"<head></head>", "1")
    b'<head><script src="/_preview/preview.js?1" defer></script><link rel="stylesheet" href="/_preview/preview.css"></head>'
    """
    tags = f'<script src="{OURS}preview.js?{version}" defer></script><link rel="stylesheet" href="{OURS}preview.css">'
    before, end, after = page.partition(b"</head>")
    return before + tags.encode() + end + after


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


def open_server(folder: Path, port: int, news: News | None = None) -> ThreadingHTTPServer:
    """A server of ``folder`` on the loopback address; port 0 is any free one."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, news=news or News(), directory=str(folder)))
    except OSError as error:
        sentence = f"端口 {port} 打不开（{error.strerror}）。请换一个，例如 --port {port + 1 if port < HIGHEST_PORT else port - 1}。"
        raise Stopped(sentence, Exit.ENVIRONMENT) from None
