"""A site in which every string of a hostile corpus stands in every field of every kind that accepts it.

The front matter is written leaf by leaf, one line each, so that a problem's line names the leaf that refused the
string; that leaf then gets a harmless text, until the site has no error. What is left is what gets published.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HARMLESS = "平常的字"
CHECKED = {"districts": "南岸区", "district": "南岸区", "url": "https://example.com/", "where": "平常的场合"}
"""What stands in a leaf that is checked against a vocabulary or as an address, by the leaf's last name."""
HOSTILE = object()
"""Stands in a form for the string that is tried there."""

COMMON = {
    "title": HOSTILE,
    "date": "2024-09-02",
    "kicker": HOSTILE,
    "subtitle": HOSTILE,
    "summary": HOSTILE,
    "column": HOSTILE,
    "topics": [HOSTILE],
    "tags": [HOSTILE],
    "series": HOSTILE,
    "districts": [HOSTILE],
    "organisations": [HOSTILE],
    "people": [HOSTILE],
    "photos": [{"src": "p.png", "alt": HOSTILE, "caption": HOSTILE, "credit": HOSTILE}],
    "cover": {"src": "p.png", "alt": HOSTILE, "caption": HOSTILE, "credit": HOSTILE},
    "corrections": [{"date": "2024-09-05", "note": HOSTILE}],
    "events": [
        {"name": HOSTILE, "start": "2024-09-05", "place": HOSTILE, "organiser": HOSTILE, "district": HOSTILE},
    ],
    "source": {"outlet": HOSTILE, "page": HOSTILE, "title": HOSTILE, "author": HOSTILE, "url": HOSTILE},
    "credits": [{"role": HOSTILE, "names": [HOSTILE]}],
}
OWN = {
    "news": {},
    "feature": {"figures": [{"value": HOSTILE, "label": HOSTILE, "as_of": HOSTILE}]},
    "brief": {"issue": HOSTILE},
    "opinion": {"author": {"name": HOSTILE, "offices": [HOSTILE], "organisation": HOSTILE}},
    "policy": {
        "issuer": HOSTILE,
        "index_number": HOSTILE,
        "document_number": HOSTILE,
        "subject": HOSTILE,
        "genre": HOSTILE,
        "deadlines": [{"what": HOSTILE, "date": "2024-11-30", "text": HOSTILE, "who": HOSTILE}],
        "cites": [{"title": HOSTILE, "number": HOSTILE, "issuer": HOSTILE}],
    },
    "roundup": {
        "parts": [
            {
                "region": HOSTILE,
                "heading": HOSTILE,
                "organisation": HOSTILE,
                "figures": [{"value": HOSTILE, "label": HOSTILE}],
            }
        ]
    },
    "album": {},
    "laomo": {
        "name": HOSTILE,
        "organisation": HOSTILE,
        "trade": HOSTILE,
        "industry": HOSTILE,
        "district": HOSTILE,
        "offices": [HOSTILE],
        "honours": [{"name": HOSTILE, "issuer": HOSTILE, "year": "2020"}],
        "quotes": [{"text": HOSTILE, "where": HOSTILE}],
        "studio": HOSTILE,
        "portrait": {"src": "p.png", "alt": HOSTILE},
    },
    "page": {"column": "栏目"},
}
FOLDERS = {"album": "albums/{}/index.md", "laomo": "laomo/{}/index.md", "page": "pages/{}/index.md"}
BODY = (
    "{0}\n\n## {0}\n\n- {0}\n\n| 一 | 二 |\n| --- | --- |\n| {0} | 二 |\n\n> {0}\n\n```{0}\n{0}\n```\n\n## 平常的字\n"
)
LINK = "\n[链接]({0})\n\n![图]({0})\n"
ITEMS = "◆{0}。8月28日，{0}举行启动仪式。\n\n"


@dataclass
class Article:
    """One file that carries one string wherever it is accepted."""

    kind: str
    number: int
    text: str
    refused: set[str] = field(default_factory=set)
    """The leaves that now hold a harmless text; ``body`` is the whole text below the front matter."""
    leaf_at: dict[int, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The file, relative to ``content/``."""
        slug = f"h{self.number}-{self.kind}"
        return FOLDERS.get(self.kind, "news/{}/index.md").format(slug)

    def written(self) -> str:
        """The file's text; remembers which leaf stands on which line."""
        self.leaf_at.clear()
        lines = ["---", f"kind: {self.kind}"]
        form = {**COMMON, **OWN[self.kind]}
        for indented, path, value in _leaves(form, "", ""):
            if path:
                self.leaf_at[len(lines) + 1] = path
            shown = self._shown(path) if value is HOSTILE else value
            lines.append(indented + ("" if shown is None else json.dumps(shown, ensure_ascii=False)))
        lines.append("---")
        shown = HARMLESS if "body" in self.refused else self.text
        return "\n".join(lines) + "\n" + (ITEMS if self.kind == "brief" else BODY).format(shown)

    def _shown(self, path: str) -> str:
        if path not in self.refused:
            return self.text
        return CHECKED.get(path.rpartition(".")[2], HARMLESS)

    def refuse(self, line: int) -> None:
        """Take the string out of the leaf on ``line``; a problem of the whole file takes it out of every leaf."""
        self.refused.update(self.leaf_at.values() if line == 1 else [self.leaf_at.get(line, "body")])

    @property
    def tried(self) -> int:
        """How many places the string was put into: every leaf, and the body."""
        return len(set(self.leaf_at.values())) + 1


def _leaves(value: object, key: str, indent: str) -> Iterator[tuple[str, str, object]]:
    """Each line of the YAML: its beginning, the leaf's path (empty where nothing hostile stands), its value."""
    if not isinstance(value, dict):
        raise TypeError(value)
    for name, inner in value.items():
        path = f"{key}.{name}" if key else name
        if isinstance(inner, dict):
            yield f"{indent}{name}:", "", None
            yield from _leaves(inner, path, indent + "  ")
        elif isinstance(inner, list):
            yield f"{indent}{name}:", "", None
            for entry in inner:
                if isinstance(entry, dict):
                    yield f"{indent}  -", "", None
                    yield from _leaves(entry, path, indent + "    ")
                else:
                    yield f"{indent}  - ", path, entry
        else:
            yield f"{indent}{name}: ", path if inner is HOSTILE else "", inner


def settle(root: Path, articles: list[Article], find_errors, rounds: int = 60) -> int:
    """Write the articles and take refused strings out until the check finds no error; returns the rounds it took.

    ``find_errors()`` gives (file relative to the content folder, line) of every error.
    """
    by_path = {article.path: article for article in articles}
    stale = articles
    for number in range(rounds):
        for article in stale:
            file = root / article.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(article.written().encode("utf-8", "surrogatepass"))
        touched = {}
        for path, line in find_errors():
            if path not in by_path:
                raise AssertionError(f"an error in a file that is not ours: {path}:{line}")
            by_path[path].refuse(line)
            touched[path] = by_path[path]
        stale = list(touched.values())
        if not stale:
            return number + 1
    raise AssertionError(f"still refused after {rounds} rounds: {[(a.path, a.refused) for a in stale[:5]]}")
