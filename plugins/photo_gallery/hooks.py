"""Where photos meet Pelican: web versions before output begins, files and photo pages when it does."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from ..build_state.files import write_if_changed
from ..build_state.workers import executor
from ..documents.document import Document, Photo
from ..documents.outputs import write_output
from ..documents.photo_addresses import ALBUMS, widest_address
from ..documents.run import Run
from ..documents.templates import offer_templates
from .albums import may_download, pages_of
from .checks import check, problems_of
from .decoders import Decoders
from .derivatives import Derived, Outcome, Store, derive, quiet
from .engines import CHOICES, Engine, engine
from .markup import PictureTag
from .tones import stylesheet
from .years import year_pages
from .zips import zip_of

HERE = Path(__file__).parent
VIEWER = "viewer.js"
STYLES = "css/photos.css"
TEMPLATE, YEAR_TEMPLATE = "photo", "photo_year"
SETTINGS = {"engine"}
TONES = "PHOTO_TONES"
"""The setting in which a run keeps the colours of its photos: every generator has its own Jinja environment."""


def register() -> None:
    """Connect the named functions below; Pelican holds them weakly, and this module holds them for good."""
    signals.get_generators.connect(begin)
    signals.generator_init.connect(furnish)


def begin(pelican: Pelican) -> type[Generator]:
    """Offer the viewer's script and the photos' style sheet to the theme, once a run."""
    settings = pelican.settings
    engine_of(settings)  # a setting that is wrong is told before anything is read
    settings[TONES] = {}
    run: Run = settings["RUN"]
    run.assets[VIEWER] = HERE / "static" / VIEWER
    run.assets[STYLES] = run.cache / "photos.css"
    write_if_changed(run.assets[STYLES], stylesheet().encode())
    return PhotoGenerator


def furnish(generator: Generator) -> None:
    """Give templates ``picture``, and a plain ``photo.html`` to themes that have none."""
    generator.env.globals["picture"] = PictureTag(generator.settings[TONES])
    offer_templates(generator.env, HERE / "templates")


def engine_of(settings: Mapping[str, Any]) -> Engine:
    """The engine that ``PHOTO_GALLERY`` asks for; ValueError in words for a setting that nobody knows."""
    options: Mapping[str, Any] = settings.get("PHOTO_GALLERY", {})
    unknown = set(options) - SETTINGS
    if unknown:
        message = (
            f"设置 PHOTO_GALLERY 里有不认识的键：{'、'.join(sorted(unknown))}；可以用：{'、'.join(sorted(SETTINGS))}"
        )
        raise ValueError(message)
    choice = options.get("engine", "auto")
    if choice not in CHOICES:
        raise ValueError(f"设置 PHOTO_GALLERY 的 engine 不能是“{choice}”；可以用：{'、'.join(CHOICES)}")
    try:
        return engine(choice)
    except (ImportError, OSError):
        raise ValueError("设置 PHOTO_GALLERY 要用 vips，但没有安装：请安装 pyvips[binary]") from None


class PhotoGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Web versions of every public photo, and the photo pages of albums."""

    outcomes: dict[str, Outcome]

    def generate_context(self) -> None:
        """Make what is missing and report what failed, while the run can still be stopped."""
        run: Run = self.settings["RUN"]
        shown = photos_of(run)
        progress = self.settings.get("BUILD", {}).get("progress", quiet)
        # both end here: whoever forks later must find no thread
        with Decoders(engine_of(self.settings)) as decoders, executor("threads", run.jobs) as workers:
            store = Store(run.cache, decoders)
            self.outcomes = derive(shown, run.library.root, store, workers, progress)
        for digest, outcome in self.outcomes.items():
            if isinstance(outcome, Derived):
                self.settings[TONES][digest] = outcome.tone
        self.context["photo_urls"] = tuple(
            (year.url, f"{year.year}年的照片") for year in year_pages(run.library.articles, ALBUMS) if year.number == 1
        )
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
                self.write_zip(writer, album, run.cache)
        template = self.get_template(YEAR_TEMPLATE)
        for year in year_pages(run.library.articles, ALBUMS):
            save_as = f"{year.url.lstrip('/')}index.html"
            writer.write_file(save_as, template, self.context, url=year.url.lstrip("/"), photo_year=year)

    def write_zip(self, writer: Writer, album: Document, cache: Path) -> None:
        """Publish the archive of an album whose photos may be downloaded."""
        if not may_download(album) or not album.all_photos:
            return
        files = {
            derivative.save_as: derivative.file
            for outcome in self.outcomes.values()
            if isinstance(outcome, Derived)
            for derivative in outcome.derivatives
        }
        addresses = [(photo, widest_address(photo).lstrip("/")) for photo in album.all_photos]
        photos = [(photo, files[address]) for photo, address in addresses if address in files]
        write_output(writer, f"{album.url.lstrip('/')}photos.zip", zip_of(album, photos, cache))


def photos_of(run: Run) -> tuple[Photo, ...]:
    """Every photo of a public document, in the documents' order; a photo of a draft only is not among them."""
    return tuple(photo for document in run.library.public for photo in document.all_photos)
