"""All files at once: from what was kept of the last run where it still holds, the rest on every core.

The result depends on neither: reading serially, in parallel, cold and from the store gives equal documents and
problems. Only files without errors are kept, each under the digest of its bytes; the store's version covers the rules
(our code, the libraries, the vocabularies), and the photos that a file names are looked at again.
"""

import contextlib
import hashlib
import json
import platform
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from ..build_state.garbage import collected_rarely
from ..build_state.store import Table
from ..build_state.workers import can_fork
from ..diagnostics import Place, Problem
from . import codes
from .document import Document
from .photo_cache import Entry
from .photo_files import PhotoError, resolve
from .reading import FileRead, Reading
from .source import SourceText, decode, read_data
from .stored import ODD, restored, row_of

NAME = "documents.sqlite"
LIBRARIES = ("Markdown", "PyYAML", "pydantic", "nh3", "MarkupSafe")
FEW = 40
"""Fewer files than this are read sooner than a process is started."""
TOGETHER = 500
"""Rows written at a time: all of a large site's together would be as large as its documents."""
PATIENCE = 10.0
"""Seconds by the clock after which a worker is ended; its own budget stops almost all texts long before."""

Read = tuple[Document | None, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker says of a file: its row with the text (to be restored here), or what it found as it is."""

    row: str = ""
    text: str = ""
    found: Read = (None, ())
    facts: tuple[tuple[str, Entry], ...] = ()


def read_all(reading: Reading, paths: Sequence[PurePosixPath], *, jobs: int, cache: Path | None) -> list[Read]:
    """What :meth:`.Reading.read` says of each path, in their order."""
    found: dict[PurePosixPath, Read] = {}
    rules = rules_of(reading) if cache else ""
    with collected_rarely():
        if cache:
            found |= _kept(reading, paths, cache, rules)
        missing = [path for path in paths if path not in found]
        new: dict[str, str] = {}
        for path, answer in _answers(reading, missing, jobs):
            found[path] = _taken(reading, path, answer)
            if answer.row and cache:
                new[str(path)] = answer.row
                if len(new) >= TOGETHER:
                    _keep(cache, rules, new)
                    new = {}
        if cache:
            _keep(cache, rules, new, paths)
    return [found[path] for path in paths]


def rules_of(reading: Reading) -> str:
    """A digest of all that a document depends on beside its own file and photos."""
    total = hashlib.sha256()
    modules = {sys.modules[model.__module__].__file__ for model in reading.kinds.values()}
    folders = (Path(__file__).parent, Path(__file__).parents[1] / "diagnostics")
    files = {*map(Path, filter(None, modules)), *(file for folder in folders for file in folder.glob("*.py"))}
    for file in sorted(files, key=str):
        total.update(f"{file.name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    said = [platform.python_version(), *(f"{name} {version(name)}" for name in LIBRARIES)]
    said += [reading.shown, repr(reading.vocabulary), repr(sorted(reading.folder_kinds.items()))]
    said += [repr(sorted((key, model.__qualname__) for key, model in reading.kinds.items())), repr(reading.budget)]
    total.update("\0".join(said).encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _kept(reading: Reading, paths: Iterable[PurePosixPath], cache: Path, rules: str) -> dict[PurePosixPath, Read]:
    """What the store still knows."""
    found: dict[PurePosixPath, Read] = {}
    with contextlib.suppress(OSError, sqlite3.Error):
        table = Table(cache / NAME, rules)
        try:
            for path in paths:
                read = from_row(reading, path, table.get(key_of(str(path))))
                if read is not None:
                    found[path] = read
        finally:
            table.close()
    return found


def from_row(reading: Reading, path: PurePosixPath, row: object) -> Read | None:
    """What a kept row says of the file, if it still holds."""
    if not isinstance(row, dict):
        return None
    name = f"{reading.shown}/{path}"
    data = read_data(reading.root / path, name)
    if isinstance(data, Problem) or hashlib.sha256(data).hexdigest() != row.get("file"):
        return None
    source = decode(data, name)
    if isinstance(source, Problem) or not _same_photos(reading, path, row.get("named")):
        return None
    if not _same_sidecars(reading, row.get("sidecars")):
        return None
    return restored(row, path, source, reading.kinds)


def _same_photos(reading: Reading, path: PurePosixPath, named: object) -> bool:
    """Whether each photo that the file names still is the file that it was."""
    if not isinstance(named, list):
        return False
    try:
        for src, file, *known in named:
            photo = resolve(reading.root, path, src)
            if not isinstance(photo, Path) or photo.relative_to(reading.root).as_posix() != file:
                return False
            facts = reading.facts.facts(photo)
            if [facts.width, facts.height, facts.digest, facts.animated] != known:
                return False
    except (PhotoError, *ODD):
        return False
    return True


def _same_sidecars(reading: Reading, known: object) -> bool:
    """Whether each ``photos.yaml`` that may say something of the file's photos is the one that it was."""
    try:
        return isinstance(known, list) and all(
            reading.sidecars.of(PurePosixPath(folder)).digest == digest for folder, digest in known
        )
    except ODD:
        return False


def _keep(cache: Path, rules: str, new: Mapping[str, str], only: Sequence[PurePosixPath] | None = None) -> None:
    """Write down what was read; a full disk or a locked store costs only the store.

    With ``only``, forget all other files. The store is never open when a process is forked.
    """
    with contextlib.suppress(OSError, sqlite3.Error), Table(cache / NAME, rules) as table:
        for path, row in new.items():
            table.put_json(key_of(path), row)
        if only is not None:
            table.keep_only(key_of(str(path)) for path in only)


def key_of(path: str) -> str:
    """The key of a file's row."""
    return path.encode("utf-8", "replace").decode()


def _answers(reading: Reading, paths: Sequence[PurePosixPath], jobs: int) -> Iterator[tuple[PurePosixPath, "_Answer"]]:
    if jobs < 2 or len(paths) < FEW or not can_fork():  # noqa: PLR2004 - two make it parallel
        for path in paths:
            yield path, _answer(reading, path, send=False)
        return
    from .workshop import answers  # noqa: PLC0415 - multiprocessing, only where there is much to read

    def failed(path: PurePosixPath) -> _Answer:
        place = Place(f"{reading.shown}/{path}".encode("utf-8", "replace").decode())
        message = "正文让转换器停不下来，或让它中途退出"
        cure = "请检查成串的括号、星号、引用号和嵌套很深的列表，拆开或删掉"
        return _Answer(found=(None, (codes.TOO_SLOW.at(place, message, cure),)))

    asked = answers(paths, lambda path: _answer(reading, path, send=True), jobs=jobs, patience=PATIENCE, failed=failed)
    for number, answer in asked:
        yield paths[number], answer


def _answer(reading: Reading, path: PurePosixPath, *, send: bool) -> _Answer:
    """What there is to say of one file; with ``send``, a good document goes as its row and is restored by the other."""
    read = reading.read_file(path)
    facts = tuple(reading.facts.learned()) if send else ()
    row = _row(read)
    if not row or read.document is None:
        return _Answer(found=(read.document, read.problems), facts=facts)
    if not send:
        return _Answer(row=row, found=(read.document, read.problems))
    return _Answer(row=row, text=read.document.source.text, facts=facts)


def _row(read: FileRead) -> str:
    if read.document is None or read.typed is None:
        return ""
    row = row_of(read.document, read.typed, read.problems)
    if row is None:
        return ""
    return json.dumps({"file": read.digest, "named": read.named, "sidecars": read.sidecars, **row}, ensure_ascii=False, separators=(",", ":"))


def _taken(reading: Reading, path: PurePosixPath, answer: _Answer) -> Read:
    """A worker's answer as a document of this process."""
    reading.facts.learn(answer.facts)
    if not answer.text:
        return answer.found

    read = restored(json.loads(answer.row), path, SourceText(f"{reading.shown}/{path}", answer.text), reading.kinds)
    return read if read is not None else reading.read(path)
