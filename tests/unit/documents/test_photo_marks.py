"""Focus points and blurred regions: every way to type them, one meaning, and nothing quietly dropped."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from pydantic_core import PydanticCustomError

from plugins.documents.document import Photo
from plugins.documents.photo_addresses import address_of
from plugins.documents.photo_marks import point_of, point_within, regions_of, regions_within


@pytest.mark.parametrize(
    "typed",
    [
        [["0.25", "0.1", "0.5", "0.2"]],
        [[0.25, 0.1, 0.5, 0.2]],
        ["25%", "10%", "50%", "20%"],
        "0.25, 0.1, 0.5, 0.2",
        "25% 10% 50% 20%",
        "1000，300，2000，600",
        ["[1000, 300, 2000, 600]"],
        [["1000", "300", "2000", "600"]],
    ],
)
def test_a_region_however_it_is_typed(typed):
    assert regions_within(regions_of(typed), 4000, 3000) == ((0.25, 0.1, 0.5, 0.2),)


@pytest.mark.parametrize(
    "typed",
    ["0.1, 0.2", [["0.1"]], [["a", "0", "1", "1"]], [["-1", "0", "1", "1"]], {"x": "1"}, [["0", "0", "0", "1"]],
     [["10%", "0.2", "0.3", "0.4"]], [["10%", "20%", "130%", "40%"]], [["1e3", "0", "1", "1"]], [["nan"] * 4],
     [[["1"]] * 4], [["0.1", "0.1", "0.1", "0.1"]] * 500, "x" * 10_000],
)  # fmt: skip
def test_what_is_no_region_is_said_in_words(typed):
    with pytest.raises(PydanticCustomError) as caught:
        regions_of(typed)
    assert caught.value.context["cure"]


def test_what_hangs_over_the_edge_is_cut_and_what_lies_outside_is_refused():
    assert regions_within(((0.9, 0.9, 0.5, 0.5),), 100, 100) == ((0.9, 0.9, 0.1, 0.1),)
    with pytest.raises(ValueError, match="之外"):
        regions_within(((5000, 0, 10, 10),), 4000, 3000)
    with pytest.raises(ValueError, match="之外"):
        point_within((50, 5000), 4000, 3000)


def test_nothing_typed_is_nothing_marked():
    assert point_of(None) is None
    assert regions_of(None) == regions_of([]) == ()


def test_another_blur_is_another_address():
    photo = Photo(PurePosixPath("a.jpg"), "说明", "", "", 1000, 800, "0" * 64)
    blurred = replace(photo, blur=((0.1, 0.1, 0.2, 0.2),))
    other = replace(photo, blur=((0.1, 0.1, 0.2, 0.3),))
    assert len({address_of(one, 480) for one in (photo, blurred, other, replace(photo, focus=(0.1, 0.1)))}) == 3
