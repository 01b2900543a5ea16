from datetime import datetime

import pytest

from plugins.documents.fields import SHANGHAI
from plugins.documents.library import read_library
from plugins.newsroom.faces.standing import open_in, other_texts, standing_of
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

NOW = datetime(2024, 9, 10, 12, tzinfo=SHANGHAI)
COLUMNS = "- name: 工会要闻\n- name: 政策文件\n- name: 渝工铸魂\n"


@pytest.fixture
def stand(tmp_path):
    """How a site of these articles stands: name → front matter without title."""

    def standing(now=NOW, **articles):
        (tmp_path / "vocabulary").mkdir(exist_ok=True)
        (tmp_path / "vocabulary/columns.yaml").write_text(COLUMNS, encoding="utf-8")
        (tmp_path / "news").mkdir(exist_ok=True)
        for name, meta in articles.items():
            (tmp_path / f"news/{name}.md").write_text(f"---\ntitle: {name}\n{meta}\n---\n\n正文。\n", encoding="utf-8")
        library = read_library(tmp_path, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=now)
        assert not [p for p in library.problems if p.is_error]
        return standing_of(library, other_texts(library))

    return standing


def changes(standing):
    return [(f"{c.at:%m-%d %H:%M}", c.what, c.document.path.stem) for c in standing.changes]


def test_what_changes_by_time_alone_is_told_in_order(stand):
    standing = stand(
        timed="date: 2024-09-10\npublish_at: 2024-09-12 08:00\nexpires_at: 2024-09-20",
        tomorrow="date: 2024-09-11",
        ends="date: 2024-09-01\nexpires_at: 2024-09-11 06:00",
        taken_back="date: 2024-09-15\nstatus: withdrawn",
        draft="date: 2024-09-30\nstatus: draft",
        over="date: 2024-08-01\nexpires_at: 2024-08-02",
    )
    assert changes(standing) == [
        ("09-11 00:00", "opens", "tomorrow"),
        ("09-11 06:00", "expires", "ends"),
        ("09-12 08:00", "opens", "timed"),
        ("09-15 00:00", "withdrawn", "taken_back"),
        ("09-20 00:00", "expires", "timed"),
    ]
    assert [d.path.stem for d in standing.drafts] == ["draft"]


def test_the_first_change_is_the_library_s_next_change(stand, tmp_path):
    standing = stand(a="date: 2024-09-20", b="date: 2024-09-01\nexpires_at: 2024-09-13 10:00")
    library = read_library(tmp_path, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)
    assert standing.changes[0].at == library.next_change()


def stale(standing):
    return {one.name: (one.kind, one.days) for one in standing.stale}


def test_news_is_stale_after_two_weeks_and_documents_after_half_a_year(stand):
    articles = {"n": "date: 2024-09-01\ncolumn: 工会要闻", "p": "date: 2024-09-01\ncolumn: 政策文件"}
    at = lambda month, day, year=2024: datetime(year, month, day, 12, tzinfo=SHANGHAI)  # noqa: E731
    assert stale(stand(at(9, 15), **articles)) == {"渝工铸魂": ("empty", None)}
    assert stale(stand(at(9, 16), **articles)) == {
        "首页": ("home", 15),
        "工会要闻": ("news", 15),
        "渝工铸魂": ("empty", None),
    }
    assert "政策文件" not in stale(stand(at(3, 3, 2025), **articles))
    assert stale(stand(at(3, 4, 2025), **articles))["政策文件"] == ("documents", 184)


def test_an_update_counts_and_a_draft_does_not(stand):
    standing = stand(
        a="date: 2024-08-01\nupdated: 2024-09-09\ncolumn: 工会要闻", b="date: 2024-09-09\ncolumn: 渝工铸魂\nstatus: draft"
    )
    assert stale(standing) == {"政策文件": ("empty", None), "渝工铸魂": ("empty", None)}


def test_an_empty_site_has_a_stale_home_page(stand):
    assert stale(stand(a="date: 2024-09-09\nstatus: draft"))["首页"] == ("home", None)


def test_reviews_need_names(stand):
    standing = stand(
        none="date: 2024-09-01",
        two="date: 2024-09-01\nstatus: review\ncredits:\n  一审: 甲\n  复审: 乙\n  三审: 待核实",
        all_three="date: 2024-09-01\ncredits:\n  初审: 甲\n  复审: 乙\n  终审: 丙",
        draft="date: 2024-09-01\nstatus: draft",
    )
    assert {d.path.stem: missing for d, missing in standing.unreviewed} == {
        "none": ("一审", "二审", "三审"),
        "two": ("三审",),
    }


def test_what_is_open_has_its_line_and_key(stand, tmp_path):
    (tmp_path / "site.yaml").write_text("name: 渝工\nphone: 待核实\n# icp: 待核实\n", encoding="utf-8")
    standing = stand(a="date: 2024-09-01\nsource:\n  date: 待核实")
    assert [(one.path, one.line, one.key) for one in standing.incomplete] == [
        ("content/news/a.md", 5, "date"),
        ("content/site.yaml", 2, "phone"),
    ]


def test_a_word_that_is_only_spoken_of_is_not_open():
    text = "---\ntitle: 题\n---\n\n写“待核实”或 `待核实`。\n\n<!-- 待核实\n待核实 -->\n\n## 待核实的事\n"
    assert [one.line for one in open_in("a.md", text)] == [10]


def test_a_long_line_shows_the_place():
    [one] = open_in("a.md", "---\n---\n" + "长" * 200 + "待核实" + "尾" * 50)
    assert "待核实" in one.text
    assert len(one.text) < 70
