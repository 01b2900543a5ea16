"""One page of each kind in the four modes and three widths: axe finds nothing, nothing is cut off, nothing is said.

``YUGONG_LONG=1`` looks at every page of ours (some 2,800 looks, 5 to 10 minutes a mode).
"""

import os

import pytest
from page_kinds import MODES, context_options, one_of_each, settle
from walk import OVERFLOW, RUN_AXE, TAGS

pytestmark = pytest.mark.browser
WIDTHS = (320, 768, 1280)


@pytest.fixture(scope="module")
def looked_at(real_site, ours):
    """What is looked at, by a name for the report."""
    return {address: address for address in ours} if os.environ.get("YUGONG_LONG") == "1" else one_of_each(real_site)


@pytest.mark.parametrize("mode", MODES)
def test_everybody_can_read_every_kind_of_page(browser, host, looked_at, node_tools, mode):
    axe = (node_tools.folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(base_url=host, **context_options(mode, 1280))
    settle(context, mode)
    page = context.new_page()
    found = []
    page.on("console", lambda m: found.append(f"said: {m.text}") if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(f"said: {error}"))
    for kind, address in looked_at.items():
        page.goto(address, wait_until="load")
        page.evaluate(axe)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{kind} {width}: {line}" for line in page.evaluate(RUN_AXE, TAGS)]
            if (wide := page.evaluate(OVERFLOW)) > 0:
                found.append(f"{kind} {width}: {wide} px too wide")
        # 200 % zoom of a window of 1280 px is a page of 640 px
        page.set_viewport_size({"width": 640, "height": 450})
        if (wide := page.evaluate(OVERFLOW)) > 0:
            found.append(f"{kind} at 200 %: {wide} px too wide")
    context.close()
    assert not found, "\n".join(found)[:6000]
