"""What the calendar costs: the processor seconds of all its pages and files, cold, and what one edit renders.

    python bench/events.py [N]

makes N events (10,000 unless told) over ten years in N/10 briefs of ten ◆ items, in memory, and then does all that a
build does for the calendar: events out of the documents (their dates read), days, slices, the pages of months, weeks,
years, slices and single events through the real theme, every .ics file. Reading Markdown and writing to the disk are
the build's and not counted. One process; quote the processor seconds with the machine's name. Then one item is edited,
and the pages whose views differ are counted.
"""

# ruff: noqa: E402 - the project comes first on the path

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT))

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.build_state.fingerprint import Fingerprints
from plugins.documents.document import Body, Document, Item
from plugins.documents.fields import SHANGHAI
from plugins.documents.library import Library
from plugins.documents.site import SiteSettings
from plugins.documents.site_files import read_vocabulary
from plugins.documents.source import SourceText
from plugins.event_calendar.collection import collect
from plugins.event_calendar.hooks import CalendarGenerator
from plugins.newsroom.kinds import Brief
from plugins.newsroom.navigation import NAVIGATION
from plugins.newsroom.words import FILTERS

NOW = datetime(2027, 1, 1, 8, tzinfo=SHANGHAI)
FIRST = date(2017, 1, 2)
DAYS = 3640
PER_BRIEF = 10
DOINGS = ("慰问一线职工", "举办职工技能竞赛", "开展法律援助进工地活动", "召开集体协商推进会", "组织劳模宣讲")
COLUMNS = ("一周动态", "职工服务", "产改进行时")


def documents(size: int, edited: int | None = None) -> Iterator[Document]:
    """Briefs of ten items each; ``edited`` is the number of the item that took place a day later."""
    vocabulary, _ = read_vocabulary(PROJECT / "content", "content")
    districts = [district.name for district in vocabulary.districts[:38]]
    for brief in range(size // PER_BRIEF):
        published = FIRST + timedelta(days=brief * DAYS * PER_BRIEF // size + 7)
        items = []
        for place in range(PER_BRIEF):
            number = brief * PER_BRIEF + place
            day = published - timedelta(days=1 + number % 6 - (number == edited))
            district = districts[number % len(districts)]
            text = f"{day.month}月{day.day}日，{district}总工会{DOINGS[number % 5]}，第{number}批职工参加。活动为期一天。"
            named = tuple(o.name for o in vocabulary.organisations if o.name == f"{district}总工会")
            items.append(Item(f"item-{number:08x}", place + 1, "", text, (), (district,), named))
        path = PurePosixPath(f"news/{published.year}/brief-{brief}.md")
        meta = Brief(title=f"一周动态（{brief}）", date=published, kind="brief", column=COLUMNS[brief % 3])
        url = f"/news/{published.year}/brief-{brief}/"
        source = SourceText(f"content/{path}", "")
        yield Document(path, url, f"{url[1:]}index.html", "brief", meta, Body(tuple(items)), "", (), None, None, "", source)


def library_of(size: int, edited: int | None = None) -> Library:
    """The library of these briefs."""
    vocabulary, _ = read_vocabulary(PROJECT / "content", "content")
    site = SiteSettings(name="渝工", url="https://yugong.example")
    return Library(Path("/nowhere"), site, vocabulary, tuple(documents(size, edited)), (), NOW)


def environment() -> Environment:
    """The theme as the build has it."""
    made = Environment(
        loader=FileSystemLoader(PROJECT / "theme" / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= FILTERS
    return made


def context(library: Library) -> dict[str, Any]:
    """The names that every page may read."""
    known = {"nav": NAVIGATION, "latest": (), "site": library.site, "SITEURL": ""}
    return known | {"asset": Assets(), "absolute": absolute, "picture": absolute}


class Assets:
    """A stand-in for the theme's files."""

    def __call__(self, name: str) -> str:
        """An address."""
        return f"/assets/{name}"

    def integrity(self, name: str) -> str:
        """A digest."""
        return f"sha384-{name}"


def absolute(address: object = "", **_: object) -> str:
    """A stand-in for whole addresses."""
    return f"https://yugong.example{address}"


def generator_of(library: Library) -> CalendarGenerator:
    """The plugin's generator, as Pelican would make it."""
    run = SimpleNamespace(library=library, now=NOW, next_changes=[])
    made = CalendarGenerator.__new__(CalendarGenerator)
    made.settings, made.context = {"RUN": run}, context(library)
    made.generate_context()
    return made


def views(library: Library) -> dict[str, str]:
    """The fingerprint of each page's own names."""
    prints = Fingerprints()
    return {save_as: prints.of(names) for _, save_as, _, _, names in generator_of(library).all_pages}


def timed(what: str, act: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever act returns
    """What ``act`` returns; prints its processor seconds."""
    begun = time.process_time()
    found = act()
    print(f"  {what:24} {time.process_time() - begun:6.2f} s")
    return found


def main(size: int) -> None:
    """Measure and print."""
    library = library_of(size)
    templates = environment()
    for name in ("calendar", "agenda", "year", "month", "week", "event"):
        templates.get_template(f"{name}.html")
    begun = time.process_time()
    generator = timed("events and views", lambda: generator_of(library))
    pages = generator.all_pages

    def render() -> Counter[str]:
        weight: Counter[str] = Counter()
        for template, save_as, _, _, names in pages:
            page = templates.get_template(f"{template}.html").render({**generator.context, "output_file": save_as, **names})
            weight[template] += len(page.encode())
        return weight

    weight = timed("pages", render)
    files = timed(".ics and QR files", lambda: sum(len(data) for _, data in generator.files()))
    total = time.process_time() - begun
    kinds = Counter(template for template, *_ in pages)
    print(f"{size} events, {len(pages)} pages ({dict(kinds)}), {files / 1e6:.1f} MB of .ics: {total:.2f} s of CPU")
    print("  KB a page: " + ", ".join(f"{name} {weight[name] / kinds[name] / 1000:.0f}" for name in kinds))
    collected = collect(library, NOW)
    print(f"  {len(collected.entries)} days of events")
    before, after = views(library), views(library_of(size, edited=size // 2 + 3))
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    print(f"one item a day later: {len(changed)} pages: {', '.join(changed)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
