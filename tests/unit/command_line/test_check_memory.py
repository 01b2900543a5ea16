"""The check's memory: what it recalls is what a check would find now, or nothing."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bench.corpus import articles, photo, write
from plugins.command_line import check
from plugins.command_line.check_memory import NAME, CheckMemory
from plugins.command_line.options import CheckOptions, Folders
from plugins.documents.fields import SHANGHAI

NOW = datetime(2026, 12, 1, 8, tzinfo=SHANGHAI)
PLUGINS = Path(check.__file__).resolve().parents[1]
LATER = "---\ntitle: 以后\ndate: 2026-12-01\npublish_at: 2026-12-01 12:00\n---\n\n见[这里](nowhere.md)。\n"


@pytest.fixture
def options(tmp_path):
    write(tmp_path / "content", 8)
    (tmp_path / "content" / "news" / "later.md").write_text(LATER, encoding="utf-8")
    folders = Folders(base=tmp_path, content=tmp_path / "content", output=tmp_path / "o", cache=tmp_path / "cache")
    return CheckOptions(folders=folders, now=NOW)


def found(options):
    return check.find_problems(options, lambda *_: None)


def recalled(options):
    return CheckMemory(options, PLUGINS).recall()


def test_it_recalls_every_problem_with_its_place(options):
    assert recalled(options) is None
    first = found(options)
    assert [p.code for p in first] == ["E311"] or first
    assert recalled(options) == first
    assert found(options) == first
    assert [p.place.source for p in recalled(options)] == [p.place.source for p in first]


def test_any_change_is_seen(options):
    content = options.folders.content
    one = next(a for a in articles(8) if a.photos)
    edits = (
        lambda: (content / "news" / "later.md").write_text(LATER + "改", encoding="utf-8"),
        lambda: ((content / one.path).parent / one.photos[0]).write_bytes(photo(77)),
        lambda: (content / "news" / "more.md").write_text("", encoding="utf-8"),
        (content / "news" / "more.md").unlink,
        (content / "news" / "note.txt").touch,
        lambda: (content / "news" / "link").symlink_to("later.md"),
        lambda: (content / "vocabulary" / "terms.yaml").write_text("[]\n", encoding="utf-8"),
        (content / "empty").mkdir,
    )
    for edit in edits:
        found(options)
        assert recalled(options) is not None
        edit()
        assert recalled(options) is None


def test_it_holds_until_the_next_article_appears_and_until_midnight(options):
    found(options)
    assert recalled(replace(options, now=NOW + timedelta(hours=3))) is not None
    assert recalled(replace(options, now=NOW + timedelta(hours=4))) is None
    assert recalled(replace(options, now=NOW - timedelta(minutes=1))) is None
    assert recalled(replace(options, now=NOW + timedelta(days=1))) is None


def test_a_broken_memory_is_no_memory(options):
    first = found(options)
    file = options.folders.cache / NAME
    whole = file.read_bytes()
    for broken in (b"", whole[:-3], whole.replace(b"error", b"wrong"), b"\0" * 50, b"x" + whole):
        file.write_bytes(broken)
        assert recalled(options) is None
        assert found(options) == first


def test_what_was_written_while_it_was_read_is_not_remembered(options):
    memory = CheckMemory(options, PLUGINS)
    (options.folders.content / "news" / "later.md").write_text(LATER, encoding="utf-8")
    memory.remember((), None)
    assert recalled(options) is None
