"""How long an editor waits in ``serve``: from saving an article to the moment when its page has the new words.

    python bench/serve.py [--articles 1000] [--edits 5] [--whole] [--folder .cache/bench]

Writes the site of the comparison (with ``--whole`` the real theme and everything on), starts ``serve`` in a process of
its own, edits one article again and again, and asks for its page until it has changed. Prints the median and the longest.
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from compare import middle, replace
from contestants import Contestant, Yugong, YugongWhole
from plain import plain_articles

PATIENCE = 60.0


def shows(server: str, address: str, words: str) -> bool:
    """Whether the page at ``address`` of our own server has these words."""
    asked = http.client.HTTPConnection(server)
    asked.request("GET", address)
    with asked.getresponse() as answer:
        return words.encode() in answer.read()


def waits(contestant: Contestant, size: int, edits: int) -> list[float]:
    """The seconds from each save to the page."""
    article = middle(plain_articles(size))
    environment = {**os.environ, "YUGONG_NO_VENV": "1"}
    command = [sys.executable, "build.py", "serve", "--port", "0"]
    process = subprocess.Popen(
        command, cwd=contestant.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    )
    found = []
    try:
        root = next(line.strip() for line in process.stdout or () if line.startswith("http"))
        server = urlsplit(root).netloc
        for number in range(edits):
            words = f"第{time.time_ns()}次保存"
            replace(contestant.file_of(article), "。\n\n## ", f"。{words}。\n\n## ")
            begun = time.perf_counter()
            while not shows(server, article.url, words):
                time.sleep(0.01)
                if time.perf_counter() - begun > PATIENCE:
                    sys.exit(f"edit {number}: the page did not change within {PATIENCE:.0f} s")
            found.append(time.perf_counter() - begun)
            time.sleep(1)
    finally:
        process.terminate()
        process.wait()
    return found


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=5)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--folder", type=Path, default=Path(".cache/bench"))
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    contestant = (YugongWhole if asked.whole else Yugong)(folder / str(asked.articles), folder / "tools")
    if not contestant.folder.exists():
        contestant.write(plain_articles(asked.articles))
    found = waits(contestant, asked.articles, asked.edits)
    print(f"{asked.articles} articles: median {statistics.median(found):.2f} s, longest {max(found):.2f} s")


if __name__ == "__main__":
    main()
