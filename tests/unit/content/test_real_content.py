"""The site's own content: no problem, every source named, every picture ours, small and reproducible."""

import importlib
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from plugins.documents.fields import PENDING, SHANGHAI
from plugins.documents.library import Library, read_library
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS, Brief, Laomo, Policy, Roundup

ROOT = Path(__file__).parents[3]
CONTENT = ROOT / "content"


@pytest.fixture(scope="module")
def library() -> Library:
    now = datetime(2026, 11, 21, 8, tzinfo=SHANGHAI)
    return read_library(CONTENT, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=now)


def named(library, name):
    """The document whose path ends so; later issues of the same kind do not disturb these tests."""
    return next(document for document in library.documents if str(document.path).endswith(name))


def test_no_problem_in_any_file(library):
    assert [str(problem) for problem in library.problems] == []


def test_every_kind_is_there(library):
    assert {document.kind for document in library.public} == set(KINDS)


def test_every_article_names_its_source(library):
    articles = [document for document in library.public if document.kind != "page"]
    assert [document.path for document in articles if not document.meta.source] == []
    assert {document.meta.source.document for document in articles} >= {"000", "001", "002", "003", "004"}


def test_every_article_has_a_summary_for_lists(library):
    assert [d.path for d in library.public if not d.meta.summary or len(d.meta.summary) > 120] == []


def test_the_brief_has_all_items_of_its_source(library):
    brief = named(library, "2024-09-02-yizhou-dongtai.md")
    assert isinstance(brief.meta, Brief)
    starts = [item.text.split("，")[0] for item in brief.body.items]
    assert starts == ["8月26日", "8月28日", "8月28日", "近日", "8月28日", "近日", "8月30日", "近日", "近期"]
    assert "丁某等12人" in brief.body.text


def test_honours_are_dated_or_pending_and_offices_are_none(library):
    profiles = [named(library, f"{name}/index.md").meta for name in ("fu-guotao", "li-xilong", "zeng-yonghong")]
    assert all(isinstance(meta, Laomo) for meta in profiles)
    known = {honour.name for honour in library.vocabulary.honours}
    for meta in profiles:
        assert {honour.name for honour in meta.honours} <= known
        assert all(honour.year == PENDING for honour in meta.honours)
        assert not any("代表" in honour.name for honour in meta.honours)


def test_the_policy_invents_no_year(library):
    policy = named(library, "2026-11-20-jiaokewenweiti-changai.md").meta
    assert isinstance(policy, Policy)
    assert [(deadline.date, deadline.text) for deadline in policy.deadlines] == [
        (PENDING, "10月17日前"),
        (PENDING, "11月1日"),
        (PENDING, "11月3日前"),
    ]
    assert len(policy.cites) == 10


def test_round_up_parts_are_headings_of_the_text(library):
    roundup = named(library, "2026-11-20-gedi-qiuxue-yuanmeng.md")
    assert isinstance(roundup.meta, Roundup)
    headings = [heading.text for heading in roundup.body.outline if heading.level == 2]
    assert [part.heading for part in roundup.meta.parts] == headings


def test_the_map_has_37_units_today_and_the_old_ones_before(library):
    now, before = datetime(2026, 1, 1, tzinfo=SHANGHAI).date(), datetime(2024, 9, 2, tzinfo=SHANGHAI).date()
    units = [district for district in library.vocabulary.districts if district.type != "功能区"]
    assert sum(district.exists_on(now) for district in units) == 37
    for old in ("江北区", "渝北区"):
        district = library.vocabulary.district(old)
        assert district is not None
        assert district.exists_on(before)
        assert not district.exists_on(now)


def test_drawn_pictures_say_so_and_stay_small(library, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    drawn = set(importlib.import_module("draw_illustrations").SCENES)
    photos = [photo for document in library.public for photo in document.all_photos if str(photo.path) in drawn]
    assert {str(photo.path) for photo in photos} == drawn
    assert {photo.credit for photo in photos} == {"示意图"}
    sizes = [(CONTENT / path).stat().st_size for path in drawn]
    assert max(sizes) < 250_000
    assert sum(sizes) < 4_000_000


def test_illustrations_are_drawn_the_same_every_time(tmp_path):
    script = [sys.executable, str(ROOT / "tools" / "draw_illustrations.py")]
    for run in ("one", "two"):
        subprocess.run([*script, str(tmp_path / run), "renwu"], check=True, capture_output=True)
    drawn = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.jpg"))
    assert len(drawn) == 3
    for path in drawn:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()
