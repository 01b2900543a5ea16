"""What a reader does: searches, reads without JavaScript, loses the way."""

import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

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


NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log warn;
events {{}}
http {{
  access_log off; default_type application/octet-stream;
  types {{ text/html html; text/calendar ics; application/atom+xml atom.xml; text/css css; text/javascript js;
           application/xml xml; image/avif avif; image/jpeg jpg; application/json json; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; index index.html; error_page 404 /404.html; charset utf-8; }}
}}
"""


def answered(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - loopback
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()


def test_a_real_web_server_serves_every_page(real_site, addresses, tmp_path, unused_port):
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("no nginx (apt install nginx-light)")
    settings = tmp_path / "nginx.conf"
    settings.write_text(NGINX.format(folder=tmp_path, port=unused_port, root=real_site.resolve()))
    for place in (Path("/"), *real_site.resolve().parents):
        if place != Path("/") and place.stat().st_mode & 0o005 != 0o005:
            settings.write_text("user root;\n" + settings.read_text())
            break
    server = subprocess.Popen([nginx, "-c", str(settings), "-p", str(tmp_path)], stderr=subprocess.PIPE)
    host = f"http://127.0.0.1:{unused_port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(host, timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        for address in addresses:
            status, kind, body = answered(host + urllib.request.quote(address))
            assert (status, kind) == (200, "text/html"), address
            assert body
        assert answered(f"{host}/no/such/")[0] == 404
        assert answered(f"{host}/calendar/all.ics")[:2] == (200, "text/calendar")
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def unused_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
