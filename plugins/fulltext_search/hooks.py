"""Where search meets Pelican: the page and the index at the end of a run."""

from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from ..documents.outputs import write_output
from ..documents.run import Run
from ..documents.templates import offer_templates
from .checks import check
from .folding import traditional
from .impacts import of_document
from .index import merge
from .options import Options, options_of
from .search_page import SearchConfig, archives_of
from .terms import Normaliser

HERE = Path(__file__).parent
SCRIPT = "search.js"


def register() -> None:
    """Connect the named functions below; Pelican holds them weakly, and this module holds them for good."""
    signals.get_generators.connect(begin)
    signals.generator_init.connect(furnish)


def begin(pelican: Pelican) -> type[Generator]:
    """Check the settings and the library, register the script, hand Pelican our generator."""
    options_of(pelican.settings)
    run: Run = pelican.settings["RUN"]
    run.report(check(run.library))
    run.assets[SCRIPT] = HERE / "static" / SCRIPT
    return SearchGenerator


def furnish(generator: Generator) -> None:
    """Give a plain ``search.html``, and the panel for one, to themes that have none."""
    offer_templates(generator.env, HERE / "templates")


class SearchGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Writes /search/ and /search/index/…."""

    def generate_output(self, writer: Writer) -> None:
        """Ask the writer for the page and every file of the index."""
        run: Run = self.settings["RUN"]
        options: Options = options_of(self.settings)
        archives = archives_of(run.library, columns=options.columns, years=options.years)
        # Where the newsroom publishes assets, the script is one of them; elsewhere it stands beside the page.
        config = SearchConfig(archives, script="" if "asset" in self.context else SCRIPT)
        if config.script:
            write_output(writer, f"search/{SCRIPT}", HERE / "static" / SCRIPT)
        normalise = Normaliser(traditional())
        index = merge(of_document(document, options.kind_names, normalise) for document in run.library.public)
        for name, data in index.files.items():
            write_output(writer, f"search/index/{name}", data)
        template = self.get_template("search")
        writer.write_file("search/index.html", template, self.context, url="/search/", search_config=config)
