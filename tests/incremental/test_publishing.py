"""The old site or the new one, never a broken one; and never anybody else's files."""

import contextlib
import hashlib
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.build_state.lock import hold
from plugins.command_line.exits import Exit, Stopped
from plugins.command_line.pelican_run import PelicanFailed
from plugins.incremental import inputs, publishing
from plugins.incremental.render import RenderError

DRIVER = Path(__file__).with_name("driver.py")
SITE = """
    -- content/news/2024/jia.md --
    ---
    title: 甲
    date: 2024-09-01
    ---
    甲的正文。
    -- content/news/2024/yi.md --
    ---
    title: 乙
    date: 2024-09-02
    tags: [学习]
    ---
    乙的正文。
"""
JIA = "content/news/2024/jia.md"
NEW = "---\ntitle: 新甲\ndate: 2024-09-01\n---\n新的正文。\n"
BROKEN = "---\ntilte: 甲\ndate: 2024-09-01\n---\n正文。\n"


def everything(folder):
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_failing_build_leaves_the_site_untouched(workshop):
    made = workshop(SITE)
    made.build()
    before = everything(made.site.output())
    inode = made.site.output().stat().st_ino
    made.site.edit(JIA, BROKEN)
    report = made.build()
    assert not report.published
    assert "tilte" in report.problems[0].message + report.problems[0].place.source
    assert everything(made.site.output()) == before
    assert made.site.output().stat().st_ino == inode
    made.site.edit(JIA, NEW)
    assert made.build().published
    assert made.outputs() == made.clean_outputs()


def test_a_first_build_that_fails_leaves_no_page(workshop):
    made = workshop(SITE)
    made.site.edit(JIA, BROKEN)
    assert not made.build().published
    assert not made.site.output().exists()
    assert not list(made.site.folder.rglob("*.html"))


def test_a_template_that_fails_is_our_bug_and_leaves_the_site(workshop, own_base):
    made = workshop(SITE, own_base)
    made.build()
    before = everything(made.site.output())
    (own_base / "theme/templates/news.html").write_text("{{ no_such_name }}\n", "utf-8")
    with pytest.raises(RenderError, match=r"news/2024/jia/index.html：模板 news.html 第 1 行.*no_such_name"):
        made.build()
    assert everything(made.site.output()) == before


def test_a_plugin_that_does_not_load_is_our_bug(workshop, own_base):
    made = workshop(SITE, own_base)
    settings = own_base / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + "PLUGINS = [*PLUGINS, 'plugins.nowhere']\n", "utf-8")
    with pytest.raises(PelicanFailed, match=r"plugins\.nowhere"):
        made.build()
    assert not made.site.output().exists()


@pytest.mark.parametrize("kind", ["full", "link", "file", "repository"])
def test_a_folder_that_is_not_ours_is_refused(workshop, kind):
    made = workshop(SITE)
    output = made.site.output()
    if kind == "full":
        (output / "photos").mkdir(parents=True)
        (output / "photos/wedding.jpg").write_text("precious")
    elif kind == "link":
        (made.site.folder / "elsewhere").mkdir()
        output.symlink_to(made.site.folder / "elsewhere")
    elif kind == "file":
        output.write_text("precious")
    else:
        made.build()
        (output / ".git").mkdir()
        (output / ".git/HEAD").write_text("precious")
    before = everything(made.site.folder)
    with pytest.raises(Stopped) as stop:
        made.build()
    assert stop.value.code == Exit.USAGE
    assert "输出文件夹" in stop.value.sentence or "--output" in stop.value.sentence
    assert everything(made.site.folder) == before


def test_somebody_elses_manifest_does_not_make_a_folder_ours(workshop):
    made = workshop(SITE)
    made.site.output().mkdir()
    made.site.output("manifest.json").write_text('{"name": "an app"}')
    with pytest.raises(Stopped):
        made.build()


def test_an_empty_folder_is_filled(workshop):
    made = workshop(SITE)
    made.site.output().mkdir()
    assert made.build().published
    assert made.site.output("index.html").is_file()


def test_the_site_before_is_kept(workshop):
    made = workshop(SITE)
    made.build()
    before = everything(made.site.output())
    made.site.edit(JIA, NEW)
    made.build()
    assert everything(publishing.control_folder(made.site.output()) / "previous") == before


def test_without_an_exchange_in_one_step_the_swap_still_works(workshop, monkeypatch):
    monkeypatch.setattr(publishing, "exchange", lambda *_: False)
    made = workshop(SITE)
    made.build()
    made.site.edit(JIA, NEW)
    made.build()
    assert made.outputs() == made.clean_outputs()
    # Killed between its two renames: the next build brings the old site back first.
    control = publishing.control_folder(made.site.output())
    shutil.rmtree(control / "previous")
    made.site.output().rename(control / "previous")
    (control / "swapping").touch()
    made.site.edit(JIA, BROKEN)
    made.build()
    assert made.site.output("index.html").is_file()


@pytest.mark.parametrize("place", [".output.yugong/lock", ".cache/lock"])
def test_two_builds_at_once(workshop, place):
    made = workshop(SITE)
    made.build()
    made.site.edit(JIA, NEW)
    with hold(made.site.folder / place), pytest.raises(Stopped, match="另一个构建正在运行") as stop:
        made.build()
    assert stop.value.code == Exit.ENVIRONMENT
    assert made.build().published


def test_a_cache_that_is_gone_or_broken_changes_nothing(workshop):
    made = workshop(SITE)
    made.build()
    right = made.outputs()
    state = sorted(p for p in (made.site.folder / ".cache").rglob("*") if p.is_file() and p.name != "lock")
    assert {"pages.json", "last.json"} <= {p.name for p in state}
    for file in state:
        data = file.read_bytes()
        flipped = bytes([*data[: len(data) // 2], data[len(data) // 2] ^ 1, *data[len(data) // 2 + 1 :]])
        for broken in (b"", data[: len(data) // 2], b"\0" * len(data), flipped, b"{}", data + b" "):
            if file.name != "last.json":
                next(file.parents[0].rglob("last.json"), file).unlink()  # or nothing else would be read
            file.write_bytes(broken)
            report = made.build()
            assert report.published
            assert not report.up_to_date
            assert made.outputs() == right
    shutil.rmtree(made.site.folder / ".cache")
    assert made.build().published
    assert made.outputs() == right


def test_the_state_of_another_page_is_not_believed(workshop):
    """A record that is valid but lies: the file that it names has other bytes, so that it is rendered again."""
    made = workshop(SITE)
    made.build()
    pages = next((made.site.folder / ".cache").rglob("pages.json"))
    old = pages.read_bytes()
    made.site.edit(JIA, NEW)
    made.build()
    pages.write_bytes(old)
    made.site.edit(JIA, "---\ntitle: 甲\ndate: 2024-09-01\n---\n甲的正文。\n")
    made.build()
    assert made.outputs() == made.clean_outputs()


def test_clean_forgets_the_state_but_nothing_else(workshop):
    made = workshop(SITE)
    pages = made.build().pages
    mine = made.site.folder / ".cache/mine.txt"
    mine.write_text("mine")
    (made.site.folder / ".cache/CACHEDIR.TAG").unlink()
    report = made.build(clean=True)
    assert (len(report.rendered), report.reused) == (pages, 0)
    assert mine.read_text() == "mine"


def drive(base, folder, at=0):
    command = [sys.executable, str(DRIVER), str(base), str(folder), str(at)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def is_whole(output):
    """Whether the site has exactly the files and bytes that its manifest lists."""
    files = everything(output)
    listed = json.loads(files.pop("manifest.json"))["files"]
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == listed


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(workshop, tmp_path):
    made = workshop(SITE)
    made.build()
    old = everything(made.site.output())
    made.site.edit(JIA, NEW)
    new = made.clean_outputs()
    shutil.rmtree(made.site.folder / "apart")
    trial = shutil.copytree(made.site.folder, tmp_path / "trial", symlinks=True)
    changes = int(drive(made.base, trial).stdout.split()[0])
    assert everything(trial / "output") == new
    seen = set()
    for at in sorted({1, changes // 4, changes // 2, *range(max(1, changes - 21), changes, 3), changes}):
        shutil.rmtree(trial)
        shutil.copytree(made.site.folder, trial, symlinks=True)
        killed = drive(made.base, trial, at)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        site = everything(trial / "output")
        assert is_whole(trial / "output")
        assert site in (old, new), f"killed at change {at} of {changes}"
        seen.add("old" if site == old else "new")
        if at % 3 == 0:
            assert drive(made.base, trial).returncode == 0
            assert everything(trial / "output") == new
            assert not list((trial / ".output.yugong").glob("stage-*"))
    assert seen == {"old", "new"}


def test_nothing_changed_does_not_even_import_pelican(workshop):
    made = workshop(SITE)
    made.build()
    published = made.site.output().stat().st_ino, inputs.outputs(made.site.output())
    changes, imported, up_to_date = drive(made.base, made.site.folder).stdout.split()
    assert (imported, up_to_date) == ("False", "True")
    assert int(changes) <= 8  # the locks, and once the record with the inputs' stamps
    assert (made.site.output().stat().st_ino, inputs.outputs(made.site.output())) == published


def test_plugins_of_one_build_do_not_stay_for_the_next(workshop, own_base, base):
    """Pelican's signals are global: what one run connected would take part in every later one of the process."""
    settings = own_base / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + "PLUGINS.insert(-1, 'plugins.site_map')\n", "utf-8")
    with contextlib.suppress(RenderError):  # the small theme has no template for it
        workshop(SITE, own_base).build()
    made = workshop(SITE, base)
    assert made.build().published
    assert "sitemap.xml" not in made.outputs()
