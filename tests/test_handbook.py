"""The handbook stays true: what it shows can be typed, what it explains exists, what is generated is fresh."""

import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest

PROJECT = Path(__file__).resolve().parents[1]
HANDBOOK = PROJECT / "handbook"
FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`(content/\S+?)`[：:，,][^`]*\Z")
COMMAND = re.compile(r"(?:py|python3) build\.py\b[^`|\n]*")
PHOTO = re.compile(r"src: (\S+)|!\[[^\]]*\]\((\S+)")


def pages() -> list[Path]:
    return sorted(HANDBOOK.rglob("*.md"))


def fences(kind: str) -> Iterator[tuple[str, str, str]]:
    """Page, the text before the fence, and the fence's text, of every fence of that kind."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            if match["kind"] == kind:
                inner = re.sub(rf"^{match['indent']}", "", match["text"], flags=re.MULTILINE)
                yield page.relative_to(HANDBOOK).as_posix(), text[: match.start()].rstrip(), inner


def examples() -> list[tuple[str, str, str]]:
    """Page, path and text of every whole article that the handbook shows."""
    found = []
    for page, before, text in fences("markdown"):
        if text.startswith("---\n"):
            path = FILE.search(before.splitlines()[-1])
            assert path, f"{page}: an example says which file it is"
            found.append((page, path[1], text))
    return found


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Path:
    """The real content with every example of the handbook in it, and the photos that they name."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("handbook") / "content"
    shutil.copytree(PROJECT / "content", folder)
    for _, path, text in examples():
        file = folder.parent / path
        assert not file.exists(), f"{path} is a real article"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        for match in PHOTO.finditer(text):
            photo = file.parent / (match[1] or match[2])
            if not photo.exists():
                # a colour of its own: the same photo twice in one album is a finding
                Image.new("RGB", (1600, 1000), f"#{crc32(photo.name.encode()) & 0xFFFFFF:06x}").save(photo)
    return folder


def problems_in(folder: Path) -> list[str]:
    from plugins.command_line.arguments import instant
    from plugins.command_line.check import find_problems
    from plugins.command_line.options import CheckOptions, Folders

    cache = folder.parent / "cache"
    folders = Folders(base=PROJECT, content=folder, output=folder.parent / "output", cache=cache, shown="content")
    options = CheckOptions(folders=folders, now=instant("2026-12-01"))
    return [f"{p.place} {p.code} {p.message}" for p in find_problems(options, lambda *_: None)]


def test_generated_pages_are_fresh():
    from tools.generate_handbook import pages as generated

    for name, text in generated().items():
        assert (HANDBOOK / name).read_text(encoding="utf-8") == text, "run tools/generate_handbook.py"


def test_every_kind_has_an_example():
    from plugins.newsroom.kinds import KINDS

    shown = {page for page, _, _ in examples()}
    assert {f"kinds/{kind}.md" for kind in KINDS} | {"first-brief.md"} <= shown


def test_every_example_can_be_published(content):
    ours = {path for _, path, _ in examples()}
    assert [problem for problem in problems_in(content) if problem.split(":")[0] in ours] == []


def front_matter_faults(text: str) -> list[str]:
    """What every kind of article has against a piece of front matter; empty when one of them takes it."""
    from plugins.documents import yaml_nodes
    from plugins.documents.source import SourceText
    from plugins.documents.validation import validate
    from plugins.newsroom.kinds import KINDS

    whole = text
    for key, value in (("date", "2024-08-01"), ("title", "例")):
        whole = whole if re.search(rf"^{key}:", text, re.MULTILINE) else f"{key}: {value}\n{whole}"
    source = SourceText("example", whole)
    node = yaml_nodes.parse(source, 1, len(source.lines))
    if not isinstance(node, yaml_nodes.Mapping):
        return [str(node)]
    found = [validate(model, node) for model in KINDS.values()]
    return [] if any(not isinstance(one, list) for one in found) else [str(one) for one in found]


def record_faults(text: str) -> list[str]:
    """What every vocabulary has against a list of records; empty when one of them takes it."""
    from plugins.documents import yaml_nodes
    from plugins.documents.source import SourceText
    from plugins.documents.validation import validate
    from plugins.documents.vocabulary import RECORDS

    source = SourceText("example", text)
    node = yaml_nodes.parse(source, 1, len(source.lines))
    assert isinstance(node, yaml_nodes.Sequence), str(node)
    items = [item for item in node.items if isinstance(item, yaml_nodes.Mapping)]
    results = [[validate(record, item) for item in items] for record in RECORDS.values()]
    return (
        [] if any(not any(isinstance(one, list) for one in row) for row in results) else [str(row) for row in results]
    )


def sidecar_faults(text: str) -> list[str]:
    """What ``photos.yaml`` has against its text, apart from photos that are not there."""
    from plugins.documents.photo_sidecar import entries_in
    from plugins.documents.source import SourceText

    names = dict.fromkeys(re.findall(r"^(\S+):$", text, re.MULTILINE), "")
    return [str(problem) for problem in entries_in(SourceText("photos.yaml", text), names)[1]]


def test_every_piece_of_yaml_is_right():
    pieces = list(fences("yaml"))
    assert len(pieces) > 10
    for page, _, text in pieces:
        if re.match(r"\S+\.(?:jpg|png):", text):
            faults = sidecar_faults(text)
        else:
            faults = record_faults(text) if text.startswith("- ") else front_matter_faults(text)
        assert not faults, f"{page}:\n{text}\n{faults[:1]}"


def test_a_wrong_piece_would_be_found():
    assert front_matter_faults("tilte: 甲\n")
    assert record_faults("- nmae: 甲\n")
    assert sidecar_faults("a.jpg:\n  说名: 甲\n")


def commands() -> set[str]:
    return {
        command.split(" #")[0].strip()
        for page in pages()
        for command in COMMAND.findall(page.read_text(encoding="utf-8"))
    }


def test_commands_are_shown():
    assert {"py build.py", "py build.py check", "py build.py serve --drafts"} <= commands()


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_can_be_typed(command, capsys, monkeypatch):
    from plugins.command_line.arguments import parse

    monkeypatch.chdir(PROJECT)
    parse(shlex.split(command)[2:], PROJECT)


def test_every_problem_code_is_unique_and_explained():
    from tools.generate_handbook import ROOMS, all_codes

    codes = all_codes()
    assert [number for number, count in Counter(code.id for code in codes).items() if count > 1] == []
    for code in codes:
        assert re.fullmatch(r"[EW][1-8]\d\d", code.id), code.id
        assert code.id[1] in ROOMS
        assert code.title, code.id
        assert code.explanation.endswith(("。", "）")), code.id


def test_every_problem_that_can_be_reported_is_explained():
    """No plugin makes a code outside a tuple called CODES."""
    from tools.generate_handbook import all_codes

    made = re.compile(r"\bCode\(\s*\"([EW]\d{3})\"")
    in_source = {
        number
        for file in (PROJECT / "plugins").rglob("*.py")
        for number in made.findall(file.read_text(encoding="utf-8"))
    }
    assert in_source == {code.id for code in all_codes()}


def test_the_first_brief_shows_what_the_editor_will_see(content):
    from plugins.command_line.arguments import instant
    from plugins.command_line.check import find_problems
    from plugins.command_line.options import CheckOptions, Folders
    from plugins.diagnostics.report import as_text

    page = (HANDBOOK / "first-brief.md").read_text(encoding="utf-8")
    [(_, path, text)] = [example for example in examples() if example[0] == "first-brief.md"]
    file = content.parent / path
    file.write_text(text.replace("title:", "tilte:", 1), encoding="utf-8")
    try:
        folders = Folders(
            base=PROJECT,
            content=content,
            output=content.parent / "output",
            cache=content.parent / "cache",
            shown="content",
        )
        found = find_problems(CheckOptions(folders=folders, now=instant("2026-12-01")), lambda *_: None)
    finally:
        file.write_text(text, encoding="utf-8")
    shown = as_text(problem for problem in found if problem.place.path == path)
    assert shown.rsplit("\n\n", 1)[0] in page, shown


def test_the_handbook_builds_and_asks_nobody(tmp_path):
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "-f",
        str(PROJECT / "mkdocs.yml"),
        "-d",
        str(tmp_path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stdout + done.stderr
    strangers = [
        f"{page.relative_to(tmp_path)}: {address}"
        for page in tmp_path.rglob("*.html")
        for address in re.findall(
            r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"((?:https?:)?//[^\"]+)",
            page.read_text(encoding="utf-8"),
        )
    ]
    assert strangers == []


def test_every_decision_is_listed():
    folder = HANDBOOK / "developer" / "decisions"
    index = (folder / "index.md").read_text(encoding="utf-8")
    settings = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in folder.glob("0*.md"):
        assert f"({page.name})" in index
        assert f"decisions/{page.name}" in settings
