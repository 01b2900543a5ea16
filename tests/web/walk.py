"""One walk of Chromium over every page: what it loaded, said and measured, and what axe found.

Two pages at a time; each page is loaded once and looked at in four ways.
"""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from chromium import FLAGS
from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, async_playwright

AT_ONCE = 2
LOOKS = tuple((scheme, width) for scheme in ("light", "dark") for width in (360, 1280))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`));
}"""
OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@dataclass
class Visit:
    """What one page did: console errors, requests to other hosts, failed requests, axe's findings by look."""

    console: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    axe: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    overflow: dict[int, int] = field(default_factory=dict)


async def walk(host: str, addresses: list[str], chromium_path: str, axe: str) -> dict[str, Visit]:
    """The visit of each address."""
    waiting: asyncio.Queue[str] = asyncio.Queue()
    for address in addresses:
        waiting.put_nowait(address)
    found: dict[str, Visit] = {}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        contexts = [await browser.new_context(locale="zh-CN", reduced_motion="reduce") for _ in range(AT_ONCE)]
        await asyncio.gather(*(_worker(context, host, waiting, axe, found) for context in contexts))
        await browser.close()
    return found


async def _worker(
    context: BrowserContext, host: str, waiting: "asyncio.Queue[str]", axe: str, found: dict[str, Visit]
) -> None:
    while not waiting.empty():
        address = waiting.get_nowait()
        page = await context.new_page()
        found[address] = await _visit(page, host, address, axe)
        await page.close()


async def _visit(page: Page, host: str, address: str, axe: str) -> Visit:
    visit = Visit()

    def said(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            visit.console.append(message.text)

    def asked(request: Request) -> None:
        if urlsplit(request.url).scheme != "data" and not request.url.startswith(f"{host}/"):
            visit.strangers.append(request.url)

    page.on("console", said)
    page.on("pageerror", lambda error: visit.console.append(str(error)))
    page.on("request", asked)
    page.on("requestfailed", lambda request: visit.failed.append(request.url))
    page.on("response", lambda r: visit.failed.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    await page.goto(host + address, wait_until="load")
    await page.evaluate(axe)
    for scheme, width in LOOKS:
        await page.emulate_media(color_scheme=scheme)
        await page.set_viewport_size({"width": width, "height": 900})
        visit.axe[scheme, width] = await page.evaluate(RUN_AXE, TAGS)
        visit.overflow[width] = await page.evaluate(OVERFLOW)
    await page.set_viewport_size({"width": 320, "height": 900})
    visit.overflow[320] = await page.evaluate(OVERFLOW)
    return visit
