"""The ratchet at the command line: known warnings apart, and ``check --update-ratchet``."""

from collections.abc import Iterable

from ..build_state.files import write_if_changed
from ..diagnostics import Problem, in_order
from ..diagnostics.ratchet import as_yaml, counted, without_known
from .options import Folders

NAME = "ratchet.yaml"


def new_ones(problems: Iterable[Problem], folders: Folders) -> tuple[Problem, ...]:
    """``problems`` without the warnings that the content's ratchet knows; errors always stay."""
    if not (folders.content / NAME).exists():
        return in_order(problems)
    from ..documents.ratchet_file import read_ratchet  # noqa: PLC0415 - pydantic, only for sites that have one

    known, wrong = read_ratchet(folders.content, folders.shown)
    return in_order([*without_known(problems, known, folders.shown), *wrong])


def update(problems: Iterable[Problem], folders: Folders) -> str:
    """Write the ratchet for these problems; a sentence about what it holds now."""
    counts = counted(problems, folders.shown)
    file = folders.content / NAME
    text = as_yaml(counts)
    if text:
        write_if_changed(file, text.encode())
        return f"{NAME} 记下了 {counts.total()} 处提醒（{len({path for _, path in counts})} 个文件），以后只显示新出现的。"
    file.unlink(missing_ok=True)
    return f"没有提醒，不需要 {NAME}。"
