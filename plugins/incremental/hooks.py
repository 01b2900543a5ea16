"""How Pelican reaches the engine: its writer queues, and ``finalized`` renders."""

import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Template
from pelican import Pelican
from pelican.contents import Content
from pelican.generators import Generator
from pelican.paginator import Paginator
from pelican.plugins import signals
from pelican.utils import get_relative_path, path_to_url
from pelican.writers import Writer

from ..build_state.fingerprint import Shape, kind_of, shape_of
from ..build_state.prose import end_notes
from .articles import Keeping, Shown
from .pages import File, Page
from .plan import NOTHING, read_known
from .publishing import renew_manifest, strangers_in
from .reads import RecordingContext
from .render import Target
from .session import Session

logger = logging.getLogger(__name__)

RUN = "INCREMENTAL_RUN"
"""The setting under which one run's :class:`Session` lives; ``build.py`` reads its outcome there."""

STRANGERS = "INCREMENTAL_STRANGERS"
"""The setting that holds files of others in plain Pelican's output folder; nothing when the whole folder is theirs."""

PELICANS = frozenset({
    "_content", "_context", "_summary", "allowed_statuses", "author", "authors", "category", "content", "date",
    "date_format", "default_status", "default_template", "in_default_lang", "lang", "locale_date", "locale_modified",
    "mandatory_properties", "metadata", "modified", "next_article", "next_article_in_category", "override_save_as",
    "override_url", "prev_article", "prev_article_in_category", "relative_source_path", "settings", "slug",
    "source_path", "status", "tags", "template", "timezone", "title", "translations",
})  # fmt: skip
"""What Pelican itself puts on an article; everything else is there because a feature put it there."""

PAGINATED = {"articles", "dates"}
"""The names that Pelican paginates when a template asks for it."""


def connect() -> None:
    """Connect named functions: Pelican holds its receivers weakly."""
    signals.get_generators.connect(start)
    signals.generator_init.connect(watch)
    signals.get_writer.connect(writer_class)
    signals.finalized.connect(finish)


def start(pelican: Pelican) -> None:
    """Begin a run; ``get_generators`` is the first signal that fires on every run."""
    settings = pelican.settings
    settings[RUN] = session_of(settings)
    settings[STRANGERS] = None if "engine" in settings.get("BUILD", {}) else strangers_in(Path(settings["OUTPUT_PATH"]))


def session_of(settings: Mapping[str, Any]) -> Session:
    """Return the run's session: with ``BUILD`` in a fresh stage, without it straight in Pelican's output folder."""
    folder = Path(settings["OUTPUT_PATH"])
    build = settings.get("BUILD", {})
    if "engine" not in build:
        return Session(Target(folder, fresh=False))
    known = read_known(build["pages"]) if build["previous"] else NOTHING
    digests = build["ground"].digests if build["previous"] and build["ground"] else None
    target = Target(folder, build["previous"], shared=build["cache"], digests=digests)
    state = Path(build["pages"]).parent
    return Session(target, known, build["engine"], build["jobs"], build["progress"], state=state)


def watch(generator: Generator) -> None:
    """Let a generator's pages note the names that they read, and share compiled templates with the others."""
    generator.env.context_class = RecordingContext
    generator.env.auto_reload = False  # each run has environments of its own; a file is not asked for its time on each page
    generator.env.bytecode_cache = generator.settings[RUN].code


def writer_class(_pelican: Pelican) -> type[Writer]:
    """Return the writer for this run."""
    return QueueingWriter


def finish(pelican: Pelican) -> None:
    """Render and write; under plain Pelican, also list what is ours, so that ``build.py`` may replace it later."""
    pelican.settings[RUN].finish(keeping_of(pelican.settings))
    strangers = pelican.settings[STRANGERS]
    if strangers is not None:
        renew_manifest(Path(pelican.settings["OUTPUT_PATH"]), strangers)


def keeping_of(settings: Mapping[str, Any]) -> Keeping | None:
    """Return how articles are kept for edits of their prose; nothing under plain Pelican, and without ``documents``."""
    run: Any = settings.get("RUN")
    end_notes()
    notes = getattr(run, "notes", None)
    if notes is None or "engine" not in settings.get("BUILD", {}):
        return None
    library = run.library
    build = settings["BUILD"]
    return Keeping(
        shown_of,
        common={"vocabulary": library.vocabulary, "reading": dict(settings.get("DOCUMENTS", {}))},
        paths={id(text): str(d.path) for d in library.documents for text in d.texts},
        read=frozenset(notes.read),
        found=notes.found,
        knowing=notes.knowing,
        labels=frozenset(notes.labels),
        cards=library.cards,
        symbols=run.symbols(),
        titles=run.titles(),
        amenders=run.amenders,
        question=build["question"],
        before=build["before"],
    )


def shown_of(value: object) -> Shown | None:
    """Return what a template sees of an article with a document; nothing for any other value."""
    if not isinstance(value, Content) or "document" not in vars(value):
        return None
    names = {name: what for name, what in vars(value).items() if name not in PELICANS}
    others: Callable[[type, tuple[str, ...]], frozenset[str]] = _others
    return Shown(value.document, names, others(type(value), tuple(vars(value))))


@lru_cache(maxsize=64)
def _others(kind: type, attributes: tuple[str, ...]) -> frozenset[str]:
    """The names of everything that objects with these attributes have and we do not keep; thousands have the same."""
    return frozenset({*dir(kind), *attributes}).difference(name for name in attributes if name not in PELICANS)


@shape_of.register
def _(value: Content) -> Shape:
    """Return what a page may show of an article: its document, and what the features put on it.

    Everything else that Pelican hangs on an article comes from the same file, which the document's digest covers.
    """
    shown = shown_of(value)
    if shown is None:
        message = f"no fingerprint for {kind_of(value)} without a document"
        raise TypeError(message)
    return Shape(kind_of(value), str(value.url), (shown.names,))


class QueueingWriter(Writer):  # type: ignore[misc]
    """Pelican's writer, but nothing is written before all pages are known."""

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        """Find the run's queue."""
        super().__init__(output_path, settings)
        self._queue = self.settings[RUN].queue

    def write_file(  # noqa: PLR0913, PLR0917 - Pelican's own signature
        self,
        name: str | bool | None,  # noqa: FBT001 - Pelican's own signature
        template: Template,
        context: dict[str, Any],
        relative_urls: bool = False,  # noqa: FBT001, FBT002 - Pelican's own signature
        paginated: dict[str, Any] | None = None,
        template_name: str | None = None,
        override_output: bool = False,  # noqa: FBT001, FBT002 - Pelican's own signature
        url: str | None = None,
        **kwargs: Any,  # noqa: ANN401 - whatever a template reads
    ) -> None:
        """Queue a page, or each of its parts when it is paginated."""
        if not isinstance(name, str) or not name:
            return
        if paginated is None:
            paginated = {key: value for key, value in kwargs.items() if key in PAGINATED}
        pages = [(name, kwargs)]
        if paginated and template_name in self.settings["PAGINATED_TEMPLATES"]:
            size = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
            pages = paginate({k: Paginator(name, url, v, self.settings, size) for k, v in paginated.items()}, kwargs)
        for save_as, names in pages:
            own = {**own_names(context, save_as, relative=relative_urls), **names}
            self._queue.add_page(Page(save_as, template, context, own), override=override_output)

    def write_bytes(self, save_as: str, data: bytes | Path) -> None:
        """Queue a file that is no template; a path is hard-linked or copied when the pages are written."""
        self._queue.add_file(File(save_as, data))

    def write_feed(self, *_elements: object, **_options: object) -> None:
        """Write nothing: Pelican's own feeds take no part; ``editions`` makes ours."""
        logger.debug("Pelican's own feeds are off")


def own_names(context: Mapping[str, Any], save_as: str, *, relative: bool) -> dict[str, Any]:
    """Return the names that Pelican gives each page."""
    own = {"localsiteurl": context.get("localsiteurl"), "output_file": save_as}
    if relative:
        own["SITEURL"] = own["localsiteurl"] = path_to_url(get_relative_path(save_as))
    return own


def paginate(paginators: dict[str, Paginator], names: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return each part's place and names, as Pelican's own writer makes them."""
    first = next(iter(paginators.values()))
    pages = []
    for number in range(1, first.num_pages + 1):
        own = dict(names)
        for key, paginator in paginators.items():
            own[f"{key}_paginator"] = paginator
            own[f"{key}_page"] = paginator.page(number)
            own[f"{key}_previous_page"] = paginator.page(number - 1) if number > 1 else None
            own[f"{key}_next_page"] = paginator.page(number + 1) if number < paginator.num_pages else None
        pages.append((own[f"{list(paginators)[-1]}_page"].save_as, own))
    return pages
