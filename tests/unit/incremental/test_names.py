import pytest

from plugins.incremental.names import Claims, ClashError, UnsafeNameError, safe_name

UNSAFE = [
    "", "/", "/etc/passwd", "../x.html", "a/../b", "a/./b", ".", "..", "a//b", "a/", "a\\b", "..\\x", "C:/x", "c:x", "a:b",
    "a\0b", "a\nb", "con", "NUL.html", "a/com1.txt", "a.", "a /b", "x" * 256, "中" * 86, 'a"b', "a<b", "a|b", "a?b", "\ud800",
]  # fmt: skip
SAFE = [
    "index.html",
    "news/2024/a/index.html",
    "tags/学习/index.html",
    ".well-known/x",
    "a..b",
    "console.html",
    "中" * 85,
]


@pytest.mark.parametrize("name", UNSAFE)
def test_a_name_that_could_leave_or_break_the_output_is_refused(name):
    with pytest.raises(UnsafeNameError):
        safe_name(name)


@pytest.mark.parametrize("name", SAFE)
def test_an_honest_name_is_fine(name):
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.html", "a.html"),
        ("A.html", "a.html"),
        ("e\u0301", "\u00e9"),
        ("a", "a/b"),
        ("a/b", "a"),
        ("A/b", "a"),
        ("a", "A/b/c"),
    ],
)
def test_one_place_is_claimed_once(first, second):
    claims = Claims()
    claims.claim(first)
    with pytest.raises(ClashError, match="两个页面"):
        claims.claim(second)


def test_a_place_that_was_given_back_can_be_claimed():
    claims = Claims()
    claims.claim("a/b")
    claims.claim("a/c")
    claims.release("a/b")
    claims.claim("a/b")
