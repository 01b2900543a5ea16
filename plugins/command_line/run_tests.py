"""``test``: pytest, on the same footing as the site: the same command, the same locked environment."""

import os
from pathlib import Path

from .exits import Exit
from .options import TestOptions

MEANINGS = {0: Exit.GOOD, 1: Exit.CONTENT, 2: Exit.INTERRUPTED, 3: Exit.OUR_BUG, 4: Exit.USAGE, 5: Exit.USAGE}
"""pytest's exit codes in ours; 5 is “no test was selected”, which must not pass for success."""


def run_tests(options: TestOptions) -> int:
    """Run pytest in the project's folder with the arguments as they are."""
    import pytest  # noqa: PLC0415 - installed for this verb only

    here = Path.cwd()
    os.chdir(options.base)
    try:
        return MEANINGS.get(int(pytest.main(list(options.arguments))), Exit.OUR_BUG)
    finally:
        os.chdir(here)
