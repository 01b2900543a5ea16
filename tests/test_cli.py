"""The command as a person meets it: real processes, exit codes, streams, languages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.command_line.help_texts import VERBS

PROJECT = Path(__file__).resolve().parents[1]
NOW = "2026-06-01T08:00:00+08:00"
GOOD = "-- content/news/a.md --\n---\ntitle: 工会动态\ndate: 2024-09-02\n---\n\n正文里的一句话。\n"
BAD = GOOD.replace("title", "tilte")


def run(*words, cwd=None, python=sys.executable, **environment):
    """The finished process of ``build.py words``, with a plain environment and no terminal."""
    keep = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "YUGONG_DEBUG", "PYTHONUTF8"}}
    return subprocess.run(
        [python, str(PROJECT / "build.py"), *map(str, words)],
        cwd=cwd,
        env={**keep, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def folders(site):
    """The folder options of a small site."""

    def of(text):
        made = site(text)
        return made, ["--content", made.folder / "content", "--cache", made.folder / ".cache"]

    return of


# --- usage ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_has_help_and_examples_in_chinese(verb):
    done = run(verb, "--help")
    assert done.returncode == 0
    assert "用法：" in done.stdout
    assert f"python3 build.py {verb}" in done.stdout
    assert "例子：" in done.stdout
    for english in ("usage:", "options:", "positional arguments", "show this help"):
        assert english not in done.stdout


def test_the_overview_names_every_verb():
    done = run("--help")
    assert done.returncode == 0
    assert all(verb in done.stdout for verb in VERBS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc"], "是不是“check”？"),
        (["--nosuch"], "不认识 --nosuch"),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "--jobs", "二"], "--jobs"),
        (["build", "--profile", "prod"], "production"),
        (["check", "--format", "xml"], "github"),
        (["build", "--now"], "--now"),
        (["build", "--now", "2026-02-30"], "--now"),
        (["build", "--content", "/nowhere/at/all"], "找不到稿件文件夹"),
        (["check", "content/nowhere.md"], "找不到"),
        (["check", "README.md"], "不在稿件文件夹"),
        (["serve", "--port", "70000"], "--port"),
        (["build", "--output", "content"], "重叠"),
        (["build", "--output", "."], "重叠"),
    ],
)
def test_a_usage_error_is_a_chinese_sentence(words, said):
    done = run(*words, cwd=PROJECT)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_content_folder_is_a_sentence(tmp_path):
    for verb in ("build", "check"):
        done = run(verb, "--content", tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "是空的" in done.stderr


# --- check ------------------------------------------------------------------------------------------------------


def test_check_of_a_good_site_is_an_empty_json_list(folders):
    _, options = folders(GOOD)
    done = run("check", *options, "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == []


def test_check_prints_only_json_on_standard_output(folders):
    made, options = folders(BAD)
    done = run("check", *options, "--format", "json", FORCE_COLOR="1")
    assert done.returncode == 1
    rows = json.loads(done.stdout)
    assert {"code", "severity", "path", "line", "column", "message", "cure"} == set(rows[0])
    wrong = next(row for row in rows if "tilte" in row["message"])
    assert (wrong["severity"], wrong["line"], wrong["column"]) == ("error", 2, 1)
    assert wrong["path"] == (made.folder / "content/news/a.md").as_posix()
    assert "title" in wrong["message"] + wrong["cure"]


def test_check_names_files_as_they_were_typed(folders):
    made, _ = folders(BAD)
    done = run("check", "--content", "./content/", cwd=made.folder)
    assert done.stdout.startswith("content/news/a.md:")


def test_check_for_github(folders):
    _, options = folders(BAD)
    done = run("check", *options, "--format", "github")
    assert done.returncode == 1
    assert all(line.startswith("::error file=") for line in done.stdout.splitlines())


def test_check_shows_only_the_asked_paths(folders):
    made, options = folders(BAD + "-- content/news/2024/b.md --\n---\ntitle: 甲\ndate: 2026-13-45\n---\n\n正文。\n")
    done = run("check", *options, "--format", "json", made.folder / "content/news/2024")
    assert {Path(row["path"]).name for row in json.loads(done.stdout)} == {"b.md"}
    good = made.edit("content/news/c.md", GOOD.partition("--\n")[2])
    done = run("check", *options, good.folder / "content/news/c.md")
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)]
)
def test_colour_is_only_where_it_is_wanted(folders, environment, coloured):
    _, options = folders(BAD)
    assert ("\x1b[" in run("check", *options, **environment).stdout) is coloured


def test_a_machine_without_utf8_still_reads_chinese(folders):
    _, options = folders(BAD)
    done = run("check", *options, LANG="C", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "不认识的键" in done.stdout


def test_a_closed_pipe_is_no_traceback(folders):
    _, options = folders("".join(BAD.replace("a.md", f"{n}.md") for n in range(300)))
    words = " ".join(str(word) for word in options)
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} {PROJECT}/build.py check {words} | head -1"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


# --- build ------------------------------------------------------------------------------------------------------


def test_a_small_site_of_nothing_but_the_least_builds(folders):
    made, options = folders(GOOD)
    done = run("build", *options, "--output", made.output(), "--now", NOW)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "正文里的一句话" in made.output("news/a/index.html").read_text(encoding="utf-8")


def test_the_default_verb_is_build_and_json_is_all_it_prints(folders):
    made, options = folders(GOOD)
    done = run(*options, "--output", made.output(), "--json", "--now", NOW)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["problems"] == []


def test_a_failed_build_names_every_file_and_leaves_no_page(folders):
    made, options = folders(BAD + BAD.replace("a.md", "b.md"))
    done = run("build", *options, "--output", made.output(), "--now", NOW)
    assert done.returncode == 1
    assert "news/a.md:2:1" in done.stderr
    assert "news/b.md:2:1" in done.stderr
    assert "Traceback" not in done.stderr
    assert not made.output().exists()


def test_a_failed_build_changes_nothing(folders):
    made, options = folders(GOOD)
    words = ["build", *options, "--output", made.output(), "--now", NOW]
    assert run(*words).returncode == 0
    before = made.outputs()
    made.edit("content/news/b.md", BAD.partition("--\n")[2])
    assert run(*words).returncode == 1
    assert made.outputs() == before


def test_production_insists_on_the_icp_number(folders):
    made, options = folders(GOOD)
    words = ["build", *options, "--output", made.output(), "--now", NOW, "--profile", "production"]
    done = run(*words)
    assert done.returncode == 1
    assert "site.yaml" in done.stderr
    assert "备案号" in done.stderr


def test_drafts_are_shown_only_when_asked_for(folders):
    draft = GOOD.replace("date: 2024-09-02", "date: 2024-09-02\nstatus: draft")
    made, options = folders(GOOD.replace("a.md", "b.md") + draft)
    words = ["build", *options, "--output", made.output(), "--now", NOW]
    assert run(*words).returncode == 0
    assert not made.output("news/a/index.html").exists()
    assert run(*words, "--drafts").returncode == 0
    assert made.output("news/a/index.html").exists()


def test_clean_removes_what_builds_made_and_nothing_else(folders, tmp_path):
    made, options = folders(GOOD)
    assert run("build", *options, "--output", made.output(), "--now", NOW).returncode == 0
    assert run("clean", *options, "--output", made.output()).returncode == 0
    assert sorted(p.name for p in made.folder.iterdir()) == ["content"]
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "letter.txt").write_text("x")
    assert run("clean", *options, "--output", precious).returncode == 2
    assert (precious / "letter.txt").exists()


def test_our_own_bug_is_a_sentence_and_70(folders, monkeypatch, capsys):
    from plugins.command_line import entry

    monkeypatch.setenv("YUGONG_NO_VENV", "1")
    monkeypatch.delenv("YUGONG_DEBUG", raising=False)
    monkeypatch.setattr(entry, "_run", lambda _: 1 // 0)
    assert entry.start(["build"]) == 70
    said = capsys.readouterr().err
    assert said.startswith("这是我们的错误")
    assert "Traceback" not in said
    monkeypatch.setenv("YUGONG_DEBUG", "1")
    assert entry.start(["build"]) == 70
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_interrupt_is_130(monkeypatch, capsys):
    from plugins.command_line import entry

    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setenv("YUGONG_NO_VENV", "1")
    monkeypatch.setattr(entry, "_run", interrupted)
    assert entry.start(["build"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_an_old_python_is_refused_in_words(tmp_path):
    """An old interpreter is played by a patched version number."""
    code = f"import sys; sys.version_info = (3, 9, 2, 'final', 0); exec(open({str(PROJECT / 'build.py')!r}, encoding='utf-8').read())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert done.returncode == 3
    assert "Python 3.11" in done.stderr
    assert "3.9" in done.stderr


# --- new and status ---------------------------------------------------------------------------------------------


def test_new_prints_the_path_and_never_overwrites(folders):
    _, options = folders(GOOD)
    words = ["new", "brief", "一周动态（示例）", "--date", "2024-09-02", *options[:2]]
    first = run(*words)
    assert first.returncode == 0
    made = Path(first.stdout.strip())
    assert made.name == "2024-09-02-yi-zhou-dong-tai-shi-li.md"
    assert "草稿已建好" in first.stderr
    assert run("check", *options).returncode == 0
    text = made.read_text(encoding="utf-8")
    second = run(*words)
    assert second.returncode == 2
    assert second.stdout == ""
    assert "已经有" in second.stderr
    assert made.read_text(encoding="utf-8") == text


def test_status_tells_a_program_in_json_alone(folders):
    _, options = folders(GOOD)
    done = run("status", "--json", "--now", "2024-09-10", *options)
    assert done.returncode == 0
    assert json.loads(done.stdout)["schema"] == 1
    assert done.stderr == ""
