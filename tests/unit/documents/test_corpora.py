"""Public corpora through the real reader: a document or problems, never a traceback."""

import json
from pathlib import Path, PurePosixPath

import html5lib
import pytest
from markdown.treeprocessors import InlineProcessor

from plugins.documents.markdown_text import convert, converter
from plugins.documents.photo_cache import PhotoFactsCache
from plugins.documents.reading import Reading
from plugins.documents.vocabulary import Vocabulary
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
DANGEROUS = {"script", "iframe", "object", "embed", "svg", "math", "style", "link", "meta", "base", "form", "img"}
FRONT = "---\ntitle: 标题\ndate: 2024-09-02\n---\n"

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the shared corpora are not beside this checkout")


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    root = tmp_path_factory.mktemp("content")
    (root / "news").mkdir()
    reading = Reading(root, KINDS, FOLDER_KINDS, Vocabulary(), PhotoFactsCache(None), converter())

    def read_one(data: str | bytes):
        (root / "news" / "a.md").write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
        document, problems = reading.read(PurePosixPath("news/a.md"))
        assert document is not None or problems
        assert all(p.place.line >= 1 and p.place.column >= 1 and p.message for p in problems)
        return document, problems

    return read_one


def live_nodes(markup: str) -> list[str]:
    """Whatever a browser would run or load in ``markup``, as html5lib reads it."""
    found = []
    for element in html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False).iter():
        if element.tag in DANGEROUS:
            found.append(element.tag)
        for name, value in element.attrib.items():
            scheme = "".join(value.split()).lower()
            if str(name).startswith("on") or scheme.startswith(("javascript:", "data:", "vbscript:")):
                found.append(f"{element.tag} {name}={value}")
    return found


def strings(name: str) -> list[str]:
    return json.loads((CORPORA / "html" / name).read_text("utf-8"))


def test_the_yaml_suite_as_front_matter(read):
    files = sorted((CORPORA / "yaml-test-suite" / "src").glob("*.yaml"))
    for file in files:
        read(file.read_bytes())
        read(b"---\n" + file.read_bytes() + b"\n---\nx\n")
    assert len(files) == 351


def test_the_commonmark_examples_as_bodies(read):
    examples = json.loads((CORPORA / "markdown" / "commonmark-examples.json").read_text("utf-8"))
    for example in examples:
        read(FRONT + example["markdown"])
        read(FRONT.replace("title", "kind: brief\ntitle") + "◆" + example["markdown"])
    assert len(examples) == 655


def test_a_text_without_marks_is_what_every_pattern_would_leave():
    theirs, ours = converter(), converter()
    theirs.treeprocessors.register(InlineProcessor(theirs), "inline", 20)
    examples = json.loads((CORPORA / "markdown" / "commonmark-examples.json").read_text("utf-8"))
    for example in examples:
        assert convert(example["markdown"], ours)[0] == convert(example["markdown"], theirs)[0]


@pytest.mark.parametrize("name", ["xss-payloads.json", "naughty-strings.json"])
def test_hostile_strings_as_titles_and_bodies(read, name):
    for entry in strings(name):
        text = entry if isinstance(entry, str) else json.dumps(entry)
        document, _ = read(FRONT + text)
        if document is not None:
            assert live_nodes(document.body.html) == []
        read(f"---\ntitle: {json.dumps(text, ensure_ascii=False)}\ndate: 2024-09-02\n---\n")
        read(f"---\ntitle: {text}\ndate: 2024-09-02\n---\n")
