"""Stock ``pelican`` builds the same bytes, with this plugin and without it."""

import json
import subprocess
import sys

import pytest

BILL = "sbom.cdx.json"
SITE = """
    -- content/news/2024/jia.md --
    ---
    title: 甲 & 乙
    date: 2024-09-01
    tags: [学习]
    ---
    甲的正文。
    -- content/news/2024/yi.md --
    ---
    title: 乙
    date: 2024-09-02
    status: draft
    ---
    乙的正文。
    -- content/pages/about.md --
    ---
    title: 关于
    date: 2024-09-02
    ---
    关于我们。
"""


def pelican(base, folder):
    command = [sys.executable, "-m", "pelican", "-s", str(base / "pelicanconf.py"), "--fatal", "errors"]
    command += ["-o", str(folder / "plain"), str(folder / "content")]
    return subprocess.run(command, cwd=base, capture_output=True, text=True, check=False, timeout=120)


def files(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("plugin", [True, False])
def test_plain_pelican_builds_the_same_bytes(workshop, own_base, plugin):
    made = workshop(SITE, own_base)
    assert made.build().problems == ()
    if not plugin:
        settings = own_base / "pelicanconf.py"
        settings.write_text(settings.read_text("utf-8") + "PLUGINS.remove('plugins.incremental')\n", "utf-8")
    for _again in range(2):
        ran = pelican(own_base, made.site.folder)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        plain, ours = files(made.site.folder / "plain"), made.outputs()
        del ours[BILL]  # it says what ``build.py`` built with, and stock Pelican is not that
        listed, manifest = (json.loads(some.pop("manifest.json", b"null")) for some in (plain, ours))
        del manifest["files"][BILL]
        assert listed == (manifest if plugin else None)
        assert plain == ours


def test_plain_pelican_leaves_equal_files_alone(workshop, own_base):
    made = workshop(SITE, own_base)
    pelican(own_base, made.site.folder)
    page = made.site.folder / "plain/index.html"
    before = page.stat().st_mtime_ns
    pelican(own_base, made.site.folder)
    assert page.stat().st_mtime_ns == before


def test_our_build_may_replace_what_plain_pelican_built(workshop, own_base):
    made = workshop(SITE, own_base)
    pelican(own_base, made.site.folder)
    (made.site.folder / "plain").rename(made.site.output())
    assert made.build().published
    assert made.outputs() == made.clean_outputs()


def test_plain_pelican_never_claims_somebody_elses_folder(workshop, own_base):
    made = workshop(SITE, own_base)
    (made.site.folder / "plain").mkdir()
    (made.site.folder / "plain/mine.txt").write_text("mine")
    assert pelican(own_base, made.site.folder).returncode == 0
    assert not (made.site.folder / "plain/manifest.json").exists()
