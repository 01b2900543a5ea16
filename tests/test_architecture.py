"""Design §3: who may import whom. Each finding names file, line and import."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PLUGINS = PROJECT / "plugins"
ALLOWED = {
    "diagnostics": set(),
    "build_state": {"diagnostics"},
    "documents": {"diagnostics", "build_state"},
    "incremental": {"diagnostics", "build_state"},
}
"""What the rooms below may import of ours; a feature may import the three foundations and nothing else."""
FEATURE = {"diagnostics", "build_state", "documents"}
FRONT = "command_line"
HOOKS = {"__init__.py", "hooks.py"}
BARE_MODULES = ("entry", "environment", "arguments", "options", "exits", "terminal", "clean", "serve")
"""Parts of the front that must start before anything is installed."""


def rooms() -> list[str]:
    return sorted(place.name for place in PLUGINS.iterdir() if any(place.glob("*.py")))


def modules() -> list[Path]:
    return sorted(file for file in PLUGINS.rglob("*.py"))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Line and absolute name of each import in ``file``, wherever it stands."""
    package = file.relative_to(PROJECT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            if not node.level:
                yield node.lineno, node.module or ""
                continue
            above = package[: len(package) - node.level + 1]
            for alias in node.names:
                yield node.lineno, ".".join([*above, *filter(None, [node.module]), alias.name])


def breaches(file: Path) -> list[str]:
    room = file.relative_to(PLUGINS).parts[0]
    found = []
    for line, name in imports(file):
        parts = name.split(".")
        target = parts[1] if parts[0] == "plugins" and len(parts) > 1 else None
        stranger = target in set(rooms()) - {room} - ALLOWED.get(room, FEATURE) and room != FRONT
        builder = parts[0] == "pelican" and room != FRONT and file.name not in HOOKS
        absolute = parts[0] == "plugins" and f"import {name}" in file.read_text(encoding="utf-8")
        if stranger or builder or absolute:
            found.append(f"{file.relative_to(PROJECT)}:{line}: import {name}")
    return found


def test_rooms_import_only_what_lies_below_them():
    found = [breach for file in modules() for breach in breaches(file)]
    assert not found, "\n" + "\n".join(found)


def test_nothing_lies_loose_in_plugins():
    assert [file.name for file in PLUGINS.glob("*.py")] == ["__init__.py"]


def test_build_py_is_thin():
    lines = (PROJECT / "build.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 60
    ours = {name for _, name in imports(PROJECT / "build.py")}
    assert ours == {"os", "sys", "plugins.command_line.entry"}


def test_an_old_python_can_read_build_py():
    ast.parse((PROJECT / "build.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("module", BARE_MODULES)
def test_the_front_starts_without_packages(module):
    code = f"import sys; sys.path.insert(0, {str(PROJECT)!r}); import plugins.command_line.{module}"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_breach_is_found(tmp_path, monkeypatch):
    """The test above can fail: a feature that imports another is named with its line."""
    monkeypatch.setattr(sys.modules[__name__], "PROJECT", tmp_path)
    monkeypatch.setattr(sys.modules[__name__], "PLUGINS", tmp_path / "plugins")
    for room in ("newsroom", "editions"):
        (tmp_path / "plugins" / room).mkdir(parents=True)
        (tmp_path / "plugins" / room / "__init__.py").touch()
    file = tmp_path / "plugins" / "editions" / "faces.py"
    file.write_text("from ..documents import document\n\nfrom ..newsroom.kinds import KINDS\nimport pelican\n")
    assert breaches(file) == [
        "plugins/editions/faces.py:3: import plugins.newsroom.kinds.KINDS",
        "plugins/editions/faces.py:4: import pelican",
    ]
