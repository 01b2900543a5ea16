"""The site on this machine, with the headers that a careful web server sends."""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from nginx import SETTINGS

from plugins.command_line.preview_server import Handler, News, State

POLICY = re.findall(r'default +"(default-src [^"]+)"', SETTINGS.read_text(encoding="utf-8"))[0]
"""The policy that the project recommends for its own pages, as ``tools/nginx.conf`` sends it."""


class StrictHandler(Handler):
    """The preview's server with the policy that our own pages promise to live under (not Material's)."""

    def end_headers(self) -> None:
        if not self.path.startswith("/handbook/"):
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


class Server(ThreadingHTTPServer):
    """Browsers that are closed leave their connections open; that is no fault of ours."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that went away, and everything of what else went wrong."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # whatever the library hands on


@contextmanager
def serving(folder: Path, handler: type[Handler] = StrictHandler) -> Iterator[str]:
    """The address at which ``folder`` is served while the block runs."""
    still = News()
    still.state = State("")  # no version: pages go out as they are, without the preview's tags
    with Server(("127.0.0.1", 0), partial(handler, news=still, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
