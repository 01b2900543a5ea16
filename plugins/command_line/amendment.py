"""The short way: some articles' texts were edited and nothing else, so that only their own pages can have changed.

Taken when all of this holds, and left for the long way as soon as one thing does not: the last build is right but for
files of articles that existed before; nothing was to be said about them then or now; their faces (all that lists,
calendars and checks know of them) are as they were; nobody but their own pages and declared readers had read their text,
and the readers find what they had found; the pages ask for no name whose value was not kept. Pelican is not imported.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .last_build import LastBuild

if TYPE_CHECKING:
    from ..incremental.again import KeptSite
    from ..incremental.inputs import Stamp

CONTENT = "content/"
MOST = 20
"""With more articles edited at once, the long way is not much longer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the short way needs to know of a build."""

    content: Path
    output: Path
    state: Path
    shown: str
    engine: str
    now: datetime


def edited_articles(last: LastBuild, stamps: "Mapping[str, Stamp]") -> list[str]:
    """The articles' files (below the content folder) that have other bytes, when nothing else has; else nothing."""
    if stamps.keys() != last.inputs.keys():
        return []
    changed = [key for key, stamp in stamps.items() if last.inputs[key][-1] != stamp[-1]]
    if len(changed) > MOST or not all(key.startswith(CONTENT) and key.endswith(".md") for key in changed):
        return []
    return [key.removeprefix(CONTENT) for key in changed]


def rendered(
    asked: Asked, last: LastBuild, stamps: "Mapping[str, Stamp]", paths: Sequence[str]
) -> dict[str, bytes] | None:
    """The pages of the edited articles rendered again; None when the site must be built the long way."""
    from ..incremental.again import KeptSite  # noqa: PLC0415 - Jinja, only when something changed
    from ..incremental.articles import table_of  # noqa: PLC0415 - the same

    told = {problem.place.path for problem in last.problems}
    if any(f"{asked.shown}/{path}" in told for path in paths) or not (asked.state / "articles.sqlite").is_file():
        return None
    try:
        with table_of(asked.state, asked.engine) as table:
            site = KeptSite.of(table)
            return dict(_page(asked, site, stamps, path) for path in paths)
    except Exception:  # noqa: BLE001 - whatever it is, the long way finds it again and tells it properly
        return None


def _page(asked: Asked, site: "KeptSite", stamps: "Mapping[str, Stamp]", path: str) -> tuple[str, bytes]:
    from ..documents.again import read_again  # noqa: PLC0415 - pydantic and Markdown, only for an article

    entry = site.entry(path)
    vocabulary = site.value("vocabulary")
    read = read_again(asked.content, PurePosixPath(path), vocabulary, site.value("reading"), asked.shown)
    document = read.document
    same = (
        document is not None
        and not read.problems
        and read.digest == stamps[CONTENT + path][-1]
        and document.is_public(asked.now)
        and site.has_face(entry, document)
        and site.readers_find_the_same(path, document)
    )
    if not same:
        message = f"{path} is not as others know it"
        raise ValueError(message)
    return entry["save_as"], site.render(entry, document).encode()
