"""Whether a published site is still what its manifest says, and the way back to the site before it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..build_state.files import files_below, sha256_of, sync_folder
from .publishing import MANIFEST, control_folder, exchange, read_manifest

Kind = Literal["missing", "changed", "extra"]


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One file that is not as the manifest says; ``name`` is its path below the site, with forward slashes."""

    name: str
    kind: Kind


class NoSiteError(ValueError):
    """There is no site that can be verified or gone back to; the message is a Chinese sentence."""


def differences(site: Path) -> tuple[int, tuple[Difference, ...]]:
    """How many files the manifest of ``site`` lists, and each file that is missing, changed or not listed.

    A symbolic link is never what we published, whatever it points to. Raises :class:`NoSiteError` without a manifest.
    """
    listed = read_manifest(site)
    if listed is None:
        raise NoSiteError(
            f"“{site}”里没有渝工的文件清单 {MANIFEST}，不能核对。请先生成网站，或用 --output 指定它的位置。"
        )
    there = set(files_below(site)) - {MANIFEST}
    missing = [Difference(name, "missing") for name in listed.keys() - there]
    extra = [Difference(name, "extra") for name in there - listed.keys()]
    changed = [Difference(name, "changed") for name in listed.keys() & there if not _is(site / name, listed[name])]
    return len(listed), tuple(sorted([*missing, *extra, *changed]))


def roll_back(output: Path) -> int:
    """Put the site before in the place of the one at ``output``, in one step; returns how many files it has.

    The site that was live becomes the one before, so that going back twice changes nothing. Call with the lock held.
    Raises :class:`NoSiteError` when there is none, or when it is no longer whole.
    """
    previous = control_folder(output) / "previous"
    if not previous.is_dir():
        raise NoSiteError("没有上一次的网站可以退回：要生成过两次不同的网站才有。")
    files, wrong = differences(previous)
    if wrong:
        raise NoSiteError(
            f"上一次的网站已经不完整（{wrong[0].name} 等 {len(wrong)} 个文件不对），没有退回，网站保持原样。"
        )
    if not output.exists():
        previous.rename(output)
    elif not exchange(previous, output):
        aside = control_folder(output) / "aside"
        (control_folder(output) / "swapping").touch()
        output.rename(aside)
        previous.rename(output)
        aside.rename(previous)
        (control_folder(output) / "swapping").unlink()
    sync_folder(output.parent)
    return files


def _is(file: Path, digest: str) -> bool:
    return not file.is_symlink() and sha256_of(file) == digest
