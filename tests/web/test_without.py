"""Reading without style sheets, without a mouse, and from the middle of a page."""

import pytest
from page_kinds import one_of_each

pytestmark = pytest.mark.browser
MOST_STOPS = 60
FIRST = "跳到正文"
STOP = """() => {
  const at = document.activeElement;
  const nameOf = (e) => (e.getAttribute("aria-label") ?? e.textContent).trim() || e.labels?.[0]?.textContent || e.querySelector("img")?.alt;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const seen = at.closest("svg") ? at.querySelector("rect") : at;
  const style = getComputedStyle(seen);
  const marked = at.closest("svg") ? parseFloat(style.strokeWidth) >= 3 : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { name: nameOf(at), tag: at.localName, marked, inside,
           order: [...document.querySelectorAll("*")].indexOf(at) };
}"""
PLAIN = """() => {
  const shown = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 0;
  const before = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
  const [header, main, footer] = ["header", "main", "footer"].map((name) => document.querySelector(`body > ${name}`));
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown).map((h) => Number(h.localName[1]));
  return {
    sheets: [...document.styleSheets].filter((sheet) => { try { return sheet.cssRules.length; } catch { return false; } }).length,
    order: Boolean(header && main && footer && before(header, main) && before(main, footer)),
    heading: [...document.querySelectorAll("h1")].filter(shown).length,
    skipped: levels.filter((level, at) => at && level > levels[at - 1] + 1).length,
    wide: [...document.querySelectorAll("main p, main li")].filter((e) => shown(e) && e.getBoundingClientRect().right > innerWidth + 1).length,
    bare: [...document.querySelectorAll("main a[href]")].filter((a) => shown(a) && !(a.textContent.trim() || a.querySelector("img[alt]:not([alt=''])") || a.getAttribute("aria-label"))).length,
  };
}"""


def test_every_kind_of_page_reads_without_style_sheets(browser, host, real_site):
    context = browser.new_context(base_url=host, locale="zh-CN", viewport={"width": 360, "height": 740})
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    for kind, address in one_of_each(real_site).items():
        page.goto(address, wait_until="load")
        found = page.evaluate(PLAIN)
        assert found == {"sheets": 0, "order": True, "heading": 1, "skipped": 0, "wide": 0, "bare": 0}, (kind, found)
    context.close()


def test_every_kind_of_page_can_be_walked_with_the_keyboard(page, real_site):
    """Each stop is seen, named, marked and in the order of reading; nothing holds the reader."""
    wrong = []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    for kind, address in one_of_each(real_site).items():
        page.goto(address, wait_until="load")
        page.evaluate("document.activeElement.blur()")
        last = -1
        for number in range(MOST_STOPS):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None or (last > 0 and stop["name"] == FIRST):  # past the last stop: the window, or round again
                assert number > len(page.locator("nav[aria-label=栏目] a").all()), kind
                break
            if not (stop["marked"] and stop["inside"] and stop["name"]) or stop["order"] <= last:
                wrong.append(f"{kind}: {stop}, after {last}")
            last = stop["order"]
    assert wrong == []


LONG = ["2026/2026-11-20-jiaokewenweiti-changai", "2026/2026-11-20-gedi-qiuxue-yuanmeng", "2024/2024-09-02-yizhou-dongtai"]
ARRIVED = """() => {
  const { top } = document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect();
  const root = document.scrollingElement;
  return Math.abs(top) < 60 || (top > 0 && root.scrollHeight - root.clientHeight - root.scrollTop < 2);
}"""


@pytest.mark.parametrize("story", LONG)
def test_a_link_to_a_place_of_a_long_page_arrives_there(page, story):
    """What is laid out late must not move the place that the reader asked for."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/news/{story}/")
    last = page.locator("main a[href^='#']").last
    place = last.get_attribute("href")
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    last.click()
    page.wait_for_function(ARRIVED, timeout=5000)
    page.goto("/")
    page.goto(f"/news/{story}/{place}")
    page.wait_for_function(ARRIVED, timeout=5000)
