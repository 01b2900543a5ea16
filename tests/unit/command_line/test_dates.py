import io
import json
import sys
from datetime import date

import pytest

from plugins.command_line.arguments import parse
from plugins.command_line.dates import dates
from plugins.command_line.exits import Stopped
from plugins.command_line.options import DatesOptions

KEYS = ["text", "start", "end", "precision", "deadline", "recurring"]


@pytest.fixture
def answered(tmp_path, monkeypatch, capsys):
    """``answered(words…, typed=…)`` → exit code, standard output, standard error."""

    def run(*words, typed=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        code = dates(parse(["dates", *map(str, words)], tmp_path))
        out, err = capsys.readouterr()
        return int(code), out, err

    return run


def line(**keys):
    return json.dumps(keys, ensure_ascii=False).encode() + b"\n"


def test_a_program_reads_a_list_of_six_keys(answered):
    text = "8月28日，工会走访；9月30日前报送；每周三开放；近日"
    code, out, err = answered("-", "--published", "2024-09-02", "--json", typed=text.encode())
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert [list(one) for one in found] == [KEYS] * 4
    assert found[0] == dict(zip(KEYS, ["8月28日", "2024-08-28", None, "day", False, None], strict=True))
    assert found[1] == dict(zip(KEYS, ["9月30日前", "2024-09-30", None, "day", True, None], strict=True))
    assert found[2] == dict(zip(KEYS, ["每周三", None, None, "day", False, "FREQ=WEEKLY;BYDAY=WE"], strict=True))
    assert found[3] == dict(zip(KEYS, ["近日", None, None, "vague", False, None], strict=True))


def test_a_clock_time_stands_inside_start(answered):
    _, out, _ = answered("--published", "2025-04-01", "--json", typed="4月3日上午9时30分至11时".encode())
    (found,) = json.loads(out)
    assert (found["start"], found["end"], found["precision"]) == ("2025-04-03T09:30", "2025-04-03T11:00", "time")


def test_lines_are_answered_one_by_one(answered):
    typed = line(text="今日", published="2024-09-02") + line(text="没有", published="2024-09-02")
    typed += line(text="昨日\n8月28日", published="2025-01-06", id=7)
    code, out, err = answered("--jsonl", typed=typed)
    found = [json.loads(answer) for answer in out.splitlines()]
    assert (code, err) == (0, "")
    assert [[one["start"] for one in answer] for answer in found] == [["2024-09-02"], [], ["2025-01-05", "2024-08-28"]]


def test_a_line_may_lean_on_the_day_of_the_command(answered):
    _, out, _ = answered("--jsonl", "--published", "2024-09-02", typed=line(text="今日"))
    assert json.loads(out)[0]["start"] == "2024-09-02"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"nonsense\n", "不是一行完整的 JSON"),
        (b"[1]\n", "没有文字"),
        (b"[" * 100_000 + b"\n", "不是一行完整的 JSON"),
        (line(text="今日"), "不是日期"),
        (line(text="今日", published="2024-13-01"), "不是日期"),
        (line(text="今日", published=20240902), "不是日期"),
        (line(text=5, published="2024-09-02"), "没有文字"),
        ("今日\n".encode("gb18030"), "不是 UTF-8"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_answered(answered, bad, says):
    good = line(text="今日", published="2024-09-02")
    code, out, err = answered("--jsonl", typed=good + bad + b"\n" + good)
    answers = [json.loads(answer) for answer in out.splitlines()]
    assert code == 1
    assert [len(answer) for answer in answers] == [1, 0, 1]
    assert err.startswith("第 2 行")
    assert says in err


def test_a_lone_surrogate_does_no_harm(answered):
    code, out, _ = answered("--jsonl", typed=b'{"text": "\\ud8008\\u67081\\u65e5\\ud800", "published": "2024-09-02"}\n')
    assert code == 0
    assert json.loads(out)[0]["text"] == "8月1日"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_of_any_usual_encoding_is_read(answered, tmp_path, encoding):
    file = tmp_path / "a.txt"
    file.write_bytes("◆８月２８日，慰问".encode(encoding))
    code, out, _ = answered(file, "--published", "2024-09-02", "--json")
    assert code == 0
    assert [one["text"] for one in json.loads(out)] == ["８月２８日"]


def test_an_article_says_when_it_was_published(answered, tmp_path):
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: 2019年3月4日\ndate: 2025-01-06\n---\n\n12月28日，慰问。\n", encoding="utf-8")
    assert json.loads(answered(file, "--json")[1])[0]["start"] == "2024-12-28"
    assert len(json.loads(answered(file, "--json")[1])) == 1
    assert json.loads(answered(file, "--json", "--published", "2020-01-06")[1])[0]["start"] == "2019-12-28"


def test_a_person_reads_a_table(answered):
    _, out, _ = answered("--published", "2024-09-02", typed="9月3日14:30开会，9月30日前报名，每周三，近日".encode())
    heading, *rows = out.splitlines()
    assert heading.split() == ["原文", "意思", "种类"]
    assert rows[0].split() == ["9月3日14:30", "2024-09-03", "14:30", "时刻"]
    assert rows[1].split() == ["9月30日前", "2024-09-30", "日，截止"]
    assert rows[3].split() == ["近日", "没有写明", "不确定"]
    assert answered("--published", "2024-09-02", typed="没有".encode())[1] == "没有找到日期。\n"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["nowhere.txt", "--published", "2024-09-02"], 2, "没有这个文件"),
        ([".", "--published", "2024-09-02"], 2, "文件夹"),
        (["a\0b", "--published", "2024-09-02"], 2, "空字节"),
        (["-"], 2, "--published"),
        (["-", "--published", "昨天"], 2, "--published"),
        (["-", "--published", "2024-02-30"], 2, "--published"),
    ],
)
def test_what_cannot_be_done_is_said_in_chinese(answered, words, code, says):
    with pytest.raises(Stopped) as stopped:
        answered(*words)
    assert stopped.value.code == code
    assert says in stopped.value.sentence


def test_bytes_that_are_no_text_are_refused(answered):
    with pytest.raises(Stopped) as stopped:
        answered("--published", "2024-09-02", typed=b"\x89PNG\xff\xff\x00")
    assert stopped.value.code == 1


def test_the_options_need_no_content_folder(tmp_path):
    asked = parse(["dates", "a.txt", "--published", "2024-09-02T08:00+08:00", "--json"], tmp_path / "nowhere")
    assert asked == DatesOptions(file="a.txt", published=date(2024, 9, 2), json=True)
