"""What a reader does: searches, reads without JavaScript, loses the way."""

import re
import urllib.error
import urllib.request

import pytest

pytestmark = pytest.mark.browser
QUERIES = ["傅国涛", "求学圆梦", "产业工人", "互助"]


@pytest.mark.parametrize("query", QUERIES)
def test_search_lists_results_as_links(page, query):
    page.goto(f"/search/?q={query}")
    links = page.locator("ol#results > li > a[href]")
    links.first.wait_for(timeout=15000)
    assert query in page.locator("main").inner_text()
    links.first.click()
    page.wait_for_load_state()
    assert "/search/" not in page.url
    assert page.locator("h1").count() == 1


def test_search_says_when_nothing_is_found(page):
    page.goto("/search/?q=魑魅魍魉")
    page.locator("main", has_text="没有").wait_for(timeout=15000)
    page.locator("[aria-busy=true]").wait_for(state="detached", timeout=15000)
    assert page.locator("ol#results > li").count() == 0


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "%", "\\", "  "])
def test_a_hostile_query_runs_nothing(page, query):
    dialogs, errors = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/search/?q=" + urllib.request.quote(query))
    page.wait_for_timeout(700)
    assert not dialogs
    assert not errors


@pytest.fixture
def plain_page(browser, host):
    context = browser.new_context(base_url=host, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_site_works_without_javascript(plain_page, ours):
    plain_page.goto("/")
    first = plain_page.locator("main a[href^='/news/']").first
    title = first.inner_text().strip()
    first.click()
    assert plain_page.locator("h1").count() == 1
    assert title
    assert len(plain_page.locator("main").inner_text()) > 200
    for address in ours:
        if re.fullmatch(r"/(calendar|search|laomo|archive|districts|topics)/", address):
            plain_page.goto(address)
            assert plain_page.locator("main a[href]").count() > 0, address


def test_every_page_reads_without_javascript(plain_page, ours):
    for address in ours:
        plain_page.goto(address)
        assert plain_page.locator("main").inner_text().strip(), address
        assert plain_page.locator("html").get_attribute("lang") == "zh-CN", address


def test_a_lost_reader_gets_the_site_s_own_page(page):
    answer = page.goto("/no/such/page/")
    assert answer.status == 404
    assert page.locator("main a[href]").count() > 0


def test_the_skip_link_is_the_first_stop_of_the_keyboard(page):
    page.goto("/")
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    assert target
    assert target.startswith("#")
    assert page.locator(target).count() == 1


def answered(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - loopback
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()


def test_a_real_web_server_serves_every_page(behind_nginx, addresses):
    for address in addresses:
        status, kind, body = answered(behind_nginx + urllib.request.quote(address))
        assert (status, kind) == (200, "text/html"), address
        assert body
    assert answered(f"{behind_nginx}/no/such/")[0] == 404
    assert answered(f"{behind_nginx}/calendar/all.ics")[:2] == (200, "text/calendar")


@pytest.mark.parametrize(("address", "kept"), [("/", "no-cache"), ("/sw.js", "no-cache"), ("css", "immutable"), ("photo", "immutable")])
def test_the_web_server_says_how_long_a_file_may_be_kept(behind_nginx, real_site, address, kept):
    if not address.startswith("/"):
        pattern = {"css": "assets/css/*.css", "photo": "photos/*.avif"}[address]
        address = "/" + next(iter(sorted(real_site.glob(pattern)))).relative_to(real_site).as_posix()
    with urllib.request.urlopen(behind_nginx + address, timeout=5) as answer:  # noqa: S310 - loopback
        assert kept in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_abolished_district_leads_to_its_successor(plain_page, behind_nginx):
    plain_page.goto(f"{behind_nginx}/districts/jiangbei/", wait_until="commit")
    plain_page.wait_for_url("**/districts/liangjiang/")
    assert plain_page.locator("h1").inner_text() == "两江新区"
    page = answered(f"{behind_nginx}/districts/jiangbei/")[2].decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "江北区已撤销，今为两江新区" in page
