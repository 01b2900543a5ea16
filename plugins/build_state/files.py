"""Files that are either old or new, never half: atomic writes, links, digests."""

import contextlib
import errno
import hashlib
import os
import shutil
from pathlib import Path

FILE_MODE = 0o644
FOLDER_MODE = 0o755
"""A web server under another account must be able to read what we publish, whatever the umask."""

CANNOT_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES, errno.ENOSYS}
"""Another file system, a file system without hard links, too many links, a file of another account."""


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_folder(path: Path) -> None:
    """Make a folder and its parents, readable by everybody; fine when it exists."""
    if path.is_dir():
        return
    if path.parent != path:
        make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        path.mkdir()
        path.chmod(FOLDER_MODE)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet; raises :class:`FileExistsError` when it does.

    Not made durable: a stage folder is synced once, as a whole.
    """
    make_folder(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no path
        file.write(data)
    path.chmod(FILE_MODE)


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace a file in one step: a reader, or a build killed at any moment, sees the old bytes or the new ones.

    ``durable`` waits until the disk has both the bytes and the name.
    """
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no path
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        temporary.chmod(FILE_MODE)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def write_if_changed(path: Path, data: bytes, *, durable: bool = False) -> bool:
    """Whether the file had other bytes and was replaced; an equal file keeps its time."""
    if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
        return False
    write_atomically(path, data, durable=durable)
    return True


def link_or_copy(source: Path, target: Path) -> None:
    """Give ``source`` a second name, or copy it where that cannot be; ``target`` must not exist yet."""
    make_folder(target.parent)
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as fault:
        if fault.errno not in CANNOT_LINK:
            raise
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from fault
        shutil.copyfile(source, target, follow_symlinks=False)
        target.chmod(FILE_MODE)


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in a folder; nothing where folders cannot be synced."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def files_below(folder: Path) -> list[str]:
    """Every file (and link) below ``folder``, relative, with forward slashes, in order; links are not followed."""
    found: list[str] = []
    for place, folders, names in os.walk(folder, followlinks=False):
        below = os.path.relpath(place, folder).replace(os.sep, "/")
        start = "" if below == "." else f"{below}/"
        found += [start + name for name in names]
        found += [start + name for name in folders if os.path.islink(os.path.join(place, name))]  # noqa: PTH114, PTH118 - ten thousand Path objects cost more than the walk
    return sorted(found)
