"""The ratchet: known warnings are not shown, new ones and errors are, and what is mended stays mended."""

import pytest

from plugins.command_line.check import check
from plugins.command_line.options import CheckOptions

SITE = """
    -- content/news/2024/a.md --
    ---
    title: 甲
    date: 2024-09-02
    ---
    # 大标题

    #### 跳级
    -- content/news/2024/b.md --
    ---
    title: 乙
    date: 2024-09-02
    ---
    ##没有空格
"""
BROKEN = "---\ntitle: 丙\ndate: 2024-09-02\n---\n[没有](没有.md)\n"


@pytest.fixture
def old(site, capsys):
    small = site(SITE)
    options = CheckOptions(folders=small.options().folders, now=small.options().now, update_ratchet=True)
    assert check(options) == 0
    assert "没有发现问题" in capsys.readouterr().out
    return small


def codes(small):
    return [problem.code for problem in small.check()]


def test_known_warnings_are_not_shown_in_check_and_build(old):
    text = (old.folder / "content/ratchet.yaml").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("-")]
    assert rows == [
        "- {code: W711, path: 'news/2024/a.md', count: 2}",
        "- {code: W712, path: 'news/2024/b.md', count: 1}",
    ]
    assert codes(old) == []
    assert old.build().problems == ()


def test_new_ones_and_errors_are_shown(old):
    file = old.folder / "content/news/2024/b.md"
    file.write_text(file.read_text("utf-8") + "\n##又一个\n", "utf-8")
    assert codes(old) == ["W712", "W712"]
    old.write("content/news/2024/c.md", BROKEN)
    assert codes(old) == ["W712", "W712", "E311"]


def test_a_stale_entry_is_told(old):
    old.write("content/news/2024/a.md", "---\ntitle: 甲\ndate: 2024-09-02\n---\n### 跳级\n")
    found = old.check()
    assert [(p.code, p.place.path) for p in found] == [("W805", "content/ratchet.yaml")]
    assert "news/2024/a.md 的 W711 记着 2 处，现在是 1 处" in found[0].message
    assert found[0].place.line > 1


@pytest.mark.parametrize("entry", ["- {code: E311, path: a.md, count: 1}", "- {code: W302, path: a.md, count: 0}", "- W302", "a: 1"])
def test_an_error_cannot_be_known(old, entry):
    old.write("content/news/2024/c.md", BROKEN)
    old.write("content/ratchet.yaml", entry + "\n")
    assert {"E806", "E311"} <= set(codes(old))


def test_a_good_site_needs_no_ratchet(old):
    for name in ("a", "b"):
        old.write(f"content/news/2024/{name}.md", f"---\ntitle: {name}\ndate: 2024-09-02\n---\n正文。\n")
    check(CheckOptions(folders=old.options().folders, now=old.options().now, update_ratchet=True))
    assert not (old.folder / "content/ratchet.yaml").exists()
