"""``build``: the engine's build, and what the console says about it."""

import json
import sys

from ..diagnostics import has_errors
from ..diagnostics.report import as_text
from .check import as_list, refuse_empty
from .exits import Exit
from .options import BuildOptions
from .terminal import Progress, say, wants_colour


def build(options: BuildOptions) -> int:
    """Build the site; problems and talk go to standard error, ``--json`` and ``--explain`` to standard output."""
    from .build import run_build  # noqa: PLC0415 - Pelican, only for this verb

    refuse_empty(options.folders)
    with Progress() as progress:
        report = run_build(options, progress)
    if options.json:
        print(json.dumps({**report.as_json(), "problems": as_list(report.problems)}, ensure_ascii=False, indent=2))
    elif report.problems:
        sys.stderr.write(as_text(report.problems, colour=wants_colour(sys.stderr)))
    if options.explain and not options.json:
        for line in report.explanations:
            print(line)
    if not options.json:
        say(report.sentence())
    return Exit.CONTENT if has_errors(report.problems) else Exit.GOOD
