from datetime import datetime
from pathlib import Path

import pytest

from plugins.documents.library import Library, read_library
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

NOW = datetime.fromisoformat("2026-06-01T08:00:00+08:00")


@pytest.fixture
def written(tmp_path):
    """A library of these files (name → text); later calls add files to it."""

    def make(**files: str) -> Library:
        for name, text in files.items():
            file: Path = tmp_path / name.replace("__", "/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.with_suffix(".yaml" if name.startswith("vocabulary") else ".md").write_text(text, encoding="utf-8")
        found = read_library(tmp_path, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)
        assert not [problem for problem in found.problems if problem.is_error], found.problems
        return found

    return make
