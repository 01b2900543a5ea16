"""Lists in pages, the front page of a full and of an empty site, what is related to what."""

from datetime import datetime
from pathlib import Path

import pytest

from plugins.documents.library import Library, read_library
from plugins.newsroom.connections import connections
from plugins.newsroom.front_page import front_page
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS
from plugins.newsroom.listings import PER_PAGE, directories, listings, sections
from plugins.newsroom.showcase import showcases

NOW = datetime.fromisoformat("2026-06-01T08:00:00+08:00")


@pytest.fixture
def library(tmp_path):
    def make(files: dict[str, str]) -> Library:
        for name, text in files.items():
            file: Path = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return read_library(tmp_path, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW)

    return make


def article(day: int = 2, **fields: str) -> str:
    lines = "\n".join(
        f"{key}: {value}" for key, value in {"title": f"第 {day} 日", "date": f"2024-09-{day:02}", **fields}.items()
    )
    return f"---\n{lines}\n---\n正文。\n"


def test_a_long_list_has_pages_that_know_one_another(library):
    found = library(
        {f"news/{n:03}.md": article(n % 28 + 1, title=f"第 {n} 篇", column="要闻") for n in range(PER_PAGE * 2 + 1)}
    )
    pages = [page for page in listings(found) if page.kind == "column"]
    assert [len(page.cards) for page in pages] == [PER_PAGE, PER_PAGE, 1]
    assert [page.url for page in pages] == [
        f"/columns/%E8%A6%81%E9%97%BB/{tail}" for tail in ("", "page/2/", "page/3/")
    ]
    assert [page.save_as for page in pages][1] == "columns/要闻/page/2/index.html"
    assert pages[1].previous_url == pages[0].url
    assert pages[1].next_url == pages[2].url
    assert pages[2].next_url is None
    days = [card.day for page in pages for card in page.cards]
    assert days == sorted(days, reverse=True)


def test_an_empty_site_has_every_page_with_nothing_on_it(library):
    empty = library({})
    assert front_page(empty).lead is None
    assert [(page.url, page.cards) for page in sections(empty)] == [("/news/", ()), ("/albums/", ())]
    assert all(directory.entries == () for directory in directories(empty))
    assert next(showcases(empty)).profiles == ()
    assert connections(empty) == {}


def test_drafts_stand_in_no_list(library):
    found = library({"news/a.md": article(), "news/b.md": article(3, status="draft", tags="秘密")})
    assert [card.path for card in found.cards.values()] == ["news/a.md"]
    assert not any(listing.title == "秘密" for listing in listings(found))


def test_related_articles_share_the_rarest_names(library):
    files = {f"news/{n}.md": article(n, tags="常见") for n in range(1, 8)}
    files |= {"news/x.md": article(9, tags="常见、罕见"), "news/y.md": article(1, title="乙", tags="罕见")}
    found = connections(library(files))
    assert found["news/y.md"].related[0].path == "news/x.md"


def test_previous_and_next_stay_in_the_column(library):
    files = {
        "news/a.md": article(1, column="甲"),
        "news/b.md": article(2, column="乙"),
        "news/c.md": article(3, column="甲"),
    }
    found = connections(library(files))
    assert found["news/a.md"].next.path == "news/c.md"
    assert found["news/a.md"].previous is None
    assert found["news/b.md"].next is None


def test_the_front_page_leads_with_news_and_shows_the_latest_brief(library):
    found = front_page(
        library(
            {
                "news/a.md": article(1, kind="brief") + "\n◆8月26日，开会。\n",
                "news/b.md": article(2),
                "laomo/x.md": article(3, title="某人"),
            }
        )
    )
    assert (found.lead.path, found.brief.path, found.laomo.path) == ("news/b.md", "news/a.md", "laomo/x.md")
    assert [item.text for item in found.brief_items] == ["8月26日，开会。"]


def test_rooms_of_the_showcase_go_by_the_highest_known_level(library):
    honours = "\n  - {name: 甲, level: 省部级, year: 2010}\n  - {name: 乙, level: 国家级}"
    found = next(showcases(library({"laomo/a.md": article(honours=honours), "laomo/b.md": article(3)})))
    assert [(level, len(profiles)) for level, profiles in found.groups] == [("国家级", 1), ("荣誉待核实", 1)]
