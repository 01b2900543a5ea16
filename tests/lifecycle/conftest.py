"""The real theme and every plugin, without the handbook, which no article can change."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


class Newsroom:
    """A site that is built as it will be published, at any instant."""

    def __init__(self, site, base):
        self.site = site
        self.base = base

    def options(self, now, **changes):
        options = self.site.options(now=now)
        return replace(options, folders=replace(options.folders, base=self.base), **changes)

    def build(self, now):
        from plugins.command_line.build import run_build

        report = run_build(self.options(now))
        assert report.published, [f"{p.place} {p.message}" for p in report.problems]
        return self.site.outputs()

    def built_from_nothing(self, now):
        """What a build without any memory publishes."""
        from plugins.command_line.build import run_build

        apart = self.site.folder / "apart"
        shutil.rmtree(apart, ignore_errors=True)
        options = self.options(now)
        run_build(replace(options, folders=replace(options.folders, output=apart / "output", cache=apart / "cache")))
        root = apart / "output"
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def newsroom(site, tmp_path):
    base = tmp_path / "base"
    base.mkdir()
    for part in ("plugins", "theme", "pelicanconf.py"):
        (base / part).symlink_to(PROJECT / part)
    before = sys.path[:]
    yield lambda text: Newsroom(site(text), base)
    sys.path[:] = before
