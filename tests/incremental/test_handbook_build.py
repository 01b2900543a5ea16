"""The handbook is built once per version, equal each time, and a broken one is never published."""

import pytest

from plugins.command_line.handbook_build import Handbook, HandbookFailed

CONFIG = """\
site_name: 手册
docs_dir: handbook
theme: {name: material, language: zh, font: false}
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "handbook").mkdir()
    (tmp_path / "handbook/index.md").write_text("# 手册\n\n第一句。\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    return tmp_path


def put(project, cache, target, digest="a" * 64):
    with Handbook(project, project / cache, digest) as handbook:
        started = handbook._process is not None
        count = handbook.put(project / target)
    files = {
        p.relative_to(project / target): p.read_bytes() for p in sorted((project / target).rglob("*")) if p.is_file()
    }
    assert count == len(files)
    return started, files


def test_the_handbook_is_built_once_and_equal_each_time(project):
    started, first = put(project, "cache1", "out1")
    assert started
    assert any("第一句" in data.decode("utf-8", "ignore") for data in first.values())
    assert not [name for name in first if name.name.startswith("sitemap")]
    started, second = put(project, "cache1", "out2")
    assert not started
    assert second == first
    # Somebody edits the published page in place, and with it the cached one that shares its bytes.
    (project / "out1/index.html").write_text("changed")
    started, third = put(project, "cache1", "out3")
    assert started
    assert third == first
    started, other = put(project, "cache2", "out4")
    assert started
    assert other == first


def test_a_handbook_that_does_not_build_says_why(project):
    (project / "handbook/index.md").write_text("[没有](nowhere.md)\n", "utf-8")
    with pytest.raises(HandbookFailed, match=r"nowhere\.md"):
        put(project, "cache", "out")
    assert not (project / "out").exists()


def test_a_project_without_a_handbook_has_none(project):
    (project / "mkdocs.yml").unlink()
    assert put(project, "cache", "out") == (False, {})
