"""The photo viewer, driven by keyboard, by finger, by the Back button, and not at all."""

import functools
import re

import pytest

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.fixture(scope="module")
def album(ours):
    return next(address for address in ours if re.fullmatch(r"/albums/[^/]+/", address))


@pytest.fixture
def opened(page, album):
    """The album's second photo, opened in the viewer."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(album)
    page.locator("[data-viewer] a[data-photo]").nth(1).click()
    page.locator("dialog.viewer[open]").wait_for()
    yield page
    assert errors == []


def ends(page):
    """The address below the album's; asked in the page, since the driver hears of it a moment later."""
    return page.evaluate("location.pathname").partition("/albums/")[2].partition("/")[2]


def until(page, expression):
    """Wait until the page says so, five seconds at most; the driver's own waiting needs eval, which the site forbids."""
    for _ in range(50):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def in_view(page):
    """The number of the slide that fills the strip, once it stands still."""
    return page.evaluate("""async () => {
      const strip = document.querySelector(".viewer__strip");
      for (let last = -1; last !== strip.scrollLeft; ) {
        last = strip.scrollLeft;
        await new Promise(resolve => setTimeout(resolve, 150));
      }
      return Math.round(strip.scrollLeft / strip.clientWidth) + 1;
    }""")


def test_keys_move_and_the_address_follows(opened, album):
    count = opened.locator("[data-viewer] a[data-photo]").count()
    assert ends(opened) == "photo-2/"
    assert in_view(opened) == 2
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
        assert in_view(opened) == number
        assert opened.locator(".viewer__slide").nth(number - 1).locator("img").get_attribute("alt")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Escape")
    opened.wait_for_url(f"**{album}")
    until(opened, "document.activeElement.href?.endsWith('photo-2/')")


def test_back_closes_forward_opens_and_no_press_is_left_over(page, album):
    page.goto("/albums/")
    page.goto(album)
    page.locator("[data-viewer] a[data-photo]").nth(2).click()
    page.keyboard.press("ArrowRight")
    page.go_back()
    until(page, "!document.querySelector('dialog[open]')")
    assert ends(page) == ""
    page.go_forward()
    page.locator("dialog.viewer[open]").wait_for()
    assert ends(page) == "photo-4/"
    page.keyboard.press("Escape")
    page.wait_for_url(f"**{album}")
    page.go_back()
    page.wait_for_url("**/albums/")


def test_the_keyboard_stays_in_the_viewer(opened):
    seen = set()
    for _ in range(8):
        opened.keyboard.press("Tab")
        seen.add(
            opened.evaluate(
                "(e => e.closest('dialog') ? e.ariaLabel ?? e.textContent : e.tagName)(document.activeElement)"
            )
        )
    assert {"上一张", "下一张", "关闭", "播放", "照片，左右翻看"} <= seen
    assert seen <= {"上一张", "下一张", "关闭", "播放", "照片，左右翻看", "BODY"}  # the body stands for the browser's own bars


def test_a_finger_swipes_one_photo_at_a_time(browser, host, album):
    context = browser.new_context(base_url=host, **PHONE)
    page = context.new_page()
    page.goto(album)
    page.locator("[data-viewer] a[data-photo]").nth(1).tap()
    page.locator("dialog.viewer[open]").wait_for()
    devtools = context.new_cdp_session(page)

    def swipe(start, end, hold=0):
        touch = functools.partial(devtools.send, "Input.dispatchTouchEvent")
        touch({"type": "touchStart", "touchPoints": [{"x": start, "y": 350}]})
        for step in range(1, 9):
            touch({"type": "touchMove", "touchPoints": [{"x": start + (end - start) * step / 8, "y": 350}]})
            page.wait_for_timeout(16)
        page.wait_for_timeout(hold)
        touch({"type": "touchMove", "touchPoints": [{"x": end, "y": 350}]})
        touch({"type": "touchEnd", "touchPoints": []})
        page.wait_for_timeout(300)
        return in_view(page)

    assert swipe(300, 60) == 3
    assert ends(page) == "photo-3/"
    assert swipe(60, 300) == 2
    assert ends(page) == "photo-2/"
    assert swipe(200, 170, hold=400) == 2  # a slip is no swipe, unlike a flick of the same length
    page.get_by_role("button", name="关闭").tap()
    page.wait_for_url(f"**{album}")
    context.close()


def test_buttons_are_large_enough_and_move(opened, album):
    for button in opened.locator(".viewer__button:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    opened.get_by_role("button", name="下一张").click()
    assert ends(opened) == "photo-3/"
    opened.get_by_role("button", name="关闭").click()
    opened.wait_for_url(f"**{album}")


def test_the_slides_play_and_stop_unless_the_reader_wants_calm(browser, host, album):
    for motion in ("no-preference", "reduce"):
        context = browser.new_context(base_url=host, reduced_motion=motion)
        page = context.new_page()
        page.goto(album)
        page.locator("[data-viewer] a[data-photo]").first.click()
        play = page.locator(".viewer__play")
        assert play.is_visible() is (motion == "no-preference")
        if motion == "no-preference":
            play.click()
            until(page, "location.pathname.endsWith('photo-2/')")
            page.keyboard.press("ArrowLeft")
            assert play.inner_text() == "播放"
        context.close()


def test_the_photo_fits_the_screen(opened):
    for width, height in ((360, 740), (740, 360), (1280, 800)):
        opened.set_viewport_size({"width": width, "height": height})
        photo = opened.locator(".viewer__slide").nth(1).locator("img")
        until(opened, "document.querySelectorAll('.viewer__slide')[1].querySelector('img').complete")
        assert in_view(opened) == 2
        box = photo.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= height
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
    plain.locator("[data-viewer] a[data-photo]").nth(1).click()
    assert ends(plain) == "photo-2/"
    plain.locator("a[rel=next]").click()
    assert ends(plain) == "photo-3/"
    plain.locator("a[rel=prev]").click()
    assert ends(plain) == "photo-2/"
    context.close()


def test_nothing_jumps_while_photos_arrive(browser, host, album):
    for width in (360, 1280):
        context = browser.new_context(base_url=host, viewport={"width": width, "height": 740})
        page = context.new_page()
        page.add_init_script("""window.moved = 0; new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
        }).observe({ type: "layout-shift", buffered: true });""")
        page.goto(album)
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(500)
        assert page.evaluate("window.moved") == 0
        context.close()
