"""What the reader meets when a part of the index is missing, cut or something else, or the browser is an old one."""

from urllib.parse import quote, urlsplit

import pytest

pytestmark = pytest.mark.browser
QUERY = "互助保障"
SETTLED = """() => {
  const results = document.querySelector("ol#results");
  const told = [...document.querySelectorAll("main [role=status], main [aria-live], main [role=alert]")];
  return !results.closest("[aria-busy=true]") && told.some((e) => e.textContent.trim());
}"""
ARCHIVE = "main a[href*='/archive/'], main a[href*='/columns/']"
DAMAGES = {
    "missing": lambda route, _: route.fulfill(
        status=404, body="<!DOCTYPE html><title>404</title>", content_type="text/html"
    ),
    "cut": lambda route, body: route.fulfill(body=body[: len(body) // 2], content_type="application/octet-stream"),
    "empty": lambda route, _: route.fulfill(body=b"", content_type="application/octet-stream"),
    "a page instead": lambda route, _: route.fulfill(
        body="<!DOCTYPE html><title>登录</title>", content_type="text/html"
    ),
    "no answer": lambda route, _: route.abort(),
}


def search(page, query=QUERY):
    page.goto(f"/search/?q={quote(query)}")
    page.wait_for_function(SETTLED, timeout=30_000)


def found(page):
    return page.eval_on_selector_all(
        "ol#results > li", "items => items.map((li) => li.querySelector('a[href]').pathname)"
    )


@pytest.fixture(scope="module")
def asked(browser, host):
    """The parts of the index that a search fetches: the folders and lone files below the index."""
    context = browser.new_context(base_url=host)
    page = context.new_page()
    urls = []
    page.on("request", lambda request: urls.append(urlsplit(request.url).path))
    search(page)
    assert len(found(page)) > 0
    context.close()
    below = [path.partition("/search/index/")[2] for path in urls if "/search/index/" in path]
    assert "index.json" not in below  # the page carries what it says
    return sorted({path.rpartition("/")[0] or path for path in below})


def damage(page, real_site, part, how):
    def answer(route):
        file = real_site / urlsplit(route.request.url).path.lstrip("/")
        DAMAGES[how](route, file.read_bytes())

    page.route(f"**/search/index/{part}{'' if '.' in part else '/**'}", answer)


@pytest.mark.parametrize("how", DAMAGES)
def test_the_reader_is_told_and_led_on(page, real_site, asked, how):
    """Whichever part is damaged: never a blank page, never endless work, never an error that nobody handles."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    search(page)
    whole = found(page)
    for part in asked:
        fresh = page.context.browser.new_context(base_url=page.url.partition("/search")[0])
        other = fresh.new_page()
        other.on("pageerror", lambda error: errors.append(str(error)))
        damage(other, real_site, part, how)
        search(other)
        if found(other) != whole:
            assert "没有成功" in other.inner_text("main") or "出错" in other.inner_text("main"), part
            assert other.locator(ARCHIVE).first.is_visible(), part
        fresh.close()
    assert errors == []


@pytest.mark.parametrize("how", DAMAGES)
def test_without_the_postings_there_are_no_results_to_show(page, real_site, asked, how):
    """At least one of the parts is needed, so that the test above cannot pass on an index that nobody reads."""
    for part in asked:
        if part == "index.json" or part.startswith("shards"):
            damage(page, real_site, part, how)
    search(page)
    assert found(page) == []
    assert page.locator(ARCHIVE).first.is_visible()


def test_a_search_can_be_tried_again(page, real_site, asked):
    for part in asked:
        damage(page, real_site, part, "no answer")
    search(page)
    assert found(page) == []
    page.unroute_all()
    page.get_by_role("button", name="重试").click()
    page.wait_for_selector("ol#results > li")
    assert len(found(page)) > 0


def test_a_browser_that_cannot_inflate(browser, host, page):
    """Chrome before 80, Safari before 16.4, Firefox before 113 have no DecompressionStream."""
    context = browser.new_context(base_url=host)
    context.add_init_script("delete window.DecompressionStream")
    old = context.new_page()
    for query in (QUERY, "傅國濤", "xuefenyinhang", "学份银行", "工"):
        search(old, query)
        search(page, query)
        assert found(old) == found(page), query
    assert old.evaluate("typeof DecompressionStream") == "undefined"
    context.close()


def test_without_javascript_the_form_leads_on(browser, host):
    context = browser.new_context(base_url=host, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/search/?q={quote(QUERY)}")
    assert "JavaScript" in page.inner_text("main")
    for kind in ("archive", "columns"):
        link = page.locator(f"main a[href*='/{kind}/']").first
        assert link.is_visible(), kind
        response = page.request.get(link.evaluate("a => a.href"))
        assert response.status == 200, kind
    context.close()
