"""The calendar in anybody's site: stock Pelican, documents, this plugin, and a theme that knows nothing of it."""

import os
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest

PROJECT = Path(__file__).resolve().parents[2]
SETTINGS = """
import sys
sys.path.insert(0, {project!r})
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
PLUGINS = ["plugins.documents", "plugins.event_calendar"]
DOCUMENTS = {{"kinds": "plugins.newsroom.kinds:KINDS", "folder_kinds": "plugins.newsroom.kinds:FOLDER_KINDS"}}
JINJA_ENVIRONMENT = {{"autoescape": True}}
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
TIMEZONE = "Asia/Shanghai"
"""
PAGE = (
    "{% for event in article.events %}{{ event.kind }} {{ event.start }} {{ event.name }} {{ event.url }}\n{% endfor %}"
    "{{ 'past' if upcoming_events_are_past else 'coming' }}"
    "{% for event in upcoming_events %} {{ event.name }}{% endfor %}"
)
NOW = "1725235200"  # 2024-09-02 08:00 in Beijing, as SOURCE_DATE_EPOCH
BRIEF = """---
kind: brief
title: 一周动态
date: 2024-09-02
column: 一周动态
---

◆8月28日，南岸区总工会慰问职工。

◆近日，大足区总工会举办讲座。
"""
ARTICLE = "---\ntitle: {title}\ndate: 2024-09-02\n{more}events:\n{events}---\n\n正文。\n"


@pytest.fixture
def pelican(tmp_path):
    """Runs stock Pelican over files; returns the exit code, what it said, and the output."""

    def run(epoch=NOW, **files):
        everything = {
            "content/site.yaml": "name: 测试站\nurl: https://example.com\n",
            "content/vocabulary/districts.yaml": "- {name: 南岸区, slug: nanan}\n- {name: 大足区, slug: dazu}\n",
            "pelicanconf.py": SETTINGS.format(project=str(PROJECT)),
            **{f"theme/templates/{name}.html": PAGE for name in ("news", "brief")},
            **{f"content/news/{name}.md": text for name, text in files.items()},
        }
        for name, text in everything.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py"],
            cwd=tmp_path,
            env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        output = tmp_path / "output"
        found = {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*") if p.is_file()}
        return done.returncode, done.stdout + done.stderr, found

    return run


def names_in(data):
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    assert all(not component.errors for component in calendar.walk())
    return [str(event["summary"]) for event in calendar.walk("VEVENT")]


def test_pages_feeds_and_articles(pelican):
    article = ARTICLE.format(
        title="通知", more="", events="  - {name: 大赛&联欢, start: 2024-09-30, end: 2024-10-02, district: 大足区}\n"
    )
    code, said, output = pelican(a=BRIEF, b=article)
    assert code == 0, said
    calendar = {name: data for name, data in output.items() if name.startswith("calendar/")}
    own = {name for name in calendar if name.startswith("calendar/event/")}
    assert len(own) == 4, "a page and a file for each of two events"
    assert set(calendar) - own == {
        *(
            f"calendar/{name}index.html"
            for name in ("", "list/", "2024/", "2024/list/", "2024/08/", "2024/09/", "2024/10/")
        ),
        *(f"calendar/2024/w{week}/index.html" for week in (35, 40)),
        *(f"calendar/{name}index.html" for name in ("district/nanan/", "district/dazu/", "column/一周动态/")),
        *(f"calendar/kind/{kind}{end}" for kind in ("event", "item") for end in ("/index.html", ".ics")),
        "calendar/all.ics",
        "calendar/district/nanan.ics",
        "calendar/district/dazu.ics",
        "calendar/column/一周动态.ics",
        "calendar/subscribe-page.svg",
        "calendar/subscribe-webcal.svg",
    }
    assert names_in(calendar["calendar/all.ics"]) == ["南岸区总工会慰问职工", "大赛&联欢"]
    assert names_in(calendar["calendar/district/nanan.ics"]) == ["南岸区总工会慰问职工"]
    assert "https://example.com/news/b/" in calendar["calendar/all.ics"].replace(b"\r\n ", b"").decode()
    assert "大赛&amp;联欢" in calendar["calendar/2024/10/index.html"].decode(), "escaped, and on all its days"
    brief = output["news/a/index.html"].decode()
    assert "item 2024-08-28 南岸区总工会慰问职工 /calendar/event/" in brief
    assert brief.endswith("coming 大赛&amp;联欢")


def test_when_nothing_comes_the_past_is_shown_as_past(pelican):
    code, said, output = pelican(a=BRIEF)
    assert code == 0, said
    assert output["news/a/index.html"].decode().endswith("past 南岸区总工会慰问职工")


def test_a_draft_and_tomorrows_article_give_nothing_away(pelican):
    events = "  - {name: 秘密, start: 2024-09-30}\n"
    draft = ARTICLE.format(title="甲", more="status: draft\n", events=events)
    later = ARTICLE.format(title="乙", more="", events=events).replace("date: 2024-09-02", "date: 2024-09-03")
    code, said, output = pelican(a=draft, b=later)
    assert code == 0, said
    assert not [name for name, data in output.items() if "秘密" in data.decode()]
    assert names_in(output["calendar/all.ics"]) == []


def test_an_event_that_ends_before_it_starts_stops_the_run(pelican):
    events = "  - {name: 大赛, start: 2024-09-05, end: 2024-09-03}\n"
    code, said, output = pelican(a=ARTICLE.format(title="甲", more="", events=events))
    assert code == 1
    assert output == {}
    assert "E501" in said


def test_a_theme_with_templates_of_its_own_wins(pelican, tmp_path):
    (tmp_path / "theme/templates").mkdir(parents=True)
    (tmp_path / "theme/templates/month.html").write_text("mine: {{ month.title }}")
    code, said, output = pelican(a=BRIEF)
    assert code == 0, said
    assert output["calendar/2024/08/index.html"].decode() == "mine: 2024年8月"


def test_two_runs_write_the_same_bytes(pelican):
    first = pelican(a=BRIEF)[2]
    assert pelican(a=BRIEF)[2] == first
