"""Reuse or render: what was known after the last build, and the reason for each render."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..build_state.files import sha256_of
from ..build_state.fingerprint import Fingerprints
from ..build_state.store import read_record, write_record
from .closures import Closures
from .pages import Page

VERSION = "pages-3"
MOST_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PageRecord:
    """What a page was made of: its template, each name that it read with its fingerprint, its bytes' SHA-256.

    ``prose`` are the articles whose text it shows, ``labels`` those whose title or summary, unless it is their own page.
    """

    template: str
    names: dict[str, str]
    sha256: str
    prose: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the last build left: the engine, the templates' closures, the pages."""

    engine: str = ""
    closures: dict[str, dict[str, str]] = field(default_factory=dict)
    pages: dict[str, PageRecord] = field(default_factory=dict)


NOTHING = Known()


def read_known(path: Path) -> Known:
    """Return what the last build left, or nothing when there is none or it cannot be trusted."""
    value = read_record(path, VERSION)
    if not isinstance(value, dict):
        return NOTHING
    try:
        pool, paths = value["fingerprints"], value["paths"]
        pages = {
            place: PageRecord(
                row[0],
                {name: pool[index] for name, index in row[1].items()},
                row[2],
                tuple(row[3]),
                tuple(paths[index] for index in row[4]),
            )
            for place, row in value["pages"].items()
        }
        return Known(value["engine"], value["closures"], pages)
    except (KeyError, TypeError, IndexError, AttributeError):
        return NOTHING


def write_known(path: Path, known: Known) -> None:
    """Keep what this build made; fingerprints and paths that many pages share are written once."""
    pool: dict[str, int] = {}
    paths: dict[str, int] = {}
    pages = {
        place: [
            record.template,
            {name: pool.setdefault(print_, len(pool)) for name, print_ in record.names.items()},
            record.sha256,
            record.prose,
            [paths.setdefault(path, len(paths)) for path in record.labels],
        ]
        for place, record in known.pages.items()
    }
    value = {
        "engine": known.engine,
        "closures": known.closures,
        "pages": pages,
        "fingerprints": list(pool),
        "paths": list(paths),
    }
    write_record(path, VERSION, value)


class Judge:
    """Decides for each page whether last build's file is still right.

    ``previous`` is the published folder (or nothing); ``engine`` the digest of everything that is no template and no
    name.
    """

    def __init__(  # noqa: PLR0913 - one call says everything that a judgement depends on
        self,
        known: Known,
        engine: str,
        closures: Closures,
        previous: Path | None,
        prints: Fingerprints,
        *,
        digests: Mapping[str, str] | None = None,
    ) -> None:
        """Judge nothing yet; ``digests`` are those of the files of the previous site, where they are known."""
        self._known = known
        self._engine = engine
        self._closures = closures
        self._previous = previous
        self._digests = digests
        self._print = fingerprint_or_nothing(prints)

    def reason_to_render(self, page: Page) -> str:
        """Return why a page must be rendered, in Chinese; empty when the previous file can be used."""
        record = self._known.pages.get(page.save_as)
        if record is None or self._previous is None:
            return "新页面"
        if not self._engine or self._known.engine != self._engine:
            return "程序或设置变了"
        return self._template_reason(page, record) or self._name_reason(page, record) or self._file_reason(page, record)

    def _template_reason(self, page: Page, record: PageRecord) -> str:
        if record.template != page.template_name:
            return f"模板从 {record.template} 换成了 {page.template_name}"
        now = self._closures.of(page.template_name).sources
        before = self._known.closures.get(page.template_name, {})
        changed = sorted(name for name in now.keys() | before.keys() if now.get(name) != before.get(name))
        return f"模板 {_some(changed)} 变了" if changed else ""

    def _name_reason(self, page: Page, record: PageRecord) -> str:
        changed, unknown = [], []
        for name, before in record.names.items():
            now = self._print(page.value_of(name))
            if not now:
                unknown.append(name)
            elif now != before:
                changed.append(name)
        if unknown:
            return f"无法判断 {_some(unknown)} 是否变了"
        return f"{_some(changed)} 变了" if changed else ""

    def _file_reason(self, page: Page, record: PageRecord) -> str:
        if self._previous is None:
            return "新页面"
        file = self._previous / page.save_as
        try:
            if self._digests is not None:
                intact = self._digests.get(page.save_as) == record.sha256
                return "" if intact else "上次生成的文件不在了或被改动过"
            intact = not file.is_symlink() and sha256_of(file) == record.sha256
        except OSError:
            intact = False
        return "" if intact else "上次生成的文件不在了或被改动过"

    def record_of(
        self,
        page: Page,
        reads: frozenset[str],
        sha256: str,
        prose: tuple[str, ...] = (),
        labels: tuple[str, ...] = (),
    ) -> PageRecord:
        """Return the record of a page that was just rendered and looked up these names."""
        names = reads | self._closures.of(page.template_name).names
        prints = {name: self._print(page.value_of(name)) for name in sorted(names)}
        return PageRecord(page.template_name, prints, sha256, prose, labels)


def fingerprint_or_nothing(prints: Fingerprints) -> Callable[[object], str]:
    """Return a function that gives a fingerprint, or an empty text for a value whose type nobody knows."""

    def print_of(value: object) -> str:
        try:
            return prints.of(value)
        except TypeError:
            return ""

    return print_of


def _some(names: list[str]) -> str:
    shown = "、".join(names[:MOST_NAMES_SHOWN])
    return f"{shown} 等 {len(names)} 项" if len(names) > MOST_NAMES_SHOWN else shown
