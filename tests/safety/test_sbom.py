"""What built the site is told beside it, in the form that others read; and it is little, pinned, and has its reasons."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from plugins.command_line import sbom
from plugins.incremental.inputs import versions

PROJECT = Path(__file__).resolve().parents[2]
LOCK = PROJECT / "requirements.lock"
MOST = 25
"""Dependencies at run time that we may choose (issue 9)."""
INNER = {
    "blinker": "Pelican's signals are blinker's",
    "pydantic_core": "the other half of pydantic, of exactly one version",
    "pytest": "the verb test, in the environment of the tests",
}
"""Imported though another library brings it; why that is safe."""


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    return {normal(re.match(r"[\w.-]+", line)[0]) for line in project["dependencies"]}


@pytest.fixture(scope="module")
def told():
    return json.loads(sbom.written(LOCK.read_text("utf-8")))


def test_it_keeps_to_the_schema():
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    text = sbom.written(LOCK.read_text("utf-8"))
    assert validator.validate_str(text) is None
    assert validator.validate_str(text.replace('"library"', '"book"', 1)) is not None


def test_every_library_stands_in_it_as_it_is_installed(told):
    libraries = {one["name"]: one for one in told["components"] if one["type"] == "library"}
    assert declared() <= libraries.keys()
    for name, one in libraries.items():
        assert one["version"] == version(name)
        assert one["purl"] == f"pkg:pypi/{name}@{version(name)}"
        assert one.get("hashes") or one["properties"] == [{"name": "yugong:locked", "value": "false"}]
        assert one["licenses"], name
    refs = {one["bom-ref"] for one in told["components"]} | {"site"}
    assert {entry["ref"] for entry in told["dependencies"]} | {"python"} == refs
    assert {need for entry in told["dependencies"] for need in entry["dependsOn"]} <= refs


def test_another_version_than_the_locked_one_is_told():
    lock = re.sub(r"(?m)^nh3==\S+", "nh3==0.0.1", LOCK.read_text("utf-8"))
    nh3 = next(one for one in json.loads(sbom.written(lock))["components"] if one["name"] == "nh3")
    assert nh3["version"] == version("nh3")
    assert "hashes" not in nh3
    assert nh3["properties"] == [{"name": "yugong:locked", "value": "false"}]


def test_the_same_bytes_again_and_new_ones_when_something_changed(tmp_path, monkeypatch):
    first = sbom.bill(LOCK, tmp_path, versions())
    with monkeypatch.context() as patch:
        patch.setattr(sbom, "written", lambda _lock: pytest.fail("it was kept"))
        assert sbom.bill(LOCK, tmp_path, versions()) == first
    other = tmp_path / "other.lock"
    other.write_text("nh3==0.0.1 \\\n    --hash=sha256:" + "0" * 64 + "\n", "utf-8")
    assert sbom.bill(other, tmp_path, versions()) != first
    (tmp_path / "sbom.json").write_bytes(b"x")
    assert sbom.bill(LOCK, tmp_path, versions()) == first


def test_it_is_published_and_verify_compares_it(site):
    made = site()
    made.build()
    file = made.output(sbom.NAME)
    assert json.loads(file.read_bytes())["bomFormat"] == "CycloneDX"
    assert sbom.NAME in json.loads(made.output("manifest.json").read_bytes())["files"]
    command = [sys.executable, "build.py", "verify", "--output", str(made.output())]
    how = {"cwd": PROJECT, "capture_output": True, "encoding": "utf-8", "timeout": 60}
    assert subprocess.run(command, **how, check=False).returncode == 0
    file.write_bytes(file.read_bytes().replace(b"nh3", b"nh4"))
    done = subprocess.run(command, **how, check=False)
    assert (done.returncode, done.stdout) == (3, f"改了 {sbom.NAME}\n")


def test_dependencies_are_few_and_each_has_its_reason():
    assert len(declared()) <= MOST
    table = (PROJECT / "handbook/developer/dependencies.md").read_text("utf-8")
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines() if row.startswith("| ")]
    reasons = {normal(name): row[1] for row in rows for name in row[0].split("、")}
    assert {name for name in declared() if not reasons.get(name)} == set()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_every_locked_version_is_hashed_and_no_address_stands_there(name):
    text = (PROJECT / name).read_text("utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    assert all(re.match(r"[A-Za-z0-9._-]+==[^\s\\]+", entry) for entry in entries)
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in text
    assert "--index" not in text


def test_nothing_is_imported_that_is_not_declared():
    """A library that came with another one may be gone with the next release of that."""
    owners = packages_distributions()
    files = [PROJECT / "build.py", PROJECT / "pelicanconf.py", *sorted((PROJECT / "plugins").rglob("*.py"))]
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {
        normal(re.match(r"[\w.-]+", one)[0]) for lines in project["optional-dependencies"].values() for one in lines
    }
    foreign = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for name in names:
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top != "plugins":
                    foreign.setdefault(top, file.name)
    undeclared = {
        top: file
        for top, file in foreign.items()
        if top not in INNER
        and not {normal(owner) for owner in owners.get(top, [top.replace("_", "-")])} & (declared() | extras)
    }
    assert undeclared == {}
