"""Every page of the real site in real Chromium: nothing said, nobody else asked, everybody can use it."""

import pytest
from walk import LOOKS

pytestmark = pytest.mark.browser


def gathered(visits, what):
    return "\n".join(f"{address}: {line}" for address, visit in sorted(visits.items()) for line in what(visit))


def test_every_page_was_visited(visits, addresses):
    assert set(visits) == set(addresses)
    assert len(addresses) > 20


def test_no_page_says_an_error(visits):
    assert not gathered(visits, lambda visit: visit.console)


def test_no_page_asks_another_host(visits):
    assert not gathered(visits, lambda visit: visit.strangers)


def test_nothing_that_a_page_asks_for_is_missing(visits):
    assert not gathered(visits, lambda visit: visit.failed)


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_no_violation(visits, scheme, width):
    found = gathered(visits, lambda visit: visit.axe[scheme, width])
    assert not found, f"\n{found[:6000]}"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(visits, width):
    assert not gathered(visits, lambda visit: [f"{visit.overflow[width]} px too wide"] if visit.overflow[width] > 0 else [])


def test_html_is_valid(real_site, node_tools):
    """html-validate, its recommended rules, on every page of ours and its standard rules on Material's."""
    from markup import findings

    found = findings(real_site, node_tools)
    assert not found, f"{len(found)} findings\n" + "\n".join(found[:60])
