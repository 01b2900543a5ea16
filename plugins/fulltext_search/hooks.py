"""Where search meets Pelican: the page and the index at the end of a run."""

from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from ..build_state.files import make_folder, write_if_changed
from ..build_state.prose import unnoted
from ..documents.outputs import write_output
from ..documents.run import Run
from ..documents.templates import offer_templates
from .amending import PUBLISHED, Knowing
from .bundle import BOX, FIRST, MORE, PANEL, scripts
from .checks import check
from .contribution import EventLike, HasEvents
from .index import HEAD
from .kept import Kept
from .making import FOLDER, make
from .options import Options, options_of
from .search_page import SearchConfig, archives_of

HERE = Path(__file__).parent
ON_PAGE = (FIRST, PANEL, MORE)
AMENDER = "plugins.fulltext_search.amending:amend"


def register() -> None:
    """Connect the named functions below; Pelican holds them weakly, and this module holds them for good."""
    signals.get_generators.connect(begin)
    signals.generator_init.connect(furnish)


def begin(pelican: Pelican) -> type[Generator]:
    """Check the settings and the library, register the script, hand Pelican our generator."""
    options_of(pelican.settings)
    run: Run = pelican.settings["RUN"]
    run.report(check(run.library))
    make_folder(run.cache / FOLDER)
    for name, script in scripts().items():
        write_if_changed(run.cache / FOLDER / name, script.encode())
    run.assets.update({name: run.cache / FOLDER / name for name in ON_PAGE})
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
        archives = archives_of(run.library, options)
        # Where the newsroom publishes assets, the scripts are among them; elsewhere they stand beside the page.
        alone = "asset" not in self.context
        for name in ON_PAGE if alone else ():
            write_output(writer, f"search/{name}", run.cache / FOLDER / name)
        # Boxes on other pages know the search page's address only: the script for them stands beside it.
        write_output(writer, "search/box.js", run.cache / FOLDER / BOX)
        # The engine's digest covers our code, our settings and every library; without it nothing is reused.
        engine = str(self.settings.get("BUILD", {}).get("engine", ""))
        with unnoted():  # an edit of an article's text is brought up to date by the amender
            files = make(run.library, options, self.events(), Kept(run.cache / FOLDER, engine), run.jobs)
        head = files[HEAD]
        carried = head.decode() if isinstance(head, bytes) else "null"
        config = SearchConfig(archives, carried, *(ON_PAGE if alone else ()))
        for name, data in files.items():
            write_output(writer, f"{PUBLISHED}{name}", data)
        run.amenders[AMENDER] = Knowing(options.kind_names)
        template = self.get_template("search")
        writer.write_file("search/index.html", template, self.context, url="/search/", search_config=config)

    def events(self) -> dict[str, tuple[EventLike, ...]]:
        """The events that articles carry, by the articles' paths; none where no calendar found any."""
        return {
            str(article.document.path): article.events if isinstance(article, HasEvents) else ()
            for article in self.context["articles"]
        }
