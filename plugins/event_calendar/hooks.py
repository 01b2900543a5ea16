"""Where the calendar meets Pelican: events of articles, coming events for every page, pages and .ics files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.writers import Writer

from ..documents.outputs import write_output
from ..documents.run import Run
from ..documents.templates import offer_templates
from .agenda import Link, Overview, Subscribable, agendas, by_year, grouped, slice_pages
from .checks import check
from .collection import Collection, collect, feeds_of
from .entries import Event
from .event_page import event_page, webcal_of
from .ics import COLOURS, Subscription, calendar_file, component
from .months import by_month, month_title, month_url, month_views, week_views, year_url, year_views
from .qr import qr_svg
from .slices import ALL_URL

TEMPLATES = Path(__file__).parent / "templates"
MOST_MONTHS = 24
SUBSCRIBABLE = ("/calendar/all.ics", "/calendar/kind/", "/calendar/district/", "/calendar/column/")


def register() -> None:
    """Connect the named functions below; Pelican holds them weakly, and this module holds them for good."""
    signals.get_generators.connect(begin)
    signals.generator_init.connect(furnish)
    signals.all_generators_finalized.connect(give_articles_their_events)


def begin(pelican: Pelican) -> type[Generator]:
    """Check the library and hand Pelican our generator."""
    run: Run = pelican.settings["RUN"]
    run.report(check(run.library))
    return CalendarGenerator


def furnish(generator: Generator) -> None:
    """Give plain pages to themes that have none."""
    offer_templates(generator.env, TEMPLATES)


def give_articles_their_events(generators: list[Generator]) -> None:
    """Set ``article.events``."""
    found: dict[str, tuple[Event, ...]] = {}
    for generator in generators:
        if isinstance(generator, CalendarGenerator):
            found |= generator.calendar.of_articles
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            for article in generator.articles:
                article.events = found.get(str(article.document.path), ())


class CalendarGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes everything below /calendar/."""

    calendar: Collection

    def generate_context(self) -> None:
        """Collect the events of public documents; set what every page may show of them."""
        run: Run = self.settings["RUN"]
        self.calendar = collect(run.library, run.now)
        run.next_changes.extend(self.calendar.next_changes())
        coming = self.calendar.upcoming
        self.feeds = tuple(
            Subscribable(title, url, webcal_of(run.library.site, url), len(events))
            for title, url, _, events in feeds_of(self.calendar)
        )
        self.all_pages = tuple(self.pages())
        self.context |= {
            "upcoming_events": coming.entries,
            "later_events": coming.later,
            "upcoming_events_are_past": coming.past,
            "calendar_of_lists": self.calendar.of_lists(),
            "calendar_feeds": tuple((f.title, f.url, f.count) for f in self.feeds if f.url.startswith(SUBSCRIBABLE)),
            "calendar_urls": tuple((url, title) for _, _, url, title, _ in self.all_pages if url != "/calendar/"),
        }

    def generate_output(self, writer: Writer) -> None:
        """Ask the writer for every page and file of ours."""
        for template, save_as, url, _, names in self.all_pages:
            writer.write_file(save_as, self.get_template(template), self.context, url=url, **names)
        for save_as, data in self.files():
            write_output(writer, save_as, data)

    def pages(self) -> Iterator[tuple[str, str, str, str, dict[str, Any]]]:
        """Every page: template, place, address, title, names of its own."""
        calendar = self.calendar
        overview = self.overview()
        yield "calendar", "calendar/index.html", "/calendar/", "活动日历", {"overview": overview}
        for save_as, agenda in agendas(calendar.entries):
            yield "agenda", save_as, agenda.url, agenda.title, {"agenda": agenda}
        for year in year_views(calendar.on_days, calendar.faces):
            yield "year", year.save_as, year.url, f"{year.title}活动日历", {"year": year}
        for month in month_views(calendar.on_days, calendar.faces, ALL_URL):
            yield "month", month.save_as, month.url, f"{month.title}活动", {"month": month}
        for week in week_views(calendar.on_days, calendar.faces):
            yield "week", week.save_as, week.url, f"{week.title}活动", {"week": week}
        for save_as, agenda in slice_pages(calendar.sliced_entries):
            yield "agenda", save_as, agenda.url, f"{agenda.title}活动", {"agenda": agenda}
        site = calendar.library.site
        for event in calendar.events:
            page = event_page(event, calendar.days_of[event.uid], calendar.slices, site)
            yield "event", f"{event.url[1:]}index.html", event.url, event.name, {"event_page": page}

    def overview(self) -> Overview:
        """The front page of the calendar."""
        calendar = self.calendar
        months = by_month(calendar.on_days)
        newest = list(reversed(months.items()))[:MOST_MONTHS]
        return Overview(
            years=tuple(
                Link(f"{year}年", year_url(year), len(found)) for year, found in by_year(calendar.entries).items()
            ),
            months=tuple(Link(month_title(month), month_url(month), len(found)) for month, found in newest),
            groups=grouped(calendar.sliced_entries),
            feeds=self.feeds,
            year_unknown=calendar.year_unknown,
            codes=tuple((title, f"/{name}") for title, name, _ in self.codes()),
        )

    def codes(self) -> Iterator[tuple[str, str, str]]:
        """The QR codes: caption, place, what they say. A site without an address has none."""
        site = self.calendar.library.site
        if site.url:
            yield "苹果手机：扫码订阅", "calendar/subscribe-webcal.svg", webcal_of(site, ALL_URL)
            yield "其他手机：扫码打开本页", "calendar/subscribe-page.svg", f"{site.url}/calendar/#subscribe"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The .ics files and the QR codes."""
        site = self.calendar.library.site
        ready = {event.uid: component(event, site.url) for event in self.calendar.events}
        for title, url, save_as, events in feeds_of(self.calendar):
            name = f"{site.name}：{title}" if url != ALL_URL else f"{site.name}活动日历"
            colour = COLOURS["deadline" if url.endswith("/deadline.ics") else "event"]
            about = Subscription(name, url, url.removesuffix(".ics") + "/" if url != ALL_URL else "/calendar/", colour)
            yield save_as, calendar_file(about, (ready[event.uid] for event in events), site.url)
        for event in self.calendar.events:
            about = Subscription(event.name, event.ics_url, event.url, COLOURS[event.kind])
            yield event.ics_url[1:], calendar_file(about, (ready[event.uid],), site.url)
        for title, save_as, text in self.codes():
            yield save_as, qr_svg(text, title)
