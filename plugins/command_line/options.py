"""What the person asked for: one frozen dataclass per verb, every path absolute, every default decided."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

Profile = Literal["production", "preview"]
CheckFormat = Literal["text", "json", "github"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where a site lives: three absolute folders that any verb may be pointed at.

    ``base`` is the project (theme, handbook, ``pelicanconf.py``), always the folder of ``build.py``.
    ``content`` is read only; ``output`` is replaced as a whole; ``cache`` holds all state kept between builds and
    may be deleted at any time. ``shown`` is how problems name the content folder: as it was typed.
    """

    base: Path
    content: Path
    output: Path
    cache: Path
    shown: str = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """One build. ``now`` is aware and already decided (the clock is read once, in ``arguments``)."""

    folders: Folders
    now: datetime
    now_was_given: bool = False
    drafts: bool = False
    jobs: int = 1
    profile: Profile = "preview"
    clean: bool = False
    explain: bool = False
    json: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """One check; ``paths`` (absolute) narrow what is shown, never what is read."""

    folders: Folders
    now: datetime
    paths: tuple[Path, ...] = ()
    format: CheckFormat = "text"
    update_ratchet: bool = False
    calendar: bool = False
    update_calendar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """A preview on this machine only; ``build`` is how the site is built first and after each edit."""

    build: BuildOptions
    port: int = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOptions:
    """A new draft; ``slug`` is empty when the title shall give it."""

    folders: Folders
    kind: str
    title: str
    day: date
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotosOptions:
    """Words for the photos of ``folder`` (absolute, there)."""

    folders: Folders
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusOptions:
    """How the site stands at ``now``."""

    folders: Folders
    now: datetime
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesOptions:
    """The dates of one text (``file``, ``-`` is standard input), or with ``jsonl`` of each line of it."""

    file: str = "-"
    published: date | None = None
    json: bool = False
    jsonl: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """Remove what builds made: the output folder and the cache."""

    folders: Folders


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyOptions:
    """Compare the published site with its manifest."""

    folders: Folders
    json: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RollbackOptions:
    """Go back to the site before."""

    folders: Folders


@dataclass(frozen=True, slots=True, kw_only=True)
class TestOptions:
    """Run the tests; ``arguments`` go to pytest as they are."""

    __test__ = False

    base: Path
    arguments: tuple[str, ...] = ()


Options = (
    BuildOptions
    | CheckOptions
    | ServeOptions
    | NewOptions
    | PhotosOptions
    | StatusOptions
    | VerifyOptions
    | RollbackOptions
    | DatesOptions
    | CleanOptions
    | TestOptions
)
