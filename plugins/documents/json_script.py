"""A JSON-LD block that no text in it can close."""

import json

from markupsafe import Markup

UNSAFE_IN_SCRIPT = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

Json = dict[str, object]


def script(data: Json) -> Markup:
    r"""``data`` as a JSON-LD block that no text in it can close.

    >>> print(script({"headline": "</script><b>"}))
    <script type="application/ld+json">{"headline": "\u003c/script\u003e\u003cb\u003e"}</script>
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=False)
    for unsafe, written in UNSAFE_IN_SCRIPT.items():
        text = text.replace(unsafe, written)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - < > & are escaped above
