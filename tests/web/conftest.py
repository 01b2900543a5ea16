"""The web ring: the real site, built once, served on this machine, read by a real Chromium.

What is missing is skipped by name, with the reason; with ``YUGONG_REQUIRE_BROWSER=1`` (CI) it fails instead.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
LEADS_ON = b'<meta http-equiv="refresh"'
NOW = "2026-12-01T08:00:00+08:00"
sys.path.insert(0, str(HERE))


def want(reason):
    """Skip for ``reason``, or fail where everything must be there."""
    if os.environ.get("YUGONG_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory):
    """The output folder of the real content, built by the real command."""
    folder = tmp_path_factory.mktemp("real")
    words = ["build", "--output", folder / "output", "--cache", folder / "cache", "--now", NOW]
    command = [sys.executable, str(PROJECT / "build.py"), *map(str, words)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return folder / "output"


@pytest.fixture(scope="session")
def addresses(real_site):
    """The path of every page of the site, as a reader's browser asks for it; old names lead on before anybody reads."""
    pages = (page for page in real_site.rglob("*.html") if LEADS_ON not in page.read_bytes())
    found = sorted(page.relative_to(real_site).as_posix() for page in pages)
    return ["/" + path.removesuffix("index.html") for path in found]


@pytest.fixture(scope="session")
def ours(addresses):
    """The pages that our theme made (the handbook's are Material's)."""
    return [address for address in addresses if not address.startswith("/handbook/")]


@pytest.fixture(scope="session")
def host(real_site):
    """Scheme, host and port of a server of the site; it sends the strict policy that the site is made for."""
    from servers import serving

    with serving(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def behind_nginx(real_site, tmp_path_factory):
    """The address of the site behind nginx, compressed and with the headers that the project recommends."""
    from nginx import find_nginx, serving_nginx

    nginx = find_nginx() or want("no nginx (apt install nginx-light)")
    with serving_nginx(nginx, real_site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium_path():
    from chromium import find_chromium

    return find_chromium() or want("no Chromium on the PATH (apt install chromium)")


@pytest.fixture(scope="session")
def node_tools():
    """A folder with html-validate and axe-core, and the node that runs them."""
    from node import NoNodeError, install

    try:
        return install(PROJECT / ".cache" / "web-tests")
    except NoNodeError as error:
        return want(str(error))


@pytest.fixture(scope="session")
def visits(host, addresses, chromium_path, node_tools):
    """What Chromium met on every page, in light and dark, narrow and wide: one walk for all tests."""
    from apart import run_apart
    from walk import walk

    axe = (node_tools.folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    return run_apart(walk(host, addresses, chromium_path, axe))


@pytest.fixture(scope="session")
def browser(chromium_path):
    """One Chromium for all tests of this session."""
    from chromium import FLAGS
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def page(browser, host):
    """A fresh page whose relative addresses are the site's."""
    context = browser.new_context(base_url=host, locale="zh-CN")
    yield context.new_page()
    context.close()
