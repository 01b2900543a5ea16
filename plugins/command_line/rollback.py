"""``rollback``: the site before, at once, without building anything."""

from ..build_state.lock import BusyError, hold
from ..incremental import publishing
from ..incremental.verification import NoSiteError, roll_back
from .exits import Exit, Stopped
from .faults import stopped_by
from .options import RollbackOptions
from .terminal import say


def rollback(options: RollbackOptions) -> int:
    """Swap the live site with the one before; 0 when that is done, 2 when there is none, 3 when the disk refuses."""
    output = options.folders.output
    try:
        publishing.check_output(output)
        with hold(publishing.control_folder(output) / "lock"):
            files = roll_back(output)
    except (NoSiteError, publishing.RefusedError) as none:
        raise Stopped(str(none), Exit.USAGE) from None
    except BusyError:
        raise Stopped("另一个构建正在运行，请等它结束再试。网站保持原样。", Exit.ENVIRONMENT) from None
    except OSError as fault:
        stop = stopped_by(fault, (output, publishing.control_folder(output)))
        if stop is None:
            raise
        raise stop from fault
    say(f"已退回上一次的网站（{files} 个文件）。再运行一次 rollback 就换回来；下一次生成会按现在的稿件发布。")
    return Exit.GOOD
