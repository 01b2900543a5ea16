"""Headings of the text that break at their pauses only, when every phrase fits the line of a phone."""

import re

from markupsafe import Markup

HEADING = re.compile(r'<(?P<open>h[2-4](?: id="[^"]*")?)>(?P<words>[^<]*)(?=</h)')
PAUSE = re.compile(r"[：，、；。！？\s]|——|&\w+;")
LONGEST = 10
"""Characters of a section heading on a line of 360 px in large type; a longer phrase is broken somewhere anyway."""


def phrased(html: Markup) -> Markup:
    """The HTML, its short-phrased headings marked with a class.

    >>> phrased(Markup('<h2 id="a">福建：24所高校，一条绿色通道</h2>'))
    Markup('<h2 id="a" class="whole">福建：24所高校，一条绿色通道</h2>')
    >>> phrased(Markup("<h2>中国铁路成都局集团公司工会的活动</h2>"))
    Markup('<h2>中国铁路成都局集团公司工会的活动</h2>')
    """
    return Markup(HEADING.sub(_marked, html)) if "<h" in html else html  # noqa: S704 - safe HTML with a fixed class put in


def _marked(heading: re.Match[str]) -> str:
    if max(map(len, PAUSE.split(heading["words"]))) > LONGEST:
        return heading[0]
    return f'<{heading["open"]} class="whole">{heading["words"]}'
