"""Incremental equals clean and parallel equals serial, byte for byte, whatever an editor does."""

import shutil

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from plugins.incremental import render

NAMES = ("jia", "yi", "bing", "ding")
WORDS = ("甲", "乙 二", "丙<b>", "“产改”大家谈", "a & b")
TAGS = ("互助", "学习", "A/B")
LENGTH = 6


def article(title, body, tags, status, day):
    named = "".join(f'  - "{tag}"\n' for tag in tags)
    head = f"title: '{title}'\ndate: 2024-09-{day:02}\nstatus: {status}\n"
    return f"---\n{head}" + (f"tags:\n{named}" if named else "") + f"---\n{body}\n"


class Editing(RuleBasedStateMachine):
    """An editor's day; after each step the published site must equal one that was built from nothing."""

    make = None
    count = 0

    @initialize()
    def begin(self):
        type(self).count += 1
        self.workshop = type(self).make()
        self.articles = {"jia": ("甲", "正文", (), "published", 1), "yi": ("乙", "正文", ("学习",), "published", 2)}
        for name in self.articles:
            self.write(name)

    def path(self, name):
        return f"content/news/2024/{name}.md"

    def write(self, name):
        self.workshop.site.write(self.path(name), article(*self.articles[name]))

    def change(self, index, value):
        if self.articles:
            name = sorted(self.articles)[index[0] % len(self.articles)]
            row = list(self.articles[name])
            row[index[1]] = value
            self.articles[name] = tuple(row)
            self.write(name)

    @rule(which=st.integers(0, 3), title=st.sampled_from(WORDS))
    def retitle(self, which, title):
        self.change((which, 0), title)

    @rule(which=st.integers(0, 3), body=st.sampled_from(WORDS))
    def rewrite(self, which, body):
        self.change((which, 1), body)

    @rule(which=st.integers(0, 3), tags=st.sets(st.sampled_from(TAGS)))
    def retag(self, which, tags):
        self.change((which, 2), tuple(sorted(tags)))

    @rule(which=st.integers(0, 3), status=st.sampled_from(("published", "draft", "review", "withdrawn")))
    def toggle(self, which, status):
        self.change((which, 3), status)

    @rule(which=st.integers(0, 3), day=st.integers(1, 28))
    def redate(self, which, day):
        self.change((which, 4), day)

    @rule(name=st.sampled_from(NAMES), title=st.sampled_from(WORDS))
    def add(self, name, title):
        if name not in self.articles:
            self.articles[name] = (title, "新稿", (), "published", 5)
            self.write(name)

    @rule(which=st.integers(0, 3))
    def delete(self, which):
        if len(self.articles) > 1:
            name = sorted(self.articles)[which % len(self.articles)]
            del self.articles[name]
            self.workshop.site.remove(self.path(name))

    @rule(which=st.integers(0, 3), name=st.sampled_from(NAMES))
    def rename(self, which, name):
        if name not in self.articles:
            old = sorted(self.articles)[which % len(self.articles)]
            self.articles[name] = self.articles.pop(old)
            self.workshop.site.remove(self.path(old))
            self.write(name)

    @rule(name=st.sampled_from(("互助保障", "测试站")))
    def rename_site(self, name):
        self.workshop.site.write("content/site.yaml", f"name: {name}\nurl: https://example.com\n")

    @invariant()
    def equals_a_clean_build(self):
        if not hasattr(self, "workshop"):
            return
        report = self.workshop.build()
        assert report.published, report.problems
        assert self.workshop.outputs() == self.workshop.clean_outputs(jobs=2)

    def teardown(self):
        if hasattr(self, "workshop"):
            shutil.rmtree(self.workshop.site.folder)


def test_incremental_equals_clean_and_parallel_equals_serial(workshop, monkeypatch):
    monkeypatch.setattr(render, "WORTH_FORKING", 1)
    machine = type("Edits", (Editing,), {"make": staticmethod(workshop), "count": 0})
    often = settings(
        max_examples=12,
        stateful_step_count=LENGTH,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=often)
    assert machine.count >= 8


def test_the_oracle_notices_a_stale_page(workshop):
    """A page that is wrongly reused must make the comparison fail, or the oracle proves nothing."""
    made = workshop("""
        -- content/news/2024/jia.md --
        ---
        title: 甲
        date: 2024-09-01
        ---
        旧的正文。
    """)
    made.build()
    old = made.outputs()
    made.site.edit("content/news/2024/jia.md", "---\ntitle: 甲\ndate: 2024-09-01\n---\n新的正文。\n")
    made.build()
    assert old != made.outputs() == made.clean_outputs()


@pytest.mark.parametrize("jobs", [2, 5])
def test_workers_render_the_same_bytes(workshop, monkeypatch, jobs):
    monkeypatch.setattr(render, "WORTH_FORKING", 1)
    text = "".join(
        f"-- content/news/2024/a{n}.md --\n---\ntitle: 题{n}\ndate: 2024-09-01\n---\n文{n}\n" for n in range(9)
    )
    made = workshop(text)
    serial = made.build()
    assert made.outputs() == made.clean_outputs(jobs=jobs)
    assert serial.pages > 9
