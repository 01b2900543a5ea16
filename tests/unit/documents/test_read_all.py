"""Serially, in parallel, cold and from the store: equal documents and problems; a bad worker costs one answer."""

import dataclasses
import os
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.corpus import articles, photo, write
from plugins.build_state.workers import can_fork
from plugins.documents.fields import SHANGHAI
from plugins.documents.library import read_library
from plugins.documents.read_all import NAME
from plugins.documents.reading import Reading
from plugins.documents.workshop import answers
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

NOW = datetime(2026, 12, 1, 8, tzinfo=SHANGHAI)
SIZE = 60
BAD = "---\ntilte: 错\ndate: 2024-13-01\n---\n\n[甲](nowhere.md) <script>"


def library(root: Path, *, jobs=1, cache=None):
    return read_library(root, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW, jobs=jobs, cache=cache)


def whole(value):
    """Everything in a value, the places that equality leaves out included."""
    if dataclasses.is_dataclass(value):
        parts = {field.name: whole(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return type(value).__name__, parts
    if isinstance(value, (tuple, list)):
        return [whole(part) for part in value]
    if isinstance(value, Mapping):
        return [(key, whole(part)) for key, part in value.items()]
    return type(value).__name__, value


def said(found):
    return [whole(document) for document in found.documents], found.problems


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus") / "content"
    write(folder, SIZE)
    (folder / "news" / "bad.md").write_text(BAD, encoding="utf-8")
    (folder / "news" / "empty.md").write_bytes(b"")
    (folder / "news" / "slow.md").write_text("---\ntitle: 慢\ndate: 2024-09-02\n---\n" + "[a](" * 50_000, encoding="utf-8")
    (folder / "news" / "deep.md").write_text("---\ntitle: 深\ndate: 2024-09-02\n---\n" + "- " * 5000, encoding="utf-8")
    return folder


def count_reads(monkeypatch) -> list:
    read, seen = Reading.read_file, []
    monkeypatch.setattr(Reading, "read_file", lambda self, path: seen.append(str(path)) or read(self, path))
    return seen


def test_four_ways_to_read_are_equal(corpus, tmp_path, monkeypatch):
    assert can_fork()
    serial = said(library(corpus))
    assert len(serial[0]) >= SIZE
    assert {p.code for p in serial[1]} >= {"E111", "E201", "E706"}
    assert said(library(corpus, jobs=2)) == serial
    assert said(library(corpus, jobs=2, cache=tmp_path)) == serial
    seen = count_reads(monkeypatch)
    assert said(library(corpus, jobs=1, cache=tmp_path)) == serial
    assert sorted(seen) == ["news/bad.md", "news/empty.md", "news/slow.md"], "only these are read again"
    (tmp_path / NAME).write_bytes(b"SQLite format 3\0" + os.urandom(4000))
    assert said(library(corpus, jobs=1, cache=tmp_path)) == serial


def test_a_changed_row_is_read_again(corpus, tmp_path, monkeypatch):
    import sqlite3

    serial = said(library(corpus, cache=tmp_path))
    with sqlite3.connect(tmp_path / NAME) as rows:
        rows.execute("UPDATE entries SET value = replace(value, '工会', '公会')")
    assert said(library(corpus, cache=tmp_path)) == serial


def test_a_row_of_another_shape_is_read_again(corpus, tmp_path):
    from plugins.build_state.store import Table
    from plugins.documents import read_all

    serial = said(library(corpus, cache=tmp_path))
    versions = []
    for odd in ("null", "[]", "{}", '{"file":1}', '{"file":"x","named":{}}'):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(read_all, "Table", lambda path, version: versions.append(version) or Table(path, version))
            library(corpus, cache=tmp_path)
        with Table(tmp_path / NAME, versions[0]) as table:
            for article in articles(SIZE):
                table.put_json(article.path, odd)
        assert said(library(corpus, cache=tmp_path)) == serial


def test_a_photo_that_changed_or_went_is_seen(tmp_path, monkeypatch):
    content, cache = tmp_path / "content", tmp_path / "cache"
    write(content, 30)
    article = next(a for a in articles(30) if a.photos)
    library(content, cache=cache)
    file = (content / article.path).parent / article.photos[0]
    file.write_bytes(photo(99))
    assert said(library(content, cache=cache)) == said(library(content))
    file.rename(file.with_name("gone.png"))
    found = library(content, cache=cache)
    assert "E401" in {p.code for p in found.problems}
    assert said(found) == said(library(content))


def test_a_changed_vocabulary_is_seen(tmp_path):
    content, cache = tmp_path / "content", tmp_path / "cache"
    write(content, 30)
    library(content, cache=cache)
    (content / "vocabulary" / "organisations.yaml").write_text("- name: 南岸区总工会\n- name: 巴南区总工会\n", encoding="utf-8")
    assert said(library(content, cache=cache)) == said(library(content))


EDITS = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.sampled_from(["append", "delete", "rename", "title", "break", "photo"]),
        st.text(alphabet="甲*[]#◆`\n- x：", max_size=30),
    ),
    max_size=4,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(EDITS)
def test_after_any_edits_the_store_and_a_clean_reading_agree(tmp_path_factory, edits):
    folder = tmp_path_factory.mktemp("edits")
    content, cache = folder / "content", folder / "cache"
    write(content, 12)
    library(content, cache=cache)
    for index, what, text in edits:
        file = content / articles(12)[index].path
        if not file.exists():
            continue
        old = file.read_text(encoding="utf-8")
        match what:
            case "append":
                file.write_text(old + text, encoding="utf-8")
            case "delete":
                file.unlink()
            case "rename":
                file.rename(file.with_name(f"moved-{index}.md"))
            case "title":
                file.write_text(old.replace("title: ", f"title: 新{text.replace(chr(10), '')}", 1), encoding="utf-8")
            case "break":
                file.write_text(text + old, encoding="utf-8")
            case "photo":
                for name in articles(12)[index].photos:
                    (file.parent / name).write_bytes(photo(index + 500))
    clean = said(library(content))
    assert said(library(content, cache=cache)) == clean
    assert said(library(content, cache=cache, jobs=2)) == clean


def test_a_corpus_of_good_articles_has_no_problems(tmp_path):
    write(tmp_path / "content", 500)
    from plugins.command_line.check import find_problems
    from plugins.command_line.options import CheckOptions, Folders

    folders = Folders(base=tmp_path, content=tmp_path / "content", output=tmp_path / "output", cache=tmp_path / "cache")
    assert find_problems(CheckOptions(folders=folders, now=NOW), lambda *_: None) == ()
    assert {article.kind for article in articles(500)} == set(KINDS) - {"page"}


def answer(question: int) -> int:
    if question == 13:
        time.sleep(60)
    if question == 30:
        os._exit(1)
    return question * 2


def test_a_worker_that_hangs_or_dies_costs_one_answer():
    begun = time.monotonic()
    found = dict(answers(range(100), answer, jobs=2, patience=0.5, failed=lambda question: -question))
    assert found == {n: -n if n in {13, 30} else n * 2 for n in range(100)}
    assert time.monotonic() - begun < 20


def test_questions_may_be_fewer_than_workers():
    assert dict(answers([1], answer, jobs=4, patience=5, failed=abs)) == {0: 2}
    assert dict(answers([], answer, jobs=4, patience=5, failed=abs)) == {}
