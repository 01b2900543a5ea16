"""What a first visit moves, compressed as nginx does it: bytes of a page without its photos, of scripts, and no shift."""

import pytest
from page_kinds import one_of_each

pytestmark = pytest.mark.browser
FRONT, ARTICLE, SCRIPTS = 60_000, 45_000, 12_000
SEARCH = 50_000
"""The search page leads to all columns, years and people."""
SHIFTS = """window.moved = 0; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


def first_view(browser, address):
    """(bytes without photos, bytes of scripts, layout shift) of a first visit on a phone, before the reader acts."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, locale="zh-CN")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    kinds, sizes = {}, {}
    devtools.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: (e["type"], e["response"]["url"])}))
    devtools.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.add_init_script(SHIFTS)
    page.goto(address, wait_until="networkidle")
    moved = page.evaluate("moved")
    context.close()
    counted = {key: kind for key, (kind, url) in kinds.items() if "/photos/" not in url}
    scripts = sum(sizes.get(key, 0) for key, kind in counted.items() if kind == "Script")
    return sum(sizes.get(key, 0) for key in counted), scripts, moved


def test_a_first_view_is_light_and_stands_still(browser, behind_nginx, real_site):
    wrong = []
    for kind, address in one_of_each(real_site).items():
        whole, scripts, moved = first_view(browser, behind_nginx + address)
        print(f"{kind}: {whole:,} bytes without photos, {scripts:,} of scripts, shift {moved}")
        most = {"home": FRONT, "search": SEARCH}.get(kind, ARTICLE)
        if whole > most or scripts > SCRIPTS or moved:
            wrong.append(f"{address}: {whole} bytes, {scripts} of scripts, shift {moved}")
    assert wrong == []
