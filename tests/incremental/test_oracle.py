"""Incremental equals clean and parallel equals serial, byte for byte, whatever an editor does."""

import os
import shutil
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from plugins.command_line import amendment
from plugins.incremental import render
from tests.incremental.conftest import EVERYTHING

SEQUENCES = int(os.environ.get("YUGONG_SEQUENCES", "300"))
EVERYTHING_SEQUENCES = SEQUENCES // 10
LENGTH = int(os.environ.get("YUGONG_STEPS", "3"))
"""A longer run: ``YUGONG_SEQUENCES=1000 YUGONG_STEPS=12 python3 build.py test tests/incremental/test_oracle.py``."""
NAMES = ("jia", "yi", "bing", "ding")
WORDS = ("甲", "乙 二", "丙<b>", "“产改”大家谈", "a & b")
TAGS = ("互助", "学习", "A/B")
STATES = ("published", "draft", "review", "withdrawn", "publish_at", "expires_at")
PREVIEWS = 3
"""Every third sequence is built as ``serve`` builds: with what was found out ahead, told before it is remembered."""
FORKED = 3
"""Workers of a parallel build; every other sequence builds in parallel and is compared with serial clean builds."""


class Article(dict):
    """One article: its front matter and its body, to be written as a file."""

    def text(self):
        state = self["state"]
        lines = [f"title: '{self['title']}'", f"date: 2024-09-{self['day']:02}", "districts: [南岸区]"]
        if state in {"publish_at", "expires_at"}:
            lines.append(f"{state}: 2026-06-01 12:00")
        else:
            lines.append(f"status: {state}")
        lines += [f"{key}: {self[key]}" for key in ("kind", "summary") if self.get(key)]
        if self["tags"]:
            lines += ["tags:", *(f'  - "{tag}"' for tag in self["tags"])]
        if self["photo"]:
            lines += ["photos:", f"  - {{src: tu{self['photo']}.png, alt: 图}}"]
        return "\n".join(["---", *lines, "---", self["body"], ""])


def new(title, body="正文", **changes):
    return Article({"title": title, "body": body, "tags": (), "state": "published", "day": 1, "photo": 0, **changes})


class Editing(RuleBasedStateMachine):
    """An editor's day; after each step the published site must equal one that was built from nothing."""

    fresh = None
    """A maker of (site, base), both new."""
    clean = None
    """What clean builds made, by the state of everything that they read."""
    count = steps = 0

    @initialize()
    def begin(self):
        type(self).count += 1
        self.jobs, self.other_jobs = (1, FORKED) if type(self).count % 2 else (FORKED, 1)
        self.workshop = type(self).fresh()
        self.now = self.workshop.options().now
        self.previews = type(self).count % PREVIEWS == 0
        self.parts = {"site": "测试站", "slug": "nanan", "template": None, "setting": None, "pixels": 8}
        self.articles = {"jia": new("甲", photo=1), "yi": new("乙", tags=("学习",), day=2)}
        for name in self.articles:
            self.write(name)
        for number in (1, 2):
            self.workshop.site.write(f"content/news/2024/tu{number}.png", "photo 8x8")

    def path(self, name):
        return f"content/news/2024/{name}.md"

    def write(self, name):
        self.workshop.site.write(self.path(name), self.articles[name].text())

    def change(self, which, **changes):
        name = sorted(self.articles)[which % len(self.articles)]
        self.articles[name].update(changes)
        self.write(name)

    @rule(which=st.integers(0, 3), title=st.sampled_from(WORDS))
    def retitle(self, which, title):
        self.change(which, title=title)

    @rule(which=st.integers(0, 3), body=st.sampled_from((*WORDS, "# 题", "[乙](yi.md)")))
    def rewrite(self, which, body):
        self.change(which, body=body)

    @rule(which=st.integers(0, 3), word=st.text("甲乙，。*_ ", min_size=1, max_size=9))
    def add_words(self, which, word):
        name = sorted(self.articles)[which % len(self.articles)]
        self.change(which, body=f"{self.articles[name]['body']}续{word}")

    @rule(which=st.integers(0, 3), tags=st.sets(st.sampled_from(TAGS)))
    def retag(self, which, tags):
        self.change(which, tags=tuple(sorted(tags)))

    @rule(which=st.integers(0, 3), state=st.sampled_from(STATES))
    def toggle(self, which, state):
        self.change(which, state=state)

    @rule(which=st.integers(0, 3), day=st.integers(1, 28))
    def redate(self, which, day):
        self.change(which, day=day)

    @rule(which=st.integers(0, 3), photo=st.integers(0, 2))
    def change_photo(self, which, photo):
        self.change(which, photo=photo)

    @rule(pixels=st.integers(4, 12))
    def draw_anew(self, pixels):
        self.parts["pixels"] = pixels
        self.workshop.site.write("content/news/2024/tu1.png", f"photo {pixels}x8")

    @rule(name=st.sampled_from(NAMES), title=st.sampled_from(WORDS))
    def add(self, name, title):
        if name not in self.articles:
            self.articles[name] = new(title, "新稿", day=5)
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
        self.parts["site"] = name
        self.workshop.site.write("content/site.yaml", f"name: {name}\nurl: https://example.com\n")

    @rule(slug=st.sampled_from(("nanan", "nan-an")))
    def change_the_vocabulary(self, slug):
        self.parts["slug"] = slug
        self.workshop.site.write("content/vocabulary/districts.yaml", f"- {{name: 南岸区, slug: {slug}}}\n")

    @rule(number=st.integers(0, 2), name=st.sampled_from(("foot.html", "news.html", "listing.html")))
    def change_a_template(self, number, name):
        file = self.workshop.base / "theme/templates" / name
        self.parts["template"] = (name, number, self.parts["template"])
        file.write_text(file.read_text("utf-8") + f"{{# {number} #}}{number}", "utf-8")

    @rule(number=st.integers(0, 2))
    def change_a_setting(self, number):
        file = self.workshop.base / "pelicanconf.py"
        self.parts["setting"] = number
        file.write_text(f"{file.read_text('utf-8')}\nMOTTO = '{number}'\n", "utf-8")

    @rule(hours=st.integers(-6, 30))
    def let_time_pass(self, hours):
        self.now += timedelta(hours=hours)

    @invariant()
    def equals_a_clean_build(self):
        if not hasattr(self, "workshop"):
            return
        type(self).steps += 1
        build = self.workshop.preview if self.previews else self.workshop.build
        report = build(now=self.now, jobs=self.jobs)
        assert not [problem for problem in report.problems if problem.is_error] or not report.published
        state = repr((self.other_jobs, sorted(self.articles.items()), self.parts, self.now))
        clean = type(self).clean
        if state not in clean:
            clean[state] = self.workshop.clean_outputs(now=self.now, jobs=self.other_jobs)
        if report.published:
            assert self.workshop.outputs() == clean[state]
        else:
            assert clean[state] == {}

    @rule()
    def somebody_else_builds(self):
        """``build`` in another window, beside a preview or not."""
        self.workshop.build(now=self.now, jobs=self.jobs)

    def teardown(self):
        if hasattr(self, "workshop"):
            shutil.rmtree(self.workshop.site.folder)
            shutil.rmtree(self.workshop.base)


SENTENCES = ("请于2026年9月30日前报名。", "8月3日起受理。", "定于9月12日在南岸区举办。", "互助保障", "再议。")


class EditingEverything(Editing):
    """The same with feeds, calendar and search, whose files an edit changes too."""

    @rule(which=st.integers(0, 3), title=st.sampled_from(("报名通知", "公告", "甲")))
    def announce(self, which, title):
        self.change(which, title=title)

    @rule(which=st.integers(0, 3), sentence=st.sampled_from(SENTENCES))
    def add_a_sentence(self, which, sentence):
        name = sorted(self.articles)[which % len(self.articles)]
        self.change(which, body=f"{self.articles[name]['body']}\n\n{sentence}")

    @rule(which=st.integers(0, 3), sentence=st.sampled_from(SENTENCES))
    def summarise(self, which, sentence):
        self.change(which, summary=sentence)

    @rule(which=st.integers(0, 3), item=st.sampled_from(SENTENCES), kind=st.sampled_from(("brief", "news")))
    def make_a_brief(self, which, item, kind):
        self.change(which, kind=kind, body=f"开头。\n\n◆{item}")


def often(sequences):
    """So many sequences, the same on every machine."""
    return settings(
        max_examples=sequences,
        stateful_step_count=LENGTH,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def test_everything_on_incremental_equals_clean(workshop_at, tmp_path, monkeypatch):
    monkeypatch.setattr(render, "WORTH_FORKING", 1)
    monkeypatch.setattr(amendment, "WORTH_FORKING", 4)
    parts = {"fresh": lambda: workshop_at(tmp_path, EVERYTHING), "clean": {}, "count": 0, "steps": 0}
    machine = type("EditsOfEverything", (EditingEverything,), parts)
    run_state_machine_as_test(machine, settings=often(EVERYTHING_SEQUENCES))
    assert machine.count >= EVERYTHING_SEQUENCES


def test_incremental_equals_clean_and_parallel_equals_serial(workshop_at, tmp_path, monkeypatch, record_property):
    monkeypatch.setattr(render, "WORTH_FORKING", 1)
    machine = type("Edits", (Editing,), {"fresh": lambda: workshop_at(tmp_path), "clean": {}, "count": 0, "steps": 0})
    run_state_machine_as_test(machine, settings=often(SEQUENCES))
    assert machine.count >= SEQUENCES
    assert machine.steps > SEQUENCES
    record_property(
        "tried", f"小主题：{machine.count} 串随机修改，{machine.steps} 次生成各与全新的比较，串行和并行各半"
    )


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
