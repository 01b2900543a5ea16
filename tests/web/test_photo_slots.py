"""``sizes`` says how wide a photo really stands, so that the browser fetches the version that fits; nothing jumps."""

import re

import pytest

pytestmark = pytest.mark.browser
WINDOWS = (360, 768, 1280)
TOO_NARROW, TOO_WIDE = 0.87, 1.35
"""What a declared width may be of the real one: blurred below, wasted bytes above."""
A_KIND = 2
SLOTS = """() => [...document.images].filter((img) => img.sizes).map((img) => {
  const box = img.getBoundingClientRect();
  if (!box.width || !img.checkVisibility()) return null;
  const [length] = img.sizes.split(/,(?![^(]*\\))/).map((part) => part.trim()).flatMap((part) => {
    const found = part.match(/^(\\(.*\\))\\s+(.+)$/);
    return !found ? [part] : matchMedia(found[1]).matches ? [found[2]] : [];
  });
  const probe = document.createElement("div");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.slot-probe { position: absolute; visibility: hidden; width: ${length}; }`);
  document.adoptedStyleSheets = [sheet];
  probe.className = "slot-probe";
  document.body.append(probe);
  const declared = probe.getBoundingClientRect().width;
  probe.remove();
  const style = getComputedStyle(img);
  const natural = img.width && img.getAttribute("width") / img.getAttribute("height");
  const cover = style.objectFit === "cover" ? Math.max(box.width, box.height * natural) : box.width;
  const contain = style.objectFit === "contain" ? Math.min(box.width, box.height * natural) : cover;
  return { declared, real: contain, box: box.width, most: Number(img.getAttribute("width")), sizes: img.sizes,
           where: img.closest("[class]:not(img, picture)")?.className ?? "" };
}).filter(Boolean)"""


@pytest.fixture(scope="module")
def pictured(real_site, ours):
    """Pages with photos, at most two of each kind."""
    found = {}
    for address in ours:
        text = (real_site / address.lstrip("/") / "index.html").read_text(encoding="utf-8") if address.endswith("/") else ""
        if "<picture" in text:
            kind = re.sub(r"[^/]*\d[^/]*", "*", address).split("/")[1:4]
            body = re.search(r'<body[^>]*class="([^"]*)"', text)
            found.setdefault((tuple(kind[:1]), body[1] if body else ""), []).append(address)
    return [address for pages in found.values() for address in pages[:A_KIND]]


@pytest.mark.parametrize("window", WINDOWS)
def test_the_declared_width_is_the_real_one(page, pictured, window):
    page.set_viewport_size({"width": window, "height": 900})
    wrong = {}
    for address in pictured:
        page.goto(address)
        for slot in page.evaluate(SLOTS):
            # where a grid gives every photo one cell, the cell is the slot: a panorama or a portrait is cut to it
            real, cell = (min(slot[name], slot["most"]) for name in ("real", "box"))
            declared = min(slot["declared"], slot["most"])
            if not any(TOO_NARROW <= declared / width <= TOO_WIDE for width in (real, cell)):
                wrong[slot["where"], slot["sizes"], round(slot["declared"])] = f"{address} is {round(real)}"
    assert wrong == {}
