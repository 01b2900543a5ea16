"""Where the link check meets Pelican: after everything was read, before anything is written."""

from collections.abc import Sequence

from pelican import signals
from pelican.generators import Generator

from .checks import check


def report_links(generators: Sequence[Generator]) -> None:
    """Report every broken link to the run."""
    run = generators[0].settings["RUN"]
    run.report(check(run.library))


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(report_links)
