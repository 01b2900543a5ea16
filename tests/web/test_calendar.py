"""The calendar, read with a keyboard, on a narrow screen, on another day, and without a script."""

import json
import re

import pytest

pytestmark = pytest.mark.browser
PAGES = ("/calendar/", "/calendar/list/", "/calendar/2024/", "/calendar/2024/08/", "/calendar/2024/w35/", "/calendar/kind/item/")


@pytest.fixture(scope="module")
def event_page(ours):
    return next(address for address in ours if re.fullmatch(r"/calendar/event/[0-9a-f]{12}/", address))


@pytest.fixture
def on_day(browser, host):
    """A page whose clock shows that day in Beijing."""
    contexts = []

    def make(day, **settings):
        context = browser.new_context(base_url=host, locale="zh-CN", **settings)
        contexts.append(context)
        page = context.new_page()
        page.clock.set_fixed_time(f"{day}T02:00:00Z")
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, host, node_tools, event_page, scheme, width):  # noqa: PLR0913, PLR0917 - fixtures
    from walk import OVERFLOW, RUN_AXE, TAGS

    axe = (node_tools.folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(
        base_url=host, locale="zh-CN", color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    found = {}
    for address in (*PAGES, event_page):
        page.goto(address)
        page.evaluate(axe)
        found[address] = (page.evaluate(RUN_AXE, TAGS), page.evaluate(OVERFLOW))
    context.close()
    assert {address: said for address, said in found.items() if said != ([], 0)} == {}


def test_a_month_is_a_table_with_a_caption_and_named_columns(page):
    page.goto("/calendar/2024/08/")
    assert page.locator("table.month caption").inner_text() == "2024年8月活动一览，星期一在前"
    columns = page.locator("table.month thead th[scope=col]").all_inner_texts()
    assert [text.strip() for text in columns] == ["周", *(f"星期{day}" for day in "一二三四五六日")]
    assert page.locator("table.month tbody th[scope=row]").count() == 5


def test_the_keyboard_goes_from_a_day_to_its_events(page):
    page.goto("/calendar/2024/08/")
    day = page.locator("td[data-day='2024-08-28'] a.day__number")
    day.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#day-28"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#day-28') !== null"), "the next stop is in the list"


def test_a_filter_hides_what_does_not_match_and_a_page_shows_the_same(page):
    page.goto("/calendar/2024/08/")
    rows = page.locator(".month-list .event")
    assert rows.count() == 6
    page.get_by_label("区县").select_option("南岸区")
    names = page.locator(".month-list .event:visible .event__name").all_inner_texts()
    assert len(names) == 1
    page.goto("/calendar/district/nanan/")
    assert page.locator(".event .event__name").all_inner_texts() == names


def test_today_and_what_is_over_are_the_readers_days(on_day):
    page = on_day("2024-08-28")
    page.goto("/calendar/2024/08/")
    assert page.locator("td.day--today").get_attribute("data-day") == "2024-08-28"
    assert page.locator(".month-list .event--past").count() == 1
    assert page.locator(".month-list .event__when").all_inner_texts().count("今天") == 3


def test_an_event_counts_the_days_until_it(on_day, event_page):
    page = on_day("2020-01-01")
    page.goto(event_page)
    assert re.fullmatch(r"还有\d+天", page.locator(".happening__when").inner_text())
    page = on_day("2030-01-01")
    page.goto(event_page)
    assert page.locator(".happening__when").inner_text() == "已结束"


def test_without_a_script_everything_is_there(browser, host, event_page):
    context = browser.new_context(base_url=host, java_script_enabled=False)
    page = context.new_page()
    page.goto("/calendar/2024/08/")
    assert page.locator(".month-list .event:visible").count() == 6
    assert page.locator("form.event-filters:visible").count() == 0
    page.goto("/calendar/")
    assert page.locator(".coming .event:visible").count() >= 1
    assert page.locator("a[href='/calendar/district/nanan/']").count() == 1
    assert page.locator("a[href^='webcal://yugong.example/calendar/all.ics']").count() == 1
    page.goto(event_page)
    assert page.locator(".happening a[download]").get_attribute("href").endswith(".ics")
    context.close()


def test_an_event_describes_itself(real_site):
    found = 0
    for file in (real_site / "calendar/event").glob("*/index.html"):
        text = file.read_text(encoding="utf-8")
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
        if block:
            data = json.loads(block[1])
            assert data["@type"] == "Event"
            assert {"name", "startDate", "eventStatus"} <= set(data)
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d\+08:00)?", data["startDate"])
            found += 1
    assert found == 6, "a deadline is no Event"
