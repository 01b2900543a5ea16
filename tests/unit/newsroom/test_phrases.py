"""A heading of short phrases breaks at its pauses, one with a long phrase where it has to; no line begins with an interpunct."""

import pytest
from markupsafe import Markup

from plugins.newsroom.phrases import phrased


@pytest.mark.parametrize(
    "words",
    ["福建：24所高校，一条绿色通道", "先试点，再推广", "浙江杭州：为“小哥”办学院", "课堂连着车间 灯光照亮劳动者", "甲 &amp; 乙"],
)
def test_short_phrases_are_kept_whole(words):
    assert phrased(Markup(f'<h2 id="a">{words}</h2><p>文</p>')) == f'<h2 id="a" class="whole">{words}</h2><p>文</p>'  # noqa: S704


@pytest.mark.parametrize(
    "html",
    [
        "<h2>中国铁路成都局集团公司工会在重庆开展活动</h2>",
        "<p>先试点，再推广</p>",
        '<h2 id="a">先<em>试点</em>，再推广</h2>',
        "<p>&lt;h2&gt;先试点&lt;/h2&gt;</p>",
        "<hr>",
    ],
)
def test_everything_else_stays_as_it_is(html):
    assert phrased(Markup(html)) == html  # noqa: S704 - the test's own text


def test_an_interpunct_stays_with_the_character_before_it_and_out_of_attributes():
    html = '<p title="中国梦·劳动美">“中国梦·劳动美”，5·1</p>'
    told = '<p title="中国梦·劳动美">“中国<span class="joined">梦·</span>劳动美”，5·1</p>'
    assert phrased(Markup(html)) == told  # noqa: S704 - the test's own text
