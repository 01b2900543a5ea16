"""Nothing that looks like an article, a vocabulary or a setting is passed over in silence; nothing else is named."""

import os
import sys

import pytest

from plugins.documents.strays import strays
from plugins.newsroom.kinds import FOLDER_KINDS


def found(root):
    return [(p.code, p.place.path.removeprefix("content/"), p.cure) for p in strays(root, "content", FOLDER_KINDS)]


def put(root, name):
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


@pytest.mark.parametrize(
    "name",
    [
        *("news/2024/a.md", "news/2024/A.MD", "news/2024/a.jpg", "news/2024/a.pdf", "news/2024/.a.md.swp", "about.md"),
        *("news/2024/_a.docx", "news/2024/~$a.docx", "news/2024/a.md~", "_drafts/a.txt", ".git/x.txt", "site.yaml"),
        *("ratchet.yaml", "vocabulary/districts.yaml", "special/a.md", "news/2024/data.json", "news/2024/photo"),
    ],
)
def test_nothing_is_said_of(tmp_path, name):
    put(tmp_path, name)
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "code", "cure"),
    [
        ("news/a.markdown", "W108", "“a.md”"),
        ("news/a.md.txt", "W108", "“a.md”"),
        ("news/a.md ", "W108", "“a.md”"),
        ("news/a。md", "W108", "“a.md”"),
        ("news/a.mdd", "W108", "“a.md”"),
        ("news/a.txt", "W108", ".md"),
        ("news/通知.DOCX", "W108", ".md"),
        ("vocabulary/a.md", "W108", "news"),
        ("vocabulary/district.yaml", "W108", "“districts.yaml”"),
        ("vocabulary/districts.yml", "W108", "“districts.yaml”"),
        ("districts.yaml", "W108", "vocabulary/districts.yaml"),
        ("sites.yaml", "W108", "“site.yaml”"),
        ("new/a.md", "W109", "“news”"),
        ("News/a.md", "W109", "“news”"),
        ("劳模/a.md", "W109", "“laomo”"),
    ],
)
def test_what_seems_to_count_is_told(tmp_path, name, code, cure):
    put(tmp_path, name)
    rows = [row for row in found(tmp_path) if row[0] == code]
    assert len(rows) == 1
    assert cure in rows[0][2]


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_a_name_of_any_bytes_can_be_told(tmp_path):
    (tmp_path / "news").mkdir()
    os.close(os.open(os.fsencode(tmp_path / "news") + b"/\xff.txt", os.O_CREAT))
    [(code, place, _)] = found(tmp_path)
    assert (code, place) == ("W108", "news/?.txt")
