"""Fuzz one target with atheris until the time is over: ``python tests/fuzz/fuzz.py markdown --seconds 3600``.

atheris is no dependency of the project: install it beside it (``pip install atheris``). What it finds is written to
``tests/fuzz/cases/<target>/`` as it stands, and the run ends with exit code 77; add the case to the commit that mends it.
"""

import argparse
import sys
from pathlib import Path

import atheris

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))
WATCHED = ("plugins.documents", "plugins.event_calendar", "plugins.fulltext_search", "markdown", "yaml")

with atheris.instrument_imports(include=list(WATCHED)):
    from targets import TARGETS

LARGEST = 4096
"""Bytes; what breaks a parser is short, and what is long is tried in the pathological tests."""


def seeds(target: str) -> Path:
    """A folder of beginnings: the real articles, cut to size, and the cases found before."""
    folder = PROJECT / ".cache" / "fuzz" / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, file in enumerate(sorted((PROJECT / "content").rglob("*.md"))):
        (folder / f"seed{number}").write_bytes(file.read_bytes()[:LARGEST])
    return folder


def main() -> None:
    """Run libFuzzer; its own output says how many inputs were tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    found = Path(__file__).parent / "cases" / options.target
    found.mkdir(parents=True, exist_ok=True)
    words = [f"-max_total_time={options.seconds}", f"-max_len={LARGEST}", "-timeout=20", "-rss_limit_mb=2048"]
    words += [f"-artifact_prefix={found}/", "-print_final_stats=1", "-close_fd_mask=0"]
    atheris.Setup([sys.argv[0], *words, str(seeds(options.target))], TARGETS[options.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
