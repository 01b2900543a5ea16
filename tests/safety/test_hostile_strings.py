"""Every string of the hostile corpora in every field of every kind, through the real build: text stays text.

In CI every third string stands in one kind of article; with ``YUGONG_LONG=1`` every string stands in all nine, and
Chromium opens every page instead of some.
"""

import json
import os
import re
from pathlib import Path

import feedparser
import pytest
from hostile_site import OWN, Article, settle
from icalendar import Calendar
from live import live_nodes

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "html"
LONG = os.environ.get("YUGONG_LONG") == "1"
MOST_REFUSED = 0.8
"""A harness that puts its strings nowhere would find nothing."""

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the shared corpora are not beside this checkout")


def hostile_strings() -> list[str]:
    both = [json.loads((CORPORA / name).read_text("utf-8")) for name in ("xss-payloads.json", "naughty-strings.json")]
    return [entry if isinstance(entry, str) else json.dumps(entry) for found in both for entry in found]


@pytest.fixture(scope="module")
def built(tmp_path_factory, site_at):
    """The site of every string that was accepted, built; and its articles."""
    made = site_at(tmp_path_factory.mktemp("hostile"))
    kinds = list(OWN)
    wanted = [
        Article(kind, number, text)
        for number, text in list(enumerate(hostile_strings()))[:: 1 if LONG else 3]
        for kind in (kinds if LONG else [kinds[number // 3 % len(kinds)]])
    ]
    for article in wanted:
        made.write(f"content/{article.path}".replace("index.md", "p.png"), "photo 20x20")

    def errors():
        found = [problem for problem in made.check() if problem.is_error]
        return [(problem.place.path.removeprefix("content/"), problem.place.line) for problem in found]

    settle(made.folder / "content", wanted, errors)
    report = made.build()
    assert not any(problem.is_error for problem in report.problems)
    return made, wanted


def pages(built):
    """Every page of the theme's; the handbook's text is ours and its theme is Material's."""
    folder = built[0].output()
    return sorted(page for page in folder.rglob("*.html") if page.relative_to(folder).parts[0] != "handbook")


def test_enough_strings_reach_a_page(built, record_property):
    _, articles = built
    tried = sum(article.tried for article in articles)
    refused = sum(len(article.refused) for article in articles)
    record_property("tried", f"{len(articles)} 篇稿件，恶意字符串放了 {tried} 处，{refused} 处被拒绝并说明，其余发布")
    assert refused < tried * MOST_REFUSED


def test_no_page_has_a_live_node(built, record_property):
    found = {str(page): live for page in pages(built) if (live := live_nodes(page.read_text("utf-8")))}
    record_property("tried", f"html5lib 读了 {len(pages(built))} 页")
    assert found == {}


def test_the_feeds_hold_text_only(built):
    folder = built[0].output("feeds")
    for file in sorted(folder.rglob("*.atom.xml")):
        feed = feedparser.parse(file.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
        assert not feed.bozo, (file, feed.get("bozo_exception"))
        for entry in feed.entries:
            for content in [*entry.get("content", []), entry.get("summary_detail", {"value": ""})]:
                is_html = content.get("type") != "text/plain"
                assert not is_html or live_nodes(content["value"]) == [], (file, entry.link)
    for file in sorted(folder.rglob("*.json")):
        for item in json.loads(file.read_bytes())["items"]:
            assert live_nodes(item.get("content_html", "")) == [], (file, item["url"])


def test_no_string_becomes_a_property_of_a_calendar(built):
    allowed = re.compile(r"^[A-Z][A-Z0-9-]*[;:]")
    for file in sorted(built[0].output("calendar").rglob("*.ics")):
        data = file.read_bytes()
        calendar = Calendar.from_ical(data)
        events = calendar.walk("VEVENT")
        assert calendar.errors == []
        assert data.count(b"\r\nBEGIN:VEVENT\r\n") == len(events)
        assert {c.name for c in calendar.walk()} <= {
            "VCALENDAR",
            "VEVENT",
            "VTIMEZONE",
            "STANDARD",
        }  # no alarm, no task
        assert all(allowed.match(line) for line in data.decode().replace("\r\n ", "").splitlines() if line)


def test_other_files_parse(built):
    for file in sorted(built[0].output().rglob("*.json")):
        json.loads(file.read_bytes())


def test_chromium_runs_nothing(built, browser_of_safety, record_property):
    """No dialog, no violation of the policy, no request to another host."""
    from servers import serving

    folder = built[0].output()
    chosen = [page for page in pages(built) if "/h" in str(page.relative_to(folder))]
    chosen = chosen if LONG else chosen[::6]
    said = []
    with serving(folder) as host:
        page = browser_of_safety.new_page()
        page.on("dialog", lambda dialog: (said.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith(host) else said.append(f"asked for {r.url}"))
        for file in chosen:
            page.goto(f"{host}/{file.relative_to(folder).as_posix().removesuffix('index.html')}")
    record_property("tried", f"Chromium 打开了 {len(chosen)} 页")
    assert said == []
