"""A content folder of any size: good articles of all kinds in realistic Chinese, the same bytes on every machine.

    python bench/corpus.py FOLDER [N]

writes N articles (500 unless told) with the site's own vocabularies and ``site.yaml`` into FOLDER. Nothing in them is a
mistake: ``check`` finds nothing, whatever N is. Choices are made by a hash of the article's number, so article 7 of a
large corpus is article 7 of a small one.
"""

import shutil
import struct
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

CONTENT = Path(__file__).resolve().parents[1] / "content"
FIRST_DAY, DAYS = date(2022, 1, 4), 1300
PROFILE_EVERY = 50
KINDS = ("news",) * 9 + ("brief", "brief", "feature", "feature", "opinion", "policy", "roundup", "album", "news")
SURNAMES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董余苏"
FIRST = "建志国文永春秋立成光华海晓德仁庆兴安广玉"
SECOND = "军明强刚勇毅俊峰超辉波宁贵福生龙元全胜才"
DISTRICT_NAMES = """
渝中区 大渡口区 江北区 沙坪坝区 九龙坡区 南岸区 北碚区 渝北区 巴南区 万州区
涪陵区 綦江区 大足区 黔江区 长寿区 江津区 合川区 永川区 南川区 璧山区
铜梁区 潼南区 荣昌区 开州区 梁平区 武隆区 城口县 丰都县 垫江县 忠县
云阳县 奉节县 巫山县 巫溪县 石柱土家族自治县 秀山土家族苗族自治县 酉阳土家族苗族自治县 彭水苗族土家族自治县
"""
DISTRICTS = tuple(DISTRICT_NAMES.split())
ORGANISATIONS = ("重庆市总工会", "重庆市教育委员会", "中华全国总工会", "重庆市教科文卫体工会")
COLUMNS = ("工会要闻", "渝工铸魂", "职工服务", "产改进行时", "各地经验")
TOPICS = ("求学圆梦行动", "产业工人队伍建设改革", "劳模工匠")
SUBJECTS = ["互助", "技能", "协商", "文体", "普惠", "维权", "清凉", "产教", "学历", "安全", "法律", "女职工", "青年", "健康", "心理", "阅读", "交通", "医疗", "快递", "建筑"]
MATTERS = ["保障", "竞赛", "服务", "培训", "宣讲", "慰问", "调研", "援助", "阵地", "品牌"]
TAGS = tuple(subject + matter for subject in SUBJECTS for matter in MATTERS)
TRADES = ("车工", "电焊工", "桥隧工", "客车司机", "护士", "快递员", "测量员", "起重机司机", "汽车装调工", "环卫工人")
DOINGS = (
    "举办职工技能竞赛",
    "启动职工互助保障专项行动",
    "开展送清凉活动",
    "组织劳模宣讲",
    "召开集体协商推进会",
    "慰问一线职工",
    "发布产业工人培训计划",
    "开办职工夜校",
    "推出法律援助上门服务",
)
PLACES = ("职工服务中心", "产业园区", "项目工地", "实训基地", "文化宫", "会议中心", "车间", "站台")
PEOPLE_WORDS = ("一线职工", "技术骨干", "新就业形态劳动者", "农民工", "班组长", "青年职工")
RESULTS = (
    "现场解答了职工关心的工伤认定和工资支付问题",
    "让职工在家门口就能报名、选课、领补助",
    "形成了可以照着做的工作清单",
    "把培训课堂搬进了车间",
    "为职工送去了防暑药品和饮用水",
    "帮助企业找到了降低能耗的办法",
)
SENTENCES = (
    "{who}介绍，活动围绕{topic}展开，{number}名{people}参加，{result}。",
    "记者在{place}看到，{people}正跟着师傅练习操作，旁边的屏幕上显示着当天的进度和安全提示。",
    "“以前想提升学历，既怕没时间，又怕学不会，现在工会把课程送到了身边。”{trade}{who}说。",
    "据介绍，{district}已建成服务站点{number}个，累计服务职工{more}人次，{result}。",
    "下一步，{organisation}将会同有关部门完善激励办法，让更多{people}学有所成、劳有所得。",
    "竞赛设{trade}等多个项目，来自各企业的{number}名选手先后完成理论考试和实际操作两个环节。",
    "活动当天，志愿者还向职工发放了宣传手册，{result}。",
)
T = TypeVar("T")


def drawn(names: Sequence[T], *key: object) -> T:
    """One of ``names``, the same for the same key on every machine."""
    return names[number(len(names), *key)]


def number(below: int, *key: object) -> int:
    """A number from 0 to ``below`` - 1, the same for the same key on every machine."""
    return zlib.crc32("/".join(map(str, key)).encode()) % below


def name_of(index: int) -> str:
    """The name of the profile with that number; two numbers below 16,000 never share a name."""
    first, rest = divmod(index, len(SURNAMES))
    second, third = divmod(first, len(FIRST))
    surname = SURNAMES[(rest + second) % len(SURNAMES)]
    return surname + FIRST[(third + rest) % len(FIRST)] + SECOND[second % len(SECOND)]


def photo(index: int) -> bytes:
    """A PNG of 640 × 480 pixels whose colour depends on ``index``."""
    row = b"\0" + bytes(number(256, "colour", index, channel) for channel in range(3)) * 640
    parts = (
        (b"IHDR", struct.pack(">2I5B", 640, 480, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * 480, 1)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@dataclass(frozen=True)
class Article:
    """Article ``index`` of a corpus of ``size``: where it lies and what it says."""

    index: int
    size: int

    @property
    def kind(self) -> str:
        """Its kind; every fiftieth article is a profile."""
        if self.index % PROFILE_EVERY == 0:
            return "laomo"
        return drawn(KINDS, "kind", self.index) if self.index >= len(KINDS) else KINDS[-self.index]

    @property
    def day(self) -> date:
        """Its day of publication; all lie in the past."""
        return FIRST_DAY + timedelta(days=number(DAYS, "day", self.index))

    @property
    def path(self) -> str:
        """Its file, relative to the content folder."""
        match self.kind:
            case "laomo":
                return f"laomo/laomo-{self.index:05}/index.md"
            case "album":
                return f"albums/album-{self.index:05}/index.md"
            case _:
                return f"news/{self.day.year}/{self.day}-gaojian-{self.index:05}.md"

    @property
    def photos(self) -> tuple[str, ...]:
        """The files of its photos, in its own folder."""
        if self.kind == "album":
            return tuple(f"tu-{number}.png" for number in range(1, 4))
        return (f"tu-{self.index:05}.png",) if number(3, "photo", self.index) == 0 or self.kind == "laomo" else ()

    def draw(self, names: Sequence[T], *key: object) -> T:
        """One of ``names`` for this article."""
        return drawn(names, self.index, *key)

    def person(self, *key: object) -> str:
        """The name of somebody who has a profile in every corpus that holds this article."""
        return name_of(number(self.index // PROFILE_EVERY + 1, self.index, "person", *key))

    def sentence(self, *key: object) -> str:
        """One sentence."""
        return self.draw(SENTENCES, *key).format(
            who=self.person(*key),
            topic=self.draw(TOPICS, "topic", *key),
            number=number(90, self.index, "few", *key) + 10,
            more=number(9000, self.index, "many", *key) + 1000,
            people=self.draw(PEOPLE_WORDS, "people", *key),
            place=self.draw(PLACES, "place", *key),
            result=self.draw(RESULTS, "result", *key),
            trade=self.draw(TRADES, "trade", *key),
            district=self.draw(DISTRICTS, "district"),
            organisation=self.draw(ORGANISATIONS, "organisation"),
        )

    def paragraph(self, *key: object) -> str:
        """Some sentences; one of them is stressed."""
        sentences = [self.sentence(*key, part) for part in range(3 + number(3, self.index, "long", *key))]
        if number(4, self.index, "strong", *key) == 0:
            sentences.insert(1, f"这次活动的主题是**{self.draw(TOPICS, 'strong', *key)}**。")
        return "".join(sentences)

    def title(self) -> str:
        """A title that no other article has."""
        if self.kind == "laomo":
            return f"{name_of(self.index // PROFILE_EVERY)}：在岗位上的{10 + self.index % 30}年"
        return f"{self.draw(DISTRICTS, 'district')}{self.draw(DOINGS, 'doing')}（第{self.index}期）"

    def front_matter(self) -> list[str]:
        """The lines between the fences."""
        lines = [
            f"kind: {self.kind}",
            f"title: {self.title()}",
            f"date: {self.day}",
            f"summary: {self.sentence('summary')}",
            f"column: {self.draw(COLUMNS, 'column')}",
            f"topics: [{self.draw(TOPICS, 'topic')}]",
            f"tags: [{self.draw(TAGS, 'tag')}]",
            f"districts: [{self.draw(DISTRICTS, 'district')}]",
            f"organisations: [{self.draw(ORGANISATIONS, 'organisation')}]",
            f"people: [{self.person('named')}]",
            *self.own_lines(),
            "credits:",
            f"  记者: {self.person('byline')}",
        ]
        if self.photos and self.kind != "laomo":
            lines.append("photos:")
            for count, name in enumerate(self.photos, 1):
                lines += [
                    f"  - src: {name}",
                    f"    alt: {self.draw(PEOPLE_WORDS, 'alt')}在{self.draw(PLACES, 'alt')}参加活动",
                    f"    caption: 活动现场之{count}",
                ]
        if number(5, self.index, "event") == 0:
            start = self.day + timedelta(days=number(30, self.index, "start"))
            lines += [
                "events:",
                f"  - name: {self.draw(DOINGS, 'event')}",
                f"    start: {start} 09:30",
                f"    end: {start} 11:30",
                f"    place: {self.draw(PLACES, 'event')}",
                f"    district: {self.draw(DISTRICTS, 'district')}",
            ]
        return lines

    def own_lines(self) -> list[str]:  # noqa: PLR0911 - one return a kind
        """The lines that only its kind has."""
        match self.kind:
            case "laomo":
                photo = self.photos[0]
                return [
                    f"name: {name_of(self.index // PROFILE_EVERY)}",
                    f"trade: {self.draw(TRADES, 'own')}",
                    f"organisation: {self.draw(ORGANISATIONS, 'organisation')}",
                    "honours:",
                    "  - name: 全国劳动模范",
                    "    level: 国家级",
                    "    year: 2020",
                    "portrait:",
                    f"  src: {photo}",
                    "  alt: 戴安全帽的工人半身像",
                ]
            case "opinion":
                return [
                    "author:",
                    f"  name: {self.person('author')}",
                    f"  organisation: {self.draw(ORGANISATIONS, 'organisation')}",
                ]
            case "policy":
                return [
                    f"issuer: {self.draw(ORGANISATIONS, 'organisation')}",
                    "deadlines:",
                    "  - what: 报送工作总结",
                    f"    date: {self.day + timedelta(days=60)}",
                ]
            case "roundup":
                return [
                    "parts:",
                    "  - region: 重庆",
                    "    heading: 重庆：办好职工夜校",
                    "  - region: 福建",
                    "    heading: 福建：学分可以存进银行",
                ]
            case "feature":
                return ["figures:", f"  - value: {number(900, self.index) + 100} 场", "    label: 全年举办的宣讲活动"]
            case "brief":
                return [f"week_start: {self.day - timedelta(days=7)}", f"week_end: {self.day - timedelta(days=1)}"]
            case _:
                return []

    def earlier(self) -> "Article | None":
        """An earlier article of the corpus, to link to."""
        return Article(number(self.index, self.index, "link"), self.size) if self.index else None

    def link(self) -> str:
        """A paragraph with a link to an earlier article."""
        other = self.earlier()
        if other is None:
            return "欢迎[提供线索](mailto:bianji@example.org)。"
        return (
            f"相关报道见[{other.title()}](/{other.path})，也可查看[原文](https://www.example.org/{self.index}.html)。"
        )

    def body(self) -> list[str]:
        """The blocks of the text."""
        match self.kind:
            case "brief":
                days = [self.day - timedelta(days=1 + part) for part in range(6, 0, -1)]
                return [
                    "本期辑录各级工会一周的动态。",
                    *(
                        f"◆{day.month}月{day.day}日，{self.draw(DISTRICTS, 'item', day)}总工会{self.draw(DOINGS, 'item', day)}。{self.paragraph(day)}"
                        for day in days
                    ),
                ]
            case "roundup":
                return [
                    self.paragraph("lead"),
                    "## 重庆：办好职工夜校",
                    self.paragraph(1),
                    self.paragraph(2),
                    "## 福建：学分可以存进银行",
                    self.paragraph(3),
                    self.link(),
                ]
            case _:
                parts = [
                    self.paragraph("lead"),
                    f"活动于{self.day.month}月{self.day.day}日举行。{self.paragraph('when')}",
                ]
                for section in range(2):
                    parts += [
                        f"## {self.draw(DOINGS, section)}（{'一二'[section]}）",
                        self.paragraph(section, 1),
                        self.paragraph(section, 2),
                    ]
                parts.append("\n".join(f"- {self.draw(RESULTS, 'list', row)}；" for row in range(3)))
                if number(5, self.index, "table") == 0:
                    parts.append(
                        f"| 项目 | 人数 |\n| --- | ---: |\n| {self.draw(TRADES, 'row')} | {number(90, self.index)} |\n| 合计 | {number(900, self.index)} |"
                    )
                if number(5, self.index, "note") == 0:
                    parts += ["数据由活动主办方提供[^1]。", "[^1]: 截至活动举行当日。"]
                return [*parts, self.link()]

    def text(self) -> str:
        """The whole file."""
        return "\n".join(["---", *self.front_matter(), "---", "", "\n\n".join(self.body()), ""])


def articles(size: int) -> list[Article]:
    """The articles of a corpus."""
    return [Article(index, size) for index in range(size)]


def write(folder: Path, size: int) -> None:
    """Fill ``folder`` (which must be new or empty) with a corpus of ``size`` articles and three pages."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(CONTENT / "vocabulary", folder / "vocabulary")
    shutil.copyfile(CONTENT / "site.yaml", folder / "site.yaml")
    shutil.copytree(CONTENT / "pages", folder / "pages")
    for article in articles(size):
        file = folder / article.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article.text(), encoding="utf-8", newline="\n")
        for count, name in enumerate(article.photos):
            (file.parent / name).write_bytes(photo(article.index * 3 + count))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500)  # noqa: PLR2004 - the second argument
