"""How Chinese is read: syllables of characters, readings of names and phrases, without tones (lü is lv)."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

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

    >>> reading_of("重庆市总工会"), reading_of("单雄信", name=True)
    ('chong qing shi zong gong hui', 'shan xiong xin')
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - as above

    head = ""
    if name:
        found = next((surname for surname in (text[:2], text[:1]) if surname in SURNAMES), "")
        head, text = SURNAMES.get(found, ""), text[len(found) :]
    words = "".join(c if c.isalnum() else " " for c in text)
    said = [part.lower().strip() for part in lazy_pinyin(words)]
    return " ".join([*head.split(), *(part for part in said if part.isascii() and part)])
