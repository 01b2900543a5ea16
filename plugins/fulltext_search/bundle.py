"""The reader's script: small modules in ``static/``, joined into one file, since each file of its own is a round trip."""

import re
from pathlib import Path

STATIC = Path(__file__).parent / "static"
ENTRY = "search.js"
IMPORT = re.compile(r'^import [^;]*? from "\./([a-z_]+\.js)";\n', re.MULTILINE | re.DOTALL)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)
COMMENT = re.compile(r"^ *//[^\n]*\n|^ */\*\*.*?\*/\n|^ +", re.MULTILINE | re.DOTALL)
"""Comments, and the spaces that lines begin with; no text in the modules runs over two lines."""


def bundle(folder: Path = STATIC, entry: str = ENTRY) -> str:
    """The modules that ``entry`` needs, each after what it needs itself, in one; comments and exports are left out.

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
        parts[name] = COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", source))).strip()

    take(entry)
    return "\n".join(parts.values()) + "\n"
