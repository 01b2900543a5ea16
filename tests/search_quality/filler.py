"""Generated articles around the real ones, so that a search has something to choose from.

    python tests/search_quality/filler.py FOLDER [N]

copies the site's content into FOLDER and adds N articles (600 unless told) under ``news/``. They are plainly
generated: each says so in its source, and their sentences come from ``themes.yaml``. Choices are made by a hash of
the article's number, so the bytes are the same on every machine and article 7 is the same in every size. Districts
are such that the real content does not speak of; a name belongs to one article only.
"""

import shutil
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml

HERE = Path(__file__).resolve().parent
CONTENT = HERE.parents[1] / "content"
THEMES: tuple[dict[str, Any], ...] = tuple(yaml.safe_load((HERE / "themes.yaml").read_text(encoding="utf-8")))
SIZE = 600
FIRST_DAY, DAYS = date(2018, 1, 8), 3200
SURNAMES = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施孔曹金魏陶姜戚谢邹喻窦章苏潘葛范彭鲁韦马苗方俞任袁柳鲍史唐费岑薛雷贺倪汤殷罗毕郝邬安常于卞齐康伍余元卜顾孟平黄穆萧尹"
FIRST = "泽晓文永志春秋海明佳思雨俊子天启宏立新荣伯仲淑美兰玉秀云红丽"
SECOND = "霖岚峻菲琪桐舟禾屿辰薇朗烨楠柯澜蕾翔骁钰彤瑾昊鹤"
DISTRICTS = [
    "大渡口区",
    "沙坪坝区",
    "九龙坡区",
    "北碚区",
    "巴南区",
    "万州区",
    "涪陵区",
    "黔江区",
    "长寿区",
    "江津区",
    "合川区",
    "铜梁区",
    "潼南区",
    "荣昌区",
    "梁平区",
    "武隆区",
    "城口县",
    "丰都县",
    "垫江县",
    "忠县",
    "云阳县",
    "巫山县",
    "秀山土家族苗族自治县",
    "酉阳土家族苗族自治县",
    "彭水苗族土家族自治县",
]
BRAND_FIRST = "鼎锦恒瑞凯宏泰隆昌盛辉鑫润祥博腾骏朗"
BRAND_SECOND = "曜屹湛翎砚麓榛祺焓泓煜骅钧岱澍"
TRADES_OF_UNITS = [
    "机械",
    "电子",
    "纺织",
    "食品",
    "物流",
    "建筑",
    "环保",
    "医药",
    "陶瓷",
    "钢构",
    "汽配",
    "造纸",
    "矿业",
    "航运",
    "照明",
    "家具",
]
TOWN_FIRST = "柏桂槐枫荷莲榕杉桐柚黛碧翠赤墨"
TOWN_SECOND = "溪坪垭岭湾渡沱坝塘碛垴堡滩坳"
TRADES = [
    "车工",
    "钳工",
    "铣工",
    "焊工",
    "电工",
    "叉车工",
    "塔吊司机",
    "公交司机",
    "化验员",
    "质检员",
    "锅炉工",
    "管道工",
    "缝纫工",
    "包装工",
    "装配工",
    "测绘员",
    "养路工",
    "讲解员",
    "收费员",
    "客服员",
]
COLUMNS = ("工会要闻", "渝工铸魂", "各地经验")
COMMON = (
    "{union}有关负责人表示，要把好事办实、把实事办好，让职工看得见、摸得着。",
    "活动得到{unit}和{place}的支持，{person3}担任现场联络员。",
    "据了解，这项工作从{month}月开始筹备，先后征求了{n}家单位的意见。",
    "参加活动的{trade}{person3}说，希望这样的事情年年有。",
    "下一步，{district}将总结经验，在更多行业推开。",
    "记者看到，现场秩序井然，不少职工带着家人一起来。",
    "有职工建议延长开放时间，工作人员当场记下，答应一周内答复。",
    "相关办法可以到{place}便民服务中心咨询，也可以拨打公示电话。",
)
T = TypeVar("T")


def number(below: int, *key: object) -> int:
    """A number from 0 to ``below`` - 1, the same for the same key on every machine."""
    return zlib.crc32("/".join(map(str, key)).encode()) % below


def shuffled(items: Sequence[T], *key: object) -> list[T]:
    """The items in an order that depends on the key."""
    return sorted(items, key=lambda item: zlib.crc32(repr((item, key)).encode()))


def name_of(index: int) -> str:
    """The person with that number; two numbers below 50,000 never share a name."""
    rest, surname = divmod(index * 40_487 % (len(SURNAMES) * len(FIRST) * len(SECOND)), len(SURNAMES))
    first, second = divmod(rest, len(SECOND))
    return SURNAMES[surname] + FIRST[first] + SECOND[second]


@dataclass(frozen=True)
class Filler:
    """Generated article number ``index``."""

    index: int

    @property
    def theme(self) -> dict[str, Any]:
        """What it speaks of; each theme comes up every so often."""
        return THEMES[self.index % len(THEMES)]

    @property
    def day(self) -> date:
        """Its day of publication."""
        return FIRST_DAY + timedelta(days=number(DAYS, "day", self.index))

    @property
    def name(self) -> str:
        """The last part of its address, which the queries name."""
        return f"shengcheng-{self.index:05}"

    @property
    def path(self) -> str:
        """Its file in the content folder."""
        return f"news/{self.day.year}/{self.day}-{self.name}.md"

    @property
    def url(self) -> str:
        """Its address on the site."""
        return f"/news/{self.day.year}/{self.day}-{self.name}/"

    def draw(self, items: Sequence[T], *key: object) -> T:
        """One of the items."""
        return items[number(len(items), self.index, *key)]

    @cached_property
    def slots(self) -> dict[str, str]:
        """Who, where, how many and how much: one set for the whole article."""
        district = self.draw(DISTRICTS, "district")
        few, many = number(180, self.index, "few") + 12, number(8700, self.index, "many") + 1013
        money = self.draw(("{a}.{b}万元", "{a}{b}00元", "{a}万{b}千元", "{a}{b}万元"), "money")
        a, b = number(89, self.index, "a") + 3, number(9, self.index, "b") + 1
        return {
            "district": district,
            "union": f"{district}总工会",
            "place": self.draw(TOWN_FIRST, "t1") + self.draw(TOWN_SECOND, "t2") + self.draw(("镇", "街道", "乡"), "t3"),
            "unit": f"重庆{self.draw(BRAND_FIRST, 'b1')}{self.draw(BRAND_SECOND, 'b2')}{self.draw(TRADES_OF_UNITS, 'b3')}有限公司",
            "person": name_of(self.index * 3),
            "person2": name_of(self.index * 3 + 1),
            "person3": name_of(self.index * 3 + 2),
            "trade": self.draw(TRADES, "trade"),
            "n": str(few),
            "more": str(many),
            "small": str(number(40, self.index, "small") + 8),
            "wage": str(4200 + 100 * number(60, self.index, "wage")),
            "money": money.format(a=a, b=b),
            "year": str(2004 + number(14, self.index, "year")),
            "month": str(number(12, self.index, "month") + 1),
        }

    def title(self) -> str:
        """Its title."""
        return self.draw(self.theme["titles"], "title").format_map(self.slots)

    def body(self) -> list[str]:
        """Its paragraphs: what the theme says, in an order of its own, and what everybody says."""
        said = shuffled(self.theme["sentences"], self.index)
        common = shuffled(COMMON, self.index)
        lead = f"{self.day.month}月{self.day.day}日，{{union}}、{{unit}}在{{place}}介绍了这项工作的情况。"
        parts = ([lead, said[0], common[0]], [said[1], said[2], common[1]], [said[3], common[2], said[4]])
        return ["".join(part).format_map(self.slots) for part in parts]

    def front_matter(self) -> list[str]:
        """The lines between the fences."""
        slots = self.slots
        kind = self.theme["kind"]
        lines = [
            f"kind: {kind}",
            f"title: {self.title()}",
            f"date: {self.day}",
            f"summary: {self.theme['sentences'][0].format_map(slots)}",
            f"column: {'政策文件' if kind == 'policy' else self.draw(COLUMNS, 'column')}",
            f"tags: [{', '.join(self.theme['tags'])}]",
            f"districts: [{slots['district']}]",
            f"people: [{slots['person']}, {slots['person2']}]",
            "source:",
            "  title: 检索测试用的生成稿，不是新闻",
        ]
        if kind == "policy":
            lines.append("issuer: 重庆市总工会")
        return lines

    def text(self) -> str:
        """The whole file."""
        return "\n".join(["---", *self.front_matter(), "---", "", "\n\n".join(self.body()), ""])


def fillers(size: int = SIZE) -> list[Filler]:
    """The generated articles of a site of that size."""
    return [Filler(index) for index in range(size)]


def write(folder: Path, size: int = SIZE) -> None:
    """The site's own content and ``size`` generated articles, in a folder that does not exist yet."""
    shutil.copytree(CONTENT, folder)
    for filler in fillers(size):
        file = folder / filler.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(filler.text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else SIZE)
