"""The live site is whole at every instant: built in a stage beside it, made durable, swapped in by one rename.

All that we keep beside the output lives in one hidden folder, ``.<name>.yugong``: the lock, the stage, the previous site
(for a rollback) and files that somebody else had put into the output. The published ``manifest.json`` lists every file
with its SHA-256; it is also how we know that a folder is ours to replace.
"""

import contextlib
import errno
import json
import os
import shutil
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from ..build_state.files import (
    FILE_MODE,
    FOLDER_MODE,
    files_below,
    link_or_copy,
    make_folder,
    set_apart,
    sha256_of,
    sync_folder,
    write_if_changed,
    write_new,
)

MANIFEST = "manifest.json"
GENERATOR = "yugong"
AT_FDCWD, RENAME_EXCHANGE = -100, 2


class RefusedError(ValueError):
    """An output folder that we must not replace; the message is a Chinese sentence."""


def control_folder(output: Path) -> Path:
    """Return the hidden folder beside ``output`` for the lock, the stage and the previous site."""
    return output.with_name(f".{output.name}.yugong")


def check_output(output: Path) -> None:
    """Raise :class:`RefusedError` unless ``output`` is absent, empty, or a site that we published."""
    if output.is_symlink():
        message = f"输出文件夹 {output} 是符号链接，渝工不会替换它。请用 --output 指定真实的文件夹。"
        raise RefusedError(message)
    if not output.exists():
        return
    if not output.is_dir():
        message = f"{output} 是一个文件，不能作输出文件夹。请用 --output 指定别的位置。"
        raise RefusedError(message)
    if any(output.iterdir()) and read_manifest(output) is None:
        message = f"{output} 不是空的，也不是渝工生成的网站。为免误删，请清空它，或用 --output 指定别的文件夹。"
        raise RefusedError(message)
    repositories = [name for name in (".git", ".hg", ".svn") if (output / name).exists()]
    if repositories:
        message = f"{output} 里有版本库 {repositories[0]}，整站替换会丢掉它。请用 --output 指定别的文件夹。"
        raise RefusedError(message)


def read_manifest(site: Path) -> dict[str, str] | None:
    """Return the files of a site that we published with their SHA-256, or nothing when it is not ours."""
    try:
        value = json.loads((site / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("generator") != GENERATOR or not isinstance(value.get("files"), dict):
        return None
    return {str(name): str(digest) for name, digest in value["files"].items()}


def write_manifest(site: Path, known: Mapping[str, str]) -> dict[str, str]:
    """List every file of ``site`` in its manifest, and return the list; ``known`` digests are not computed again."""
    files = {name: known.get(name) or sha256_of(site / name) for name in files_below(site)}
    write_new(site / MANIFEST, manifest_text(files))
    return files


def manifest_text(files: Mapping[str, str]) -> bytes:
    """Return the manifest that lists these files with their SHA-256."""
    # One line a file, without ``indent``, which would leave the fast encoder.
    lines = json.dumps(dict(files), ensure_ascii=False, sort_keys=True, separators=(",\n  ", ": "))
    return f'{{\n "files": {{\n  {lines[1:-1]}\n }},\n "generator": {json.dumps(GENERATOR)}\n}}\n'.encode()


def renew_manifest(output: Path, strangers: tuple[str, ...]) -> None:
    """List what plain Pelican wrote into ``output``, so that a later ``build.py`` knows the folder as ours."""
    ours = [name for name in files_below(output) if name != MANIFEST and name not in set(strangers)]
    write_if_changed(output / MANIFEST, manifest_text({name: sha256_of(output / name) for name in ours}))


def strangers_in(output: Path) -> tuple[str, ...] | None:
    """Return the files of a site of ours that we did not publish; nothing when the folder is somebody else's."""
    manifest = read_manifest(output)
    if manifest is None:
        return None if output.is_dir() and any(output.iterdir()) else ()
    return tuple(name for name in files_below(output) if name not in manifest and name != MANIFEST)


def stage_of(output: Path, part: str = "") -> Path:
    """Return where this process builds the site that is to be ``output``, or a part of it."""
    return control_folder(output) / f"stage-{os.getpid()}{part and '-'}{part}"


def clear(output: Path) -> None:
    """Clear away what a killed build left. Call with the lock held."""
    control = control_folder(output)
    previous, swapping = control / "previous", control / "swapping"
    if swapping.exists() and not output.exists() and previous.is_dir():
        # Killed between the two renames of a system that cannot exchange folders in one step.
        previous.rename(output)
    swapping.unlink(missing_ok=True)
    for left in control.glob("stage-*"):
        shutil.rmtree(left)


def stage(output: Path, part: str) -> Path:
    """Return a new empty folder beside ``output`` for a part of a build. Call with the lock held."""
    folder = stage_of(output, part)
    make_folder(folder.parent)
    set_apart(folder.parent)
    make_folder(folder)
    return folder


def discard(stage: Path) -> None:
    """Remove a stage that will not be published."""
    shutil.rmtree(stage, ignore_errors=True)


def publish(stage: Path, output: Path, known: Mapping[str, str], *, durable: bool = True) -> tuple[str, ...]:
    """Make ``stage`` the site at ``output`` in one step; the site before becomes ``previous``.

    Returns the names of files in the old output that were not ours; they are kept in ``kept`` in the control folder.
    Unless it is ``durable``, the caller waits for the disk (:func:`sync`) when the site is out.
    """
    write_manifest(stage, known)
    settle(stage, durable=durable)
    kept = keep_strangers(output)
    swap(stage, output, durable=durable)
    return kept


def swap(stage: Path, output: Path, *, durable: bool) -> None:
    """Make ``stage`` the site; the site before becomes ``previous``."""
    control = control_folder(output)
    previous = control / "previous"
    if not output.exists():
        stage.rename(output)
    elif exchange(stage, output):
        _remove(previous)
        stage.rename(previous)
    else:
        _remove(previous)
        (control / "swapping").touch()
        output.rename(previous)
        stage.rename(output)
        (control / "swapping").unlink()
    if durable:
        sync_folder(output.parent)


def settle(site: Path, *, durable: bool = True) -> None:
    """Give every file and folder of ``site`` its mode; when ``durable``, wait until the disk has all of it."""
    waiting = [str(site)]
    while waiting:
        folder = waiting.pop()
        _set_mode(folder, os.lstat(folder), FOLDER_MODE)
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    _set_mode(entry.path, entry.stat(follow_symlinks=False), FILE_MODE)
    if durable:
        sync(site)


def keep_strangers(output: Path) -> tuple[str, ...]:
    """Copy (or link) files of ``output`` that we did not publish to ``kept``, so that a swap loses nothing of anybody."""
    strangers = strangers_in(output) or ()
    kept = control_folder(output) / "kept"
    for name in strangers:
        target, number = kept / name, 1
        while target.is_symlink() or target.exists():
            number += 1
            target = kept / f"{name}.{number}"
        link_or_copy(output / name, target)
    return strangers


def exchange(left: Path, right: Path) -> bool:
    """Return whether the two folders changed places in one step; ``False`` where the system cannot do that."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - needed once, when something is published

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if rename(AT_FDCWD, os.fsencode(left), AT_FDCWD, os.fsencode(right), RENAME_EXCHANGE) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}:
        return False
    raise OSError(fault, os.strerror(fault), str(right))


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _set_mode(path: str, status: os.stat_result, mode: int) -> None:
    if not stat.S_ISLNK(status.st_mode) and stat.S_IMODE(status.st_mode) != mode:
        with contextlib.suppress(PermissionError):  # a shared file of another account
            Path(path).chmod(mode)


def sync(folder: Path) -> None:
    """Wait for the whole file system once: waiting for ten thousand files one by one takes minutes."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - needed once, when something is published

        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) == 0:
                return
        except (AttributeError, OSError):
            pass
        finally:
            os.close(descriptor)
    if hasattr(os, "sync"):
        os.sync()
