"""With search on, too, an edited text takes the short way, and the index is the one that a clean build makes."""

import pytest

from plugins.command_line import pelican_run

ARTICLE, PAGE = "content/news/2024/jia.md", "news/2024/jia/index.html"
SITE = """
    -- content/site.yaml --
    name: 测试站
    url: https://example.com
    -- content/news/2024/jia.md --
    ---
    title: 甲
    date: 2024-09-01
    people: [傅国涛]
    summary: 甲的摘要。
    ---
    甲的正文，“求学圆梦”。
    -- content/news/2024/yi.md --
    ---
    title: 乙
    date: 2024-09-02
    summary: 乙的摘要。
    ---
    乙的正文。
"""


@pytest.fixture
def searched(workshop_with):
    """A site whose builds know what they rendered, with search."""
    return workshop_with(SITE, "plugins.fulltext_search")


@pytest.mark.parametrize(
    "texts",
    [
        ("正文二", "又有“圆梦行动”，傅国涛说好。", "甲的正文，“求学圆梦”。"),
        ("8月28日发6,000元。", "全都是别的话，没有一个字相同。"),
    ],
)
def test_an_edited_text_changes_the_index_by_the_short_way(searched, monkeypatch, texts):
    assert searched.build().problems == ()
    file = searched.site.folder / ARTICLE
    front = file.read_text("utf-8").rpartition("---\n")[0]
    for text in texts:
        file.write_text(f"{front}---\n{text}\n", "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(pelican_run, "generate", lambda *_: pytest.fail("the long way was taken"))
            assert set(searched.build().rendered) == {PAGE}
        assert searched.outputs() == searched.clean_outputs()
    assert searched.build().up_to_date


def test_what_never_came_out_comes_out_with_the_next_edit(searched, monkeypatch):
    searched.build()
    file = searched.site.folder / ARTICLE
    before = file.read_text("utf-8")
    file.write_text(before + "\n璧山的新闻。\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("plugins.incremental.replacing.amend", lambda *_, **__: (_ for _ in ()).throw(OSError("no disk")))
        with pytest.raises(OSError, match="no disk"):
            searched.build()
    file.write_text(before + "\n永川的新闻。\n", "utf-8")
    searched.build()
    assert searched.outputs() == searched.clean_outputs()
