"""Where the calendar meets Pelican: events of articles, coming events for every page, pages and .ics files."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.writers import Writer

from ..documents.outputs import write_output
from ..documents.run import Run
from ..documents.templates import offer_templates
from .agenda import agenda_of, upcoming
from .checks import check
from .events import Event, merge, of_document
from .feeds import ALL_URL, feeds
from .ics import calendar_file
from .months import month_views

TEMPLATES = Path(__file__).parent / "templates"
HOST = "yugong"


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
            found |= generator.of_documents
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            for article in generator.articles:
                article.events = found.get(str(article.document.path), ())


class CalendarGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes /calendar/, /calendar/list/, the month pages and the .ics files."""

    of_documents: dict[str, tuple[Event, ...]]
    events: tuple[Event, ...]

    def generate_context(self) -> None:
        """Collect the events of public documents; set what every page may show of them."""
        run: Run = self.settings["RUN"]
        library = run.library
        host = urlsplit(library.site.url).hostname or HOST
        self.of_documents = {str(d.path): of_document(d, library.vocabulary, host) for d in library.public}
        self.events = merge(self.of_documents.values())
        self.feeds = feeds(self.events, library.vocabulary)
        coming = upcoming(self.events, run.now)
        if coming.changes_at is not None:
            run.next_changes.append(coming.changes_at)
        self.agenda = agenda_of(self.events, tuple((feed.title, feed.url, len(feed.events)) for feed in self.feeds))
        self.context |= {
            "upcoming_events": coming.events,
            "upcoming_events_are_past": coming.past,
            "calendar_feeds": self.agenda.feeds,
            "calendar_urls": (
                ("/calendar/list/", "活动列表"),
                *((url, f"{title}活动") for title, url, _ in self.agenda.months),
            ),
        }

    def generate_output(self, writer: Writer) -> None:
        """Ask the writer for every page and file of ours."""
        run: Run = self.settings["RUN"]
        site = run.library.site
        self.write(writer, "calendar/index.html", "calendar", "/calendar/", agenda=self.agenda)
        self.write(writer, "calendar/list/index.html", "agenda", "/calendar/list/", agenda=self.agenda)
        for month in month_views(self.events, ALL_URL):
            self.write(writer, month.save_as, "month", month.url, month=month)
        for feed in self.feeds:
            name = f"{site.name}：{feed.title}" if feed.url != ALL_URL else f"{site.name}活动日历"
            write_output(writer, feed.save_as, calendar_file(name, feed.events, site.url))

    def write(self, writer: Writer, save_as: str, template: str, url: str, **names: Any) -> None:  # noqa: ANN401
        """One page from one template."""
        writer.write_file(save_as, self.get_template(template), self.context, url=url, **names)
