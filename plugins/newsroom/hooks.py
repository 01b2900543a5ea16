"""Where the newsroom meets Pelican: context names, lists, the front page, the theme's static files."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.writers import Writer

from ..documents.library import Library
from ..documents.outputs import write_output
from ..documents.run import Run
from .assets import Assets, absolute_urls
from .benefits import benefit_pages
from .checks import check, check_production
from .compared import by_measure
from .connections import connections
from .figures import figure_index
from .front_page import front_page
from .linking import linked
from .listings import directories, listings, sections
from .mentions import glossary
from .moved import moved_districts
from .navigation import NAVIGATION, listing_urls
from .offline import worker
from .showcase import showcases
from .words import FILTERS

MOST_LATEST = 8
KEPT_OFFLINE = ("css/site.css", "js/modes.js", "js/site.js", "img/emblem.svg")


def register() -> None:
    """Connect the named functions below."""
    signals.get_generators.connect(begin)
    signals.all_generators_finalized.connect(connect_articles)


def begin(pelican: Pelican) -> type[Generator]:
    """Add the filters that templates use, check the names, and hand Pelican our generator."""
    settings = pelican.settings
    settings["JINJA_FILTERS"] = {**settings.get("JINJA_FILTERS", {}), **FILTERS, "linked": linked, "by_measure": by_measure}
    run: Run = settings["RUN"]
    run.report(check(run.library))
    if run.profile == "production":
        run.report(check_production(run.library))
    return NewsroomGenerator


def connect_articles(generators: list[Generator]) -> None:
    """Give each article its connections."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            found = connections(generator.settings["RUN"].library)
            for article in generator.articles:
                article.connections = found[str(article.document.path)]


class NewsroomGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the front page, the lists, their directories, the showcase, the tombstones and the assets."""

    def generate_context(self) -> None:
        """Set ``nav``, ``latest``, ``asset``, ``absolute`` and ``listing_urls``."""
        self.run: Run = self.settings["RUN"]
        library = self.run.library
        self.assets = Assets(Path(self.theme) / "static", self.run.assets)
        self.context |= {
            "nav": NAVIGATION,
            "latest": tuple(library.cards.values())[:MOST_LATEST],
            "asset": self.assets,
            "absolute": absolute_urls(library.site.url),
            "listing_urls": listing_urls(library),
        }

    def generate_output(self, writer: Writer) -> None:
        """Ask the writer for every page of ours."""
        library = self.run.library
        self.write(writer, "index.html", "index", "/", front=front_page(library))
        self.write(writer, "404.html", "404", "/404.html")
        of_lists = self.context.get("calendar_of_lists", {})
        calendars = {url for _, url, _ in self.context.get("calendar_feeds", ())}
        for found in (*listings(library), *sections(library)):
            # only the calendar knows which lists have events, and so a file to subscribe to
            calendar = of_lists.get(found.page_urls[0]) if found.number == 1 else None
            feed = calendar.ics_url if calendar else found.ics_url if found.ics_url in calendars else None
            listing = replace(found, ics_url=feed)
            self.write(writer, listing.save_as, "listing", listing.url, listing=listing, listing_calendar=calendar)
        for directory in directories(library):
            self.write(writer, directory.save_as, "directory", directory.url, directory=directory)
        if self.theme_has("moved"):
            for moved in moved_districts(library.vocabulary, library.lists):
                self.write(writer, moved.save_as, "moved", moved.url, moved=moved)
        for room in showcases(library):
            self.write(writer, room.save_as, "showcase", room.url, showcase=room)
        self.write_collections(writer, library)
        for document in library.withdrawn:
            self.write(writer, document.save_as, "withdrawn", document.url)
        for save_as, file in self.assets.outputs():
            write_output(writer, save_as, file)
        if self.theme_has("offline"):
            self.write(writer, "offline/index.html", "offline", "/offline/")
            kept = tuple(self.assets(name) for name in KEPT_OFFLINE if name in self.assets.files)
            write_output(writer, "sw.js", worker(tuple(library.cards.values()), kept))

    def write_collections(self, writer: Writer, library: Library) -> None:
        """The pages that gather what articles hold in common, as far as the theme shows them."""
        if self.theme_has("figures") and self.theme_has("figure_index"):
            index = figure_index(library)
            self.write(writer, "figures/index.html", "figure_index", "/figures/", figure_index=index)
            for page in index.pages:
                self.write(writer, page.save_as, "figures", page.url, figures=page)
        if self.theme_has("benefits"):
            for table in benefit_pages(library):
                self.write(writer, table.save_as, "benefits", table.url, benefits=table)
        if self.theme_has("glossary"):
            mentions = {str(a.document.path): a.connections.names for a in self.context["articles"]}
            self.write(writer, "glossary/index.html", "glossary", "/glossary/", glossary=glossary(library, mentions))

    def theme_has(self, template: str) -> bool:
        """Whether the theme shows a page that a newsroom can do without."""
        return f"{template}.html" in self.env.list_templates()

    def write(self, writer: Writer, save_as: str, template: str, url: str, **names: Any) -> None:  # noqa: ANN401
        """One page from one template."""
        writer.write_file(save_as, self.get_template(template), self.context, url=url, **names)
