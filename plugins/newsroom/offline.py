"""The service worker: the latest issue is there without a network, and so is what a reader has read."""

import hashlib
import json
from pathlib import Path

from ..documents.document import Card

SCRIPT = Path(__file__).parent / "static" / "worker.js"
ALWAYS = ("/", "/offline/")
MOST_KEPT = 6


def worker(cards: tuple[Card, ...], files: tuple[str, ...]) -> bytes:
    """The worker that keeps the front page, the newest brief, the newest articles and the ``files`` they need.

    Its text changes when one of the addresses does, and then a browser fetches what is new.
    """
    brief = [card.url for card in cards if card.kind == "brief"][:1]
    kept = tuple(dict.fromkeys((*ALWAYS, *brief, *(card.url for card in cards[:MOST_KEPT]), *files)))
    listed = json.dumps(kept, ensure_ascii=True)
    version = hashlib.sha256(listed.encode()).hexdigest()[:10]
    script = SCRIPT.read_text(encoding="utf-8")
    return script.replace('"__KEPT__"', json.dumps(listed)).replace("__VERSION__", version).encode()
