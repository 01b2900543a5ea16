import hashlib
from base64 import b64encode

import pytest

from plugins.newsroom.assets import Assets, bundled


@pytest.fixture
def static(tmp_path):
    """The static files of a theme, by name."""

    def files(**sheets):
        (tmp_path / "css").mkdir(exist_ok=True)
        for name, text in sheets.items():
            (tmp_path / f"css/{name}.css").write_text(text, encoding="utf-8")
        return Assets(tmp_path, {})

    return files


def test_a_bundle_is_one_file_in_the_order_of_its_imports(static):
    assets = static(
        site='/* first */\n@import "b.css";\n@import "a.css";\n', a="p { color: red; }", b="p { margin: 0; }"
    )
    [(save_as, data)] = assets.outputs()
    assert data == b"p { margin: 0; }\np { color: red; }\n"
    assert assets("css/site.css") == f"/{save_as}"


def test_the_address_changes_with_a_part(static):
    before = static(site='@import "a.css";', a="p { color: red; }")("css/site.css")
    after = static(a="p { color: blue; }")("css/site.css")
    assert before != after


def test_the_same_parts_give_the_same_address(static):
    assert static(site='@import "a.css";', a="p{}")("css/site.css") == static()("css/site.css")


def test_an_unknown_part_is_told_with_the_sheet_that_asks_for_it(static):
    with pytest.raises(KeyError, match=r"css/site\.css.*css/none\.css.*不存在"):
        static(site='@import "none.css";')("css/site.css")


def test_a_circle_of_imports_is_told(static):
    with pytest.raises(ValueError, match="引用自己"):
        static(site='@import "a.css";', a='@import "site.css";')("css/site.css")


def test_a_string_that_looks_like_a_comment_stays():
    assert bundled("a.css", {"a.css": 'a::after { content: "/* here */"; }'}) == 'a::after { content: "/* here */"; }\n'


def test_parts_are_not_published_themselves(static):
    assets = static(site='@import "a.css";', a="p{}", alone="q{}")
    assert sorted(name.split(".")[0] for name, _ in assets.outputs()) == ["assets/css/alone", "assets/css/site"]


def test_the_integrity_is_what_a_browser_computes(static):
    assets = static(site="p{}")
    [(_, data)] = assets.outputs()
    digest = b64encode(hashlib.sha384(data).digest()).decode()
    assert assets.integrity("css/site.css") == f"sha384-{digest}"
