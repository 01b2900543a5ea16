"""Links that lead nowhere are found, with what was probably meant."""

from datetime import datetime
from pathlib import Path

import pytest

from plugins.diagnostics import Problem
from plugins.documents.fields import SHANGHAI
from plugins.documents.library import Library, read_library
from plugins.link_check.checks import check, what_is_wrong
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

NOW = datetime(2024, 9, 10, 12, tzinfo=SHANGHAI)
FRONT = "---\ntitle: {title}\ndate: 2024-09-02\n{more}---\n\n{body}\n"
OTHERS = {
    "news/2024/b.md": FRONT.format(
        title="乙", more="topics: [求学圆梦行动]\ndistricts: [南岸区]\n", body="## 六项重点任务\n\n文字"
    ),
    "news/2024/draft.md": FRONT.format(title="草", more="status: draft\n", body="[甲](a.md) [没有](nowhere.md)"),
    "news/2024/later.md": FRONT.format(title="后", more="publish_at: 2024-10-01 08:00\n", body="文字"),
    "news/2024/over.md": FRONT.format(title="过", more="expires_at: 2024-09-05\n", body="文字"),
    "news/2024/gone.md": FRONT.format(title="撤", more="status: withdrawn\n", body="文字"),
    "laomo/fu-guotao/index.md": FRONT.format(title="傅国涛", more="", body="文字"),
    "pages/about.md": FRONT.format(title="关于", more="", body="文字"),
    "vocabulary/districts.yaml": "- name: 南岸区\n  slug: nanan\n",
    "site.yaml": "url: https://yugong.example\n",
}


def library_of(
    folder: Path, body: str, *, more: str = "", drafts: bool = False, name: str = "news/2024/a.md"
) -> Library:
    for path, text in (OTHERS | {name: FRONT.format(title="甲", more=more, body=body)}).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_library(folder, kinds=KINDS, folder_kinds=FOLDER_KINDS, now=NOW, drafts=drafts)


def found_in(folder: Path, body: str, **options: object) -> list[Problem]:
    found = check(library_of(folder, body, **options))  # type: ignore[arg-type]
    return [problem for problem in found if not problem.place.path.endswith("draft.md")]


@pytest.mark.parametrize(
    "target",
    [
        "b.md", "./b.md", "../../laomo/fu-guotao/index.md", "../../laomo/fu-guotao/", "../../pages/about.md", "b.md#六项重点任务",
        "#这一段", "/news/2024/b/", "/news/2024/b/#六项重点任务", "/news/2024/b.md", "/about/", "/", "/districts/nanan/",
        "/topics/求学圆梦行动/", "/topics/%E6%B1%82%E5%AD%A6%E5%9C%86%E6%A2%A6%E8%A1%8C%E5%8A%A8/page/2/", "/archive/2024/",
        "/calendar/2024/08/", "/calendar/all.ics", "/calendar/district/nanan.ics", "/feeds/all.atom.xml", "/feeds/district/nanan.atom.xml",
        "/search/?q=傅国涛", "/handbook/fields/", "/subscribe/", "https://www.example.org/a?b=c#d", "https://yugong.example/news/2024/b/",
        "mailto:a@example.org", "tel:023-12351", "#top", "https://重庆.中国/",
    ],
)  # fmt: skip
def test_a_good_link_is_no_problem(tmp_path: Path, target: str) -> None:
    assert found_in(tmp_path, f"## 这一段\n\n见[那里]({target})。") == []


@pytest.mark.parametrize(
    ("target", "code", "cure"),
    [
        ("c.md", "E311", "请核对路径"),
        ("../../laomo/fu-guotoa/index.md", "E311", "../../laomo/fu-guotao/index.md"),
        ("../laomo/fu-guotao/index.md", "E311", "../../laomo/fu-guotao/index.md"),
        ("/news/2024/bb/", "E311", "/news/2024/b/"),
        ("/news/2024/b", "E311", "请写成“/news/2024/b/”"),
        ("/districts/yubei/", "E311", "/districts/nanan/"),
        ("/wenjian/", "E311", "请核对网址"),
        ("/calendar/2024/13/", "E311", ""),
        ("/feeds/district/yubei.atom.xml", "E311", ""),
        ("https://yugong.example/news/2024/bb/", "E311", "/news/2024/b/"),
        ("a.jpg", "E311", "照片请用"),
        ("", "E311", "请在括号里写上"),
        ("b.md#六项任务", "E312", "六项重点任务"),
        ("#那一段", "E312", "这一段"),
        ("draft.md", "E313", "先发布"),
        ("later.md", "E313", "先发布"),
        ("over.md", "E313", "先发布"),
        ("/news/2024/draft/", "E313", "先发布"),
        ("gone.md", "W314", "删掉链接"),
        ("https:/www.example.org", "E315", "写全"),
        ("https://http://example.org", "E315", "写全"),
        ("http://例子，com/", "E315", "写全"),
        ("https://[::1", "E315", "写全"),
        ("//example.org/", "E315", "写全"),
        ("www.example.org/a", "E315", "写全"),
        ("mailto:nobody", "E315", "mailto:"),
        ("tel:电话", "E315", "tel:"),
        ("../../../x.md", "E316", "../"),
    ],
)
def test_a_bad_link_is_named_with_its_cure(tmp_path: Path, target: str, code: str, cure: str) -> None:
    [problem] = found_in(tmp_path, f"## 这一段\n\n见[那里]({target})。")
    assert problem.code == code
    assert cure in problem.cure
    assert problem.place.path == "content/news/2024/a.md"
    if target:
        assert (problem.place.line, problem.place.column) == (8, 7)


def test_the_reason_why_a_target_is_hidden_is_told(tmp_path: Path) -> None:
    reasons = [found_in(tmp_path, f"[x]({name}.md)")[0].message for name in ("draft", "later", "over")]
    assert [
        word in reason for word, reason in zip(["草稿", "2024-10-01 08:00", "2024-09-05"], reasons, strict=True)
    ] == [True] * 3


def test_a_draft_may_link_drafts_but_not_nowhere(tmp_path: Path) -> None:
    assert found_in(tmp_path, "[x](draft.md) [y](later.md)", more="status: draft\n") == []
    problems = list(check(library_of(tmp_path, "文字")))
    assert [(p.code, p.place.path) for p in problems] == [("E311", "content/news/2024/draft.md")]


def test_with_drafts_shown_a_link_to_a_draft_works(tmp_path: Path) -> None:
    assert found_in(tmp_path, "[x](draft.md)", drafts=True) == []


def test_the_front_matter_has_links_too(tmp_path: Path) -> None:
    more = "quotes:\n  - text: 话\n    where: ../../news/2024/bb.md\n  - text: 话\n    where: 座谈会上\nsource:\n  url: https//example.org\n"
    problems = found_in(tmp_path, "文字", more=more, name="laomo/a/index.md")
    assert [(p.code, p.place.line) for p in problems] == [("E311", 6), ("E315", 10)]


def test_other_hosts_are_read_not_asked() -> None:
    assert what_is_wrong("https://host-that-does-not-exist.invalid/") == ""
    assert what_is_wrong("https://192.0.2.1:8080/") == ""
    assert what_is_wrong("https://example.org:99999/") == "域名或端口不对"
