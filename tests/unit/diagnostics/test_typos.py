"""Two hundred typos of one character over the real vocabulary: what the editor reads first is what was meant."""

import posixpath
import random
import re
from pathlib import Path

import pytest

from plugins.documents.front_matter import FrontMatter
from plugins.documents.library import read_library
from plugins.newsroom.kinds import FOLDER_KINDS, KINDS

ROOT = Path(__file__).parents[3]
TYPOS = 200
RIGHT = 0.95
LATIN = "abcdefghijklmnopqrstuvwxyz"
ENUMERATIONS = {"status": ("draft", "review", "published", "withdrawn"), "kind": tuple(KINDS)}
FIRST = re.compile(r"是不是“([^”]+)”")
OPINION = "author: {name: 甲}\n"


def typo(word, how, chance, letters):
    at = chance.randrange(len(word))
    match how:
        case "insert":
            return word[:at] + chance.choice(letters) + word[at:]
        case "delete":
            return word[:at] + word[at + 1 :]
        case "replace":
            return word[:at] + chance.choice([c for c in letters if c != word[at]]) + word[at + 1 :]
        case _:
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def made(words, chance, letters, count):
    """``count`` pairs of a word and a typo of it that is no word itself."""
    found = []
    while len(found) < count:
        right = chance.choice(sorted(words))
        how = ("insert", "delete", "replace", "transpose")[len(found) % 4]
        wrong = typo(right, how, chance, letters)
        if wrong not in words and wrong.strip() == wrong and wrong:
            found.append((right, wrong))
    return found


def content_path(link):
    """Where a link of ``content/news/typo/`` leads, below ``content/``."""
    return posixpath.normpath(posixpath.join("news/typo", link))


def cases_of(chance, districts, paths):
    """What, the right word and its typo: a quarter each of keys, enumerations, districts and links."""
    quarter = TYPOS // 4
    keys = set(FrontMatter.model_fields) - {"title", "date", "kind"}
    han = "".join(sorted({c for name in districts for c in name}))
    values = [(key, value) for key, words in ENUMERATIONS.items() for value in words]
    cases = [("key", *pair) for pair in made(keys, chance, LATIN, quarter)]
    for number in range(quarter):
        key, value = values[number % len(values)]
        wrong = typo(value, ("insert", "delete", "replace", "transpose")[number // len(values)], chance, LATIN)
        cases.append((key, value, f"{value}s" if wrong in ENUMERATIONS[key] else wrong))
    cases += [("district", *pair) for pair in made(districts, chance, han, quarter)]
    links = made(paths, chance, LATIN + "0123456789-", quarter)
    return cases + [("link", f"../../{right}", f"../../{wrong}") for right, wrong in links]


def article(number, day, what, wrong):
    heads = {"key": f"{wrong}: 甲\n", "district": f"districts: [{wrong}]\n", "link": ""}
    head = heads.get(what, f"{what}: {wrong}\n")
    body = f"[甲]({wrong})" if what == "link" else "正文。"
    return f"---\ntitle: 稿{number}\ndate: {day}\n{head}---\n{body}\n"


def right_first(what, right, cures):
    first = [match[1] for match in map(FIRST.search, cures) if match]
    return content_path(right) in map(content_path, first) if what == "link" else right in first


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_first_suggestion_is_the_right_one(site, seed):
    chance = random.Random(seed)  # noqa: S311 - a test's dice
    vocabulary = (ROOT / "content/vocabulary/districts.yaml").read_text(encoding="utf-8")
    small = site(f"-- content/vocabulary/districts.yaml --\n{vocabulary}")
    library = read_library(ROOT / "content", kinds=KINDS, folder_kinds=FOLDER_KINDS, now=small.options().now)
    day = small.options().now.date()
    districts = {d.name for d in library.vocabulary.districts if d.exists_on(day)}
    paths = {str(document.path) for document in library.documents}
    for path in sorted(paths):
        small.write(f"content/{path}", f"---\ntitle: {path}\ndate: 2024-01-01\nkind: news\n---\n正文。\n")
    cases = cases_of(chance, districts, paths)
    for number, (what, _, wrong) in enumerate(cases):
        small.write(f"content/news/typo/t{number}.md", article(number, day, what, wrong))
    said = {}
    for problem in small.check():
        said.setdefault(problem.place.path, []).append(problem.cure)
    misses = [
        (what, right, wrong, said.get(f"content/news/typo/t{number}.md"))
        for number, (what, right, wrong) in enumerate(cases)
        if not right_first(what, right, said.get(f"content/news/typo/t{number}.md", []))
    ]
    assert len(cases) == TYPOS
    assert len(misses) <= TYPOS * (1 - RIGHT), misses
