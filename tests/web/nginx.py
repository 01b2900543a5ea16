"""The site behind a real nginx, with the very settings that the project recommends (``tools/nginx.conf``)."""

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = Path(__file__).resolve().parents[2] / "tools" / "nginx.conf"
AROUND = """daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log warn;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {settings}
}}
"""
PATIENCE = 100


def find_nginx() -> str | None:
    """The path of nginx, or nothing."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def serving_nginx(nginx: str, site: Path, folder: Path) -> Iterator[str]:
    """The address at which nginx serves ``site`` while the block runs; ``folder`` takes its own files."""
    port = _unused_port()
    settings = SETTINGS.read_text(encoding="utf-8")
    for said, meant in (("listen 80;", f"listen 127.0.0.1:{port};"), ("root /srv/yugong/output;", f"root {site.resolve()};")):
        assert said in settings, said
        settings = settings.replace(said, meant)
    text = AROUND.format(folder=folder, settings=settings)
    if any(place.stat().st_mode & 0o005 != 0o005 for place in site.resolve().parents if place != Path("/")):
        text = f"user root;\n{text}"
    file = folder / "nginx.conf"
    file.write_text(text, encoding="utf-8")
    server = subprocess.Popen([nginx, "-c", str(file), "-p", str(folder)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    for _ in range(PATIENCE):
        try:
            urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 - loopback
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    message = "nginx did not answer"
    raise RuntimeError(message)
