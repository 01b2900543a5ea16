"""The reader's scripts: small modules in ``static/``, joined into one file for each purpose and squeezed.

Each file of its own would be a round trip. The first is small and comes with the page; the parts come when the reader
acts, and get what they need of the first one as an argument: a name with a digest could not be imported.
"""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from .squeeze import short_names, squeezed

STATIC = Path(__file__).parent / "static"
FIRST, PANEL, MORE, BOX = "search.js", "search_panel.js", "search_more.js", "search_box.js"
ENTRIES = {FIRST: "search.js", PANEL: "show.js", MORE: "more.js", BOX: "box.js"}
"""The scripts that are published, and the module that each begins with."""
PARTS = (PANEL, MORE)
"""Those whose only export is a function of what the first one shares."""
SHARED = "shared.js"
"""Made here and no file: an object of all that the parts take from the first script."""
IMPORT = re.compile(r'^import \{([^;]*?)\} from "\./([a-z_]+\.js)";\n', re.MULTILINE | re.DOTALL)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
EXPORTED = re.compile(r"^export \{([^}]*)\};\n?", re.MULTILINE)


def scripts(folder: Path = STATIC) -> dict[str, str]:
    """Every script by its name; a name of ours is short in all of them alike, since they call one another."""
    names = short_names(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.js")))
    return {name: squeezed(bundle(folder, name), names) for name in ENTRIES}


def bundle(folder: Path, script: str) -> str:
    """The modules of a script in one, each after what it needs itself.

    They share one scope: a name that two of them define is an error in the browser, and a test looks for it.
    """
    entry = ENTRIES[script]
    if script in PARTS:
        first = needed(folder, ENTRIES[FIRST])
        own = [name for name in needed(folder, entry) if name not in first]
        body = "\n".join(_text(folder, name) for name in own)
        exported = ", ".join(EXPORTED.findall(_source(folder, entry)))
        return f"export default ({{ {', '.join(_taken(folder, own, first))} }}) => {{\n{body}\nreturn {{ {exported} }};\n}};\n"
    joined = "\n".join(_text(folder, name) for name in needed(folder, entry))
    # A plain script shares its scope with all others of the page.
    return f"(() => {{\n{joined}\n}})();\n" if script == FIRST else f"{joined}\n"


def needed(folder: Path, entry: str) -> list[str]:
    """The modules that ``entry`` needs, each after what it needs itself, and then ``entry``."""
    found: dict[str, None] = {}

    def take(name: str) -> None:
        if name not in found:
            for _, other in IMPORT.findall(_source(folder, name)):
                take(other)
            found[name] = None

    take(entry)
    return list(found)


def _source(folder: Path, name: str) -> str:
    return "" if name == SHARED else (folder / name).read_text(encoding="utf-8")


def _text(folder: Path, name: str) -> str:
    """A module as it stands in a script."""
    if name == SHARED:
        return f"const shared = {{ {', '.join(_shared(folder))} }};"
    return EXPORTED.sub("", EXPORT.sub("", IMPORT.sub("", _source(folder, name)))).strip()


def _taken(folder: Path, modules: Iterable[str], first: Collection[str]) -> list[str]:
    """The names that ``modules`` import from those of the first script."""
    found = {
        name.strip()
        for module in modules
        for names, source in IMPORT.findall(_source(folder, module))
        if source in first
        for name in names.split(",")
    }
    return sorted(found)


def _shared(folder: Path) -> list[str]:
    """The names that some part takes."""
    first = needed(folder, ENTRIES[FIRST])
    parts = (set(needed(folder, ENTRIES[part])) - set(first) for part in PARTS)
    return sorted({name for modules in parts for name in _taken(folder, modules, first)})
