"""What a reader does with the search besides reading results: keyboard, input method, filters, sharing, Back."""

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest

pytestmark = pytest.mark.browser
BOX = "main input[name=q]"
SETTLED = """() => {
  const results = document.querySelector("ol#results");
  const told = [...document.querySelectorAll("main [role=status], main [aria-live]")].some((e) => e.textContent.trim());
  return !results.closest("[aria-busy=true]") && told && !/正在查找/.test(document.querySelector("main").innerText);
}"""


def settled(page):
    page.wait_for_function(SETTLED, timeout=20_000)


def search(page, query, more=""):
    page.goto(f"/search/?q={quote(query)}{more}")
    settled(page)


def found(page):
    return page.eval_on_selector_all(
        "ol#results > li", "items => items.map((li) => li.querySelector('a[href]').pathname)"
    )


def asked(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def told(page):
    return " ".join(page.locator("main [role=status], main [aria-live]").all_inner_texts())


def typing(page, text):
    page.goto("/search/")
    page.focus(BOX)
    page.keyboard.insert_text(text)
    page.wait_for_selector("main [role=option]")


def test_the_box_is_a_combobox_for_the_keyboard(page):
    typing(page, "傅国")
    box = page.get_by_role("combobox")
    options = page.get_by_role("option")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    assert "建议" in told(page)
    page.keyboard.press("ArrowDown")
    chosen = options.first
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert chosen.get_attribute("aria-selected") == "true"
    assert "傅国涛" in chosen.inner_text()
    page.keyboard.press("Enter")
    settled(page)
    assert asked(page)["q"] == "傅国涛"
    assert found(page)[0] == "/laomo/fu-guotao/"
    assert options.count() == 0
    assert box.get_attribute("aria-expanded") == "false"


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(page):
    typing(page, "互助")
    page.keyboard.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert page.input_value(BOX) == "互助"
    page.keyboard.press("Enter")
    settled(page)
    assert asked(page)["q"] == "互助"


def test_a_suggestion_can_be_tapped(page):
    typing(page, "fgt")
    page.get_by_role("option").filter(has_text="傅国涛").first.click()
    settled(page)
    assert asked(page)["q"] == "傅国涛"


def test_the_input_method_is_left_alone(page):
    page.goto("/search/")
    page.focus(BOX)
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "fuguotao", "selectionStart": 8, "selectionEnd": 8})
    page.wait_for_timeout(400)
    assert page.get_by_role("option").count() == 0, "nothing is suggested for letters that are still being composed"
    page.keyboard.press("Enter")
    assert asked(page) == {}, "the Enter that ends a composition does not search"
    session.send("Input.insertText", {"text": "傅国"})
    page.wait_for_selector("main [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    assert found(page)[0] == "/laomo/fu-guotao/"


def test_composition_events_alone_are_enough(page):
    """Some browsers send no key codes of their own while they compose."""
    page.goto("/search/")
    page.focus(BOX)
    page.evaluate(
        """() => {
          const box = document.querySelector("main input[name=q]");
          box.dispatchEvent(new CompositionEvent("compositionstart"));
          box.value = "hu zhu";
          box.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
        }"""
    )
    page.wait_for_timeout(400)
    assert page.get_by_role("option").count() == 0
    page.evaluate(
        """() => {
          const box = document.querySelector("main input[name=q]");
          box.value = "互助";
          box.dispatchEvent(new CompositionEvent("compositionend", { data: "互助" }));
        }"""
    )
    page.wait_for_selector("main [role=option]")
    assert "互助" in page.get_by_role("option").first.inner_text()


def test_the_live_region_tells_how_many(page):
    search(page, "求学圆梦行动")
    number = int(re.search(r"找到\D*(\d+)", told(page))[1])
    assert number == len(found(page)) == 4


def test_what_was_meant_is_told_and_searched(page):
    search(page, "付国涛")
    assert "您是不是要找" in page.inner_text("main")
    assert found(page)[0] == "/laomo/fu-guotao/"
    page.locator("main a", has_text=re.compile("^傅国涛$")).first.click()
    settled(page)
    assert asked(page)["q"] == "傅国涛"
    assert "您是不是要找" not in page.inner_text("main")


def test_related_pages_stand_apart_under_their_label(page):
    search(page, "求学圆饕")
    assert found(page) == []
    assert "没有" in told(page)
    related = page.locator("main li a[href*='/news/']").first
    assert related.is_visible()
    assert related.evaluate("a => a.closest('#results')") is None
    assert page.get_by_role("heading", name="相关").first.is_visible()


def filters(page):
    if not page.locator("main details[open] a[href*='q=']").count():
        page.locator("main details summary").first.click()
    page.wait_for_selector("main details a[href*='q=']")
    return page.locator("main details a[href*='q=']")


def test_filters_keep_their_promise(page):
    """Each value of each facet leads to as many pages as it says."""
    search(page, "工会")
    links = filters(page)
    choices = [(links.nth(i).inner_text(), links.nth(i).get_attribute("href")) for i in range(links.count())]
    facets = {key for _, href in choices for key in parse_qs(urlsplit(href).query)} - {"q", "sort"}
    assert len(facets) == 4, "column, district, year and kind"
    for text, href in choices[::4]:
        page.goto(href)
        settled(page)
        shown = set(found(page))
        while page.get_by_role("button", name="显示更多").is_visible():
            before = len(shown)
            page.get_by_role("button", name="显示更多").click()
            page.wait_for_function(
                f"document.querySelectorAll('ol#results > li').length > {before} || document.querySelector('#search-more').hidden"
            )
            shown = set(found(page))
        assert len(shown) == int(re.search(r"[（(](\d+)[）)]", text)[1]), text


def test_all_state_is_in_the_address(page, browser, host):
    search(page, "工会")
    whole = found(page)
    page.get_by_role("link", name="按日期").click()
    settled(page)
    filters(page).filter(has_text="2024").first.click()
    settled(page)
    shown = found(page)
    assert shown != whole
    assert all(path.startswith("/news/2024/") for path in shown)
    assert len(asked(page)) == 3
    context = browser.new_context(base_url=host)
    shared = context.new_page()
    shared.goto(page.url)
    settled(shared)
    assert found(shared) == shown
    assert shared.input_value(BOX) == "工会"
    context.close()
    page.go_back()
    page.go_back()
    settled(page)
    assert asked(page) == {"q": "工会"}
    assert found(page) == whole


def test_by_date_the_newest_comes_first(page):
    search(page, "工会", "&sort=date")
    days = page.eval_on_selector_all("ol#results > li time[datetime]", "times => times.map((time) => time.dateTime)")
    days = days or re.findall(r"\d{4}年\d{1,2}月\d{1,2}日", page.inner_text("ol#results"))
    assert len(days) > 3
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("query", ["森林防火", "“论文写在岗位上”", "6000元"])
def test_the_phrase_is_marked_here_and_on_the_page(page, query):
    search(page, query)
    plain = query.strip("“”")
    marked = page.locator("ol#results mark").all_inner_texts()
    assert marked
    assert all(text in plain or plain in text for text in marked)
    link = page.locator("ol#results > li a[href]").first
    link.dispatch_event("contextmenu")
    directive = link.get_attribute("href").partition(":~:text=")[2]
    wanted = unquote(directive).split("&")[0]
    assert plain in wanted.replace("-,", "").replace(",-", "")
    link.click()
    page.wait_for_load_state()
    assert plain in page.inner_text("main").replace("\n", "")


def test_what_was_loaded_can_be_read_again_without_a_network(page):
    search(page, "互助保障")
    before = found(page)
    page.fill(BOX, "傅国涛")
    page.press(BOX, "Enter")
    settled(page)
    page.context.set_offline(True)
    page.go_back()
    settled(page)
    assert found(page) == before
    page.context.set_offline(False)
