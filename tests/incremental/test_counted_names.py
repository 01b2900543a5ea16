"""What an edit of a person's name, and of an entry of a vocabulary, renders: the pages that show it, and no others."""

import pytest

SITE = """
    -- content/news/2024/jia.md --
    ---
    title: 甲
    date: 2024-09-01
    people: [张三]
    topics: [工匠]
    summary: 甲
    ---
    甲学会了求学圆梦。
    -- content/news/2024/yi.md --
    ---
    title: 乙
    date: 2024-09-02
    people: [王五]
    summary: 乙
    ---
    乙的正文。
    -- content/vocabulary/topics.yaml --
    - {name: 工匠, slug: gongjiang, summary: 从前的话}
    -- content/vocabulary/terms.yaml --
    - {term: 求学圆梦, meaning: 从前的意思}
"""
JIA = "content/news/2024/jia.md"


@pytest.fixture
def built(workshop):
    made = workshop(SITE)
    assert made.build().pages > 10
    return made


def rendered(made, name, old, new):
    """The pages that are rendered when ``old`` becomes ``new`` in a file; the site is as a clean build makes it."""
    file = made.site.folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    found = made.rendered()
    assert made.outputs() == made.clean_outputs()
    return found


def test_a_persons_name(built):
    """Its article, the lists that show the article's card, the list of the person, the directory of people."""
    assert rendered(built, JIA, "张三", "李四") == {
        "archive/2024/index.html",
        "index.html",
        "news/2024/jia/index.html",
        "news/2024/yi/index.html",
        "news/index.html",
        "people/index.html",
        "people/李四/index.html",
        "topics/gongjiang/index.html",
    }
    assert "people/张三/index.html" not in built.outputs()


def test_an_entry_of_the_topics(built):
    """The topic's list and the directory of topics."""
    found = rendered(built, "content/vocabulary/topics.yaml", "从前的话", "现在的话")
    assert found == {"topics/gongjiang/index.html", "topics/index.html"}


def test_an_entry_of_the_terms(built):
    """The articles whose text has the term (and the glossary, where the theme has one)."""
    found = rendered(built, "content/vocabulary/terms.yaml", "从前的意思", "现在的意思")
    assert found == {"news/2024/jia/index.html"}
