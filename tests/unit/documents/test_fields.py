"""Single fields: days that exist, instants with a zone, names in a row, credits in either form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from plugins.documents.fields import Credit, credits_of, day_of, instant_of, moment_of, names_of


@pytest.mark.parametrize(
    "text", ["2024-08-30", "2024-8-30", "2024/8/30", "2024.8.30", "2024年8月30日", "２０２４-０８-３０"]
)
def test_a_whole_day_is_understood_in_every_usual_form(text):
    assert day_of(text) == date(2024, 8, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-45",
        "2023-02-29",
        "8月30日",
        "20240830",
        "2024-08",
        "明天",
        "",
        "1.5",
        "2024-08/30",
        "0001-01-01",
        "9999-12-30",
    ],
)
def test_anything_else_is_no_day(text):
    with pytest.raises(PydanticCustomError) as error:
        day_of(text)
    assert "2024-08-30" in error.value.context["cure"]


@given(st.text())
def test_no_text_breaks_the_parser(text):
    for parse in (day_of, moment_of, instant_of):
        try:
            parse(text)
        except PydanticCustomError:
            continue  # the one error that is a finding


def test_an_instant_without_a_zone_is_beijing_time():
    assert instant_of("2024-08-29 15:30").isoformat() == "2024-08-29T15:30:00+08:00"
    assert instant_of("2024-08-29T15:30:00Z").isoformat() == "2024-08-29T23:30:00+08:00"
    assert instant_of("2024-08-29").isoformat() == "2024-08-29T00:00:00+08:00"


def test_names_in_one_line_are_split_at_chinese_and_western_marks():
    assert names_of("张三、李四，王五; 赵六") == ("张三", "李四", "王五", "赵六")
    assert names_of(None) == ()


@pytest.mark.parametrize(
    "written",
    [
        {"记者": "陈军", "摄影": "徐熙孟、陈军"},
        [{"role": "记者", "name": "陈军"}, {"role": "摄影", "names": ["徐熙孟", "陈军"]}],
        "记者 陈军 摄影：徐熙孟、陈军",
        ["记者 陈军", "摄影 徐熙孟 陈军"],
    ],
)
def test_credits_may_be_pairs_or_records(written):
    found = [Credit.model_validate(entry) for entry in credits_of(written)]
    assert [(c.role, c.names) for c in found] == [("记者", ("陈军",)), ("摄影", ("徐熙孟", "陈军"))]
