"""Web servers like the one that the project describes (``tools/nginx.conf``): texts are compressed (used by ``search.py``)."""

import gzip
import io
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from servers import StrictHandler

from plugins.command_line.preview_server import Handler

TEXTS = ("text/", "application/json", "image/svg+xml")
LEAST, LEVEL = 256, 6


@cache
def compressed(file: Path) -> bytes:
    """The file as it goes over the wire; measured files do not change."""
    return gzip.compress(file.read_bytes(), LEVEL, mtime=0)


class Compressing(Handler):
    """Pages, styles, scripts and JSON are compressed for browsers that ask for it, the index's own files are not."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The compressed file, or what the preview would send."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        kind = self.guess_type(str(file))
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not wanted or not kind.startswith(TEXTS) or not file.is_file() or file.stat().st_size < LEAST:
            return super().send_head()
        body = compressed(file)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


class StrictHost(Compressing, StrictHandler):
    """The same with the policy of our own pages."""


def hosts(*, plain: bool) -> tuple[type[Handler], type[Handler]]:
    """The servers of our site and of a rival's, which our policy would stop; ``plain`` ones compress nothing."""
    return (StrictHandler, Handler) if plain else (StrictHost, Compressing)
