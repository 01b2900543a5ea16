"""What VS Code reads when the project's folder is opened: schemas, snippets, extensions, and the check as a task.

The YAML extension does not look into Markdown's front matter, so that each article is checked by the task, whose
findings VS Code shows at their places; Front Matter CMS gives articles a panel with the fields' Chinese names.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from ...documents.front_matter import FrontMatter
from ...documents.kind_names import KIND_NAMES
from ...documents.vocabulary import RECORDS
from ..kinds import FOLDER_KINDS, KINDS
from . import scaffolds
from .shapes import FieldFace, fields_of, words_of_choices

FOLDER_NAMES = {"news": "新闻", "laomo": "劳模", "albums": "影像", "pages": "页面"}
EXTENSIONS = ("redhat.vscode-yaml", "eliostruyf.vscode-front-matter", "EditorConfig.EditorConfig")
BUILD = "${workspaceFolder}/build.py"
TYPES: dict[str, type[BaseModel]] = {"default": FrontMatter, **KINDS}
"""``default`` is the panel of an article whose kind the extension cannot tell by its folder."""


def files() -> Mapping[str, str]:
    """The files below ``.vscode/``."""
    contents = {
        "settings.json": settings(),
        "extensions.json": {"recommendations": list(EXTENSIONS)},
        "tasks.json": tasks(),
        "yugong.code-snippets": snippets(),
    }
    return {f".vscode/{name}": json.dumps(value, ensure_ascii=False, indent=2) + "\n" for name, value in contents.items()}


def settings() -> dict[str, Any]:
    """The workspace settings: which schema belongs to which file, and the panels of the articles."""
    schemas = {"./schemas/site.json": "content/site.yaml"}
    schemas["./schemas/photos.json"] = "content/**/photos.yaml"
    schemas |= {f"./schemas/vocabulary-{name}.json": f"content/vocabulary/{name}.yaml" for name in RECORDS}
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.exclude": {"**/__pycache__": True, ".venv": True, ".cache": True},
        "yaml.schemas": schemas,
        "yaml.schemaStore.enable": False,
        "[markdown]": {
            "editor.wordWrap": "on",
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
            "editor.snippetSuggestions": "top",
            "editor.unicodeHighlight.ambiguousCharacters": False,
        },
        "[yaml]": {"editor.unicodeHighlight.ambiguousCharacters": False, "editor.insertSpaces": True, "editor.tabSize": 2},
        "frontMatter.taxonomy.dateFormat": "yyyy-MM-dd",
        "frontMatter.content.autoUpdateDate": False,
        "frontMatter.content.pageFolders": [
            {"title": FOLDER_NAMES[folder], "path": f"[[workspace]]/content/{folder}", "contentTypes": kinds_in(folder)}
            for folder in FOLDER_KINDS
        ],
        "frontMatter.taxonomy.contentTypes": [content_type(name, model) for name, model in TYPES.items()],
    }


def kinds_in(folder: str) -> list[str]:
    """The kinds whose articles lie in ``folder``."""
    own = set(FOLDER_KINDS.values()) - {"news"}
    return [kind for kind in KINDS if kind not in own] if folder == "news" else [FOLDER_KINDS[folder]]


def content_type(name: str, model: type[BaseModel]) -> dict[str, Any]:
    """The panel of one kind."""
    return {
        "name": name,
        "pageBundle": name in {"laomo", "album"},
        "previewPath": None,
        "fields": [_panel(field) for field in fields_of(model)],
    }


def tasks() -> dict[str, Any]:
    """The check as a task: its findings stand in the list of problems and under the words concerned."""
    command = {"type": "process", "command": "python3", "windows": {"command": "py"}, "problemMatcher": []}
    matcher = {
        "owner": "yugong",
        "source": "渝工",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
            "regexp": "^::(error|warning) file=(.+?),line=(\\d+),col=(\\d+),title=(\\w+)::(.*)$",
            "severity": 1,
            "file": 2,
            "line": 3,
            "column": 4,
            "code": 5,
            "message": 6,
        },
    }
    check = {"label": "渝工：检查稿件", "args": [BUILD, "check", "--format", "github"], "problemMatcher": matcher}
    group = {"kind": "test", "isDefault": True}
    return {
        "version": "2.0.0",
        "tasks": [
            {**command, **check, "group": group, "presentation": {"reveal": "silent"}},
            {**command, "label": "渝工：预览", "args": [BUILD, "serve", "--drafts"], "isBackground": True},
            {**command, "label": "渝工：还有什么要做", "args": [BUILD, "status"]},
        ],
    }


def snippets() -> dict[str, Any]:
    """One snippet a kind, found by its English and its Chinese name."""
    return {
        f"渝工：{KIND_NAMES[kind]}": {
            "scope": "markdown",
            "prefix": [f"yugong-{kind}", KIND_NAMES[kind]],
            "description": f"一篇新的{KIND_NAMES[kind]}",
            "body": _body(kind),
        }
        for kind in KINDS
    }


def _body(kind: str) -> list[str]:
    stop = 0
    out = []
    today = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
    for line in scaffolds.lines(kind, scaffolds.title_without(kind), today):
        text = ""
        for part in line:
            if isinstance(part, scaffolds.Stop):
                stop += 1
                text += f"${{{stop}:{part.text}}}"
            else:
                text += part.replace("\\", "\\\\").replace("$", "\\$")
        out.append(text)
    out[-1] = f"${{0:{out[-1]}}}"
    return out


def _panel(field: FieldFace) -> dict[str, Any]:
    """A field of the panel; records are edited in the text itself, where the snippet shows their shape."""
    shape = field.shape
    face: dict[str, Any] = {"title": field.title, "name": field.key, "type": "string"}
    if field.description:
        face["description"] = field.description
    if field.required:
        face["required"] = True
    if shape.name == "choice":
        words = words_of_choices(field.description)
        face |= {"type": "choice", "choices": [{"id": one, "title": words.get(one, one)} for one in shape.choices]}
    elif shape.name in {"day", "moment"} and not shape.pending:
        face |= {"type": "datetime", "dateFormat": "yyyy-MM-dd" if shape.name == "day" else "yyyy-MM-dd HH:mm"}
    elif shape.name == "names":
        face["type"] = "list"
    elif shape.name == "flag":
        face["type"] = "boolean"
    elif shape.name in {"record", "list", "credits"}:
        face |= {"type": "json", "hidden": True}
    if field.key == "date":
        face["isPublishDate"] = True
    return face
