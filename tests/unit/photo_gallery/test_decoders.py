"""Photos decoded in processes of their own: the same files as here, and a builder that outlives whatever comes in."""

import io
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from plugins.documents.photo_files import PhotoError
from plugins.photo_gallery import decoders as module
from plugins.photo_gallery import wire
from plugins.photo_gallery.decoders import Decoders
from plugins.photo_gallery.engines import Made, Order, Version, engine
from plugins.photo_gallery.recipes import AVIF, JPEG, RECIPES
from tests.unit.photo_gallery.odd_photos import animated_png, good_odd_photos, hostile_photos, quarters, saved

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpora" / "pillow-hostile"
ORDER = Order((120, 240), RECIPES, ((0.1, 0.1, 0.2, 0.2),))
MEMORY = 512 * 2**20


@pytest.fixture
def decoders():
    with Decoders(engine("pillow")) as started:
        yield started


def processes():
    """The processes below this one."""
    found = set()
    for file in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # a thread that has just ended
            found |= set(map(int, file.read_text(encoding="utf-8").split()))
    return found


def highest(process):
    """The most memory that a process held, in bytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def said(decoders, data, order=ORDER):
    with pytest.raises(PhotoError) as caught:
        decoders.make(data, order)
    assert caught.value.cure
    return caught.value.reason


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_the_files_are_those_that_the_engine_makes_here(decoders, name):
    data = saved(quarters(900, 600), name)
    here, there = engine("pillow").make(data, ORDER), decoders.make(data, ORDER)
    assert there == here


def test_every_odd_photo_comes_out_as_it_does_here(decoders):
    for name, data in sorted(good_odd_photos().items()):
        made = decoders.make(data, Order((240,), (JPEG,)))
        assert made == engine("pillow").make(data, Order((240,), (JPEG,))), name
    assert len(processes()) == 1


def test_a_process_serves_many_photos_and_ends_with_the_engine(decoders):
    with ThreadPoolExecutor(2) as threads:
        made = list(
            threads.map(lambda number: decoders.make(saved(quarters(300 + number, 200), "JPEG"), ORDER), range(8))
        )
    assert all(len(one.versions) == 4 for one in made)
    assert len(processes()) <= 2
    with decoders:
        pass
    assert not processes()
    assert threading.active_count() == 1


def test_hostile_photos_are_explained_and_the_next_one_is_made(decoders):
    files = dict(hostile_photos())
    if CORPUS.is_dir():
        files |= {file.name: file.read_bytes() for file in CORPUS.iterdir()}
    for name, data in sorted(files.items()):
        assert said(decoders, data), name
        assert all(highest(one) <= MEMORY for one in processes()), name
    assert len(decoders.make(saved(quarters(900, 600), "JPEG"), ORDER).versions) == 4


def test_a_photo_that_unpacks_into_more_memory_than_there_is(decoders):
    """Sixty million pixels pass; their frames on top of one another do not: nothing in the header forbids it."""
    data = animated_png(7740, 7740, 3)
    assert len(data) < 5_000_000
    assert said(decoders, data, Order((240,), RECIPES)) == "展开后要占的内存超过限度，处理已经中止"
    assert all(highest(one) <= MEMORY for one in processes())
    assert len(decoders.make(saved(quarters(900, 600), "JPEG"), ORDER).versions) == 4


def test_a_photo_that_takes_longer_than_it_may():
    """Five seconds of work in five megabytes: the system ends the process, not a clock of ours."""
    with Decoders(engine("pillow"), seconds=1) as hurried:
        assert said(hurried, animated_png(6000, 1000, 39), Order((320, 1600), RECIPES)) == "解码超过 2 秒还没有完，处理已经中止"
        assert len(hurried.make(saved(quarters(900, 600), "JPEG"), ORDER).versions) == 4


def test_a_process_that_crashes_costs_its_photo(decoders):
    """Ended from outside while it works on a real photo, as a fault in a decoder's code would end it."""
    decoders.make(saved(quarters(300, 200), "JPEG"), ORDER)
    (child,) = processes()
    os.kill(child, signal.SIGSTOP)
    threading.Timer(0.2, os.kill, (child, signal.SIGSEGV)).start()
    threading.Timer(0.3, os.kill, (child, signal.SIGCONT)).start()
    assert said(decoders, saved(quarters(900, 600), "JPEG")) == "让解码程序崩溃了，处理已经中止"
    assert len(decoders.make(saved(quarters(900, 600), "JPEG"), ORDER).versions) == 4


def test_a_process_that_sleeps_is_ended(decoders, monkeypatch):
    decoders.make(saved(quarters(300, 200), "JPEG"), ORDER)
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    (child,) = processes()
    os.kill(child, signal.SIGSTOP)
    assert said(decoders, saved(quarters(900, 600), "JPEG")).startswith("解码超过")


MADE = Made((Version(120, AVIF, b"one"), Version(120, JPEG, b"two")), "2ae", ("cmyk",))
ASKED = Order((120,), RECIPES)


def test_an_answer_comes_back_as_it_was_given():
    stream = io.BytesIO()
    wire.say_made(stream, MADE)
    stream.seek(0)
    assert wire.heard_made(stream, ASKED) == MADE
    stream = io.BytesIO()
    wire.say_order(stream, b"photo", ORDER)
    stream.seek(0)
    assert wire.heard_order(stream) == (b"photo", ORDER)
    assert wire.heard_order(stream) is None


@pytest.mark.parametrize(
    "head",
    [
        {"versions": [[120, "avif", 1]], "tone": "2ae", "notes": []},
        {"versions": [[120, "avif", 1], [120, "jpg", 1], [999, "jpg", 1]], "tone": "2ae", "notes": []},
        {"versions": [[120, "avif", 1], [120, "exe", 1]], "tone": "2ae", "notes": []},
        {"versions": [[120, "avif", -1], [120, "jpg", 10**12]], "tone": "2ae", "notes": []},
        {"versions": [[120, "avif", 1], [120, "jpg", 1]], "tone": "red}", "notes": []},
        {"versions": [[120, "avif", 1], [120, "jpg", 1]], "tone": "2ae", "notes": ["<b>"]},
        {"versions": [120], "tone": "2ae", "notes": []},
        {"reason": "x" * 1000, "cure": ""},
        {"ready": True},
    ],
)
def test_an_answer_that_nobody_asked_for_is_not_believed(head):
    stream = io.BytesIO()
    wire.say(stream, head, b"12")
    stream.seek(0)
    with pytest.raises(wire.Garbled):
        wire.heard_made(stream, ASKED)


@pytest.mark.parametrize(
    "data", [b"", b"\0\0", b"\xff\xff\xff\xff{}", b"\0\0\0\x02[]", b'\0\0\0\x05{"a":', b"\0\0\0\x02{x"]
)
def test_noise_is_not_believed(data):
    with pytest.raises(wire.Garbled):
        wire.heard_made(io.BytesIO(data), ASKED)
