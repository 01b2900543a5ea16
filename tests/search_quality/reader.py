"""A reader in Chromium: opens the search once, asks one query after another, and tells what stands there.

What is known of the page is its contract alone: ``search/?q=…`` shows its results as ``ol#results > li`` (the first
link is the page), ``#results`` says ``aria-busy="true"`` while it works, and a live region tells the outcome.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from chromium import FLAGS
from playwright.async_api import Browser, Page, async_playwright

SETTLED = """() => {
  const results = document.querySelector("ol#results");
  if (!results || results.closest("[aria-busy=true]")) return false;
  const told = [...document.querySelectorAll("main [role=status], main [aria-live]")].some((e) => e.textContent.trim());
  return told || results.children.length > 0;
}"""
SHOWN = """() => ({
  found: [...document.querySelectorAll("ol#results > li")].map((li) => li.querySelector("a[href]").href),
  told: [...document.querySelectorAll("main [role=status], main [aria-live]")].map((e) => e.textContent.trim()).join(" "),
})"""
ASK_IN_THE_BOX = """(text) => new Promise((resolve, reject) => {
  const results = document.querySelector("ol#results");
  const input = document.querySelector("main input[name=q]");
  const observer = new MutationObserver((changes) => {
    const began = changes.some((c) => c.oldValue === "true") || results.ariaBusy === "true";
    if (!began || results.ariaBusy === "true") return;
    observer.disconnect();
    clearTimeout(timer);
    resolve();
  });
  const timer = setTimeout(() => reject(new Error("no end of the search for " + text)), 20000);
  observer.observe(results, { attributes: true, attributeFilter: ["aria-busy"], attributeOldValue: true });
  input.value = text;
  input.form.requestSubmit();
})"""


@dataclass(frozen=True)
class Answer:
    """What one search shows: the addresses of the pages in order (without fragments), and what the page says."""

    found: tuple[str, ...]
    told: str


async def opened(page: Page, host: str, text: str) -> Answer:
    """The answer at the address of a search."""
    await page.goto(f"{host}/search/?q={quote(text)}", wait_until="domcontentloaded")
    await page.wait_for_function(SETTLED, timeout=20_000)
    return await _shown(page)


async def typed(page: Page, text: str) -> Answer:
    """The answer to what is typed into the box of a page that shows another search."""
    await page.evaluate(ASK_IN_THE_BOX, text)
    return await _shown(page)


async def _shown(page: Page) -> Answer:
    shown = await page.evaluate(SHOWN)
    return Answer(tuple(urlsplit(url).path for url in shown["found"]), shown["told"])


async def ask_all(host: str, texts: Sequence[str], chromium: str) -> Mapping[str, Mapping[str, Answer]]:
    """The answers by query: ``typed``; ``without`` Intl.Segmenter, typed; and every twelfth ``opened`` by its address."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        asked = _typed(browser, host, texts, ""), _typed(browser, host, texts, "delete Intl.Segmenter")
        normal, without = await asyncio.gather(*asked)
        page = await browser.new_page(locale="zh-CN")
        by_address = {text: await opened(page, host, text) for text in texts[::12]}
        await browser.close()
    return {"typed": normal, "without": without, "opened": by_address}


async def _typed(browser: Browser, host: str, texts: Sequence[str], script: str) -> Mapping[str, Answer]:
    context = await browser.new_context(locale="zh-CN")
    if script:
        await context.add_init_script(script)
    page = await context.new_page()
    await opened(page, host, "工会")
    answers = {text: await typed(page, text) for text in texts}
    await context.close()
    return answers
