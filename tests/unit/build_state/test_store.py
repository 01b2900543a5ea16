import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.build_state.store import Table, read_record, write_record

VALUE = {"甲": [1, 2.5, None, True], "b": {"c": "d"}}


def test_a_record_comes_back(tmp_path):
    write_record(tmp_path / "deep" / "r", "v1", VALUE)
    assert read_record(tmp_path / "deep" / "r", "v1") == VALUE


def test_another_version_and_a_missing_file_are_nothing(tmp_path):
    write_record(tmp_path / "r", "v1", VALUE)
    assert read_record(tmp_path / "r", "v2") is None
    assert read_record(tmp_path / "none", "v1") is None
    assert read_record(tmp_path, "v1") is None


@given(st.data())
def test_any_changed_byte_is_noticed(tmp_path_factory, data):
    file = tmp_path_factory.mktemp("r") / "r"
    write_record(file, "v1", VALUE)
    right = file.read_bytes()
    at = data.draw(st.integers(0, len(right) - 1))
    wrong = bytearray(right)
    wrong[at] ^= data.draw(st.integers(1, 255))
    file.write_bytes(wrong)
    assert read_record(file, "v1") is None
    file.write_bytes(right[:at])
    assert read_record(file, "v1") is None


def test_a_record_is_nothing_that_runs(tmp_path):
    file = tmp_path / "r"
    file.write_bytes(b"cos\nsystem\n(S'touch hacked'\ntR.")
    assert read_record(file, "v1") is None


def test_a_table_keeps_what_was_committed(tmp_path):
    with Table(tmp_path / "t", "v1") as table:
        table.put("a", VALUE)
        table.put("b", 2)
        assert table.get("a") == VALUE
    with Table(tmp_path / "t", "v1") as table:
        assert (table.get("a"), table.get("b"), table.get("c")) == (VALUE, 2, None)
        table.keep_only({"b"})
    with Table(tmp_path / "t", "v1") as table:
        assert (table.get("a"), table.get("b")) == (None, 2)
    with Table(tmp_path / "t", "v2") as table:
        assert table.get("b") is None


def test_what_was_not_committed_is_lost(tmp_path):
    table = Table(tmp_path / "t", "v1")
    table.put("a", 1)
    table.close()
    with Table(tmp_path / "t", "v1") as again:
        assert again.get("a") is None


@pytest.mark.parametrize("damage", ["empty", "cut", "zeros", "text", "schema", "trigger"])
def test_a_broken_table_is_empty_and_works(tmp_path, damage):
    file = tmp_path / "t"
    with Table(file, "v1") as table:
        for n in range(300):
            table.put(f"k{n}", "x" * 100)
    data = file.read_bytes()
    broken = {
        "empty": b"",
        "cut": data[: len(data) // 2 + 7],
        "zeros": b"\0" * len(data),
        "text": b"not a database" * 99,
    }
    if damage in broken:
        file.write_bytes(broken[damage])
    else:
        rows = sqlite3.connect(file)
        rows.execute(
            "CREATE TABLE other (x)"
            if damage == "schema"
            else "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END"
        )
        rows.commit()
        rows.close()
    with Table(file, "v1") as table:
        assert table.get("k1") in (None, "x" * 100)
        table.keep_only({"k2"})
        table.put("new", 1)
    with Table(file, "v1") as table:
        assert table.get("new") == 1


def test_a_changed_or_swapped_row_is_missing(tmp_path):
    file = tmp_path / "t"
    with Table(file, "v1") as table:
        table.put("a", 1)
        table.put("b", 2)
    rows = sqlite3.connect(file)
    (hash_of_b,) = rows.execute("SELECT hash FROM entries WHERE key = 'b'").fetchone()
    rows.execute("UPDATE entries SET value = '2', hash = ? WHERE key = 'a'", (hash_of_b,))
    rows.execute("UPDATE entries SET value = '3' WHERE key = 'b'")
    rows.commit()
    rows.close()
    with Table(file, "v1") as table:
        assert (table.get("a"), table.get("b")) == (None, None)


def test_entries_are_forgotten_by_the_beginning_of_their_keys(tmp_path):
    with Table(tmp_path / "t", "1") as table:
        for key in ("a:1", "a:2", "b:1"):
            table.put(key, key)
    with Table(tmp_path / "t", "1") as table:
        assert table.keys("a:") == {"a:1", "a:2"}
        assert len(table) == 3
        table.forget({"a:1"})
        table.put("a:3", 3)
    with Table(tmp_path / "t", "1") as table:
        assert table.keys("a:") == {"a:2", "a:3"}
        assert dict(table.items()) == {"a:2": '"a:2"', "a:3": "3", "b:1": '"b:1"'}
