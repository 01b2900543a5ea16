"""Hostile queries in Chromium: every string of the public corpora, through the address and through the box.

Each string is typed into the box, and is put into the address as Back and Forward do; every third is opened as a page of
its own, which takes long. Nothing may be executed, shown or asked of another host, no policy violated, no error raised, and the page says
something each time. The corpora are public data beside the checkout; without them the tests skip, by name.
"""

import asyncio
import json
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "html"
NAMES = ("naughty-strings", "xss-payloads")
READERS = 3
EVERY = 3
WATCH = """
window.__report = [];
addEventListener("securitypolicyviolation", (e) => console.error("violation " + e.violatedDirective + " " + e.blockedURI));
addEventListener("unhandledrejection", (e) => console.error("rejection " + e.reason));
"""
QUIET = """() => {
  const results = document.querySelector("ol#results");
  const told = [...document.querySelectorAll("main [role=status], main [aria-live]")].some((e) => e.textContent.trim());
  const asked = document.querySelector("main input[name=q]").value.trim();
  return results && !results.closest("[aria-busy=true]") && (told || results.children.length > 0 || !asked);
}"""
FOREIGN = """() => document.querySelectorAll(
  "#results :is(script, img[src^='data:'], iframe, object, embed, form, style, link, base, svg[onload]), " +
  "main :is([onerror], [onload], [onclick], [onmouseover], [onfocus], a[href^='javascript:' i], a[href^='data:' i])"
).length"""
EACH = """async ([strings, how]) => {
  const results = document.querySelector("ol#results");
  const input = document.querySelector("main input[name=q]");
  const ways = {
    box: (string) => {
      input.value = string;
      input.dispatchEvent(new InputEvent("input", { bubbles: true, data: string }));
      input.form.requestSubmit();
    },
    address: (string) => {
      history.pushState(null, "", "?q=" + encodeURIComponent(string.toWellFormed()));
      dispatchEvent(new PopStateEvent("popstate"));
    },
  };
  const stuck = [];
  for (const string of strings) {
    ways[how](string);
    await new Promise((done) => setTimeout(done, 0));
    for (let i = 0; i < 2000 && results.closest("[aria-busy=true]"); i++) await new Promise((done) => setTimeout(done, 5));
    if (results.closest("[aria-busy=true]")) stuck.push(string);
  }
  return stuck;
}"""


@pytest.fixture(scope="module")
def strings():
    if not CORPORA.is_dir():
        pytest.skip("the shared corpora are not beside this checkout")
    found = [text for name in NAMES for text in json.loads((CORPORA / f"{name}.json").read_text("utf-8"))]
    assert len(found) > 700
    return found


@asynccontextmanager
async def watching(chromium_path, host):
    """A context on which nothing may happen, and the list of what did."""
    from chromium import FLAGS
    from playwright.async_api import async_playwright

    happened = []

    def watch(page):
        page.on(
            "dialog",
            lambda dialog: (happened.append(("dialog", dialog.message)), asyncio.ensure_future(dialog.dismiss())),
        )
        page.on("pageerror", lambda error: happened.append(("error", str(error))))
        page.on("console", lambda said: happened.append(("console", said.text)) if said.type == "error" else None)
        page.on("popup", lambda popup: happened.append(("popup", popup.url)))
        page.on("download", lambda download: happened.append(("download", download.url)))

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        context = await browser.new_context(base_url=host, locale="zh-CN")
        await context.add_init_script(WATCH)
        context.on("page", watch)
        context.on(
            "request", lambda asked: happened.append(("request", asked.url)) if not asked.url.startswith(host) else None
        )
        yield context, happened
        await browser.close()


def test_opened_by_their_address(strings, host, chromium_path):
    from apart import run_apart

    async def walk():
        async with watching(chromium_path, host) as (context, happened):
            left = strings[::EVERY]

            async def read():
                page = await context.new_page()
                while left:
                    string = left.pop()
                    await page.goto(f"/search/?q={quote(string, safe='')}", wait_until="domcontentloaded")
                    await page.wait_for_function(QUIET, timeout=20_000)
                    if await page.evaluate(FOREIGN):
                        happened.append(("element", string))
                    if urlsplit(page.url).path != "/search/":
                        happened.append(("went away", string))

            await asyncio.gather(*(read() for _ in range(READERS)))
            return happened

    assert run_apart(walk()) == []


@pytest.mark.parametrize("how", ["box", "address"])
def test_one_after_another_in_a_page(strings, host, chromium_path, how):
    from apart import run_apart

    async def walk():
        async with watching(chromium_path, host) as (context, happened):
            page = await context.new_page()
            await page.goto("/search/")
            happened.extend(("stuck", string) for string in await page.evaluate(EACH, [strings, how]))
            happened.extend([("element", how)] * await page.evaluate(FOREIGN))
            return happened

    assert run_apart(walk()) == []


def test_the_watch_would_notice(host, chromium_path):
    """The same fixture with something that does happen: a violation, an error and a dialog."""

    from apart import run_apart

    async def walk():
        async with watching(chromium_path, host) as (context, happened):
            page = await context.new_page()
            await page.goto("/search/")
            await page.evaluate(
                "document.body.append(Object.assign(document.createElement('img'), {src: 'https://elsewhere.example/a.png'}))"
            )
            await page.evaluate("setTimeout(() => { throw new Error('thrown') })")
            await page.evaluate("setTimeout(() => alert('shown'))")
            await page.wait_for_timeout(300)
            return happened

    happened = run_apart(walk())
    assert {"dialog", "error", "console"} <= {kind for kind, _ in happened}
    assert any("violation img-src" in said for _, said in happened)
