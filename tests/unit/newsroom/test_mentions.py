"""The first mention of a name is linked, once, where a link may stand; and only names with a page."""

import html5lib
import pytest
from markupsafe import Markup

from plugins.documents.document import Html, Item
from plugins.newsroom.connections import connections
from plugins.newsroom.linking import linked
from plugins.newsroom.mentions import Named, glossary

FU = Named("傅国涛", "/laomo/fu/", "person")
TERM = Named("产改", "/glossary/#term", "term", '改革的"简称"')
TERMS = '- {term: 产改, meaning: 产业工人队伍建设改革的简称。}\n- {term: "416", meaning: 科技创新布局。}\n'


def html_of(text, *names):
    [segment] = linked((Html(Markup(text)),), names)  # noqa: S704 - the test's own text
    return str(segment.html)


def test_only_the_first_mention_is_linked():
    found = html_of("<p>傅国涛说。</p><p>傅国涛又说。</p>", FU)
    assert found == '<p><a class="mention mention--person" href="/laomo/fu/">傅国涛</a>说。</p><p>傅国涛又说。</p>'


@pytest.mark.parametrize("place", ["a href='/x/'", "h2 id=x", "code", "sup", "th"])
def test_no_link_is_put_where_none_may_stand(place):
    name = place.split()[0]
    text = f"<p>前<{place}>傅国涛</{name}>后</p>"
    assert html_of(text, FU) == text


def test_a_name_in_an_attribute_is_left_alone():
    text = '<p><abbr title="傅国涛 > 产改">他</abbr></p>'
    assert html_of(text, FU, TERM) == text


def test_a_note_cannot_leave_its_attribute():
    found = html_of("<p>产改</p>", TERM)
    assert 'title="改革的&#34;简称&#34;"' in found
    html5lib.HTMLParser(strict=True).parse(f"<!DOCTYPE html><title>x</title>{found}")


def test_the_longer_name_wins_and_one_page_is_linked_once():
    short, full = Named("市总工会", "/o/cq/", "organisation"), Named("重庆市总工会", "/o/cq/", "organisation")
    found = html_of("<p>重庆市总工会和市总工会</p>", short, full)
    assert found.count("<a ") == 1
    assert ">重庆市总工会</a>和市总工会" in found


def test_an_escaped_name_is_found_in_escaped_text():
    assert html_of("<p>A&amp;B公司</p>", Named("A&B公司", "/o/ab/", "organisation")).count("<a ") == 1


def test_a_mention_in_one_item_counts_for_the_whole_page():
    items = tuple(Item(f"i{n}", n, "", "", (Html(Markup("<p>傅国涛</p>")),)) for n in (1, 2))
    first, second = linked(items, (FU,))
    assert "<a " in first.segments[0].html
    assert second == items[1]


def test_a_new_profile_changes_the_connections_of_the_articles_that_mention_the_person(written):
    before = connections(written(news__a="---\ntitle: 甲\ndate: 2024-09-02\n---\n傅国涛来讲课。\n", news__b="---\ntitle: 乙\ndate: 2024-09-03\n---\n别的。\n"))
    after = connections(written(laomo__fu="---\ntitle: 傅国涛\ndate: 2024-09-04\n---\n他的故事。\n"))
    assert before["news/a.md"].names == ()
    assert [named.url for named in after["news/a.md"].names] == ["/laomo/fu/"]
    assert after["news/b.md"].names == ()
    assert after["laomo/fu.md"].names == ()


def test_a_number_is_a_term_only_by_itself(written):
    found = written(
        vocabulary__terms=TERMS,
        news__a="---\ntitle: 甲\ndate: 2024-09-02\n---\n共1416人，深化产改。\n",
        news__b="---\ntitle: 乙\ndate: 2024-09-03\n---\n“416”布局。\n",
    )
    names = {path: connection.names for path, connection in connections(found).items()}
    assert [named.name for named in names["news/a.md"]] == ["产改"]
    assert [named.name for named in names["news/b.md"]] == ["416"]
    entries = {entry.term.term: [card.path for card in entry.cards] for entry in glossary(found, names)}
    assert entries == {"产改": ["news/a.md"], "416": ["news/b.md"]}


def test_shared_terms_make_articles_related_whatever_their_dates(written):
    meta = "---\ntitle: {}\ndate: {}\ntags: [共同]\n---\n{}\n"
    found = written(
        vocabulary__terms=TERMS,
        news__a=meta.format("甲", "2024-09-02", "深化产改。"),
        news__b=meta.format("乙", "2024-09-01", "推进产改。"),
        news__c=meta.format("丙", "2026-05-01", "别的。"),
    )
    assert [card.path for card in connections(found)["news/a.md"].related] == ["news/b.md", "news/c.md"]


def test_an_article_knows_who_links_to_it_and_a_quote_where_it_was_said(written):
    found = connections(
        written(
            news__a="---\ntitle: 甲\ndate: 2024-09-02\n---\n见[乙](b.md)，再见[乙](/news/b/#x)。\n",
            news__b="---\ntitle: 乙\ndate: 2024-09-03\n---\n## 节 {#x}\n\n见[乙](b.md)。\n",
            laomo__fu="---\ntitle: 傅国涛\ndate: 2024-09-04\nquotes:\n  - {text: 好, where: ../news/a.md}\n  - {text: 好, where: 会上}\n---\n故事。\n",
        )
    )
    assert [card.path for card in found["news/b.md"].backlinks] == ["news/a.md"]
    assert [card.path if card else None for card in found["laomo/fu.md"].quoted] == ["news/a.md", None]


def test_a_cited_document_is_linked_where_the_site_has_it(written):
    policy = "---\nkind: policy\ntitle: {}\ndate: 2024-09-02\ndocument_number: {}\ncites:\n  - {{title: 实施意见, number: {}}}\n---\n一。\n"
    found = connections(
        written(news__a=policy.format("通知", "渝工〔2024〕1号", "渝工〔2019〕4号"), news__b=policy.format("实施意见", "渝工〔2019〕4号", "待核实"))
    )
    assert found["news/a.md"].cited == ("/news/b/",)
    assert found["news/b.md"].cited == ("",)
