"""What every ring may use: ``site``, a whole small site written in one string.

    def test_x(site):
        found = site('''
            -- content/news/a.md --
            ---
            title: 标题
            date: 2024-09-02
            ---
            正文。
        ''').check()

A ``.jpg`` or ``.png`` whose text is ``photo 400x300`` is drawn. Without a ``site.yaml`` and ``districts.yaml`` of
its own, a site gets small ones.
"""

import re
import textwrap
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from plugins.command_line.build import BuildReport
    from plugins.command_line.options import BuildOptions
    from plugins.diagnostics import Problem

PROJECT = Path(__file__).resolve().parents[1]
NOW = datetime.fromisoformat("2026-06-01T08:00:00+08:00")
MARK = re.compile(r"^-- (\S.*?) --$", re.MULTILINE)
DEFAULTS = {
    "content/site.yaml": "name: 测试站\nurl: https://example.com\n",
    "content/vocabulary/districts.yaml": (
        "- {name: 南岸区, slug: nanan}\n- {name: 江北区, slug: jiangbei}\n- {name: 大足区, slug: dazu}\n"
    ),
}


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="accept the texts that the problems ring reads now")


def unpacked(text: str) -> dict[str, str]:
    """The files of a text in txtar's form, in order: ``-- name --`` lines, each followed by that file's content."""
    marks = list(MARK.finditer(text))
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    return {mark[1]: text[mark.end() + 1 : end] for mark, end in zip(marks, ends, strict=True)}


class Site:
    """A site in a folder of its own; ``build`` and ``check`` are the command's own code paths."""

    def __init__(self, folder: Path, files: dict[str, str]):
        self.folder = folder
        for name, content in {**DEFAULTS, **files}.items():
            self.write(name, content)

    def write(self, name: str, content: str | bytes) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        elif drawn := re.fullmatch(r"photo (\d+)x(\d+)\s*", content):
            draw(file, int(drawn[1]), int(drawn[2]))
        else:
            file.write_bytes(content.encode())
        return file

    def edit(self, name: str, content: str | bytes) -> "Site":
        """Write a file (text is dedented); returns the site, so that ``.build()`` can follow."""
        self.write(name, textwrap.dedent(content).lstrip("\n") if isinstance(content, str) else content)
        return self

    def remove(self, name: str) -> "Site":
        (self.folder / name).unlink()
        return self

    def options(self, **changes: Any) -> "BuildOptions":
        from plugins.command_line.options import BuildOptions, Folders

        folders = Folders(
            base=PROJECT,
            content=self.folder / "content",
            output=self.folder / "output",
            cache=self.folder / ".cache",
            shown="content",
        )
        return replace(BuildOptions(folders=folders, now=NOW), **changes)

    def build(self, **changes: Any) -> "BuildReport":
        """Build as ``build.py build`` does; keyword arguments are fields of ``BuildOptions``."""
        from plugins.command_line.build import run_build

        return run_build(self.options(**changes))

    def check(self, **changes: Any) -> "tuple[Problem, ...]":
        """Every problem, as ``build.py check`` finds them."""
        from plugins.command_line.check import find_problems
        from plugins.command_line.options import CheckOptions

        options = CheckOptions(folders=self.options().folders, now=changes.pop("now", NOW), **changes)
        return find_problems(options, lambda *_: None)

    def output(self, name: str = "") -> Path:
        """A file below the output folder."""
        return self.folder / "output" / name

    def outputs(self) -> dict[str, bytes]:
        """Every file of the output by its path, in order."""
        root = self.output()
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def draw(file: Path, width: int, height: int) -> None:
    """A picture that differs with its name and compresses well."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (width, height), (180, 60, 50))
    shade = sum(file.name.encode()) % 200
    ImageDraw.Draw(picture).rectangle((width // 4, height // 4, width // 2, height // 2), fill=(shade, 200, 255 - shade))
    picture.save(file, quality=80)


@pytest.fixture(scope="session")
def site_at():
    """A site in a folder that outlives one test: ``site_at(folder)``."""
    return lambda folder: Site(folder, {})


@pytest.fixture
def site(tmp_path):
    """A maker of sites: ``site(text)`` with the files of ``text`` in txtar's form."""
    made = []

    def make(text: str = "") -> Site:
        folder = tmp_path / f"site{len(made)}"
        made.append(folder)
        return Site(folder, unpacked(textwrap.dedent(text).lstrip("\n")))

    return make
