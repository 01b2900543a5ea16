"""Where the lists are."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.documents.link_targets import checked_segment
from plugins.documents.listing_urls import folder_name, list_address
from plugins.documents.vocabulary import District, Heading, Vocabulary

VOCABULARY = Vocabulary(
    districts=(District(name="南岸区", slug="nanan"),),
    topics=(Heading(name="求学圆梦行动"), Heading(name="产改", slug="chan-gai")),
)


def test_a_list_stands_under_its_slug_or_its_own_name() -> None:
    assert list_address(VOCABULARY, "district", "南岸区").url == "/districts/nanan/"
    assert list_address(VOCABULARY, "topic", "产改").save_as == "topics/chan-gai/index.html"
    assert list_address(VOCABULARY, "topic", "求学圆梦行动").save_as == "topics/求学圆梦行动/index.html"
    assert list_address(VOCABULARY, "tag", "南岸区").url == "/tags/%E5%8D%97%E5%B2%B8%E5%8C%BA/"


@given(st.text(min_size=1, max_size=100))
def test_any_name_becomes_a_safe_folder(name: str) -> None:
    assert checked_segment(folder_name(name)) == folder_name(name)


def test_two_names_never_share_a_mended_folder() -> None:
    assert len({folder_name(name) for name in ("a/b", "a-b", "a\\b", "a:b", "..", ".", "con", "con-")}) == 8
