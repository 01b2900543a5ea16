"""Design §6: what every plugin promises, read off its source; and the theme's contract."""

import ast
import importlib
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

PROJECT = Path(__file__).resolve().parents[1]
PLUGINS = PROJECT / "plugins"
TEMPLATES = PROJECT / "theme" / "templates"
FOUNDATIONS = {"diagnostics", "build_state", "command_line"}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime", "time.gmtime"}
MAY_READ_THE_CLOCK = {"documents/hooks.py:clock", "command_line/arguments.py:this_moment"}
NETWORK = {"socket", "http.client", "urllib.request", "requests", "httpx", "urllib3", "aiohttp", "ftplib", "smtplib"}
CHANGERS = {"append", "extend", "insert", "add", "update", "setdefault", "pop", "popitem", "clear", "remove", "discard"}
CONTRACT = tomllib.loads((PROJECT / "theme" / "contract.toml").read_text(encoding="utf-8"))


def sources() -> list[Path]:
    return sorted(PLUGINS.rglob("*.py"))


def plugins() -> list[str]:
    """The packages that Pelican loads."""
    return sorted(p.name for p in PLUGINS.iterdir() if (p / "hooks.py").is_file())


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def shown(file: Path, node: ast.AST, what: str) -> str:
    return f"{file.relative_to(PROJECT)}:{node.lineno}: {what}"


def functions(module: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def names_bound_in(function: ast.AST) -> set[str]:
    bound = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return bound | {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}


def module_names(module: ast.Module) -> set[str]:
    found = set()
    for node in module.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def state_kept(file: Path) -> list[str]:
    """Where a function changes something that lives as long as the module."""
    module = tree(file)
    ours = module_names(module)
    found = []
    for function in functions(module):
        outside = ours - names_bound_in(function)
        for node in ast.walk(function):
            if isinstance(node, ast.Global):
                found.append(shown(file, node, f"global {', '.join(node.names)}"))
            target = None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGERS:
                target = node.func.value
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
                target = node.value
            if isinstance(target, ast.Name) and target.id in outside:
                found.append(shown(file, node, f"{target.id} is changed, and outlives the build"))
    return found


def clocks_read(file: Path) -> list[str]:
    allowed = {at.partition(":")[2] for at in MAY_READ_THE_CLOCK if PLUGINS / at.partition(":")[0] == file}
    module = tree(file)
    exempt = {id(node) for function in functions(module) if function.name in allowed for node in ast.walk(function)}
    return [
        shown(file, node, f"{ast.unparse(node.func)}()")
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and any(ast.unparse(node.func).endswith(clock) for clock in CLOCKS)
        and id(node) not in exempt
    ]


def weak_receivers(file: Path) -> list[str]:
    """Signals connected to anything but a named module-level function (Pelican holds receivers weakly)."""
    module = tree(file)
    named = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
    named |= {alias.asname or alias.name for node in module.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    return [
        shown(file, node, f"connect({ast.unparse(node.args[0])})")
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and "signals." in ast.unparse(node.func)
        and not (isinstance(node.args[0], ast.Name) and node.args[0].id in named)
    ]


def network_imports(file: Path) -> list[str]:
    found = []
    for node in ast.walk(tree(file)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        found += [shown(file, node, f"import {name}") for name in names if name in NETWORK]
    return found


@pytest.mark.parametrize("rule", [state_kept, clocks_read, weak_receivers, network_imports])
def test_every_room_keeps(rule):
    found = [breach for file in sources() for breach in rule(file)]
    assert not found, "\n" + "\n".join(found)


BREACHES = [
    (state_kept, "SEEN = {}\n\n\ndef remember(a):\n    SEEN[a] = 1\n"),
    (state_kept, "SEEN = []\n\n\ndef remember(a):\n    SEEN.append(a)\n"),
    (state_kept, "SEEN = 0\n\n\ndef remember(a):\n    global SEEN\n    SEEN = a\n"),
    (clocks_read, "import datetime\n\n\ndef f():\n    return datetime.datetime.now()\n"),
    (clocks_read, "from datetime import date\n\nDAY = date.today()\n"),
    (weak_receivers, "from pelican import signals\n\n\ndef register():\n    signals.finalized.connect(lambda p: None)\n"),
    (weak_receivers, "from pelican import signals\n\n\ndef register(x):\n    signals.finalized.connect(x.end)\n"),
    (network_imports, "import urllib.request\n"),
]


@pytest.mark.parametrize(("rule", "source"), BREACHES, ids=range(len(BREACHES)))
def test_a_breach_is_found(rule, source, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "PROJECT", tmp_path)
    file = tmp_path / "plugin.py"
    file.write_text(source)
    assert len(rule(file)) == 1


@pytest.mark.parametrize("name", plugins())
def test_a_plugin_explains_itself_and_registers(name):
    module = importlib.import_module(f"plugins.{name}")
    assert len((module.__doc__ or "").strip().splitlines()) > 2, "the docstring says front matter, settings, context names"
    assert callable(module.register)


@pytest.mark.parametrize("file", sources(), ids=lambda f: f.relative_to(PLUGINS).as_posix())
def test_a_module_says_what_it_knows(file):
    assert (ast.get_docstring(tree(file)) or "").strip()
    assert file.stem not in {"utils", "helpers", "common", "manager", "base", "misc"}


def test_pelicanconf_loads_every_plugin_and_the_engine_last():
    module = tree(PROJECT / "pelicanconf.py")
    loaded = next(
        ast.literal_eval(node.value)
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "PLUGINS"
    )
    assert {name.removeprefix("plugins.") for name in loaded} >= set(plugins())
    assert loaded[0] == "plugins.documents"
    assert loaded[-1] == "plugins.incremental"


# --- the theme's contract ---------------------------------------------------------------------------------------

ENVIRONMENT = jinja2.Environment(autoescape=True)
STANDARD_FILTERS = frozenset(ENVIRONMENT.filters)
ENVIRONMENT.filters |= dict.fromkeys(CONTRACT["filters"], str)


def templates() -> dict[str, Path]:
    """Every template by name, the theme's over the plugins' own."""
    found = {file.name: file for file in sorted(PLUGINS.glob("*/templates/*.html"))}
    return found | {file.name: file for file in sorted(TEMPLATES.glob("*.html"))}


def parsed(name: str) -> nodes.Template:
    return ENVIRONMENT.parse(templates()[name].read_text(encoding="utf-8"))


def parents(name: str) -> list[str]:
    """The templates that ``name`` extends, nearest first."""
    extends = parsed(name).find(nodes.Extends)
    if extends is None:
        return []
    parent = extends.template.as_const()
    return [parent, *parents(parent)]


def given_by(name: str) -> set[str]:
    """Names that a template gives itself (``set``, ``import``, ``macro``); its blocks and branches may read them."""
    found = {node.name for node in parsed(name).find_all(nodes.Name) if node.ctx == "store"}
    for node in parsed(name).body:
        if isinstance(node, nodes.Import):
            found.add(node.target)
        elif isinstance(node, nodes.FromImport):
            found |= {name if isinstance(name, str) else name[1] for name in node.names}
        elif isinstance(node, nodes.Macro):
            found.add(node.name)
    return found


@pytest.mark.parametrize("name", sorted(templates()))
def test_a_template_reads_only_what_the_contract_lists(name):
    own = given_by(name).union(*(given_by(parent) for parent in parents(name)))
    assert name in CONTRACT["templates"], "contract.toml does not list this template"
    allowed = {*CONTRACT["globals"], *CONTRACT["templates"][name]}
    assert find_undeclared_variables(parsed(name)) - own <= allowed


@pytest.mark.parametrize("name", sorted(templates()))
def test_a_template_uses_known_filters_and_marks_nothing_safe(name):
    used = {node.name for node in parsed(name).find_all(nodes.Filter)}
    assert used - STANDARD_FILTERS <= set(CONTRACT["filters"])
    assert "safe" not in used, "markup is made safe where it is made, in Python"


def test_the_contract_lists_no_template_that_is_not_there():
    assert set(CONTRACT["templates"]) <= set(templates())
