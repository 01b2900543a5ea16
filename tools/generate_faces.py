"""Write the faces of the one model: ``schemas/`` and ``.vscode/``.

``python tools/generate_faces.py`` (inside the environment that ``build.py`` made) writes them anew;
``tests/test_faces.py`` fails when somebody changed a model and forgot to.
"""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))

from plugins.newsroom.faces import files  # noqa: E402 - the project comes first on the path

FOLDER = "schemas"
"""Holds nothing but generated files, so that what no face makes any more is removed."""


def main() -> None:
    """Write the files that changed and remove what is no longer made."""
    made = files()
    for name, text in made.items():
        file = PROJECT / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            print(f"{name} 已更新")
    for file in sorted((PROJECT / FOLDER).iterdir()):
        if f"{FOLDER}/{file.name}" not in made:
            file.unlink()
            print(f"{FOLDER}/{file.name} 已删除")


if __name__ == "__main__":
    main()
