"""One page of each kind, told by the class that the theme gives its body; and the four ways in which it can be read."""

import re
from pathlib import Path

BODY = re.compile(r'<body class="([^"]*)"')
LEADS_ON = '<meta http-equiv="refresh"'
MODES = ("light", "dark", "contrast", "care")
MEMORY = {"contrast": ("contrast", "high"), "care": ("care", "on")}


def one_of_each(site: Path) -> dict[str, str]:
    """The address of one page of each kind; of several the one with most to show (the longest file)."""
    found: dict[str, tuple[int, str]] = {}
    for page in sorted(site.rglob("*.html")):
        path = page.relative_to(site).as_posix()
        text = page.read_text(encoding="utf-8")
        if path.startswith("handbook/") or LEADS_ON in text:
            continue
        match = BODY.search(text)
        named = match[1] if match else "bare"
        kind = path.split("/")[0].removesuffix(".html") if named == "page" else named.replace(" ", "-")
        found[kind] = max(found.get(kind, (0, "")), (len(text), "/" + path.removesuffix("index.html")))
    return {kind: address for kind, (_, address) in sorted(found.items())}


def context_options(mode: str, width: int) -> dict[str, object]:
    """What a browser context needs for a mode and a width."""
    scheme = "dark" if mode == "dark" else "light"
    return {"locale": "zh-CN", "viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}


def settle(context: object, mode: str) -> None:
    """Make the pages of ``context`` open as if their reader had chosen ``mode`` before."""
    if mode in MEMORY:
        name, value = MEMORY[mode]
        context.add_init_script(f"localStorage.setItem('{name}', '{value}')")
