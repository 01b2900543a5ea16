"""Texts come in waves: what each one brings, what a lost one leaves, and the boxes and photos around the results."""

import re
from functools import partial
from urllib.parse import quote, urlsplit

import pytest

pytestmark = pytest.mark.browser
RESULTS = "ol#results > li a.result-title"
SETTLED = """() => !document.querySelector("#results[aria-busy]")
  && !/正在查找/.test(document.querySelector("#search-status").textContent)"""


def search(page, query):
    page.goto(f"/search/?q={quote(query)}")
    page.wait_for_function(SETTLED)


def found(page):
    return page.eval_on_selector_all(RESULTS, "links => links.map((link) => link.pathname)")


def more(page):
    count = len(found(page))
    page.click("#search-more")
    page.wait_for_function("(count) => document.querySelectorAll('ol#results > li').length > count", arg=count)


def test_only_ten_texts_come_at_first(page):
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    search(page, "职工")
    assert len(found(page)) == 10
    assert len([path for path in asked if "/records/" in path]) == 10
    assert not [path for path in asked if "/words/" in path and "lexicon" in path]
    first = found(page)
    more(page)
    assert found(page)[:10] == first
    assert len(set(found(page))) == len(found(page)) > 10


def test_a_lost_wave_loses_nothing(page, browser, host):
    whole = browser.new_page(base_url=host)
    search(whole, "职工")
    more(whole)
    search(page, "职工")
    first = found(page)
    page.route("**/records/**", lambda route: route.abort())
    page.click("#search-more")
    page.wait_for_function("() => /没有成功/.test(document.querySelector('#search-status').textContent)")
    assert found(page) == first
    page.unroute("**/records/**")
    more(page)
    assert found(page) == found(whole)
    whole.close()


def test_the_first_results_keep_their_place(page):
    asked, held = [], []

    def answer(route):
        asked.append(route)
        if len(asked) > 6:
            held.append(route)
        else:
            route.continue_()

    page.route("**/search/index/records/**", answer)
    page.goto(f"/search/?q={quote('职工')}")
    page.wait_for_selector("ol#results > li")
    first = found(page)
    assert 0 < len(first) <= 6
    assert page.get_attribute("#results", "aria-busy") == "true"
    assert "正在查找" in page.inner_text("#search-status")
    while len(held) < 4:
        page.wait_for_timeout(50)
    for route in held:
        route.continue_()
    page.wait_for_function(SETTLED)
    assert found(page)[: len(first)] == first
    assert len(found(page)) == 10


def test_lost_texts_are_no_error_that_nobody_handles(page):
    """Found by the fuzzer: the seventh text failed when the first six had failed before it."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/search/index/records/**", lambda route: route.fulfill(body=b"no record"))
    search(page, "职工")
    assert "没有成功" in page.inner_text("#search-status")
    page.wait_for_timeout(200)
    assert errors == []


def answered(route, *, body):
    route.fulfill(body=body, content_type="text/html")


def test_a_page_that_is_older_than_the_index(page, browser, host, real_site):
    """A tab that stood open: the index has more shards since then, or more documents."""
    search(page, "职工")
    right = found(page)
    text = (real_site / "search/index.html").read_text(encoding="utf-8")
    for old, new in ((r"(shards&#34;:)\d+", r"\g<1>4096"), (r"(documents&#34;:)\d+", r"\g<1>1")):
        older = browser.new_page(base_url=host)
        asked = []
        older.on("request", lambda request, asked=asked: asked.append(urlsplit(request.url).path))
        body = re.sub(old, new, text)
        assert body != text
        older.route("**/search/?q=*", partial(answered, body=body))
        search(older, "职工")
        assert found(older) == right
        assert "/search/index/index.json" in asked
        older.close()


def test_back_and_forward_bring_the_results_again(page):
    search(page, "互助")
    one = found(page)
    page.fill("#search-q", "职工")
    page.press("#search-q", "Enter")
    page.wait_for_function("(one) => document.querySelector('ol#results a')?.pathname !== one", arg=one[0])
    page.wait_for_function(SETTLED)
    two = found(page)
    page.go_back()
    page.wait_for_function("(one) => document.querySelector('ol#results a')?.pathname === one", arg=one[0])
    page.wait_for_function(SETTLED)
    assert found(page) == one
    page.go_forward()
    page.wait_for_function("(two) => document.querySelector('ol#results a')?.pathname === two", arg=two[0])
    page.wait_for_function(SETTLED)
    assert found(page) == two


def test_what_is_rarely_needed_comes_when_it_is(page):
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if "/search/" in path or "/assets/search" in path]
    page.goto("/search/")
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if "search_more" in path or "/search/index/" in path]
    page.focus("#search-q")
    page.wait_for_event("requestfinished", lambda request: "search_more" in request.url)


def test_boxes_on_other_pages_suggest(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto("/about/")
    page.wait_for_load_state("networkidle")
    assert "/search/box.js" not in asked
    box = page.locator(".masthead .site-search input[name=q]")
    box.focus()
    page.wait_for_selector("#q-suggestions", state="attached")
    page.keyboard.insert_text("傅国")
    option = page.locator("#q-suggestions [role=option]").first
    option.wait_for()
    assert box.get_attribute("role") == "combobox"
    assert "傅国涛" in option.inner_text()
    bounds = option.bounding_box()
    assert bounds["height"] >= 44
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")
    page.wait_for_function(SETTLED)
    assert found(page)[0] == "/laomo/fu-guotao/"


def test_a_box_without_its_script_is_a_form(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.route("**/search/box.js", lambda route: route.abort())
    page.goto("/about/")
    page.fill(".masthead .site-search input[name=q]", "互助")
    page.press(".masthead .site-search input[name=q]", "Enter")
    page.wait_for_url("**/search/?q=**")
    page.wait_for_function(SETTLED)
    assert found(page)


def test_photos_lead_to_their_own_place(page):
    page.goto("/gallery/2026/")
    places = page.eval_on_selector_all(
        "main a[href*='photo-']", "links => links.map((link) => [link.querySelector('img')?.alt ?? '', link.href])"
    )
    described = [(alt, urlsplit(href)) for alt, href in places if len(alt) > 3]
    assert described
    alt, place = described[0]
    search(page, alt[:6])
    links = page.eval_on_selector_all("#search-photos a", "links => links.map((link) => link.href)")
    assert f"{place.path}#{place.fragment}".rstrip("#") in {
        f"{urlsplit(link).path}#{urlsplit(link).fragment}".rstrip("#") for link in links
    }
    page.click("#search-photos a >> nth=0")
    page.wait_for_load_state()
    target = urlsplit(page.url)
    assert "photo-" in f"{target.path}#{target.fragment}"
    assert not target.fragment or page.locator(f"#{target.fragment}").count() == 1
