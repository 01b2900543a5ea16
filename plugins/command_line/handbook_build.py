"""The handbook: built by MkDocs in a process of its own, only when it changed, and kept in the cache.

MkDocs' dates are fixed and its site maps dropped, so that equal sources give equal bytes.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from ..build_state.files import files_below, link_or_copy, make_folder, sha256_of
from ..build_state.store import read_record, write_record

VERSION = "handbook-1"
DATED = ("sitemap.xml", "sitemap.xml.gz")
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0", "TZ": "UTC"}


class HandbookFailed(RuntimeError):  # noqa: N818 - a sentence about what happened
    """MkDocs refused the handbook: our bug, with MkDocs' own words."""


class Handbook:
    """One version of the handbook. As a context it is built beside whatever else is done inside the block.

    ``digest`` names everything that the pages depend on. Call :meth:`put` inside the block.
    """

    def __init__(self, base: Path, cache: Path, digest: str) -> None:
        """Know where things are; nothing is started yet."""
        self._base = base
        self._folder = cache / "handbook" / digest[:32]
        self._record = self._folder.with_name(f"{self._folder.name}.json")
        self._unfinished = self._folder.with_name(f"{self._folder.name}.unfinished")
        self._process: subprocess.Popen[str] | None = None

    @property
    def exists(self) -> bool:
        """Whether the project has a handbook at all."""
        return (self._base / "mkdocs.yml").is_file()

    def __enter__(self) -> Self:
        """Start MkDocs when this version is not in the cache."""
        if self.exists and self._files() is None:
            self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop MkDocs when nobody waits for it any more."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
            shutil.rmtree(self._unfinished, ignore_errors=True)

    def put(self, target: Path) -> int:
        """Link the handbook's files below ``target``, and return how many there are; waits for MkDocs."""
        if not self.exists:
            return 0
        if self._process is not None:
            self._finish(self._process)
            self._process = None
        files = self._files()
        if files is None:
            raise HandbookFailed("手册的缓存刚生成就对不上了")
        for name in files:
            link_or_copy(self._folder / name, target / name)
        return len(files)

    def _files(self) -> dict[str, str] | None:
        """Return the files in the cache, or nothing unless all of them are as they were built."""
        known = read_record(self._record, VERSION)
        if not isinstance(known, dict) or not known:
            return None
        try:
            intact = {name: sha256_of(self._folder / name) for name in files_below(self._folder)} == known
        except OSError:
            return None
        return known if intact else None

    def _start(self) -> None:
        folder = self._folder.parent
        shutil.rmtree(folder, ignore_errors=True)
        make_folder(folder)
        # Not --quiet: it silences the warnings before --strict can count them.
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        command += ["--config-file", str(self._base / "mkdocs.yml"), "--site-dir", str(self._unfinished)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own arguments
            command,
            cwd=self._base,
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    def _finish(self, process: subprocess.Popen[str]) -> None:
        said = process.communicate()[0]
        if process.returncode != 0:
            shutil.rmtree(self._unfinished, ignore_errors=True)
            raise HandbookFailed(f"手册没有生成：\n{said.strip()}")
        for name in DATED:
            (self._unfinished / name).unlink(missing_ok=True)
        self._unfinished.rename(self._folder)
        write_record(self._record, VERSION, {n: sha256_of(self._folder / n) for n in files_below(self._folder)})
