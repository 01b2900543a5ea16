"""html-validate over a whole site, as lines of text.

A listbox is no ``select``: the suggestions below the search box follow ARIA's combobox pattern.
"""

import json
import subprocess
import tempfile
from pathlib import Path

from node import Tools

HERE = Path(__file__).resolve().parent


def findings(site: Path, tools: Tools) -> list[str]:
    """``file:line:column rule message`` for each error."""
    pages = sorted(site.rglob("*.html"))
    handbook = [page for page in pages if page.relative_to(site).parts[0] == "handbook"]
    ours = [page for page in pages if page not in set(handbook)]
    return [*_findings(site, tools, ours, "ours"), *_findings(site, tools, handbook, "handbook")]


def _findings(site: Path, tools: Tools, pages: list[Path], rules: str) -> list[str]:
    if not pages:
        return []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"  # through a pipe its last part is lost when node leaves
        command = [tools.node, str(tools.folder / "node_modules/html-validate/bin/html-validate.mjs")]
        command += ["--formatter", f"json={report}", "--config", str(HERE / f"htmlvalidate-{rules}.json")]
        done = subprocess.run(
            [*command, *map(str, pages)], capture_output=True, encoding="utf-8", check=False, cwd=tools.folder
        )
        assert done.returncode in {0, 1}, done.stderr
        results = json.loads(report.read_text(encoding="utf-8"))
    return [
        f"{Path(result['filePath']).relative_to(site)}:{m['line']}:{m['column']} {m['ruleId']} {m['message']}"
        for result in results
        for m in result["messages"]
    ]
