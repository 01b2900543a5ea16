"""Hostile and broken files: refused at once and in little memory, or read; never a traceback."""

import os
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

import pytest

from plugins.documents.markdown_text import converter
from plugins.documents.photo_cache import PhotoFactsCache
from plugins.documents.reading import Reading
from plugins.documents.vocabulary import Vocabulary
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

PROJECT = Path(__file__).resolve().parents[3]
BOMB = "a: &a [甲,甲,甲,甲,甲,甲,甲,甲,甲]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9))
REFUSED = {
    "alias bomb": (f"---\ntitle: 甲\n{BOMB}---\n正文", "E114"),
    "python object": ("---\ntitle: !!python/object/apply:os.system ['touch pwned']\ndate: 2024-09-02\n---\n", "E114"),
    "20 MB of front matter": ("---\n" + "title: 甲\n" * 1_700_000 + "---\n", "E104"),
    "just under the file's limit": ("---\n" + "k: v\n" * 400_000 + "---\n", "E115"),
    "a title of 100,000 characters": (f"---\ntitle: {'题' * 100_000}\ndate: 2024-09-02\n---\n", "E115"),
    "a title of 400 characters": (f"---\ntitle: {'题' * 400}\ndate: 2024-09-02\n---\n", "E203"),
    "deep lists": (f"---\ntitle: {'[' * 5000}{']' * 5000}\n---\n", "E115"),
    "deep mappings": ("---\n" + "".join(" " * n + f"k{n}:\n" for n in range(300)) + "---\n", "E115"),
    "only a fence": ("---", "E111"),
    "only two fences": ("---\n---\n", "E112"),
    "nothing": ("", "E111"),
    "only blank lines": ("\n" * 1_000_000, "E111"),
    "a fence that never ends": ("---\n" + "\n" * 1_000_000, "E115"),
    "GBK": ("---\ntitle: 标题\ndate: 2024-09-02\n---\n".encode("gbk"), "E102"),
    "UTF-16": ("---\ntitle: 标题\n---\n".encode("utf-16"), "E102"),
    "UTF-32": ("---\ntitle: 标题\n---\n".encode("utf-32"), "E102"),
    "half a character": ("---\ntitle: 标".encode()[:-1], "E102"),
    "NUL": (b"---\ntitle: a\0b\n---\n", "E103"),
    "noise": (bytes(range(256)) * 100, "E102"),
}


@pytest.fixture
def reading(tmp_path):
    (tmp_path / "news").mkdir()
    return Reading(tmp_path, KINDS, FOLDER_KINDS, Vocabulary(), PhotoFactsCache(None), converter())


def read(reading, name, data):
    file = reading.root / "news" / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    begun = time.process_time()
    document, problems = reading.read(PurePosixPath("news", name))
    return document, problems, time.process_time() - begun


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_at_once(reading, name):
    data, code = REFUSED[name]
    runs = [read(reading, "a.md", data) for _ in range(3)]
    assert all(code in {p.code for p in problems if p.is_error} for _, problems, _ in runs)
    assert min(took for _, _, took in runs) < 0.1  # processor seconds; the best of three, since a collection may fall into one
    assert not list(Path.cwd().glob("pwned"))


@pytest.mark.parametrize("name", ["😀.md", "甲 .md", " 甲.md", "甲..md", "con.md", "a\tb.md", "甲\u200b.md", "x" * 240 + ".md"])
def test_any_name_is_an_address_or_a_problem(reading, name):
    document, problems, _ = read(reading, name, "---\ntitle: 标题\ndate: 2024-09-02\n---\n正文")
    assert (document is None) == any(p.code == "E105" for p in problems)
    assert document is None or document.url.isascii()


def test_a_name_that_is_no_text_is_a_problem(reading):
    name = os.fsdecode(b"\xff\xfe.md")
    _, problems, _ = read(reading, name, "---\ntitle: 标题\ndate: 2024-09-02\n---\n")
    assert [p.code for p in problems] == ["E105"]
    assert all(p.place.path.encode() and p.message.encode() for p in problems)


def test_a_pipe_is_never_opened(reading):
    os.mkfifo(reading.root / "news" / "a.md")
    assert [p.code for p in reading.read(PurePosixPath("news/a.md"))[1]] == ["E101"]


def test_the_four_bombs_need_little_memory(tmp_path):
    """Together, in one process that may hold 512 MiB of addresses."""
    names = ("alias bomb", "python object", "20 MB of front matter", "a title of 100,000 characters")
    (tmp_path / "news").mkdir()
    for number, name in enumerate(names):
        (tmp_path / "news" / f"{number}.md").write_text(REFUSED[name][0], encoding="utf-8")
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20))\n"
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from plugins.documents.library import read_library; from plugins.newsroom.kinds import KINDS, FOLDER_KINDS\n"
        "found = read_library(Path(sys.argv[1]), kinds=KINDS, folder_kinds=FOLDER_KINDS, now=datetime.now(UTC))\n"
        "print(*(p.code for p in found.problems if p.is_error))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["E114", "E114", "E104", "E115"], done.stderr
