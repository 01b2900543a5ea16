"""The reader's scripts: small modules in ``static/``, joined into one file for each purpose and squeezed.

Each file of its own would be a round trip. What a first answer needs is one file; what readers may do later another.
"""

import re
from pathlib import Path

from .squeeze import short_names, squeezed

STATIC = Path(__file__).parent / "static"
ENTRIES = {"search.js": "search.js", "search_more.js": "more.js", "search_box.js": "box.js"}
"""The scripts that are published, and the module that each begins with."""
IMPORT = re.compile(r'^import [^;]*? from "\./([a-z_]+\.js)";\n', re.MULTILINE | re.DOTALL)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)


def scripts(folder: Path = STATIC) -> dict[str, str]:
    """Every script by its name; a name of ours is short in all of them alike, since they call one another."""
    names = short_names(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.js")))
    return {name: squeezed(bundle(folder, entry), names) for name, entry in ENTRIES.items()}


def bundle(folder: Path, entry: str) -> str:
    """The modules that ``entry`` needs, each after what it needs itself, in one; only the entry's list of exports stays.

    They share one scope: a name that two of them define is an error in the browser, and a test looks for it.
    """
    parts: dict[str, str] = {}

    def take(name: str) -> None:
        if name in parts:
            return
        source = (folder / name).read_text(encoding="utf-8")
        parts[name] = ""
        for needed in IMPORT.findall(source):
            take(needed)
        del parts[name]
        parts[name] = EXPORT.sub("", IMPORT.sub("", source)).strip()

    take(entry)
    return "\n".join(parts.values()) + "\n"
