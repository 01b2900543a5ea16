import shutil
from datetime import date
from pathlib import Path

import pytest

from plugins.command_line.arguments import instant
from plugins.command_line.check import find_problems
from plugins.command_line.exits import Exit, Stopped
from plugins.command_line.new import new
from plugins.command_line.options import CheckOptions, Folders, NewOptions
from plugins.newsroom.kinds import KINDS

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folders(tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    return Folders(base=PROJECT, content=content, output=tmp_path / "out", cache=tmp_path / "cache", shown="content")


@pytest.fixture
def make(folders, capsys):
    """The path and the text of a new article."""

    def made(kind, title="", slug="", day=date(2024, 9, 2)):
        assert new(NewOptions(folders=folders, kind=kind, title=title, day=day, slug=slug)) == Exit.GOOD
        said = capsys.readouterr()
        path = said.out.removesuffix("\n")
        assert said.err.count("\n") == 1
        return path, (folders.content.parent / path).read_text(encoding="utf-8")

    return made


def test_every_kind_passes_the_check_at_once_beside_the_real_content(folders, make):
    shutil.copytree(PROJECT / "content", folders.content, dirs_exist_ok=True)
    for kind in KINDS:
        _, text = make(kind, "新稿件：“题” " + kind)
        assert "\nstatus: draft\n" in text
    found = find_problems(CheckOptions(folders=folders, now=instant("2026-12-01")), lambda *_: None)
    assert [str(problem) for problem in found] == []


@pytest.mark.parametrize(
    "kind, path",
    [
        ("brief", "content/news/2024/2024-09-02-chan-gai.md"),
        ("news", "content/news/2024/2024-09-02-chan-gai.md"),
        ("简报", "content/news/2024/2024-09-02-chan-gai.md"),
        ("laomo", "content/laomo/chan-gai/index.md"),
        ("album", "content/albums/chan-gai/index.md"),
        ("page", "content/pages/chan-gai.md"),
    ],
)
def test_it_lies_where_it_belongs(make, kind, path):
    assert make(kind, "产改")[0] == path


@pytest.mark.parametrize("title", ["a: b", "'引' #题", "- 题", "[题]", "2024", "题：", "%", "真的？！", "“题” 副题", "null"])
def test_any_title_is_kept(make, title):
    from plugins.documents.source import SourceText
    from plugins.documents.yaml_nodes import parse, plain

    _, text = make("news", title, slug="ti")
    source = SourceText("a.md", text)
    assert plain(parse(source, 2, source.lines.index("---", 1)))["title"] == title


REFUSED = {
    "kind": ("breif", "题", ""),
    "slug": ("news", "题", "../a"),
    "slug with a slash": ("news", "题", "a/b"),
    "a page of the site's own": ("page", "题", "search"),
    "a device of Windows": ("page", "题", "con"),
    "a tag": ("news", "<b>题</b>", "a"),
    "two lines": ("news", "题\n题", "a"),
    "a title beyond measure": ("news", "题" * 301, "a"),
}


@pytest.mark.parametrize("kind, title, slug", REFUSED.values(), ids=REFUSED)
def test_it_refuses(folders, kind, title, slug):
    with pytest.raises(Stopped) as stopped:
        new(NewOptions(folders=folders, kind=kind, title=title, day=date(2024, 9, 2), slug=slug))
    assert stopped.value.code == Exit.USAGE
    assert not list(folders.content.rglob("*.md"))


@pytest.mark.parametrize("taken", ["news/2024/2024-09-02-a.md", "news/2024/2024-09-02-a/index.md"])
def test_it_never_overwrites(folders, taken):
    file = folders.content / taken
    file.parent.mkdir(parents=True)
    file.write_text("原稿", encoding="utf-8")
    with pytest.raises(Stopped) as stopped:
        new(NewOptions(folders=folders, kind="news", title="题", day=date(2024, 9, 2), slug="a"))
    assert stopped.value.code == Exit.USAGE
    assert [f.read_text(encoding="utf-8") for f in folders.content.rglob("*.md")] == ["原稿"]


def test_it_does_not_write_through_a_link(folders, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (folders.content / "pages").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Stopped):
        new(NewOptions(folders=folders, kind="page", title="题", day=date(2024, 9, 2), slug="a"))
    assert not list((tmp_path / "elsewhere").iterdir())
