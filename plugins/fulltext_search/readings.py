"""How Chinese is read: syllables of characters, readings of names and phrases, without tones (lü is lv)."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from .terms import HAN

MOST_READINGS = 2
"""Readings of a character that readers may type; the dictionary has rare ones as well."""

SURNAMES = MappingProxyType(
    {
        "单": "shan", "解": "xie", "曾": "zeng", "区": "ou", "仇": "qiu", "查": "zha", "任": "ren", "华": "hua",
        "盖": "ge", "朴": "piao", "乐": "yue", "翟": "zhai", "缪": "miao", "冼": "xian", "员": "yun", "覃": "qin",
        "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "召": "shao", "折": "she", "牟": "mou", "卜": "bu",
        "洗": "xian", "黑": "he", "重": "chong", "种": "chong", "秘": "bi", "繁": "po", "隗": "kui", "晟": "cheng",
    }
)  # fmt: skip
"""Characters that are read differently when they are a surname."""


IS_HAN = re.compile(f"[{HAN}]")
RUN = re.compile(f"[{HAN}]+|[^{HAN}]+")


@cache
def readings() -> Mapping[str, tuple[str, ...]]:
    """The readings of each character of GB 2312, the usual one first.

    >>> readings()["傅"], readings()["重"]
    (('fu',), ('zhong', 'chong'))
    """
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - 0.1 s, only when an index is made

    table = {}
    for code, said in pinyin_dict.items():
        character = chr(code)
        if is_common(character):
            table[character] = tuple(dict.fromkeys(toneless(one) for one in said.split(",")))[:MOST_READINGS]
    return MappingProxyType(table)


def is_common(character: str) -> bool:
    """Whether the character is in GB 2312, or beyond it but in names of people all the same.

    >>> is_common("堃"), is_common("齉")
    (True, False)
    """
    if character in "堃喆镕翀昇犇甦玥珺煊祎暐淼赟瑨燊骉旻":
        return True
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return character >= "\u4e00"


@cache
def toneless(syllable: str) -> str:
    """A syllable without its tone, as it is typed.

    >>> toneless("lǜ"), toneless("fù")
    ('lv', 'fu')
    """
    parts = unicodedata.normalize("NFD", syllable)
    plain = parts.replace("u\u0308", "v")
    return "".join(c for c in plain if c.isascii() and c.isalpha())


def reading_of(text: str, *, name: bool = False) -> str:
    """How a phrase is read, syllables apart; with ``name``, its surname as a surname.

    As pypinyin says it, whose words are looked up here directly: a site has tens of thousands of phrases.

    >>> reading_of("重庆市总工会"), reading_of("单雄信", name=True), reading_of("AI课·第2期")
    ('chong qing shi zong gong hui', 'shan xiong xin', 'ai ke di 2 qi')
    """
    head = ""
    if name:
        found = next((surname for surname in (text[:2], text[:1]) if surname in SURNAMES), "")
        head, text = SURNAMES.get(found, ""), text[len(found) :]
    said = head.split()
    for run in RUN.findall("".join(c if c.isalnum() else " " for c in text)):
        said += _said(run) if IS_HAN.match(run) else [run.lower().strip()]
    return " ".join(part for part in said if part and part.isascii())


def _said(run: str) -> list[str]:
    """The syllables of Chinese characters: of the longest word that begins at each place, else of the character."""
    words = _words()
    single = _single()
    said: list[str] = []
    at = 0
    while at < len(run):
        longest = words.longest.get(run[at : at + 2], 1)
        size = next((size for size in range(longest, 1, -1) if run[at : at + size] in words.said), 1)
        if size > 1:
            said += (toneless(syllables[0]) for syllables in words.said[run[at : at + size]])
        else:
            said.append(single(run[at]))
        at += size
    return said


@dataclass(frozen=True, slots=True)
class _Words:
    """How words are read, and how long the longest is that begins with two given characters."""

    said: Mapping[str, list[list[str]]]
    longest: Mapping[str, int]


@cache
def _words() -> _Words:
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - as above

    longest: dict[str, int] = {}
    for word in PHRASES_DICT:
        longest[word[:2]] = max(longest.get(word[:2], 1), len(word))
    return _Words(PHRASES_DICT, longest)


@cache
def _single() -> Callable[[str], str]:
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - as above

    return cache(lambda character: toneless(PINYIN_DICT.get(ord(character), "").split(",")[0]))
