"""What the machine did to a build, as a Chinese sentence: a full disk, no permission, files that somebody took away."""

import errno
from pathlib import Path

from .exits import Exit, Stopped

FAULTS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EROFS: "磁盘是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "文件夹正被占用（是挂载点吗？请用它下面的一个子文件夹）",
    errno.EXDEV: "文件夹在另一个磁盘上（是挂载点吗？请用它下面的一个子文件夹）",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOTDIR: "路径中间有一个不是文件夹",
    errno.ENAMETOOLONG: "路径太长",
}
IN_THE_WAY = "本该是文件的地方有一个文件夹（请删掉缓存文件夹，再运行一次）"
VANISHED = "有文件在生成途中不见了（是不是有别的程序在清理？请再运行一次）"


def stopped_by(fault: OSError, ours: tuple[Path, ...]) -> Stopped | None:
    """The sentence for what the machine did; nothing when it looks like a mistake of our own.

    A file that is missing, or a folder in its place, is ours to explain only below the folders ``ours``, which nobody else should touch while a
    build runs.
    """
    what = FAULTS.get(fault.errno or 0)
    below = {errno.ENOENT: VANISHED, errno.EISDIR: IN_THE_WAY}
    if fault.errno in below and _is_below(fault.filename, ours):
        what = below[fault.errno]
    if what is None:
        return None
    where = f"：{fault.filename}" if fault.filename else ""
    return Stopped(f"{what}{where}。网站保持原样。", Exit.ENVIRONMENT)


def _is_below(name: object, folders: tuple[Path, ...]) -> bool:
    if not isinstance(name, (str, bytes)):
        return False
    path = Path(name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else name)
    return any(path == folder or folder in path.parents for folder in folders)
