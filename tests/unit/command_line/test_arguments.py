"""The command line → options."""

from datetime import timedelta
from pathlib import Path

import pytest

from plugins.command_line.arguments import parse
from plugins.command_line.exits import Exit, Stopped
from plugins.command_line.options import BuildOptions, CheckOptions, ServeOptions, TestOptions


@pytest.fixture
def base(tmp_path):
    (tmp_path / "content" / "news").mkdir(parents=True)
    return tmp_path


def test_no_verb_is_build_with_every_default_decided(base):
    asked = parse([], base)
    assert isinstance(asked, BuildOptions)
    assert asked.folders.content == base / "content"
    assert asked.folders.output == base / "output"
    assert asked.folders.cache == base / ".cache"
    assert asked.now.utcoffset() == timedelta(hours=8)
    assert (asked.profile, asked.drafts, asked.clean, asked.now_was_given) == ("preview", False, False, False)
    assert asked.jobs >= 1


def test_options_without_a_verb_are_build_s(base):
    asked = parse(["--drafts", "--jobs", "3", "--profile", "production"], base)
    assert isinstance(asked, BuildOptions)
    assert (asked.drafts, asked.jobs, asked.profile) == (True, 3, "production")


def test_the_clock_can_be_told(base, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1725235200")
    assert parse([], base).now.isoformat() == "2024-09-02T08:00:00+08:00"
    assert parse(["--now", "2024-09-03"], base).now.isoformat() == "2024-09-03T00:00:00+08:00"


def test_check_takes_paths_in_the_content_only(base, monkeypatch):
    monkeypatch.chdir(base)
    asked = parse(["check", "content/news", "--format", "json"], base)
    assert isinstance(asked, CheckOptions)
    assert asked.paths == (base / "content" / "news",)
    with pytest.raises(Stopped):
        parse(["check", "/"[:0] + "nowhere"], base)


def test_content_is_shown_as_it_was_typed(base, monkeypatch):
    monkeypatch.chdir(base)
    assert parse(["check", "--content", "./content/"], base).folders.shown == "content"
    assert parse(["check", "--content", str(base / "content")], base).folders.shown == (base / "content").as_posix()


def test_serve_is_a_preview(base):
    asked = parse(["serve", "--port", "0"], base)
    assert isinstance(asked, ServeOptions)
    assert (asked.port, asked.build.profile) == (0, "preview")


def test_pytest_s_arguments_are_left_alone(base):
    asked = parse(["test", "-k", "x", "--update", "--json"], base)
    assert isinstance(asked, TestOptions)
    assert asked.arguments == ("-k", "x", "--update", "--json")


@pytest.mark.parametrize("output", ["content", "content/news", ".", ".."])
def test_the_output_never_holds_the_editors_files(base, monkeypatch, output):
    monkeypatch.chdir(base)
    with pytest.raises(Stopped) as stop:
        parse(["--output", output], base)
    assert stop.value.code == Exit.USAGE


def test_a_link_to_the_content_is_the_content(base, monkeypatch):
    (base / "innocent").symlink_to(base / "content")
    with pytest.raises(Stopped):
        parse(["--output", str(Path(base) / "innocent")], base)
