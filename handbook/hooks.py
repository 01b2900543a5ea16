"""What MkDocs does for the handbook beyond its settings; plain functions that MkDocs calls by their names."""

import re
import unicodedata
from pathlib import Path
from typing import Any

SPACE_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)
HAN = "\u2018-\u201d\u2014\u2026\u3000-\u9fff\uff00-\uffef"
LINE_END = re.compile(
    rf"(?<=[{HAN}])\n(?=[{HAN}]|<(?:a|code|strong)\b)|(?<=</a>)\n(?=[{HAN}])|(?<=</code>)\n(?=[{HAN}])"
)
CODE_BLOCK = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
TOGGLE = re.compile(r'(<input\b[^>]*type="checkbox"[^>]*?) autocomplete="off"')
OWN_IDS = re.compile(r'(?<=\s)(id|for|aria-labelledby)="__')
SELECTED = re.compile(r"#__config|\[for=__[a-z]+\]")
FOLDER = re.compile(
    r'(<nav class="md-nav" data-md-level="[1-9]") aria-labelledby="[^"]*"([^>]*>\s*<label\b[^>]*>(?:\s*<span\b.*?</span>)?)(.*?)</label>',
    re.DOTALL,
)
CONTENTS = '<nav class="md-nav md-nav--secondary" aria-label="'
PART = '<nav class="md-nav" aria-label="'
SUBMIT = '<button type="submit" hidden>确定</button></form>'


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


def on_page_content(html: str, **_: Any) -> str:  # noqa: ANN401 - MkDocs passes what it likes
    r"""The text without the line ends that stand between Han characters, which a browser may show as spaces.

    >>> on_page_content("<p>写稿，<br>\n</p><p>一份报纸。\n写稿</p>")
    '<p>写稿，<br>\n</p><p>一份报纸。写稿</p>'
    """
    parts = CODE_BLOCK.split(html)
    return "".join(part if index % 2 else LINE_END.sub("", part) for index, part in enumerate(parts))


def on_post_page(output: str, **_: Any) -> str:  # noqa: ANN401 - MkDocs passes what it likes
    """The page as html-validate's recommended rules want it; Material misses them by little.

    A checkbox cannot have ``autocomplete``, an id begins with a letter, a landmark has a name of its own, a form has
    a button.
    """
    output = SPACE_AT_END.sub("", output).lstrip().replace("<!doctype html>", "<!DOCTYPE html>", 1)
    output = OWN_IDS.sub(r'\1="md-', TOGGLE.sub(r"\1", output)).replace("</form>", SUBMIT)
    output = FOLDER.sub(lambda m: f'{m[1]} aria-label="{" ".join(m[3].split())}"{m[2]}{m[3]}</label>', output)
    end = output.rfind(CONTENTS)
    if end == output.find(CONTENTS):
        return output
    return output[:end] + output[end:].replace(CONTENTS, f"{CONTENTS}正文", 1).replace(PART, f"{PART}正文：")


def on_post_build(config: Any) -> None:  # noqa: ANN401 - MkDocs has no types
    """Drop MkDocs' own 404 page, and tell Material's script and styles the ids that :func:`on_post_page` gives.

    The site has a 404 page, and MkDocs' asks for its styles at the site's root.
    """
    site = Path(config["site_dir"])
    (site / "404.html").unlink(missing_ok=True)
    [script] = (site / "assets" / "javascripts").glob("bundle.*.min.js")
    if not {"#__config", "[for=__search]"} <= set(SELECTED.findall(script.read_text(encoding="utf-8"))):
        raise RuntimeError(f"{script.name} finds its elements in another way than handbook/hooks.py knows")
    for file in (script, *(site / "assets" / "stylesheets").glob("*.css")):
        text = file.read_text(encoding="utf-8")
        file.write_text(SELECTED.sub(lambda m: m[0].replace("__", "md-"), text), encoding="utf-8")
