"""Many articles of some 1,500 characters with the vocabulary of a real newspaper: the corpus of ``bench/search.py``.

    python bench/search_corpus.py FOLDER [N]

Each article is one of the generated articles of the search tests (names, places, amounts and dates that queries ask
for), followed by paragraphs whose words are drawn from some 10,000 Chinese words, frequent ones often, and words of
the article's own again and again. The sentences mean nothing; what counts is how many different pairs of characters
there are (about 620,000 in 10,000 articles) and how they are spread, because postings are made of them. The same
bytes on every machine.
"""

import random
import sys
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from pypinyin.phrases_dict import phrases_dict

PROJECT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PROJECT / "tests" / "search_quality"))

from filler import THEMES, Filler, write  # noqa: E402 - its folder had to be named first

LENGTH = 1_500
OWN_WORDS, OWN, LINKED = 50, 0.6, 0.3
PAIRS, LONGER = 9_000, 1_000
SAID, KNOWN, FEW = 0.5, 15_000, 100
"""The share of paragraphs that say what generated articles say, and which articles: none that queries ask for."""
LINKS = "的的的的了了和在是为与从向对把将被也都就还并而到中上下等以及"
SHORT, LONGEST = 2, 4


@cache
def words() -> Sequence[str]:
    """Chinese words of up to four characters, in an order that says how frequent each is to be."""
    found = sorted(word for word in phrases_dict if len(word) <= LONGEST)
    random.Random(1).shuffle(found)
    pairs, longer = ([word for word in found if (len(word) > SHORT) == long] for long in (False, True))
    return random.Random(2).sample(pairs[:PAIRS] + longer[:LONGER], PAIRS + LONGER)


@cache
def weights() -> Sequence[float]:
    """How often the words come, added up (Zipf's law)."""
    return tuple(accumulate(1 / (place + 10) for place in range(len(words()))))


def paragraphs(index: int, length: int) -> list[str]:
    """Paragraphs of article ``index``, together about ``length`` characters."""
    dice = random.Random(index)
    own = dice.choices(words(), cum_weights=weights(), k=OWN_WORDS)
    found: list[str] = []
    while sum(map(len, found)) < length:
        if dice.random() < SAID:
            other = Filler(KNOWN + dice.randrange(FEW))
            found.append(
                "".join(dice.sample(THEMES[dice.randrange(len(THEMES))]["sentences"], 2)).format_map(other.slots)
            )
            continue
        sentences = []
        for _ in range(dice.randrange(2, 6)):
            size = dice.randrange(6, 16)
            some = dice.choices(words(), cum_weights=weights(), k=size)
            picked = (dice.choice(own) if dice.random() < OWN else word for word in some)
            sentences.append("".join(word + (dice.choice(LINKS) if dice.random() < LINKED else "") for word in picked))
        found.append("，".join(sentences) + "。")
    return found


def enlarge(text: str, index: int, length: int = LENGTH) -> str:
    """The article, lengthened to about ``length`` characters."""
    return text + "\n" + "\n\n".join(paragraphs(index, length - len(text))) + "\n"


def write_corpus(folder: Path, size: int) -> int:
    """The site's content and ``size`` long articles in ``folder``, which is made; the bytes of all texts."""
    write(folder, 0)
    for index in range(size):
        filler = Filler(index)
        file = folder / filler.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(enlarge(filler.text(), index), encoding="utf-8", newline="\n")
    return sum(file.stat().st_size for file in folder.rglob("*.md"))


if __name__ == "__main__":
    print(write_corpus(Path(sys.argv[1]), int(*sys.argv[2:] or [10_000])), "bytes")
