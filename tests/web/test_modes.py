"""The reading settings, reading aloud, and reading without a network, as a reader drives them."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
STORY = "/news/2024/2024-09-02-huzhu-baozhang/"
SPEECH = """() => {
  window.said = [];
  speechSynthesis.speak = (words) => { said.push(words.text); if (said.length < 5) setTimeout(() => words.dispatchEvent(new Event('end')), 25); };
  speechSynthesis.cancel = () => said.push('|');
}"""


def setting(page, name):
    return page.locator("html").get_attribute(f"data-{name}")


@pytest.mark.parametrize(("label", "name", "value"), [("关怀版", "care", "on"), ("高对比度", "contrast", "high"), ("字号：特大", "size", "larger")])
def test_a_setting_is_kept_on_the_next_page_before_it_is_drawn(page, label, name, value):
    page.goto("/")
    page.get_by_role("button", name=label, exact=True).press("Enter")
    assert setting(page, name) == value
    page.goto(STORY, wait_until="commit")
    page.wait_for_selector("main")
    assert setting(page, name) == value
    # the switches are drawn pressed by the script at the end of the page: a busy machine is later there
    expect(page.get_by_role("button", name=label, exact=True)).to_have_attribute("aria-pressed", "true")


def test_a_switch_that_is_pressed_again_is_off(page):
    page.goto(STORY)
    for _ in range(2):
        page.get_by_role("button", name="关怀版", exact=True).click()
    assert setting(page, "care") is None
    page.reload()
    assert setting(page, "care") is None


def test_the_care_version_is_large_and_easy_to_hit(page):
    page.goto(STORY)
    page.get_by_role("button", name="关怀版", exact=True).click()
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)") >= 18
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, nav a, .chip, .card__title a, footer a')]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 0 && e.getBoundingClientRect().height < 59.5)
        .map(e => e.textContent.trim() + ' ' + e.getBoundingClientRect().height)"""
    )
    assert not small


@pytest.mark.parametrize("address", ["/", "/news/2024/2024-09-02-yizhou-dongtai/", "/districts/", "/figures/qiuxue-yuanmeng/"])
def test_no_words_of_the_care_version_are_small_on_a_phone(page, address):
    page.set_viewport_size({"width": 360, "height": 800})
    page.add_init_script("localStorage.setItem('care', 'on')")
    page.goto(address)
    small = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.checkVisibility() && !e.closest('svg'))
        .filter(e => e.getBoundingClientRect().width > 1 && parseFloat(getComputedStyle(e).fontSize) < 17.9)
        .map(e => e.className + ' ' + getComputedStyle(e).fontSize)"""
    )
    assert not small


EDGES = """() => ['.masthead', 'main h1', '.site-footer__inner'].map(name => Math.round(document.querySelector(name).getBoundingClientRect().left))"""


@pytest.mark.parametrize("address", [STORY, "/about/", "/search/", "/404.html", "/figures/qiuxue-yuanmeng/"])
def test_on_a_desk_the_care_version_has_one_edge_from_head_to_foot(page, address):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_init_script("localStorage.setItem('care', 'on')")
    page.goto(address)
    assert len(set(page.evaluate(EDGES))) == 1


def test_a_person_s_own_profile_leads_the_list_once(page):
    page.goto("/people/李喜龙/")
    titles = page.locator("main .card__title").all_inner_texts()
    assert titles[0].startswith("李喜龙")
    assert len(titles) == len(set(titles)) > 1


def test_a_stranger_s_value_in_the_memory_changes_nothing(page):
    page.goto("/")
    page.evaluate("localStorage.setItem('size', 'huge'); localStorage.setItem('care', '\"><script>')")
    page.reload()
    assert setting(page, "size") is None
    assert setting(page, "care") is None


def test_the_page_does_not_move_while_it_loads(page):
    for address in ("/", STORY):
        page.goto(address)
        page.wait_for_timeout(500)
        moved = page.evaluate(
            """() => new Promise(done => { let sum = 0;
            new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
              .observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 300); })"""
        )
        assert moved == 0, address


def test_the_story_is_read_aloud_in_order_and_can_be_stopped(page):
    page.goto(STORY)
    page.evaluate(SPEECH)
    button = page.get_by_role("button", name="朗读", exact=True)
    button.click()
    page.locator(".being-read").wait_for()
    page.wait_for_timeout(60)
    said = [words for words in page.evaluate("said") if words != "|"]
    assert "".join(said).startswith(page.locator("h1").inner_text().replace("\n", ""))
    assert page.locator(".being-read").count() == 1
    page.get_by_role("button", name="停止", exact=True).click()
    page.get_by_role("button", name="朗读", exact=True).wait_for()
    assert page.locator(".being-read").count() == 0


def test_what_was_read_can_be_read_without_a_network(browser, host):
    context = browser.new_context(base_url=host, locale="zh-CN")
    page = context.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(STORY)
    page.goto(STORY)
    title = page.locator("h1").inner_text()
    context.set_offline(True)
    page.goto("/")
    assert page.locator("h1").count() == 1
    page.goto(STORY)
    assert page.locator("h1").inner_text() == title
    page.goto("/news/never/read/")
    assert "没有网络" in page.locator("h1").inner_text()
    context.close()


def test_a_page_is_fetched_when_a_reader_is_about_to_open_it(page):
    page.goto("/")
    link = page.locator("main a[href^='/news/']").first
    link.hover()
    address = link.get_attribute("href").split("#")[0]
    page.wait_for_selector(f"link[rel=prefetch][href='{address}']", state="attached")
