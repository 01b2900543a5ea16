"""The faces stay true: fresh, sound about every good article, and awake to the mistakes that each can see."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from plugins.newsroom.faces import files, json_schema, scaffolds, shapes, sveltia, visual_studio
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

PROJECT = Path(__file__).resolve().parents[1]
FRONT_MATTER = re.compile(r"\A---\n(.*?)^---$", re.MULTILINE | re.DOTALL)


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as VS Code reads it: no dates, no yes and no."""


Core.yaml_implicit_resolvers = {}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]*$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])


def core(text: str):
    return yaml.load(text, Loader=Core)  # noqa: S506 - built on the safe loader


def validator(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads((PROJECT / "schemas" / f"{name}.json").read_text(encoding="utf-8")))


def faults(name: str, value: object) -> list[str]:
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message[:100]}" for e in validator(name).iter_errors(value)]


def articles() -> list[Path]:
    return sorted(file for file in (PROJECT / "content").rglob("*.md"))


def kind_of(file: Path, meta: dict) -> str:
    folder = file.relative_to(PROJECT / "content").parts[0]
    return meta.get("kind") or FOLDER_KINDS[folder]


def test_generated_files_are_fresh():
    for name, text in files().items():
        assert (PROJECT / name).read_text(encoding="utf-8") == text, f"{name}: run tools/generate_faces.py"
    kept = {f"schemas/{file.name}" for file in (PROJECT / "schemas").iterdir()}
    assert kept <= set(files()), "run tools/generate_faces.py"


@pytest.mark.parametrize("name", [Path(name).stem for name in files() if name.startswith("schemas/") and name.endswith(".json")])
def test_a_schema_is_draft_7_and_speaks_chinese(name):
    schema = validator(name).schema
    Draft7Validator.check_schema(schema)
    record = schema.get("items", schema)
    record = record if "properties" in record else record["additionalProperties"]  # photos.yaml: by file name
    assert record["additionalProperties"] is False
    for key, face in record["properties"].items():
        assert re.search("[一-鿿]", face["title"]), key


@pytest.mark.parametrize("file", articles(), ids=lambda f: f.parent.name + "/" + f.name)
def test_every_real_article_is_right(file):
    meta = core(FRONT_MATTER.match(file.read_text(encoding="utf-8"))[1])
    assert faults(kind_of(file, meta), meta) == []


def test_the_settings_and_vocabularies_are_right():
    assert faults("site", core((PROJECT / "content/site.yaml").read_text(encoding="utf-8"))) == []
    for file in sorted((PROJECT / "content/vocabulary").glob("*.yaml")):
        assert faults(f"vocabulary-{file.stem}", core(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_of_a_field_is_right(kind):
    for field in shapes.fields_of(KINDS[kind]):
        for example in field.examples:
            found = [f for f in faults(kind, {field.key: example}) if f.startswith(f"{field.key}:")]
            assert found == [], (field.key, example)


GOOD = "title: 题\ndate: 2024-09-02\n"
ALSO_GOOD = {
    "a number for a title": "title: 2024\ndate: 2024-9-2\n",
    "a key without a value": f"{GOOD}column:\ncover:\ntags:\nstatus:\nevents:\n",
    "names in one text": f"{GOOD}tags: 甲、乙\ncredits:\n  记者: 陈军、徐熙孟\n",
    "credits in a list": f"{GOOD}credits:\n  - role: 记者\n    name: 陈军\n",
    "a cover by its name alone": f"{GOOD}cover: a.jpg\n",
    "a source by its outlet alone": f"{GOOD}source: 重庆日报\n",
    "a day in words": "title: 题\ndate: 2024年9月2日\n",
    "a day with dots": "title: 题\ndate: 2024.9.2\n",
    "a leap day": "title: 题\ndate: 2024-02-29\n",
    "full-width digits": "title: 题\ndate: ２０２４-09-02\n",
    "an instant with its zone": f"{GOOD}publish_at: 2024-09-02T08:00:00+08:00\n",
    "a numeric page": f"{GOOD}source:\n  document: 000\n  date: 待核实\n",
}


@pytest.mark.parametrize("text", ALSO_GOOD.values(), ids=ALSO_GOOD)
def test_a_schema_accepts_what_the_model_accepts(text):
    from plugins.documents import yaml_nodes
    from plugins.documents.source import SourceText
    from plugins.documents.validation import validate

    source = SourceText("a.md", text.rstrip("\n"))
    assert not isinstance(validate(KINDS["news"], yaml_nodes.parse(source, 1, len(source.lines))), list)
    assert faults("news", core(text)) == []


WRONG = {
    "a mistyped key": ("news", "tilte: 题\ndate: 2024-09-02\n"),
    "no title": ("news", "date: 2024-09-02\n"),
    "no date": ("news", "title: 题\n"),
    "a month that there is not": ("news", "title: 题\ndate: 2026-13-45\n"),
    "the 31st of February": ("news", "title: 题\ndate: 2026-02-31\n"),
    "a day without its year": ("news", "title: 题\ndate: 9月2日\n"),
    "a status that there is not": ("news", f"{GOOD}status: 已发布\n"),
    "an hour that there is not": ("news", f"{GOOD}publish_at: 2024-09-02 25:00\n"),
    "a photo without alt": ("news", f"{GOOD}photos:\n  - src: a.jpg\n"),
    "a photo with an empty alt": ("news", f"{GOOD}cover:\n  src: a.jpg\n  alt: ''\n"),
    "an opinion without its author": ("opinion", f"{GOOD}kind: opinion\n"),
    "an honour in a wrong year": ("laomo", f"{GOOD}honours:\n  - name: 全国劳动模范\n    year: 20\n"),
    "a level that there is not": ("laomo", f"{GOOD}honours:\n  - name: 全国劳动模范\n    level: 市级\n"),
    "a key of another kind": ("brief", f"kind: brief\n{GOOD}honours: []\n"),
    "a list for a title": ("news", "title: [题]\ndate: 2024-09-02\n"),
    "an event without a start": ("news", f"{GOOD}events:\n  - name: 会\n"),
}


@pytest.mark.parametrize(("name", "text"), WRONG.values(), ids=WRONG)
def test_a_schema_sees(name, text):
    assert faults(name, core(text)) != []


def test_the_settings_and_vocabulary_schemas_see_mistakes():
    assert faults("site", {"nmae": "渝工"})
    assert faults("site", {"url": "yugong.example"})
    assert faults("vocabulary-districts", [{"name": "南岸区", "slug": "南岸"}])


def test_a_new_type_of_field_is_refused():
    with pytest.raises(TypeError):
        shapes.shape_of(complex)


def test_the_workspace_maps_every_file_to_a_schema_that_exists():
    settings = visual_studio.settings()
    for schema, file in settings["yaml.schemas"].items():
        assert (PROJECT / schema).is_file()
        assert any(PROJECT.glob(file)) or file == "content/**/photos.yaml"
    assert {type_["name"] for type_ in settings["frontMatter.taxonomy.contentTypes"]} == {"default", *KINDS}


def test_the_check_task_reads_what_check_prints():
    from plugins.diagnostics import Place
    from plugins.diagnostics.report import as_github
    from plugins.documents.codes import CODES

    [line] = as_github([CODES[0].at(Place("content/news/a.md", 3, 5), "坏了", "改好")]).splitlines()
    pattern = visual_studio.tasks()["tasks"][0]["problemMatcher"]["pattern"]
    match = re.match(pattern["regexp"], line)
    assert match[pattern["file"]] == "content/news/a.md"
    assert (match[pattern["line"]], match[pattern["column"]], match[pattern["code"]]) == ("3", "5", CODES[0].id)


@pytest.mark.parametrize("kind", KINDS)
def test_a_snippet_holds_the_required_keys(kind):
    [snippet] = [one for one in visual_studio.snippets().values() if f"yugong-{kind}" in one["prefix"]]
    text = "\n".join(snippet["body"])
    stops = re.findall(r"\$\{(\d+):", text)
    assert stops == [*map(str, range(1, len(stops))), "0"]
    shown = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2024-09-02"))
    assert faults(kind, core(FRONT_MATTER.match(shown)[1])) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_scaffold_offers_is_right_once_the_marks_are_gone(kind):
    text = scaffolds.scaffold(kind, "题", "2024-09-02")
    meta = core(re.sub("^# ", "", FRONT_MATTER.match(text)[1], flags=re.MULTILINE))
    assert set(scaffolds.WORTHWHILE[kind]) <= set(meta)
    shape = validator(kind).schema["properties"]
    for key, value in meta.items():
        one = value[0] if isinstance(value, list) else value
        if isinstance(one, dict):
            assert set(one) <= set(shape[key].get("items", shape[key])["properties"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_has_every_field_of_the_kind(kind):
    config = core((PROJECT / "schemas/sveltia-config.yml").read_text(encoding="utf-8"))
    [found] = [one for one in config["collections"] if one["name"] == kind]
    assert (PROJECT / found["folder"]).is_dir()
    fields = {field["name"]: field for field in found["fields"]}
    assert set(fields) == {*KINDS[kind].model_fields, "body"}
    for field in shapes.fields_of(KINDS[kind]):
        if field.key != "kind":
            assert fields[field.key]["required"] is field.required
            assert re.search("[一-鿿]", fields[field.key]["label"])


def test_every_pattern_of_the_form_compiles_and_takes_its_own_example():
    def walk(fields):
        for field in fields:
            yield field
            yield from walk(field.get("fields", []))

    patterned = [field for one in sveltia.config()["collections"] for field in walk(one.get("fields", [])) if "pattern" in field]
    assert patterned
    for field in patterned:
        pattern, message = field["pattern"]
        assert re.compile(pattern)
        assert message
        if field.get("hint", "").startswith("例如 "):
            assert re.search(pattern, field["hint"].removeprefix("例如 ")), field["name"]


def test_every_date_pattern_agrees_with_the_calendar():
    from datetime import date, timedelta

    pattern = re.compile(json_schema.PATTERNS["day"][0])
    day = date(2024, 1, 1)
    for offset in range(366):
        one = day + timedelta(days=offset)
        assert all(pattern.fullmatch(f"{one:{form}}") for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"))
    for wrong in ("2024-04-31", "2024-02-30", "2024-00-10", "2024-10-00", "2024-10", "24-10-01", "2024-10-1x"):
        assert not pattern.fullmatch(wrong), wrong


def examples() -> list[tuple[str, str]]:
    """The folder and the front matter of every whole article that the handbook shows."""
    found = []
    for page in sorted((PROJECT / "handbook").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        pieces = re.finditer(r"`content/(\w+)/[^`]*`[^`]*```markdown\n(---\n.*?^---$)", text, re.MULTILINE | re.DOTALL)
        found += [(match[1], match[2]) for match in pieces]
    return found


def test_every_example_of_the_handbook_is_right():
    assert len(examples()) >= len(KINDS)
    for folder, text in examples():
        meta = core(FRONT_MATTER.match(text)[1])
        assert faults(meta.get("kind") or FOLDER_KINDS[folder], meta) == [], meta["title"]


VALUES = (
    "字", "2024", "2.5", "true", "yes", "", "~", "'  '", "''", "[]", "[甲, 2]", "甲、乙", "{}", "{甲: 乙}", "待核实", "[待核实]",
    "2024-09-02", "2024-9-2", "2024/09/02", "2024.9.2", "2024年9月2日", "'2024-09-02 '", "2024-02-30", "2024-09-02 8:30", "1949", "1948", "2100",
    "2024年", "2024-09-02T08:30:15Z", "2024-09-02 08:30 +08:00", "2024-09-02 24:00", "２０２４－０９－０２", "x" * 301, "a-b", "https://a.example", "[{}]",
    "[{src: a.jpg, alt: 字}]", "{src: a.jpg, alt: }", "[{name: 甲}]", "[{name: 甲, level: 国家级, year: 2020}]", "[{name: 甲, year: }]",
    "[{name: 会, start: 2024-09-02, end: }]", "[{value: 1, label: 字}]", "[{text: 字, where: }]", "[{what: 字, date: 待核实}]", "{name: 甲, offices: }",
    "{outlet: 报, date: }", "[{region: 渝, heading: 字}]", "{记者: [甲, 乙], 摄影: }", "[{role: 记者, names: 甲}]", "[{date: 2024-09-03, note: 字}]",
    "[字]", "[1]", "[[甲]]", "[~]", "[{title: 字}]", "现行有效", "published", "男", "round-up", "mourning", "区", "个人",
)  # fmt: skip
MODELS = {**KINDS, "site": None, **{f"vocabulary-{name}": None for name in ("districts", "honours", "organisations", "terms", "wording", "columns")}}


def model_of(name: str):
    from plugins.documents.site import SiteSettings
    from plugins.documents.vocabulary import RECORDS

    return KINDS.get(name) or (SiteSettings if name == "site" else RECORDS[name.removeprefix("vocabulary-")])


def filled(name: str, key: str, value: str) -> str:
    """A record that is right but for what ``key`` holds."""
    need = {"kind": name, "title": "题", "date": "2024-09-02"} if name in KINDS else {}
    for field in shapes.fields_of(model_of(name)):
        if field.required and field.key not in need:
            need[field.key] = "{name: 甲}" if field.key == "author" else "a" if field.pattern else "待核实"
    return "".join(f"{one}: {text}\n" for one, text in {**need, key: value}.items())


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_never_rejects_what_the_model_takes(name):
    """But for a photo without alt, which the model leaves to a check of its own."""
    from plugins.documents import yaml_nodes
    from plugins.documents.source import SourceText
    from plugins.documents.validation import validate

    schema, tried, wrong = validator(name), 0, []
    for field in shapes.fields_of(model_of(name)):
        for value in VALUES:
            text = filled(name, field.key, value)
            node = yaml_nodes.parse(SourceText("a", text), 1, text.count("\n"))
            if not isinstance(node, yaml_nodes.Mapping) or isinstance(validate(model_of(name), node), list):
                continue
            tried += 1
            meta = core(text)
            without_alt = field.key in {"portrait", "author", "photos", "cover"} and "alt: 字" not in value
            if not without_alt and list(schema.iter_errors([meta] if name.startswith("vocabulary-") else meta)):
                wrong.append((field.key, value))
    assert tried > len(model_of(name).model_fields)
    assert wrong == []
