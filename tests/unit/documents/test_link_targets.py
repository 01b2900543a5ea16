"""Addresses from file names, and what links mean."""

from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.documents.link_targets import (
    AnchorOnly,
    ContentPath,
    External,
    Outside,
    SiteUrl,
    Unsafe,
    UnsafeName,
    checked_segment,
    resolve_link,
    save_as_of_path,
    url_of_path,
    url_of_target,
)

ARTICLE = PurePosixPath("news/2024/2024-09-02-yizhou.md")


@pytest.mark.parametrize(
    ("path", "url", "save_as"),
    [
        ("news/2024/a.md", "/news/2024/a/", "news/2024/a/index.html"),
        ("laomo/fu-guotao/index.md", "/laomo/fu-guotao/", "laomo/fu-guotao/index.html"),
        ("pages/about.md", "/about/", "about/index.html"),
        ("pages/help/index.md", "/help/", "help/index.html"),
        ("news/2024.9.2.md", "/news/2024.9.2/", "news/2024.9.2/index.html"),
        ("news/产改 50%#1.md", "/news/%E4%BA%A7%E6%94%B9%2050%25%231/", "news/产改 50%#1/index.html"),
        ("news/a.markdown", "/news/a/", "news/a/index.html"),
        ("news/A.MD", "/news/A/", "news/A/index.html"),
    ],
)
def test_a_file_has_one_address(path: str, url: str, save_as: str) -> None:
    assert url_of_path(PurePosixPath(path)) == url
    assert save_as_of_path(PurePosixPath(path)) == save_as


def test_names_are_composed_so_that_a_mac_and_windows_agree() -> None:
    assert url_of_path(PurePosixPath("news/e\u0301.md")) == url_of_path(PurePosixPath("news/\u00e9.md"))


@pytest.mark.parametrize(
    "path",
    [
        "news/../../etc/a.md",
        "../a.md",
        "/etc/a.md",
        "news/con.md",
        "news/NUL/index.md",
        "news/com1.txt.md",
        "news/a .md",
        "news/a..md",
        "news/.hidden.md",
        "news/a\x00b.md",
        "news/a\x1bb.md",
        "news/a\u202eb.md",
        "news/a\\b.md",
        "news/c:.md",
        "news/a?.md",
        "news/a\udc80.md",
        "news/" + "汉" * 67 + ".md",
        "pages/index.md",
        "pages/calendar.md",
        "pages/Search/index.md",
        "news/a.txt",
        "index.md",
        "calendar.md",
    ],
)
def test_an_unsafe_name_is_refused_in_words(path: str) -> None:
    for function in (url_of_path, save_as_of_path):
        with pytest.raises(UnsafeName) as caught:
            function(PurePosixPath(path))
        assert "\x1b" not in str(caught.value)
        assert any("\u4e00" <= c <= "\u9fff" for c in caught.value.reason)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_whatever_is_accepted_stays_below_the_output_folder(parts: list[str]) -> None:
    try:
        path = PurePosixPath("news", *parts)
        saved, url = save_as_of_path(path), url_of_path(path)
    except UnsafeName:
        return
    assert saved.startswith("news/")
    assert not {"..", ".", ""} & set(saved.split("/"))
    assert url.isascii()
    assert unquote(url) == f"/{saved.removesuffix('index.html')}"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("../../laomo/fu-guotao/index.md", ContentPath(PurePosixPath("laomo/fu-guotao/index.md"))),
        ("./b.md", ContentPath(PurePosixPath("news/2024/b.md"))),
        ("b.md?a=1#段-一", ContentPath(PurePosixPath("news/2024/b.md"), "a=1", "段-一")),
        ("%E4%BA%A7%E6%94%B9.md#%E6%AE%B5", ContentPath(PurePosixPath("news/2024/产改.md"), "", "段")),
        ("/news/2024/b.md", ContentPath(PurePosixPath("news/2024/b.md"))),
        ("?page=2", ContentPath(ARTICLE, "page=2")),
        ("../../laomo/fu-guotao/", ContentPath(PurePosixPath("laomo/fu-guotao"))),
        ("biao.pdf", ContentPath(PurePosixPath("news/2024/biao.pdf"))),
        ("/news/2024/b/", SiteUrl("/news/2024/b/")),
        ("/news/2024/x/../b", SiteUrl("/news/2024/b")),
        ("/districts/南岸/?a#b", SiteUrl("/districts/%E5%8D%97%E5%B2%B8/", "a", "b")),
        ("/", SiteUrl("/")),
        ("#一-五项任务", AnchorOnly("一-五项任务")),
        ("#%E4%B8%80", AnchorOnly("一")),
        ("", AnchorOnly("")),
        ("https://example.com/a?b#c", External("https://example.com/a?b#c", "https")),
        ("MAILTO:a@example.com", External("MAILTO:a@example.com", "mailto")),
        ("//example.com/", External("//example.com/", "")),
        ("../../../etc/passwd", Outside("../../../etc/passwd")),
        ("/../x/", Outside("/../x/")),
        ("%2e%2e/%2e%2e/%2e%2e/x.md", Outside("%2e%2e/%2e%2e/%2e%2e/x.md")),
    ],
)
def test_what_a_link_means(target: str, expected: object) -> None:
    assert resolve_link(ARTICLE, target) == expected


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,x",
     "vbscript:x", "file:///etc/passwd", "..\\a.md", "/\\example.com", "a%5Cb.md", "a%2F..%2Fb.md", "a%00.md"],
)  # fmt: skip
def test_a_dangerous_link_is_unsafe(target: str) -> None:
    found = resolve_link(ARTICLE, target)
    assert isinstance(found, Unsafe)
    assert found.reason


def test_the_href_of_a_content_path_is_the_url_of_its_file() -> None:
    assert resolve_link(ARTICLE, "../../pages/about.md#a b").href == "/about/#a%20b"  # type: ignore[union-attr]
    assert resolve_link(ARTICLE, "../../laomo/fu-guotao/").href == "/laomo/fu-guotao/"  # type: ignore[union-attr]
    assert resolve_link(ARTICLE, "b.md").href == "/news/2024/b/"  # type: ignore[union-attr]
    assert resolve_link(ARTICLE, 'b.md?"><x').href == "/news/2024/b/?%22%3E%3Cx"  # type: ignore[union-attr]


def test_a_segment_for_a_listing_is_checked_too() -> None:
    assert checked_segment("互助保障") == "互助保障"
    with pytest.raises(UnsafeName):
        checked_segment("a/b")


def test_what_the_page_holds_of_a_refused_link() -> None:
    assert url_of_target(ARTICLE, "javascript:alert(1)") == "#"
    assert url_of_target(ARTICLE, "../../../x.md") == "#"
    assert url_of_target(ARTICLE, "#fn:1") == "#fn:1"
