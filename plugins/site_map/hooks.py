"""Where the site map meets Pelican: three files at the end of a run."""

from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from ..documents.outputs import write_output
from ..documents.run import Run
from ..documents.templates import offer_templates
from .pages import pages, site_index
from .sitemap_files import robots, sitemaps

TEMPLATES = Path(__file__).parent / "templates"
SERVICES = {
    "event_calendar": ("/calendar/", "日历"),
    "fulltext_search": ("/search/", "搜索"),
    "editions": ("/subscribe/", "订阅"),
}
"""The pages that other plugins bring, when they are loaded."""


def register() -> None:
    """Connect the named functions below; Pelican holds them weakly, and this module holds them for good."""
    signals.get_generators.connect(begin)
    signals.generator_init.connect(furnish)


def begin(_pelican: Pelican) -> type[Generator]:
    """Hand Pelican our generator."""
    return SiteMapGenerator


def furnish(generator: Generator) -> None:
    """Give a plain ``sitemap.html`` to themes that have none."""
    offer_templates(generator.env, TEMPLATES)


class SiteMapGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes /sitemap.xml, /robots.txt and /sitemap/."""

    def generate_output(self, writer: Writer) -> None:
        """Ask the writer for every file of ours."""
        run: Run = self.settings["RUN"]
        listed = (*self.context.get("listing_urls", ()), *self.calendar_pages(), *self.photo_pages())
        services = self.services()
        for save_as, data in sitemaps(pages(run.library, listed, services), run.library.site):
            write_output(writer, save_as, data)
        write_output(writer, "robots.txt", robots(run.library.site, drafts=run.drafts))
        shown = (*self.context.get("listing_urls", ()), *self.photo_pages())
        groups = site_index(run.library, shown, services)
        writer.write_file(
            "sitemap/index.html", self.get_template("sitemap"), self.context, url="/sitemap/", site_index=groups
        )

    def services(self) -> tuple[tuple[str, str], ...]:
        """The pages of the loaded plugins, ours, and the handbook when the whole build runs."""
        loaded = {str(name).rpartition(".")[2] for name in self.settings["PLUGINS"]}
        handbook = (("/handbook/", "编辑手册"),) if "BUILD" in self.settings else ()
        return (*(page for name, page in SERVICES.items() if name in loaded), ("/sitemap/", "网站地图"), *handbook)

    def calendar_pages(self) -> tuple[tuple[str, str, str], ...]:
        """The calendar's pages, if the calendar tells them."""
        return tuple((url, title, "日历") for url, title in self.context.get("calendar_urls", ()))

    def photo_pages(self) -> tuple[tuple[str, str, str], ...]:
        """The pages of each year's photos, if the gallery tells them."""
        return tuple((url, title, "照片") for url, title in self.context.get("photo_urls", ()))
