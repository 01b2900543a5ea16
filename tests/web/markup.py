"""html-validate over a whole site, as lines of text."""

import json
import subprocess
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
    command = [tools.node, str(tools.folder / "node_modules/html-validate/bin/html-validate.mjs"), "--formatter", "json"]
    command += ["--config", str(HERE / f"htmlvalidate-{rules}.json"), *map(str, pages)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=tools.folder)
    assert done.returncode in {0, 1}, done.stderr
    return [
        f"{Path(result['filePath']).relative_to(site)}:{m['line']}:{m['column']} {m['ruleId']} {m['message']}"
        for result in json.loads(done.stdout)
        for m in result["messages"]
    ]
