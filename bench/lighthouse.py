"""Lighthouse (mobile) on one page of each kind: ``python bench/lighthouse.py OUTPUT [ADDRESS…]``, in the test environment.

The built site stands behind nginx with the settings that the project recommends (``tools/nginx.conf``, compressed);
Lighthouse runs in this machine's Chromium with its own idea of a phone. Prints the four marks and what was missed; the
aims are 99 for performance and 100 for the others. A busy machine lowers the first mark: it counts processor time.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT / "tests" / "web"), str(PROJECT)]

from chromium import FLAGS, find_chromium  # noqa: E402 - the folders must be known first
from nginx import find_nginx, serving_nginx  # noqa: E402
from node import Tools, install  # noqa: E402
from page_kinds import one_of_each  # noqa: E402

MARKS = ("performance", "accessibility", "best-practices", "seo")
TRIES = 3
GOOD = 0.9
"""The score of an audit below which Lighthouse itself calls it worth looking at."""
MEASURES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index")


def run(tools: Tools, chromium: str, address: str, folder: Path) -> dict[str, object]:
    """Lighthouse's report on one address."""
    report = folder / "report.json"
    command = [tools.node, str(tools.folder / "node_modules/lighthouse/cli/index.js"), address, "--quiet"]
    command += ["--output=json", f"--output-path={report}", f"--only-categories={','.join(MARKS)}"]
    command += [f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    environment = {**os.environ, "CHROME_PATH": chromium}
    for left in reversed(range(TRIES)):
        # now and then Chromium's trace has no beginning (NO_NAVSTART); Lighthouse itself says: run again
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=not left)
        if not done.returncode:
            break
    return dict(json.loads(report.read_text(encoding="utf-8")))


def summary(report: dict) -> str:
    """The marks, the measures, and each audit that cost something."""
    marks = " ".join(f"{round(100 * (report['categories'][name]['score'] or 0)):3}" for name in MARKS)
    measures = " · ".join(report["audits"][name]["displayValue"].replace("\xa0", " ") for name in MEASURES)
    weighed = {ref["id"] for name in MARKS for ref in report["categories"][name]["auditRefs"] if ref["weight"]}
    scores = {name: audit["score"] for name, audit in report["audits"].items() if name in weighed}
    missed = [name for name, score in scores.items() if score is not None and score < GOOD]
    elements = [node["selector"] for name in missed for node in nodes(report["audits"][name])]
    return f"{marks}  {measures}  {' '.join(missed + elements)}"


def nodes(audit: dict) -> list[dict]:
    """The elements that an audit found fault with, where it names some."""
    items = (audit.get("details") or {}).get("items") or []
    return [item["node"] for item in items if "selector" in item.get("node", {})]


def main(site: Path, addresses: list[str]) -> None:
    """One line for each address."""
    chromium, nginx = find_chromium(), find_nginx()
    if chromium is None or nginx is None:
        sys.exit("needs Chromium and nginx on the PATH")
    tools = install(PROJECT / ".cache" / "lighthouse", Path(__file__).with_suffix(""))
    with tempfile.TemporaryDirectory() as folder, serving_nginx(nginx, site, Path(folder)) as host:
        for address in addresses or one_of_each(site).values():
            print(f"{summary(run(tools, chromium, host + address, Path(folder)))}  {address}", flush=True)


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
