"""Odd and hostile photos, each in a process of its own: made or explained, within the memory and time that we promise."""

import json
import os
import resource
from pathlib import Path

import pytest

from plugins.documents.photo_addresses import widths_of
from plugins.documents.photo_facts import probe
from plugins.documents.photo_files import PhotoError
from plugins.photo_gallery.engines import Order, engine
from plugins.photo_gallery.recipes import RECIPES
from tests.unit.photo_gallery.odd_photos import good_odd_photos, hostile_photos

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "pillow-hostile"
MEMORY = 512
BARE = 80
"""What a process has that did nothing yet but import us."""
SECONDS = 10


def outcome(file):
    """What the pipeline says of one file: the number of versions, or why there are none."""
    try:
        facts = probe(file)
        made = engine("pillow").make(file.read_bytes(), Order(widths_of(facts.width), RECIPES))
    except PhotoError as error:
        return {"reason": error.reason, "cure": error.cure}
    return {"versions": len(made.versions), "notes": made.notes}


def alone(file):
    """:func:`outcome` in a child process that the system ends after ten seconds of work, and the memory it took in MiB."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        said = {"fault": "nothing said"}
        begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try:
            said = outcome(file)
        except BaseException as fault:  # noqa: BLE001 - the child must not return into pytest
            said = {"fault": repr(fault)}
        os.write(writer, json.dumps({"begun": begun, **said}).encode())
        os._exit(0)
    os.close(writer)
    _, status, usage = os.wait4(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        said = json.loads(pipe.read() or b'{"fault": "killed"}')
    assert status == 0, (file.name, said, "more than ten seconds, or a crash of the process")
    # the child began with all that the tests before had left in this process
    return said, (usage.ru_maxrss - said.pop("begun")) / 1024 + BARE


@pytest.mark.parametrize("name", sorted(good_odd_photos()))
def test_an_odd_photo_is_published(tmp_path, name):
    file = tmp_path / name
    file.write_bytes(good_odd_photos()[name])
    said, memory = alone(file)
    assert said.get("versions", 0) >= 2, said
    assert memory <= MEMORY
    wanted = {"cmyk.jpg": ["cmyk"], "cmyk-progressive.jpg": ["cmyk"], "gain-map.jpg": ["gain map"], "a-million-frames.gif": ["stilled"]}
    assert said["notes"] == wanted.get(name, [])


@pytest.mark.parametrize("name", sorted(hostile_photos()))
def test_a_hostile_photo_is_explained(tmp_path, name):
    file = tmp_path / name
    file.write_bytes(hostile_photos()[name])
    said, memory = alone(file)
    assert said.get("reason"), said
    assert said["cure"]
    assert memory <= MEMORY


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpora are not beside this checkout")
def test_every_file_that_once_broke_pillow_is_explained():
    for file in sorted(CORPUS.iterdir()):
        said, memory = alone(file)
        assert said.get("reason"), (file.name, said)
        assert said["cure"], file.name
        assert memory <= MEMORY, file.name
