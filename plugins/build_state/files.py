"""Files that are either old or new, never half: atomic writes, links, digests."""

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import struct
import sys
from array import array
from pathlib import Path

FILE_MODE = 0o644
FOLDER_MODE = 0o755
"""A web server under another account must be able to read what we publish, whatever the umask."""

TOP_OF_TREES = 0x00020000
"""``FS_TOPDIR_FL``: the folders in this one have nothing to do with one another."""

CANNOT_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES, errno.ENOSYS}
"""Another file system, a file system without hard links, too many links, a file of another account."""


PIECE = 1 << 16
"""Bytes read at a time: the most that Python's own memory gives without asking the system."""


def sha256_of(path: Path | str) -> str:
    """The SHA-256 of a file's bytes in hex."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        total = hashlib.sha256()
        while data := os.read(descriptor, PIECE):
            total.update(data)
        return total.hexdigest()
    finally:
        os.close(descriptor)


def make_folder(path: Path) -> None:
    """Make a folder and its parents, readable by everybody; fine when it exists."""
    try:
        os.mkdir(path, FOLDER_MODE)  # noqa: PTH102 - as often as there are pages, where Path's own detours show
    except FileNotFoundError:
        if path.parent == path:
            raise
        make_folder(path.parent)
        make_folder(path)
    except OSError:
        if not path.is_dir():
            raise
    else:
        if stat.S_IMODE(os.stat(path).st_mode) != FOLDER_MODE:  # noqa: PTH116 - as above
            path.chmod(FOLDER_MODE)


def set_apart(folder: Path) -> None:
    """Ask the file system to give each folder made in ``folder`` a region of the disk of its own; nothing where it cannot.

    Each is a whole site, made anew and removed as a whole. ext4 otherwise puts the new one where the last one was just
    removed, and looks at every file number that was freed there in the last minutes before it gives one out: half a
    millisecond a page instead of a twentieth. This is ``chattr +T``, which any owner of a folder may set.
    """
    if sys.platform != "linux":
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    word = struct.calcsize("l") << 16
    read_flags, write_flags = 0x80006601 | word, 0x40006602 | word
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            flags = array("l", [0])
            fcntl.ioctl(descriptor, read_flags, flags)
            if not flags[0] & TOP_OF_TREES:
                flags[0] |= TOP_OF_TREES
                fcntl.ioctl(descriptor, write_flags, flags)
        finally:
            os.close(descriptor)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet; raises :class:`FileExistsError` when it does.

    Not made durable: a stage folder is synced once, as a whole.
    """
    make_folder(path.parent)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
    with open(descriptor, "wb", buffering=0) as file:  # noqa: PTH123 - a descriptor has no path
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != FILE_MODE:
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
