"""Searches in Chromium that is new each time: bytes, requests, milliseconds (used by ``search.py``)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import quote, urlsplit

from chromium import FLAGS
from playwright.async_api import Browser, BrowserContext, async_playwright
from playwright.async_api import Page as Tab
from search_rivals import ASK_PAGEFIND

TOP = 10
RATE, LATENCY, SLOWDOWN = 4_000_000 / 8, 100, 4
PATIENCE = 20_000
LIKE_ANDROID = """
window.likeAndroid = true;  // a worker has a segmenter of its own
Intl.Segmenter = class {
  segment(text) {
    return [...text.matchAll(/\\p{Script=Han}|[\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+/gu)].map((m) => ({
      segment: m[0], index: m.index, input: text, isWordLike: /[\\p{L}\\p{N}]/u.test(m[0]),
    }));
  }
};
"""
SHOWN = """
  const shown = () => document.querySelector("ol#results > li, #related > li")
    || [...document.querySelectorAll("main [role=status], main [aria-live]")].some((e) => /没有/.test(e.textContent));
  const begun = performance.now();
  const wait = (resolve, reject, since) => {
    if (shown()) resolve(performance.now() - since);
    else if (performance.now() > begun + 20000) reject(new Error("no result"));
    else requestAnimationFrame(() => wait(resolve, reject, since));
  };
"""
FIRST = f"() => new Promise((resolve, reject) => {{{SHOWN} wait(resolve, reject, 0); }})"
ENTER = f"""(query) => new Promise((resolve, reject) => {{{SHOWN}
  const input = document.querySelector("main input[name=q]");
  input.value = query;
  input.form.requestSubmit();
  wait(resolve, reject, begun);
}})"""
SETTLED = """() => !document.querySelector("ol#results").closest("[aria-busy=true]")
  && [...document.querySelectorAll("main [role=status], main [aria-live]")].some((e) => e.textContent.trim())"""


class Page(Enum):
    """Whose search it is, and which of its files count."""

    OURS = "/search/"
    PAGEFIND = "/pagefind/"


PARTS = (
    ("/search/index/index.json", "index.json"),
    ("/search/index/shards/", "shards"),
    ("/search/index/long/", "long lists"),
    ("/search/index/records/", "records"),
    ("/search/index/words/", "tables"),
    ("/assets/search", "script"),
)


def part_of(path: str) -> str:
    """To which part of the account a file belongs; all else is the page's own."""
    return next((part for below, part in PARTS if path.startswith(below)), "page")


@dataclass(frozen=True)
class Cost:
    """What one query in a fresh browser moved, and its milliseconds to the first result on a slow phone (or 0).

    ``parts`` are the bytes of each part of ours, with the page itself, which is not in ``bytes``; ``waves`` is one line
    for each file: when it was asked for and came, in milliseconds from the first request, its bytes and its name.
    """

    bytes: int
    requests: int
    opened: float
    entered: float
    parts: Mapping[str, int] = field(default_factory=dict)
    waves: Sequence[str] = ()


class Wire:
    """Counts what a tab gets from the folder of the search, headers included; scripts of ours lie among the assets."""

    def __init__(self, part: str) -> None:
        """``part`` is what the addresses hold."""
        self.part = part
        self.wanted: dict[str, int] = {}
        self.all: dict[str, tuple[str, float, float, int]] = {}

    async def watch(self, tab: Tab, *, slow: bool) -> None:
        """Begin to count; ``slow`` is a phone on a poor line."""
        session = await tab.context.new_cdp_session(tab)
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)
        await session.send("Network.enable")
        if slow:
            conditions = {"offline": False, "latency": LATENCY, "downloadThroughput": RATE, "uploadThroughput": RATE}
            await session.send("Network.emulateNetworkConditions", conditions)
            await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})

    def _sent(self, event: Mapping[str, Any]) -> None:
        path = urlsplit(event["request"]["url"]).path
        self.all[event["requestId"]] = (path, event["timestamp"], 0, 0)
        searches = self.part in path and event.get("type") != "Document"
        if searches or (path.rpartition("/")[2].startswith("search") and path.endswith(".js")):
            self.wanted[event["requestId"]] = 0

    def _finished(self, event: Mapping[str, Any]) -> None:
        if event["requestId"] in self.wanted:
            self.wanted[event["requestId"]] = int(event["encodedDataLength"])
        if event["requestId"] in self.all:
            path, sent, _, _ = self.all[event["requestId"]]
            self.all[event["requestId"]] = (path, sent, event["timestamp"], int(event["encodedDataLength"]))

    def parts(self) -> dict[str, int]:
        """The bytes of each part."""
        found: Counter[str] = Counter()
        for path, _, _, size in self.all.values():
            found[part_of(path)] += size
        return dict(found)

    def waves(self) -> list[str]:
        """One line a file, in the order in which they were asked for."""
        begun = min((sent for _, sent, _, _ in self.all.values()), default=0)
        return [
            f"{(sent - begun) * 1000:6.0f} {max(0, came - begun) * 1000:6.0f} {size:7d} {path}"
            for path, sent, came, size in sorted(self.all.values(), key=lambda one: one[1])
        ]


async def costs(host: str, queries: Sequence[str], chromium: str, whose: Page) -> list[Cost]:
    """The cost of each query."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        found = [await _cost(browser, host, query, whose) for query in queries]
        await browser.close()
    return found


async def _cost(browser: Browser, host: str, query: str, whose: Page) -> Cost:
    wire = Wire(whose.value)
    if whose is Page.PAGEFIND:
        tab = await (await browser.new_context()).new_page()
        await tab.goto(f"{host}/about/")
        await wire.watch(tab, slow=True)
        entered = await tab.evaluate(
            f"async (asked) => {{ const begun = performance.now(); await ({ASK_PAGEFIND})(asked); return performance.now() - begun; }}",
            [query, TOP],
        )
        await tab.context.close()
        return Cost(sum(wire.wanted.values()), len(wire.wanted), 0, entered)
    tab = await (await browser.new_context()).new_page()
    await wire.watch(tab, slow=True)
    await tab.goto(f"{host}/search/?q={quote(query)}", wait_until="commit")
    opened = await tab.evaluate(FIRST)
    await tab.wait_for_function(SETTLED, timeout=PATIENCE)
    await tab.context.close()
    entered = await _entered(await browser.new_context(), host, query)
    return Cost(sum(wire.wanted.values()), len(wire.wanted), opened, entered, wire.parts(), wire.waves())


async def _entered(context: BrowserContext, host: str, query: str) -> float:
    tab = await context.new_page()
    await Wire("").watch(tab, slow=True)
    await tab.goto(f"{host}/search/", wait_until="load")
    taken: float = await tab.evaluate(ENTER, query)
    await context.close()
    return taken


async def found_by_pagefind(host: str, queries: Sequence[str], chromium: str, *, phone: bool) -> dict[str, list[str]]:
    """The first ten addresses that Pagefind finds; ``phone``: words split as Chromium on Android splits them."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        tab = await browser.new_page()
        if phone:
            await tab.add_init_script(LIKE_ANDROID)
        await tab.goto(f"{host}/about/")
        answers = {query: await tab.evaluate(ASK_PAGEFIND, [query, TOP]) for query in queries}
        await browser.close()
    return {query: [urlsplit(url).path for url in answer["found"]] for query, answer in answers.items()}
