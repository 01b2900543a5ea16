"""Never a false alarm: five hundred good articles of all kinds, and what the site itself holds, have no finding."""

import importlib.util
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SIZE = 500


def corpus():
    spec = importlib.util.spec_from_file_location("corpus_of_bench", PROJECT / "bench" / "corpus.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def found_in(site, content):
    from plugins.command_line.check import find_problems
    from plugins.command_line.options import CheckOptions

    options = site("-- content/site.yaml --\nname: 甲\n").options()
    folders = replace(options.folders, content=content)
    return [f"{p.place} {p.code} {p.message}" for p in find_problems(CheckOptions(folders=folders, now=options.now), quiet)]


def quiet(*_):
    pass


def test_five_hundred_good_articles_have_no_finding(site, tmp_path):
    content = tmp_path / "corpus" / "content"
    corpus().write(content, SIZE)
    files = list(content.rglob("*.md"))
    assert len(files) >= SIZE
    kinds = Counter(line for file in files for line in file.read_text("utf-8").splitlines() if line.startswith("kind:"))
    assert len(kinds) >= 7, kinds
    assert found_in(site, content) == []


def test_the_site_s_own_content_has_no_finding(site):
    assert found_in(site, PROJECT / "content") == []
