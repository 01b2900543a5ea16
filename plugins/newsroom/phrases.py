"""Where the lines of a text may break: short-phrased headings at their pauses only, and never before an interpunct."""

import re

from markupsafe import Markup

HEADING = re.compile(r'<(?P<open>h[2-4](?: id="[^"]*")?)>(?P<words>[^<]*)(?=</h)')
PAUSE = re.compile(r"[：，、；。！？\s]|——|&\w+;")
INTERPUNCT = re.compile(r"<[^>]*>|(?P<joined>[一-鿿]·)(?=[一-鿿])")
LONGEST = 10
"""Characters of a section heading on a line of 360 px in large type; a longer phrase is broken somewhere anyway."""


def phrased(html: Markup) -> Markup:
    """The HTML, its short-phrased headings marked with a class and its interpuncts tied to the character before.

    >>> phrased(Markup('<h2 id="a">福建：24所高校，一条绿色通道</h2>'))
    Markup('<h2 id="a" class="whole">福建：24所高校，一条绿色通道</h2>')
    >>> phrased(Markup("<p>中国梦·劳动美</p>"))
    Markup('<p>中国<span class="joined">梦·</span>劳动美</p>')
    """
    told = HEADING.sub(_marked, html) if "<h" in html else html
    told = INTERPUNCT.sub(_tied, told) if "·" in told else told
    return Markup(told)  # noqa: S704 - safe HTML with fixed tags put in


def _marked(heading: re.Match[str]) -> str:
    if max(map(len, PAUSE.split(heading["words"]))) > LONGEST:
        return heading[0]
    return f'<{heading["open"]} class="whole">{heading["words"]}'


def _tied(found: re.Match[str]) -> str:
    return f'<span class="joined">{found["joined"]}</span>' if found["joined"] else found[0]
