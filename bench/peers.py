"""The slower peers of the comparison: Eleventy, Hexo, Astro from npm, Nikola and MkDocs Material from PyPI.

As in :mod:`contestants`: the same articles, links and lists. What a generator does not know is told as what it knows: a
district is a tag for Hexo, Nikola and MkDocs (so that they make no lists of districts apart from tags), and MkDocs has
no pages of tags of its own, only the one that lists them all. Installed in environments of their own.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from contestants import Contestant, python_environment, quoted
from plain import Plain


class Npm(Contestant):
    """A generator from npm: its packages lie below the tools and are linked into the site."""

    packages: ClassVar[tuple[str, ...]]
    program: ClassVar[str]

    def install(self) -> None:
        """Install the packages once."""
        if not (self.tools / "done").exists():
            self.tools.mkdir(parents=True, exist_ok=True)
            (self.tools / "package.json").write_text('{"private": true}\n', encoding="utf-8")
            command = [shutil.which("npm") or "npm", "install", "--silent", "--no-audit", "--no-fund", *self.packages]
            subprocess.run(command, cwd=self.tools, check=True)
            (self.tools / "done").touch()

    def write(self, articles: Sequence[Plain]) -> None:
        """The site, with the packages in their usual place."""
        super().write(articles)
        (self.folder / "node_modules").symlink_to(self.tools / "node_modules")

    def file_of(self, article: Plain) -> Path:
        """The year is a folder."""
        return self.folder / "content/news" / str(article.day.year) / f"{article.slug}.md"

    def text_of(self, article: Plain) -> str:
        """Front matter with names that none of them keeps for itself."""
        head = f'title: "{article.title}"\ndate: {article.day}\nyear: {article.day.year}\nsummary: "{article.summary}"\n'
        head += f'column: "{article.column}"\ndistrict: "{article.district}"\nlabels: {quoted(article.tags)}\n'
        return f"---\n{head}---\n\n{article.body}\n"

    def command(self) -> Sequence[str]:
        """Its program."""
        return [str(self.tools / "node_modules/.bin" / self.program)]


class Eleventy(Npm):
    """Eleventy with Nunjucks."""

    name = "eleventy"
    title = "Eleventy"
    template = "layouts/article.njk"
    packages = ("@11ty/eleventy@3.0.0",)
    program = "eleventy"

    def text_of(self, article: Plain) -> str:
        """The address as well."""
        return super().text_of(article).replace("---\n", f'---\npermalink: "{article.url}"\n', 1)

    def command(self) -> Sequence[str]:
        """Silent."""
        return [*super().command(), "--quiet"]


class Hexo(Npm):
    """Hexo with its usual generators."""

    name = "hexo"
    title = "Hexo"
    template = "themes/plain/layout/post.ejs"
    packages = (
        "hexo",
        "hexo-generator-archive",
        "hexo-generator-category",
        "hexo-generator-feed",
        "hexo-generator-index",
        "hexo-generator-sitemap",
        "hexo-generator-tag",
        "hexo-renderer-ejs",
        "hexo-renderer-marked",
    )
    program = "hexo"

    def file_of(self, article: Plain) -> Path:
        """All posts in one folder."""
        return self.folder / "source/_posts" / f"{article.slug}.md"

    def text_of(self, article: Plain) -> str:
        """Hexo's front matter; a district is a tag."""
        head = f'title: "{article.title}"\ndate: {article.day} 08:00:00\nsummary: "{article.summary}"\n'
        head += f"categories: {quoted((article.column,))}\ntags: {quoted((article.district, *article.tags))}\n"
        return f"---\n{head}---\n\n{article.body}\n"

    def command(self) -> Sequence[str]:
        """Generate, silently."""
        return [*super().command(), "generate", "--silent"]

    @property
    def caches(self) -> tuple[Path, ...]:
        """Its database."""
        return (self.folder / "db.json",)


class Astro(Npm):
    """Astro with a content collection."""

    name = "astro"
    title = "Astro"
    template = "src/pages/news/[year]/[slug].astro"
    packages = ("astro@5",)
    program = "astro"

    def command(self) -> Sequence[str]:
        """Build, silently, and tell nobody."""
        return [*super().command(), "build", "--silent"]

    @property
    def caches(self) -> tuple[Path, ...]:
        """Its content store."""
        return (self.folder / ".astro", self.folder / "cache")


class FromPypi(Contestant):
    """A generator from PyPI in a virtual environment."""

    packages: ClassVar[tuple[str, ...]]
    program: ClassVar[str]

    def install(self) -> None:
        """Install it once."""
        python_environment(self.tools, *self.packages)

    def command(self) -> Sequence[str]:
        """Its program, building silently."""
        return [str(self.tools / ("Scripts" if os.name == "nt" else "bin") / self.program), "build", "--quiet"]


class Nikola(FromPypi):
    """Nikola with its plainest theme, on two processes."""

    name = "nikola"
    title = "Nikola"
    template = "themes/base-jinja/templates/post.tmpl"
    packages = ("Nikola[extras]",)
    program = "nikola"

    def file_of(self, article: Plain) -> Path:
        """All posts in one folder."""
        return self.folder / "posts" / f"{article.slug}.md"

    def text_of(self, article: Plain) -> str:
        """Nikola's comments; a district is a tag."""
        tags = ", ".join((article.district, *article.tags))
        head = f".. title: {article.title}\n.. slug: {article.slug}\n.. date: {article.day} 08:00:00\n"
        head += f".. tags: {tags}\n.. category: {article.column}\n.. description: {article.summary}\n"
        return f"<!--\n{head}-->\n\n{article.body}\n"

    def write(self, articles: Sequence[Plain]) -> None:
        """The theme's template for articles as well, so that it can be edited."""
        super().write(articles)
        found = next(self.tools.rglob("nikola/data/themes/base-jinja/templates/post.tmpl"))
        target = self.folder / self.template
        target.parent.mkdir(parents=True)
        (target.parent.parent / "base-jinja.theme").write_text("[Theme]\nengine = jinja\nparent = base\n", encoding="utf-8")
        shutil.copyfile(found, target)

    def command(self) -> Sequence[str]:
        """On as many processes as there are cores."""
        return [*super().command()[:-1], "-n", str(os.cpu_count() or 1), "-v", "0"]

    @property
    def caches(self) -> tuple[Path, ...]:
        """Its database and cache."""
        return (self.folder / "cache", *self.folder.glob(".doit.db*"))


class MkDocs(FromPypi):
    """MkDocs with Material's blog."""

    name = "mkdocs"
    title = "MkDocs Material"
    template = "overrides/blog-post.html"
    packages = ("mkdocs-material",)
    program = "mkdocs"

    def file_of(self, article: Plain) -> Path:
        """The folder of posts."""
        return self.folder / "docs/news" / f"{article.slug}.md"

    def text_of(self, article: Plain) -> str:
        """Material's front matter; a district is a tag."""
        head = f"date: {article.day}\nslug: {article.slug}\ncategories: {quoted((article.column,))}\n"
        head += f'tags: {quoted((article.district, *article.tags))}\ndescription: "{article.summary}"\n'
        body = article.body.replace("\n\n", "\n\n<!-- more -->\n\n", 1)
        return f"---\n{head}---\n\n# {article.title}\n\n{body}\n"

    def write(self, articles: Sequence[Plain]) -> None:
        """Material's template for posts as an override, so that it can be edited."""
        super().write(articles)
        found = next(self.tools.rglob("material/templates/blog-post.html"))
        (self.folder / "overrides").mkdir(exist_ok=True)
        shutil.copyfile(found, self.folder / self.template)


PEERS: tuple[type[Contestant], ...] = (Eleventy, Hexo, Astro, Nikola, MkDocs)
