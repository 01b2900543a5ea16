"""Where editions meet Pelican: JSON-LD on each article, feeds and the page of subscriptions as output."""

import hashlib
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.writers import Writer

from ..build_state.prose import unnoted
from ..documents.listing_urls import list_address
from ..documents.outputs import write_output
from ..documents.run import Run
from ..documents.templates import offer_templates
from .amending import Knowing, recipe_of
from .feeds import feeds, files_of
from .structured_data import StructuredData
from .subscriptions import subscriptions

AMENDER = "plugins.editions.amending:amend"
TEMPLATES = Path(__file__).parent / "templates"


def register() -> None:
    """Connect the named functions below; Pelican holds them weakly, and this module holds them for good."""
    signals.get_generators.connect(begin)
    signals.generator_init.connect(furnish)
    signals.all_generators_finalized.connect(describe_articles)


def begin(_pelican: Pelican) -> type[Generator]:
    """Hand Pelican our generator."""
    return EditionsGenerator


def furnish(generator: Generator) -> None:
    """Give a plain ``subscribe.html`` to themes that have none."""
    offer_templates(generator.env, TEMPLATES)


def describe_articles(generators: list[Generator]) -> None:
    """Give each article its JSON-LD."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            run: Run = generator.settings["RUN"]
            site, vocabulary = run.library.site, run.library.vocabulary
            token = hashlib.sha256(site.model_dump_json().encode()).hexdigest()[:16]
            for article in generator.articles:
                column = article.document.meta.column
                url = list_address(vocabulary, "column", column).url if column else ""
                article.structured_data = StructuredData(article.document, site, token, url)


class EditionsGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes the feeds and /subscribe/."""

    def generate_output(self, writer: Writer) -> None:
        """Ask the writer for every file of ours."""
        run: Run = self.settings["RUN"]
        found = feeds(run.library)
        with unnoted():  # an edit of an article in a feed is brought up to date by the amender
            for save_as, data in files_of(found, run.library.site):
                write_output(writer, save_as, data)
        run.amenders[AMENDER] = Knowing(run.library.site, tuple(map(recipe_of, found)))
        groups = subscriptions(run.library, self.context.get("calendar_feeds", ()))
        template = self.get_template("subscribe")
        writer.write_file("subscribe/index.html", template, self.context, url="/subscribe/", subscriptions=groups)
