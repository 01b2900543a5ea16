"""The theme renders with nothing to show, escapes what editors write, and its colours can be read."""

import itertools
import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plugins.documents.document import Body, Card, Document, Heading, Html, Item
from plugins.documents.site import SiteSettings
from plugins.documents.source import SourceText
from plugins.newsroom.assets import bundled
from plugins.newsroom.benefits import BenefitPage
from plugins.newsroom.connections import Connections
from plugins.newsroom.figures import FigureIndex, FigurePage
from plugins.newsroom.front_page import FrontPage
from plugins.newsroom.kinds import KINDS
from plugins.newsroom.linking import linked
from plugins.newsroom.listings import Listing, Tagged
from plugins.newsroom.words import FILTERS
from plugins.photo_gallery.tones import stylesheet

THEME = Path(__file__).resolve().parents[3] / "theme"
SHEETS = {f"css/{file.name}": file.read_text(encoding="utf-8") for file in (THEME / "static" / "css").glob("*.css")}
CSS = bundled("css/site.css", {**SHEETS, "css/photos.css": stylesheet()})  # the gallery makes that part
NOTHING = FrontPage(None, (), None, (), None, None, None, (), (), ())
ALONE = Connections(None, None, (), (), (), (), (), (), (), (), None, None)
EXTRA = {
    "opinion": {"author": {"name": "卢跃富"}},
}
HONOURED = {
    "name": "傅国涛",
    "honours": [
        {"name": "劳动模范", "level": "待核实"},
        {"name": "全国劳动模范", "level": "国家级", "year": 2020},
        {"name": "全国五一劳动奖章", "level": "国家级"},
    ],
}


def environment() -> Environment:
    loader = FileSystemLoader(THEME / "templates")
    found = Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    found.filters |= {**FILTERS, "linked": linked}
    return found


class Asset:
    """The addresses and digests that the newsroom gives to static files."""

    def __call__(self, name: str) -> str:
        return f"/assets/{name}"

    def integrity(self, name: str) -> str:
        return f"sha384-{name}"


def rendered(template: str, output_file: str = "index.html", **names: object) -> str:
    given: dict[str, object] = {
        "site": SiteSettings(),
        "nav": (),
        "latest": (),
        "output_file": output_file,
        "asset": Asset(),
        "absolute": lambda url: f"https://example.test{url}",
        "picture": lambda _photo, **_: Markup('<picture><img src="/p.jpg" alt=""></picture>'),
    }
    return environment().get_template(template).render(given | names)


def article(kind: str, body: Body | None = None, **meta: object) -> Document:
    model = KINDS[kind].model_validate(
        {"kind": kind, "title": "标题", "date": "2024-09-02", **EXTRA.get(kind, {}), **meta}
    )
    path = PurePosixPath("news/a.md")
    source = SourceText("content/news/a.md", "")
    return Document(path, "/news/a/", "news/a/index.html", kind, model, body or Body(), "", (), None, None, "0", source)


class Article:
    """What Pelican's article is to a template; ``events`` and JSON-LD are other plugins' and may be missing."""

    def __init__(self, document: Document, connections: Connections = ALONE) -> None:
        self.document = document
        self.connections = connections


def card(**changes: object) -> Card:
    fields: dict[str, object] = {
        "path": "news/a.md",
        "url": "/news/a/",
        "kind": "news",
        "title": "标题",
        "title_lines": ("标题",),
        "kicker": "",
        "subtitle": "",
        "day": date(2024, 9, 2),
        "summary": "",
        "column": "",
        "series": "",
        "topics": (),
        "tags": (),
        "districts": (),
        "organisations": (),
        "people": (),
        "byline": "",
        "cover": None,
    }
    return Card(**(fields | changes))  # type: ignore[arg-type]


def levels(page: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])\b", page)]


def assert_sound(page: str) -> None:
    """Valid enough to be parsed strictly, one h1, no heading skipped, no id twice, nothing a strict CSP refuses."""
    html5lib.HTMLParser(strict=True).parse(page)
    found = levels(page)
    assert found.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(found))
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert not re.search(r"""\s(?:style|on\w+)=""", page)
    assert not re.search(r"""(?:src|href)="(?:https?:)?//(?!beian\.)""", page)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_article_of_a_title_and_a_date_is_a_page(kind):
    template = f"{KINDS[kind].template}.html"
    document = article(kind)
    page = rendered(
        template,
        "news/a/index.html",
        **({"page": Article(document)} if kind == "page" else {"article": Article(document)}),
    )
    assert_sound(page)
    assert "标题" in page


@pytest.mark.parametrize(
    "front",
    [
        NOTHING,
        FrontPage(card(), (), None, (), None, None, None, (), (), ()),
        FrontPage(None, (card(),), None, (), None, None, None, (), (), ()),
        FrontPage(None, (), card(kind="brief"), (), None, None, None, (), (), ()),
        FrontPage(None, (), None, (), card(kind="laomo"), None, card(kind="album"), (), (), ()),
    ],
)
def test_the_front_page_does_with_what_there_is(front):
    assert_sound(rendered("index.html", front=front))


def test_the_front_page_says_so_when_there_is_nothing():
    assert "稿件正在整理" in rendered("index.html", front=NOTHING)


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("404.html", {}),
        ("offline.html", {}),
        ("withdrawn.html", {}),
        ("subscribe.html", {"subscriptions": ()}),
        ("sitemap.html", {"site_index": ()}),
        (
            "listing.html",
            {
                "listing": Listing(
                    "tag",
                    "标签",
                    "",
                    "x",
                    (),
                    0,
                    1,
                    1,
                    "/x/",
                    "x/index.html",
                    None,
                    None,
                    ("/x/",),
                    None,
                    None,
                    None,
                    None,
                )
            },
        ),
    ],
)
def test_a_page_of_an_empty_site_is_a_page(template, names):
    assert_sound(rendered(template, "x/index.html", **names))


def test_words_of_an_editor_are_escaped_everywhere():
    evil = "<script>alert(1)</script>\"'>"
    site = SiteSettings(name=evil, slogan=evil, organiser=evil, icp=evil, phone=evil, report_phone=evil, copyright=evil)
    evil_card = card(
        title=evil, title_lines=(evil,), kicker=evil, subtitle=evil, summary=evil, column=evil, byline=evil
    )
    pages = [
        rendered(
            "index.html",
            site=site,
            latest=(evil_card,),
            front=FrontPage(evil_card, (evil_card,), None, (), evil_card, None, None, (), (), ()),
        ),
        rendered(
            "news.html",
            "news/a/index.html",
            site=site,
            article=Article(
                article("news", title=evil, kicker=evil, subtitle=evil, tags=[evil], source={"outlet": evil})
            ),
        ),
    ]
    assert all("<script>alert" not in page for page in pages)


def test_the_footer_shows_an_empty_number_and_links_a_given_one():
    assert "备案号：待填写" in rendered("404.html")
    page = rendered("404.html", site=SiteSettings(icp="渝ICP备00000000号", police="渝公网安备 50010002000001号"))
    assert "待填写" not in page
    assert 'href="https://beian.miit.gov.cn/"' in page
    assert "code=50010002000001" in page


def test_no_site_id_code_is_made_up():
    assert "SiteIDCode" not in rendered("404.html")
    assert '<meta name="SiteIDCode" content="5000000001">' in rendered(
        "404.html", site=SiteSettings(site_id_code="5000000001")
    )


def test_mourning_is_a_class_on_the_page():
    assert '<html lang="zh-CN" class="mourning">' in rendered("404.html", site=SiteSettings(appearance="mourning"))
    assert 'class="mourning"' not in rendered("404.html")


def test_a_brief_shows_each_item_at_its_anchor_with_the_day_of_its_event():
    class Event:
        """A day that the calendar read from an item."""

        kind, url, name, start, end, all_day = "item", "/news/a/#item-1", "慰问", date(2024, 8, 28), None, True
        place = organiser = district = standing = standing_word = facets = ""
        repeats = False
        first_day = last_day = date(2024, 8, 28)

    items = tuple(Item(f"item-{n}", n, "", f"第{n}条", (Html(Markup("<p>一条</p>")),), ("南岸区",)) for n in (1, 2))
    carrier = Article(article("brief", Body(segments=items), week_start="2024-08-26", week_end="2024-09-01"))
    carrier.events = (Event(),)
    page = rendered("brief.html", "news/a/index.html", article=carrier)
    assert_sound(page)
    strip = page.split('class="week"')[1].split("</nav>")[0]
    assert strip.count("<li") == 7
    assert re.findall(r'href="([^"]*)"><time datetime="([^"]*)"', strip) == [("#item-1", "2024-08-28")]
    first, second = page.split('id="item-1"')[1].split('id="item-2"')
    assert 'datetime="2024-08-28"' in first
    assert "datetime" not in second.split("</section>")[0]
    assert "南岸区" in second


def test_honours_stand_by_level_the_dated_first_and_never_as_offices():
    page = rendered(
        "laomo.html", "laomo/a/index.html", article=Article(article("laomo", offices=["全国人大代表"], **HONOURED))
    )
    assert_sound(page)
    section = page.split('class="honours"')[1].split("</section>")[0]
    order = ["国家级", "全国劳动模范", "全国五一劳动奖章", "级别待核实", "劳动模范"]
    at = -1
    for words in order:
        at = section.index(words, at + 1)
    assert "人大代表" not in section


def test_a_policy_without_its_numbers_says_that_they_are_not_verified():
    page = rendered(
        "policy.html",
        "news/a/index.html",
        article=Article(article("policy", deadlines=[{"what": "上报", "date": "待核实", "text": "11月1日"}])),
    )
    assert_sound(page)
    assert page.count("<dd>待核实</dd>") == 8
    assert "11月1日" in page


def test_a_round_up_links_each_region_to_its_part():
    body = Body(segments=(Html(Markup('<h2 id="福建">福建</h2>')),), outline=(Heading(2, "福建", "福建"),))
    parts = [
        {"region": "福建", "heading": "福建", "figures": [{"value": "24 所", "label": "高校", "as_of": "2023年5月"}]}
    ]
    page = rendered("roundup.html", "news/a/index.html", article=Article(article("roundup", body, parts=parts)))
    assert_sound(page)
    assert '<a href="#福建">福建</a>' in page
    assert "截至2023年5月" in page


def test_publication_is_told_with_its_minute():
    assert '<meta name="PubDate" content="2024-09-02 00:00">' in rendered("news.html", article=Article(article("news")))
    timed = article("news", publish_at="2024-09-02 08:30")
    assert 'content="2024-09-02 08:30"' in rendered("news.html", article=Article(timed))
    assert timed.meta.publish_at == datetime(2024, 9, 2, 8, 30, tzinfo=timezone(timedelta(hours=8)))


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))


LIGHT = colours(CSS.split("@media (prefers-color-scheme: dark)")[0])
DARK = LIGHT | colours(CSS.split("@media (prefers-color-scheme: dark)")[1].split("\n}\n")[0])


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sheet", "tint", "red-tint"])
@pytest.mark.parametrize("ink", ["ink", "ink-soft", "red", "red-deep"])
def test_every_ink_can_be_read_on_every_ground(scheme, ground, ink):
    assert contrast(scheme[ink], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_letters_on_red_and_the_focus_ring_can_be_seen(scheme):
    assert contrast(scheme["on-red"], scheme["red"]) >= 4.5
    assert contrast(scheme["focus"], scheme["paper"]) >= 3


def test_the_style_sheet_asks_nobody_for_anything():
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def test_a_source_is_linked_only_to_a_web_address():
    def page(url: str) -> str:
        return rendered("news.html", article=Article(article("news", source={"outlet": "重庆晨报", "url": url})))

    assert 'href="https://epaper.example/"' in page("https://epaper.example/")
    assert "javascript:" not in page("javascript:alert(1)")


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("深化“产改”（8月最后一周）", ["“产改”", "（8月最后一周）"]),
        ("“产改”", ["“产改”"]),
        ("没有括号", []),
        ("“一句很长很长很长的话可以换行”", []),
        ("只有一半“引号", []),
        ("（甲）乙“丙”丁（戊）", ["（甲）", "“丙”", "（戊）"]),
    ],
)
def test_short_phrases_in_quotes_or_brackets_stay_on_one_line(title, kept):
    heading = rendered("news.html", article=Article(article("news", title=title))).split("<h1")[1].split("</h1>")[0]
    assert re.findall(r'<span class="kept">([^<]*)</span>', heading) == kept
    assert re.sub(r"<[^>]*>", "", heading.split(">", 1)[1]).strip() == title


def test_every_page_brings_its_own_policy_wherever_it_is_served():
    page = rendered("404.html")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_scripts_and_styles_are_checked_by_their_digest():
    page = rendered("404.html")
    loaded = re.findall(r'<(?:script|link rel="stylesheet")[^>]*(?:src|href)="/assets/[^>]*>', page)
    assert len(loaded) == 3
    assert all('integrity="sha384-' in tag for tag in loaded)


def test_the_gathered_pages_say_what_is_missing_when_there_is_nothing():
    empty = FigurePage("求学", "/figures/x/", "figures/x/index.html", "", (), ())
    assert_sound(rendered("figure_index.html", "figures/index.html", figure_index=FigureIndex((), 0)))
    assert_sound(rendered("figures.html", "figures/x/index.html", figures=empty))
    table = BenefitPage("/benefits/", "benefits/index.html", "", (), ())
    assert_sound(rendered("benefits.html", "benefits/index.html", benefits=table))
    assert_sound(rendered("glossary.html", "glossary/index.html", glossary=()))


def test_an_article_carries_the_duties_of_an_official_site():
    settings = SiteSettings(name="渝工", url="https://yugong.example", site_id_code="5000000001")
    timed = article("news", publish_at="2024-09-02 08:30", credits={"记者": "陈军"}, tags=["互助"], column="要闻")
    links = replace(ALONE, column=Tagged("要闻", "/columns/a/"))
    page = rendered("news.html", "news/a/index.html", site=settings, article=Article(timed, links))
    found = dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', page))
    assert found == {
        "SiteName": "渝工",
        "SiteDomain": "yugong.example",
        "SiteIDCode": "5000000001",
        "ArticleTitle": "标题",
        "PubDate": "2024-09-02 08:30",
        "ColumnName": "要闻",
        "ColumnType": "工作动态",
        "Author": "陈军",
        "Description": "标题",
        "Url": "https://example.test/news/a/",
        "Keywords": "互助",
        "ContentSource": "渝工",
    }
