"""What the site's files say without a browser: links, feeds, calendars, the map, types."""

import json
import re
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import feedparser
import icalendar
import pytest
import vobject
from links import broken, leads_somewhere


def files(site, pattern):
    found = sorted(site.rglob(pattern))
    assert found, f"the site has no {pattern}"
    return found


def own_address(site):
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    found = re.search(r"^Sitemap: (https?://[^/\s]+)", robots, re.MULTILINE)
    return found[1] if found else ""


def test_no_link_or_anchor_leads_nowhere(real_site):
    found = broken(real_site, own_address(real_site))
    assert not found, f"{len(found)} broken links\n" + "\n".join(found[:60])


@pytest.mark.parametrize(("link", "good"), [("/", True), ("b/", True), ("b/#here", True), ("b/#there", False), ("c/", False), ("/b", False), ("#top", True)])
def test_a_broken_link_is_seen(tmp_path, link, good):
    (tmp_path / "b").mkdir()
    (tmp_path / "index.html").write_text("<p>")
    (tmp_path / "b" / "index.html").write_text('<p id="here">')
    assert leads_somewhere(tmp_path, tmp_path / "index.html", "/", link) is good


def test_every_feed_is_well_formed(real_site):
    for feed in files(real_site, "*.xml"):
        if "feeds" in feed.parts:
            read = feedparser.parse(feed.read_bytes())
            assert not read.bozo, f"{feed}: {read.get('bozo_exception')}"
            assert read.entries, feed
            assert all(entry.id and entry.title and entry.updated for entry in read.entries), feed


def test_every_json_feed_is_version_1_1(real_site):
    for feed in files(real_site / "feeds", "*.json"):
        read = json.loads(feed.read_text(encoding="utf-8"))
        assert read["version"].endswith("/1.1")
        assert read["items"]


def test_every_calendar_parses_without_errors(real_site):
    for file in files(real_site, "*.ics"):
        data = file.read_bytes()
        calendar = icalendar.Calendar.from_ical(data)
        assert not calendar.errors, file
        assert all(not component.errors for component in calendar.walk()), file
        assert all(len(line) <= 75 for line in data.split(b"\r\n")), file
        assert calendar.get("version") == "2.0"
        vobject.readOne(data.decode()).validate(raiseException=True)
        uids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
        assert uids, file
        assert len(uids) == len(set(uids)), file


def test_the_map_names_pages_that_are_there(real_site):
    tree = ET.parse(real_site / "sitemap.xml")  # noqa: S314 - our own file
    places = [node.text or "" for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(places) > 10
    for place in places:
        path = unquote(urlsplit(place).path).lstrip("/")
        assert (real_site / path / "index.html").is_file() or (real_site / path).is_file(), place


def test_no_page_of_ours_carries_inline_code(real_site):
    """Ready for a strict policy: no inline style, script or handler (data blocks are no code)."""
    patterns = (r"\sstyle=", r"<style", r"\son[a-z]+=\"", r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")")
    for page in files(real_site, "*.html"):
        if "handbook" not in page.relative_to(real_site).parts:
            text = page.read_text(encoding="utf-8")
            for pattern in patterns:
                assert not re.search(pattern, text), f"{page.relative_to(real_site)}: {pattern}"


def test_no_photo_carries_hidden_data(real_site):
    from PIL import Image

    for photo in [*real_site.glob("photos/*.jpg"), *real_site.glob("photos/*.avif")]:
        with Image.open(photo) as image:
            tags = set(image.getexif())
            assert tags <= {0x8298, 0x013B}, f"{photo}: {tags}"
            assert not set(image.info) & {"comment", "xmp", "photoshop"}, photo
