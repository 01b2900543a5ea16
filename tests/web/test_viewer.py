"""The photo viewer, driven by keyboard, by finger, and not at all."""

import re

import pytest

pytestmark = pytest.mark.browser
SWIPE = """across => {
  const figure = document.querySelector(".viewer__figure");
  const touch = (x) => new Touch({ identifier: 1, target: figure, clientX: x, clientY: 300 });
  const from = touch(300), to = touch(300 + across);
  figure.dispatchEvent(new TouchEvent("touchstart", { touches: [from], changedTouches: [from] }));
  figure.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [to] }));
}"""


@pytest.fixture(scope="module")
def album(ours):
    return next(address for address in ours if re.fullmatch(r"/albums/[^/]+/", address))


@pytest.fixture
def opened(page, album):
    """The album's second photo, opened in the viewer."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(album)
    page.locator("[data-viewer] a[href]").nth(1).click()
    page.locator("dialog.viewer[open]").wait_for()
    yield page
    assert errors == []


def ends(page):
    """The address below the album's; asked in the page, since the driver hears of it a moment later."""
    return page.evaluate("location.pathname").partition("/albums/")[2].partition("/")[2]


def test_keys_move_and_the_address_follows(opened, album):
    count = opened.locator("[data-viewer] a[href]").count()
    assert ends(opened) == "photo-2/"
    for key, number in (
        ("ArrowRight", 3),
        ("ArrowLeft", 2),
        ("End", count),
        ("ArrowRight", 1),
        ("ArrowLeft", count),
        ("Home", 1),
    ):
        opened.keyboard.press(key)
        assert ends(opened) == f"photo-{number}/"
        assert opened.locator(".viewer__count").inner_text() == f"第 {number} 张，共 {count} 张"
        assert opened.locator(".viewer img").get_attribute("alt")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Escape")
    opened.wait_for_url(f"**{album}")
    assert opened.evaluate("document.activeElement.href").endswith("photo-2/")


def test_the_keyboard_stays_in_the_viewer(opened):
    seen = set()
    for _ in range(6):
        opened.keyboard.press("Tab")
        seen.add(
            opened.evaluate(
                "document.activeElement.closest('dialog') ? document.activeElement.textContent : document.activeElement.tagName"
            )
        )
    assert {"上一张", "下一张", "关闭"} <= seen
    assert seen <= {"上一张", "下一张", "关闭", "BODY"}  # the body stands for the browser's own bars


def test_buttons_and_swipes_move(opened, album):
    opened.get_by_role("button", name="下一张").click()
    assert ends(opened) == "photo-3/"
    opened.evaluate(SWIPE, 200)
    assert ends(opened) == "photo-2/"
    opened.evaluate(SWIPE, -200)
    assert ends(opened) == "photo-3/"
    opened.evaluate(SWIPE, 20)
    assert ends(opened) == "photo-3/"
    opened.get_by_role("button", name="关闭").click()
    opened.wait_for_url(f"**{album}")


def test_the_photo_fits_the_screen(opened):
    for width, height in ((360, 740), (740, 360), (1280, 800)):
        opened.set_viewport_size({"width": width, "height": height})
        opened.wait_for_function("document.querySelector('.viewer img').complete")
        box = opened.locator(".viewer img").bounding_box()
        assert box["width"] <= width
        assert box["height"] <= height
        assert box["width"] > 100
        assert opened.evaluate("document.querySelector('dialog.viewer').scrollWidth <= innerWidth")


def test_the_open_viewer_is_accessible(opened, node_tools):
    opened.evaluate((node_tools.folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = opened.evaluate("axe.run().then(result => result.violations.map(each => each.id))")
    assert found == []


def test_a_copied_address_opens_the_photo_s_own_page(opened):
    address = opened.url
    opened.reload()
    assert opened.url == address
    assert opened.locator("dialog[open]").count() == 0
    assert opened.locator("main figure img").count() == 1


def test_the_album_works_without_javascript(browser, host, album):
    context = browser.new_context(base_url=host, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(album)
    plain.locator("[data-viewer] a[href]").nth(1).click()
    assert ends(plain) == "photo-2/"
    plain.locator("a[rel=next]").click()
    assert ends(plain) == "photo-3/"
    plain.locator("a[rel=prev]").click()
    assert ends(plain) == "photo-2/"
    context.close()


def test_nothing_jumps_while_photos_arrive(page, album):
    page.add_init_script("""window.moved = 0; new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });""")
    page.goto(album)
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(500)
    assert page.evaluate("window.moved") == 0
