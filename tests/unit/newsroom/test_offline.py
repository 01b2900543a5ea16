import json
import re
from datetime import date

from plugins.documents.document import Card
from plugins.newsroom.offline import worker


def card(url, kind="news"):
    day = date(2024, 9, 2)
    return Card(url, url, kind, "题", ("题",), "", "", day, "", "", "", (), (), (), (), (), "", None)


def kept(script):
    listed = re.search(rb"JSON\.parse\((\".*\")\)", script)[1]
    return json.loads(json.loads(listed))


def test_the_newest_brief_is_kept_however_old_it_is():
    cards = (*(card(f"/news/{n}/") for n in range(9)), card("/news/brief/", "brief"), card("/news/older/", "brief"))
    found = kept(worker(cards, ("/assets/css/site.css",)))
    assert found[:3] == ["/", "/offline/", "/news/brief/"]
    assert "/news/older/" not in found
    assert "/news/8/" not in found
    assert found[-1] == "/assets/css/site.css"


def test_an_address_cannot_leave_its_string():
    script = worker((card('/news/"];alert(1);//</script>/'),), ())
    assert kept(script)[2] == '/news/"];alert(1);//</script>/'


def test_the_version_changes_with_what_is_kept_and_only_then():
    one, same, other = worker((card("/a/"),), ()), worker((card("/a/"),), ()), worker((card("/b/"),), ())
    assert one == same
    version = re.compile(rb"yugong-first-\w+")
    assert version.search(one)[0] != version.search(other)[0]
