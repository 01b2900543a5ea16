"""What MkDocs does for the handbook beyond its settings; plain functions that MkDocs calls by their names."""

import re
import unicodedata
from pathlib import Path
from typing import Any

TOGGLE = re.compile(r'(<input\b[^>]*type="checkbox"[^>]*?) autocomplete="off"')
SPACE_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)


def on_config(config: Any) -> Any:  # noqa: ANN401 - MkDocs has no types
    """Anchors in the headings' own words; MkDocs would drop every Han character and count."""
    config["mdx_configs"].setdefault("toc", {})["slugify"] = anchor
    return config


def anchor(text: str, separator: str) -> str:
    """The anchor of a heading, which begins with a letter.

    >>> anchor("放在哪里，叫什么名字", "-")
    '放在哪里-叫什么名字'
    >>> anchor("0001 Pelican 插件", "-")
    'n0001-pelican-插件'
    """
    kept = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in unicodedata.normalize("NFC", text).lower())
    slug = separator.join(kept.split())
    return slug if slug[:1].isalpha() else f"n{slug}"


def on_post_page(output: str, **_: Any) -> str:  # noqa: ANN401 - MkDocs passes what it likes
    """The page as html-validate wants it: Material gives checkboxes an ``autocomplete`` that they cannot have."""
    return SPACE_AT_END.sub("", TOGGLE.sub(r"\1", output)).lstrip().replace("<!doctype html>", "<!DOCTYPE html>", 1)


def on_post_build(config: Any) -> None:  # noqa: ANN401 - MkDocs has no types
    """Drop MkDocs' own 404 page: the site has one, and this one asks for its styles at the site's root."""
    (Path(config["site_dir"]) / "404.html").unlink(missing_ok=True)
