"""The search page in real Chromium, under the policy that the pages promise to live under."""

import json
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest

from plugins.fulltext_search.bundle import STATIC
from plugins.fulltext_search.records import record_in
from plugins.fulltext_search.squeeze import short_names

pytestmark = pytest.mark.browser
CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "html"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "%",
    "%E4%B8",
    "\\",
    "《》“”‘’",
    "工会\n互助\t保障",
    "工" * 5000,
    "👷🏽‍♀️",
    "ｇｏｎｇ会",
    "a\u0301\u0301\u0301",
    "\ud7ff\ue000\U0010ffff",
]

ALL_NAMES = """() => {
  const names = new Set();
  const seen = new Set();
  const add = (value) => {
    if (!value || seen.has(value) || !["object", "function"].includes(typeof value)) return;
    seen.add(value);
    for (const name of Object.getOwnPropertyNames(value)) names.add(name);
    add(Object.getPrototypeOf(value));
  };
  for (const name of Object.getOwnPropertyNames(window)) {
    let value;
    try { value = window[name]; } catch { continue; }
    add(value);
    if (typeof value === "function") add(value.prototype);
  }
  for (const iterator of [[][Symbol.iterator](), new Map().entries(), "".matchAll(/a/g)]) add(iterator);
  return [...names];
}"""


def settled(page):
    """Waits until the search has said something; answers what."""
    page.wait_for_function(
        """() => !document.querySelector("#results[aria-busy]") && !/正在查找/.test(document.querySelector("#search-status").textContent)"""
    )
    return page.inner_text("#search-status")


def search(page, query):
    page.goto(f"/search/?q={quote(query)}")
    return settled(page)


@pytest.fixture
def watched(page):
    """A page on which nothing may go wrong: what it complained of, and what it was made to show."""
    page.complaints = []
    page.dialogs = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    assert page.dialogs == []
    assert page.complaints == []


def test_two_characters_find_pages(watched):
    assert search(watched, "互助").startswith("找到")
    hits = watched.locator("ol#results > li > a[href]")
    assert hits.count() > 0
    assert "互助" in "".join(watched.locator("#results mark").all_inner_texts())
    hits.first.click()
    watched.wait_for_load_state()
    assert "互助" in watched.inner_text("main")


def test_nothing_is_fetched_before_the_reader_searches(watched):
    asked = []
    watched.on("request", lambda request: asked.append(request.url))
    watched.goto("/search/")
    watched.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/search/index/" in url]
    watched.fill("#search-q", "工会")
    watched.press("#search-q", "Enter")
    assert settled(watched).startswith("找到")
    assert [url for url in asked if "/search/index/" in url]


def test_no_name_of_the_browser_s_is_shortened(watched):
    names = short_names(file.read_text(encoding="utf-8") for file in sorted(STATIC.glob("*.js")))
    watched.goto("/search/")
    taken = set(watched.evaluate(ALL_NAMES)) & set(names)
    assert not taken, f"add to PLATFORM in platform_names.py: {sorted(taken)}"


def test_a_word_that_is_nowhere(watched):
    assert search(watched, "饕餮鼙鼓") == "没有找到"
    assert watched.locator("#search-hints").is_visible()
    assert watched.locator("#results > li").count() == 0


def test_without_an_exact_match_the_rest_is_called_related(watched):
    assert search(watched, "求学圆饕") == "没有完全一致的结果，以下为相关内容"
    assert watched.locator("#results > li").count() == 0
    assert watched.locator("#related > li > a").count() > 0


def test_one_character_works(watched):
    assert search(watched, "渝").startswith("找到")


def test_back_returns_to_the_search_before(watched):
    search(watched, "互助")
    watched.fill("#search-q", "傅国涛")
    watched.press("#search-q", "Enter")
    watched.wait_for_url("**/search/?q=*%E6%B6%9B")
    assert settled(watched).startswith("找到")
    second = watched.locator("#results a").all_inner_texts()
    watched.go_back()
    settled(watched)
    assert watched.input_value("#search-q") == "互助"
    assert watched.locator("#results a").all_inner_texts() != second
    watched.go_forward()
    settled(watched)
    assert watched.input_value("#search-q") == "傅国涛"
    assert watched.locator("#results a").all_inner_texts() == second
    watched.locator("#results a").first.click()
    watched.wait_for_load_state()
    watched.go_back()
    settled(watched)
    assert watched.locator("#results a").all_inner_texts() == second


def test_a_hit_inside_an_item_leads_to_the_item(watched, real_site):
    folder = real_site / "search" / "index" / "records"
    records = [record_in(file.read_bytes()) for file in sorted(folder.rglob("*")) if file.is_file()]
    url, text, anchor = next(
        (r["url"], p[0], p[2]) for r in records for p in r["passages"] if len(p) > 2 and len(p[0]) > 60
    )
    search(watched, text[30:50])
    address = watched.locator("#results a").first.get_attribute("href")
    assert address.endswith(f"{url}#{anchor}")
    watched.goto(address)
    assert watched.locator(f"[id='{anchor}']").count() == 1


def test_enter_inside_a_composition_does_not_search(watched):
    watched.goto("/search/")
    watched.wait_for_load_state("networkidle")
    watched.focus("#search-q")
    session = watched.context.new_cdp_session(watched)
    session.send("Input.imeSetComposition", {"text": "gonghui", "selectionStart": 7, "selectionEnd": 7})
    watched.keyboard.press("Enter")
    assert "?q=" not in watched.url
    session.send("Input.insertText", {"text": "工会"})
    watched.keyboard.press("Enter")
    assert settled(watched).startswith("找到")


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_run_nothing(watched, query):
    settled_text = search(watched, query)
    assert settled_text == "" or settled_text.startswith(("找到", "没有"))


def test_the_corpora_through_the_box_run_nothing(watched):
    if not CORPORA.is_dir():
        pytest.skip("the corpora are not beside this project")
    watched.goto("/search/")
    strings = [
        s
        for name in ("naughty-strings", "xss-payloads")
        for s in json.loads((CORPORA / f"{name}.json").read_text("utf-8"))
    ]
    bad = watched.evaluate(
        """async (strings) => {
          const input = document.querySelector("#search-q");
          const status = document.querySelector("#search-status");
          const bad = [];
          for (const string of strings) {
            input.value = string;
            input.form.requestSubmit();
            for (let i = 0; i < 500 && /正在查找/.test(status.textContent); i++) await new Promise((r) => setTimeout(r, 5));
            if (!/^(找到|没有|$)/.test(status.textContent)) bad.push([string, status.textContent]);
          }
          return bad;
        }""",
        strings,
    )
    assert bad == []
    assert watched.locator("#search script, #search img, #search iframe, #search svg").count() == 0


def test_a_lost_connection_is_told_and_can_be_retried(page):
    page.route("**/search/index/shards/**", lambda route: route.abort())
    assert search(page, "互助").startswith("搜索没有成功")
    assert page.locator("#search-retry").is_visible()
    assert page.locator("#search-archives a").first.is_visible()
    page.unroute("**/search/index/shards/**")
    page.click("#search-retry")
    page.wait_for_selector("#results > li")
    assert settled(page).startswith("找到")
    assert page.locator("#search-retry").is_hidden()
    assert page.locator("#search-archives").is_hidden()


@pytest.mark.parametrize("body", ["", "YGS2", "<!DOCTYPE html><title>404</title>"])
def test_a_damaged_shard_is_told(page, body):
    page.route("**/search/index/shards/**", lambda route: route.fulfill(body=body, content_type="text/plain"))
    assert search(page, "互助").startswith("搜索没有成功")


def test_results_do_not_depend_on_the_segmenter(browser, host):
    found = []
    for script in ("", "delete Intl.Segmenter"):
        context = browser.new_context(base_url=host)
        context.add_init_script(script or "0")
        one = context.new_page()
        found.append([])
        for query in ("学分银行", "求学圆梦行动怎么报名", "8月28日", "傅国涛"):
            search(one, query)
            found[-1].append(one.locator("#search-results a").all_inner_texts())
        context.close()
    assert found[0] == found[1]


def test_without_javascript_the_page_leads_on(browser, host):
    context = browser.new_context(base_url=host, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=工会")
    assert "JavaScript" in page.locator("#search noscript p").inner_text()
    assert page.locator("#search a[href^='/archive/']").first.is_visible()
    page.locator("#search a[href^='/columns/']").first.click()
    assert "/columns/" in page.url
    context.close()


def test_the_site_s_search_box_leads_here(watched):
    watched.goto("/")
    watched.locator("header form[role=search] input[name=q]").fill("互助保障")
    watched.locator("header form[role=search] input[name=q]").press("Enter")
    watched.wait_for_url("**/search/?q=*")
    assert settled(watched).startswith("找到")


def test_it_works_in_a_sub_folder(browser, real_site, tmp_path):
    from servers import serving

    # The theme's own addresses begin at the root; what search asks for must not.
    for folder in ("deep", "."):
        shutil.copytree(real_site / "assets", tmp_path / folder / "assets", dirs_exist_ok=True)
    shutil.copytree(real_site / "search", tmp_path / "deep" / "search")
    with serving(tmp_path) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/deep/search/?q={quote('互助')}")
        assert settled(page).startswith("找到")
        assert page.locator("#results a").first.get_attribute("href").startswith(f"{address}/deep/news/")
        context.close()
