"""What ``serve`` shows is what a build makes, whatever happens to the processes that make it."""

import io
import json
import os
import signal
import sys

import pytest

from plugins.command_line.exits import Exit
from plugins.command_line.preview_builder import Builder
from plugins.command_line.readiness import ready
from plugins.command_line.warm import Warm

SITE = """
    -- content/site.yaml --
    name: 测试站
    url: https://example.com
    -- content/news/2024/jia.md --
    ---
    title: 甲
    date: 2024-09-01
    summary: 甲的摘要。
    ---
    甲的正文。
    -- content/news/2024/yi.md --
    ---
    title: 乙
    date: 2024-09-02
    summary: 乙的摘要。
    ---
    乙的正文。
"""
JIA, PAGE = "content/news/2024/jia.md", "news/2024/jia/index.html"


@pytest.fixture
def made(workshop, own_base):
    return workshop(SITE, own_base)


@pytest.fixture
def builder(made):
    found = Builder(made.options(now_was_given=True))
    yield found
    found.close()


def change(made, old, new):
    file = made.site.folder / JIA
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_preview_is_what_a_build_makes(made, builder):
    assert builder.build().is_out
    for old, new in (("正文", "正文一"), ("正文一", "正文二"), ("title: 甲", "title: 丙"), ("date: 2024-09-01", "date: 2024-09-05")):
        change(made, old, new)
        built = builder.build()
        assert (built.code, built.is_out, built.text) == (Exit.GOOD, True, "")
        assert made.outputs() == made.clean_outputs()
    built = builder.build()
    assert not built.is_out
    assert made.build().up_to_date


def test_a_mistake_is_told_and_its_mending_shown(made, builder):
    builder.build()
    before = made.outputs()
    change(made, "date: 2024-09-01", "date: 昨天")
    built = builder.build()
    assert (built.code, built.is_out) == (Exit.CONTENT, False)
    assert f"{JIA}:3" in built.text
    assert "错误" in built.text
    assert made.outputs() == before
    change(made, "date: 昨天", "date: 2024-09-03")
    assert builder.build().is_out
    assert made.outputs() == made.clean_outputs()


def test_a_killed_process_is_told_and_started_anew(made, builder):
    builder.build()
    os.kill(builder._process.pid, signal.SIGKILL)
    builder._process.wait()
    change(made, "正文", "新的正文")
    assert builder.build().is_out
    assert made.outputs() == made.clean_outputs()


@pytest.mark.skipif(sys.platform != "linux", reason="where one cannot fork, the process that waits builds itself")
def test_a_build_that_dies_is_told(made, monkeypatch):
    answers = io.StringIO()
    warm = Warm(made.options(), answers)
    monkeypatch.setattr("plugins.command_line.warm.can_fork", lambda: True)
    monkeypatch.setattr(warm, "_built", lambda: os.kill(os.getpid(), signal.SIGKILL))
    warm.build("7")
    told = json.loads(answers.getvalue())
    assert told["build"] == "7"
    assert told["code"] == Exit.OUR_BUG
    assert "中途结束（信号 9）" in told["text"]


def test_where_one_cannot_fork_the_process_itself_builds(made, monkeypatch):
    answers = io.StringIO()
    warm = Warm(made.options(now_was_given=True), answers)
    monkeypatch.setattr("plugins.command_line.warm.can_fork", lambda: False)
    warm.prepare(())
    assert warm.build("1") == ()
    assert json.loads(answers.getvalue())["is_out"]
    assert made.outputs() == made.clean_outputs()


def test_a_changed_program_is_a_new_process(made, builder):
    builder.build()
    settings = made.base / "pelicanconf.py"
    template = made.base / "theme/templates/foot.html"
    template.write_text("{% if MOTTO is defined %}{{ MOTTO }}{% endif %}", "utf-8")
    settings.write_text(settings.read_text("utf-8") + "\nMOTTO = '新的'\n", "utf-8")
    builder.renew()
    assert builder.build().is_out
    assert "新的".encode() in made.outputs()["index.html"]


def test_what_was_found_out_ahead_holds_for_one_state_only(made):
    made.preview()
    change(made, "正文", "正文一")
    made.build()  # in another window
    change(made, "正文一", "正文二")
    made.preview()
    assert made.outputs() == made.clean_outputs()
    (made.site.output() / PAGE).write_text("改过", "utf-8")
    made.ready = ready(made.options().folders)
    assert not made.ready.survey.is_untouched
    change(made, "正文二", "正文三")
    made.preview()
    assert made.outputs() == made.clean_outputs()


def test_an_answer_is_only_for_its_own_build(made, builder):
    """A process that ends badly after its answer leaves another; the next build must not take it for its own."""
    builder.build()
    builder._process.stdin.write("old\n")
    builder._process.stdin.flush()
    change(made, "正文", "新的正文")
    builder.build()
    assert made.outputs() == made.clean_outputs()
