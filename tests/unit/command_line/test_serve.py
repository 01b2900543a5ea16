"""The preview: this machine only, this folder only, right types, the site's own 404."""

import http.client
import threading

import pytest

from plugins.command_line.exits import Exit, Stopped
from plugins.command_line.serve import open_server, watch


@pytest.fixture
def ask(tmp_path):
    """``ask(path, host=…)`` → status, headers and body from a server of a small folder."""
    site = tmp_path / "site"
    (site / "news").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "index.html").write_text("首页", encoding="utf-8")
    (site / "404.html").write_text("找不到", encoding="utf-8")
    (site / "news" / "index.html").write_text("新闻", encoding="utf-8")
    (site / "all.ics").write_text("BEGIN:VCALENDAR", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "site-beside").mkdir()
    (tmp_path / "site-beside" / "index.html").write_text("secret", encoding="utf-8")
    (site / "way-out").symlink_to(tmp_path)
    (site / "secret.txt").symlink_to(tmp_path / "secret.txt")
    server = open_server(site, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def answer(path, host="127.0.0.1", method="GET"):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
        connection.request(method, path, headers={"Host": host})
        response = connection.getresponse()
        found = response.status, response.headers, response.read().decode()
        connection.close()
        return found

    yield answer
    server.shutdown()
    server.server_close()


def test_pages_and_types(ask):
    assert ask("/")[2] == "首页"
    assert ask("/news/")[2] == "新闻"
    assert ask("/news")[0] == 301
    assert ask("/all.ics")[1]["Content-Type"] == "text/calendar; charset=utf-8"
    assert ask("/")[1]["Content-Type"] == "text/html; charset=utf-8"
    assert ask("/")[1]["Cache-Control"] == "no-store"
    assert ask("/", method="HEAD")[::2] == (200, "")


def test_a_missing_page_is_the_site_s_own(ask):
    assert ask("/nothing/")[::2] == (404, "找不到")
    assert ask("/empty/")[::2] == (404, "找不到")


@pytest.mark.parametrize(
    "path",
    ["/secret.txt", "/way-out/secret.txt", "/../secret.txt", "/%2e%2e/secret.txt", "/way-out/", "/../site-beside/", "/%00", "/news/..%2f..%2fsecret.txt"],
)
def test_nothing_outside_of_the_folder_is_served(ask, path):
    status, _, body = ask(path)
    assert "secret" not in body
    assert status == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example:80", "[::1"])
def test_a_strange_host_is_refused(ask, host):
    assert ask("/", host=host)[0] == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_this_machine_s_names_are_answered(ask, host):
    assert ask("/", host=host)[0] == 200


def test_a_busy_port_is_a_sentence(tmp_path):
    with open_server(tmp_path, 0) as server:
        with pytest.raises(Stopped) as stop:
            open_server(tmp_path, server.server_port)
        assert stop.value.code == Exit.ENVIRONMENT


def test_each_change_is_told_once():
    looks = iter(["a", "a", "b", "b", "c"])
    told = []

    class EnoughError(Exception):
        pass

    def look():
        try:
            return next(looks)
        except StopIteration:
            raise EnoughError from None

    with pytest.raises(EnoughError):
        watch(look, lambda: told.append(1), "a", pause=0)
    assert len(told) == 2
