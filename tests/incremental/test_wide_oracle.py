"""The real theme and every plugin: after any edits the site equals one that was built from nothing, byte for byte.

``wide_site.txt`` is a site in which every ``⟦this|that|other⟧`` is something that an editor may change, with what
depends on it elsewhere: first mentions, series, related articles, events and their ledger, deadlines, photo sidecars,
vocabularies, states by clock. A step changes one of them, or types on, renames, removes, goes back to the site before,
loses the cache, or lets time pass. The longer run: ``python3 tests/safety/report.py --long``.
"""

import os
import random
import shutil
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from wide_site import PHOTOS, WideSite, project_at

from plugins.incremental import render

SEQUENCES = int(os.environ.get("YUGONG_WIDE_SEQUENCES", "4"))
STEPS = int(os.environ.get("YUGONG_WIDE_STEPS", "5"))
REMOVABLE = (
    "news/2024/yi.md",
    "news/2024/ding.md",
    "laomo/lisi/index.md",
    "calendar.ledger",
    "albums/ying/photos.yaml",
)
FORKED = 3
OFF = {"search": "plugins.fulltext_search", "calendar": "plugins.event_calendar"}


class Editing(RuleBasedStateMachine):
    """An editor's days at a site with everything on."""

    fresh = None
    count = builds = short = refused = 0
    slots = st.integers(0, 10_000)

    @initialize(without=st.sampled_from([None, None, None, *OFF]))
    def begin(self, without):
        type(self).count += 1
        self.jobs, self.other_jobs = (1, FORKED) if type(self).count % 2 else (FORKED, 1)
        self.workshop = type(self).fresh(OFF.get(without))
        self.now = self.workshop.options().now
        self.wide = WideSite()
        self.away, self.gone = {}, set()
        self.wide.write_to(self.workshop.site)
        self.compare("the beginning")

    def write(self, name):
        if name not in self.gone:
            self.workshop.site.write(self.away.get(name, name), self.wide.text(name))

    def compare(self, what):
        note(what)
        type(self).builds += 1
        report = self.workshop.build(now=self.now, jobs=self.jobs)
        clean = self.workshop.clean_outputs(now=self.now, jobs=self.other_jobs)
        if not report.published:
            type(self).refused += 1
            assert clean == {}, what
            return
        ours = self.workshop.outputs()
        differing = sorted(name for name in ours.keys() | clean.keys() if ours.get(name) != clean.get(name))
        assert differing == [], (what, differing[:9])

    @rule(slot=slots, choice=st.integers(1, 5))
    def choose(self, slot, choice):
        name, number = self.wide.slots[slot % len(self.wide.slots)]
        choices = self.wide.choices((name, number))
        self.wide.chosen[name, number] = (self.wide.chosen[name, number] + choice) % len(choices)
        self.write(name)
        self.compare(f"{name}: {choices[self.wide.chosen[name, number]]!r}")

    @rule(slots=st.lists(slots, min_size=2, max_size=4))
    def choose_several(self, slots):
        for slot in slots:
            name, number = self.wide.slots[slot % len(self.wide.slots)]
            self.wide.chosen[name, number] = (self.wide.chosen[name, number] + 1) % len(
                self.wide.choices((name, number))
            )
            self.write(name)
        self.compare(f"slots {slots}")

    @rule(
        which=slots,
        words=st.sampled_from(("续一句。", "\n\n又说到产改和张三。", "8月28日开会。", "“引号”", " a&b ", "补助", "甲")),
    )
    def type_on(self, which, words):
        names = [name for name in self.wide.texts if name.endswith(".md")]
        name = names[which % len(names)]
        self.wide.typed[name] += words
        self.write(name)
        self.compare(f"{name} += {words!r}")

    @rule(which=slots)
    def remove_or_bring_back(self, which):
        name = "content/" + REMOVABLE[which % len(REMOVABLE)]
        if name in self.gone:
            self.gone.discard(name)
            self.write(name)
        else:
            self.gone.add(name)
            self.workshop.site.remove(self.away.get(name, name))
        self.compare(f"{name} {'gone' if name in self.gone else 'back'}")

    @rule(which=st.sampled_from(("ding", "yi", "wu")))
    def rename(self, which):
        name = f"content/news/2024/{which}.md"
        if name not in self.gone:
            old = self.away.get(name, name)
            self.away[name] = f"content/news/2024/{which}2.md" if old == name else name
            self.workshop.site.remove(old)
            self.write(name)
            self.compare(f"{old} is {self.away[name]}")

    @rule(which=st.sampled_from(PHOTOS), pixels=st.integers(480, 500))
    def draw_anew(self, which, pixels):
        self.workshop.site.write(f"content/{which}.jpg", f"photo {pixels}x30")
        self.compare(f"{which} is {pixels} pixels wide")

    @rule(template=st.sampled_from(("macros.html", "news.html", "month.html", "base.html")), number=st.integers(0, 9))
    def change_a_template(self, template, number):
        file = self.workshop.base / "theme/templates" / template
        text = file.read_text("utf-8")
        file.write_text(text.replace("</footer>", f"{number}</footer>", 1) + f"{{# {number} #}}", "utf-8")
        self.compare(f"{template} {number}")

    @rule(hours=st.sampled_from((-30, -5, 1, 5, 24, 24 * 20)))
    def let_time_pass(self, hours):
        self.now += timedelta(hours=hours)
        self.compare(f"it is {self.now}")

    @rule()
    def go_back_to_the_site_before(self):
        from plugins.command_line.exits import Stopped
        from plugins.command_line.options import RollbackOptions
        from plugins.command_line.rollback import rollback

        try:
            rollback(RollbackOptions(folders=self.workshop.options().folders))
        except Stopped:
            return
        self.compare("rolled back")

    @rule(seed=st.integers(0, 99))
    def harm_the_cache(self, seed):
        chance = random.Random(seed)  # noqa: S311 - which bytes, no secrets
        files = sorted(p for p in (self.workshop.site.folder / ".cache").rglob("*") if p.is_file() and p.name != "lock")
        for file in chance.sample(files, min(3, len(files))):
            data = bytearray(file.read_bytes())
            for _ in range(min(3, len(data))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            file.write_bytes(bytes(data))
        self.compare(f"cache harmed {seed}")

    def teardown(self):
        if hasattr(self, "workshop"):
            shutil.rmtree(self.workshop.site.folder)
            shutil.rmtree(self.workshop.base)


@pytest.fixture
def fresh(workshop, tmp_path):
    def make(without):
        return workshop("", project_at(tmp_path / f"whole{len(list(tmp_path.iterdir()))}", without))

    return make


def test_every_choice_of_the_wide_site_is_told_apart():
    """A slot whose choices read alike would try nothing."""
    wide = WideSite()
    for slot in wide.slots:
        assert len(set(wide.choices(slot))) == len(wide.choices(slot)) > 1, slot


def test_the_whole_site_equals_a_clean_one_after_any_edits(fresh, monkeypatch, record_property):
    monkeypatch.setattr(render, "WORTH_FORKING", 1)
    machine = type("Edits", (Editing,), {"fresh": staticmethod(fresh), "count": 0, "builds": 0, "refused": 0})
    often = settings(
        max_examples=SEQUENCES,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=often)
    record_property(
        "tried",
        f"全部插件：{machine.count} 串随机修改，{machine.builds} 次生成各与全新的比较，{machine.refused} 次因稿件有错没有发布",
    )
    assert machine.count >= SEQUENCES
    assert machine.refused < machine.builds / 2
