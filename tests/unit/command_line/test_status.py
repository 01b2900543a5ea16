import json
from pathlib import Path

import pytest

from plugins.command_line.arguments import instant, parse
from plugins.command_line.options import Folders, StatusOptions
from plugins.command_line.status import status

PROJECT = Path(__file__).resolve().parents[3]
KEYS = [
    "schema",
    "now",
    "next_change",
    "changes",
    "drafts",
    "in_review",
    "stale",
    "empty_columns",
    "incomplete",
    "missing_reviews",
    "unreadable",
]


@pytest.fixture
def told(tmp_path, capsys):
    """What ``status`` prints about a site of these articles: name → front matter."""

    def printed(now="2024-09-10", form="json", **articles):
        news = tmp_path / "content/news"
        news.mkdir(parents=True, exist_ok=True)
        for name, meta in articles.items():
            (news / f"{name}.md").write_text(f"---\ntitle: {name}\n{meta}\n---\n\n正文。\n", encoding="utf-8")
        folders = Folders(base=PROJECT, content=news.parent, output=tmp_path / "out", cache=tmp_path / "cache")
        assert status(StatusOptions(folders=folders, now=instant(now), json=form == "json")) == 0
        out = capsys.readouterr().out
        return json.loads(out) if form == "json" else out

    return printed


def test_a_program_learns_when_to_build_next(told):
    found = told(a="date: 2024-09-01", b="date: 2024-09-11\npublish_at: 2024-09-12 08:00")
    assert list(found) == KEYS
    assert found["schema"] == 1
    assert found["now"] == "2024-09-10T00:00:00+08:00"
    assert found["next_change"] == {
        "at": "2024-09-12T08:00:00+08:00",
        "what": "opens",
        "path": "content/news/b.md",
        "url": "/news/b/",
        "kind": "news",
        "title": "b",
    }


def test_nothing_scheduled_is_null(told):
    assert told(a="date: 2024-09-01")["next_change"] is None


def test_time_travel_moves_the_next_change(told):
    articles = {"a": "date: 2024-09-12\nexpires_at: 2024-09-20"}
    assert [told(now, **articles)["next_change"] and told(now)["next_change"]["what"] for now in ("2024-09-10", "2024-09-12", "2024-09-21")] == [
        "opens",
        "expires",
        None,
    ]


def test_a_person_reads_the_same(told):
    text = told(
        form="text",
        a="date: 2024-09-12",
        b="date: 2024-09-01\nstatus: review\ncredits:\n  一审: 甲",
        c="date: 2024-09-01\nstatus: draft\nsource:\n  date: 待核实",
    )
    assert text.startswith("2024-09-10 00:00\n下一次变化：2024-09-12 00:00　发布　content/news/a.md　消息《a》\n")
    assert "审稿中（1）\n  content/news/b.md　消息《b》\n" in text
    assert "草稿（1）\n  content/news/c.md　消息《c》\n" in text
    assert "  content/news/b.md　消息《b》：缺二审、三审\n" in text
    assert "待核实（1）\n  content/news/c.md:6　date: 待核实\n" in text
    assert "  首页：还没有公开的稿件\n" in text


def test_a_broken_file_is_named_and_stops_nothing(told):
    found = told(a="date: 2024-09-31", b="date: 2024-09-01")
    assert found["unreadable"] == ["content/news/a.md"]
    assert "请运行 python3 build.py check" in told(form="text")


def test_the_verb_takes_its_moment(tmp_path):
    (tmp_path / "content").mkdir()
    asked = parse(["status", "--json", "--now", "2024-09-10"], tmp_path)
    assert isinstance(asked, StatusOptions)
    assert asked.json
    assert asked.now == instant("2024-09-10")
