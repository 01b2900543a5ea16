"""What a browser would run, load or be sent to, in a page as html5lib reads it."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import html5lib

RUNS = {"iframe", "frame", "object", "embed", "applet", "base", "math", "style", "marquee", "template", "portal"}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href", "ping", "background"}
SCHEMES = {"", "http", "https", "mailto", "tel", "webcal"}
POLICY = "Content-Security-Policy"
OURS = "https://example.com"
"""Where the test sites say they live."""


def live_nodes(page: str) -> list[str]:
    """Each element or attribute that no template of ours writes; empty for a page in which editors' text is text."""
    root = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    return [found for element in root.iter() if isinstance(element.tag, str) for found in _of(element)]


def _of(element) -> Iterator[str]:
    tag = element.tag.rpartition("}")[2]
    if tag in RUNS:
        yield f"<{tag}>"
    if tag == "script":
        yield from _of_script(element)
    if tag == "meta" and element.attrib.get("http-equiv", POLICY) != POLICY:
        yield f"<meta http-equiv={element.attrib['http-equiv']}>"
    if tag == "form" and not element.attrib.get("action", "/").startswith("/"):
        yield f"<form action={element.attrib.get('action')}>"
    for name, value in element.attrib.items():
        key = str(name).rpartition("}")[2].lower()
        if key.startswith("on") or key in {"style", "srcdoc"} or (key in ADDRESSES and not _harmless_address(value)):
            yield f"<{tag} {name}={value!r}>"
        elif key in {"src", "srcset", "poster"} and not value.startswith(("/", OURS + "/")):
            yield f"<{tag} {name}={value!r}> loads from elsewhere"


def _of_script(element) -> Iterator[str]:
    if element.attrib.get("type") in {"application/ld+json", "application/json", "speculationrules"}:
        json.loads(element.text)
    elif not element.attrib.get("src", "").startswith("/assets/") or (element.text or "").strip():
        yield f"<script {element.attrib}>{element.text}"


def _harmless_address(value: str) -> bool:
    """Whether a browser, which drops white space and control characters, sees a scheme that runs nothing."""
    seen = "".join(character for character in value if character > " ")
    try:
        return urlsplit(seen).scheme.lower() in SCHEMES
    except ValueError:
        return False
