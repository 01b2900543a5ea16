"""``clean``: remove what builds made, and nothing that they did not make."""

import shutil
from pathlib import Path

from .exits import Exit, Stopped
from .options import CleanOptions
from .terminal import say

MARKS = ("manifest.json", "CACHEDIR.TAG")
"""What a build leaves in a folder of its own: the manifest in the output, the tag in the cache."""


def clean(options: CleanOptions) -> int:
    """Remove the output, what stands beside it and the cache; a folder that is not ours stops with a sentence."""
    folders = options.folders
    beside = folders.output.parent / f".{folders.output.name}.yugong"
    asked = [folder for folder in (folders.output, beside, folders.cache) if folder.is_symlink() or folder.exists()]
    for folder in asked:
        if not (folder == beside or is_ours(folder)):
            sentence = f"“{folder}”看来不是我们生成的文件夹，没有删除任何东西。要删请自己动手。"
            raise Stopped(sentence, Exit.USAGE)
    for folder in asked:
        _remove(folder)
        say(f"已删除 {folder}")
    if not asked:
        say("没有可删除的东西。")
    return Exit.GOOD


def is_ours(folder: Path) -> bool:
    """Whether a build made this folder (or it is empty)."""
    if not folder.is_dir():
        return False
    return any((folder / mark).is_file() for mark in MARKS) or not any(folder.iterdir())


def _remove(folder: Path) -> None:
    try:
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
    except OSError as error:
        raise Stopped(f"“{folder}”删不掉：{error.strerror}。请检查权限。", Exit.ENVIRONMENT) from None
