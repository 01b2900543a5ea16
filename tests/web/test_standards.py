"""What other people's judges say: the Nu HTML checker on every page, Google's evaluator on the policy."""

import json
import re
import shutil
import subprocess

import pytest
from conftest import want
from servers import POLICY

EVALUATE = """
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");
const found = new CspEvaluator(new CspParser(process.argv[1]).csp).evaluate();
console.log(JSON.stringify(found));
"""
MEDIUM = 30
"""csp_evaluator's severities: 10 high, 20 a mistake of syntax, 30 medium; above are maybes and information."""


def test_the_nu_html_checker_finds_no_error(real_site, node_tools):
    java = shutil.which("java") or want("no Java (apt install default-jre-headless)")
    pages = [str(page) for page in sorted(real_site.rglob("*.html")) if page.relative_to(real_site).parts[0] != "handbook"]
    jar = node_tools.folder / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = [java, "-Xss8m", "-jar", str(jar), "--format", "gnu", "--stdout", "--errors-only", *pages]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert len(pages) > 100
    assert done.stdout == "", done.stdout[:6000]
    assert done.returncode == 0, done.stderr


def evaluated(tools, policy):
    command = [tools.node, "-e", EVALUATE, policy]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=tools.folder)
    return [finding for finding in json.loads(done.stdout) if finding["severity"] <= MEDIUM]


def test_nothing_is_wrong_with_the_policy_that_the_web_server_sends(node_tools):
    assert evaluated(node_tools, POLICY) == []


def test_nothing_is_wrong_with_the_policy_that_every_page_carries(real_site, node_tools):
    policies = set()
    for page in real_site.rglob("*.html"):
        if page.relative_to(real_site).parts[0] != "handbook":
            policies |= set(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page.read_text(encoding="utf-8")))
    assert len(policies) == 1
    assert evaluated(node_tools, policies.pop()) == []


@pytest.mark.parametrize("policy", ["script-src 'unsafe-inline'", "default-src *", "script-src 'self'"])
def test_a_weak_policy_is_found(node_tools, policy):
    assert evaluated(node_tools, policy)
