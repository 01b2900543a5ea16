"""The preview's server: this machine only, this folder only, right types, the site's own 404, word of new builds."""

import http.client
import json
import threading

import pytest

from plugins.command_line.exits import Exit, Stopped
from plugins.command_line.preview_server import News, open_server, with_tags
from plugins.command_line.watching import Watch, is_counted, looked


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
    news = News()
    server = open_server(site, 0, news)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def answer(path, host="127.0.0.1", method="GET"):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
        connection.request(method, path, headers={"Host": host})
        response = connection.getresponse()
        found = response.status, response.headers, response.read().decode()
        connection.close()
        return found

    answer.site, answer.news, answer.port = site, news, server.server_port
    yield answer
    server.shutdown()
    server.server_close()


def test_pages_and_types(ask):
    assert ask("/")[2].startswith("首页")
    assert ask("/news/")[2].startswith("新闻")
    assert ask("/news")[0] == 301
    assert ask("/all.ics")[1]["Content-Type"] == "text/calendar; charset=utf-8"
    assert ask("/")[1]["Content-Type"] == "text/html; charset=utf-8"
    assert ask("/")[1]["Cache-Control"] == "no-store"
    assert ask("/", method="HEAD")[::2] == (200, "")


def test_a_missing_page_is_the_site_s_own(ask):
    for path in ("/nothing/", "/empty/"):
        status, _, body = ask(path)
        assert status == 404
        assert body.startswith("找不到")


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


def listen(changes, told):
    for names in changes:
        told.append(names)


def test_each_change_is_told_once():
    looks = iter(["a", "a", "b", "b", "c"])
    told = []

    def look():
        try:
            return tuple((name, 0, 0) for name in next(looks))
        except StopIteration:
            raise KeyboardInterrupt from None

    with pytest.raises(KeyboardInterrupt):
        listen(looked(look, look(), pause=0), told)
    assert told == [{"a", "b"}, {"b", "c"}]


def save_in_place(file):
    file.write_text("新的", "utf-8")


def save_by_renaming(file):
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text("\ufeff新的", "utf-8")
    beside.replace(file)


def save_as_word_does(file):
    (file.parent / "~$gao.docx").write_text("谁", "utf-8")
    file.with_name("gao.md~").write_text("旧的", "utf-8")
    file.unlink()
    file.write_text("新的", "utf-8")
    (file.parent / "~$gao.docx").unlink()


@pytest.mark.parametrize("save", [save_in_place, save_by_renaming, save_as_word_does])
def test_one_save_is_one_change(tmp_path, save):
    file = tmp_path / "content/gao.md"
    file.parent.mkdir()
    file.write_text("旧的", "utf-8")
    changes = Watch([tmp_path / "content"]).changes()
    timer = threading.Timer(0.3, save, [file])
    timer.start()
    assert next(changes) == {str(file)}
    timer.join()
    timer = threading.Timer(0.3, (file.parent / "hou.md").write_text, ["后", "utf-8"])
    timer.start()
    assert next(changes) == {str(file.parent / "hou.md")}
    timer.join()
    changes.close()


def test_what_changed_before_the_watch_began_is_found(tmp_path):
    (tmp_path / "gao.md").write_text("旧的", "utf-8")
    watch = Watch([tmp_path], [tmp_path / "settings.py"])
    (tmp_path / "gao.md").write_text("新的稿件", "utf-8")
    changes = watch.changes()
    assert next(changes) == {str(tmp_path / "gao.md")}
    threading.Timer(0.3, (tmp_path / "settings.py").touch).start()
    assert str(tmp_path / "settings.py") in next(changes)
    changes.close()


def test_what_editing_leaves_behind_is_no_change():
    assert not any(map(is_counted, ("a/~$x.docx", "a/.x.md.swp", "a/x.md~", "a/4913", "a/__pycache__/x.pyc")))
    assert all(map(is_counted, ("a/x.md", "a/.hidden", "a/x.swp.md", "a/tu~1.jpg")))


def test_pages_are_as_built_but_for_two_tags(ask):
    page = ask.site / "index.html"
    built = "<!doctype html><head><title>题</title></head><body></body>".encode()
    page.write_bytes(built)
    status, headers, body = ask("/")
    assert status == 200
    assert int(headers["Content-Length"]) == len(body.encode())
    version = ask.news.state.version
    assert body.encode() == with_tags(built, version) != built
    tags = f'<script src="/_preview/preview.js?{version}" defer></script><link rel="stylesheet" href="/_preview/preview.css">'
    assert body.replace(tags, "").encode() == built
    assert "EventSource" in ask("/_preview/preview.js?1")[2]
    assert ask("/_preview/preview.css")[1]["Content-Type"] == "text/css; charset=utf-8"
    assert {ask(path)[0] for path in ("/_preview/", "/_preview/none.js", "/_preview/..%2fserve.py")} == {404}
    assert ask("/_preview/news", host="evil.example")[0] == 421


def test_open_pages_hear_of_every_build(ask):
    connection = http.client.HTTPConnection("127.0.0.1", ask.port, timeout=5)
    connection.request("GET", "/_preview/news")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"].startswith("text/event-stream")

    def heard():
        line = answer.readline()
        assert answer.readline() == b"\n"
        return json.loads(line.removeprefix(b"data: "))

    first = heard()
    assert first["text"] == ""
    ask.news.begin()
    assert heard() == {**first, "busy": True}
    ask.news.end("第 3 行有错误", shown=False)
    assert heard() == {**first, "text": "第 3 行有错误"}
    ask.news.end(shown=True)
    last = heard()
    assert last["version"] != first["version"]
    assert not last["text"]
    connection.close()


def test_another_preview_has_other_versions():
    assert News().state.version != News().state.version
