"""Every file of the cache at once is gone, cut, zeroed, flipped, swapped, of another version, or somebody's trap.

The site has everything on (wide_site.txt); after an edit the build must end with the site that a clean build makes.
``YUGONG_LONG=1`` tries each harm before an edit of a text (the short way) and before one of a title.
"""

import json
import os
import pickle
import random
import shutil
import sqlite3

import pytest
from wide_site import WideSite, project_at

from plugins.build_state.store import FORMAT, Table, read_record, write_record
from plugins.command_line.exits import Exit, Stopped

LONG = os.environ.get("YUGONG_LONG") == "1"
YI = "content/news/2024/yi.md"
EDITS = {"text": ("先写的是", "改写的是"), "title": ("title: 乙的言论", "title: 乙的新言论")}
NOT_STATE = {"lock", "CACHEDIR.TAG"}
FORGED = [
    None,
    7,
    "x",
    [],
    {},
    [[]],
    {"r": "x"},
    {"c": ["plugins.build_state.files:shutil"]},
    {"f": "os:system"},
    "[" * 50,
]


class Trap:
    """Runs something when it is unpickled."""

    def __reduce__(self):
        return (open, (os.environ["YUGONG_TRAP"], "w"))


def states(made):
    folder = made.site.folder / ".cache"
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in NOT_STATE]


def rewritten(how):
    """A harm that gives each file other bytes (with a new inode: what is published must not change with it)."""

    def harm(made, chance):
        for file in states(made):
            data = how(file.read_bytes(), chance)
            file.unlink()
            file.write_bytes(data)

    return harm


def flipped(data, chance):
    changed = bytearray(data)
    for _ in range(min(len(data), 4)):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def flipped_files(made, chance):
    """Only what is published as it lies there: photos, shards, scripts; their records are right."""
    for file in states(made):
        if file.suffix not in {".json", ".sqlite"} and file.name != "state":
            data = flipped(file.read_bytes(), chance)
            file.unlink()
            file.write_bytes(data)


def gone(made, _chance):
    for file in states(made):
        file.unlink()


def swapped(made, _chance):
    files = states(made)
    data = [file.read_bytes() for file in files]
    for file, other in zip(files, data[1:] + data[:1], strict=True):
        file.unlink()
        file.write_bytes(other)


def folders(made, _chance):
    for file in states(made):
        file.unlink()
        file.mkdir()


def links(made, _chance):
    """Each file is a link to a file elsewhere, which must stay as it is."""
    victim = made.site.folder / "victim"
    victim.write_bytes(b"mine")
    for file in states(made):
        file.unlink()
        file.symlink_to(victim)


def of_another_version(made, _chance):
    for file in states(made):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data.replace(FORMAT.encode(), FORMAT.replace("1", "0").encode(), 1))
        if file.suffix == ".sqlite":
            with sqlite3.connect(file) as rows:
                kept = dict(rows.execute("SELECT key, value FROM entries"))
            with Table(file, "another version") as table:
                for key, value in kept.items():
                    table.put_json(key, value)


def forged(made, chance):
    """Values that nobody wrote, under hashes that are right: whoever can write there can also hash."""
    for file in states(made):
        data = file.read_bytes()
        head = data.partition(b"\n")[0].split(b" ")
        if head[0] == FORMAT.encode():
            write_record(file, head[1].decode(), chance.choice(FORGED))
            assert read_record(file, head[1].decode()) in FORGED
        elif file.suffix == ".json":
            file.write_text(json.dumps(chance.choice(FORGED)), "utf-8")


def forged_rows(made, chance):
    for file in states(made):
        if file.suffix == ".sqlite":
            with sqlite3.connect(file) as rows:
                for key in [key for (key,) in rows.execute("SELECT key FROM entries")]:
                    text = json.dumps(chance.choice(FORGED))
                    rows.execute("UPDATE entries SET value = ?, hash = 'forged' WHERE key = ?", (text, key))


HARMS = {
    "gone": gone,
    "empty": rewritten(lambda _data, _chance: b""),
    "cut": rewritten(lambda data, _chance: data[: len(data) // 2]),
    "longer": rewritten(lambda data, _chance: data + data),
    "zeroed": rewritten(lambda data, _chance: bytes(len(data))),
    "flipped": rewritten(flipped),
    "flipped files": flipped_files,
    "pickled": rewritten(lambda _data, _chance: pickle.dumps(Trap())),
    "swapped": swapped,
    "folders": folders,
    "links": links,
    "of another version": of_another_version,
    "forged records": forged,
    "forged rows": forged_rows,
}
CASES = [
    (harm, edit)
    for number, harm in enumerate(HARMS)
    for edit in (EDITS if LONG else [list(EDITS)[number % len(EDITS)]])
]


@pytest.fixture(scope="module")
def wide(site_at, workshop_of, tmp_path_factory):
    folder = tmp_path_factory.mktemp("caches")
    made = workshop_of(site_at(folder / "site"), project_at(folder / "base"))
    WideSite().write_to(made.site)
    return made


@pytest.fixture
def trap(wide, monkeypatch):
    """The file that is there when something was unpickled."""
    monkeypatch.setenv("YUGONG_TRAP", str(wide.site.folder / "trapped"))
    return wide.site.folder / "trapped"


@pytest.fixture
def right_hashes(monkeypatch):
    """Rows that say so count as hashed rightly."""
    rightly = Table._hash
    monkeypatch.setattr(Table, "_hash", lambda table, key, value: Anything(rightly(table, key, value)))


class Anything(str):
    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other):
        return other == "forged" or str.__eq__(self, other)

    def __ne__(self, other):
        return not self == other


@pytest.mark.parametrize(("harm", "edit"), CASES)
@pytest.mark.usefixtures("right_hashes")
def test_the_site_is_right_whatever_became_of_the_cache(wide, trap, harm, edit, record_property):
    shutil.rmtree(wide.site.folder / ".cache", ignore_errors=True)
    wide.site.write(YI, WideSite().text(YI))
    assert wide.build().published
    HARMS[harm](wide, random.Random(harm))  # noqa: S311 - which bytes, no secrets
    wide.site.write(YI, WideSite().text(YI).replace(*EDITS[edit]))
    if harm == "folders":  # then a sentence says what to do
        before = wide.outputs()
        with pytest.raises(Stopped, match=r"删掉缓存文件夹.*网站保持原样") as stop:
            wide.build()
        assert stop.value.code == Exit.ENVIRONMENT
        assert wide.outputs() == before
        shutil.rmtree(wide.site.folder / ".cache")
    assert wide.build().published
    ours, clean = wide.outputs(), wide.clean_outputs()
    assert sorted(name for name in ours.keys() | clean.keys() if ours.get(name) != clean.get(name)) == []
    assert not trap.exists()
    if harm == "links":
        assert (wide.site.folder / "victim").read_bytes() == b"mine"
    record_property("tried", f"缓存里每个文件：{harm}，然后改{edit}")
