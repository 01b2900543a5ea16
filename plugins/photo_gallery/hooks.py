"""Where photos meet Pelican: web versions before output begins, files and photo pages when it does."""

from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from ..build_state.workers import executor
from ..documents.document import Photo
from ..documents.outputs import write_output
from ..documents.run import Run
from ..documents.templates import offer_templates
from .albums import pages_of
from .checks import ALBUMS, check, problems_of
from .derivatives import Derived, Outcome, derive, quiet
from .markup import picture

HERE = Path(__file__).parent
VIEWER = "viewer.js"
TEMPLATE = "photo"


def register() -> None:
    """Connect the named functions below; Pelican holds them weakly, and this module holds them for good."""
    signals.get_generators.connect(begin)
    signals.generator_init.connect(furnish)


def begin(pelican: Pelican) -> type[Generator]:
    """Offer the viewer's script to the theme, once a run."""
    run: Run = pelican.settings["RUN"]
    run.assets[VIEWER] = HERE / "static" / VIEWER
    return PhotoGenerator


def furnish(generator: Generator) -> None:
    """Give templates ``picture``, and a plain ``photo.html`` to themes that have none."""
    generator.env.globals["picture"] = picture
    offer_templates(generator.env, HERE / "templates")


class PhotoGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Web versions of every public photo, and the photo pages of albums."""

    outcomes: dict[str, Outcome]

    def generate_context(self) -> None:
        """Make what is missing and report what failed, while the run can still be stopped."""
        run: Run = self.settings["RUN"]
        shown = photos_of(run)
        progress = self.settings.get("BUILD", {}).get("progress", quiet)
        with executor("threads", run.jobs) as workers:  # ended here: whoever forks later must find no thread
            self.outcomes = derive(shown, run.library.root, run.cache, workers, progress)
        run.report(problems_of(shown, self.outcomes))
        run.report(check(run.library))

    def generate_output(self, writer: Writer) -> None:
        """Publish the web versions, and a page for each photo of an album."""
        for outcome in self.outcomes.values():
            if isinstance(outcome, Derived):
                for derivative in outcome.derivatives:
                    write_output(writer, derivative.save_as, derivative.file)
        run: Run = self.settings["RUN"]
        for album in run.library.public:
            if album.kind == ALBUMS:
                template = self.get_template(TEMPLATE)
                for page in pages_of(album):
                    url = page.url.lstrip("/")
                    writer.write_file(page.save_as, template, self.context, url=url, album_photo=page)


def photos_of(run: Run) -> tuple[Photo, ...]:
    """Every photo of a public document, in the documents' order; a photo of a draft only is not among them."""
    return tuple(photo for document in run.library.public for photo in document.all_photos)
